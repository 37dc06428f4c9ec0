"""Numbers as spoken or written in Vietnamese sentences, small ones only: "hai mươi lăm", "12", "III"."""

from __future__ import annotations

from app.domain.text import fold
from app.reading.loose import loose

_UNITS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

SIX = r"s\u00e1u"
"""Never without its tone: "sau" is "after" or "next"."""
UNIT = loose("(?:một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|{six}|bảy|bẩy|tám|chín)", {"six": SIX})
NUMBER = loose(r"(?:\d{1,3}|mười(?: {unit})?|{unit}(?: mươi(?: {unit})?| lăm| mốt)?)", {"unit": UNIT})
"""A whole number below 1,000 in digits, or below 100 in words."""


def number(text: str) -> int | None:
    """Read what NUMBER matches; None for anything else."""
    text = fold(text).strip()
    if text.isascii() and text.isdigit():
        return int(text)
    if text in _ROMAN:
        return _ROMAN[text]
    tens, units = 0, 0
    for word in text.split():
        if word == "muoi":
            tens, units = (units or 1) * 10, 0
        elif tens == 0 and units and word in {"lam", "mot", "nham"}:
            tens, units = units * 10, _units(word)
        elif _units(word):
            units = _units(word)
        else:
            return None
    return tens + units or None


def _units(word: str) -> int:
    return _UNITS.get(word, 0)
