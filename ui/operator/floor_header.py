"""Who has the floor: question number and asker, unit, site, topic, stage, and who answers."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import labels
from app.domain.question import ENDED, ON_FLOOR
from app.queries.floor import AnswerView, CurrentQuestion
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.floor_answerer import AnswererRow
from ui.scale import px
from ui.theme import set_role
from ui.widgets.icon_label import IconLabel, Pointer, PointerMark
from ui.widgets.plain_label import PlainLabel
from ui.widgets.state_chip import StateChip

SITE_AT_LEAST = 140
"""Of a long unit and a site the site stays readable: it says where to look."""


class FloorHeader(QWidget):
    """Four lines. Nothing in it is typed but on F4, in the answerer row."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointer = PointerMark(Pointer.CURRENT, "room")
        self.where = PlainLabel("", "room")
        self.topic = PlainLabel("", "secondary", elided=True)
        self.chip = StateChip()
        self.number = PlainLabel("", "number")
        self.asker = PlainLabel("", "name", elided=True)
        self.unit = PlainLabel("", elided=True)
        self.site = PlainLabel("", elided=True)
        self._unit_icon = IconLabel("office-building-outline")
        self._site_icon = IconLabel("map-marker-outline")
        self.answerer = AnswererRow(desk, keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._lines = (
            _line(7, (self.pointer, self.where, self.topic, None, self.chip)),
            _line(10, (self.number, self.asker, None)),
            _line(6, (self._unit_icon, self.unit, _gap(10), self._site_icon, self.site, None)),
        )
        for line in self._lines:
            column.addWidget(line)
        column.addWidget(self.answerer)

    def show_question(self, view: CurrentQuestion, answer: AnswerView | None) -> None:
        question = view.question
        over = "CÂU VỪA XONG" if question.state in ENDED else "CÂU HIỆN TẠI"
        self.where.setText("ĐANG DIỄN RA" if question.state in ON_FLOOR else over)
        self.topic.setText(f"·  {view.topic.name}" if view.topic else "")
        self.chip.show_state(question.state)
        self.number.setText(labels.question_number(question.number))
        person = view.asker
        self.asker.setText(labels.full_name(person.honorific, person.name) if person else "Chưa có tên")
        self._show_fact(self._unit_icon, self.unit, labels.title_and_unit(person.title, person.unit) if person else "")
        self._show_fact(self._site_icon, self.site, view.site.name if view.site else "")
        self.site.setMinimumWidth(min(self.site.sizeHint().width(), px(SITE_AT_LEAST)))
        self.answerer.show_answer(view, answer)

    def set_compact(self, compact: bool) -> None:
        for line, height in zip(self._lines, (24, 29, 22) if compact else (26, 34, 24), strict=True):
            line.setFixedHeight(px(height))
        set_role(self.number, "number-compact" if compact else "number")
        set_role(self.asker, "name-compact" if compact else "name")
        self.answerer.set_compact(compact)

    @staticmethod
    def _show_fact(icon: IconLabel, label: PlainLabel, words: str) -> None:
        label.setText(words)
        icon.setVisible(bool(words))
        label.setVisible(bool(words))


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(px(width))
    return gap


def _line(spacing: int, parts: tuple[QWidget | None, ...]) -> QWidget:
    """A row; None stands for the room that is left."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(spacing))
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return line
