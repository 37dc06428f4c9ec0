"""Opens a conference file: refusals in words, migration behind a copy, pragmas; and loads its state into memory.

The program works on a copy in memory and a follower thread writes the file (docs/decisions.md, "No key waits").
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from app.domain.changes import Table
from app.domain.errors import StorageError, Trouble
from db import migrations, recorder

OLDEST_SQLITE = (3, 51, 3)
"""Older versions can corrupt a WAL file that two connections write and checkpoint (WAL-reset bug)."""
EVENTS_IN_MEMORY = 3000
"""Newest events kept in memory for undo and the history panel; older ones are read from the file."""
_BUSY_MS = 3000
_SQLITE_SAYS = {
    "readonly": Trouble.READ_ONLY,
    "read-only": Trouble.READ_ONLY,
    "is full": Trouble.DISK_FULL,
    "not a database": Trouble.NOT_OURS,
    "malformed": Trouble.DAMAGED,
    "locked": Trouble.IN_USE,
    "busy": Trouble.IN_USE,
}
"""Parts of SQLite's messages: Python 3.11's and pysqlite3's exceptions do not both carry the error code."""


def assert_sqlite_is_sound() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old, {OLDEST_SQLITE} is needed (pysqlite3)")


def create_file(path: Path) -> None:
    """Make an empty conference file, owner only. Refuses to touch one that exists."""
    if path.exists():
        raise StorageError(Trouble.EXISTS, file=path.name)
    try:
        path.touch(mode=0o600, exist_ok=False)
        db = _connect(path)
        with db.atomic():
            migrations.apply(db)
            recorder.install_triggers(db)
        db.close()
    except (OSError, sqlite3.Error) as error:
        raise trouble_of(error, path) from error


def open_file(path: Path) -> Database:
    """A connection for writing, WAL with every commit synced; it may be used from one thread other than this one."""
    db = _connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    return db


def prepare_file(path: Path, at: datetime, copy_to: Callable[[Path, datetime], Path]) -> Path | None:
    """Check that the file is ours, sound and not newer, and migrate an older one behind a copy.

    Returns the copy's path if the file was migrated. Errors: StorageError with MISSING, NOT_OURS, DAMAGED, TOO_NEW,
    READ_ONLY, NO_ACCESS, IO.
    """
    _check_header(path)
    try:
        db = _connect(path)
        try:
            _check_marks(db, path)
            if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
                raise StorageError(Trouble.READ_ONLY, file=path.name)
            version = db.execute("PRAGMA user_version").fetchone()[0]
            copy = None
            if version < migrations.SCHEMA_VERSION:
                copy = copy_to(path, at)
                _migrate(db)
            return copy
        finally:
            db.close()
    except (OSError, sqlite3.Error) as error:
        raise trouble_of(error, path) from error


def load_into_memory(path: Path) -> Database:
    """The state of a file as a database in memory, with the newest events of its log; recording is installed."""
    db = Database(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        migrations.apply(db)
    db.execute("ATTACH DATABASE ? AS file", [str(path)])
    try:
        with db.atomic():
            db.execute("PRAGMA defer_foreign_keys = ON")
            for table in Table:
                columns = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA table_info({table.value})").fetchall())
                db.execute(f"INSERT INTO main.{table.value} ({columns}) SELECT {columns} FROM file.{table.value}")
            newest = db.execute("SELECT coalesce(max(id), 0) FROM file.event").fetchone()[0] - EVENTS_IN_MEMORY
            db.execute("INSERT INTO main.event SELECT * FROM file.event WHERE id > ?", [newest])
            db.execute("INSERT INTO main.change SELECT * FROM file.change WHERE event_id > ?", [newest])
            db.execute("INSERT INTO main.asset SELECT * FROM file.asset")
    finally:
        db.execute("DETACH DATABASE file")
    with db.atomic():
        # Not while attached: DROP TRIGGER without a schema name would find and drop the file's own triggers.
        recorder.install_triggers(db)
    return db


def trouble_of(error: Exception, path: Path) -> StorageError:
    """The StorageError that tells what an OSError or an SQLite error means to the person."""
    if isinstance(error, StorageError):
        return error
    if isinstance(error, FileNotFoundError):
        return StorageError(Trouble.MISSING, file=path.name)
    if isinstance(error, PermissionError):
        return StorageError(Trouble.NO_ACCESS, file=path.name)
    text = str(error).lower()
    code = next((code for part, code in _SQLITE_SAYS.items() if part in text), Trouble.IO)
    if getattr(error, "errno", None) == errno.ENOSPC:
        code = Trouble.DISK_FULL
    return StorageError(code, file=path.name, detail=text)


def _connect(path: Path) -> Database:
    connection = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000)
    db = Database(connection, execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError as error:
        raise StorageError(Trouble.MISSING, file=path.name) from error
    except (PermissionError, IsADirectoryError) as error:
        raise StorageError(Trouble.NO_ACCESS, file=path.name) from error
    except OSError as error:
        raise StorageError(Trouble.IO, file=path.name, detail=str(error)) from error
    if head != b"SQLite format 3\x00":
        raise StorageError(Trouble.NOT_OURS, file=path.name)


def _check_marks(db: Database, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise StorageError(Trouble.NOT_OURS, file=path.name)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.SCHEMA_VERSION:
        raise StorageError(Trouble.TOO_NEW, file=path.name, version=version)
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StorageError(Trouble.DAMAGED, file=path.name)


def _migrate(db: Database) -> None:
    with db.atomic():
        recorder.drop_triggers(db)
        migrations.apply(db)
        recorder.install_triggers(db)
