"""The queue as it was last read, brought up to date act by act: an act costs what it touched, not what stands there."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable
from typing import NamedTuple

from app.domain.changes import Changes, Table
from app.domain.ids import QuestionId
from app.queries.queue import Marks, QueueRow, all_marked, marked, marks, queue_rows, rows_of_ids
from db.database import Database

MOST_TOUCHED = 100
"""Above this many changed rows the whole queue is read again."""
_QUESTION_OF = {
    Table.PETITION: "SELECT question_id FROM petition WHERE id IN (SELECT value FROM json_each(?))",
    Table.ANSWER: "SELECT question_id FROM answer WHERE id IN (SELECT value FROM json_each(?))",
}
_ASKED_BY = "SELECT id FROM question WHERE asker_id IN (SELECT value FROM json_each(?))"


class Step(NamedTuple):
    """What became of one row; before None: it is new, after None: it is gone."""

    before: QueueRow | None
    after: QueueRow | None


def place_of(row: QueueRow) -> tuple[int, int]:
    """What the queue is ordered by."""
    return row.question.position, row.question.id


class KeptQueue:
    """rows: in the order of the queue, pointers included. Rows that no act touched stay the same objects."""

    def __init__(self, rows: Iterable[QueueRow] = ()) -> None:
        self._rows = list(rows)
        self._by_id = {row.question.id: row for row in self._rows}
        self._marked = {row.id for row in self._rows if row.is_current or row.is_previewed or row.is_live}

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self) -> tuple[QueueRow, ...]:
        return tuple(self._rows)

    def row(self, question_id: int) -> QueueRow | None:
        return self._by_id.get(QuestionId(question_id))

    def same(self, row: QueueRow) -> QueueRow:
        """A row just read, as the object that is kept where it is equal."""
        kept = self.row(row.id)
        return kept if kept is not None and kept == row else row

    def follower(self, row: QueueRow) -> QueueRow | None:
        """The row behind one of these rows."""
        place = self._place(row) + 1
        return self._rows[place] if place < len(self._rows) else None

    def hear(self, db: Database, changes: Changes) -> list[Step] | None:
        """Take an act in and tell its steps; None where it touched so much that all has to be read again."""
        touched = touched_questions(db, changes)
        if touched is None:
            return None
        read = {row.id: row for row in rows_of_ids(db, sorted(touched))} if touched else {}
        now = marks(db)
        return [
            step
            for question_id in sorted(touched | self._marked | {found for found in now if found is not None})
            if (step := self._renew(question_id, read, touched, now)) is not None
        ]

    def _renew(
        self, question_id: QuestionId, read: dict[QuestionId, QueueRow], touched: set[QuestionId], now: Marks
    ) -> Step | None:
        before = self._by_id.get(question_id)
        after = read.get(question_id) if question_id in touched else before
        if after is not None:
            after = marked(after, now)
        if after == before:
            return None
        self._put(before, after)
        self._marked.discard(question_id)
        if after is not None and question_id in now:
            self._marked.add(question_id)
        return Step(before, after)

    def _put(self, before: QueueRow | None, after: QueueRow | None) -> None:
        if before is not None and after is not None and place_of(before) == place_of(after):
            self._rows[self._place(before)] = after
        else:
            if before is not None:
                del self._rows[self._place(before)]
                del self._by_id[before.id]
            if after is not None:
                self._rows.insert(self._place(after), after)
        if after is not None:
            self._by_id[after.id] = after

    def _place(self, row: QueueRow) -> int:
        return bisect_left(self._rows, place_of(row), key=place_of)


def joined(db: Database, parts: Iterable[QueueRow], heard: Collection[Changes]) -> tuple[QueueRow, ...]:
    """The queue as it is now, from parts that were read one after another and what happened since the first."""
    rows = sorted(all_marked(parts, marks(db)), key=place_of)
    if not heard:
        return tuple(rows)
    kept = KeptQueue(rows)
    return queue_rows(db) if any(kept.hear(db, changes) is None for changes in heard) else kept.rows()


def touched_questions(db: Database, changes: Changes) -> set[QuestionId] | None:
    """The questions whose rows may be different; None: too many to tell them apart."""
    if len(changes.rows) > MOST_TOUCHED or changes.touches(Table.SITE, Table.TOPIC, Table.AGENCY):
        return None
    by_table: dict[Table, set[int]] = {}
    for table, row_id in changes.rows:
        by_table.setdefault(table, set()).add(row_id)
    touched = {QuestionId(row_id) for row_id in by_table.get(Table.QUESTION, ())}
    for table, sql in _QUESTION_OF.items():
        if ids := by_table.get(table):
            found = db.execute(sql, [json.dumps(sorted(ids))]).fetchall()
            if len(found) < len(ids):  # a row that went does not tell whose it was
                return None
            touched.update(QuestionId(row[0]) for row in found)
    if people := by_table.get(Table.PERSON):
        touched.update(QuestionId(row[0]) for row in db.execute(_ASKED_BY, [json.dumps(sorted(people))]).fetchall())
    return touched
