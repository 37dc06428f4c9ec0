"""Whole copies of a conference file by the backup API: complete, consistent, written aside and renamed."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

from app.domain.asset import Asset
from app.domain.changes import Table
from app.domain.errors import StorageError, Trouble
from db import engine, keys, recorder
from db.database import Database
from db.keys import FileKey

STEP_PAGES = 256
"""One step of the backup API: 1 MiB."""
_EVENT = "id, uuid, at, mono_ms, operator, kind, summary, undoes, salt, content_digest, digest, rewritten_digest"


def copy_file(source: Path, target: Path) -> None:
    """Copy a database that may be open elsewhere. The target's name holds a whole copy or what was there before.

    A encrypted file's copy is encrypted by the same key.
    The reader's transaction lasts from the first step to the last: what is written meanwhile does not begin the copy
    anew, and nobody waits for it.
    """
    if not source.exists():
        raise StorageError(Trouble.MISSING, file=source.name)
    key = keys.key_of(source)
    with closing(engine.connect_as(key, source)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        copy_open(Database(reader), target, key)


def copy_open(source: Database, target: Path, key: FileKey | None) -> None:
    """Copy what a connection sees, even if its file has lost its name. key: of that file, None if it is plain."""
    aside = target.with_name(target.name + ".tmp")
    aside.unlink(missing_ok=True)
    try:
        aside.touch(mode=0o600)
        with closing(engine.connect_as(key, aside)) as writer:
            source.conn.backup(writer, pages=STEP_PAGES)
            _check(writer, target)
            writer.execute("PRAGMA journal_mode = DELETE")
        with aside.open("r+b") as file:  # Windows syncs only what is open for writing
            os.fsync(file.fileno())
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _check(copy: Any, target: Path) -> None:
    if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StorageError(Trouble.DAMAGED, file=target.name)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut; Windows does that by itself and cannot open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def restate(db: Database, state: Database, name: str) -> None:
    """Inside a transaction: give a file that went another way the rows of state and the events it lacks.

    Its own log stays. Errors: StorageError(NOT_OURS) if its last event is none of state's.
    """
    last = db.execute("SELECT id, digest FROM event ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
    known = state.execute("SELECT digest FROM event WHERE id = ?", [last[0]]).fetchone()
    if last[0] and (known is None or known[0] != last[1]):
        raise StorageError(Trouble.NOT_OURS, file=name)
    recorder.drop_triggers(db)
    for table in Table:
        db.execute(f"DELETE FROM {table.value}")
        columns = ", ".join(f'"{name}"' for name in recorder.columns_of(db, table))
        copy_rows(state, db, table.value, "ORDER BY id", columns=columns)
    copy_rows(state, db, "event", f"WHERE id > {last[0]} ORDER BY id", columns=_EVENT)
    change = "event_id, table_name, row_id, before, after"
    copy_rows(state, db, "change", f"WHERE event_id > {last[0]} ORDER BY id", columns=change)
    for asset in state.execute("SELECT sha256, media_type, name, content FROM asset").fetchall():
        recorder.insert_asset(db, Asset(*asset))
    recorder.install_triggers(db)


def copy_rows(source: Database, target: Database, table: str, condition: str = "", columns: str = "*") -> None:
    """Copy rows from one database to another, whichever module opened them. condition: WHERE and ORDER BY."""
    cursor = source.execute(f"SELECT {columns} FROM {table} {condition}")
    names = ", ".join(f'"{column[0]}"' for column in cursor.description)
    marks = ", ".join("?" * len(cursor.description))
    target.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", cursor)


def copy_attached(name: str, target: Database, table: str, condition: str = "") -> None:
    """The same from a database that target has attached by that name: without Python, three times as fast."""
    columns = target.execute(f"SELECT * FROM {name}.{table} LIMIT 0").description
    names = ", ".join(f'"{column[0]}"' for column in columns)
    target.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM {name}.{table} {condition}")
