"""Adds the rows of one command that brings many: they wait and go in by few statements, ids and places counted once."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from app.commands import setup
from app.domain.answer import Answer
from app.domain.ids import QuestionId
from app.domain.petition import Petition, own_competence
from app.domain.question import Channel, Question
from app.domain.text import fold
from db import tables
from db.ahead import Ahead
from db.database import Database
from db.rows import Insert, Rows, SqlValue

R = TypeVar("R")
_STEP = 1024
MANY = 2000
"""Rows that wait at most."""
_PARENTS_FIRST = (
    tables.AGENCIES, tables.SITES, tables.TOPICS, tables.YOUTH_GROUPS, tables.PEOPLE, tables.QUESTIONS,
    tables.PETITIONS,
)  # fmt: skip
"""Tables in the order in which rows that wait are written; all others follow."""


class Writer:
    """Adds rows of one import. Asking for the highest id at each of ten thousand rows would read all before it.

    Rows wait until flush(): whoever reads back what was added calls it before. finish() does.
    """

    def __init__(self, db: Database, station: int, now: datetime, ahead: Ahead | None = None) -> None:
        """ahead: told of the rows where they are thousands, as long as nothing else is written between them."""
        self.db = db
        self.station = station
        self.now = now
        self._ids: dict[Rows[Any], int] = {}
        self._like: dict[Rows[Any], list[SqlValue]] = {}
        self._places: dict[Rows[Any], int] = {}
        self._named: dict[tuple[type, str], int] = {}
        self.by_row: dict[int, QuestionId] = {}
        self.question = Question(channel=Channel.REGISTERED, received_at=now)
        self.petition = Petition(position=_STEP, competence=own_competence(tables.FACTS.get(db, 1).level))
        self.answer = Answer(position=_STEP)
        self.number = 1 + int(db.execute("SELECT coalesce(max(number), 0) FROM question").fetchone()[0])
        self._ahead = ahead
        self._changes = db.conn.total_changes
        self._count, self._are_many = 0, False
        self._later: list[Callable[[], object]] = []
        self._waiting: dict[Rows[Any], list[dict[str, SqlValue]]] = {rows: [] for rows in _PARENTS_FIRST}

    def add(self, rows: Rows[R], record: R) -> int:
        """Store a record under the next id, in an ordered list at its end."""
        return self._add(rows, record, dict(zip(rows.names, rows.encoded(record), strict=True)))

    def add_like(self, rows: Rows[R], like: R, **columns: SqlValue) -> int:
        """The same for a record that differs from one of the writer's own in a few columns; that is encoded once."""
        if rows not in self._like:
            self._like[rows] = rows.encoded(like)
        return self._add(rows, like, columns)

    def _add(self, rows: Rows[R], record: R, columns: dict[str, SqlValue]) -> int:
        row_id = self._ids.get(rows) or rows.next_id(self.db, self.station)
        self._ids[rows] = row_id + 1
        columns["id"] = row_id
        if getattr(record, "position", None) == 0:
            place = self._places.get(rows) or rows.next_position(self.db)
            self._places[rows] = place + _STEP
            columns["position"] = place
        self._waiting.setdefault(rows, []).append(columns)
        self._count += 1
        if self._count == MANY:
            self._are_many = True
            self.flush()
        return row_id

    def flush(self) -> None:
        """Write what waits, those first that others point to: a key that is owed makes SQLite search whole tables."""
        for rows, waiting in self._waiting.items():
            for names, group in itertools.groupby(waiting, key=tuple):
                new = [tuple(one.values()) for one in group]
                for insert in rows.inserts(self._like.get(rows, ()), names, new):
                    self._write(insert)
            waiting.clear()
        self._count = 0

    def _write(self, insert: Insert) -> None:
        if self._ahead is not None and self.db.conn.total_changes != self._changes:
            self._ahead.drop()
            self._ahead = None
        if self._ahead is not None and self._are_many:
            self._ahead.tell(insert)
        self.db.execute(*insert)
        self._changes = self.db.conn.total_changes

    def forget(self, rows: Rows[Any]) -> None:
        """Rows were added past this writer: count anew."""
        self._ids.pop(rows, None)

    def named(self, rows: Rows[Any], kind: type, name: str, linked: int | None) -> int | None:
        """The row of a list by its link, else by its name: a site, topic or group not on the list joins it as given."""
        if linked or not name:
            return linked
        as_written = (kind, name)
        if as_written not in self._named:
            key = (kind, fold(name))
            if key not in self._named:
                self._named[key] = self.add(rows, setup.cleaned(kind(name=name)))
            self._named[as_written] = self._named[key]
        return self._named[as_written]

    def later(self, act: Callable[[], object]) -> None:
        """For what points to rows further down."""
        self._later.append(act)

    def finish(self) -> None:
        self.flush()
        for act in self._later:
            act()
        self.flush()
