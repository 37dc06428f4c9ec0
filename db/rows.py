"""One frozen record type for one table: typed reads and writes, the SQL made once from the record's fields."""

from __future__ import annotations

import dataclasses
import itertools
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from app.domain.changes import Table
from app.domain.due import Due
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, station_range
from app.domain.projection import Shown
from app.domain.records import dataclass
from db.database import Database

R = TypeVar("R")
SqlValue = str | int | None
Insert = tuple[str, Sequence[SqlValue]]
"""A statement and its values."""
Decoder = Callable[[Any], Any]
ROWS_A_STATEMENT = 200
"""Of many new ones: SQLite makes the lists of a table's CHECKs anew for each statement."""
_STORED = frozenset({str, int})
"""Kinds of values that SQLite takes as they are; most of a row."""
_GROUPS: dict[type, tuple[str, ...]] = {
    Due: ("text", "on", "precision"),
    Shown: ("card", "subject", "page", "pages"),
}
"""Small values that lie in several columns, prefixed with the field's name (due_text, due_on, due_precision)."""


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    kind: type
    optional: bool


def _columns_of(name: str, hint: Any) -> list[_Column]:
    optional = typing.get_origin(hint) in {types.UnionType, typing.Union}
    if optional:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    kind = getattr(hint, "__supertype__", hint)
    if kind not in _GROUPS:
        return [_Column(name, kind, optional)]
    hints = typing.get_type_hints(kind)
    return [column for part in _GROUPS[kind] for column in _columns_of(f"{name}_{part}", hints[part])]


def _paths(name: str, group: type | None) -> tuple[str, ...]:
    """Where the values of a field are found in a record."""
    return (name,) if group is None else tuple(f"{name}.{part}" for part in _GROUPS[group])


def _encode(value: Any) -> SqlValue:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return int(value)


def _decoder(kind: type) -> Decoder | None:
    if kind is bool or issubclass(kind, StrEnum):
        return kind
    if kind is datetime:
        return datetime.fromisoformat
    return date.fromisoformat if kind is date else None


class Rows(Generic[R]):
    """The repository of one record type. Ids come from the record's `id` field; NEW asks for the next one."""

    def __init__(self, table: Table, record: type[R]) -> None:
        self.table = table
        self.record = record
        hints = typing.get_type_hints(record)
        fields = [field.name for field in dataclasses.fields(cast("Any", record))]
        self._fields = [(name, self._group(hints[name])) for name in fields]
        self.columns = [column for name in fields for column in _columns_of(name, hints[name])]
        found = [(place, _decoder(column.kind)) for place, column in enumerate(self.columns)]
        self._decoders = [(place, decode) for place, decode in found if decode]
        self._is_flat = not any(group for _, group in self._fields)
        self._read_values = attrgetter(*(path for name, group in self._fields for path in _paths(name, group)))
        self._not_as_they_are = [n for n, column in enumerate(self.columns) if column.kind not in _STORED]
        self._place = {column.name: place for place, column in enumerate(self.columns)}
        self.names = tuple(column.name for column in self.columns)
        names = [f'"{name}"' for name in self.names]
        self._select = f"SELECT {', '.join(names)} FROM {table.value}"
        self._into = f"INSERT INTO {table.value} ({', '.join(names)})"
        self._insert = f"{self._into} VALUES ({', '.join('?' * len(names))})"

    @staticmethod
    def _group(hint: Any) -> type | None:
        return hint if hint in _GROUPS else None

    def get(self, db: Database, row_id: int) -> R:
        """The record, or RuleError(NOT_FOUND): the row a person pointed at may be gone by now."""
        found = self.find(db, row_id)
        if found is None:
            raise RuleError(Rule.NOT_FOUND, table=self.table.value, id=row_id)
        return found

    def find(self, db: Database, row_id: int | None) -> R | None:
        if row_id is None:
            return None
        found = db.ask(f"{self._select} WHERE id = ?", (row_id,), self._read)
        return found[0] if found else None

    def all(self, db: Database, order: str = "id") -> tuple[R, ...]:
        return self.where(db, "1", (), order)

    def where(self, db: Database, condition: str, values: Sequence[SqlValue] = (), order: str = "id") -> tuple[R, ...]:
        """Records that meet an SQL condition written in this layer or in app (never made from typed text)."""
        return db.ask(f"{self._select} WHERE {condition} ORDER BY {order}", values, self._read)

    def first(self, db: Database, condition: str, values: Sequence[SqlValue] = (), order: str = "id") -> R | None:
        found = db.ask(f"{self._select} WHERE {condition} ORDER BY {order} LIMIT 1", values, self._read)
        return found[0] if found else None

    def add(self, db: Database, record: R, station: int = 0) -> int:
        """Store a new record and return its id."""
        row_id = cast("Any", record).id or self.next_id(db, station)
        values = self._values(record)
        values[0] = row_id
        db.execute(self._insert, values)
        return int(row_id)

    def add_all(self, db: Database, records: Sequence[R]) -> None:
        """Store new records that have their ids, many by one statement: an import adds tens of thousands."""
        for sql, values in self.inserts((), self.names, [self._values(record) for record in records]):
            db.execute(sql, values)

    def encoded(self, record: R) -> list[SqlValue]:
        """The values of the columns, in the order of names."""
        return self._values(record)

    def inserts(
        self, like: Sequence[SqlValue], names: Sequence[str], rows: Sequence[Sequence[SqlValue]]
    ) -> Iterator[Insert]:
        """Statements that store new rows. The named columns (id among them) are given, the others are those of like.

        What is the same in all rows is bound once: to bind a value costs as much as to store it.
        """
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            columns = dict(zip(names, zip(*rows[start : start + ROWS_A_STATEMENT], strict=True), strict=True))
            count = len(columns["id"])
            each = [name for name, column in columns.items() if name == "id" or column.count(column[0]) < count]
            places = {name: f"column{place}" for place, name in enumerate(each, start=1)}
            taken = ", ".join(places.get(name, "?") for name in self.names)
            marks = f"({', '.join('?' * len(each))})"
            once = [name for name in self.names if name not in places]
            values = [columns[name][0] if name in columns else like[self._place[name]] for name in once]
            values += itertools.chain.from_iterable(zip(*(columns[name] for name in each), strict=True))
            yield f"{self._into} SELECT {taken} FROM (VALUES {', '.join([marks] * count)})", values

    def save(self, db: Database, record: R) -> None:
        """Overwrite the stored record of the same id, writing only columns that differ.

        An UPDATE of all of them takes several times as long: SQLite then looks at every key that points somewhere.
        """
        values = self._values(record)
        stored = db.execute(f"{self._select} WHERE id = ?", [values[0]]).fetchone()
        if stored is None:
            return
        changed = {c.name: v for c, v, now in zip(self.columns, values, stored, strict=True) if v != now}
        if changed:
            assignments = ", ".join(f'"{name}" = ?' for name in changed)
            db.execute(f"UPDATE {self.table.value} SET {assignments} WHERE id = ?", [*changed.values(), values[0]])

    def remove(self, db: Database, row_id: int) -> None:
        db.execute(f"DELETE FROM {self.table.value} WHERE id = ?", [row_id])

    def next_id(self, db: Database, station: int = 0) -> int:
        """One that no row of the table has had in the log: an undone row may come back, and words point to it."""
        low, high = station_range(station)
        sql = (
            f"SELECT max((SELECT coalesce(max(id), 0) FROM {self.table.value} WHERE id BETWEEN :low AND :high), "
            "(SELECT coalesce(max(row_id), 0) FROM change "
            "WHERE table_name = :table AND after IS NULL AND row_id BETWEEN :low AND :high))"
        )
        last = db.execute(sql, {"low": low, "high": high, "table": self.table.value}).fetchone()[0]
        return max(low, (last or NEW) + 1)

    def next_position(self, db: Database, condition: str = "1", values: Sequence[SqlValue] = ()) -> int:
        """A place after the last row, leaving room between (steps of 1024)."""
        sql = f"SELECT coalesce(max(position), 0) FROM {self.table.value} WHERE {condition}"
        return int(db.execute(sql, list(values)).fetchone()[0]) + 1024

    def ordered_ids(self, db: Database) -> list[int]:
        """The ids of an ordered list, in order, without reading the rows themselves.

        By one step of SQLite: beside threads that write an import ten thousand of them wait for the others.
        """
        sql = f"SELECT group_concat(id, ',' ORDER BY position, id) FROM {self.table.value}"
        return [int(row_id) for row_id in (db.execute(sql).fetchone()[0] or "").split(",") if row_id]

    def ordered_places(self, db: Database) -> list[tuple[int, int]]:
        """Id and position of every row, in order."""
        return db.execute(f"SELECT id, position FROM {self.table.value} ORDER BY position, id").fetchall()

    def gap_before(self, db: Database, row_id: int, before_id: int | None) -> tuple[int, int]:
        """The positions between which row_id may go to stand before another row, or last if that is none."""
        table = self.table.value
        high = db.execute(f"SELECT position, id FROM {table} WHERE id = ? AND id <> ?", [before_id, row_id]).fetchone()
        earlier, values = (" AND (position, id) < (?, ?)", list(high)) if high else ("", [])
        sql = f"SELECT position FROM {table} WHERE id <> ?{earlier} ORDER BY position DESC, id DESC LIMIT 1"
        found = db.execute(sql, [row_id, *values]).fetchone()
        low = int(found[0]) if found else int(high[0]) - 2048 if high else 0  # before the first there is always room
        return low, int(high[0]) if high else low + 2048

    def _values(self, record: R) -> list[SqlValue]:
        values = list(self._read_values(record))
        for place in self._not_as_they_are:
            if values[place] is not None:
                values[place] = _encode(values[place])
        return values

    def _read(self, row: Sequence[Any]) -> R:
        decoded = list(row)
        for place, decode in self._decoders:
            if decoded[place] is not None:
                decoded[place] = decode(decoded[place])
        if self._is_flat:
            return self.record(*decoded)
        rest = iter(decoded)
        values = [
            next(rest) if group is None else group(*(next(rest) for _ in _GROUPS[group])) for _, group in self._fields
        ]
        return self.record(*values)


def sql_type(column: _Column) -> str:
    """The STRICT column type with its checks, as the schema spells it (used to write migrations)."""
    if issubclass(column.kind, StrEnum):
        values = " OR ".join(f"\"{column.name}\" = '{member.value}'" for member in column.kind)
        return f"TEXT {'' if column.optional else 'NOT NULL '}CHECK ({values})"
    base = "INTEGER" if column.kind in {int, bool} else "TEXT"
    nullable = column.optional or (column.kind is date or column.kind is datetime)
    return base if nullable else f"{base} NOT NULL"
