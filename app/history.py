"""Which event undo and redo would take back next. Read from the log, so it survives a restart."""

from __future__ import annotations

from collections import deque

from app.domain.changes import NOT_UNDOABLE, EventKind
from app.domain.ids import EventId
from db.database import Database

READ_AT_ONCE = 200
"""Events; more of a long log are read when somebody has taken back as many."""


class UndoStacks:
    """Two stacks of event ids. Redo is the undo of an undo; a new act clears it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._undo: deque[EventId] = deque()
        self._redo: deque[EventId] = deque()
        self._gone: set[EventId] = set()
        """What was taken back or passed over, where it may still be met farther back in the log."""
        self._read_from = EventId(db.execute("SELECT ifnull(max(id), 0) + 1 FROM event").fetchone()[0])
        self._redo_is_read = False

    def note(self, event_id: EventId, kind: EventKind, undoes: EventId | None) -> None:
        """An event that was recorded just now."""
        if kind is EventKind.UNDO:
            self._drop(undoes)
            self._redo.append(event_id)
        elif kind is EventKind.REDO:
            self._drop(undoes)
            self._undo.append(event_id)
        elif kind not in NOT_UNDOABLE:
            self._undo.append(event_id)
            self._redo.clear()
            self._redo_is_read = True

    def undo_top(self) -> EventId | None:
        while not self._undo and self._read_from > 1:
            self._read_back()
        return self._undo[-1] if self._undo else None

    def redo_top(self) -> EventId | None:
        while not self._redo and not self._redo_is_read and self._read_from > 1:
            self._read_back()
        return self._redo[-1] if self._redo else None

    def pass_over(self, event_id: EventId) -> None:
        """Leave an event that cannot be taken back out of the stacks."""
        self._drop(event_id)

    def summary(self, event_id: EventId | None) -> str:
        if event_id is None:
            return ""
        row = self._db.execute("SELECT summary FROM event WHERE id = ?", [event_id]).fetchone()
        return str(row[0]) if row else ""

    def _read_back(self) -> None:
        """Lay older events below those that were read."""
        sql = "SELECT id, kind, undoes FROM event WHERE id < ? ORDER BY id DESC LIMIT ?"
        found = self._db.execute(sql, [self._read_from, READ_AT_ONCE]).fetchall()
        for event_id, kind, undoes in found:
            self._meet(EventId(event_id), kind, undoes)
        self._read_from = EventId(found[-1][0] if found else 1)

    def _meet(self, event_id: EventId, kind: str, undoes: EventId | None) -> None:
        is_gone = event_id in self._gone
        self._gone.discard(event_id)
        if kind in {EventKind.UNDO, EventKind.REDO} and undoes is not None:
            self._gone.add(undoes)
        if kind == EventKind.UNDO:
            if not is_gone and not self._redo_is_read:
                self._redo.appendleft(event_id)
        elif kind == EventKind.REDO or kind not in NOT_UNDOABLE:
            self._redo_is_read = self._redo_is_read or kind != EventKind.REDO
            if not is_gone:
                self._undo.appendleft(event_id)

    def _drop(self, event_id: EventId | None) -> None:
        if event_id is None:
            return
        for stack in (self._undo, self._redo):
            if event_id in stack:
                stack.remove(event_id)
        if event_id < self._read_from:
            self._gone.add(event_id)
