"""Icons by name (Material Design 6, names without prefix). The only user of qtawesome.

An office laptop may forbid fonts that are not installed: then every icon is a small ring and the words beside it speak.
"""

from __future__ import annotations

import logging
import os
from functools import cache, lru_cache

import PySide6  # noqa: F401  # before qtawesome, whose layer would else take whatever Qt binding it finds
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ui import theme

_log = logging.getLogger(__name__)
os.environ.setdefault("QT_API", "pyside6")
_PREFIX = "mdi6"


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon in a colour (#RRGGBB); without one in text2 of the theme in use. Never raises."""
    return _icon(name, color or theme.palette().text2)


def pixmap(name: str, pixels: int, color: str | None = None, dpr: float = 1.0) -> QPixmap:
    """The icon as a picture of `pixels` logical pixels a side."""
    return _pixmap(name, pixels, color or theme.palette().text2, dpr)


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: str) -> None:
    """Draw the icon into rect, sharp at the device's own resolution."""
    side = int(rect.width())
    picture = _pixmap(name, side, color, painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.toRect().topLeft(), picture)


@lru_cache(maxsize=512)
def _icon(name: str, color: str) -> QIcon:
    if _is_loaded():
        import qtawesome

        try:
            made: QIcon = qtawesome.icon(f"{_PREFIX}.{name}", color=color)
        except Exception:
            _log.exception("no icon %s", name)
        else:
            return made
    return _ring(color)


@lru_cache(maxsize=512)
def _pixmap(name: str, pixels: int, color: str, dpr: float) -> QPixmap:
    return _icon(name, color).pixmap(QSize(pixels, pixels), dpr)


@cache
def _is_loaded() -> bool:
    """Load the one icon font in use; the other eleven would cost 50 ms and 14 MB at start."""
    try:
        import qtawesome

        bundled = qtawesome._BUNDLED_FONTS  # noqa: SLF001  # no public way to load one font only
        qtawesome._BUNDLED_FONTS = tuple(font for font in bundled if font[0] == _PREFIX)  # noqa: SLF001
        qtawesome.icon(f"{_PREFIX}.check")
    except Exception:
        _log.exception("the icon font was refused: words and rings only")
        return False
    return True


def _ring(color: str) -> QIcon:
    made = QPixmap(64, 64)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 6))
    painter.drawEllipse(QRectF(14, 14, 36, 36))
    painter.end()
    return QIcon(made)
