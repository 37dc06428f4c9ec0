"""Writing a paper's bytes so that a reader sees the old file or the new one, and never half of one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile

_MOST_NAMES_TRIED = 99


def write_whole(path: Path, data: bytes, ours: Collection[str] | None = None) -> Path:
    """Write and return where it lies: path, or "name (2).pdf" while path is not to be replaced.

    That is while another program holds it, and where somebody has edited it: ours are the digests of all files this
    program has written; None: whatever lies there is replaced. The file is written aside, synced and renamed.
    OSError when the folder cannot be written to.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as aside:
        aside.write(data)
        aside.flush()
        os.fsync(aside.fileno())
    try:
        return _rename(Path(aside.name), path, ours)
    finally:
        Path(aside.name).unlink(missing_ok=True)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_edited(path: Path, ours: Collection[str] | None) -> bool:
    """Whether a file lies there that this program has not written as it is."""
    return ours is not None and path.is_file() and digest(path) not in ours


def _rename(aside: Path, path: Path, ours: Collection[str] | None) -> Path:
    """Windows refuses to replace a file that a viewer holds open: take the next free name."""
    for count in range(1, _MOST_NAMES_TRIED):
        target = path if count == 1 else path.with_name(f"{path.stem} ({count}){path.suffix}")
        try:
            if is_edited(target, ours):
                continue
            aside.replace(target)
        except (PermissionError, IsADirectoryError):
            continue
        return target
    raise PermissionError(path)
