"""Opens a conference file: its lock, then all of its state. Also ahead, in a thread, while the program is imported."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QLockFile

from app.conference import Conference, Spare
from app.domain.clock import Clock
from app.domain.records import dataclass
from ui.locks import take_lock


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file, and what a conference is opened with."""

    path: Path
    clock: Clock
    operator: str
    spare: Spare | None


def open_conference(wanted: Wanted) -> tuple[QLockFile, Conference]:
    """Errors: StorageError; then nothing is held."""
    lock = take_lock(wanted.path)
    try:
        return lock, Conference(wanted.path, wanted.clock, operator=wanted.operator, spare=wanted.spare)
    except BaseException:
        lock.unlock()
        raise


class OpenedAhead:
    """SQLite checks and reads a long file in a tenth of a second, beside whatever the main thread does meanwhile."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._opened: tuple[QLockFile, Conference] | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._open, name="opening", daemon=True)
        self._thread.start()

    def take(self) -> tuple[QLockFile, Conference]:
        """Wait for it. Errors: what opening raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._opened is not None
        return self._opened

    def _open(self) -> None:
        try:
            self._opened = open_conference(self.wanted)
        except Exception as error:  # raised again where it is waited for
            self._error = error
