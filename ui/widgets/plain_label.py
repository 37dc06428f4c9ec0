"""Text on the screen: never markup, cut with an ellipsis if asked, high enough for Ễ Ẫ Ỗ Ắ. The only user of QLabel."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.cut_name import cut_name

MARKS = 0.2
"""Capitals with two marks rise 0.18 em above the ascent of Be Vietnam Pro: room in em above and below every line."""


class PlainLabel(QLabel):
    """A label for typed text. elided: one line, cut at the end where it does not fit; the tool tip has all of it.

    is_name: cut in the middle instead, for names that begin alike.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        parent: QWidget | None = None,
        *,
        elided: bool = False,
        is_name: bool = False,
    ) -> None:
        super().__init__(parent)
        self._elided, self._is_name = elided or is_name, is_name
        self._asked: tuple[str, int, str] | None = None
        self._shown = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self._elided)
        if role:
            self.setProperty("role", role)
        super().setText(text)  # whether it is cut is told with its first size: a label without one need not be shaped

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Show other text; nothing is done, not even a repaint, if it is the same."""
        if text != self.text():
            super().setText(text)
            self._tell_all()

    def is_cut(self) -> bool:
        """Whether the end is hidden now."""
        return self._elided and self.shown() != self.text()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = hint.width() if self.text() else 0  # a label that was never told takes the width of a letter
        return QSize(wide, hint.height() + 2 * self._marks())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        hint = super().minimumSizeHint()
        width = min(hint.width(), self.fontMetrics().horizontalAdvance("…")) if self._elided else hint.width()
        width = width if self.text() else 0
        return QSize(width, hint.height() + 2 * self._marks())

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        height = super().heightForWidth(width)
        return height + 2 * self._marks() if height >= 0 else height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self._inside(), int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), self.shown())
        painter.end()

    def _marks(self) -> int:
        return math.ceil(MARKS * self.fontInfo().pixelSize())

    def _inside(self) -> QRect:
        return self.contentsRect().adjusted(self.margin(), 0, -self.margin(), 0)

    def shown(self) -> str:
        """What is seen of its words. Told, painted and sized it is asked each time, and shaped once."""
        asked = self.text(), self._inside().width(), self.font().key()
        if asked != self._asked:
            self._asked, self._shown = asked, self._cut(*asked[:2])
        return self._shown

    def _cut(self, words: str, width: int) -> str:
        if self._is_name:
            return cut_name(words, width, self.fontMetrics().horizontalAdvance)
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)

    def _tell_all(self) -> None:
        if self._elided:
            self.setToolTip(f"<span>{html.escape(self.text())}</span>" if self.is_cut() else "")
