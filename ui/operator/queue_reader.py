"""Reads a long queue a little in each turn of the event loop, so that keys and the hall are served in between."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import Changes
from app.queries.queue import QueueRow, joined, question_ids, rows_of_ids
from ui.desk import Desk

LONG = 1000
"""Questions; fewer are read at once."""
_TURN_S = 0.008
_PART = 100


class QueueReader(QObject):
    """done(rows): the whole queue as it is now. What happens while it is read is told by hear()."""

    done = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[int] = []
        self._rows: list[QueueRow] = []
        self._heard: list[Changes] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_on)
        desk.closing.connect(self._timer.stop)

    def begin(self) -> None:
        """Read from the beginning, also where it was under way."""
        self._ids = question_ids(self._desk.conference.db)
        self._rows, self._heard = [], []
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def hear(self, changes: Changes) -> None:
        """An act that touched few questions: they are read once more at the end."""
        if self._timer.isActive():
            self._heard.append(changes)

    def _read_on(self) -> None:
        db, until = self._desk.conference.db, perf_counter() + _TURN_S
        while self._ids and perf_counter() < until:
            self._rows += rows_of_ids(db, self._ids[:_PART])
            del self._ids[:_PART]
        if not self._ids:
            self._timer.stop()
            self.done.emit(joined(db, self._rows, self._heard))
