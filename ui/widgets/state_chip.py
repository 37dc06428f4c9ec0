"""The chip that shows a question's stage: icon and word on a tint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import labels
from app.domain.question import QuestionState
from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.widgets.state_look import STATE_ICONS, state_token

HEIGHT = 22
_TINTS = {"room": "room_tint", "warn": "warn_tint"}


class StateChip(QWidget):
    """The stage of one question, 22 px high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: QuestionState | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: QuestionState | None) -> None:
        if state is not self._state:
            self._state = state
            self.setAccessibleName(self.words())
            self.updateGeometry()
            self.update()

    def words(self) -> str:
        return labels.state_word(self._state) if self._state else ""

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(sized_font(theme.SMALL, 600)).horizontalAdvance(self.words())
        return scale.size(round(8 + 15 + 6 + wide + 8.5) if self._state else 0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is None:
            return
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        p = theme.palette()
        token = state_token(self._state)
        ink = str(getattr(p, token))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(getattr(p, _TINTS.get(token, "sunken")))))
        painter.drawRoundedRect(QRectF(scale.room(self)), 4, 4)
        paint_icon(
            painter, QRectF(8, round((scale.room(self).height() - 15) / 2), 15, 15), STATE_ICONS[self._state], ink
        )
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(theme.SMALL, 600))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(29, 0, scale.room(self).width() - 29, scale.room(self).height()), flags, self.words())
        painter.end()
