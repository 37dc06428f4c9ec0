"""Cuts a text into lines: as few as the width allows, as equal as the words allow. Knows widths, no pages."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from PySide6.QtGui import QFontMetricsF

from app.domain.records import dataclass
from app.word_joints import Joint, ends_clause, ends_sentence, joints
from ui.fonts import sized_font

EM = 1000
"""Widths are counted in thousandths of the font size: an unhinted font grows in proportion."""

_PLAIN_COST = 0.07
_HANGING_COST = 0.13
_COMPOUND_COST = 0.50
"""What a cut weighs, as a share of the line left white: best is behind a comma, worst inside a word."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of words that stays on one line. `cost` is what a cut behind it weighs; widths in EM."""

    text: str
    width: float
    cost: float
    ends_paragraph: bool
    ends_sentence: bool
    ends_clause: bool


@lru_cache(maxsize=8192)
def width_of(text: str, weight: int) -> float:
    """Width of a text on one line, in EM."""
    return _metrics(weight).horizontalAdvance(text)


@lru_cache(maxsize=8)
def _metrics(weight: int) -> QFontMetricsF:
    return QFontMetricsF(sized_font(EM, weight))


def atoms_of(text: str, weight: int, widest: float, *, whole_words: bool) -> list[Atom]:
    """Cut the text into atoms none of which is wider than `widest` EM.

    whole_words keeps the words of the list together; numbers and dates stay whole either way.
    What is wider all the same (an endless word) is cut between letters, for nothing may be lost.
    """
    found: list[Atom] = []
    least = Joint.COMPOUND if whole_words else Joint.FIXED
    for paragraph in text.split("\n"):
        atoms = _paragraph_atoms(paragraph, weight, math.inf, least)
        if any(atom.width > widest for atom in atoms):
            atoms = _paragraph_atoms(paragraph, weight, widest, least)
        found += atoms
    return found


@lru_cache(maxsize=256)
def _paragraph_atoms(paragraph: str, weight: int, widest: float, least: Joint) -> tuple[Atom, ...]:
    """Kept: a list is tried in ten sizes, and where each word fits its words are joined alike in all of them."""
    words = paragraph.split()
    found: list[Atom] = []
    held = joints(words)
    start = 0
    for at, joint in enumerate(held):
        if joint >= least and at + 1 < len(words):
            continue
        last = at + 1 == len(words)
        following = "" if last else words[at + 1]
        groups = _fitting(words[start : at + 1], weight, widest)
        for number, group in enumerate(groups):
            ends = number == len(groups) - 1
            found.append(
                Atom(
                    group,
                    width_of(group, weight),
                    _cost(joint, words[at]) if ends else _COMPOUND_COST,
                    ends_paragraph=last and ends,
                    ends_sentence=ends and (last or ends_sentence(words[at], following)),
                    ends_clause=ends and (last or ends_clause(words[at])),
                )
            )
        start = at + 1
    return tuple(found)


def _cost(joint: Joint, word: str) -> float:
    if joint is Joint.FREE:
        return 0.0 if ends_clause(word) or ends_sentence(word, "") else _PLAIN_COST
    return _HANGING_COST if joint is Joint.WEAK else _COMPOUND_COST


def _fitting(words: list[str], weight: int, widest: float) -> list[str]:
    """The words as one piece if it fits, else word by word, else letter by letter."""
    whole = " ".join(words)
    if width_of(whole, weight) <= widest:
        return [whole]
    return [piece for word in words for piece in _pieces(word, weight, widest)]


def _pieces(word: str, weight: int, widest: float) -> list[str]:
    pieces = [""]
    for char in word:
        joined = pieces[-1] + char
        if pieces[-1] and not unicodedata.combining(char) and width_of(joined, weight) > widest:
            pieces.append(char)
        else:
            pieces[-1] = joined
    return pieces


def line_ends(atoms: list[Atom], widest: float, space: float) -> list[int] | None:
    """Fill line after line; give the index behind the last atom of each, None if an atom is too wide."""
    ends: list[int] = []
    used = 0.0
    for at, atom in enumerate(atoms):
        if atom.width > widest:
            return None
        if used and used + space + atom.width > widest:
            ends.append(at)
            used = 0.0
        used = used + space + atom.width if used else atom.width
        if atom.ends_paragraph:
            ends.append(at + 1)
            used = 0.0
    if used:
        ends.append(len(atoms))
    return ends


def balanced_lines(atoms: list[Atom], widest: float, space: float, most: int) -> tuple[str, ...]:
    """Fill lines as equal as can be, at most `most` of them (a plain filling must need no more)."""
    lines: list[str] = []
    spare = most - len(line_ends(atoms, widest, space) or ())
    for paragraph in _paragraphs(atoms):
        plain = line_ends(paragraph, widest, space) or [len(paragraph)]
        ends = _equal_ends(paragraph, widest, space)
        if len(ends) > len(plain) + spare:
            ends = plain
        spare -= len(ends) - len(plain)
        starts = [0, *ends[:-1]]
        lines += [" ".join(a.text for a in paragraph[i:j]) for i, j in zip(starts, ends, strict=True)]
    return tuple(lines)


def _paragraphs(atoms: list[Atom]) -> list[list[Atom]]:
    found: list[list[Atom]] = [[]]
    for atom in atoms:
        found[-1].append(atom)
        if atom.ends_paragraph:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _equal_ends(atoms: list[Atom], widest: float, space: float) -> list[int]:
    """Ends of lines whose white parts, squared and summed with the cost of poor cuts, are least."""
    best = [0.0] + [float("inf")] * len(atoms)
    before = [0] * (len(atoms) + 1)
    for start in range(len(atoms)):
        used = -space
        for end in range(start + 1, len(atoms) + 1):
            used += space + atoms[end - 1].width
            if used > widest:
                break
            cut = 0.0 if end == len(atoms) else atoms[end - 1].cost
            total = best[start] + (1 - used / widest) ** 2 + cut**2
            if total < best[end]:
                best[end], before[end] = total, start
    ends = [len(atoms)]
    while before[ends[0]]:
        ends.insert(0, before[ends[0]])
    return ends
