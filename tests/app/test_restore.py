"""Going back to a copy: what it would change is told, what was replaced is kept, and it can be taken back."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import backup, restore
from app.commands import setup
from app.conference import Conference, Spare
from app.domain.errors import StorageError, Trouble
from app.domain.roster import Site
from app.restore import CopyKind
from db import chain, connection
from tests.support.clock import FakeClock
from tests.support.conferences import digest_of_state, new_conference, with_question


class Day:
    """A conference with a backup after the first question and two more questions after it, closed."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.backups, self.stick = folder / "ban-sao", folder / "usb"
        self.stick.mkdir()
        made = new_conference(folder, self.clock)
        self.path = made.path
        made.close()
        conference = self.open()
        with_question(conference, approved=False)
        self.settle(conference)
        self.early = digest_of_state(conference.db)
        self.backup = backup.backup_now(self.path, self.backups, self.clock.now())
        self.clock.advance(60)
        with_question(conference)
        self.late = digest_of_state(conference.db)
        self.settle(conference)
        conference.close()

    def open(self) -> Conference:
        return Conference(self.path, self.clock, "Thư ký", spare=Spare(self.stick))

    def settle(self, conference: Conference) -> None:
        last = conference.last_event()
        assert conference.follower.wait_safe(last, 5)
        assert conference.second is not None
        assert conference.second.wait_safe(last, 5)

    def state(self) -> str:
        with closing(connection.load_into_memory(self.path)) as db:
            assert chain.verify(db) is None
            return digest_of_state(db)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


def test_every_copy_is_offered_with_what_it_lacks(day: Day) -> None:
    second, early = restore.copies_of(day.path, day.backups, day.stick)
    assert (second.kind, second.lacks, second.questions) == (CopyKind.SECOND, 0, 2)
    assert (early.kind, early.lacks, early.questions) == (CopyKind.BACKUP, 2, 1)
    assert early.newest == ("Duyệt câu 02", "Ghi nhận câu 02 của Quàng Văn Tuấn")
    assert early.at == datetime(2023, 3, 22, 7, 0, tzinfo=UTC)


def test_restore_keeps_what_it_replaced_and_can_be_taken_back(day: Day) -> None:
    kept = restore.restore(day.path, day.backup, day.clock, "Thư ký")
    assert day.state() == day.early
    day.clock.advance(60)
    offered = {copy.path: copy for copy in restore.copies_of(day.path, day.backups)}
    assert offered[kept].kind is CopyKind.KEPT
    restore.restore(day.path, kept, day.clock, "Thư ký")
    assert day.state() == day.late
    assert [path.name for path in day.path.parent.glob(".*")] == []


def test_the_second_copy_does_not_bring_back_what_was_left_behind(day: Day) -> None:
    restore.restore(day.path, day.backup, day.clock, "Thư ký")
    conference = day.open()
    assert conference.taken_over is None
    assert digest_of_state(conference.db) == day.early
    setup.add(conference, Site(name="Điểm cầu"))
    day.settle(conference)
    conference.close()
    with closing(connection.open_reading(next(day.stick.glob("*.ban-hai.hoinghi")))) as db:
        assert digest_of_state(db) == day.state()


def test_the_log_tells_of_it(day: Day) -> None:
    restore.restore(day.path, day.backup, day.clock, "Thư ký")
    with closing(connection.open_reading(day.path)) as db:
        kind, summary = db.execute("SELECT kind, summary FROM event ORDER BY id DESC LIMIT 1").fetchone()
    assert (kind, summary) == ("restored", "Khôi phục từ bản sao lúc 14:00:00 ngày 22/3/2023")
    conference = day.open()
    assert conference.undo_summary() == "Ghi nhận câu 01 của Quàng Văn Tuấn"
    conference.close()


def test_a_damaged_file_is_kept_byte_for_byte(day: Day) -> None:
    data = bytearray(day.path.read_bytes())
    data[4096 * 3 : 4096 * 5] = bytes(8192)
    day.path.write_bytes(data)
    with pytest.raises(StorageError) as caught:
        day.open()
    assert caught.value.code is Trouble.DAMAGED
    best = restore.copies_of(day.path, day.backups, day.stick)[0]
    assert best.kind is CopyKind.SECOND
    kept = restore.restore(day.path, best.path, day.clock, "Thư ký")
    assert kept.read_bytes() == bytes(data)
    assert ".hong-" in kept.name
    assert kept.stat().st_mode & 0o077 == 0
    assert day.state() == day.late


def test_without_any_copy_what_is_readable_is_offered(day: Day, tmp_path: Path) -> None:
    data = bytearray(day.path.read_bytes())
    with closing(connection.open_reading(day.path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'question'").fetchone()[0]
    data[4096 * (page - 1) : 4096 * page] = bytes(4096)
    day.path.write_bytes(data)
    copy, found = restore.salvaged(day.path, tmp_path)
    assert (copy.kind, copy.questions, found.from_log) == (CopyKind.SALVAGED, 2, 2)
    restore.restore(day.path, copy.path, day.clock, "Thư ký")
    assert day.state() == day.late


def test_a_copy_that_is_damaged_is_not_offered(day: Day) -> None:
    with day.backup.open("r+b") as file:
        file.truncate(8192)
    assert [copy.kind for copy in restore.copies_of(day.path, day.backups, day.stick)] == [CopyKind.SECOND]


def test_a_failure_leaves_the_file_as_it_was(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    before = day.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restore, "_keep", full)
    with pytest.raises(StorageError) as caught:
        restore.restore(day.path, day.backup, day.clock, "Thư ký")
    assert caught.value.code is Trouble.DISK_FULL
    assert day.path.read_bytes() == before
    assert [path.name for path in day.path.parent.glob(".*")] == []


def test_a_plain_copy_taken_after_a_rest_is_complete(day: Day, tmp_path: Path) -> None:
    """Somebody drags the file onto a stick five seconds after the last act: nothing may wait in another file."""
    conference = day.open()
    with_question(conference)
    day.settle(conference)
    log = day.path.with_name(day.path.name + "-wal")
    wanted = digest_of_state(conference.db)
    for _ in range(100):
        copy = tmp_path / "stick.hoinghi"
        copy.write_bytes(day.path.read_bytes())
        with closing(connection.load_into_memory(copy)) as db:
            if digest_of_state(db) == wanted:
                break
        conference.follower.wait_safe(conference.last_event() + 1, 0.05)
    else:
        raise AssertionError(f"still in the log after 5 s: {log.stat().st_size} bytes")
    conference.close()
