"""Agenda items: kinds, planned and actual times. Reordering never touches recorded times."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.ids import NEW, AgendaItemId, PersonId
from app.domain.records import dataclass


class AgendaKind(StrEnum):
    """What happens during an item."""

    ARTS = "arts"
    INTRODUCTION = "introduction"
    OPENING = "opening"
    FILM = "film"
    REPORT = "report"
    DIALOGUE = "dialogue"
    PAPER = "paper"
    BREAK = "break"
    GIFTS = "gifts"
    CONCLUSION = "conclusion"
    CLOSING = "closing"
    OTHER = "other"


class AgendaStatus(StrEnum):
    """Whether an item is still to come, was left out or is put aside; running and done follow from its times."""

    PLANNED = "planned"
    SKIPPED = "skipped"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the programme.

    planned_start: "HH:MM" of a fixed start, empty when linked to the item before. planned_minutes: 0 = not stated.
    note and script are private (secretariat, MC). started_at/ended_at: actual times, UTC.
    """

    id: AgendaItemId = AgendaItemId(NEW)
    position: int = 0
    kind: AgendaKind = AgendaKind.OTHER
    status: AgendaStatus = AgendaStatus.PLANNED
    title: str = ""
    responsible: str = ""
    person_id: PersonId | None = None
    planned_start: str = ""
    planned_minutes: int = 0
    extra_minutes: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""
    script: str = ""
