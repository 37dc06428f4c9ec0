"""Copies for rehearsals: bytes of a closed conference file in a folder of their own. The file itself is only read."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

from app.domain.clock import local
from app.domain.errors import StorageError, Trouble
from db import typing_journal
from db.connection import trouble_of

KEPT = 5
_STAMP = "%Y%m%d-%H%M%S"
_LOG = "-wal"
_AFTER_A_CUT = ".mat-dien"


def copy_path(name: str, folder: Path, at: datetime) -> Path:
    """Where a rehearsal that begins now has its file; the folder is made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = Path(name).stem
    return folder / f"{stem}.dien-tap-{local(at).strftime(_STAMP)}{Path(name).suffix}"


def copy_for_rehearsal(path: Path, folder: Path, at: datetime) -> Path:
    """Copy a file that nobody writes now (the caller holds its lock); not even SQLite opens the original.

    Older rehearsals in the folder beyond the newest go. Errors: StorageError; then nothing of the copy is left.
    """
    target = copy_path(path.name, folder, at)
    _copy_bytes(path, target)
    prune(folder)
    return target


def copy_as_after_power_cut(path: Path) -> Path:
    """The file as it lies on the disk this moment, with what was being typed: what a power cut leaves to be found.

    The caller made sure that no event is on its way to the disk.
    """
    stem, _, number = path.stem.partition(_AFTER_A_CUT)
    count = int(number.removeprefix("-")) + 1 if number else 1
    target = path.with_name(f"{stem}{_AFTER_A_CUT}-{count}{path.suffix}")
    _copy_bytes(path, target)
    typed = typing_journal.journal_path(path)
    if typed.exists():
        shutil.copyfile(typed, typing_journal.journal_path(target))
    return target


def prune(folder: Path, keep: int = KEPT) -> list[Path]:
    """Remove the oldest rehearsals with all that lies beside them; returns their files. Nothing else is touched."""
    name = re.compile(rf".+\.dien-tap-(\d{{8}}-\d{{6}})({re.escape(_AFTER_A_CUT)}-\d+)?\.hoinghi")
    stamped = {path: found[1] for path in folder.glob("*.hoinghi") if (found := name.fullmatch(path.name))}
    newest = sorted(set(stamped.values()))[-keep:]
    removed = [path for path, stamp in stamped.items() if stamp not in newest]
    for path in removed:
        for beside in folder.glob(f"{path.name}*"):
            beside.unlink(missing_ok=True)
    return removed


def _copy_bytes(path: Path, target: Path) -> None:
    if not path.exists():
        raise StorageError(Trouble.MISSING, file=path.name)
    log = path.with_name(path.name + _LOG)
    try:
        target.touch(mode=0o600)
        shutil.copyfile(path, target)
        if log.exists():
            shutil.copyfile(log, target.with_name(target.name + _LOG))
    except OSError as error:
        target.unlink(missing_ok=True)
        raise trouble_of(error, target) from error
