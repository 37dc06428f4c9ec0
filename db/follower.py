"""A thread that keeps a file equal to the log: every event synced, in order, tried again for as long as it takes.

No key and no picture waits for the disk longer than the caller wishes. What is_safe says survives a power cut.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import NamedTuple

from app.domain.errors import StorageError, Trouble
from app.domain.ids import EventId
from app.domain.records import dataclass
from db import engine
from db.ahead import Ahead
from db.ballast import Ballast
from db.connection import trouble_of
from db.database import Database
from db.followed_file import FollowedFile
from db.recorder import DivergedError, EventRecord
from db.rows import Insert

_log = logging.getLogger(__name__)
FIRST_RETRY_S = 0.05
LAST_RETRY_S = 2.0
REST_S = 1.0
"""After this rest the write-ahead log goes into the file, so that a plain copy taken 5 s later is complete."""
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class SaveState:
    """safe_up_to: last event that a power cut cannot take; waiting: events not yet there; trouble: why, if known.

    on_reserve: the disk was full and what is written now goes into the room that was kept for that. at: on the
    monotonic clock; a state of the writing thread may arrive after a newer one.
    """

    safe_up_to: int
    waiting: int
    trouble: StorageError | None = None
    on_reserve: bool = False
    at: float = field(default=0.0, compare=False)


class _Work(NamedTuple):
    """memory: a copy and the event it goes up to; told: rows of an event that is not over; is_last: nothing is left."""

    memory: tuple[Database, int] | None = None
    told: tuple[Ahead, Insert] | None = None
    batch: Sequence[EventRecord] = ()
    is_last: bool = False


class Follower:
    """Writes one file. submit() never blocks; wait_safe() blocks at most as long as asked."""

    def __init__(
        self, file: FollowedFile, safe_up_to: int, on_state: Callable[[SaveState], None], ballast: Ballast | None = None
    ) -> None:
        """on_state is called from the thread whenever the state changes. From now on the file is the thread's."""
        self.path = file.path
        self._file = file
        self._ballast = ballast
        self._on_state = on_state
        self._queue: deque[EventRecord] = deque()
        self._ahead: Ahead | None = None
        self._wake = threading.Condition()
        self._safe_up_to = safe_up_to
        self._trouble: StorageError | None = None
        self._retry_s = FIRST_RETRY_S
        self._wants_memory = False
        self._memory: tuple[Database, int] | None = None
        self._give_up_at: float | None = None
        self._thread = threading.Thread(target=self._run, name=f"follower {file.path.name}", daemon=True)
        self._thread.start()

    def submit(self, record: EventRecord) -> None:
        with self._wake:
            self._queue.append(record)
            self._wake.notify_all()

    def ahead(self, event_id: EventId) -> Ahead:
        """Where the first rows of the event that comes next may be told before it is over. The last one asked for."""
        with self._wake:
            self._ahead = Ahead(event_id, self._wake)
            return self._ahead

    def wait_safe(self, event_id: int, timeout_s: float) -> bool:
        """True when the event is on disk; False after timeout_s (it stays in the queue and will be written)."""
        with self._wake:
            return self._wake.wait_for(lambda: self._safe_up_to >= event_id, timeout_s)

    def state(self) -> SaveState:
        with self._wake:
            return SaveState(self._safe_up_to, len(self._queue), self._trouble, self._is_on_reserve, time.monotonic())

    @property
    def _is_on_reserve(self) -> bool:
        return self._ballast is not None and self._ballast.is_given_up

    @property
    def is_in_trouble(self) -> bool:
        return self._trouble is not None

    @property
    def wants_memory(self) -> bool:
        """The file cannot be brought up to date event by event: whoever owns the memory gives a copy of it."""
        return self._wants_memory

    def give_memory(self, copy: Database, up_to: int) -> None:
        """copy: a database of its own with all events up to up_to, from now on the thread's."""
        with self._wake:
            self._memory, self._wants_memory = (copy, up_to), False
            self._wake.notify_all()

    def stop(self, timeout_s: float) -> SaveState:
        """Write what is left, checkpoint and close the file; returns what could not be written in time."""
        with self._wake:
            self._give_up_at = time.monotonic() + timeout_s
            self._wake.notify_all()
        self._thread.join(timeout_s)
        return self.state()

    def _run(self) -> None:
        rest_s = 0.0
        while True:
            work = self._next_work(rest_s)
            rest_s = REST_S
            try:
                self._do(work)
            except Exception as error:  # whatever it is, the thread must not end in silence
                self._file.doubt()
                self._failed(error, work.memory, self._file.is_deleted())
            else:
                if work.is_last:
                    break
            if self._is_late():
                break
        self._file.close()
        if self._ballast is not None and self._trouble is None:
            self._ballast.take_away()

    def _do(self, work: _Work) -> None:
        file = self._file
        if work.memory is not None:
            file.restate(work.memory[0])
            self._written(work.memory[1])
            work.memory[0].close()
        elif work.told is not None:
            self._write_ahead(*work.told)
        elif work.batch:
            file.write(work.batch)
            self._written(work.batch[-1].id)
            if file.log_is_long or self._is_on_reserve:
                file.rest()
        else:
            last = file.rest()
            self._keep_room()
            self._written(last)

    def _next_work(self, rest_s: float) -> _Work:
        """A copy of the memory, else rows told ahead, else the next events, else nothing (rest)."""
        with self._wake:
            if self._trouble is not None:
                self._wake.wait_for(lambda: self._is_stopping or self._memory is not None, self._retry_s)
            elif not self._queue:
                self._wake.wait_for(lambda: self._queue or self._is_stopping or self._is_told(), rest_s)
            memory, self._memory = self._memory, None
            if memory is None and self._ahead is not None and self._is_told():
                return _Work(told=(self._ahead, self._ahead.inserts.popleft()))
            batch = list(itertools.islice(self._queue, MOST_AT_ONCE))
            return _Work(memory, None, batch, self._is_stopping and memory is None and not batch)

    def _is_told(self) -> bool:
        """Whether rows of the event that is next wait. Those of one that came in another way never will be next."""
        ahead = self._ahead
        if ahead is None or not ahead.inserts:
            return False
        first = self._queue[0] if self._queue else None
        is_other = first is not None and first.id >= ahead.event_id and first.ahead is not ahead
        if is_other or self._trouble is not None or self._safe_up_to >= ahead.event_id:
            ahead.drop()
            return False
        return first is None or first.ahead is ahead

    def _write_ahead(self, ahead: Ahead, insert: Insert) -> None:
        """What fails here is tried again, and told, when the event itself is written."""
        try:
            self._file.write_ahead(ahead, insert)
        except Exception as error:
            _log.info("rows were not written ahead: %s", type(error).__name__)
            ahead.drop()
            self._file.doubt()

    @property
    def _is_stopping(self) -> bool:
        return self._give_up_at is not None

    def _is_late(self) -> bool:
        if self._give_up_at is None or self._trouble is None:
            return False
        time.sleep(FIRST_RETRY_S)
        return not self._queue or time.monotonic() >= self._give_up_at

    def _keep_room(self) -> None:
        if self._ballast is not None and not self._is_stopping:
            was_given_up = self._ballast.is_given_up
            self._ballast.lay_down()
            if was_given_up and not self._ballast.is_given_up:
                self._tell()

    def _written(self, up_to: int) -> None:
        with self._wake:
            is_news = up_to > self._safe_up_to or self._trouble is not None
            while self._queue and self._queue[0].id <= up_to:
                self._queue.popleft()
            self._safe_up_to = up_to
            self._trouble = None
            self._retry_s = FIRST_RETRY_S
            self._wake.notify_all()
        if is_news:
            self._tell()

    def _failed(self, error: Exception, memory: tuple[Database, int] | None, is_deleted: bool) -> None:
        foreseen = isinstance(error, engine.errors(StorageError, DivergedError, OSError))
        trouble = trouble_of(error, self.path)
        if self._trouble is None or self._trouble.code is not trouble.code:  # not at each try of a day without a stick
            name = type(error).__name__
            _log.warning("cannot write: %s, %s", name, trouble.code, exc_info=None if foreseen else error)
        if trouble.code is Trouble.DISK_FULL and self._ballast is not None:
            self._ballast.give_up()
        with self._wake:
            self._trouble = trouble
            self._retry_s = min(self._retry_s * 2, LAST_RETRY_S)
            self._wants_memory = isinstance(error, DivergedError) or (is_deleted and trouble.code is Trouble.MISSING)
        if memory is not None:
            memory[0].close()
        self._tell()

    def _tell(self) -> None:
        try:
            self._on_state(self.state())
        except Exception:
            _log.exception("the listener of the save state failed")
