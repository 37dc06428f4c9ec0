"""Turns at the microphone and their clocks: always a difference of stored times, never a counter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.ids import NEW, AgendaItemId, AnswerId, PersonId, QuestionId, SpeechId
from app.domain.records import dataclass


class SpeechKind(StrEnum):
    """What the speaker does."""

    ASKING = "asking"
    ANSWERING = "answering"
    CONCLUDING = "concluding"
    INTERJECTING = "interjecting"
    PRESENTING = "presenting"


@dataclass(frozen=True, slots=True)
class Speech:
    """One turn: from started_at to ended_at (None while it runs), UTC.

    limit_s: speaking limit in seconds, 0 = none. resumes_id: the interrupted turn this one carries on.
    started_mono_ms: the monotonic clock at the start, to notice a wall clock that was changed.
    """

    id: SpeechId = SpeechId(NEW)
    kind: SpeechKind = SpeechKind.ASKING
    question_id: QuestionId | None = None
    agenda_item_id: AgendaItemId | None = None
    answer_id: AnswerId | None = None
    person_id: PersonId | None = None
    started_at: datetime | None = None
    started_mono_ms: int = 0
    ended_at: datetime | None = None
    limit_s: int = 0
    resumes_id: SpeechId | None = None

    @property
    def is_open(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    def spoken(self, now: datetime) -> timedelta:
        """Time spoken up to now, never negative (the wall clock may have been set back)."""
        if self.started_at is None:
            return timedelta()
        return max((self.ended_at or now) - self.started_at, timedelta())

    def started_earlier(self, seconds: int, now: datetime) -> datetime:
        """Start moved by seconds (positive = earlier), kept at or before its end or now."""
        latest = self.ended_at or now
        start = self.started_at or now
        return min(start - timedelta(seconds=seconds), latest)


def spoken_total(speeches: Iterable[Speech], now: datetime) -> timedelta:
    """Sum of several turns, e.g. an interrupted answer and its continuation."""
    return sum((speech.spoken(now) for speech in speeches), timedelta())
