"""The queue as lines on the screen: groups and the questions in them. Pure; sorts nothing, so that nothing reorders.

A question changes its place only when somebody moves it: groups follow from its site or topic, never from its stage.
The one exception folds, but does not move: what is over at the very top is put together as "Đã xong trước đó".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
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
        return self.row.id


Line: TypeAlias = GroupLine | QuestionLine


def line_key(line: Line) -> int | str:
    return line.key


class QueueGroups:
    """The queue in its groups, made once for its rows; filtering and folding then only leave lines out."""

    def __init__(self, rows: Sequence[QueueRow], grouping: Grouping) -> None:
        members: dict[str, list[QueueRow]] = {IN_ORDER: []}
        titles = {IN_ORDER: "Theo thứ tự hỏi"}
        for row in rows:
            key, title = _group_of(row, grouping)
            titles.setdefault(key, title)
            members.setdefault(key, []).append(row)
        over = _over_at_the_top(members[IN_ORDER])
        groups = [
            (DONE, "Đã xong trước đó", members[IN_ORDER][:over]),
            (IN_ORDER, titles[IN_ORDER], members[IN_ORDER][over:]),
        ]
        groups += [(key, titles[key], found) for key, found in members.items() if key != IN_ORDER]
        self._groups = [
            (key, title, [QuestionLine(row, key) for row in found]) for key, title, found in groups if found
        ]

    def lines(self, closed: Collection[str], filter_text: str = "") -> tuple[Line, ...]:
        """Headings and questions in the order of the queue. While a filter is set every group with a hit is open."""
        words = fold(filter_text).split()
        shown: list[Line] = []
        for key, title, members in self._groups:
            hits = members
            for word in words:
                hits = [line for line in hits if word in line.row.key]
            if not hits:
                continue
            is_open = bool(words) or key not in closed
            if len(self._groups) > 1 or key != IN_ORDER:
                shown.append(GroupLine(key, title, len(hits), is_open))
            if is_open:
                shown.extend(hits)
        return tuple(shown)


def queue_lines(
    rows: Sequence[QueueRow], grouping: Grouping, closed: Collection[str], filter_text: str = ""
) -> tuple[Line, ...]:
    """The lines of a queue that is looked at once."""
    return QueueGroups(rows, grouping).lines(closed, filter_text)


def _group_of(row: QueueRow, grouping: Grouping) -> tuple[str, str]:
    if grouping is Grouping.SITE and row.is_remote:
        return f"group/site/{row.question.site_id}", row.site
    if grouping is Grouping.TOPIC and row.topic:
        return f"group/topic/{row.question.topic_id}", row.topic
    return IN_ORDER, ""


def _over_at_the_top(rows: Iterable[QueueRow]) -> int:
    """How many of the first questions are over and done with; the last of them stays in sight."""
    count = 0
    for row in rows:
        if row.question.state not in ENDED or row.is_current or row.is_live:
            break
        count += 1
    return max(count - 1, 0)
