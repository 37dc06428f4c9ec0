"""Fields that name who answers: an agency of the list, and who speaks for it, known or new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from app import labels
from app.domain.ids import NEW, PersonId, QuestionId
from app.domain.roster import Person
from app.domain.text import clean_line
from app.queries import candidates
from app.queries import desk as lists
from app.queries.lookup import Candidate, prepare
from ui.desk import Desk
from ui.widgets.completion import CompletionEdit

HONORIFICS = (
    "Đồng chí", "Đ/c", "Ông", "Bà", "Anh", "Chị", "Đoàn viên", "Thiếu tướng", "Đại tá", "Thượng tá", "Trung tá",
    "Thiếu tá", "Đại úy", "Thượng úy", "Trung úy", "Giáo sư", "Tiến sĩ", "Thạc sĩ", "Bác sĩ",
)  # fmt: skip
CHAIR = prepare(-1, "Chủ tịch trả lời", "", ("Chủ tịch",))
"""Not an agency: the chair answers himself."""
_BY_THE_WINDOW = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


def likely_among(
    desk: Desk, offered: Sequence[Candidate], words: str, question_id: QuestionId | None = None
) -> Sequence[Candidate]:
    """The agencies offered for these words of a question, the likeliest first."""
    from app.queries.likely_agencies import likely_agencies  # its comparing library is not for every start

    return candidates.chosen(offered, likely_agencies(desk.conference.db, words, question_id))


class _Picker(CompletionEdit):
    """given_up: the focus went elsewhere (Esc emits `left`)."""

    given_up = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _BY_THE_WINDOW:
            self.given_up.emit()

    def begin(self, offered: Sequence[Candidate], likely: Sequence[Candidate]) -> None:
        """Take the focus, empty, and show the likely names; none is marked before a key says which."""
        self.set_candidates(offered)
        self.set_suggested(likely)
        self.clear()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.open_list()


class AgencyPicker(_Picker):
    """Finds an agency by name, short name, initials or another spelling, without accents."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, only_listed=True, parent=parent)
        self.setPlaceholderText("Tên, chữ tắt của cơ quan")

    def load(
        self, desk: Desk, words: str = "", question_id: QuestionId | None = None, *, chair: bool = False
    ) -> tuple[Sequence[Candidate], Sequence[Candidate]]:
        """All agencies, and those likely for the words of a question. chair: he is offered last."""
        found: Sequence[Candidate] = candidates.agencies(desk.conference.db)
        likely = likely_among(desk, found, words, question_id) if words else ()
        if chair:
            found, likely = [*found, CHAIR], [*likely, CHAIR]
        self.set_candidates(found)
        return found, likely

    def show_agency(self, agency_id: int | None) -> None:
        """Put an agency's name into the field, or empty it."""
        self.clear()
        if agency_id is not None:
            self.take_id(agency_id)
        self.setCursorPosition(0)  # a long name is known by its beginning
        self.close_list()

    def show_words(self, words: str) -> None:
        """Put words into the field; the name of an agency of the list is that agency."""
        self.show_agency(next((candidate.id for candidate in self.candidates() if candidate.text == words), None))
        if self.chosen() is None:
            self.setText(words)


class RespondentPicker(_Picker):
    """Finds who speaks; a name that fits nobody is kept as given: "Ông Trần Bình Minh, Phó Giám đốc"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setPlaceholderText("Xưng hô, họ tên, chức vụ")
        self._people: dict[int, Person] = {}

    def load(
        self, desk: Desk, agency_id: int | None, asker_id: int | None = None
    ) -> tuple[Sequence[Candidate], Sequence[Candidate]]:
        """Everybody known but who asked, people of the agency first; those are offered at once."""
        people = sorted(lists.people(desk.conference.db), key=lambda person: person.agency_id != agency_id)
        self._people = {person.id: person for person in people}
        people = [person for person in people if person.id != asker_id]
        own = [_candidate(person) for person in people if agency_id and person.agency_id == agency_id]
        return [_candidate(person) for person in people], own

    def person(self) -> Person | None:
        """Who stands in the field: somebody known, else a new person; None if it is empty."""
        chosen = self.chosen()
        if chosen is not None:
            return self._people.get(chosen.id)
        return person_of(self.text(), {person.honorific for person in self._people.values()})


def person_of(words: str, known_honorifics: set[str] | frozenset[str] = frozenset()) -> Person | None:
    """A new person of typed words: honorific if it is one in use, name up to the first comma, the rest is the title."""
    head, _, title = clean_line(words).partition(",")
    name = head.strip()
    if not name:
        return None
    person = Person(id=PersonId(NEW), name=name, title=title.strip(), on_roster=False)
    for honorific in sorted({*HONORIFICS, *known_honorifics} - {""}, key=len, reverse=True):
        start = name[: len(honorific) + 1]
        if start.casefold() == f"{honorific} ".casefold() and name[len(start) :].strip():
            return replace(person, honorific=start.strip(), name=name[len(start) :].strip())
    return person


def _candidate(person: Person) -> Candidate:
    shown = labels.full_name(person.honorific, person.name)
    return prepare(person.id, shown, person.title or person.unit, (person.name,))
