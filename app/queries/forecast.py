"""When the conference will end: from the programme, the clock, and how long questions have taken so far today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from app.domain.agenda import AgendaItem, AgendaKind, AgendaStatus
from app.domain.clock import local
from app.domain.question import QuestionState
from app.queries import queue
from app.queries.floor import minute_of_day
from db import tables


@dataclass(frozen=True, slots=True)
class Forecast:
    """end: when the programme will be through, UTC. late_minutes: against the plan; negative: early.

    fits, waiting: how many of the waiting questions the running dialogue has time for; waiting 0 where that is unknown.
    """

    end: datetime
    late_minutes: int
    fits: int = 0
    waiting: int = 0


def forecast(db: Database, now: datetime) -> Forecast | None:
    """None without a programme, or before any item has a planned or an actual start.

    What is still to come takes its planned minutes (with those given during the event); the running item ends no
    earlier than now.
    """
    items = [item for item in tables.AGENDA_ITEMS.all(db, "position, id") if item.status is AgendaStatus.PLANNED]
    planned_end = _planned_end(items, now)
    if planned_end is None:
        return None
    end = _expected_end(items, now)
    if end is None:
        return Forecast(planned_end, 0)
    late = round((end - planned_end).total_seconds() / 60)
    running = next((item for item in items if item.started_at and not item.ended_at), None)
    fits, waiting = _fitting(db, running, now) if running and running.kind is AgendaKind.DIALOGUE else (0, 0)
    return Forecast(end, late, fits, waiting)


def _planned_end(items: list[AgendaItem], now: datetime) -> datetime | None:
    """By the plan alone: the last fixed start and all minutes after it."""
    minute: int | None = None
    for item in items:
        fixed = minute_of_day(item.planned_start)
        minute = fixed if fixed is not None else minute
        if minute is not None:
            minute += item.planned_minutes
    if minute is None:
        first = next((item.started_at for item in items if item.started_at), None)
        return first + timedelta(minutes=sum(item.planned_minutes for item in items)) if first else None
    began = next((item.started_at for item in items if item.started_at), now)
    midnight = local(began).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(minutes=minute)


def _expected_end(items: list[AgendaItem], now: datetime) -> datetime | None:
    if not any(item.started_at for item in items):
        return None
    last_ended = max((item.ended_at for item in items if item.ended_at), default=now)
    if all(item.ended_at for item in items):
        return last_ended
    at = now
    for item in items:
        if item.ended_at is None:
            minutes = timedelta(minutes=item.planned_minutes + item.extra_minutes)
            at = max(at, item.started_at + minutes) if item.started_at else at + minutes
    return at


def _fitting(db: Database, running: AgendaItem, now: datetime) -> tuple[int, int]:
    """How many waiting questions the rest of the running item holds, at the mean pace of those finished today."""
    rows = db.execute(
        "SELECT min(speech.started_at), max(speech.ended_at) FROM speech JOIN question ON question.id = question_id "
        "WHERE question.state = ? GROUP BY question.id HAVING max(speech.ended_at) IS NOT NULL",
        [QuestionState.FINISHED.value],
    ).fetchall()
    spans = [(datetime.fromisoformat(b) - datetime.fromisoformat(a)).total_seconds() for a, b in rows]
    waiting = queue.counts(db).waiting
    if not spans or not waiting or running.started_at is None or sum(spans) <= 0:
        return 0, 0
    ends = running.started_at + timedelta(minutes=running.planned_minutes + running.extra_minutes)
    left = max(0.0, (ends - now).total_seconds())
    return min(waiting, int(left // (sum(spans) / len(spans)))), waiting
