"""Which event undo and redo would take back next. Rebuilt from the log, so it survives a restart."""

from __future__ import annotations

from app.domain.changes import NOT_UNDOABLE, EventKind
from app.domain.ids import EventId
from db.database import Database


class UndoStacks:
    """Two stacks of event ids. Redo is the undo of an undo; a new act clears it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._undo: list[EventId] = []
        self._redo: list[EventId] = []
        for event_id, kind, undoes in db.execute("SELECT id, kind, undoes FROM event ORDER BY id").fetchall():
            self.note(EventId(event_id), EventKind(kind), EventId(undoes) if undoes else None)

    def note(self, event_id: EventId, kind: EventKind, undoes: EventId | None) -> None:
        if kind is EventKind.UNDO:
            self._drop(self._undo, undoes)
            self._redo.append(event_id)
        elif kind is EventKind.REDO:
            self._drop(self._redo, undoes)
            self._undo.append(event_id)
        elif kind not in NOT_UNDOABLE:
            self._undo.append(event_id)
            self._redo.clear()

    def undo_top(self) -> EventId | None:
        return self._undo[-1] if self._undo else None

    def redo_top(self) -> EventId | None:
        return self._redo[-1] if self._redo else None

    def pass_over(self, event_id: EventId) -> None:
        """Leave an event that cannot be taken back out of the stacks."""
        self._drop(self._undo, event_id)
        self._drop(self._redo, event_id)

    def summary(self, event_id: EventId | None) -> str:
        if event_id is None:
            return ""
        row = self._db.execute("SELECT summary FROM event WHERE id = ?", [event_id]).fetchone()
        return str(row[0]) if row else ""

    @staticmethod
    def _drop(stack: list[EventId], event_id: EventId | None) -> None:
        if event_id in stack:
            stack.remove(event_id)
