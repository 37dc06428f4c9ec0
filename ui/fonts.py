"""Be Vietnam Pro, the one typeface of every screen. Paper has its own; a system font is never asked for."""

from __future__ import annotations

from functools import cache

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]  # two constants, no py.typed
from PySide6.QtGui import QFont, QFontDatabase

_FACES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the five faces in use, once; return the names of files the system refused (none: all is well).

    Qt then draws with some font of the machine: the caller must say so on the console, since sizes
    and the marks of the hall pictures are only proven for Be Vietnam Pro. Needs a QGuiApplication.
    """
    files = fontpkg_be_vietnam_pro.ROOT / "files"
    names = [f"BeVietnamPro-{face}.ttf" for face in _FACES]
    return tuple(name for name in names if QFontDatabase.addApplicationFont(str(files / name)) < 0)


@cache
def load_font_file(path: str) -> str:
    """Load one more font, of which only pictures are drawn; its family. Errors: OSError if the system refuses it."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))
    if not families:
        raise OSError(f"font refused: {path}")
    return families[0]


def family() -> str:
    """Name of the typeface, for style sheets and fonts."""
    return str(fontpkg_be_vietnam_pro.FAMILY)


def sized_font(pixels: int, weight: int = 400, *, italic: bool = False) -> QFont:
    """Be Vietnam Pro at a pixel size; weight 400, 500, 600 or 700, italic only at 400.

    Unhinted: widths then grow in proportion to the size, on which fitting and the hall's scaling rest.
    """
    return QFont(_made(pixels, weight, italic=italic))  # a font of its own: who asked may change it


@cache
def _made(pixels: int, weight: int, *, italic: bool) -> QFont:
    load_fonts()
    font = QFont(family())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
