"""Where a question goes when it is moved in the list: before which other question of the whole queue. Pure.

A move never crosses groups: groups follow from site or topic, and a question cannot be dragged to another site.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import islice

from app.domain.ids import QuestionId
from app.domain.question import ENDED, ON_FLOOR
from app.domain.records import dataclass
from app.queries.kept_queue import KeptQueue
from app.queries.queue import QueueRow
from ui.operator.queue_lines import DONE, IN_ORDER, Line, QuestionLine, QueueGroups

_SETTLED = ENDED | ON_FLOOR
"""What stands above the first question that still moves."""


class Step(StrEnum):
    """The four moves of the keyboard."""

    UP = "up"
    DOWN = "down"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Target:
    """before None: to the end of the whole queue."""

    before: QuestionId | None


class QueueOrder:
    """The whole queue and its groups."""

    def __init__(self, queue: KeptQueue, groups: QueueGroups) -> None:
        self._queue = queue
        self._groups = groups

    def step(self, row: QueueRow, step: Step) -> Target | None:
        """The target of a key; None where there is nowhere to go."""
        members, place = self._groups.members(row)
        last = len(members) - 1
        match step:
            case Step.UP:
                return Target(members[place - 1].row.id) if place else None
            case Step.DOWN:
                return self._behind(members[place + 1].row, row) if place < last else None
            case Step.TOP:
                movable = (line.row for line in islice(members, place) if line.row.question.state not in _SETTLED)
                first = next(movable, None)
                return Target(first.id) if first is not None else None
            case Step.BOTTOM:
                return self._behind(members[-1].row, row) if place < last else None

    def drop(self, row: QueueRow, lines: Sequence[Line], before_key: int | str | None) -> Target | None:
        """The target of a drop before one of the lines shown (None: below the last); None where it may not go."""
        members, own = self._groups.members(row)
        group = _family(members[own])
        place = next((i for i, line in enumerate(lines) if line.key == before_key), len(lines))
        below = lines[place] if place < len(lines) else None
        if isinstance(below, QuestionLine) and _family(below) == group:
            return self._unless_there(row, Target(below.row.id))
        above = (lines[i] for i in range(place - 1, -1, -1))
        last = next((line for line in above if isinstance(line, QuestionLine)), None)
        if last is not None and _family(last) == group:
            return self._unless_there(row, self._behind(last.row, row))
        return None

    def _unless_there(self, row: QueueRow, target: Target) -> Target | None:
        follower = self._queue.follower(row)
        return None if target.before in {row.id, follower.id if follower else None} else target

    def _behind(self, row: QueueRow, moved: QueueRow) -> Target:
        if row.id == moved.id:
            return Target(row.id)
        follower = self._queue.follower(row)
        if follower is not None and follower.id == moved.id:
            follower = self._queue.follower(follower)
        return Target(follower.id if follower else None)


def _family(line: QuestionLine) -> str:
    """What is over at the top is folded away, but belongs to the same order."""
    return IN_ORDER if line.group == DONE else line.group
