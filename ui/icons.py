"""Icons by name (Material Design 6, names without prefix), from the font that qtawesome brings.

qtawesome itself is not imported: it brings a layer over Qt that costs a start more than Qt does, and eleven more fonts.
An office laptop may forbid fonts that are not installed: then every icon is a small ring and the words beside it speak.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import sys
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPen, QPixmap

from ui import theme
from ui.fonts import load_font_file

_log = logging.getLogger(__name__)
_FONT, _NAMES = "materialdesignicons6-webfont-*.ttf", "materialdesignicons6-webfont-charmap-*.json"
_DRAWN = 0.875
"""Height of a glyph to that of its icon, as qtawesome draws them: 14 px of 16 fall on whole pixels."""
_DISABLED = "#969696"


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon in a colour (#RRGGBB); without one in text2 of the theme in use. Never raises."""
    return _icon(name, color or theme.palette().text2)


def pixmap(name: str, pixels: int, color: str | None = None, dpr: float = 1.0) -> QPixmap:
    """The icon as a picture of `pixels` logical pixels a side."""
    return _pixmap(name, pixels, color or theme.palette().text2, dpr)


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: str) -> None:
    """Draw the icon into rect, sharp at the device's own resolution, also where the painter enlarges."""
    dpr = painter.device().devicePixelRatioF()
    if painter.transform().m11() == 1:  # nothing enlarges
        painter.drawPixmap(rect.toRect().topLeft(), _pixmap(name, round(rect.width()), color, dpr))
        return
    place = painter.transform().mapRect(rect)
    picture = _pixmap(name, round(place.width()), color, dpr)
    painter.save()
    painter.resetTransform()
    painter.drawPixmap(place.toRect().topLeft(), picture)
    painter.restore()


class _Glyph(QIconEngine):
    """One letter of the icon font, drawn anew in every size."""

    def __init__(self, letter: str, family: str, color: str) -> None:
        super().__init__()
        self._letter, self._family, self._color = letter, family, color

    def clone(self) -> QIconEngine:
        return _Glyph(self._letter, self._family, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(_DRAWN * rect.height())))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(_DISABLED if mode is QIcon.Mode.Disabled else self._color))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


@lru_cache(maxsize=512)
def _icon(name: str, color: str) -> QIcon:
    family, letters = _font()
    if name in letters:
        return QIcon(_Glyph(chr(int(letters[name], 16)), family, color))
    if letters:
        _log.error("no icon %s", name)
    return _ring(color)


@lru_cache(maxsize=512)
def _pixmap(name: str, pixels: int, color: str, dpr: float) -> QPixmap:
    return _icon(name, color).pixmap(QSize(pixels, pixels), dpr)


@cache
def _font() -> tuple[str, dict[str, str]]:
    """The family of the icon font and the codes of its letters by name; nothing where the font is refused."""
    try:
        folder = _folder()
        names: dict[str, str] = json.loads(next(folder.glob(_NAMES)).read_text(encoding="utf-8"))
        family = load_font_file(str(next(folder.glob(_FONT))))
    except (OSError, ValueError, StopIteration):
        _log.exception("the icon font was refused: words and rings only")
        return "", {}
    return family, names


def _folder() -> Path:
    """Where qtawesome keeps its fonts; found without importing it."""
    packed = getattr(sys, "_MEIPASS", None)
    if packed:
        return Path(packed) / "qtawesome" / "fonts"
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise FileNotFoundError("qtawesome")
    return Path(found.origin).parent / "fonts"


def _ring(color: str) -> QIcon:
    made = QPixmap(64, 64)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 6))
    painter.drawEllipse(QRectF(14, 14, 36, 36))
    painter.end()
    return QIcon(made)
