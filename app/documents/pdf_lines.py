"""Breaking text into lines that fit a width. It knows words and widths, nothing of pages or blocks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import chain, pairwise, repeat
from typing import NamedTuple

from app.documents import form
from app.documents.pdf_fonts import NO_BREAK_SPACE, REGULAR, Face, printable, width
from app.word_joints import joints

_DATE_OR_NUMBER = re.compile(r"[(“\"]*\d[\d./,:%-]*[)”\".,;:]*$")
_AFTER_JOINER = re.compile(r"(?<=[-/_@.\\])(?=\w\w)")

_BEGIN_PHRASES = frozenset(
    ["cho", "của", "do", "để", "giữa", "nhân", "tại", "theo", "trên", "trong", "từ", "và", "về", "với"]
)
_GO_WITH_NEXT = frozenset(["bên", "cùng", "đối", "so"])
_WORTH_OF_SENSE = 0.25
"""How far from the mean, as a share of the room, a line of a title may end for a break by sense."""

_WORTH_OF_A_LINE = 0.6
"""Breaks against sense that are rather borne than a line more."""

_MOST_WORDS_BALANCED = 120
"""A title of more words is no title; its lines are filled one after the other."""


class Fragment(NamedTuple):
    """A stretch of text in one face."""

    face: Face
    text: str


class Word(NamedTuple):
    """Text without a space; several fragments where the face changes inside a word. width in points."""

    fragments: tuple[Fragment, ...]
    width: float


class Line(NamedTuple):
    """A set line. width: natural width in points; gaps: number of spaces a justified line may stretch."""

    fragments: tuple[Fragment, ...]
    width: float
    gaps: int
    is_last: bool


_KNOWN: dict[tuple[Face, float], dict[str, Word]] = {}
_MOST_WORDS_KEPT = 50_000


def words_of(runs: Sequence[tuple[Face, str]], size: float) -> list[Word]:
    """Words of a text made of runs, all through printable(); a line feed counts as a space."""
    words: list[Word] = []
    joins = False
    for face, raw in runs:
        text = printable(raw).replace("\n", " ")
        parts = [_known_word(part, face, size) for part in text.split(" ") if part]
        if joins and parts and not text.startswith(" "):
            before = words.pop()
            first = parts.pop(0)
            words.append(Word(before.fragments + first.fragments, before.width + first.width))
        words += parts
        joins = bool(words) and (not text.endswith(" ") if text else joins)
    return words


def _known_word(text: str, face: Face, size: float) -> Word:
    """Vietnamese has few different syllables, so nearly every word is met again."""
    known = _KNOWN.setdefault((face, size), {})
    word = known.get(text)
    if word is None:
        word = Word((Fragment(face, text),), width(text, face, size))
        if len(known) < _MOST_WORDS_KEPT:
            known[text] = word
    return word


def break_lines(words: Sequence[Word], size: float, room: float) -> list[Line]:
    """Ragged lines of at most room points, each as full as it goes; a word is cut only where no line can hold it."""
    return _fill(words, size, room, room, cuts=False)


def justify(words: Sequence[Word], size: float, first: float, rest: float) -> list[Line]:
    """Lines to be stretched to their room; first and rest are the widths of the first and of the other lines.

    Filled line by line; where that opens gaps wider than form.WIDEST_GAP_IN_SPACES the whole paragraph is broken
    anew for even gaps, and if that fails too, words are cut at their joiners (not dates and numbers).
    """
    space = width(" ", REGULAR, size)
    lines = _fill(words, size, first, rest, cuts=False)
    if not _loose(lines, first, rest, space):
        return lines
    even = _even(words, size, first, rest)
    if even and not _loose(even, first, rest, space):
        return even
    return _fill(words, size, first, rest, cuts=True)


def _loose(lines: Sequence[Line], first: float, rest: float, space: float) -> bool:
    rooms = chain([first], repeat(rest))
    return any(
        _too_loose(line.gaps, room - line.width - space, space) for line, room in zip(lines[:-1], rooms, strict=False)
    )


def _fill(words: Sequence[Word], size: float, first: float, rest: float, *, cuts: bool) -> list[Line]:
    """Greedy lines. cuts: also cut a word with a joiner where the line before it would stay too loose."""
    space = width(" ", REGULAR, size)
    lines: list[Line] = []
    line: list[Word] = []
    used = 0.0
    queue = list(reversed(words))
    room = first + 0.01
    while queue:
        word = queue.pop()
        needed = used + word.width + (space if line else 0.0)
        if needed <= room:
            line.append(word)
            used = needed
            continue
        left = room - used - (space if line else 0.0)
        wanted = not line or (cuts and _too_loose(len(line) - 1, left, space))
        cut = _cut(word, size, left, must=not line) if wanted else None
        if cut is None and line:
            queue.append(word)
        elif cut is None:
            line, used = [word], word.width
        else:
            line.append(cut[0])
            queue.append(cut[1])
            used = room - left + cut[0].width
        lines.append(_line(line, used, is_last=False))
        line, used, room = [], 0.0, rest + 0.01
    if line:
        lines.append(_line(line, used, is_last=True))
    return lines


def _even(words: Sequence[Word], size: float, first: float, rest: float) -> list[Line]:
    """Lines with the least sum of squared gaps; nothing if a word is wider than a line."""
    space = width(" ", REGULAR, size)
    count = len(words)
    if longest(words) > min(first, rest):
        return []
    cost = [0.0] * (count + 1)
    end = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        room = first if start == 0 else rest
        used, best = -space, math.inf
        for stop in range(start + 1, count + 1):
            used += space + words[stop - 1].width
            if used > room + 0.01:
                break
            gap = 0.0 if stop == count else (room - used) / max(stop - start - 1, 0.01)
            if gap * gap + cost[stop] < best:
                best, end[start] = gap * gap + cost[stop], stop
        cost[start] = best
    lines: list[Line] = []
    start = 0
    while start < count:
        part = words[start : end[start]]
        used = sum(word.width for word in part) + space * (len(part) - 1)
        lines.append(_line(part, used, is_last=end[start] == count))
        start = end[start]
    return lines


def longest(words: Sequence[Word]) -> float:
    """Width of the widest word in points."""
    return max((word.width for word in words), default=0.0)


def balanced(words: Sequence[Word], size: float, room: float) -> list[Line]:
    """Few lines of about equal length, broken by sense: for centred titles.

    "Hội nghị đối thoại giữa Chủ tịch UBND tỉnh / với Thanh niên": before a word that begins a phrase or after a comma,
    where that leaves the lines not too unequal; one line more than needed where no break would be by sense otherwise.
    """
    count = len(break_lines(words, size, room))
    if count < 2 or len(words) > _MOST_WORDS_BALANCED or longest(words) > room:
        return break_lines(words, size, room)
    worth = (_WORTH_OF_SENSE * room) ** 2
    cost, breaks = _breaks(words, size, room, count)
    if cost > _WORTH_OF_A_LINE * worth:
        more, others = _breaks(words, size, room, count + 1)
        if more + _WORTH_OF_A_LINE * worth < cost:
            breaks = others
    space = width(" ", REGULAR, size)
    parts = [words[start:stop] for start, stop in pairwise(breaks)]
    return [
        _line(part, sum(word.width for word in part) + space * (len(part) - 1), is_last=part is parts[-1])
        for part in parts
    ]


def _breaks(words: Sequence[Word], size: float, room: float, count: int) -> tuple[float, tuple[int, ...]]:
    """Places of the cheapest breaks into so many lines, with both ends, and their cost; no cost if there are none."""
    space = width(" ", REGULAR, size)
    mean = (sum(word.width for word in words) + space * (len(words) - count)) / count
    strains = _strains(words)
    found: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in range(count):
        ends: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in found.items():
            used = -space
            for stop in range(start + 1, len(words) + 1):
                used += space + words[stop - 1].width
                if used > room + 0.01:
                    break
                total = cost + (used - mean) ** 2 + strains[stop - 1] * (_WORTH_OF_SENSE * room) ** 2
                if stop not in ends or total < ends[stop][0]:
                    ends[stop] = (total, (*breaks, stop))
        found = ends
    return found.get(len(words), (math.inf, ()))


def _strains(words: Sequence[Word]) -> list[float]:
    """What it costs the sense to end a line after each word, in units of _WORTH_OF_SENSE; nothing after the last."""
    texts = ["".join(text for _, text in word.fragments) for word in words]
    strains: list[float] = []
    for text, after, joint in zip(texts, [*texts[1:], ""], joints(texts), strict=True):
        begins_phrase = after.casefold() in _BEGIN_PHRASES and text.casefold() not in _GO_WITH_NEXT
        by_sense = not after or text.endswith((",", ";", ":")) or begins_phrase
        strains.append(0.0 if by_sense else 1.0 + joint)
    return strains


def _too_loose(gaps: int, left: float, space: float) -> bool:
    """Whether a line stretched over the room left after it would open gaps wider than allowed."""
    return gaps < 1 or space + (left + space) / gaps > form.WIDEST_GAP_IN_SPACES * space


def _cut(word: Word, size: float, room: float, *, must: bool) -> tuple[Word, Word] | None:
    """Word in two, the first fitting room; None if it has no fitting joiner and need not be cut."""
    text = "".join(fragment.text for fragment in word.fragments)
    place = 0
    if not _DATE_OR_NUMBER.match(text):
        for match in _AFTER_JOINER.finditer(text):
            if _part(word, 0, match.start(), size).width > room:
                break
            place = match.start()
    if not place and must:
        place = _longest_fitting(word, len(text), size, room)
    if not 0 < place < len(text):
        return None
    return _part(word, 0, place, size), _part(word, place, len(text), size)


def _longest_fitting(word: Word, length: int, size: float, room: float) -> int:
    """Most letters of word that fit room, at least one, never all."""
    low, high = 1, length - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _part(word, 0, middle, size).width <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _part(word: Word, start: int, end: int, size: float) -> Word:
    kept: list[Fragment] = []
    place = 0
    for face, text in word.fragments:
        piece = text[max(start - place, 0) : max(end - place, 0)]
        if piece:
            kept.append(Fragment(face, piece))
        place += len(text)
    return Word(tuple(kept), sum(width(text, face, size) for face, text in kept))


def _line(words: Sequence[Word], used: float, *, is_last: bool) -> Line:
    """Words joined by spaces; neighbours in one face become one fragment."""
    merged: list[list[str]] = []
    faces: list[Face] = []
    for word in words:
        space = " " if merged else ""
        for face, text in word.fragments:
            if faces and faces[-1] == face:
                merged[-1] += (space, text)
            else:
                if space:
                    merged[-1].append(space)
                merged.append([text])
                faces.append(face)
            space = ""
    fragments = tuple(Fragment(face, "".join(parts)) for face, parts in zip(faces, merged, strict=True))
    gaps = sum(text.count(" ") + text.count(NO_BREAK_SPACE) for _, text in fragments)
    return Line(fragments, used, gaps, is_last)
