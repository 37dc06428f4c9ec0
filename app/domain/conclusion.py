"""The chair's directions as objects, the legal texts cited, and what stands around them on the notice."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.due import NO_DUE, Due
from app.domain.ids import NEW, AgencyId, ConclusionId, QuestionId
from app.domain.records import dataclass
from app.domain.roster import Rank


class Verb(StrEnum):
    """How a task is given; the verb carries the hierarchy (domain.md 4.2)."""

    NONE = "none"
    REQUIRE = "require"
    ASSIGN = "assign"
    REQUEST = "request"


class Section(StrEnum):
    """Place in the notice: general tasks first, then by agency, then requests to bodies that are not subordinate."""

    GENERAL = "general"
    AGENCY = "agency"
    REQUEST = "request"


def verb_for(rank: Rank | None) -> Verb:
    """The verb carries the hierarchy (domain.md 4.2): bodies that are no subordinates are requested."""
    return Verb.REQUEST if rank in {Rank.INDEPENDENT, Rank.SUPERIOR} else Verb.ASSIGN


def section_for(verb: Verb, *, has_lead: bool) -> Section:
    """Where a task stands in the notice."""
    return Section.REQUEST if verb is Verb.REQUEST else Section.AGENCY if has_lead else Section.GENERAL


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One direction of the chair. lead_text: addressees as spoken where they are no single agency of the list."""

    id: ConclusionId = ConclusionId(NEW)
    position: int = 0
    section: Section = Section.GENERAL
    verb: Verb = Verb.NONE
    lead_text: str = ""
    text: str = ""
    due: Due = NO_DUE
    question_id: QuestionId | None = None


class Part(StrEnum):
    """Part of an agency in a task: leads (chủ trì) or supports (phối hợp)."""

    LEAD = "lead"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class ConclusionAgency:
    """An agency that leads or supports a task."""

    id: int = NEW
    conclusion_id: ConclusionId = ConclusionId(NEW)
    agency_id: AgencyId = AgencyId(NEW)
    part: Part = Part.LEAD
    position: int = 0


@dataclass(frozen=True, slots=True)
class LegalText:
    """A law, decree or decision. full: first mention; short: later mentions."""

    id: int = NEW
    full: str = ""
    short: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class LegalCitation:
    """Where a legal text was cited: the question (its words or its answers) or a direction."""

    id: int = NEW
    legal_text_id: int = NEW
    question_id: QuestionId | None = None
    conclusion_id: ConclusionId | None = None
