"""Reads a long queue a little in each turn of the event loop, so that keys and the hall are served in between.

Where nothing stands yet, its top comes first: nobody waits for questions that nobody sees.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import Changes
from app.domain.question import ENDED
from app.queries import desk as lists
from app.queries.kept_queue import KeptQueue, joined
from app.queries.queue import QueueRow, question_ids, rows_of_ids
from ui.desk import Desk

LONG = 1000
"""Questions; fewer are read at once."""
_TURN_S = 0.008
_PART = 40
"""Questions read at once; beside threads that write an import it takes several times as long as alone."""
REST_MS = 300
"""The rest waits until the console stands."""
TOP = 120
"""Questions at the top; more than the tallest screen shows."""


class QueueReader(QObject):
    """done(rows): the whole queue as it is now. What happens while it is read is told by hear()."""

    done = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[int] | None = None
        self._known = KeptQueue()
        self._rows: list[QueueRow] = []
        self._heard: list[Changes] = []
        self._joined: tuple[QueueRow, ...] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_on)
        desk.closing.connect(self._timer.stop)

    def begin_at_top(self) -> tuple[QueueRow, ...]:
        """The first questions of a long queue, and begin to read all of it; nothing where they are not what is seen.

        They are not where a question is on the floor further down, where many of them are over and folded away, or
        where they fall into groups, which tell how many they are.
        """
        db = self._desk.conference.db
        ids = question_ids(db)
        current = lists.floor(db).question_id
        if len(ids) <= LONG or (current is not None and current not in ids[:TOP]):
            return ()
        rows = joined(db, rows_of_ids(db, ids[:TOP]), ())
        if rows[TOP // 4].question.state in ENDED or any(row.is_remote for row in rows):
            return ()
        self.begin(self._known)
        self._timer.setInterval(REST_MS)
        return rows

    def begin(self, known: KeptQueue) -> None:
        """Read from the beginning, also where it was under way. Rows known already are not kept a second time."""
        self._forget()
        self._known = known
        self._timer.start(0)

    def stop(self) -> None:
        self._timer.stop()
        self._forget()

    def _forget(self) -> None:
        self._ids, self._known, self._rows, self._heard, self._joined = None, KeptQueue(), [], [], None

    def hear(self, changes: Changes) -> None:
        """An act that touched few questions: they are read once more at the end."""
        if self._timer.isActive():
            self._heard.append(changes)

    def _read_on(self) -> None:
        self._timer.setInterval(0)
        db, until = self._desk.conference.db, perf_counter() + _TURN_S
        if self._ids is None:
            self._ids = question_ids(db)
        if not self._ids:
            self._finish()
            return
        while self._ids and perf_counter() < until:
            self._rows += map(self._known.same, rows_of_ids(db, self._ids[:_PART]))
            del self._ids[:_PART]

    def _finish(self) -> None:
        """Two turns: the parts are joined, then the list takes them in, unless something happened in between."""
        if self._joined is None or self._heard:
            self._joined = joined(self._desk.conference.db, self._joined or self._rows, self._heard)
            self._heard = []
            return
        rows = self._joined
        self.stop()
        self.done.emit(rows)
