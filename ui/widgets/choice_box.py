"""A box to choose one of a few words; a style sheet takes the arrow of Qt's own away, here it is again."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui import scale
from ui.icons import paint_icon
from ui.theme import palette


class ChoiceBox(QComboBox):
    """name: for screen readers, of the box and of its list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = scale.painter(self)
        place = QRectF(scale.room(self).width() - 23, round((scale.room(self).height() - 15) / 2), 15, 15)
        paint_icon(painter, place, "chevron-down", palette().text2)
        painter.end()
