"""Copies in a second place: whole, named by time, the newest thirty kept, other files untouched."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import backup
from app.conference import Conference
from app.queries import desk
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference

AT = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)


def test_copy_of_an_open_conference_opens(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    copy = backup.copy_to_folder(conference.path, tmp_path / "b", AT)
    assert copy.name == "hoi-nghi-20230322-140000.hoinghi"
    assert copy.stat().st_mode & 0o077 == 0
    again = Conference(copy, FakeClock())
    assert desk.facts(again.db) == desk.facts(conference.db)
    again.close()
    conference.close()


def test_only_the_newest_copies_of_this_file_are_kept(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    folder = tmp_path / "b"
    folder.mkdir()
    other = folder / "hoi-nghi-khac-20200101-000000.hoinghi"
    other.touch()
    for number in range(backup.KEPT + 2):
        backup.copy_to_folder(conference.path, folder, AT + timedelta(seconds=number))
    names = sorted(path.name for path in folder.iterdir())
    assert other.name in names
    assert len(names) == backup.KEPT + 1
    assert "hoi-nghi-20230322-140002.hoinghi" in names
    assert "hoi-nghi-20230322-140001.hoinghi" not in names
    conference.close()
