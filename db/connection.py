"""Opens a conference file: refusals in words, migration behind a copy, pragmas; and loads its state into memory.

The program works on a copy in memory and a follower thread writes the file (docs/decisions.md, "No key waits").
"""

from __future__ import annotations

import errno
import os
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.changes import EventKind, Table
from app.domain.errors import StorageError, Trouble
from db import copies, engine, keys, marks, recorder
from db.database import Database, sqlite3
from db.keys import FileKey

OLDEST_SQLITE = (3, 51, 3)
"""Older versions can corrupt a WAL file that two connections write and checkpoint (WAL-reset bug)."""
EVENTS_IN_MEMORY = 30_000
"""Newest events of the log in memory, more than people can do: papers, versions of the minutes, undo read it there."""
WHOLE_EVENTS = 10_000
"""The newest of them have all their row changes, so that nearly every file is taken in page by page. Of older ones
those of the preview are left in the file: a third of the log and more, of use to nobody later."""
CACHE_KIB = 512
"""Pages of a file that is written: an act touches few of them, and SQLite's own 2 MiB are taken for each file."""
_STEP_PAGES, _STEP_S = 128, 0.0002
"""A step of a copy made beside: half a megabyte, a third of a millisecond."""
_SQLITE_SAYS = {
    "readonly": Trouble.READ_ONLY,
    "read-only": Trouble.READ_ONLY,
    "is full": Trouble.DISK_FULL,
    "not a database": Trouble.DAMAGED,
    "malformed": Trouble.DAMAGED,
    "decode to utf-8": Trouble.DAMAGED,
    "locked": Trouble.IN_USE,
    "busy": Trouble.IN_USE,
}
"""Parts of SQLite's messages: Python 3.11's and pysqlite3's exceptions do not both carry the error code."""
_ERRNO_SAYS = {
    errno.ENOENT: Trouble.MISSING,
    errno.ENOTDIR: Trouble.MISSING,
    errno.EEXIST: Trouble.EXISTS,
    errno.EACCES: Trouble.NO_ACCESS,
    errno.EPERM: Trouble.NO_ACCESS,
    errno.EISDIR: Trouble.NO_ACCESS,
    errno.EROFS: Trouble.READ_ONLY,
    errno.ENOSPC: Trouble.DISK_FULL,
    errno.EDQUOT: Trouble.DISK_FULL,
}


def assert_sqlite_is_sound() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old, {OLDEST_SQLITE} is needed (pysqlite3)")


def create_file(path: Path, key: FileKey | None = None) -> None:
    """Make an empty conference file, owner only, encrypted by key. Refuses to touch one that exists.

    Leaves nothing if it fails. Made aside and then given the name: whatever bears the name by then, say a stick that
    is back, stays as it is.
    """
    from db import migrations

    if path.exists():
        raise StorageError(Trouble.EXISTS, file=path.name)
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        aside.touch(mode=0o600, exist_ok=False)
        with closing(_database(engine.connect_as(key, aside))) as db, db.atomic():
            migrations.apply(db)
            recorder.install_triggers(db)
        _give_name(aside, path)
    except engine.errors(OSError) as error:
        raise trouble_of(error, path) from error
    finally:
        aside.unlink(missing_ok=True)


def _give_name(aside: Path, path: Path) -> None:
    """Errors: FileExistsError if the name is taken. Windows never replaces by rename; FAT sticks know no links."""
    if os.name != "nt":
        try:
            os.link(aside, path)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
                raise
        else:
            return
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    aside.rename(path)


def open_file(path: Path) -> Database:
    """A connection for writing, WAL with every commit synced; it may be used from one thread other than this one.

    Never makes a file: a conference file that is gone must be missed, not replaced by an empty one.
    """
    if not path.exists():
        raise StorageError(Trouble.MISSING, file=path.name)
    db = _connect(path)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except BaseException:
        db.close()
        raise
    return db


def open_reading(path: Path) -> Database:
    """A connection that cannot write; others may write meanwhile. Errors: engine.errors(), StorageError ENCRYPTED."""
    return Database(engine.connect(path, read_only=True))


def prepare_file(path: Path, at: datetime, copy_to: Callable[[Path, datetime], Path]) -> Path | None:
    """Check that the file is ours, sound and not newer, and migrate an older one behind a copy.

    Returns the copy's path if the file was migrated. Errors: StorageError with MISSING, NOT_OURS, DAMAGED, TOO_NEW,
    READ_ONLY, NO_ACCESS, ENCRYPTED, NO_CIPHER, IO.
    """
    _check_header(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StorageError(Trouble.READ_ONLY, file=path.name)
    try:
        with closing(_connect(path)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StorageError(Trouble.DAMAGED, file=path.name)
            version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > marks.SCHEMA_VERSION:  # known only by the write-ahead log, not yet in the header
            raise StorageError(Trouble.TOO_NEW, file=path.name, version=version)
        if version == marks.SCHEMA_VERSION:
            return None
        copy = copy_to(path, at)
        with closing(_connect(path)) as db:
            _migrate(db)
    except engine.errors(OSError, UnicodeDecodeError) as error:
        raise trouble_of(error, path) from error
    return copy


def load_into_memory(path: Path) -> Database:
    """The state of a file as a database in memory, with its log (the end of a very long one); recording is installed.

    Errors: StorageError with DAMAGED, IO.
    """
    db = _in_memory()
    try:
        with closing(_connect(path)) as file:
            last = file.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]
            db.whole_from = max(0, last - WHOLE_EVENTS)
            if keys.key_of(path) is not None:  # of a module that cannot be told of a database of the other
                with db.atomic():
                    _copy_newest(file, db, last, partial(copies.copy_rows, file, db))
            elif db.whole_from:
                db.execute("ATTACH ? AS file", [str(path.absolute())])
                with db.atomic():
                    _copy_newest(file, db, last, partial(copies.copy_attached, "file", db))
                db.execute("DETACH file")
            else:
                file.conn.backup(db.conn)  # page by page
        db.execute("PRAGMA foreign_keys = ON")
        with db.atomic():
            recorder.install_triggers(db)
    except engine.errors(OSError, UnicodeDecodeError) as error:
        db.close()
        raise trouble_of(error, path) from error
    return db


def _copy_newest(file: Database, db: Database, last: int, copy: Callable[[str, str], None]) -> None:
    """All of the state and, of the log, what somebody may ask for; what came after minutes were final always.

    copy: of a table the rows that fulfil a condition, into db.
    """
    from db import migrations

    migrations.apply(db)
    for name in (*(table.value for table in Table), "asset"):
        copy(name, "")
    final = file.execute(f"SELECT max(id) FROM event WHERE kind = '{EventKind.MINUTES_FINALISED}'").fetchone()[0]
    first = min(last - EVENTS_IN_MEMORY, last if final is None else final - 1)
    copy("event", f"WHERE id > {first}")
    previews = f"SELECT id FROM event WHERE kind = '{EventKind.PREVIEWED}' AND id <= {db.whole_from}"
    of_preview = f"table_name = '{Table.PROJECTION}' AND event_id IN ({previews})"
    copy("change", f"WHERE event_id > {first} AND NOT ({of_preview})")


def copy_of_memory(db: Database, *, in_steps: bool = False) -> Database:
    """A second database in memory with the same content, for another thread.

    in_steps: that thread makes it, and the one that db belongs to goes on meanwhile. A commit there begins the copy
    anew; inside a transaction no step is made.
    """
    db.execute("SELECT 1")  # a closed one says so; asked for a copy, pysqlite3 would end the process
    copy = _in_memory()
    if in_steps:
        db.conn.backup(copy.conn, pages=_STEP_PAGES, progress=_let_others_in, sleep=_STEP_S)
    else:
        db.conn.backup(copy.conn)
    copy.execute("PRAGMA foreign_keys = ON")
    copy.whole_from = db.whole_from
    return copy


def copy_for_file(db: Database) -> Database:
    """A copy from which a lost file is written anew: without events that lack some of their changes.

    Their digests would not fit; the chain of such a file begins later.
    """
    copy = copy_of_memory(db)
    if copy.whole_from:
        with copy.atomic():
            drop_log(copy, f"<= {copy.whole_from}")
    return copy


def drop_log(copy: Database, which: str) -> None:
    """Take events out of the log of a copy. which: a comparison of their numbers."""
    for name in ("change", "event"):
        trigger = f"{name}_is_append_only_delete"
        sql = copy.execute("SELECT sql FROM sqlite_master WHERE name = ?", [trigger]).fetchone()[0]
        copy.execute(f"DROP TRIGGER {trigger}")
        copy.execute(f"DELETE FROM {name} WHERE {'id' if name == 'event' else 'event_id'} {which}")
        copy.execute(sql)


def exchange(one: Database, other: Database) -> None:
    """Two databases in memory change places; whoever holds one of them finds the content of the other in it."""
    one.conn, other.conn = other.conn, one.conn
    one.forget()
    other.forget()


def _let_others_in(*_: int) -> None:
    """Without it the thread would take the database again before a waiting one has woken up."""
    time.sleep(_STEP_S)


def trouble_of(error: Exception, path: Path) -> StorageError:
    """The StorageError that tells what an OSError or an SQLite error means to the person."""
    if isinstance(error, StorageError):
        return error
    if isinstance(error, OSError):
        code = _ERRNO_SAYS.get(error.errno or 0, Trouble.IO)
        return StorageError(code, file=path.name, detail=str(error))
    if isinstance(error, UnicodeDecodeError):  # damage in the text of an error, or in a name of the schema
        return StorageError(Trouble.DAMAGED, file=path.name)
    text = str(error).lower()
    code = next((code for part, code in _SQLITE_SAYS.items() if part in text), Trouble.IO)
    if code is Trouble.IO and not path.exists():
        code = Trouble.MISSING
    if code is Trouble.DAMAGED and keys.is_locked(path):
        code = Trouble.ENCRYPTED
    return StorageError(code, file=path.name, detail=text)


def _in_memory() -> Database:
    connection = sqlite3.connect(
        ":memory:",
        isolation_level=None,
        check_same_thread=False,
        cached_statements=engine.STATEMENTS,
    )
    return Database(connection)


def _connect(path: Path) -> Database:
    return _database(engine.connect(path))


def _database(connection: Any) -> Database:
    db = Database(connection)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _check_header(path: Path) -> None:
    """The marks in SQLite's header, read without SQLite, so that a file that is not ours is not touched at all."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise trouble_of(error, path) from error
    if keys.key_of(path) is not None:
        _check_encrypted(path)
        return
    if len(head) < 100 or not head.startswith(b"SQLite format 3\x00"):
        raise StorageError(Trouble.NOT_OURS, file=path.name)
    version, mark = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    if mark != marks.APPLICATION_ID:
        raise StorageError(Trouble.NOT_OURS, file=path.name)
    if version > marks.SCHEMA_VERSION:
        raise StorageError(Trouble.TOO_NEW, file=path.name, version=version)


def _check_encrypted(path: Path) -> None:
    """The same marks can be read only with the key; what the key does not open is damaged."""
    try:
        with closing(engine.connect(path, read_only=True)) as file:
            version = file.execute("PRAGMA user_version").fetchone()[0]
            if file.execute("PRAGMA application_id").fetchone()[0] != marks.APPLICATION_ID:
                raise StorageError(Trouble.NOT_OURS, file=path.name)
    except engine.errors() as error:
        raise trouble_of(error, path) from error
    if version > marks.SCHEMA_VERSION:
        raise StorageError(Trouble.TOO_NEW, file=path.name, version=version)


def _migrate(db: Database) -> None:
    """All steps or none. Foreign keys are off meanwhile, because a step may build a table anew, and checked after."""
    from db import migrations

    db.execute("PRAGMA foreign_keys = OFF")
    with db.atomic():
        recorder.drop_triggers(db)
        migrations.apply(db)
        recorder.install_triggers(db)
        if db.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError("a migration step broke a foreign key")
