"""A line of text that says by an ellipsis that it holds more than is seen, as long as nobody types in it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from ui.theme import palette

_INSET = 2
"""Qt's own space between the frame of a line and its text, pixels at any size."""


class CutLine(QLineEdit):
    """Without the focus it shows the beginning of its text; a name that ends at the edge would pass for a whole one."""

    def is_cut(self) -> bool:
        """Whether the end is hidden now."""
        return self.fontMetrics().horizontalAdvance(self.displayText()) > self._room().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or not self.text() or not self.is_cut():
            return
        p, room = palette(), self._room()
        is_open = self.isEnabled() and not self.isReadOnly()
        painter = QPainter(self)
        painter.fillRect(room.adjusted(-_INSET, 0, _INSET, 0), QColor(p.panel if is_open else p.sunken))
        painter.setFont(self.font())
        painter.setPen(QColor(p.text if is_open else p.text3))
        words = self.fontMetrics().elidedText(self.displayText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()

    def _room(self) -> QRect:
        """Where the text stands."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        return inside.marginsRemoved(margins).adjusted(_INSET, 0, -_INSET, 0)
