"""Where a Vietnamese line may be cut: words of several syllables, numbers and dates stay whole."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

import resources

_OPENING = "\"'“‘«([{"
_CLOSING = "\"'”’»)]}.,;:!?…"
_DASHES = frozenset("-–—/+=×")
_ROMAN = re.compile(r"[IVXLC]+(?![^\W\d])")
_ABBREVIATED = re.compile(r"(tp|tx|tt|đ/c|ths|ts|gs|pgs|bs)\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…;]+[\"”’»)\]]*$")
_CLAUSE_END = re.compile(r"[,;:][\"”’»)\]]*$")
_LIST_MARK = re.compile(r"\(?(\d{1,2}|[a-zđ])[.)]")


class Joint(IntEnum):
    """How firmly a word holds to the next one."""

    FREE = 0
    WEAK = 1
    COMPOUND = 2
    FIXED = 3


@cache
def _words(section: str) -> frozenset[str]:
    """Entries of one [section] of the shipped list."""
    text = resources.path("templates/compounds_vi.txt").read_text("utf-8")
    lines = text.partition(f"[{section}]\n")[2].partition("\n[")[0].splitlines()
    return frozenset(e.strip() for line in lines if not line.startswith("#") for e in line.split(",")) - {""}


@cache
def _compounds() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(entry.split()) for entry in _words("compounds"))


def joints(words: list[str]) -> list[Joint]:
    """For each word, how it holds to the next; the last one is FREE."""
    found = [Joint.FREE] * len(words)
    for at in range(len(words) - 1):
        if _is_fixed(words, at):
            found[at] = Joint.FIXED
        elif _is_name(words[at], words[at + 1]) or _opens(words[at]):
            found[at] = Joint.COMPOUND
        elif words[at].lower() in _words("hanging"):
            found[at] = Joint.WEAK
    _join_compounds(words, found)
    return found


def ends_sentence(word: str, following: str) -> bool:
    """Whether a sentence ends here: not behind "TP." and "1.", nor at a full stop before a small letter."""
    if not _SENTENCE_END.search(word):
        return False
    if _ABBREVIATED.fullmatch(word) or _LIST_MARK.fullmatch(word):
        return False
    return bool(re.search(r"[;?!]", word)) or not following[:1].islower()


def ends_clause(word: str) -> bool:
    """Whether the word closes a part of a sentence."""
    return bool(_CLAUSE_END.search(word))


def _is_fixed(words: list[str], at: int) -> bool:
    word, after = words[at], words[at + 1]
    if set(after) <= _DASHES or (_LIST_MARK.fullmatch(word) and not _CLAUSE_END.search(word)):
        return True
    if set(word) <= _DASHES:
        return at > 0 and _is_number(words[at - 1]) and _is_number(after)
    if word[-1:] in _CLOSING:
        return bool(_ABBREVIATED.fullmatch(word))
    bare = word.lstrip(_OPENING).lower()
    if _is_number(after):
        return bare in _words("before a number") or _is_number(word)
    return _is_number(word) and after.rstrip(_CLOSING).lower() in _words("after a number")


def _opens(word: str) -> bool:
    """The first word of a bracket or of quoted words: alone at the end of a line it looks lost."""
    return word[:1] in _OPENING and word[-1:] not in _CLOSING


def _is_number(word: str) -> bool:
    bare = word.strip(_OPENING + _CLOSING)
    return bare[:1].isdigit() or bool(_ROMAN.match(bare))


def _is_name(word: str, after: str) -> bool:
    """Two words of a proper name such as a person's or a place's, but not of a line in capitals."""
    first, second = word.lstrip(_OPENING), after
    plain = word[-1:] not in _CLOSING and after[:1] not in _OPENING
    return plain and first.istitle() and second.rstrip(_CLOSING).istitle()


def _join_compounds(words: list[str], found: list[Joint]) -> None:
    """Take the listed words from left to right, the longest first; parts of one are not used again."""
    low = [word.lower() for word in words]
    at = 0
    while at < len(words):
        size = next((n for n in (4, 3, 2) if _is_compound(low[at : at + n], n)), 1)
        for inner in range(at, at + size - 1):
            found[inner] = max(found[inner], Joint.COMPOUND)
        at += size


def _is_compound(syllables: list[str], size: int) -> bool:
    if len(syllables) < size:
        return False
    bare = (syllables[0].lstrip(_OPENING), *syllables[1:-1], syllables[-1].rstrip(_CLOSING))
    return bare in _compounds()
