"""Cards inside the room, no dialogs: a promise of a respondent (F7) and an order of the chair (Shift+F7).

Enter stores from any field, Esc closes; nothing is stored without Enter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
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
from app.domain.conclusion import Conclusion, Part, Section, Verb
from app.domain.due import NO_DUE, Due, Precision
from app.domain.ids import NEW, AgencyId
from app.domain.petition import Commitment
from app.domain.roster import Agency, Rank
from app.domain.text import clean_line
from app.queries import desk as lists
from app.queries.lookup import Candidate
from app.reading.deadlines import parse_due
from ui.desk import Desk
from ui.fonts import sized_font
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
        self.setFixedHeight(52)
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
        self.setPlaceholderText("thời hạn, như lời nói")
        self.conference_date = day

    def due(self) -> Due:
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
        """The first row from left to right."""
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
        last.setSpacing(8)
        last.addWidget(self.understood, 1)
        for button in (self.remove_button, close, self.store_button):
            last.addWidget(button)
        self.first_row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(self.first_row)
        column.addWidget(self.words)
        column.addLayout(last)
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


class TaskCard(_Card):
    """Verb, who leads (agencies of the list, or words), what is to be done, by when."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Chủ tịch giao", parent)
        self.verb = ChoiceBox("Hình thức giao")
        for verb in _VERBS:
            self.verb.addItem(labels.word(verb), verb)
        self.lead = AgencyPicker("Cơ quan chủ trì")
        self.lead.only_listed = False
        self._leads: list[Candidate] = []
        self.leads_label = PlainLabel("", "secondary-strong", elided=True)
        self.first_row.addWidget(self.verb)
        self.first_row.addWidget(self.leads_label)
        self.first_row.addWidget(self.lead, 3)
        self.first_row.addWidget(self.due, 2)
        self.lead.entered.connect(self._take_lead)
        self.lead.left.connect(self.close_card)
        self.verb.activated.connect(self._choose_verb)
        self._task = Conclusion()
        self._verb_chosen = False

    def fields(self) -> tuple[QWidget, ...]:
        return self.verb, self.lead, self.due

    def open_card(self, task: Conclusion) -> None:
        """Show a new order (id NEW) or a stored one."""
        self._task = task
        self._verb_chosen = task.id != NEW
        found, _ = self.lead.load(self._desk)
        led = lists.conclusion_agencies(self._desk.conference.db, task.id, Part.LEAD) if task.id != NEW else ()
        self._leads = [candidate for agency_id in led for candidate in found if candidate.id == agency_id]
        self.lead.setText(task.lead_text)
        self.lead.setPlaceholderText("cơ quan chủ trì")
        self.verb.setCurrentIndex(_VERBS.index(task.verb if task.id != NEW else Verb.ASSIGN))
        self._show_leads()
        self._open(task.text, task.due, stored=task.id != NEW)
        if task.id == NEW:
            self.lead.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and self.lead.hasFocus() and not self.lead.text():
            self._leads = self._leads[:-1]
            self._show_leads()
            return
        super().keyPressEvent(event)

    def store(self) -> None:
        chosen = self.lead.chosen()
        if chosen is not None and chosen not in self._leads:
            self._leads.append(chosen)
        verb = Verb(self.verb.currentData())
        words = "" if chosen is not None else clean_line(self.lead.text())
        section = Section.REQUEST if verb is Verb.REQUEST else Section.AGENCY if self._leads or words else None
        ready = replace(
            self._task,
            verb=verb,
            section=section or Section.GENERAL,
            lead_text=words,
            text=clean_line(self.words.toPlainText()),
            due=self.due.due(),
        )
        if not ready.text:
            self._desk.said.emit("Chưa ghi nội dung nhiệm vụ.")
            return
        leads = [AgencyId(candidate.id) for candidate in self._leads]
        if ready.id == NEW:
            self._desk.run(conclusions.record_conclusion, ready, leads)
        else:
            supports = lists.conclusion_agencies(self._desk.conference.db, ready.id, Part.SUPPORT)
            self._desk.run(conclusions.change_conclusion, ready, leads, supports)
        self.close_card()

    def remove(self) -> None:
        self._desk.run(conclusions.remove_conclusion, self._task.id)
        self.close_card()

    def _take_lead(self) -> None:
        """Enter on a name adds it and waits for the next one; on words or an empty field goes on."""
        chosen = self.lead.chosen()
        if chosen is None:
            self.words.setFocus()
            return
        if chosen not in self._leads:
            self._leads.append(chosen)
        self.lead.clear()
        self._show_leads()

    def _show_leads(self) -> None:
        names = [candidate.detail or candidate.text for candidate in self._leads]
        self.leads_label.setText("; ".join(names))
        self.leads_label.setVisible(bool(names))
        self.lead.setPlaceholderText("thêm cơ quan, hoặc Enter" if names else "cơ quan chủ trì")
        if names and not self._verb_chosen:
            self.verb.setCurrentIndex(_VERBS.index(_verb_for(self._agency(self._leads[0].id))))

    def _agency(self, agency_id: int) -> Agency | None:
        return next((a for a in lists.agencies(self._desk.conference.db) if a.id == agency_id), None)

    def _choose_verb(self) -> None:
        self._verb_chosen = True


def _verb_for(agency: Agency | None) -> Verb:
    """The verb carries the hierarchy (domain.md 4.2): bodies that are no subordinates are requested."""
    return Verb.REQUEST if agency and agency.rank in {Rank.INDEPENDENT, Rank.SUPERIOR} else Verb.ASSIGN
