"""Copies of a conference file, made by SQLite's backup API, never by copying an open file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.domain.clock import local
from db import copies


def copy_before_migration(path: Path, at: datetime) -> Path:
    """The file as it was before its schema changes, beside it; returns the copy's path."""
    stamp = local(at).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.truoc-nang-cap-{stamp}{path.suffix}")
    copies.copy_file(path, target)
    return target
