"""Opening a file: what is not ours, damaged, newer, locked or read-only is refused by its code and left as it is."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.conference import Conference
from app.domain.errors import StorageError, Trouble
from db import chain, connection, copies, engine, marks, migrations
from db.database import Database, sqlite3
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.faults import loop_disk
from tests.support.faults.loop_disk import LoopDisk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A conference with some content, closed."""
    conference = new_conference(tmp_path)
    with_people(conference)
    with_question(conference)
    conference.close()
    return conference.path


def refusal(path: Path) -> Trouble:
    """Why Conference refuses it; the folder must hold the same bytes under the same names afterwards."""
    before = content(path.parent)
    with pytest.raises(StorageError) as caught:
        Conference(path, FakeClock())
    assert content(path.parent) == before
    assert caught.value.facts["file"] == path.name
    return caught.value.code


def content(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}


def changed(path: Path, place: int, data: bytes) -> Path:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)
    return path


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.hoinghi") is Trouble.MISSING


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.hoinghi").mkdir()
    assert refusal(tmp_path / "a.hoinghi") is Trouble.NO_ACCESS


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\x00", "Hội nghị".encode() * 100], ids=["empty", "cut", "text"])
def test_file_of_another_kind(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.hoinghi"
    path.write_bytes(data)
    assert refusal(path) is Trouble.NOT_OURS


def test_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "a.hoinghi"
    other = sqlite3.connect(str(path))
    other.execute("CREATE TABLE question (id INTEGER)")
    other.commit()
    other.close()
    assert refusal(path) is Trouble.NOT_OURS


def test_file_of_a_newer_program(path: Path) -> None:
    changed(path, 60, (marks.SCHEMA_VERSION + 1).to_bytes(4, "big"))
    assert refusal(path) is Trouble.TOO_NEW


def test_zeroed_page(path: Path) -> None:
    changed(path, 4096 * 3, bytes(4096))
    assert refusal(path) is Trouble.DAMAGED


def test_truncated_file(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    assert refusal(path) is Trouble.DAMAGED


def test_damaged_header_after_our_marks(path: Path) -> None:
    changed(path, 16, b"\xff\xff")
    assert refusal(path) is Trouble.DAMAGED


def test_file_that_another_program_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    holder = sqlite3.connect(str(path), isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError) as caught:
        Conference(path, FakeClock())
    holder.execute("ROLLBACK")
    holder.close()
    assert caught.value.code is Trouble.IN_USE


@pytest.fixture
def read_only(tmp_path: Path, path: Path) -> Iterator[Path]:
    """The conference in a folder nobody can write to; root can write anywhere but on a disk mounted so."""
    if os.name != "nt" and os.geteuid() != 0:
        path.chmod(0o400)
        yield path
        path.chmod(0o600)
        return
    if loop_disk.missing():
        pytest.skip(loop_disk.missing())
    with LoopDisk(tmp_path) as disk:
        target = disk.folder / path.name
        copies.copy_file(path, target)
        subprocess.run(["mount", "-o", "remount,ro", disk.folder], check=True)
        yield target


def test_read_only_file(read_only: Path) -> None:
    assert refusal(read_only) is Trouble.READ_ONLY


def test_new_file_never_replaces_one(path: Path) -> None:
    before = content(path.parent)
    with pytest.raises(StorageError) as caught:
        connection.create_file(path)
    assert caught.value.code is Trouble.EXISTS
    assert content(path.parent) == before


def test_new_file_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Database) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrations, "apply", fail)
    with pytest.raises(StorageError) as caught:
        connection.create_file(tmp_path / "a.hoinghi")
    assert caught.value.code is Trouble.DISK_FULL
    assert content(tmp_path) == {}


def test_file_that_comes_back_while_a_new_one_is_made_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick put back in that instant once lost its file to the clean-up after the failed making."""
    ours, elsewhere, apply = path.read_bytes(), path.with_name("away"), migrations.apply
    path.rename(elsewhere)

    def plug_in_meanwhile(db: Database) -> None:
        apply(db)
        elsewhere.rename(path)

    monkeypatch.setattr(migrations, "apply", plug_in_meanwhile)
    with pytest.raises(StorageError) as caught:
        connection.create_file(path)
    assert caught.value.code is Trouble.EXISTS
    assert path.read_bytes() == ours
    assert list(path.parent.glob(".*")) == []


def test_opening_for_writing_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        connection.open_file(tmp_path / "a.hoinghi")
    assert caught.value.code is Trouble.MISSING
    assert content(tmp_path) == {}


def test_foreign_keys_are_checked_in_memory_at_the_commit(path: Path) -> None:
    db = connection.load_into_memory(path)
    db.execute("BEGIN")
    db.execute("UPDATE recording SET event_id = 999")
    db.execute("INSERT INTO agency_alias (id, agency_id, alias) VALUES (7, 999, 'x')")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute("COMMIT")
    db.execute("ROLLBACK")
    assert db.execute("SELECT count(*) FROM agency_alias").fetchone() == (0,)
    db.close()


def test_one_flipped_bit_in_the_log_or_the_state_is_seen(path: Path, tmp_path: Path) -> None:
    """Every byte of a text in the log and in a row, one after the other; each flip is seen by one of the checks."""
    db = connection.open_file(path)
    db.execute("PRAGMA secure_delete = ON")
    db.execute("VACUUM")  # else copies of the words lie in unused places of the file, too
    db.close()
    sound = path.read_bytes()
    words = ("Giải pháp quản lý".encode(), b"question_registered")
    places = [at for word in words for at in _places(sound, word)]
    assert len(places) >= 4
    damaged = tmp_path / "damaged.hoinghi"
    for place in places:
        for offset in range(0, 16, 5):
            flipped = bytearray(sound)
            flipped[place + offset] ^= 0x02
            damaged.write_bytes(flipped)
            assert is_seen(damaged), (place, offset)


def _places(data: bytes, word: bytes) -> list[int]:
    found, at = [], data.find(word)
    while at >= 0:
        found.append(at)
        at = data.find(word, at + 1)
    return found


def is_seen(path: Path) -> bool:
    db = connection.open_file(path)
    try:
        return chain.verify(db) is not None or bool(chain.unlike_the_log(db))
    except sqlite3.Error:
        return True
    finally:
        db.close()
