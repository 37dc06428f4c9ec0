"""Copies of a conference file, made by SQLite's backup API, never by copying an open file."""

from __future__ import annotations

import glob
from datetime import datetime
from pathlib import Path

from app.domain.clock import local
from db import copies

KEPT = 30


def copy_before_migration(path: Path, at: datetime) -> Path:
    """The file as it was before its schema changes, beside it; returns the copy's path."""
    stamp = local(at).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.truoc-nang-cap-{stamp}{path.suffix}")
    copies.copy_file(path, target)
    return target


def copy_to_folder(path: Path, folder: Path, at: datetime) -> Path:
    """A complete copy with its time in the name; of each file the newest 30 are kept. Fit for a thread.

    Errors: OSError, StorageError and those of SQLite; whatever copies there were stay as they are.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{path.stem}-{local(at):%Y%m%d-%H%M%S}{path.suffix}"
    copies.copy_file(path, target)
    for old in sorted(folder.glob(f"{glob.escape(path.stem)}-????????-??????{path.suffix}"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target
