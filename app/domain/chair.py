"""What the chair's own screen shows. Holds private texts: no card of the hall, and the hall's painter refuses it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.records import dataclass


class QuietMessage(StrEnum):
    """Words the secretary may pass to the chair without a sound; they go to the chair's screen and nowhere else."""

    CONCLUDE = "conclude"
    ONE_MINUTE = "one_minute"
    OVER_TIME = "over_time"
    NEXT_QUESTION = "next_question"
    BREAK = "break"
    LINE_LOST = "line_lost"


@dataclass(frozen=True, slots=True)
class ChairQuestion:
    """A question as the chair needs it: the gist, who asks, who answers."""

    number: int
    text: str
    asker: str
    agency: str


@dataclass(frozen=True, slots=True)
class ChairCard:
    """The question in the room with its prepared answer, the clock of the turn, and the three that follow.

    ends_at None: no limit; stopped_at: the clock rests there. All instants UTC.
    """

    current: ChairQuestion | None
    step: str
    prepared: str
    following: tuple[ChairQuestion, ...]
    started_at: datetime | None = None
    ends_at: datetime | None = None
    stopped_at: datetime | None = None
