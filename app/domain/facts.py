"""The facts of one conference, and where the room is now. One row each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.due import NO_DUE, Due
from app.domain.ids import AgendaItemId, AnswerId, QuestionId
from app.domain.records import dataclass


class ConferenceKind(StrEnum):
    """A dialogue of questions, or a workshop of papers (hội thảo)."""

    DIALOGUE = "dialogue"
    WORKSHOP = "workshop"


class Level(StrEnum):
    """Level of government that holds it; districts existed until 30/6/2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class MeetingForm(StrEnum):
    """Article 6 of Decree 13/2021, and the mixed form that really happens."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    MIXED = "mixed"


class Mode(StrEnum):
    """Phase of work; in LIVE there is no dialog, no setting, no bulk delete (product.md 4.1).

    REHEARSAL: the file is a copy made for a rehearsal, and stays one.
    """

    PREPARING = "preparing"
    REHEARSAL = "rehearsal"
    LIVE = "live"
    AFTER = "after"


class Issuer(StrEnum):
    """Who issues the concluding notice."""

    OFFICE = "office"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conference is. planned: time as the plan words it; held_on: the day it took place.

    parent_organ / organ: the two lines of the letterhead. place_name: địa danh before the date on paper.
    code: prefix of the question codes ("ĐT2024"). ask_limit_s / answer_limit_s: speaking limits in seconds.
    hall_depth_dm / picture_height_dm: metres times ten, for the smallest readable letter.
    """

    id: int = 1
    kind: ConferenceKind = ConferenceKind.DIALOGUE
    level: Level = Level.PROVINCE
    mode: Mode = Mode.PREPARING
    name: str = ""
    theme: str = ""
    occasion: str = ""
    form: MeetingForm = MeetingForm.IN_PERSON
    province: str = ""
    held_on: date | None = None
    day_part: str = ""
    planned: Due = NO_DUE
    place: str = ""
    place_name: str = ""
    parent_organ: str = ""
    organ: str = ""
    notice_issuer: Issuer = Issuer.OFFICE
    minutes_symbol: str = ""
    notice_symbol: str = ""
    code: str = ""
    youth_count: str = ""
    opinion_topics: str = ""
    is_complex: bool = False
    ask_limit_s: int = 120
    answer_limit_s: int = 180
    conclude_limit_s: int = 0
    hall_depth_dm: int = 200
    picture_height_dm: int = 25
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    list_closed_at: datetime | None = None
    minutes_finalised_at: datetime | None = None
    books_closed_at: datetime | None = None

    @property
    def phase(self) -> Mode:
        """The mode; a rehearsal keeps its mode to its end and goes through the phases by its times."""
        if self.mode is not Mode.REHEARSAL:
            return self.mode
        if self.opened_at is None:
            return Mode.PREPARING
        return Mode.LIVE if self.ended_at is None else Mode.AFTER

    @property
    def days_to_publish(self) -> int:
        """Calendar days in which the conclusions must be public (Law on Youth 57/2020/QH14, Article 10 clause 3)."""
        return 15 if self.is_complex else 10

    @property
    def publish_by(self) -> date | None:
        """The last of these days; None where the day is unknown, and for a workshop, of which the law says nothing."""
        if self.held_on is None or self.kind is ConferenceKind.WORKSHOP:
            return None
        return self.held_on + timedelta(days=self.days_to_publish)


@dataclass(frozen=True, slots=True)
class Floor:
    """What happens in the room now: the pointer ● of the console. Browsing never moves it."""

    id: int = 1
    question_id: QuestionId | None = None
    answer_id: AnswerId | None = None
    agenda_item_id: AgendaItemId | None = None
