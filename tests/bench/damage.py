"""Damage to a file of many questions: how much of it is seen and saved. Beside it: SQLite's own check alone."""

from __future__ import annotations

import os
import random
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.backup import copy_before_migration
from app.commands import minutes
from app.domain.errors import StorageError
from app.domain.minutes import Slot, TextKey
from db import checks, connection, salvage
from db.database import sqlite3
from tests.bench.__main__ import Figure
from tests.support.conferences import new_conference, state_of, with_people, with_question
from tests.support.faults import damage

SLOW = True
CASES = int(os.environ.get("BENCH_DAMAGE_CASES", "200"))
"""Of each kind of damage."""
SAVED_CASES = max(1, CASES // 10)
QUESTIONS = 1000
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_TARGETS = {"one bit": 0.95}
"""Share that must be seen; of every other kind all."""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = _written(folder)
        rows = [row for kind in damage.KINDS for row in _seen(folder, sound, kind)]
        return rows + [_saved(folder, sound, kind) for kind in damage.KINDS]


def _written(folder: Path) -> bytes:
    conference = new_conference(folder)
    with_people(conference)
    for number in range(QUESTIONS):
        key = TextKey(Slot.VERBATIM, with_question(conference))
        minutes.write_text(
            conference, key, f"Câu {number}: đề nghị tỉnh hỗ trợ thanh niên " + "khởi nghiệp " * (number % 30)
        )
        if number % 100 == 0:
            conference.follower.wait_safe(conference.last_event(), 30)
    conference.close()
    return conference.path.read_bytes()


def _seen(folder: Path, sound: bytes, kind: str) -> list[Figure]:
    path, dice = folder / "damaged.hoinghi", random.Random(kind)
    seal = _seal(_put(path, sound))
    ours = without_seal = sqlite = 0
    for _ in range(CASES):
        data = bytearray(sound)
        damage.KINDS[kind](data, dice)
        time = int(seal.split(":")[1])
        os.utime(_put(path, bytes(data)), ns=(time, time))
        sqlite += not _passes_sqlite(path)
        ours += _is_seen(path, seal)
        without_seal += _is_seen(path, "")
    least, share = _TARGETS.get(kind, 1.0), ours / CASES
    note = f"integrity_check alone: {sqlite / CASES:.2f}; a file of another laptop: {without_seal / CASES:.2f}"
    return [
        Figure(name=f"{kind} x {CASES}: share seen", value=share, target=f">= {least}", ok=share >= least, note=note)
    ]


def _saved(folder: Path, sound: bytes, kind: str) -> Figure:
    """Rows of the state, of those in the sound file, over all cases in which SQLite still finds the tables."""
    with closing(connection.load_into_memory(_put(folder / "sound.hoinghi", sound))) as db:
        whole = {(table, *row) for table, rows in state_of(db).items() for row in rows}
    dice, kept, read = random.Random(kind), 0, 0
    for case in range(SAVED_CASES):
        data = bytearray(sound)
        damage.KINDS[kind](data, dice)
        target = folder / f"saved-{kind}-{case}.hoinghi"
        try:
            salvage.salvage(_put(folder / "damaged.hoinghi", bytes(data)), target)
        except StorageError:
            continue
        read += 1
        with closing(connection.load_into_memory(target)) as db:
            kept += len({(table, *row) for table, rows in state_of(db).items() for row in rows} & whole)
        target.unlink()
    share = kept / (read * len(whole)) if read else 0.0
    row = Figure(name=f"{kind}: share of rows saved from the file alone", value=share)
    row["note"] = f"{read} of {SAVED_CASES} files could be read at all"
    if kind != "truncated":  # what is cut off is in the copies only
        row["target"], row["ok"] = ">= 0.99", share >= 0.99
    return row


def _put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return path


def _seal(path: Path) -> str:
    return checks.seal_of(path)


def _is_seen(path: Path, seal: str) -> bool:
    try:
        connection.prepare_file(path, _AT, copy_before_migration)
    except StorageError:
        return True
    return not checks.check_file(path, seal).is_sound


def _passes_sqlite(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(str(path))) as db:
            return bool(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    except (sqlite3.Error, UnicodeDecodeError):
        return False
