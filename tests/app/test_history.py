"""What undo and redo would take back: read from the end of the log, as if it were read from its beginning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import history
from app.domain.changes import NOT_UNDOABLE, EventKind
from app.domain.ids import EventId
from app.history import UndoStacks
from db.database import Database, sqlite3

ACT, UNDO, REDO, TEXT = EventKind.QUESTION_CHANGED, EventKind.UNDO, EventKind.REDO, EventKind.TEXT_WRITTEN
Event = tuple[EventId, EventKind, EventId | None]


class FromTheBeginning:
    """The meaning, in the plainest words."""

    def __init__(self) -> None:
        self.undo: list[EventId] = []
        self.redo: list[EventId] = []

    def note(self, event_id: EventId, kind: EventKind, undoes: EventId | None) -> None:
        if kind is UNDO:
            self.undo = [one for one in self.undo if one != undoes]
            self.redo.append(event_id)
        elif kind is REDO:
            self.redo = [one for one in self.redo if one != undoes]
            self.undo.append(event_id)
        elif kind not in NOT_UNDOABLE:
            self.undo.append(event_id)
            self.redo = []

    def tops(self) -> tuple[EventId | None, EventId | None]:
        return (self.undo[-1] if self.undo else None), (self.redo[-1] if self.redo else None)


@pytest.fixture
def db() -> Iterator[Database]:
    made = Database(sqlite3.connect(":memory:", isolation_level=None))
    made.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, kind TEXT, undoes INTEGER, summary TEXT)")
    yield made
    made.close()


def grow(plain: FromTheBeginning, choices: list[int], first: int) -> Iterator[Event]:
    """Events as a person makes them: only what is on a stack is taken back, not always the newest of it."""
    for event_id, choice in enumerate(choices, first):
        stack = {UNDO: plain.undo, REDO: plain.redo}.get(kind := (ACT, TEXT, UNDO, UNDO, REDO)[choice % 5], [])
        if kind in {UNDO, REDO} and not stack:
            kind = ACT
        undoes = stack[-1 - choice // 5 % len(stack)] if stack and kind in {UNDO, REDO} else None
        event = EventId(event_id), kind, undoes
        plain.note(*event)
        yield event


@given(before=st.lists(st.integers(0, 999), max_size=60), after=st.lists(st.integers(0, 999), max_size=30),
       at_once=st.integers(1, 20), ask_first=st.booleans())  # fmt: skip
def test_stacks_read_from_the_end_are_those_read_from_the_beginning(
    before: list[int], after: list[int], at_once: int, ask_first: bool
) -> None:
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    db.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, kind TEXT, undoes INTEGER)")
    plain = FromTheBeginning()
    for event_id, kind, undoes in grow(plain, before, 1):
        db.execute("INSERT INTO event VALUES (?, ?, ?)", [event_id, kind.value, undoes])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "READ_AT_ONCE", at_once)
        stacks = UndoStacks(db)
        if ask_first:
            assert (stacks.undo_top(), stacks.redo_top()) == plain.tops()
        for event_id, kind, undoes in grow(plain, after, len(before) + 1):
            db.execute("INSERT INTO event VALUES (?, ?, ?)", [event_id, kind.value, undoes])
            stacks.note(event_id, kind, undoes)
            if ask_first:
                assert (stacks.undo_top(), stacks.redo_top()) == plain.tops()
        while (tops := (stacks.undo_top(), stacks.redo_top())) != (None, None):
            assert tops == plain.tops()
            for top in tops:
                if top is not None:
                    stacks.pass_over(top)
                    plain.undo = [one for one in plain.undo if one != top]
                    plain.redo = [one for one in plain.redo if one != top]
        assert plain.tops() == (None, None)
    db.close()


def test_of_a_long_log_only_the_end_is_read(db: Database) -> None:
    db.conn.executemany("INSERT INTO event VALUES (?, ?, NULL, '')", ((n, ACT.value) for n in range(1, 5001)))
    stacks = UndoStacks(db)
    db.execute("DELETE FROM event WHERE id <= ?", [5000 - history.READ_AT_ONCE])  # whoever reads it would miss it
    assert stacks.undo_top() == 5000
    assert stacks.redo_top() is None
