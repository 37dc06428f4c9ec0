"""Copies of a conference file, made by SQLite's backup API, never by copying an open file.

Functions only: the shell calls them from a thread, every two minutes if something happened and at each phase.
"""

from __future__ import annotations

import glob
import re
from datetime import datetime
from pathlib import Path

from app.domain.clock import local
from app.domain.errors import StorageError
from db import connection, copies, engine
from db.connection import trouble_of

KEPT = 30
_STAMP = "%Y%m%d-%H%M%S"
_KEPT_AS = ("truoc-nang-cap", "truoc-khi-lay-lai", "thay-the", "hong")
"""Before a migration, before events were taken over from the second copy, replaced by a restore, damaged."""


def copy_before_migration(path: Path, at: datetime) -> Path:
    """The file as it was before its schema changes, beside it; returns the copy's path."""
    target = path.with_name(f"{path.stem}.truoc-nang-cap-{local(at).strftime(_STAMP)}{path.suffix}")
    copies.copy_file(path, target)
    return target


def backup_now(conference_path: Path, folder: Path, at: datetime) -> Path:
    """A whole copy in folder, named by the time, verified by opening it; returns its path.

    The conference may be open and being written. Errors: StorageError; then folder is as it was.
    """
    target = folder / f"{conference_path.stem}.sao-luu-{local(at).strftime(_STAMP)}{conference_path.suffix}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        copies.copy_file(conference_path, target)
        _open_once(target)
    except engine.errors(OSError) as error:
        raise trouble_of(error, target) from error
    return target


def prune(conference_path: Path, folder: Path, keep: int = KEPT) -> list[Path]:
    """Remove the oldest backups of this conference beyond `keep`; returns those removed. Nothing else is touched."""
    removed = backups(conference_path, folder)[:-keep]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def backups(conference_path: Path, folder: Path) -> list[Path]:
    """The backups of this conference in folder, oldest first."""
    stem, suffix = re.escape(conference_path.stem), re.escape(conference_path.suffix)
    name = re.compile(rf"{stem}\.sao-luu-\d{{8}}-\d{{6}}{suffix}")
    return sorted(path for path in folder.glob(f"*{conference_path.suffix}") if name.fullmatch(path.name))


def forget_former(conference_path: Path, folder: Path, rehearsals: Path, at: datetime) -> list[Path]:
    """After an erasure: one new backup, then every older copy the program ever made of this file goes.

    Call it once the erasure is safe in the file. Returns what was removed. Errors: StorageError; then nothing is.
    """
    fresh = backup_now(conference_path, folder, at)
    stem = glob.escape(conference_path.stem)
    others = [*folder.glob(f"{stem}.cuu-du-lieu*"), *rehearsals.glob(f"{stem}.dien-tap-*")]
    former = [path for path in (*backups(conference_path, folder), *kept_beside(conference_path)) if path != fresh]
    former += others
    for path in former:
        path.unlink(missing_ok=True)
    return former


def kept_beside(conference_path: Path) -> list[Path]:
    """Files as they were before a migration, a restore or a taking over, kept beside the conference file."""
    stem, suffix = re.escape(conference_path.stem), re.escape(conference_path.suffix)
    name = re.compile(rf"{stem}\.(?:{'|'.join(_KEPT_AS)})-\d{{8}}-\d{{6}}{suffix}")
    return sorted(
        path for path in conference_path.parent.glob(f"*{conference_path.suffix}") if name.fullmatch(path.name)
    )


def _open_once(copy: Path) -> None:
    try:
        connection.load_into_memory(copy).close()
    except StorageError:
        copy.unlink(missing_ok=True)
        raise
