"""The card of Shift+F7: a direction of the chair, with who leads, who supports, and the verb that carries the rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import labels
from app.commands import conclusions
from app.domain.conclusion import Conclusion, Part, Verb, section_for, verb_for
from app.domain.ids import NEW, AgencyId, QuestionId
from app.domain.roster import Rank
from app.domain.text import clean_line
from app.queries import desk as lists
from app.queries import floor
from app.queries.lookup import Candidate, named_first
from ui.desk import Desk
from ui.drafts import Values
from ui.layout_items import add_layout
from ui.operator.card import Card, about_in, part_of
from ui.scale import px
from ui.widgets.agency_picker import AgencyPicker
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.plain_label import PlainLabel

_VERBS = (Verb.ASSIGN, Verb.REQUIRE, Verb.REQUEST, Verb.NONE)


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
        self._offered = ""
        self._asked = asked
        self.field.entered.connect(self._take)
        self.field.installEventFilter(self)

    def load(self, desk: Desk, ids: Sequence[AgencyId], words: str = "") -> None:
        found, _ = self.field.load(desk)
        self.chosen = [candidate for agency_id in ids for candidate in found if candidate.id == agency_id]
        self.field.show_words(words)
        self._show()

    def offer(self, body: Candidate | None) -> None:
        """Name a body that may be meant; ↓ in the empty field takes it, nothing else does."""
        self._offered = body.text if body is not None and not self.chosen else ""
        self.field.set_suggested([body] if body is not None and not self.chosen else ())
        self._show_hint()

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
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        offered = f"Xuống để nhận: {self._offered}" if self._offered else self._asked
        self.field.setPlaceholderText("Thêm cơ quan, hoặc Enter" if self.chosen else offered)


class TaskCard(Card):
    """Verb, who leads (agencies of the list, or words), who supports, what is to be done, by when."""

    KIND = "task"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Chủ tịch giao", parent)
        self.verb = ChoiceBox("Hình thức giao")
        for verb in _VERBS:
            self.verb.addItem(labels.word(verb), verb)
        self.leads = _Bodies("Cơ quan chủ trì", "Cơ quan chủ trì", only_listed=False)
        self.supports = _Bodies("Cơ quan phối hợp", "Tên, chữ tắt của cơ quan", only_listed=True)
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
        add_layout(self.column, second, at=1)
        self.leads.changed.connect(self._propose_verb)
        self.leads.done.connect(self.words.setFocus)
        self.supports.done.connect(self.words.setFocus)
        for field in (self.lead, self.supports.field):
            field.left.connect(self.close_card)
        self.verb.activated.connect(self._choose_verb)
        for one, following in pairwise((self.verb, self.lead, self.due, self.supports.field, self.words)):
            self.setTabOrder(one, following)
        self.words.textChanged.connect(self._offer_lead)
        self.verb.currentIndexChanged.connect(self._keep)
        for bodies in (self.leads, self.supports):
            bodies.changed.connect(self._keep)
            bodies.field.textChanged.connect(self._keep)
        self._task = Conclusion()
        self._verb_chosen = False

    def fields(self) -> tuple[QWidget, ...]:
        return self.verb, self.lead, self.due, self.supports.field

    def values(self) -> Values:
        bodies: Values = {"verb": str(self.verb.currentData())}
        for name, part in (("leads", self.leads), ("supports", self.supports)):
            bodies[name] = [body.id for body in part.chosen]
            bodies[f"{name}_words"] = part.field.text()
        return {**super().values(), **bodies}

    def show_values(self, values: Values) -> None:
        super().show_values(values)
        self._verb_chosen = True
        for name, part in (("leads", self.leads), ("supports", self.supports)):
            ids = values.get(name)
            part.load(self._desk, ids if isinstance(ids, list) else (), str(values.get(f"{name}_words", "")))
        self.verb.setCurrentIndex(_VERBS.index(Verb(str(values.get("verb", Verb.ASSIGN)))))

    def open_card(self, task: Conclusion) -> None:
        """Show a new order (id NEW) or a stored one, or what was typed for it before."""
        self.put_away()
        is_new = task.id == NEW
        db = self._desk.conference.db
        self._task = task
        led, supporting = (
            () if is_new else lists.conclusion_agencies(db, task.id, part) for part in (Part.LEAD, Part.SUPPORT)
        )
        verb = Verb.ASSIGN if is_new else task.verb
        bodies: Values = {"leads": list(led), "leads_words": task.lead_text, "supports": list(supporting)}
        self.show_values({"words": task.text, "due": task.due.text, "verb": verb, **bodies})
        self._verb_chosen = not is_new
        self._open(self.key_of(task.id, task.question_id), stored=not is_new)
        self._take_focus()

    def open_draft(self, key: str, *, focus: bool = True) -> None:
        """An order that is no longer stored is a new one again."""
        task_id, question_id, _ = about_in(key)
        draft = self._desk.drafts.get(key)
        if draft is None:
            return
        self.put_away()
        new = Conclusion(question_id=QuestionId(question_id) if question_id else None)
        self._task = next((one for one in self.records(question_id) if one.id == task_id), new)
        self.show_values(part_of(draft, "given"))
        self._open(key, stored=self._task.id != NEW)
        if focus:
            self._take_focus()

    def records(self, question_id: int) -> Sequence[Conclusion]:
        return floor.promises(self._desk.conference.db, question_id).tasks

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
        self._run(
            conclusions.record_conclusion if ready.id == NEW else conclusions.change_conclusion, ready, leads, supports
        )

    def remove(self) -> None:
        self._run(conclusions.remove_conclusion, self._task.id)

    def _take_focus(self) -> None:
        if self._from_draft or self._task.id != NEW:
            self._focus_words()
        else:
            self.words.selectAll()
            self.lead.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_lead(self) -> None:
        """An agency that the words begin with, behind the verb if they have it."""
        words = self.words.toPlainText().strip()
        for verb in _VERBS:
            said = f"{labels.word(verb)} "
            if verb is not Verb.NONE and words.casefold().startswith(said.casefold()):
                words = words[len(said) :]
        self.leads.offer(named_first(words, self.lead.candidates()))

    def _propose_verb(self) -> None:
        if self.leads.chosen and not self._verb_chosen:
            self.verb.setCurrentIndex(_VERBS.index(verb_for(self._rank(self.leads.chosen[0].id))))

    def _rank(self, agency_id: int) -> Rank | None:
        return next((a.rank for a in lists.agencies(self._desk.conference.db) if a.id == agency_id), None)

    def _choose_verb(self) -> None:
        self._verb_chosen = True
