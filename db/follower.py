"""A thread that keeps a file equal to the log: every event synced, in order, tried again for as long as it takes.

No key and no picture waits for the disk longer than the caller wishes. What is_safe says survives a power cut.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from app.domain.errors import StorageError
from db import recorder
from db.connection import open_file, trouble_of
from db.recorder import EventRecord

_log = logging.getLogger(__name__)
FIRST_RETRY_S = 0.05
LAST_RETRY_S = 2.0
IDLE_BEFORE_CHECKPOINT_S = 1.0
"""After this rest the write-ahead log goes into the file, so that a plain copy taken 5 s later is complete."""
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class SaveState:
    """safe_up_to: last event that a power cut cannot take; waiting: events not yet there; trouble: why, if known."""

    safe_up_to: int
    waiting: int
    trouble: StorageError | None = None


class Follower:
    """Writes one file. submit() never blocks; wait_safe() blocks at most as long as asked."""

    def __init__(self, path: Path, safe_up_to: int, on_state: Callable[[SaveState], None]) -> None:
        """on_state is called from the thread whenever the state changes."""
        self.path = path
        self._on_state = on_state
        self._queue: deque[EventRecord] = deque()
        self._wake = threading.Condition()
        self._safe_up_to = safe_up_to
        self._trouble: StorageError | None = None
        self._stopping = False
        self._db: Database | None = None
        self._thread = threading.Thread(target=self._run, name=f"follower {path.name}", daemon=True)
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
            return SaveState(self._safe_up_to, len(self._queue), self._trouble)

    def stop(self, timeout_s: float) -> SaveState:
        """Write what is left, checkpoint and close the file; returns what could not be written in time."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._thread.join(timeout_s)
        return self.state()

    def _run(self) -> None:
        retry_s = FIRST_RETRY_S
        while True:
            batch, resting = self._next_batch(retry_s if self._trouble else None)
            if not batch:
                if resting:
                    self._checkpoint()
                    continue
                break
            try:
                self._write(batch)
            except (sqlite3.Error, OSError, recorder.DivergedError) as error:
                self._failed(error)
                retry_s = min(retry_s * 2, LAST_RETRY_S)
                if self._stopping and retry_s >= LAST_RETRY_S:
                    break
                continue
            retry_s = FIRST_RETRY_S
            self._written(batch)
        self._close()

    def _next_batch(self, pause_s: float | None) -> tuple[list[EventRecord], bool]:
        """The events to write now. An empty list with True means: nothing for a while, with False: stop."""
        with self._wake:
            if pause_s is not None:
                self._wake.wait_for(lambda: self._stopping, pause_s)
            elif not self._queue and not self._stopping:
                dirty = self._db is not None
                if not self._wake.wait_for(lambda: self._queue or self._stopping, IDLE_BEFORE_CHECKPOINT_S) and dirty:
                    return [], True
                self._wake.wait_for(lambda: self._queue or self._stopping)
            return list(self._queue)[:MOST_AT_ONCE], False

    def _write(self, batch: list[EventRecord]) -> None:
        """One durable transaction. After a failed COMMIT the events may be there all the same: look, then repeat."""
        db = self._db or open_file(self.path)
        self._db = db
        with db.atomic():
            db.execute("PRAGMA defer_foreign_keys = ON")
            for record in batch:
                if not db.execute("SELECT 1 FROM event WHERE uuid = ?", [record.uuid]).fetchone():
                    recorder.follow(db, record)

    def _written(self, batch: list[EventRecord]) -> None:
        with self._wake:
            for _ in batch:
                self._queue.popleft()
            self._safe_up_to = batch[-1].id
            self._trouble = None
            self._wake.notify_all()
        self._tell()

    def _failed(self, error: Exception) -> None:
        _log.warning("cannot write %s events: %s", len(self._queue), type(error).__name__)
        with self._wake:
            self._trouble = trouble_of(error, self.path)
        self._close()
        self._tell()

    def _tell(self) -> None:
        self._on_state(self.state())

    def _checkpoint(self) -> None:
        """PASSIVE never waits for readers; closing the connection afterwards lets the file be copied or moved."""
        if self._db is not None:
            try:
                self._db.execute("PRAGMA wal_checkpoint(PASSIVE)")
            except (sqlite3.Error, OSError) as error:
                _log.warning("checkpoint failed: %s", type(error).__name__)
        self._close()

    def _close(self) -> None:
        if self._db is not None:
            try:
                self._db.close()
            except (sqlite3.Error, OSError) as error:
                _log.warning("closing failed: %s", type(error).__name__)
            self._db = None
