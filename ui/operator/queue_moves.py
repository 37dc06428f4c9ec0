"""Where a question goes when it is moved in the list: before which other question of the whole queue. Pure.

A move never crosses groups: groups follow from site or topic, and a question cannot be dragged to another site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import QuestionId
from app.domain.question import ENDED, ON_FLOOR
from app.queries.queue import QueueRow
from ui.operator.queue_lines import DONE, IN_ORDER, Line, QuestionLine


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
    """The whole queue and the lines shown of it."""

    def __init__(self, rows: Sequence[QueueRow], lines: Sequence[Line]) -> None:
        self._rows = rows
        self._lines = lines

    def step(self, question_id: int, step: Step) -> Target | None:
        """The target of a key; None where there is nowhere to go."""
        members = self._members(question_id)
        place = next((i for i, row in enumerate(members) if row.question.id == question_id), None)
        if place is None:
            return None
        match step:
            case Step.UP:
                return Target(members[place - 1].id) if place else None
            case Step.DOWN:
                return self._behind(members[place + 1], question_id) if place + 1 < len(members) else None
            case Step.TOP:
                first = next((row for row in members if row.question.state not in ENDED | ON_FLOOR), None)
                above = first is not None and members.index(first) < place
                return Target(first.id) if first is not None and above else None
            case Step.BOTTOM:
                return self._behind(members[-1], question_id) if place + 1 < len(members) else None

    def drop(self, question_id: int, before_key: int | str | None) -> Target | None:
        """The target of a drop before a line (None: below the last); None where it may not go."""
        group = self._group(question_id)
        place = next((i for i, line in enumerate(self._lines) if line.key == before_key), len(self._lines))
        above, below = self._lines[:place], self._lines[place:]
        if below and isinstance(below[0], QuestionLine) and _family(below[0].group) == group:
            return self._unless_there(question_id, Target(below[0].row.id))
        last = next((line for line in reversed(above) if isinstance(line, QuestionLine)), None)
        if last is not None and _family(last.group) == group:
            return self._unless_there(question_id, self._behind(last.row, question_id))
        return None

    def _unless_there(self, question_id: int, target: Target) -> Target | None:
        rows = [row.id for row in self._rows]
        place = rows.index(QuestionId(question_id))
        follower = rows[place + 1] if place + 1 < len(rows) else None
        return None if target.before in {question_id, follower} else target

    def _behind(self, row: QueueRow, moved_id: int) -> Target:
        if row.id == moved_id:
            return Target(row.id)
        place = next(place for place, other in enumerate(self._rows) if other.question.id == row.id)
        following = (other.id for other in self._rows[place + 1 :] if other.id != moved_id)
        return Target(next(following, None))

    def _members(self, question_id: int) -> list[QueueRow]:
        """Every shown question of the same group, in order."""
        group = self._group(question_id)
        family = {IN_ORDER, DONE} if group == IN_ORDER else {group}
        return [line.row for line in self._lines if isinstance(line, QuestionLine) and line.group in family]

    def _group(self, question_id: int) -> str:
        for line in self._lines:
            if isinstance(line, QuestionLine) and line.row.question.id == question_id:
                return _family(line.group)
        return ""


def _family(group: str) -> str:
    """What is over at the top is folded away, but belongs to the same order."""
    return IN_ORDER if group == DONE else group
