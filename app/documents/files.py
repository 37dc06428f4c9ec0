"""Writing a paper's bytes so that a reader sees the old file or the new one, and never half of one."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

_MOST_NAMES_TRIED = 99


def write_whole(path: Path, data: bytes) -> Path:
    """Write and return where it lies: path, or "name (2).pdf" while another program holds path.

    The file is written aside, synced and renamed. OSError when the folder cannot be written to.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as aside:
        aside.write(data)
        aside.flush()
        os.fsync(aside.fileno())
    try:
        return _rename(Path(aside.name), path)
    finally:
        Path(aside.name).unlink(missing_ok=True)


def _rename(aside: Path, path: Path) -> Path:
    """Windows refuses to replace a file that a viewer holds open: take the next free name."""
    for count in range(1, _MOST_NAMES_TRIED):
        target = path if count == 1 else path.with_name(f"{path.stem} ({count}){path.suffix}")
        try:
            aside.replace(target)
        except (PermissionError, IsADirectoryError):
            continue
        return target
    raise PermissionError(path)
