"""A thread that keeps a file equal to the log: every event synced, in order, tried again for as long as it takes.

No key and no picture waits for the disk longer than the caller wishes. What is_safe says survives a power cut.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import field

from app.domain.errors import StorageError, Trouble
from app.domain.records import dataclass
from db import engine
from db.ballast import Ballast
from db.connection import trouble_of
from db.database import Database
from db.followed_file import FollowedFile
from db.recorder import DivergedError, EventRecord

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

    def wait_safe(self, event_id: int, timeout_s: float) -> bool:
        """True when the event is on disk; False after timeout_s (it stays in the queue and will be written)."""
        with self._wake:
            return self._wake.wait_for(lambda: self._safe_up_to >= event_id, timeout_s)

    def state(self) -> SaveState:
        with self._wake:
            on_reserve = self._ballast is not None and self._ballast.is_given_up
            return SaveState(self._safe_up_to, len(self._queue), self._trouble, on_reserve, time.monotonic())

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
        file = self._file
        rest_s = 0.0
        while True:
            memory, batch, is_last = self._next_work(rest_s)
            rest_s = REST_S
            try:
                if memory is not None:
                    file.restate(memory[0])
                    self._written(memory[1])
                    memory[0].close()
                elif batch:
                    file.write(batch)
                    self._written(batch[-1].id)
                else:
                    last = file.rest()
                    self._keep_room()
                    self._written(last)
            except Exception as error:  # whatever it is, the thread must not end in silence
                file.doubt()
                self._failed(error, memory, file.is_deleted())
            else:
                if is_last:
                    break
            if self._is_late():
                break
        file.close()
        if self._ballast is not None and self._trouble is None:
            self._ballast.take_away()

    def _next_work(self, rest_s: float) -> tuple[tuple[Database, int] | None, list[EventRecord], bool]:
        """What to do now: a copy of the memory, else the next events, else nothing (rest); and whether that is all."""
        with self._wake:
            if self._trouble is not None:
                self._wake.wait_for(lambda: self._is_stopping or self._memory is not None, self._retry_s)
            elif not self._queue:
                self._wake.wait_for(lambda: self._queue or self._is_stopping, rest_s)
            memory, self._memory = self._memory, None
            batch = list(itertools.islice(self._queue, MOST_AT_ONCE))
            return memory, batch, self._is_stopping and memory is None and not batch

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
