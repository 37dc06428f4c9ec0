"""An icon or one of the three pointers as a small widget that follows the theme; its ink is a token, not a value."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import scale, theme
from ui.icons import paint_icon
from ui.scale import px


class Pointer(StrEnum):
    """● the room's current question, ▷ the preview, ■ what the audience sees. Never mixed."""

    CURRENT = "current"
    PREVIEW = "preview"
    LIVE = "live"


POINTER_SIDE = 12


def paint_pointer(painter: QPainter, middle: QPointF, pointer: Pointer, color: str) -> None:
    """Draw a pointer, 12 px, centred on `middle`; the font has none of these signs."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(color)
    match pointer:
        case Pointer.CURRENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(middle, 5, 5)
        case Pointer.LIVE:
            painter.fillRect(QRectF(round(middle.x() - 4.5), round(middle.y() - 4.5), 9, 9), ink)
        case Pointer.PREVIEW:
            painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y = middle.x(), middle.y()
            painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 5), QPointF(x + 5, y), QPointF(x - 4, y + 5)]))
    painter.restore()


class PointerMark(QWidget):
    """One pointer in a band; ink names a colour of theme.Palette."""

    def __init__(self, pointer: Pointer, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = pointer
        self._ink = ink
        self.setFixedSize(px(POINTER_SIDE), px(POINTER_SIDE))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        middle = QPointF(scale.room(self).width() / 2, scale.room(self).height() / 2)
        paint_pointer(painter, middle, self._pointer, str(getattr(theme.palette(), self._ink)))
        painter.end()


class IconLabel(QWidget):
    """An icon of 15 px (or another size); ink names a colour of theme.Palette."""

    def __init__(self, name: str, ink: str = "text2", size: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._ink = ink
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, ink: str = "") -> None:
        """Another icon, another colour."""
        if (name, ink or self._ink) != (self._name, self._ink):
            self._name, self._ink = name, ink or self._ink
            self.update()

    def sizeHint(self) -> QSize:
        return scale.size(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        place = QRectF(0, round((scale.room(self).height() - self._size) / 2), self._size, self._size)
        paint_icon(painter, place, self._name, str(getattr(theme.palette(), self._ink)))
        painter.end()
