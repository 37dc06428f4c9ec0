"""Older files: each schema that was ever shipped opens behind a copy; a step that fails or is killed loses nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Migrations

from app.backup import copy_before_migration
from app.commands import queue
from app.conference import Conference
from app.domain.errors import StorageError, Trouble
from db import chain, connection, marks, migrations, tables
from db.database import Database, sqlite3
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, state_of, with_people, with_question
from tests.support.faults.crashes import ROOT

NOW = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)
SHIPPED = sorted((ROOT / "tests/fixtures/files").glob("schema_*.hoinghi"))
"""The first, made by the program of its day: two questions, one asked and answered, one undone act. The others are the
same file as the program of their day left it when it had been opened and closed."""
NEXT = marks.SCHEMA_VERSION + 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A conference with some content, closed."""
    conference = new_conference(tmp_path)
    with_people(conference)
    with_question(conference)
    conference.close()
    return conference.path


def version_of(file: Path) -> int:
    with closing(sqlite3.connect(str(file))) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def content_of(file: Path) -> list[str]:
    with closing(sqlite3.connect(str(file))) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return [f"{name} {row}" for name in names for row in db.execute(f"SELECT * FROM {name}")]


def test_every_older_schema_has_its_file() -> None:
    numbers = [int(re.findall(r"\d+", file.stem)[0]) for file in SHIPPED]
    assert numbers == [version_of(file) for file in SHIPPED]
    assert numbers == list(range(1, marks.SCHEMA_VERSION))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda file: file.stem)
def test_file_of_every_shipped_schema_opens(tmp_path: Path, shipped: Path) -> None:
    path = tmp_path / "hoi-nghi.hoinghi"
    shutil.copyfile(shipped, path)
    conference = Conference(path, FakeClock())
    try:
        assert version_of(path) == marks.SCHEMA_VERSION
        if version_of(shipped) < marks.SCHEMA_VERSION:
            assert conference.migrated_copy is not None
            assert content_of(conference.migrated_copy) == content_of(shipped)
        else:
            assert conference.migrated_copy is None
        asked, waiting = tables.QUESTIONS.all(conference.db)
        assert asked.verbatim == "Đoàn viên Quàng Văn Tuấn hỏi về mạng xã hội."
        assert tables.FACTS.get(conference.db, 1).code == "ĐT2023"
        assert [row.text for row in tables.COMMITMENTS.all(conference.db)] == ["Hướng dẫn quản lý mạng xã hội"]
        conference.redo()
        queue.take_approval_back(conference, waiting.id)
        assert chain.verify(conference.db) is None
    finally:
        assert conference.close().trouble is None
    with closing(connection.open_file(path)) as db:
        assert chain.verify(db) is None
        assert chain.unlike_the_log(db) == []


def with_a_further_step(monkeypatch: pytest.MonkeyPatch, step: Callable[[Database], None]) -> None:
    """The program of next year: one more step after ours."""
    steps = Migrations("hoinghi")
    steps._migrations += migrations.migrations._migrations
    steps(name="next")(step)
    monkeypatch.setattr(migrations, "migrations", steps)
    monkeypatch.setattr(marks, "SCHEMA_VERSION", NEXT)


def with_nickname(db: Database) -> None:
    db.execute("ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE person SET nickname = name")


def test_older_file_is_migrated_behind_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(connection.load_into_memory(path)) as old:
        before, people = state_of(old), old.execute("SELECT name, name FROM person").fetchall()
    with monkeypatch.context() as next_year:
        with_a_further_step(next_year, with_nickname)
        copy = connection.prepare_file(path, NOW, copy_before_migration)
        with closing(connection.open_file(path)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (NEXT,)
            assert db.execute("SELECT name, nickname FROM person").fetchall() == people
            assert chain.unlike_the_log(db) == []
            with pytest.raises(sqlite3.IntegrityError, match=r"change\.event_id"):
                db.execute("UPDATE person SET nickname = ''")
        assert connection.prepare_file(path, NOW, copy_before_migration) is None
    assert copy == path.with_name("hoi-nghi.truoc-nang-cap-20230322-140000.hoinghi")
    with closing(connection.load_into_memory(copy)) as kept:
        assert state_of(kept) == before
    with pytest.raises(StorageError) as caught:
        Conference(path, FakeClock())
    assert caught.value.code is Trouble.TOO_NEW


def test_step_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(db: Database) -> None:
        with_nickname(db)
        db.execute("DELETE FROM agency")
        db.execute("INSERT INTO petition_support (id, petition_id, agency_id) VALUES (1, 1, 77)")

    before = path.read_bytes()
    with_a_further_step(monkeypatch, broken)
    with pytest.raises(StorageError):
        connection.prepare_file(path, NOW, copy_before_migration)
    assert path.read_bytes() == before


KILLED_IN_A_STEP = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from app.backup import copy_before_migration
from db import connection, marks, migrations

def dying(db):
    db.execute("ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE person SET nickname = name")
    os.kill(os.getpid(), signal.SIGKILL)

migrations.migrations(name="next")(dying)
marks.SCHEMA_VERSION += 1
connection.prepare_file(Path(sys.argv[1]), datetime.now(UTC), copy_before_migration)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_in_the_middle_of_a_step_loses_nothing(path: Path) -> None:
    with closing(connection.load_into_memory(path)) as old:
        before = state_of(old)
    child = subprocess.run([sys.executable, "-c", KILLED_IN_A_STEP, path], cwd=ROOT, check=False)
    assert child.returncode == -9
    conference = Conference(path, FakeClock())
    assert state_of(conference.db) == before
    assert chain.verify(conference.db) is None
    conference.close()
