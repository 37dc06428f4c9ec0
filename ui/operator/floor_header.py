"""Who has the floor: question number and asker, unit, site, topic, stage, and who answers."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

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
from ui.widgets.side_by_side import direction
from ui.widgets.state_chip import StateChip

_APART = 16


class FloorHeader(QWidget):
    """Four lines, or five where unit and site are long. Nothing in it is typed but on F4, in the answerer row."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointer = PointerMark(Pointer.CURRENT, "room")
        self.where = PlainLabel("", "room")
        self.topic = PlainLabel("", "secondary", elided=True)
        self.chip = StateChip()
        self.number = PlainLabel("", "number")
        self._named, self._narrow = "name", False
        self.asker = PlainLabel("", "name", is_name=True)
        self.unit = PlainLabel("", is_name=True)
        self.site = PlainLabel("", is_name=True)
        self._unit_icon = IconLabel("office-building-outline")
        self._site_icon = IconLabel("map-marker-outline")
        self.answerer = AnswererRow(desk, keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._first, self._second = (
            _line(7, (self.pointer, self.where, self.topic, None, self.chip)),
            _line(10, (self.number, self.asker, None)),
        )
        self._unit_line, self._site_line = (
            _line(6, (self._unit_icon, self.unit, None)),
            _line(6, (self._site_icon, self.site, None)),
        )
        facts = QWidget()
        self._facts = QBoxLayout(direction(narrow=False), facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setSpacing(0)
        self._facts.addWidget(self._unit_line)
        self._facts.addWidget(self._site_line)
        self._facts.addStretch(1)
        for line in (self._first, self._second, facts):
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
        self.unit.setText(labels.title_and_unit(person.title, person.unit) if person else "")
        self.site.setText(view.site.name if view.site else "")
        self._arrange()
        self.answerer.show_answer(view, answer)

    def set_compact(self, compact: bool) -> None:
        fact = 22 if compact else 24
        heights = (24, 29, fact, fact) if compact else (26, 34, fact, fact)
        lines = (self._first, self._second, self._unit_line, self._site_line)
        for line, height in zip(lines, heights, strict=True):
            line.setFixedHeight(px(height))
        set_role(self.number, "number-compact" if compact else "number")
        self._named = "name-compact" if compact else "name"
        self.answerer.set_compact(compact)

    def set_narrow(self, narrow: bool) -> None:
        """The chip tells what the first line tells, and stands beside the name if that stays whole."""
        self._narrow = narrow
        set_role(self.asker, "name-narrow" if narrow else self._named)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        parts = (self.number, self.asker, self.chip)
        beside = self._narrow and sum(part.sizeHint().width() for part in parts) + px(2 * _APART) <= self.width()
        line = (self._second if beside else self._first).layout()
        assert line is not None
        if line.indexOf(self.chip) < 0:
            line.addWidget(self.chip)
        self._first.setVisible(not beside)
        self._arrange_facts()

    def _arrange_facts(self) -> None:
        """Unit and site side by side where both are whole; else each has a line for itself."""
        lines = (self._unit_line, self.unit), (self._site_line, self.site)
        for line, label in lines:
            line.setVisible(bool(label.text()))
        wanted = sum(line.sizeHint().width() for line, label in lines if label.text())
        self._facts.setDirection(direction(narrow=wanted + px(_APART) > self.width()))
        self._facts.setSpacing(px(_APART) if self._facts.direction() is direction(narrow=False) else 0)


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
