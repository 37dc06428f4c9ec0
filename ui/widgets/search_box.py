"""A line for narrowing a list, accents or none; it only says what is typed in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import scale, theme
from ui.icons import paint_icon
from ui.scale import px

_ICON = 15
_ICON_ROOM = 20


class SearchBox(QLineEdit):
    """done: Enter, the first hit is wanted. went_down: ↓, to the list. left: Esc in an empty box, back to the list."""

    done = Signal()
    went_down = Signal()
    left = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTextMargins(px(_ICON_ROOM), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.done.emit()
            case Qt.Key.Key_Down:
                self.went_down.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = scale.painter(self)
        place = QRectF(9, round((scale.room(self).height() - _ICON) / 2), _ICON, _ICON)
        paint_icon(painter, place, "magnify", theme.palette().text2)
        painter.end()
