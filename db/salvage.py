"""Reads what can still be read of a damaged file into a new one: by ranges, halving where SQLite stumbles.

Rows and log say everything twice, so a row that cannot be read is taken from the log, where its event is sound.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from app.domain.changes import Table
from db import chain, connection, engine, keys, recorder

MOST_PROBES = 20_000
"""Reads of one table before the rest of it is given up: each damaged page costs some fifty."""
_LAST_ID = 1 << 53
_SEALED_ROOM = 64 << 20
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """rows: of the state, as they now stand; from_log: those only the log had; lost_events: gaps in the log."""

    rows: int
    from_log: int
    lost_events: int


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Make target, which must not exist, of what damaged still holds; damaged is only read.

    Errors: StorageError(DAMAGED) if nothing at all can be read, else as connection.create_file.
    """
    work = target.with_name(f".{target.name}.work")
    try:
        _copy_padded(damaged, work)
        with closing(_Source(work)) as source:
            connection.create_file(target, source.key)
            with closing(connection.open_file(target)) as db:
                found = _fill(source, db)
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                db.execute("PRAGMA journal_mode = DELETE")
    except engine.errors(OSError) as error:
        target.unlink(missing_ok=True)
        raise connection.trouble_of(error, damaged) from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            work.with_name(work.name + ending).unlink(missing_ok=True)
    return found


def _copy_padded(damaged: Path, work: Path) -> None:
    """A copy that is as long as its header says, for SQLite opens no shorter one; with its write-ahead log."""
    work.touch(mode=0o600)
    shutil.copyfile(damaged, work)
    log = damaged.with_name(damaged.name + "-wal")
    if log.exists():
        shutil.copyfile(log, work.with_name(work.name + "-wal"))
    with work.open("r+b") as file:
        head = file.read(100)
        size = int.from_bytes(head[28:32], "big") * (int.from_bytes(head[16:18], "big") or 1)
        if head.startswith(keys.MARK):  # its own size is sealed too; more than it says does no harm
            size = 4 * file.seek(0, 2) + _SEALED_ROOM
        if file.seek(0, 2) < size < 1 << 34:
            file.truncate(size)


class _Source:
    """The damaged file, open for reading."""

    def __init__(self, work: Path) -> None:
        self.key = keys.key_of(work)
        self._work = work
        self._connection: Any = None
        self._open()

    def execute(self, sql: str, values: Sequence[object] = ()) -> Any:
        return self._connection.execute(sql, values)

    def stumbled(self) -> None:
        """SQLCipher reads nothing any more after a page that it could not unseal."""
        if self.key is not None:
            self._open()

    def close(self) -> None:
        self._connection.close()

    def _open(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = engine.connect_as(self.key, self._work)
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")


def _fill(source: _Source, db: Database) -> Salvaged:
    db.execute("PRAGMA foreign_keys = OFF")
    with db.atomic():
        recorder.drop_triggers(db)
        events = _copy(source, db, "event")
        _copy(source, db, "change")
        _copy(source, db, "asset", "rowid")
        found = sum(_copy(source, db, table.value) for table in Table)
        if not events + found:
            raise sqlite3.DatabaseError("malformed: nothing can be read")
        from_log = _mend_from_log(db)
        _drop_dangling(db)
        recorder.install_triggers(db)
    last = db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]
    rows = sum(len(recorder.images(db, table)) for table in Table)
    return Salvaged(rows, from_log, last - events)


def _copy(source: _Source, db: Database, table: str, key: str = "id") -> int:
    """Take over the readable rows of one table; returns how many. Columns of a later schema keep their defaults."""
    known = {row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()}
    try:
        columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})").fetchall() if row[1] in known]
    except engine.errors():
        source.stumbled()
        return 0
    if not columns:
        return 0
    names = ", ".join(f'"{name}"' for name in columns)
    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    taken = 0
    for row in _readable(source, f"SELECT {key}, {names} FROM {table} NOT INDEXED WHERE {key} BETWEEN ? AND ?"):
        try:
            taken += db.conn.execute(insert, row[1:]).rowcount
        except engine.errors():  # a value that no column of ours may hold
            continue
    return taken


def _readable(source: _Source, select: str) -> Iterator[Row]:
    waiting, probes = [(0, _LAST_ID)], 0
    while waiting and probes < MOST_PROBES:
        low, high = waiting.pop()
        probes += 1
        last = low - 1
        try:
            for row in source.execute(f"{select} ORDER BY 1", [low, high]):
                if isinstance(row[0], int) and row[0] > last:
                    last = row[0]
                    yield row
        except engine.errors(OverflowError):
            source.stumbled()
            if last + 1 < high:
                middle = (last + 1 + high) // 2
                waiting += [(middle + 1, high), (last + 1, middle)]


def _mend_from_log(db: Database) -> int:
    """Rows that are not what a sound event says of them last become so; returns how many."""
    sound = chain.sound_events(db)
    mended = 0
    sql = "SELECT event_id, before, after FROM change WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 1"
    for table, row_id in chain.unlike_the_log(db):
        said = db.execute(sql, [table.value, row_id]).fetchone()
        if said is None or said[0] not in sound:
            continue
        now = recorder.image_of(db, table, row_id)
        recorder.write_row(db, recorder.RowChange(table, row_id, now, said[2]))
        mended += 1
    return mended


def _drop_dangling(db: Database) -> None:
    """A row that points to one that is lost points nowhere; where it must point somewhere it goes as well."""
    for _ in range(len(Table)):
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, row_id, _parent, number in broken:
            keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column = next(key[3] for key in keys if key[0] == number)
            try:
                db.conn.execute(f'UPDATE {table} SET "{column}" = NULL WHERE id = ?', [row_id])
            except engine.integrity_errors():
                db.conn.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])
