"""Long questions and commands, one after the other in one thread, each on a copy of the state.

One at a time: each thread that reckons in Python makes every step of a turn of the event loop wait for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from app.conference import Conference, Database, Twin, last_event_of
from app.domain.ids import EventId
from app.domain.records import dataclass
from ui.tasks import run_in_background

T = TypeVar("T")
_AT_ONCE = 500
"""Records that go in half a millisecond."""


@dataclass(frozen=True, slots=True)
class _Work:
    """begun: called here when its turn has come; what it returns is done in the thread."""

    begun: Callable[[], Callable[[], Any]]
    done: Callable[[Any], object]
    failed: Callable[[Exception], object]


def let_go(rows: list[Any]) -> None:
    """In the thread, of records that nobody else has: ten thousand that go at once hold all others up for 10 ms."""
    while rows:
        del rows[-_AT_ONCE:]


class Beside:
    """ask() and run() return at once; done or failed follows on the main thread.

    Questions that follow one another with no act between them share one copy.
    """

    def __init__(self, conference: Conference) -> None:
        self._conference = conference
        self._waiting: deque[_Work] = deque()
        self._is_busy = False
        self._copy: tuple[EventId, Database] | None = None

    def ask(
        self, query: Callable[[Database], T], done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        """The query is asked of the state as it is when its turn comes; it may change nothing."""
        self._add(_Work(lambda: partial(self._answer, self._conference.last_event(), query), done, failed))

    def run(
        self,
        command: Callable[..., T],
        *arguments: Any,
        done: Callable[[tuple[Twin, T]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """What done gets is the state after the command, for Conference.adopt, and its result."""

        def act() -> tuple[Twin, T]:
            twin = self._conference.beside()
            return twin, command(twin, *arguments)

        self._add(_Work(lambda: act, done, failed))

    def _add(self, work: _Work) -> None:
        self._waiting.append(work)
        self._begin_next()

    def _begin_next(self) -> None:
        if self._is_busy:
            return
        if not self._waiting:
            self._copy = None
            return
        self._is_busy = True
        work = self._waiting.popleft()
        run_in_background(
            work.begun(), partial(self._end, work.done), partial(self._end, work.failed), in_process=False
        )

    def _end(self, tell: Callable[[Any], object], outcome: object) -> None:
        self._is_busy = False
        try:
            tell(outcome)
        finally:
            self._begin_next()

    def _answer(self, now: EventId, query: Callable[[Database], T]) -> T:
        """In the thread."""
        if self._copy is None or self._copy[0] < now:
            self._copy = None
            copy = self._conference.copied()
            self._copy = last_event_of(copy), copy
        try:
            return query(self._copy[1])
        finally:
            if not self._waiting:
                self._copy = None  # before this thread ends: it gives the memory back (ui.tasks)
