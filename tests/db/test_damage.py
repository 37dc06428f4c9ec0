"""Damaged files: nearly every kind of damage is seen, sound files are never accused, what is readable is saved."""

from __future__ import annotations

import os
import random
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.backup import copy_before_migration
from app.commands import minutes, queue, setup
from app.conference import Conference
from app.domain.errors import StorageError, Trouble
from app.domain.minutes import Slot, TextKey
from app.domain.roster import Site
from db import checks, connection, salvage
from db.database import sqlite3
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, state_of, with_people, with_question
from tests.support.faults import damage

NOW = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)
CASES = 12
"""Of each kind; `run.py bench --only damage` does hundreds."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with forty questions whose texts were written, made shorter and taken away again."""
    conference = new_conference(tmp_path_factory.mktemp("sound"))
    with_people(conference)
    for number in range(40):
        question = with_question(conference, approved=number % 3 > 0)
        for words in ("đề nghị tỉnh hỗ trợ thanh niên " * (number * 7 % 300), f"Câu {number}: đường vào bản."):
            minutes.write_text(conference, TextKey(Slot.VERBATIM, question), words)
        if number % 3 and number % 5 == 0:
            conference.undo()
        if number % 7 == 0:
            setup.remove(conference, Site(id=setup.add(conference, Site(name="Điểm cầu tạm"))))  # type: ignore[arg-type]
    conference.close()
    return conference.path.read_bytes()


def opened(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return path


def is_seen(path: Path, seal: str) -> bool:
    """Either refused when it is opened, or found by the check in the background."""
    keep_time(path, seal)
    try:
        connection.prepare_file(path, NOW, copy_before_migration)
    except StorageError:
        return True
    return not checks.check_file(path, seal).is_sound


def keep_time(path: Path, seal: str) -> None:
    """A failing disk does not tell when it began."""
    time = int(seal.split(":")[1])
    os.utime(path, ns=(time, time))


def test_a_sound_file_is_not_accused(tmp_path: Path, sound: bytes) -> None:
    path = opened(tmp_path / "a.hoinghi", sound)
    seal = checks.seal_of(path)
    assert checks.check_file(path, seal) == checks.Check()
    conference = Conference(path, FakeClock())
    queue.approve(conference, with_question(conference, approved=False))
    assert conference.follower.wait_safe(conference.last_event(), 5)
    assert checks.check_file(path, seal).is_sound, "while it is open"
    conference.close()
    assert checks.check_file(path, seal).is_sound, "written since, in order"


@pytest.mark.parametrize("kind", damage.KINDS)
def test_damage_is_seen(tmp_path: Path, sound: bytes, kind: str) -> None:
    dice = random.Random(kind)
    seal = checks.seal_of(opened(tmp_path / "d.hoinghi", sound))
    for case in range(CASES):
        data = bytearray(sound)
        damage.KINDS[kind](data, dice)
        assert is_seen(opened(tmp_path / "d.hoinghi", bytes(data)), seal), (kind, case)


def test_without_a_seal_a_flip_that_stays_unseen_has_changed_nothing(tmp_path: Path, sound: bytes) -> None:
    """The file of another laptop has none: what is stored in it is guarded all the same."""
    whole = stored(opened(tmp_path / "d.hoinghi", sound))
    dice, unseen = random.Random(5), 0
    for case in range(2 * CASES):
        data = bytearray(sound)
        damage.one_bit(data, dice)
        path = opened(tmp_path / "d.hoinghi", bytes(data))
        if not is_seen(path, f"0:{path.stat().st_mtime_ns}:"):
            assert stored(path) == whole, case
            unseen += 1
    assert unseen < CASES


def stored(path: Path) -> tuple[object, ...]:
    """State and log."""
    with closing(connection.load_into_memory(path)) as db:
        tables = ("event", "change")
        return state_of(db), [db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables]


def has_its_schema(path: Path) -> bool:
    """Without the list of tables there is no way to the rows: then only copies help."""
    try:
        with closing(connection.open_reading(path)) as db:
            return db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
    except sqlite3.Error:
        return False


@pytest.mark.parametrize("kind", ["one bit", "zeroed page", "swapped pages"])
def test_what_is_readable_is_saved(tmp_path: Path, sound: bytes, kind: str) -> None:
    with closing(connection.load_into_memory(opened(tmp_path / "a.hoinghi", sound))) as db:
        whole = {(table, *row) for table, rows in state_of(db).items() for row in rows}
    dice, kept = random.Random(3), 0
    for case in range(CASES):
        data = bytearray(sound)
        while not has_its_schema(opened(tmp_path / "d.hoinghi", bytes(data))) or data == sound:
            data = bytearray(sound)
            damage.KINDS[kind](data, dice)
        target = tmp_path / f"saved-{case}.hoinghi"
        salvage.salvage(opened(tmp_path / "d.hoinghi", bytes(data)), target)
        with closing(connection.load_into_memory(target)) as db:
            saved = {(table, *row) for table, rows in state_of(db).items() for row in rows}
        kept += len(saved & whole)
        conference = Conference(target, FakeClock())
        with_question(conference)
        assert conference.close().trouble is None
    assert kept >= 0.99 * CASES * len(whole)


def test_a_truncated_file_gives_what_is_left_of_it(tmp_path: Path, sound: bytes) -> None:
    target = tmp_path / "saved.hoinghi"
    found = salvage.salvage(opened(tmp_path / "d.hoinghi", sound[: len(sound) * 9 // 10]), target)
    assert found.rows > 0
    assert found.lost_events > 0 or found.from_log > 0 or found.rows > 50


def test_where_nothing_can_be_read_nothing_is_made(tmp_path: Path, sound: bytes) -> None:
    damaged = opened(tmp_path / "d.hoinghi", bytes(4096) + sound[4096:])
    with pytest.raises(StorageError) as caught:
        salvage.salvage(damaged, tmp_path / "saved.hoinghi")
    assert caught.value.code is Trouble.DAMAGED
    assert [path.name for path in tmp_path.iterdir()] == [damaged.name]
