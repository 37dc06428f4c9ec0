"""Backups: whole, opened once, kept by number, never half and never in place of anything else."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import backup
from app.domain.errors import StorageError, Trouble
from db import connection, copies
from tests.support.conferences import new_conference, state_of, with_question

AT = datetime(2023, 3, 22, 1, 30, tzinfo=UTC)


def test_backup_of_an_open_conference_holds_its_newest_event(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    made = backup.backup_now(conference.path, tmp_path / "stick" / "copies", AT)
    assert made.name == "hoi-nghi.sao-luu-20230322-083000.hoinghi"
    assert made.stat().st_mode & 0o077 == 0
    db = connection.load_into_memory(made)
    assert state_of(db) == state_of(conference.db)
    db.close()
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    conference.close()


def test_backups_while_commands_run_are_each_whole(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    failures: list[Exception] = []

    def back_up() -> None:
        try:
            for second in range(10):
                backup.backup_now(conference.path, tmp_path / "copies", AT + timedelta(seconds=second))
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=back_up)
    thread.start()
    while thread.is_alive():
        with_question(conference)
    thread.join()
    assert failures == []
    counts = []
    for path in backup.backups(conference.path, tmp_path / "copies"):
        db = connection.load_into_memory(path)
        counts.append(db.execute("SELECT count(*) FROM event").fetchone()[0])
        db.close()
    assert len(counts) == 10
    assert counts == sorted(counts)
    conference.close()


def test_only_the_oldest_backups_of_this_conference_go(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    conference.close()
    folder = tmp_path / "copies"
    made = [backup.backup_now(conference.path, folder, AT + timedelta(minutes=n)) for n in range(4)]
    other = folder / "hoi-nghi-khac.sao-luu-20200101-000000.hoinghi"
    other.write_bytes(b"another conference")
    (folder / "hoi-nghi.hoinghi").write_bytes(b"not a backup")
    assert backup.prune(conference.path, folder, keep=3) == made[:1]
    assert backup.backups(conference.path, folder) == made[1:]
    assert other.exists()
    assert (folder / "hoi-nghi.hoinghi").exists()
    assert backup.prune(conference.path, folder) == []


def test_full_disk_leaves_the_former_copy_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conference = new_conference(tmp_path)
    conference.close()
    folder = tmp_path / "copies"
    made = backup.backup_now(conference.path, folder, AT)
    before = made.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies.os, "fsync", full)
    with pytest.raises(StorageError) as caught:
        backup.backup_now(conference.path, folder, AT)
    assert caught.value.code is Trouble.DISK_FULL
    assert [path.name for path in folder.iterdir()] == [made.name]
    assert made.read_bytes() == before


def test_backup_of_a_file_that_is_gone_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        backup.backup_now(tmp_path / "no.hoinghi", tmp_path / "copies", AT)
    assert caught.value.code is Trouble.MISSING
    assert list((tmp_path / "copies").iterdir()) == []
