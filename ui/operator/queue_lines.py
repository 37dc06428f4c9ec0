"""The queue as lines on the screen: groups and the questions in them. Pure; sorts nothing, so that nothing reorders.

A question changes its place only when somebody moves it: groups follow from its site or topic, never from its stage.
The one exception folds, but does not move: what is over at the very top is put together as "Đã xong trước đó".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import compress, islice
from typing import NamedTuple, TypeAlias

from app.domain.question import ENDED
from app.domain.records import dataclass
from app.domain.text import fold
from app.queries.kept_queue import Step, place_of
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


class Shown(NamedTuple):
    """The lines of a list, at which places headings stand, and how many questions there are."""

    lines: Sequence[Line]
    headings: Sequence[int]
    questions: int


class _Group:
    """The questions under one heading in the order of the queue, and beside them their folded words for the filter."""

    __slots__ = ("key", "lines", "title", "words")

    def __init__(self, key: str, title: str) -> None:
        self.key, self.title = key, title
        self.lines: list[QuestionLine] = []
        self.words: list[str] = []

    def place(self, row: QueueRow) -> int:
        return bisect_left(self.lines, place_of(row), key=_place_of_line)

    def put(self, place: int, row: QueueRow) -> None:
        self.lines.insert(place, QuestionLine(row, self.key))
        self.words.insert(place, row.key)

    def remove(self, row: QueueRow) -> None:
        place = self.place(row)
        del self.lines[place], self.words[place]

    def overwrite(self, before: QueueRow, after: QueueRow) -> None:
        place = self.place(before)
        self.lines[place] = QuestionLine(after, self.lines[place].group)
        self.words[place] = after.key

    def hits(self, wanted: Sequence[str]) -> list[QuestionLine]:
        lines, words = self.lines, self.words
        for word in wanted:
            found = [word in text for text in words]
            lines, words = list(compress(lines, found)), list(compress(words, found))
        return lines


class QueueGroups:
    """The queue in its groups, made once for its rows; filtering and folding then only leave lines out.

    take_in() follows acts step by step. Questions that no step touched keep their lines as the same objects, so that
    the list paints again only what has changed.
    """

    def __init__(self, rows: Iterable[QueueRow], grouping: Grouping) -> None:
        self.grouping = grouping
        self._queue = _Group(*_QUEUE)
        self._groups: dict[str, _Group] = {IN_ORDER: self._queue}
        self._over = 0
        for row in rows:
            group = self._group_of(row)
            group.lines.append(QuestionLine(row, group.key))
            group.words.append(row.key)
        self._put_over_together(0)

    def take_in(self, steps: Sequence[Step]) -> None:
        for before, after in steps:
            old = self._group_of(before) if before is not None else None
            new = self._group_of(after) if after is not None else None
            if before and after and old and old is new and place_of(before) == place_of(after):
                old.overwrite(before, after)
                continue
            if before and old:
                old.remove(before)
            if after and new:
                new.put(new.place(after), after)
        self._put_over_together(self._over + len(steps))

    def members(self, row: QueueRow) -> tuple[Sequence[QuestionLine], int]:
        """Every question of its group in order, what is folded away at the top included, and its place among them."""
        group = self._group_of(row)
        return group.lines, group.place(row)

    def lines(self, closed: Collection[str], filter_text: str = "") -> Shown:
        """Headings and questions in the order of the queue. While a filter is set every group with a hit is open."""
        words = fold(filter_text).split()
        groups = [group for group in self._parted(words) if group[2]]
        lines: list[Line] = []
        headings: list[int] = []
        questions = 0
        for key, title, hits in groups:
            is_open = bool(words) or key not in closed
            if len(groups) > 1 or key != IN_ORDER:
                headings.append(len(lines))
                lines.append(_heading(key, title, len(hits), is_open))
            if is_open:
                lines += hits
                questions += len(hits)
        return Shown(lines, headings, questions)

    def _parted(self, words: Sequence[str]) -> Iterator[tuple[str, str, Sequence[QuestionLine]]]:
        """Key, title and questions of every group; what is over at the top first, then as their first questions."""
        hits = self._queue.hits(words)
        cut = bisect_left(hits, True, key=lambda line: line.group != DONE)
        yield DONE, "Đã xong trước đó", hits[:cut]
        yield *_QUEUE, hits[cut:]
        others = [group for group in self._groups.values() if group.lines and group is not self._queue]
        for group in sorted(others, key=lambda group: _place_of_line(group.lines[0])):
            yield group.key, group.title, group.hits(words)

    def _group_of(self, row: QueueRow) -> _Group:
        key, title = _home_of(row, self.grouping)
        return self._groups.get(key) or self._groups.setdefault(key, _Group(key, title))

    def _put_over_together(self, above: int) -> None:
        """Below the place `above` no line stands that is told as over."""
        lines = self._queue.lines
        self._over = _over_at_the_top(lines)
        for place, line in enumerate(islice(lines, max(above, self._over))):
            group = DONE if place < self._over else IN_ORDER
            if line.group != group:
                lines[place] = QuestionLine(line.row, group)


@lru_cache(maxsize=256)
def _heading(key: str, title: str, count: int, is_open: bool) -> GroupLine:
    """The same words are the same object, so that the list sees that nothing has changed."""
    return GroupLine(key, title, count, is_open)


def _home_of(row: QueueRow, grouping: Grouping) -> tuple[str, str]:
    if grouping is Grouping.SITE and row.is_remote:
        return f"group/site/{row.question.site_id}", row.site
    if grouping is Grouping.TOPIC and row.topic:
        return f"group/topic/{row.question.topic_id}", row.topic
    return _QUEUE


def _over_at_the_top(lines: Iterable[QuestionLine]) -> int:
    """How many of the first questions are over and done with; the last of them stays in sight."""
    count = 0
    for line in lines:
        if line.row.question.state not in ENDED or line.row.is_current or line.row.is_live:
            break
        count += 1
    return max(count - 1, 0)


def _place_of_line(line: QuestionLine) -> tuple[int, int]:
    return place_of(line.row)
