"""Identifiers: 64-bit integers, the station (laptop) in the high bits, so captures merge without renumbering."""

from __future__ import annotations

from typing import NewType

STATION_SHIFT = 40
"""Bits below the station number: 2**40 rows for one laptop and table."""

EventId = NewType("EventId", int)
QuestionId = NewType("QuestionId", int)
PetitionId = NewType("PetitionId", int)
AnswerId = NewType("AnswerId", int)
SpeechId = NewType("SpeechId", int)
PersonId = NewType("PersonId", int)
AgencyId = NewType("AgencyId", int)
SiteId = NewType("SiteId", int)
TopicId = NewType("TopicId", int)
AgendaItemId = NewType("AgendaItemId", int)
CommitmentId = NewType("CommitmentId", int)
ConclusionId = NewType("ConclusionId", int)

NEW = 0
"""Id of a record that has not been stored yet."""


def station_range(station: int) -> tuple[int, int]:
    """Lowest and highest row id that a station may give out (station 0 is the main desk)."""
    low = station << STATION_SHIFT
    return low + 1, low + (1 << STATION_SHIFT) - 1
