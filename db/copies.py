"""Whole copies of a conference file by the backup API: complete, consistent, written aside and renamed."""

from __future__ import annotations

import os
from pathlib import Path

from sqlite_utils.utils import sqlite3

from app.domain.errors import StorageError, Trouble


def copy_file(source: Path, target: Path) -> None:
    """Copy a database that may be open elsewhere. The target's name holds a whole copy or what was there before."""
    aside = target.with_name(target.name + ".tmp")
    aside.unlink(missing_ok=True)
    reader = sqlite3.connect(str(source))
    writer = sqlite3.connect(str(aside))
    try:
        aside.chmod(0o600)
        reader.backup(writer)
        if writer.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageError(Trouble.DAMAGED, file=source.name)
        writer.execute("PRAGMA journal_mode = DELETE")
    finally:
        writer.close()
        reader.close()
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(target)
