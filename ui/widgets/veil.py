"""What dims the parts behind an overlay or a small box, so that lines half covered by it are not read as cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.appearance import Theme

_DENSITY = 150


def paint_veil(painter: QPainter, room: QRect) -> None:
    """Over a room in the lengths of the painter."""
    p = theme.palette()
    veil = QColor(p.text if theme.current_theme() is Theme.LIGHT else p.bg)
    veil.setAlpha(_DENSITY)
    painter.fillRect(room, veil)


class Veil(QWidget):
    """Lies over parts of a window and lets the mouse through: a click beyond a small box is meant for what it hits."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, areas: QRegion) -> None:
        """areas: in coordinates of the window."""
        place = areas.boundingRect()
        self.setGeometry(place)
        self.setMask(areas.translated(-place.topLeft()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_veil(painter, self.rect())
        painter.end()
