"""Reads what can still be read of a damaged file into a new one: by ranges, halving where SQLite stumbles.

Rows and log say everything twice, so a row that cannot be read is taken from the log, where its event is sound.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from app.domain.changes import Table
from app.domain.records import dataclass
from db import chain, cipher_pages, connection, engine, keys, recorder
from db.database import Database, sqlite3
from db.keys import FileKey

MOST_PROBES = 20_000
"""Reads of one table before the rest of it is given up: each damaged page costs some fifty."""
_LAST_ID = 1 << 53
_TABLES = ", ".join(f"'{table.value}'" for table in Table)
"""A change of a table whose name is damaged tells nothing."""
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
        key = keys.key_of(damaged)
        _copy_padded(damaged, work, key)
        if key is not None:
            cipher_pages.accept_damaged_pages(work, key)
        with closing(_reader(work, key)) as source:
            connection.create_file(target, key)
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


def _copy_padded(damaged: Path, work: Path, key: FileKey | None) -> None:
    """A copy that is as long as its header says, for SQLite opens no shorter one; with its write-ahead log."""
    work.touch(mode=0o600)
    shutil.copyfile(damaged, work)
    log = damaged.with_name(damaged.name + "-wal")
    if log.exists():
        shutil.copyfile(log, work.with_name(work.name + "-wal"))
    with work.open("r+b") as file:
        head = file.read(100)
        size = int.from_bytes(head[28:32], "big") * (int.from_bytes(head[16:18], "big") or 1)
        if key is not None:
            size = cipher_pages.size_said(work, key)
        if file.seek(0, 2) < size < 1 << 34:
            file.truncate(size)


def _reader(work: Path, key: FileKey | None) -> Any:
    reader = engine.connect_as(key, work)
    reader.execute("PRAGMA writable_schema = ON")  # one unreadable table does not keep the others from being read
    reader.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return reader


def _fill(source: Any, db: Database) -> Salvaged:
    db.execute("PRAGMA foreign_keys = OFF")
    with db.atomic():
        recorder.drop_triggers(db)
        events = _copy(source, db, "event")
        _copy(source, db, "change", condition=f" AND table_name IN ({_TABLES})")
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


def _copy(source: Any, db: Database, table: str, key: str = "id", condition: str = "") -> int:
    """Take over the readable rows of one table; returns how many. Columns of a later schema keep their defaults."""
    known = {row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()}
    try:
        columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})").fetchall() if row[1] in known]
    except engine.errors():
        return 0
    if not columns:
        return 0
    names = ", ".join(f'"{name}"' for name in columns)
    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    taken = 0
    for row in _readable(
        source, f"SELECT {key}, {names} FROM {table} NOT INDEXED WHERE {key} BETWEEN ? AND ?{condition}"
    ):
        try:
            taken += db.conn.execute(insert, row[1:]).rowcount
        except engine.errors():  # a value that no column of ours may hold
            continue
    return taken


def _readable(source: Any, select: str) -> Iterator[Row]:
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
