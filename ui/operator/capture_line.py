"""The capture line (F2): who, unit, site, gist, agency, in one row that is always there. Nothing in it is required.

Words for the slots come from lists; what is on no list is kept as given. Storing and leaving bring the caret back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.commands import queue
from app.commands.queue import NewQuestion
from app.conference import Change
from app.domain.changes import Changes, Table
from app.domain.ids import AgencyId, PersonId, SiteId
from app.domain.roster import Person
from app.domain.text import clean_line
from app.queries import candidates
from app.queries import desk as lists
from app.queries.lookup import Candidate
from app.recovery import CAPTURE
from ui import scale, theme
from ui.desk import MANY_ROWS, Desk
from ui.fonts import sized_font
from ui.keys import Keys
from ui.operator.former_place import FormerPlace
from ui.scale import px
from ui.shortcuts import BY_ACTION, Action, Scope
from ui.typed_texts import changed_part
from ui.widgets.agency_picker import likely_among
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.completion import CompletionEdit
from ui.widgets.icon_label import IconLabel

HEIGHT = 44
COMPACT_HEIGHT = 40
_WITH_WORDS = 776
"""Below it only the slots and the key stay."""
LATER_MS = 20
MANY_PEOPLE = 1500
"""More are learnt in a thread, also after a single one has come: a third of a second of ten thousand."""


class Slot(StrEnum):
    """The slots, in the order of the Enter key; the values are their keys in the typing journal."""

    WHO = "who"
    UNIT = "unit"
    SITE = "site"
    GIST = "gist"
    AGENCY = "agency"


_LABELS = {
    Slot.WHO: "Ai", Slot.UNIT: "Đơn vị", Slot.SITE: "Điểm cầu", Slot.GIST: "Ý chính", Slot.AGENCY: "Cơ quan",
}  # fmt: skip
_NAMES = {
    Slot.WHO: "Ghi nhanh: người hỏi",
    Slot.UNIT: "Ghi nhanh: đơn vị của người hỏi",
    Slot.SITE: "Ghi nhanh: điểm cầu",
    Slot.GIST: "Ghi nhanh: ý chính",
    Slot.AGENCY: "Ghi nhanh: cơ quan trả lời",
}
_PLACEHOLDERS = {Slot.WHO: "Tên, chữ tắt", Slot.GIST: "3–8 chữ"}
_WIDTHS = {Slot.WHO: 184, Slot.UNIT: 184, Slot.SITE: 185, Slot.GIST: 322, Slot.AGENCY: 184}
_LISTED = frozenset({Slot.SITE, Slot.AGENCY})
_READS = (Table.PERSON, Table.AGENCY, Table.AGENCY_ALIAS, Table.SITE)


class _SlotEdit(CompletionEdit):
    """A line with its label inside, left of the text."""

    def __init__(self, slot: Slot, parent: QWidget) -> None:
        super().__init__(_NAMES[slot], only_listed=slot in _LISTED, parent=parent)
        self.slot = slot
        self._label = _LABELS[slot]
        self._placeholder = _PLACEHOLDERS.get(slot, "")
        width = QFontMetrics(sized_font(theme.SMALL, 600)).horizontalAdvance(self._label)
        self.setTextMargins(px(width + 6), 0, 0, 0)
        self.setMinimumWidth(px(width + 54))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A hint there is no room for says nothing."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self._placeholder) < self._room().width()
        self.setPlaceholderText(self._placeholder if fits else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = scale.painter(self)
        painter.setFont(sized_font(theme.SMALL, 600))
        painter.setPen(QColor(theme.palette().text2))
        room = scale.room(self).adjusted(9, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._label)
        painter.end()


class CaptureLine(QFrame):
    """stored: the id of the question that was just stored, so that Ctrl+D can approve it."""

    stored = Signal(object)

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = 0
        self._people: dict[int, Person] = {}
        self._typed: dict[Slot, str] = {}
        self._former = FormerPlace(self)
        theme.set_role(self, "sunken-foot")
        self.setAccessibleName("Ghi nhanh")
        self._slots = {slot: _SlotEdit(slot, self) for slot in Slot}
        self._build(keys)
        for slot, edit in self._slots.items():
            edit.entered.connect(self._go_on)
            edit.left.connect(self._former.restore)
            edit.textChanged.connect(self._keep)
            if slot is Slot.WHO:
                edit.candidate_taken.connect(self._fill_from_roster)
        keys.on(Action.CAPTURE, self.begin)
        keys.on(Action.STORE_ENTRY, self.store)
        keys.serve_part(Scope.CAPTURE, self)
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._ask)
        desk.closing.connect(self._later.stop)
        desk.changed.connect(self.refresh)
        desk.words_erased.connect(self._erase_words)
        self.refresh()

    def _build(self, keys: Keys) -> None:
        self.setFixedHeight(px(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(12), 0)
        row.setSpacing(px(8))
        self._begin = ActionButton(Action.CAPTURE, keys, style=ButtonStyle.QUIET)
        self._begin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon = IconLabel("flash-outline", size=18)
        row.addWidget(self._icon)
        row.addWidget(self._begin)
        row.addSpacing(px(8))
        for slot, edit in self._slots.items():
            row.addWidget(edit, _WIDTHS[slot])
        self._store = ActionButton(Action.STORE_ENTRY, keys, "Lưu", ButtonStyle.QUIET, icon="")
        self._store.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._store)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the text is large on a small screen the slots keep their width: their label says what F2 is for."""
        super().resizeEvent(event)
        is_wide = self.width() >= px(_WITH_WORDS)
        self._begin.setText(BY_ACTION[Action.CAPTURE].text if is_wide else "")
        for part in (self._icon, self._store):
            part.setVisible(is_wide)

    def begin(self) -> None:
        """F2: to the first slot, from wherever the caret is."""
        self._slots[Slot.WHO].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_with(self, person_id: PersonId) -> None:
        """Somebody known asks: name, unit and site stand in their slots, the caret at what they ask."""
        self._slots[Slot.WHO].take_id(person_id)
        self._slots[Slot.GIST].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_clear_of(self, widget: QWidget) -> None:
        """No list of names covers this widget (the hall column)."""
        for edit in self._slots.values():
            edit.keep_clear_of(widget)

    def refresh(self, changes: Changes | None = None) -> None:
        """Learn the names anew, those of a long import in a thread; what stands in the slots stays."""
        if changes is not None and not changes.touches(*_READS):
            return
        db = self._desk.conference.db
        self._asked += 1
        if (changes is not None and len(changes.rows) > MANY_ROWS) or lists.people_count(db) > MANY_PEOPLE:
            self._later.start()
        else:
            self._learn(self._asked, candidates.names(db))

    def _ask(self) -> None:
        """In a turn of its own: other parts of the console learn of a long import as well."""
        self._desk.ask_in_thread(self, candidates.names, partial(self._learn, self._asked), self._not_learnt)

    def _not_learnt(self, error: Exception) -> None:
        raise error

    def _learn(self, asked: int, names: candidates.Names) -> None:
        if asked != self._asked:
            return  # overtaken by newer ones
        self._people = {person.id: person for person in names.roster}
        self._slots[Slot.WHO].set_candidates(names.people)
        self._slots[Slot.UNIT].set_candidates(names.units)
        self._slots[Slot.SITE].set_candidates(names.sites)
        self._slots[Slot.AGENCY].set_candidates(names.agencies)
        self._agencies = names.agencies

    def restore(self, words: Mapping[str, str]) -> None:
        """Put back what stood in the slots when the program ended; slots by their journal keys."""
        for slot, edit in self._slots.items():
            if words.get(slot):
                edit.setText(words[slot])

    def store(self) -> None:
        """Ctrl+Enter from any slot: the question is in the queue, the caret where it was."""
        for edit in self._slots.values():
            if edit.hasFocus():
                edit.settle()
        question, unknown = self._entry()
        question_id = self._desk.run(queue.register_question, question)
        if question_id is None:
            return
        self._clear()
        self._former.restore()
        self.stored.emit(question_id)
        if unknown:
            self._desk.said.emit(f"Đã lưu. Không có tên nào khớp “{'”, “'.join(unknown)}” nên ô đó để trống.")

    def set_compact(self, compact: bool) -> None:
        self.setFixedHeight(px(COMPACT_HEIGHT if compact else HEIGHT))

    def _entry(self) -> tuple[NewQuestion, list[str]]:
        """The question as the slots have it, and short-hand in them that fits no name."""
        unknown: list[str] = []
        new = self._asker()
        for slot in _LISTED:
            edit = self._slots[slot]
            found, text = edit.resolved(), clean_line(edit.text())
            if found is None and text and text == text.lower() and " " not in text:
                unknown.append(text)
            elif slot is Slot.SITE:
                new = replace(new, site_id=SiteId(found.id) if found else None, site_name="" if found else text)
            else:
                new = replace(new, agency_id=AgencyId(found.id) if found else None, agency_name="" if found else text)
        return replace(new, gist=self._slots[Slot.GIST].text()), unknown

    def _asker(self) -> NewQuestion:
        """Somebody known, unless the unit was written otherwise: then a namesake, kept as given."""
        who, unit = self._slots[Slot.WHO], clean_line(self._slots[Slot.UNIT].text())
        chosen = who.chosen()
        person = self._people.get(chosen.id) if chosen else None
        if (person is not None and unit in {"", person.unit}) or (person is not None and not person.unit):
            return NewQuestion(asker_id=PersonId(person.id), unit=unit)
        return NewQuestion(asker_name=who.text(), unit=unit)

    def _go_on(self) -> None:
        """To the next slot, past unit and site where the roster has filled them; Tab goes round in the line."""
        order = list(Slot)
        here = next((slot for slot in order if self._slots[slot].hasFocus()), Slot.AGENCY)
        last = Slot.WHO if self._slots[here].by_tab else here
        following = last if here is order[-1] else order[order.index(here) + 1]
        if here is Slot.WHO and self._slots[Slot.WHO].chosen() is not None:
            following = Slot.GIST
        if following is Slot.AGENCY:
            words = self._slots[Slot.GIST].text()
            self._slots[Slot.AGENCY].set_suggested(likely_among(self._desk, self._agencies, words))
        self._slots[following].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_from_roster(self, candidate: Candidate) -> None:
        person = self._people.get(candidate.id)
        if person is None:
            return
        self._slots[Slot.UNIT].setText(person.unit)
        site = self._slots[Slot.SITE]
        site.setText("")
        if person.site_id is not None:
            site.take_id(person.site_id)

    def _keep(self) -> None:
        """Every change of a slot goes to the typing journal at once."""
        for slot, edit in self._slots.items():
            before, after = self._typed.get(slot, ""), edit.text()
            if before != after:
                base = "" if slot not in self._typed else None
                self._typed[slot] = after
                journal = self._desk.conference.journal
                journal.wait_held(journal.append(f"{CAPTURE}{slot.value}", *changed_part(before, after), base))

    def _erase_words(self, change: Change) -> None:
        """The journal has done the same before."""
        left = {slot: change(text) for slot, text in self._typed.items()}
        self._typed = {slot: text for slot, text in left.items() if text is not None}
        for slot, edit in self._slots.items():
            edit.setText(self._typed.get(slot, ""))

    def _clear(self) -> None:
        """The question is an event now: empty slots, nothing left in the journal."""
        for edit in self._slots.values():
            edit.clear()
        for slot in self._typed:
            self._desk.conference.journal.done(f"{CAPTURE}{slot.value}")
        self._typed.clear()
