"""Vietnamese text: what may enter the program, how it is searched and how it is sorted. Never rewrites a spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'"})
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"̀": 1, "̉": 2, "̃": 3, "́": 4, "̣": 5}
_SPACES = re.compile(r"[ \t   ]+")
_PLAIN = re.compile(r"[!-~À-ɏẠ-ỹ–—‘’“”…]+(?: [!-~À-ɏẠ-ỹ–—‘’“”…]+)*")
"""Text that cleaning would leave as it is: composed letters and single spaces. Nearly all of it, and found fast."""
MOST_MARKS = 4
"""Combining marks kept on one letter; more is vandalism (reliability.md B3)."""


def nfc(text: str) -> str:
    """Text as it may be stored: NFC, LF line ends, without control, format, surrogate and unassigned characters.

    Zero-width joiners and bidirectional overrides are of category Cf and go, since they can turn a name round on paper.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category in {"Cc", "Cf", "Cs", "Cn", "Co"} and char not in "\n\t":
            continue
        marks = marks + 1 if category == "Mn" else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))  # what stood between two letters may have gone


def is_plain(text: str) -> bool:
    """Whether cleaning surely leaves it as it is."""
    return _PLAIN.fullmatch(text) is not None


def clean_line(text: str) -> str:
    """One line for a field: nfc, every kind of space becomes one space, ends trimmed."""
    if not text or _PLAIN.fullmatch(text):
        return text
    return " ".join(nfc(text).replace(" ", " ").split())


def clean_text(text: str) -> str:
    """Several lines: nfc, no-break spaces become spaces, spaces collapsed, blank lines at the ends dropped."""
    if not text or _PLAIN.fullmatch(text):
        return text
    lines = (_SPACES.sub(" ", line).strip() for line in nfc(text).split("\n"))
    return "\n".join(lines).strip("\n")


def fold(text: str) -> str:
    """Search key: lower case, no marks, đ as d, one form of apostrophe. FTS5 cannot do đ by itself."""
    small = text.casefold()
    return small.translate(_FOLDED) if _LATIN.fullmatch(small) else _fold(small)


def _fold(text: str) -> str:
    """The same for any script, letter by letter."""
    text = unicodedata.normalize("NFD", text.casefold().translate(_APOSTROPHES)).replace("đ", "d")
    return unicodedata.normalize("NFC", "".join(c for c in text if unicodedata.category(c) != "Mn"))


_LATIN = re.compile("[\\x00-ɏ\\u0300-\\u036fḀ-ỿ–—‘’“”…ʼ]*")
_FOLDED = {place: _fold(chr(place)) for ends in ((0, 0x370), (0x1E00, 0x1F00)) for place in range(*ends)}
_FOLDED |= {ord(mark): _fold(mark) for mark in "–—‘’“”…"}
"""Letters that Vietnamese text is made of, folded once: searching ten thousand texts folds millions of them.

The plain ones as well: for each that is missing translate() raises an error and drops it again.
"""


def initials(text: str) -> str:
    """First letters of the folded words: "Sở Giáo dục và Đào tạo" gives "sgdvdt"."""
    return "".join(word[0] for word in re.findall(r"[^\W_]+", fold(text)))


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[str, str]:
    """Vietnamese order: letters a ă â b … first, tones (ngang, huyền, hỏi, ngã, sắc, nặng) break ties.

    Places as characters: strings are compared several times as fast as lists of numbers.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[p] for p in parts if p in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        place = _LETTERS.find(base)
        letters.append(chr(place + 1000 if place >= 0 else min(ord(base[0]), 999) if base else 0))
        tones.append(chr(tone))
    return "".join(letters), "".join(tones)


def name_sort_key(name: str, sort_name: str = "") -> tuple[str, str, str, str]:
    """People sort by given name (the last word), then by the rest; sort_name overrides the given name."""
    words = name.split()
    given = sort_name or (words[-1] if words else "")
    return *sort_key(given), *sort_key(" ".join(words[:-1]))
