"""How free text names a person: regular expressions for searching and for erasing."""

from __future__ import annotations

import re

from app.domain.roster import Person
from app.domain.text import clean_line

_GAP = r"(?:\s|\\n)+"
_BETWEEN_DIGITS = r"[ .\-]?"


def patterns_of(person: Person) -> list[str]:
    """Regular expressions of what names this person in free text. A name of one word is too common to look for."""
    parts = []
    words = clean_line(person.name).split()
    if len(words) > 1:
        name = _GAP.join(re.escape(word).replace('"', r'\\*"') for word in words)
        parts.append(rf"(?<!\w){name}(?!\w)")
        # The log quotes long texts up to a word: "Giàng Thị…".
        begun = [_GAP.join(map(re.escape, words[:count])) for count in range(len(words) - 1, 0, -1)]
        parts += [rf"(?<!\w){beginning}(?=…)" for beginning in begun]
    digits = re.sub(r"\D", "", person.phone)
    if len(digits) >= 8:
        parts.append(rf"(?<!\d){_phone(digits)}(?!\d)")
    if "@" in person.email:
        parts.append(rf"(?<![\w.]){re.escape(person.email)}(?!\w)")
    return parts


def _phone(digits: str) -> str:
    """A number however it is spaced, with 0 or with the country's code."""
    local = re.sub(r"^(?:84|0)", "", digits)
    return r"(?:\+?84|0)" + _BETWEEN_DIGITS + _BETWEEN_DIGITS.join(local)
