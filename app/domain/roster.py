"""Who takes part: agencies with their aliases, sites, people and their roles, topics and youth groups."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.ids import NEW, AgencyId, PersonId, SiteId, TopicId
from app.domain.records import dataclass


class Rank(StrEnum):
    """Standing of a body towards the issuing committee; it decides between Giao and Đề nghị."""

    SUBORDINATE = "subordinate"
    INDEPENDENT = "independent"
    SUPERIOR = "superior"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that answers or is given tasks. keywords: words by which it is suggested, comma separated.

    Names change with reorganisations: valid_from/valid_to and successor_id are data, history keeps its names.
    """

    id: AgencyId = AgencyId(NEW)
    name: str = ""
    short_name: str = ""
    code: str = ""
    rank: Rank = Rank.SUBORDINATE
    parent_id: AgencyId | None = None
    keywords: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: AgencyId | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class AgencyAlias:
    """Another spelling of an agency's name met in papers."""

    id: int = NEW
    agency_id: AgencyId = AgencyId(NEW)
    alias: str = ""


class SiteKind(StrEnum):
    """The hall itself, or a place joined by video."""

    MAIN = "main"
    REMOTE = "remote"


class Signal(StrEnum):
    """State of a site's line."""

    GOOD = "good"
    UNSTABLE = "unstable"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Site:
    """A videoconference site (điểm cầu). contact_* are private."""

    id: SiteId = SiteId(NEW)
    name: str = ""
    kind: SiteKind = SiteKind.REMOTE
    signal: Signal = Signal.GOOD
    contact_name: str = ""
    contact_phone: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name. All personal data of the file is in this table (and free text), so that it can be erased.

    sort_name: overrides the given name for sorting (Ê Đê, M'Nông, Cơ Ho names). on_roster: known beforehand.
    agency_id: the agency a respondent speaks for. birth_year only, never a birth day.
    """

    id: PersonId = PersonId(NEW)
    honorific: str = ""
    name: str = ""
    sort_name: str = ""
    title: str = ""
    unit: str = ""
    agency_id: AgencyId | None = None
    site_id: SiteId | None = None
    youth_group_id: int | None = None
    birth_year: int | None = None
    phone: str = ""
    email: str = ""
    consent: str = ""
    on_roster: bool = True
    note: str = ""


class Role(StrEnum):
    """What a person does at the conference; one person may have several."""

    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    SECRETARY = "secretary"
    HOST = "host"
    GUEST = "guest"
    RESPONDENT = "respondent"
    DELEGATE = "delegate"


@dataclass(frozen=True, slots=True)
class PersonRole:
    """One role of one person; position orders people of the same role on paper."""

    id: int = NEW
    person_id: PersonId = PersonId(NEW)
    role: Role = Role.DELEGATE
    position: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of matters (nhóm vấn đề); parent_id makes sub-topics."""

    id: TopicId = TopicId(NEW)
    name: str = ""
    parent_id: TopicId | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class YouthGroup:
    """A kind of youth (students, workers, soldiers …) for the fairness figures."""

    id: int = NEW
    name: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """Counts of people by unit and site; never three hundred names."""

    id: int = NEW
    unit: str = ""
    site_id: SiteId | None = None
    invited: int = 0
    present: int = 0
    note: str = ""
