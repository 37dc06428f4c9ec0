"""What a plan (kế hoạch) proposes for a conference, thing by thing. Nothing is taken before somebody accepts it."""

from __future__ import annotations

from enum import StrEnum

from app.domain.agenda import AgendaKind
from app.domain.ids import AgencyId
from app.domain.records import dataclass


class ProposalKind(StrEnum):
    """What a proposal becomes once it is accepted, in the order in which they are shown."""

    FACT = "fact"
    TOPIC = "topic"
    AGENDA = "agenda"
    PARTICIPANT = "participant"
    YOUTH_GROUP = "youth_group"
    CHAIR = "chair"
    AGENCY = "agency"
    DUTY = "duty"
    RECIPIENT = "recipient"
    SIGNER = "signer"
    LEGAL_TEXT = "legal_text"


class PlanFact(StrEnum):
    """Facts of the conference that a plan states; the value is the field's name."""

    NAME = "name"
    THEME = "theme"
    LEVEL = "level"
    PROVINCE = "province"
    FORM = "form"
    PLANNED = "planned"
    HELD_ON = "held_on"
    PLACE = "place"
    PLACE_NAME = "place_name"
    YOUTH_COUNT = "youth_count"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing the plan says.

    line: where it stands, from 1; source: that line as written. text: what would be stored, may be edited before.
    who: the body a duty or an item is given to, as the plan calls it; of a body, its other spellings there.
    agency_id: that body in the list, if known. detail: what goes with it: the rest of a time, the deadline of a duty,
    the note of an item, the lines over a signature. script: what the host may say. is_there: nothing to be taken.
    """

    number: int
    kind: ProposalKind
    text: str
    fact: PlanFact | None = None
    who: str = ""
    detail: str = ""
    script: str = ""
    item_kind: AgendaKind = AgendaKind.OTHER
    line: int = 0
    source: str = ""
    agency_id: AgencyId | None = None
    is_there: bool = False
