"""When the conference will end: from the programme, the clock, and the rhythm of the questions of this dialogue."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from app.domain.agenda import AgendaItem, AgendaKind, AgendaStatus
from app.domain.clock import local
from app.domain.question import ON_FLOOR, QuestionState
from app.domain.records import dataclass
from app.queries import queue
from app.queries.floor import minute_of_day
from db import tables
from db.database import Database

ENOUGH_FOR_A_RHYTHM = 3
"""Before that many questions are done the programme tells better than they do when the dialogue will end."""
_SPAN = (
    "SELECT min(speech.started_at), max(coalesce(speech.ended_at, ?)) FROM speech "
    "JOIN question ON question.id = question_id WHERE question.state IN (SELECT value FROM json_each(?)) "
    "AND speech.started_at IS NOT NULL GROUP BY question.id"
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """end: when the programme will be through, UTC. late: against the plan as it stood; negative: early.

    fits, waiting: how many of the waiting questions the running dialogue has time for; waiting 0 where that is unknown.
    pace: from one question to the next in this dialogue, zero where it is unknown.
    """

    end: datetime
    late: timedelta = timedelta()
    fits: int = 0
    waiting: int = 0
    pace: timedelta = timedelta()

    @property
    def late_minutes(self) -> int:
        return round(self.late.total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """pace: mean time of a question. left: what the one on the floor will still take. done: questions it rests on."""

    pace: timedelta
    left: timedelta
    waiting: int
    done: int


def forecast(db: Database, now: datetime) -> Forecast | None:
    """None without a programme, before any item has a planned or an actual start, or where the plan has no length.

    What is still to come takes its planned minutes (with those given during the event); the running item ends no
    earlier than now, a dialogue when its waiting questions are through; what was skipped or parked saves its time.
    """
    items = list(tables.AGENDA_ITEMS.all(db, "position, id"))
    planned_end = _planned_end(items, now)
    if planned_end is None:
        return None
    items = [item for item in items if item.status is AgendaStatus.PLANNED]
    running = next((item for item in items if item.started_at and not item.ended_at), None)
    rhythm = _rhythm(db, running, now) if running and running.kind is AgendaKind.DIALOGUE else None
    end = _expected_end(items, now, _through(db, running, rhythm, now) if running and rhythm else None)
    if end is None:
        return Forecast(planned_end)
    if rhythm is None or running is None or not rhythm.waiting:
        return Forecast(end, end - planned_end)
    room = max(_ends(running) - now - rhythm.left, timedelta())
    fits = min(rhythm.waiting, room // rhythm.pace)
    return Forecast(end, end - planned_end, fits, rhythm.waiting, rhythm.pace)


def _planned_end(items: list[AgendaItem], now: datetime) -> datetime | None:
    """By the plan alone: the last fixed start and all minutes after it. A plan that ends as it begins tells nothing."""
    minute, begins = None, None
    for item in items:
        fixed = minute_of_day(item.planned_start)
        minute = fixed if fixed is not None else minute
        begins = minute if begins is None else begins
        if minute is not None:
            minute += item.planned_minutes
    if minute == begins and not any(item.planned_minutes for item in items):
        return None
    if minute is None:
        first = min((item.started_at for item in items if item.started_at), default=None)
        return first + timedelta(minutes=sum(item.planned_minutes for item in items)) if first else None
    began = min((item.started_at for item in items if item.started_at), default=now)
    midnight = local(began).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(minutes=minute)


def _expected_end(items: list[AgendaItem], now: datetime, through: datetime | None) -> datetime | None:
    """through: when the running dialogue will have heard its questions, if their rhythm tells."""
    if not any(item.started_at for item in items):
        return None
    last_ended = max((item.ended_at for item in items if item.ended_at), default=now)
    if all(item.ended_at for item in items):
        return last_ended
    at = now
    for item in items:
        if item.ended_at is None:
            ends = (through or _ends(item)) if item.started_at else at + _minutes(item)
            at = max(at, ends)
    return at


def _through(db: Database, running: AgendaItem, rhythm: _Rhythm, now: datetime) -> datetime | None:
    """Until the list is closed more may be asked: then a dialogue ends no earlier than planned."""
    if rhythm.done < ENOUGH_FOR_A_RHYTHM:
        return None
    through = now + rhythm.left + rhythm.waiting * rhythm.pace
    facts = tables.FACTS.find(db, 1)
    return through if facts and facts.list_closed_at else max(through, _ends(running))


def _rhythm(db: Database, running: AgendaItem, now: datetime) -> _Rhythm | None:
    """From the questions done since the dialogue began, pauses between them included; else from those of before."""
    done = _spans(db, frozenset({QuestionState.FINISHED}), now)
    here = [(began, ended) for began, ended in done if running.started_at and ended > running.started_at]
    if here:
        pace = (max(ended for _, ended in here) - min(began for began, _ in here)) / len(here)
    elif done:
        pace = sum((ended - began for began, ended in done), timedelta()) / len(done)
    else:
        return None
    if pace <= timedelta():
        return None
    since = max((ended for _, ended in here), default=now)
    spent = max((now - max(began, since) for began, _ in _spans(db, ON_FLOOR, now)), default=None)
    left = max(pace - spent, timedelta()) if spent is not None else timedelta()
    return _Rhythm(pace, left, queue.counts(db).waiting, len(here))


def _spans(db: Database, states: frozenset[QuestionState], now: datetime) -> list[tuple[datetime, datetime]]:
    """From the first to the last word of each question in one of these stages."""
    found = db.execute(_SPAN, [now.isoformat(), json.dumps(sorted(states))]).fetchall()
    return [(datetime.fromisoformat(began), datetime.fromisoformat(ended)) for began, ended in found]


def _minutes(item: AgendaItem) -> timedelta:
    return timedelta(minutes=item.planned_minutes + item.extra_minutes)


def _ends(item: AgendaItem) -> datetime:
    """By the plan, of an item that has begun."""
    assert item.started_at is not None
    return item.started_at + _minutes(item)
