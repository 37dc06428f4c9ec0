"""What the programme says now: which item runs, for how long, and which comes next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from app.domain.agenda import AgendaItem, AgendaStatus
from app.domain.records import dataclass
from app.queries.floor import AgendaRow


class Stage(StrEnum):
    """What became of an item so far."""

    TO_COME = "to_come"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    PARKED = "parked"


STAGE_WORDS = {
    Stage.TO_COME: "chưa tới",
    Stage.RUNNING: "đang diễn ra",
    Stage.DONE: "đã xong",
    Stage.SKIPPED: "bỏ qua",
    Stage.PARKED: "để lại sau",
}
STAGE_ICONS = {
    Stage.TO_COME: "timer-sand",
    Stage.RUNNING: "broadcast",
    Stage.DONE: "check-circle",
    Stage.SKIPPED: "cancel",
    Stage.PARKED: "archive-outline",
}


def stage_of(item: AgendaItem) -> Stage:
    if item.started_at and not item.ended_at:
        return Stage.RUNNING
    if item.ended_at:
        return Stage.DONE
    match item.status:
        case AgendaStatus.SKIPPED:
            return Stage.SKIPPED
        case AgendaStatus.PARKED:
            return Stage.PARKED
        case AgendaStatus.PLANNED:
            return Stage.TO_COME


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of the programme. place: its number, from 1. spent: minutes it has run; planned: with those given."""

    place: int
    item: AgendaItem
    stage: Stage
    start: str
    spent: int
    planned: int

    @property
    def over(self) -> int:
        """Minutes above the plan, never negative; 0 without a plan."""
        return max(self.spent - self.planned, 0) if self.planned else 0

    @property
    def share(self) -> float:
        return min(self.spent / self.planned, 1.0) if self.planned else 0.0

    def minutes(self) -> str:
        """Run and planned: "67′ / 125′"; before it began only the plan, without a plan only what it has run."""
        if self.stage is Stage.TO_COME or (not self.spent and self.stage is not Stage.RUNNING):
            return f"{self.planned}′" if self.planned else ""
        return f"{self.spent}′ / {self.planned}′" if self.planned else f"{self.spent}′"


@dataclass(frozen=True, slots=True)
class Programme:
    """current: the running item; before the first and between two items the one that comes is `following` alone."""

    lines: tuple[AgendaLine, ...]
    current: AgendaLine | None
    following: AgendaLine | None


def programme(rows: Sequence[AgendaRow], now: datetime) -> Programme:
    lines = tuple(_line(place, row, now) for place, row in enumerate(rows, start=1))
    current = next((line for line in lines if line.stage is Stage.RUNNING), None)
    after = lines[current.place :] if current else lines
    following = next((line for line in after if line.stage is Stage.TO_COME), None)
    return Programme(lines, current, following)


def _line(place: int, row: AgendaRow, now: datetime) -> AgendaLine:
    item = row.item
    spent = int(((item.ended_at or now) - item.started_at).total_seconds() // 60) if item.started_at else 0
    planned = max(item.planned_minutes + item.extra_minutes, 0)
    return AgendaLine(place, item, stage_of(item), row.planned_start, max(spent, 0), planned)
