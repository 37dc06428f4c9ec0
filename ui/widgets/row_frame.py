"""The frame of the row under the cursor in lists and tables: two pixels, drawn cell by cell, inside the edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.theme import palette

_WIDE = 2


def frame_row(painter: QPainter, rect: QRectF, column: int = 0, count: int = 1) -> None:
    """rect: of one cell, in lengths of 100 %. column, count: its place in the row and the cells the row has."""
    ink = QColor(palette().text)
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), _WIDE), ink)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - _WIDE, rect.width(), _WIDE), ink)
    if column == 0:
        painter.fillRect(QRectF(rect.left(), rect.top(), _WIDE, rect.height()), ink)
    if column == count - 1:
        painter.fillRect(QRectF(rect.right() - _WIDE, rect.top(), _WIDE, rect.height()), ink)
