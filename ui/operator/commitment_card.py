"""Cards inside the room, no dialogs: a promise of a respondent (F7) and an order of the chair (Shift+F7).

Enter stores from any field, Esc closes; nothing is stored without Enter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import labels
from app.commands import conclusions, petitions
from app.domain import dates
from app.domain.conclusion import Conclusion, Part, Verb, section_for, verb_for
from app.domain.due import NO_DUE, Due, Precision
from app.domain.ids import NEW, AgencyId
from app.domain.petition import Commitment
from app.domain.roster import Rank
from app.domain.text import clean_line
from app.queries import desk as lists
from app.queries.lookup import Candidate
from ui.desk import Desk
from ui.fonts import sized_font
from ui.scale import px
from ui.theme import BODY, set_role
from ui.widgets.agency_picker import AgencyPicker
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.plain_label import PlainLabel

_VERBS = (Verb.ASSIGN, Verb.REQUIRE, Verb.REQUEST, Verb.NONE)
_EXACTNESS = {
    Precision.RECURRING: "định kỳ",
    Precision.SOFT: "không định ngày",
    Precision.NONE: "không nhận ra ngày; giữ như lời nói",
}


def due_words(due: Due) -> str:
    """How a deadline was understood, for the eye that checks it."""
    if not due.text:
        return ""
    words = _EXACTNESS.get(due.precision, "")
    if due.on is None:
        return words or "không định ngày"
    day = f"ngày {dates.slash_date(due.on)}" if due.precision is Precision.DAY else f"đến {dates.slash_date(due.on)}"
    return f"{words}, {day}" if words else day


class WordsBox(QPlainTextEdit):
    """Two lines of words. Enter stores the card, Tab goes on."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "editor")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(sized_font(BODY))
        self.setFixedHeight(px(52))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)


class _DueField(QLineEdit):
    """A deadline in the speaker's words; due() is what the program understands of them."""

    def __init__(self, day: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Thời hạn")
        self.setPlaceholderText("thời hạn đã nói")
        self.conference_date = day

    def due(self) -> Due:
        from app.reading.deadlines import parse_due  # 100 ms of patterns: not at every start

        words = clean_line(self.text())
        return parse_due(words, self.conference_date) if words else NO_DUE


class _Card(QFrame):
    """closed: the card has gone, whether stored or not."""

    closed = Signal()

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        set_role(self, "card")
        self.setAccessibleName(name)
        self.due = _DueField(None)
        self.understood = PlainLabel("", "secondary", elided=True)
        self.words = WordsBox("Nội dung")
        self.words.setPlaceholderText("nội dung")
        self.store_button = QPushButton("Lưu · Enter")
        self.remove_button = QPushButton("Xóa")
        self.first_row = QHBoxLayout()
        self.due.textChanged.connect(self._show_understood)
        self.due.returnPressed.connect(self.store)
        self.words.entered.connect(self.store)
        self.store_button.clicked.connect(self.store)
        self.remove_button.clicked.connect(self.remove)
        self._build()

    def store(self) -> None:
        raise NotImplementedError

    def remove(self) -> None:
        raise NotImplementedError

    def fields(self) -> tuple[QWidget, ...]:
        """What stands above the words, from left to right."""
        raise NotImplementedError

    def close_card(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        close = QPushButton("Đóng · Esc")
        close.clicked.connect(self.close_card)
        for button in (self.store_button, self.remove_button, close):
            button.setAutoDefault(False)
        last = QHBoxLayout()
        last.setSpacing(px(8))
        last.addWidget(self.understood, 1)
        for button in (self.remove_button, close, self.store_button):
            last.addWidget(button)
        self.first_row.setSpacing(px(8))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(10), px(8), px(10), px(8))
        self.column.setSpacing(px(6))
        self.column.addLayout(self.first_row)
        self.column.addWidget(self.words)
        self.column.addLayout(last)
        self.hide()

    def _open(self, words: str, due: Due, *, stored: bool) -> None:
        self.due.conference_date = lists.facts(self._desk.conference.db).held_on
        self.due.setText(due.text)
        self.due.setCursorPosition(0)
        self._show_understood()
        self.words.setPlainText(words)
        self.remove_button.setVisible(stored)
        self.show()
        # Only now: before the card stands in its window Qt forgets the order.
        for before, after in pairwise((*self.fields(), self.words, self.remove_button, self.store_button)):
            QWidget.setTabOrder(before, after)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _show_understood(self) -> None:
        self.understood.setText(due_words(self.due.due()))


class CommitmentCard(_Card):
    """Agency, what it promised, by when."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Cam kết", parent)
        self.agency = AgencyPicker("Cơ quan cam kết")
        self.first_row.addWidget(PlainLabel("Cam kết", "strong"))
        self.first_row.addWidget(self.agency, 3)
        self.first_row.addWidget(self.due, 2)
        self.agency.entered.connect(self.words.setFocus)
        self.agency.left.connect(self.close_card)
        self._commitment = Commitment()

    def fields(self) -> tuple[QWidget, ...]:
        return self.agency, self.due

    def open_card(self, commitment: Commitment) -> None:
        """Show a new promise (id NEW) or a stored one."""
        self._commitment = commitment
        self.agency.load(self._desk)
        self.agency.show_agency(commitment.agency_id)
        self._open(commitment.text, commitment.due, stored=commitment.id != NEW)

    def store(self) -> None:
        agency = self.agency.resolved()
        ready = replace(
            self._commitment,
            agency_id=AgencyId(agency.id) if agency else None,
            text=clean_line(self.words.toPlainText()),
            due=self.due.due(),
        )
        if not ready.text:
            self._desk.said.emit("Chưa ghi nội dung cam kết.")
            return
        if ready.id == NEW:
            self._desk.run(
                petitions.record_commitment, ready.question_id, ready.text, ready.due, ready.agency_id, ready.answer_id
            )
        else:
            self._desk.run(petitions.change_commitment, ready)
        self.close_card()

    def remove(self) -> None:
        self._desk.run(petitions.remove_commitment, self._commitment.id)
        self.close_card()


class _Bodies(QObject):
    """Agencies named one after another in one field: Enter adds, Backspace in the empty field takes the last away.

    changed: the bodies are others now. done: Enter on an empty field or on words that are no agency.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, name: str, asked: str, *, only_listed: bool) -> None:
        super().__init__()
        self.field = AgencyPicker(name)
        self.field.only_listed = only_listed
        self.label = PlainLabel("", "secondary-strong", elided=True)
        self.chosen: list[Candidate] = []
        self._asked = asked
        self.field.entered.connect(self._take)
        self.field.installEventFilter(self)

    def load(self, desk: Desk, ids: Sequence[AgencyId], words: str = "") -> None:
        found, _ = self.field.load(desk)
        self.chosen = [candidate for agency_id in ids for candidate in found if candidate.id == agency_id]
        self.field.setText(words)
        self._show()

    def ids(self) -> list[AgencyId]:
        """With the one that stands in the field and was not entered yet."""
        last = self.field.chosen()
        bodies = [*self.chosen, last] if last is not None and last not in self.chosen else self.chosen
        return [AgencyId(candidate.id) for candidate in bodies]

    def words(self) -> str:
        """What stands in the field and is no agency of the list."""
        return "" if self.field.chosen() is not None else clean_line(self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self.chosen:
            self.chosen = self.chosen[:-1]
            self._show()
            return True
        return False

    def _take(self) -> None:
        body = self.field.chosen()
        if body is None and not self.field.by_tab:
            self.done.emit()
        if body is None:
            return
        if body not in self.chosen:
            self.chosen.append(body)
        self.field.clear()
        self._show()

    def _show(self) -> None:
        names = [candidate.detail or candidate.text for candidate in self.chosen]
        self.label.setText("; ".join(names))
        self.label.setVisible(bool(names))
        self.field.setPlaceholderText("thêm cơ quan, hoặc Enter" if names else self._asked)
        self.changed.emit()


class TaskCard(_Card):
    """Verb, who leads (agencies of the list, or words), who supports, what is to be done, by when."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Chủ tịch giao", parent)
        self.verb = ChoiceBox("Hình thức giao")
        for verb in _VERBS:
            self.verb.addItem(labels.word(verb), verb)
        self.leads = _Bodies("Cơ quan chủ trì", "cơ quan chủ trì", only_listed=False)
        self.supports = _Bodies("Cơ quan phối hợp", "phối hợp với", only_listed=True)
        self.lead, self.leads_label = self.leads.field, self.leads.label
        self.first_row.addWidget(self.verb)
        self.first_row.addWidget(self.leads_label)
        self.first_row.addWidget(self.lead, 3)
        self.first_row.addWidget(self.due, 2)
        second = QHBoxLayout()
        second.setSpacing(px(8))
        second.addWidget(PlainLabel("Phối hợp", "secondary"))
        second.addWidget(self.supports.label)
        second.addWidget(self.supports.field, 1)
        self.column.insertLayout(1, second)
        self.leads.changed.connect(self._propose_verb)
        self.leads.done.connect(self.words.setFocus)
        self.supports.done.connect(self.words.setFocus)
        for field in (self.lead, self.supports.field):
            field.left.connect(self.close_card)
        self.verb.activated.connect(self._choose_verb)
        for one, following in pairwise((self.verb, self.lead, self.due, self.supports.field, self.words)):
            self.setTabOrder(one, following)
        self._task = Conclusion()
        self._verb_chosen = False

    def fields(self) -> tuple[QWidget, ...]:
        return self.verb, self.lead, self.due, self.supports.field

    def open_card(self, task: Conclusion) -> None:
        """Show a new order (id NEW) or a stored one."""
        is_new = task.id == NEW
        db = self._desk.conference.db
        self._task = task
        self._verb_chosen = True
        led, supporting = (
            () if is_new else lists.conclusion_agencies(db, task.id, part) for part in (Part.LEAD, Part.SUPPORT)
        )
        self.leads.load(self._desk, led, task.lead_text)
        self.supports.load(self._desk, supporting)
        self._verb_chosen = not is_new
        self.verb.setCurrentIndex(_VERBS.index(Verb.ASSIGN if is_new else task.verb))
        self._open(task.text, task.due, stored=not is_new)
        if is_new:
            self.lead.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def store(self) -> None:
        leads, words = self.leads.ids(), self.leads.words()
        verb = Verb(self.verb.currentData())
        section = section_for(verb, has_lead=bool(leads or words))
        ready = replace(
            self._task,
            verb=verb,
            section=section,
            lead_text=words,
            text=clean_line(self.words.toPlainText()),
            due=self.due.due(),
        )
        if not ready.text:
            self._desk.said.emit("Chưa ghi nội dung nhiệm vụ.")
            return
        supports = [agency for agency in self.supports.ids() if agency not in leads]
        command = conclusions.record_conclusion if ready.id == NEW else conclusions.change_conclusion
        self._desk.run(command, ready, leads, supports)
        self.close_card()

    def remove(self) -> None:
        self._desk.run(conclusions.remove_conclusion, self._task.id)
        self.close_card()

    def _propose_verb(self) -> None:
        if self.leads.chosen and not self._verb_chosen:
            self.verb.setCurrentIndex(_VERBS.index(verb_for(self._rank(self.leads.chosen[0].id))))

    def _rank(self, agency_id: int) -> Rank | None:
        return next((a.rank for a in lists.agencies(self._desk.conference.db) if a.id == agency_id), None)

    def _choose_verb(self) -> None:
        self._verb_chosen = True
