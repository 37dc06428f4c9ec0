"""The queue as lines on the screen: groups and the questions in them. Pure; sorts nothing, so that nothing reorders.

A question changes its place only when somebody moves it: groups follow from its site or topic, never from its stage.
The one exception folds, but does not move: what is over at the very top is put together as "Đã xong trước đó".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import compress, count
from operator import is_not
from typing import TypeAlias

from app.domain.question import ENDED
from app.domain.text import fold
from app.queries.queue import QueueRow


class Grouping(StrEnum):
    """What the groups are made of."""

    SITE = "site"
    TOPIC = "topic"
    NONE = "none"


DONE = "group/done"
IN_ORDER = "group/order"
_QUEUE = (IN_ORDER, "Theo thứ tự hỏi")
GROUPING_WORDS: Mapping[Grouping, str] = {
    Grouping.SITE: "Nhóm theo điểm cầu",
    Grouping.TOPIC: "Nhóm theo lĩnh vực",
    Grouping.NONE: "Không nhóm",
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A heading. key tells it from questions, whose keys are their ids."""

    key: str
    title: str
    count: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question under its heading."""

    row: QueueRow
    group: str

    @property
    def key(self) -> int:
        return self.row.question.id


Line: TypeAlias = GroupLine | QuestionLine


def line_key(line: Line) -> int | str:
    return line.key


class QueueGroups:
    """The queue in its groups, made once for its rows; filtering and folding then only leave lines out.

    before: the groups of the same queue a moment ago. Rows that are the same objects keep their lines, so that the
    list paints again only what an act has changed.
    """

    def __init__(self, rows: Sequence[QueueRow], grouping: Grouping, before: QueueGroups | None = None) -> None:
        self.rows = rows
        self.grouping = grouping
        known = before if before is not None and before.grouping is grouping else None
        if known is None or not self._take_over(known):
            self._make(known)

    def _make(self, before: QueueGroups | None) -> None:
        """Rows that were there before keep their group and, where they stay in it, their line."""
        former = (
            dict(zip(map(id, before.rows), zip(before.homes, before.made, strict=True), strict=True)) if before else {}
        )
        known = [former.get(id(row)) for row in self.rows]
        self.homes: list[tuple[str, str]] = [
            found[0] if found else _group_of(row, self.grouping) for row, found in zip(self.rows, known, strict=True)
        ]
        self.members: dict[tuple[str, str], list[int]] = {_QUEUE: []}
        for place, home in enumerate(self.homes):
            self.members.setdefault(home, []).append(place)
        self.over = self._count_over()
        over = set(self.members[_QUEUE][: self.over])
        self.made: list[QuestionLine] = []
        for place, (row, found) in enumerate(zip(self.rows, known, strict=True)):
            group = DONE if place in over else self.homes[place][0]
            self.made.append(found[1] if found and found[1].group == group else QuestionLine(row, group))
        self.keys = [row.key for row in self.rows]

    def _take_over(self, before: QueueGroups) -> bool:
        """Whether every question stands where it stood: then only the lines of changed rows are made anew."""
        if len(before.rows) != len(self.rows):
            return False
        changed = list(compress(count(), map(is_not, before.rows, self.rows)))
        if any(
            self.rows[place].id != before.rows[place].id
            or _group_of(self.rows[place], self.grouping) != before.homes[place]
            for place in changed
        ):
            return False
        self.homes, self.members = before.homes, before.members
        self.over = self._count_over()
        if self.over != before.over:
            return False
        self.made, self.keys = list(before.made), list(before.keys)
        for place in changed:
            self.made[place] = QuestionLine(self.rows[place], self.made[place].group)
            self.keys[place] = self.rows[place].key
        return True

    def lines(self, closed: Collection[str], filter_text: str = "") -> tuple[Line, ...]:
        """Headings and questions in the order of the queue. While a filter is set every group with a hit is open."""
        words = fold(filter_text).split()
        groups = self._groups()
        shown: list[Line] = []
        for key, title, members in groups:
            hits = members
            for word in words:
                hits = [place for place in hits if word in self.keys[place]]
            if not hits:
                continue
            is_open = bool(words) or key not in closed
            if len(groups) > 1 or key != IN_ORDER:
                shown.append(_heading(key, title, len(hits), is_open))
            if is_open:
                shown.extend([self.made[place] for place in hits])
        return tuple(shown)

    def _groups(self) -> list[tuple[str, str, list[int]]]:
        """Key, title and places of every group that is not empty; what is over at the top first."""
        in_order = self.members[_QUEUE]
        groups = [(DONE, "Đã xong trước đó", in_order[: self.over]), (*_QUEUE, in_order[self.over :])]
        groups += [(*home, found) for home, found in self.members.items() if home != _QUEUE]
        return [group for group in groups if group[2]]

    def _count_over(self) -> int:
        return _over_at_the_top(self.rows[place] for place in self.members[_QUEUE])


def queue_lines(
    rows: Sequence[QueueRow], grouping: Grouping, closed: Collection[str], filter_text: str = ""
) -> tuple[Line, ...]:
    """The lines of a queue that is looked at once."""
    return QueueGroups(rows, grouping).lines(closed, filter_text)


@lru_cache(maxsize=256)
def _heading(key: str, title: str, count: int, is_open: bool) -> GroupLine:
    """The same words are the same object, so that the list sees that nothing has changed."""
    return GroupLine(key, title, count, is_open)


def _group_of(row: QueueRow, grouping: Grouping) -> tuple[str, str]:
    if grouping is Grouping.SITE and row.is_remote:
        return f"group/site/{row.question.site_id}", row.site
    if grouping is Grouping.TOPIC and row.topic:
        return f"group/topic/{row.question.topic_id}", row.topic
    return _QUEUE


def _over_at_the_top(rows: Iterable[QueueRow]) -> int:
    """How many of the first questions are over and done with; the last of them stays in sight."""
    count = 0
    for row in rows:
        if row.question.state not in ENDED or row.is_current or row.is_live:
            break
        count += 1
    return max(count - 1, 0)
