"""The four faces of Tinos for ReportLab: registration, widths, and the one door through which text enters."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from app.cold_libraries import read_libraries
from app.domain.text import nfc
from resources import path

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

Face = str
REGULAR: Final[Face] = "Tinos-Regular"
BOLD: Final[Face] = "Tinos-Bold"
ITALIC: Final[Face] = "Tinos-Italic"
BOLD_ITALIC: Final[Face] = "Tinos-BoldItalic"
FACES: Final = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)

MISSING: Final = "\N{WHITE SQUARE}"
"""Printed for a letter Tinos has not, so that nothing vanishes silently; the screen lists it beforehand."""

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def face_of(bold: bool, italic: bool) -> Face:
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


@cache
def fonts() -> dict[Face, TTFont]:
    """Return the faces, registered with ReportLab at first use; 6 MiB that the console has no use for till then."""
    read_libraries("PIL", ".", "../pillow.libs")  # ReportLab loads them
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.trustedSchemes = []  # nothing typed may ever make ReportLab fetch or read a file
    loaded = {face: TTFont(face, str(path(f"fonts/{face}.ttf"))) for face in FACES}
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    return loaded


@cache
def _letters() -> frozenset[str]:
    """Every character all four faces can draw, without controls and combining marks."""
    maps = [set(font.face.charToGlyph) for font in fonts().values()]
    return frozenset(
        char
        for char in map(chr, set.intersection(*maps))
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn", "Co", "Mn"}
    )


@cache
def _printable_at_once() -> frozenset[str]:
    return _letters() | {"\n"}


@cache
def _marks() -> frozenset[str]:
    maps = [set(font.face.charToGlyph) for font in fonts().values()]
    return frozenset(char for char in map(chr, set.intersection(*maps)) if unicodedata.category(char) == "Mn")


def missing_letters(text: str) -> tuple[str, ...]:
    """Characters of text that the paper cannot show, sorted, each once; controls do not count."""
    return tuple(sorted(set(nfc(text)) - _known()))


@cache
def _known() -> frozenset[str]:
    return _printable_at_once() | _marks() | {"\t"}


def printable(text: str) -> str:
    """Text as it is drawn: NFC, no control or bidirectional characters, a square for a letter the font lacks.

    The only place where typed text turns into something drawn. ReportLab's markup parser is not used at all,
    so there is nothing to escape.
    """
    if _printable_at_once().issuperset(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = nfc(text).replace("\t", " ")
    known = _printable_at_once() | _marks()
    return "".join(char if char in known else MISSING for char in text)


@cache
def _measures(face: Face) -> tuple[dict[int, float], float]:
    letters = fonts()[face].face
    return letters.charWidths, letters.defaultWidth


def width(text: str, face: Face, size: float) -> float:
    """Width in points."""
    widths, default = _measures(face)
    return sum([widths.get(ord(char), default) for char in text]) * size / 1000
