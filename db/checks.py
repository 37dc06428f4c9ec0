"""The full check of a file: SQLite's own, the chain of the log, and the state against the log. Takes its time."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.changes import Table
from app.domain.errors import Trouble
from app.domain.records import dataclass
from db import chain, connection, engine
from db.database import Database


@dataclass(frozen=True, slots=True)
class Check:
    """What was found; as it is made, nothing.

    structure: SQLite's words. first_bad: the event from which the log is not as written. rows: those unlike what the
    log says. is_rotten: the file is not byte for byte as it was closed, though nobody has written it since.
    """

    structure: str = ""
    first_bad: int | None = None
    rows: tuple[tuple[Table, int], ...] = ()
    is_rotten: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.loses_data and not self.is_rotten

    @property
    def loses_data(self) -> bool:
        return bool(self.structure or self.rows) or self.first_bad is not None


def seal_of(path: Path) -> str:
    """Size, time and digest of a file that was closed in order. Damage changes the digest, but not the time.

    It sees what no other check can: flipped bits where nothing is stored, a disk that begins to fail.
    """
    stat = path.stat()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{stat.st_size}:{stat.st_mtime_ns}:{digest}"


def check_file(path: Path, seal: str = "") -> Check:
    """Check a file that may be open and written meanwhile; it is only read. seal: as it was when it was closed.

    Errors: StorageError, not for damage.
    """
    try:
        is_rotten = _is_rotten(path, seal)
        with closing(connection.open_reading(path)) as db:
            return replace(check(db), is_rotten=is_rotten)
    except engine.errors(OSError, UnicodeDecodeError) as error:
        return _unreadable(error, path)


def check(db: Database) -> Check:
    """All of it is read in one transaction, so that what is written meanwhile is not taken for damage."""
    with db.atomic():
        broken = db.execute("PRAGMA cipher_integrity_check").fetchall()  # no row of a plain file: it has no such pragma
        found = db.execute("PRAGMA integrity_check(3)").fetchall()
        found = [*broken[:3], *(row for row in found if row != ("ok",))]
        structure = "; ".join(str(row[0]) for row in found)
        return Check(structure, chain.verify(db), tuple(chain.unlike_the_log(db)))


def _is_rotten(path: Path, seal: str) -> bool:
    """False also where the file was written since, or is being written: then the seal says nothing."""
    if not seal:
        return False
    now = seal_of(path)
    return now != seal and now.rpartition(":")[0] == seal.rpartition(":")[0]


def _unreadable(error: Exception, path: Path) -> Check:
    trouble = connection.trouble_of(error, path)
    if isinstance(error, OSError) or trouble.code not in {Trouble.DAMAGED, Trouble.IO}:
        raise trouble from error
    return Check(str(error))
