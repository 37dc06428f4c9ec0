"""Going back to a copy: which copies open, what each would change, and the exchange that can be taken back.

Functions only; the shell calls copies_of from a thread, and restore when the conference is closed and its lock held.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app import backup, data_words
from app.domain.changes import EventKind
from app.domain.clock import Clock, local
from app.domain.errors import StorageError
from app.domain.records import dataclass
from db import connection, copies, engine, keys, recorder, salvage, second_copy
from db.connection import trouble_of
from db.database import Database

NEWEST_ACTS = 5
"""Acts named of those a restore would take away."""
_STAMP = "%Y%m%d-%H%M%S"


class CopyKind(StrEnum):
    """Where a copy comes from. SALVAGED: made now of what could be read of a damaged file."""

    BACKUP = "backup"
    SECOND = "second"
    KEPT = "kept"
    SALVAGED = "salvaged"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that opens. at: its last act, None without any. last_event and questions: what is in it.

    lacks: acts of the present file that are not in it (None: the present file cannot be read); newest: some of these.
    """

    path: Path
    kind: CopyKind
    at: datetime | None
    last_event: int
    questions: int
    lacks: int | None
    newest: tuple[str, ...] = ()


def locked_copy(path: Path, backups: Path, second: Path) -> Path | None:
    """A copy that cannot be looked at before its password is given, the newest one."""
    found = [second_copy.path_for(path, second), *backup.kept_beside(path)]
    found += backup.backups(path, backups) if backups.is_dir() else []
    return next((file for file in reversed(found) if keys.is_locked(file)), None)


def copies_of(path: Path, backups: Path, second: Path | None = None) -> tuple[Copy, ...]:
    """Every copy of this conference that opens and is sound in its structure, the one with most in it first.

    A plain copy is none of an encrypted conference's.
    """
    found = [(file, CopyKind.BACKUP) for file in backup.backups(path, backups)] if backups.is_dir() else []
    found += [(file, CopyKind.KEPT) for file in backup.kept_beside(path)]
    if second is not None and second_copy.path_for(path, second).exists():
        found.append((second_copy.path_for(path, second), CopyKind.SECOND))
    if keys.head_of(path) is not None:
        found = [(file, kind) for file, kind in found if keys.head_of(file) is not None]
    present = _log_of(path)
    made = [copy for file, kind in found if (copy := _copy_of(file, kind, present)) is not None]
    return tuple(sorted(made, key=lambda copy: (copy.last_event, copy.kind is CopyKind.SECOND), reverse=True))


def salvaged(path: Path, folder: Path) -> tuple[Copy, salvage.Salvaged]:
    """A new file of what can still be read of a damaged one, in folder. Errors: StorageError DAMAGED if nothing can."""
    target = folder / f"{path.stem}.cuu-du-lieu{path.suffix}"
    target.unlink(missing_ok=True)
    found = salvage.salvage(path, target)
    copy = _copy_of(target, CopyKind.SALVAGED, None)
    assert copy is not None, "what was just made can be read"
    return copy, found


def restore(path: Path, copy: Path, clock: Clock, operator: str) -> Path:
    """Put a copy in the place of the conference file; returns where the file as it was is kept, complete.

    The copy gets one more act, so that no second copy takes the file that was replaced for its continuation.
    Errors: StorageError; then the file is as it was.
    """
    aside = path.with_name(f".{path.name}.phuc-hoi")
    try:
        copies.copy_file(copy, aside)
        connection.prepare_file(aside, clock.now(), _no_copy)
        _note_restored(aside, clock, operator)
        kept = _keep(path, clock.now())
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        aside.replace(path)
        copies.sync_folder(path.parent)
    except engine.errors(OSError) as error:
        raise trouble_of(error, path) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            aside.with_name(aside.name + ending).unlink(missing_ok=True)
    return kept


def _no_copy(path: Path, _: datetime) -> Path:
    """The copy that is being put back is itself the copy before its migration."""
    return path


def _note_restored(aside: Path, clock: Clock, operator: str) -> None:
    with closing(connection.open_file(aside)) as db:
        at = _last(db)[1]
        with recorder.recording(db, EventKind.RESTORED, clock.now(), clock.mono_ms(), operator) as tx:
            tx.even_empty = True
            tx.summary = data_words.restored(at)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")
    with aside.open("r+b") as file:
        os.fsync(file.fileno())


def _keep(path: Path, at: datetime) -> Path:
    """A whole copy by SQLite where it can be read, else its bytes as they are, with the write-ahead log."""
    stamp = local(at).strftime(_STAMP)
    kept = path.with_name(f"{path.stem}.thay-the-{stamp}{path.suffix}")
    try:
        copies.copy_file(path, kept)
    except engine.errors(StorageError, UnicodeDecodeError):
        kept = path.with_name(f"{path.stem}.hong-{stamp}{path.suffix}")
        if path.exists():
            shutil.copy2(path, kept)
        log = path.with_name(path.name + "-wal")
        if log.exists():
            shutil.copy2(log, kept.with_name(kept.name + "-wal"))
        if sys.platform != "win32":
            kept.chmod(0o600)
    return kept


def _log_of(path: Path) -> dict[int, tuple[str, str]] | None:
    """Digest and summary of every act of the present file; None if it cannot be read."""
    try:
        with closing(connection.open_reading(path)) as db:
            rows = db.execute("SELECT id, digest, summary FROM event ORDER BY id").fetchall()
            return {row[0]: (row[1], row[2]) for row in rows}
    except engine.errors(StorageError, UnicodeDecodeError):
        return None


def _copy_of(file: Path, kind: CopyKind, present: dict[int, tuple[str, str]] | None) -> Copy | None:
    try:
        with closing(connection.open_reading(file)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            last, at = _last(db)
            digest = db.execute("SELECT digest FROM event WHERE id = ?", [last]).fetchone()
            questions = db.execute("SELECT count(*) FROM question").fetchone()[0]
    except engine.errors(StorageError, UnicodeDecodeError, ValueError):
        return None
    lacks, newest = _difference(last, digest[0] if digest else "", present)
    return Copy(file, kind, at, last, questions, lacks, newest)


def _difference(
    last: int, digest: str, present: dict[int, tuple[str, str]] | None
) -> tuple[int | None, tuple[str, ...]]:
    """Where the logs have parted, everything after the copy's last act counts as lacking."""
    if present is None:
        return None, ()
    later = [summary for event_id, (_, summary) in present.items() if event_id > last]
    if present.get(last, ("", ""))[0] != digest:
        return len(later) + 1, tuple(reversed(later[-NEWEST_ACTS:]))
    return len(later), tuple(reversed(later[-NEWEST_ACTS:]))


def _last(db: Database) -> tuple[int, datetime | None]:
    row = db.execute("SELECT id, at FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], datetime.fromisoformat(row[1])) if row else (0, None)
