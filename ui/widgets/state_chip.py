"""How a question's stage looks everywhere: icon, colour token and word; and the chip that shows it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import labels
from app.domain.question import QuestionState
from ui import theme
from ui.fonts import sized_font
from ui.icons import paint_icon

HEIGHT = 22
STATE_LOOKS: dict[QuestionState, tuple[str, str]] = {
    QuestionState.RECEIVED: ("inbox-arrow-down-outline", "text2"),
    QuestionState.EDITED: ("pencil-outline", "text2"),
    QuestionState.APPROVED: ("check", "text2"),
    QuestionState.RESERVE: ("archive-outline", "text3"),
    QuestionState.WAITING: ("timer-sand", "text2"),
    QuestionState.ASKING: ("microphone", "room"),
    QuestionState.AWAITING_ANSWER: ("comment-question-outline", "warn"),
    QuestionState.ANSWERING: ("account-voice", "room"),
    QuestionState.CONCLUDING: ("gavel", "room"),
    QuestionState.FINISHED: ("check-circle", "text2"),
    QuestionState.NOT_REACHED: ("file-document-outline", "text2"),
    QuestionState.MERGED: ("call-merge", "text3"),
    QuestionState.OFF_TOPIC: ("tag-off-outline", "text3"),
    QuestionState.LEFT_OUT: ("cancel", "text3"),
    QuestionState.WITHDRAWN: ("account-off-outline", "text3"),
}
"""Icon and colour token of every stage."""
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
        return QSize(round(8 + 15 + 6 + wide + 8.5) if self._state else 0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        p = theme.palette()
        icon, token = STATE_LOOKS[self._state]
        ink = str(getattr(p, token))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(getattr(p, _TINTS.get(token, "sunken")))))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        paint_icon(painter, QRectF(8, round((self.height() - 15) / 2), 15, 15), icon, ink)
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(theme.SMALL, 600))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(29, 0, self.width() - 29, self.height()), flags, self.words())
        painter.end()
