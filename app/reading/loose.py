"""Patterns of Vietnamese words that also match words typed without marks or with the tone on another vowel.

A template is a regular expression in which a space is any short run of white space, " ?" perhaps one, and
{name} a named part.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping

from app.domain.records import dataclass

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_VOWELS = "aeiouy"


def _is_vietnamese(char: str) -> bool:
    return char in "đĐ" or unicodedata.normalize("NFD", char)[0].isascii()


_PART = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"[^\W\d_]+")
SPACE = r"\s{1,3}"
CAPITALS = "".join(char for char in map(chr, range(0x41, 0x1EFA)) if char.isupper() and _is_vietnamese(char))


def _letter(char: str, tone: str) -> str:
    """The class of spellings of one letter inside a word that carries the tone: ớ gives [oóơớ]."""
    if char in {"đ", "Đ"}:
        return "[dđ]"
    parts = unicodedata.normalize("NFD", char)
    base, shape = parts[0], "".join(mark for mark in parts[1:] if mark not in _TONES)
    if base.lower() not in _VOWELS or not (shape or tone):
        return char
    spellings = {unicodedata.normalize("NFC", base + s + t) for s in ("", shape) for t in ("", tone)}
    return "[" + "".join(sorted(spellings)) + "]"


def _word(match: re.Match[str]) -> str:
    word = match[0]
    tone = next((mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES), "")
    return "".join(_letter(char, tone) for char in unicodedata.normalize("NFC", word))


def loose(template: str, parts: Mapping[str, str] | None = None) -> str:
    """The expression of a template; parts are expressions already. KeyError for an unknown part."""
    pieces = _PART.split(template)
    for place, piece in enumerate(pieces):
        if place % 2:
            pieces[place] = (parts or {})[piece]
        else:
            pieces[place] = _WORD.sub(_word, piece).replace(" ?", r"\s{0,3}").replace(" ", SPACE)
    return "".join(pieces)


def words(template: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """The template as a pattern of whole words, upper and lower case alike."""
    return re.compile(rf"(?<!\w)(?:{loose(template, parts)})(?!\w)", re.IGNORECASE)


def _whole_or_bare(match: re.Match[str]) -> str:
    word = match[0]
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    bare = bare.replace("đ", "d").replace("Đ", "D")
    return word if bare == word else f"(?:{word}|{bare})"


def plain(template: str) -> str:
    """An expression whose words carry all their marks or none, for words that differ by marks only ("từ", "tư")."""
    return rf"(?<!\w)(?:{_WORD.sub(_whole_or_bare, template).replace(' ', SPACE)})(?!\w)"


def marks(template: str) -> re.Pattern[str]:
    """A pattern of plain words anywhere in a text."""
    return re.compile(plain(template), re.IGNORECASE)


def marks_before(template: str) -> re.Pattern[str]:
    """A pattern of plain words at the end of a text, white space aside."""
    return re.compile(plain(template) + r"\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in NFC together with the way back to the places of the text as given."""

    text: str
    places: tuple[int, ...]
    origins: tuple[int, ...]

    def back(self, place: int) -> int:
        """Where a place of the composed text lies in the text as given."""
        step = bisect_right(self.places, place) - 1
        return self.origins[step] + place - self.places[step]


def composed(text: str) -> Composed:
    """Compose letter by letter, so that a place inside the result can be led back."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text, (0,), (0,))
    pieces: list[str] = []
    places, origins, length = [0], [0], 0
    for match in re.finditer(r".[\u0300-\u036f]*", text, re.DOTALL):
        piece = unicodedata.normalize("NFC", match[0])
        pieces.append(piece)
        length += len(piece)
        places.append(length)
        origins.append(match.end())
    return Composed("".join(pieces), tuple(places), tuple(origins))
