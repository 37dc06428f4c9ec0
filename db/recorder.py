"""The one clever part: triggers note every changed row, before and after, and a command becomes one event.

A write outside recording() is refused by the database itself, because change.event_id is then NULL. The noted rows
serve undo (write the before images), every file that follows the log (write the after images) and the audit.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import secrets
import uuid
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from typing import Any, NamedTuple

from app.domain.asset import Asset
from app.domain.changes import Changes, EventKind, Table
from app.domain.ids import EventId
from app.domain.records import dataclass
from db.ahead import Ahead
from db.database import Database
from db.scrub import Scrub

Image = str | None
_TABLES = {table.value: table for table in Table}
ROWS_AT_ONCE = 100
"""Of an import, by one call; what a person does at the desk is far below."""
_json = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: json.dumps makes an encoder for each call, and each event is two or more."""


class RowChange(NamedTuple):
    """One changed row: its JSON image before and after, None where it did not exist.

    before: of an update only the columns that it changed (all of them in logs of earlier programs): half of a log
    would be what the image after the change before it says as well.
    """

    table: Table
    row_id: int
    before: Image
    after: Image


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A committed event with its row changes: what a follower needs to bring another file to the same state.

    scrub: words that go from every file before this event; touched: the rows that lost some, beside those of rows.
    ahead: by what the first rows were told before.
    """

    id: EventId
    uuid: str
    at: str
    mono_ms: int
    operator: str
    kind: EventKind
    summary: str
    undoes: EventId | None
    salt: str
    content_digest: str
    digest: str
    rows: tuple[RowChange, ...]
    assets: tuple[Asset, ...] = ()
    scrub: Scrub | None = None
    touched: frozenset[tuple[Table, int]] = frozenset()
    ahead: Ahead | None = field(default=None, compare=False, repr=False)

    @property
    def changes(self) -> Changes:
        return Changes(self.id, self.kind, self.touched.union(row[:2] for row in self.rows))


class UndoConflictError(Exception):
    """A later event touched what the event changed, so it cannot be taken back."""


class DivergedError(Exception):
    """A following file noted other changes than the log says: it must be written anew."""


@dataclass(slots=True)
class Transaction:
    """The open command. Repositories write through db; summary is the sentence of the log, set by the command."""

    db: Database
    event_id: EventId
    kind: EventKind
    now: datetime
    mono_ms: int
    operator: str
    undoes: EventId | None = None
    summary: str = ""
    record: EventRecord | None = field(default=None, init=False)
    assets: list[Asset] = field(default_factory=list, init=False)
    scrub: Scrub | None = field(default=None, init=False)
    touched: frozenset[tuple[Table, int]] = field(default=frozenset(), init=False)
    even_empty: bool = field(default=False, init=False)
    ahead: Ahead | None = field(default=None, init=False)


def install_triggers(db: Database) -> None:
    """The recording triggers of every recorded table, as they must be; run after every migration, which drops them.

    Those a file brought along are kept: to make them all anew is a tenth of opening it.
    """
    found = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for table in Table:
        for name, sql in _triggers_of(db, table):
            if found.get(name) != sql:
                db.execute(f"DROP TRIGGER IF EXISTS {name}")
                db.execute(sql)


def _triggers_of(db: Database, table: Table) -> Iterator[tuple[str, str]]:
    """Name and SQL of each, as SQLite keeps it."""
    columns = columns_of(db, table)
    image = {side: image_sql(columns, f"{side}.") for side in ("OLD", "NEW")}
    differs = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    for act, timing, guard, before, after, key in (
        ("insert", "AFTER INSERT", "", "NULL", image["NEW"], "NEW.id"),
        ("update", "AFTER UPDATE", f"WHEN {differs} ", _what_differed_sql(columns), image["NEW"], "NEW.id"),
        ("delete", "AFTER DELETE", "", image["OLD"], "NULL", "OLD.id"),
    ):
        name = f"record_{table.value}_{act}"
        sql = (
            f"CREATE TRIGGER {name} {timing} ON {table.value} {guard}BEGIN "
            f"INSERT INTO change (event_id, table_name, row_id, before, after) "
            f"VALUES ((SELECT event_id FROM recording), '{table.value}', {key}, {before}, {after}); END"
        )
        yield name, sql


def drop_triggers(db: Database) -> None:
    """Take the recording triggers away for a migration or a load; install_triggers puts them back."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'record_%'").fetchall()
    for (name,) in names:
        db.execute(f'DROP TRIGGER "{name}"')


def columns_of(db: Database, table: Table) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA main.table_info({table.value})").fetchall()]


def image_sql(columns: Iterable[str], prefix: str = "") -> str:
    """The SQL of a row's image: its columns as one JSON object."""
    return "json_object(" + ", ".join(f"'{c}', {prefix}\"{c}\"" for c in columns) + ")"


def _what_differed_sql(columns: Iterable[str]) -> str:
    """The SQL of the image before an update: only the columns that it changed, as they were."""
    parts = ", ".join(f'iif(OLD."{c}" IS NEW."{c}", \'\', \',"{c}":\' || json_quote(OLD."{c}"))' for c in columns)
    return f"'{{' || substr(concat({parts}), 2) || '}}'"


@contextmanager
def recording(
    db: Database, kind: EventKind, now: datetime, mono_ms: int, operator: str, undoes: EventId | None = None
) -> Generator[Transaction]:
    """One transaction and one event row; no event if nothing changed, unless tx.even_empty says so.

    tx.record is set after the commit.
    """
    with db.atomic():
        last = db.execute("SELECT id, digest FROM event ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
        tx = Transaction(db, EventId(last[0] + 1), kind, now, mono_ms, operator, undoes)
        begin(db, tx.event_id)
        yield tx
        rows = noted(db, tx.event_id)
        record = _as_event(tx, rows, last[1]) if rows or tx.even_empty else None
        if record:
            insert_event(db, record)
        db.execute("UPDATE recording SET event_id = NULL")
    tx.record = record


def noted(db: Database, event_id: int) -> tuple[RowChange, ...]:
    """The row changes of one event, in order."""
    sql = "SELECT table_name, row_id, before, after FROM change WHERE event_id = ? ORDER BY id"
    return tuple(RowChange(_TABLES[t], r, b, a) for t, r, b, a in db.execute(sql, [event_id]).fetchall())


def count_of(db: Database, event_id: int) -> int:
    """How many row changes an event has."""
    return int(db.execute("SELECT count(*) FROM change WHERE event_id = ?", [event_id]).fetchone()[0])


def _as_event(tx: Transaction, rows: tuple[RowChange, ...], previous_digest: str) -> EventRecord:
    at = tx.now.isoformat(timespec="milliseconds")
    drawn = secrets.token_hex(24)  # asked of the system once for both
    salt, event_uuid = drawn[:16], str(uuid.UUID(hex=drawn[16:], version=4))
    head = (tx.event_id, event_uuid, at, tx.mono_ms, tx.operator, tx.kind, tx.summary, tx.undoes)
    content = content_digest(salt, head, rows)
    return EventRecord(*head, salt, content, chain_digest(previous_digest, content), rows, tuple(tx.assets),
                       tx.scrub, tx.touched, tx.ahead)  # fmt: skip


def content_digest(salt: str, head: tuple[object, ...], rows: Iterable[RowChange]) -> str:
    """Salted digest of one event, so that its text can be erased and the chain over the digests still verifies."""
    digest = hashlib.sha256(f"{salt}{_json(head)[:-1]}, [".encode())
    rest = iter(rows)
    separator = ""
    while some := list(itertools.islice(rest, ROWS_AT_ONCE)):  # all at once would hold every other thread up
        digest.update(f"{separator}{_json(some)[1:-1]}".encode())
        separator = ", "
    digest.update(b"]]")
    return digest.hexdigest()


def chain_digest(previous: str, content: str) -> str:
    return hashlib.sha256((previous + content).encode()).hexdigest()


def insert_event(db: Database, record: EventRecord) -> None:
    db.execute(
        "INSERT INTO event (id, uuid, at, mono_ms, operator, kind, summary, undoes, salt, content_digest, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [record.id, record.uuid, record.at, record.mono_ms, record.operator, record.kind.value, record.summary,
         record.undoes, record.salt, record.content_digest, record.digest],
    )  # fmt: skip


def keep_asset(tx: Transaction, asset: Asset) -> None:
    """Keep a file's content with the event that first names it; the same content is kept once."""
    insert_asset(tx.db, asset)
    tx.assets.append(asset)


def insert_asset(db: Database, asset: Asset) -> None:
    db.execute(
        "INSERT OR IGNORE INTO asset (sha256, media_type, name, content) VALUES (?, ?, ?, ?)",
        [asset.sha256, asset.media_type, asset.name, asset.content],
    )


def begin(db: Database, event_id: EventId) -> None:
    """From now on the triggers note what changes for this event."""
    db.execute("UPDATE recording SET event_id = ?", [event_id])


def follow(db: Database, record: EventRecord, *, is_begun: bool = False) -> None:
    """Bring another file to the state after the event; its own triggers note the changes again, as a cross-check.

    is_begun: its first rows were told ahead and are there.
    """
    begin(db, record.id)
    are_many = len(record.rows) > ROWS_AT_ONCE
    if are_many:
        _write_many(db, record.rows[count_of(db, record.id) if is_begun else 0 :])
    else:
        for row in record.rows:
            write_row(db, row)
    for asset in record.assets:
        insert_asset(db, asset)
    insert_event(db, record)
    db.execute("UPDATE recording SET event_id = NULL")
    if not (_has_noted_many(db, record) if are_many else noted(db, record.id) == record.rows):
        raise DivergedError(f"event {record.id}: the file noted other changes than were sent")


def _write_many(db: Database, rows: Iterable[RowChange]) -> None:
    """New rows of one table by one call of SQLite for many: inside it no other thread waits for this one."""
    for (table, is_new), group in itertools.groupby(rows, key=lambda row: (row.table, row.before is None)):
        if not is_new:
            for row in group:
                write_row(db, row)
            continue
        columns = columns_of(db, table)
        names = ", ".join(f'"{c}"' for c in columns)
        values = ", ".join(f"json_extract(value, '$.{c}')" for c in columns)
        sql = f"INSERT INTO {table.value} ({names}) SELECT {values} FROM jsonb_each(?)"
        images = (row.after or "" for row in group)
        while part := ",".join(itertools.islice(images, ROWS_AT_ONCE)):
            db.execute(sql, [f"[{part}]"])


def _has_noted_many(db: Database, record: EventRecord) -> bool:
    """Whether the file has noted what was sent, asked in parts for the same reason; no image has a line break in it."""
    lines = "concat_ws('\n', table_name, row_id, ifnull(before, ''), ifnull(after, ''))"
    some = "SELECT * FROM change WHERE event_id = ? AND id > ? ORDER BY id LIMIT ?"
    sql = f"SELECT max(id), group_concat({lines}, '\n') FROM ({some})"
    last = 0
    for start in range(0, len(record.rows) + 1, ROWS_AT_ONCE):
        sent = record.rows[start : start + ROWS_AT_ONCE]
        last, found = db.execute(sql, [record.id, last, ROWS_AT_ONCE]).fetchone()
        expected = (f"{table}\n{row_id}\n{before or ''}\n{after or ''}" for table, row_id, before, after in sent)
        if (found or "") != "\n".join(expected):
            return False
    return True


def undo(tx: Transaction, event_id: EventId) -> None:
    """Write back what event_id changed, in reverse order, or raise UndoConflictError and change nothing.

    An updated row gives back only the columns that the event changed, so that text typed into another column of the
    same row meanwhile stays.
    """
    rows = noted(tx.db, event_id)
    select = {table: _image_select(tx.db, table) for table in {row.table for row in rows}}
    for row in reversed(rows):
        now = _first(tx.db, select[row.table], row.row_id)
        if row.before is None or row.after is None:
            if now != row.after:
                raise UndoConflictError(f"{row.table.value} {row.row_id}")
            write_row(tx.db, RowChange(row.table, row.row_id, now, row.before))
            continue
        if now is None:
            raise UndoConflictError(f"{row.table.value} {row.row_id}")
        before, after, present = json.loads(row.before), json.loads(row.after), json.loads(now)
        changed = {c: before[c] for c in before if before[c] != after[c]}
        if any(present[c] != after[c] for c in changed):
            raise UndoConflictError(f"{row.table.value} {row.row_id}")
        _update(tx.db, row.table, row.row_id, changed)


def image_of(db: Database, table: Table, row_id: int) -> Image:
    return _first(db, _image_select(db, table), row_id)


def _image_select(db: Database, table: Table) -> str:
    return f"SELECT {image_sql(columns_of(db, table))} FROM {table.value} WHERE id = ?"


def _first(db: Database, sql: str, *values: int) -> Image:
    found = db.execute(sql, values).fetchone()
    return found[0] if found else None


def images(db: Database, table: Table) -> list[tuple[int, str]]:
    """Id and image of every row of a table."""
    rows = db.execute(f"SELECT id, {image_sql(columns_of(db, table))} FROM {table.value}").fetchall()
    return [(row[0], row[1]) for row in rows]


def write_row(db: Database, row: RowChange) -> None:
    """Bring a row from its image before to its image after, touching only the columns that differ.

    Either may have fewer columns than the other.
    """
    if row.after is None:
        db.execute(f"DELETE FROM {row.table.value} WHERE id = ?", [row.row_id])
        return
    values: dict[str, Any] = json.loads(row.after)
    if row.before is not None:
        before = json.loads(row.before)
        _update(db, row.table, row.row_id, {c: values[c] for c in before if c in values and before[c] != values[c]})
        return
    names = ", ".join(f'"{c}"' for c in values)
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {row.table.value} ({names}) VALUES ({marks})", list(values.values()))


def _update(db: Database, table: Table, row_id: int, values: dict[str, Any]) -> None:
    if not values:
        return  # what differed was erased from both images
    assignments = ", ".join(f'"{c}" = ?' for c in values)
    db.execute(f"UPDATE {table.value} SET {assignments} WHERE id = ?", [*values.values(), row_id])
