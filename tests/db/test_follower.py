"""The file behind the memory: every event in it once and in order, whatever happens to the file meanwhile."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import labels
from app.commands import queue, setup
from app.conference import Conference
from app.domain.errors import Trouble
from app.domain.roster import Agency
from db import chain, connection, copies, engine
from db.database import Database
from db.followed_file import FollowedFile
from db.follower import Follower, SaveState
from db.recorder import EventRecord
from tests.support.clock import FakeClock
from tests.support.conferences import caught_records, new_conference, state_of, with_question
from tests.support.waiting import eventually


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    made = new_conference(tmp_path)
    yield made
    made.close()


def in_file(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = connection.load_into_memory(path)
    try:
        assert chain.verify(db) is None
        assert chain.unlike_the_log(db) == []
        return state_of(db, without_hall=False)
    finally:
        db.close()


def in_memory(conference: Conference) -> dict[str, list[tuple[object, ...]]]:
    return state_of(conference.db, without_hall=False)


def is_safe(conference: Conference) -> bool:
    return conference.follower.wait_safe(conference.last_event(), 10)


def test_the_file_is_equal_after_every_command(conference: Conference) -> None:
    for _ in range(5):
        with_question(conference)
        assert is_safe(conference)
        assert in_file(conference.path) == in_memory(conference)


def test_undo_and_redo_reach_the_file_as_events(conference: Conference) -> None:
    with_question(conference)
    conference.undo()
    conference.undo()
    conference.redo()
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)


def test_plain_copy_of_the_file_alone_is_complete_after_a_rest(conference: Conference, tmp_path: Path) -> None:
    with_question(conference)
    assert is_safe(conference)
    copy = tmp_path / "copy.hoinghi"

    def complete() -> bool:
        shutil.copyfile(conference.path, copy)
        return in_file(copy) == in_memory(conference)

    assert eventually(complete)


def test_deleted_file_is_written_anew_with_its_whole_history(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    with_question(conference)
    assert is_safe(conference)
    conference.path.unlink()
    with_question(conference)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    assert "written anew" in caplog.text
    caplog.clear()


def test_deletion_is_noticed_without_a_further_event(conference: Conference, caplog: pytest.LogCaptureFixture) -> None:
    assert is_safe(conference)
    assert eventually(lambda: conference.follower.state().trouble is None)
    conference.path.unlink()
    assert eventually(conference.path.exists)
    assert in_file(conference.path) == in_memory(conference)
    caplog.clear()


def test_renamed_file_stays_whole_and_work_goes_on_under_the_old_name(
    conference: Conference, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with_question(conference)
    assert is_safe(conference)
    renamed, before = tmp_path / "đổi tên.hoinghi", in_memory(conference)
    conference.path.rename(renamed)
    with_question(conference)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    assert in_file(renamed) == before
    caplog.clear()


def test_another_file_put_in_its_place_is_kept_beside(
    conference: Conference, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "other").mkdir()
    other = new_conference(tmp_path / "other")
    setup.add(other, Agency(name="Sở khác"))
    others, put = in_memory(other), other.path
    other.close()
    with_question(conference)
    assert is_safe(conference)
    put.replace(conference.path)
    with_question(conference)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    assert in_file(conference.path.with_name("hoi-nghi.khac-1.hoinghi")) == others
    caplog.clear()


def test_equal_copy_put_in_its_place_is_used_as_it_is(conference: Conference, tmp_path: Path) -> None:
    """As programs do that sync folders: the same content under another number of the disk."""
    with_question(conference)
    assert is_safe(conference)
    twin = tmp_path / "twin"
    copies.copy_file(conference.path, twin)
    twin.replace(conference.path)
    with_question(conference)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    assert not list(tmp_path.glob("*khac*"))


def test_older_copy_put_in_its_place_is_brought_up_to_date(conference: Conference, tmp_path: Path) -> None:
    with_question(conference)
    assert is_safe(conference)
    older = tmp_path / "older"
    copies.copy_file(conference.path, older)
    with_question(conference)
    assert is_safe(conference)
    older.replace(conference.path)
    with_question(conference)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    assert not list(tmp_path.glob("*khac*"))


def test_diverged_file_is_made_equal_again_from_the_memory(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody changed a row of the file behind the program: the next command that touches it notices."""
    question_id = with_question(conference, approved=False)
    assert is_safe(conference)
    db = connection.open_file(conference.path)
    db.execute("DROP TRIGGER record_question_update")
    db.execute("UPDATE question SET gist = 'x'")
    db.close()
    queue.approve(conference, question_id)
    assert eventually(lambda: conference.follower.wants_memory)
    setup.add(conference, Agency(name="Sở Nội vụ"))
    assert is_safe(conference)
    assert conference.follower.state().trouble is None
    assert in_file(conference.path) == in_memory(conference)
    assert "DivergedError" in caplog.text
    caplog.clear()


def test_file_and_connection_both_gone_is_written_anew_from_the_memory(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder was away for a while (a stick), and comes back empty."""
    with_question(conference)
    assert is_safe(conference)
    folder = conference.path.parent
    away = folder.with_name(folder.name + "-away")
    folder.rename(away)
    with_question(conference)
    assert eventually(lambda: conference.follower.state().trouble is not None)
    trouble = conference.follower.state().trouble
    assert trouble is not None
    assert trouble.code is Trouble.MISSING
    folder.mkdir()
    assert eventually(lambda: conference.follower.wants_memory)
    with_question(conference)
    assert is_safe(conference)
    db = connection.load_into_memory(conference.path)
    assert state_of(db, without_hall=False) == in_memory(conference)
    db.close()
    caplog.clear()


def test_file_that_goes_while_it_is_opened_is_not_called_safe(
    conference: Conference, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection leads to the folder that was taken away: what it writes stands under no name of ours."""
    conference.close()
    folder = conference.path.parent
    away = folder.with_name(folder.name + "-away")
    load, reopen = connection.load_into_memory, connection.open_file

    def opened_and_gone(path: Path) -> Database:
        db = reopen(path)
        monkeypatch.undo()
        folder.rename(away)
        return db

    def loaded(path: Path) -> Database:
        monkeypatch.setattr("db.followed_file.connection.open_file", opened_and_gone)
        return load(path)

    monkeypatch.setattr(connection, "load_into_memory", loaded)
    again = Conference(conference.path, FakeClock())
    with_question(again)
    assert eventually(lambda: again.follower.state().trouble is not None)
    trouble = again.follower.state().trouble
    assert trouble is not None
    assert trouble.code is Trouble.MISSING
    away.rename(folder)
    assert again.follower.wait_safe(again.last_event(), 10)
    assert in_file(again.path) == in_memory(again)
    again.close()
    caplog.clear()


def test_folder_that_comes_back_with_the_file_is_caught_up(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    with_question(conference)
    assert is_safe(conference)
    folder = conference.path.parent
    away = folder.with_name(folder.name + "-away")
    folder.rename(away)
    with_question(conference)
    assert eventually(lambda: conference.follower.state().trouble is not None)
    away.rename(folder)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    caplog.clear()


def records_of(conference: Conference, count: int) -> list[EventRecord]:
    """What the memory hands on for a few commands, caught on the way."""
    found = caught_records(conference)
    for _ in range(count):
        with_question(conference, approved=False)
    return found


def test_event_that_is_there_already_is_not_written_twice(
    conference: Conference, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A COMMIT that failed may have happened: after any error the file is asked before an event is repeated."""
    twin = tmp_path / "twin.hoinghi"
    assert is_safe(conference)
    copies.copy_file(conference.path, twin)
    base = conference.last_event()
    records = records_of(conference, 3)
    file = FollowedFile(twin, base)
    file.write(records[:2])
    file.doubt()
    file.write(records[1:])
    file.close()
    assert in_file(twin) == in_memory(conference)
    caplog.clear()


def test_a_file_that_another_program_holds_is_told_and_written_when_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A virus scanner, a sync program, a second tool: whatever keeps SQLite from writing."""
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    conference = new_conference(tmp_path)
    assert is_safe(conference)
    told: list[SaveState] = []
    conference.save_listener = told.append
    holder = connection.open_file(conference.path)
    holder.execute("BEGIN IMMEDIATE")
    for _ in range(3):
        with_question(conference)
    assert eventually(lambda: any(state.trouble is not None for state in told))
    trouble = next(state.trouble for state in told if state.trouble is not None)
    assert trouble.code is Trouble.IN_USE
    assert "{" not in labels.trouble(trouble)
    holder.execute("ROLLBACK")
    holder.close()
    assert is_safe(conference)
    assert conference.follower.state().trouble is None
    assert in_file(conference.path) == in_memory(conference)
    conference.close()
    caplog.clear()


def test_a_hundred_events_at_once_arrive_in_order(conference: Conference, tmp_path: Path) -> None:
    twin = tmp_path / "twin.hoinghi"
    assert is_safe(conference)
    copies.copy_file(conference.path, twin)
    base = conference.last_event()
    records = records_of(conference, 120)
    states: list[SaveState] = []
    other = Follower(FollowedFile(twin, base), base, states.append)
    for record in records:
        other.submit(record)
    assert other.wait_safe(records[-1].id, 20)
    assert other.stop(10).waiting == 0
    assert in_file(twin) == in_memory(conference)
    assert [state.safe_up_to for state in states] == sorted(state.safe_up_to for state in states)


def test_closing_writes_what_is_left_and_ends_the_thread(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    for _ in range(20):
        with_question(conference)
    last = in_memory(conference)
    state = conference.close()
    assert (state.waiting, state.trouble) == (0, None)
    assert not conference.follower._thread.is_alive()
    assert in_file(conference.path) == last
    assert not list(tmp_path.glob("*-wal"))


def test_closing_tells_what_could_not_be_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "stick").mkdir()
    conference = new_conference(tmp_path / "stick")
    assert is_safe(conference)
    (tmp_path / "stick").rename(tmp_path / "away")
    with_question(conference)
    assert eventually(lambda: conference.follower.state().trouble is not None)
    state = conference.follower.stop(0.5)
    assert state.waiting == 2
    assert state.trouble is not None
    conference.close()
    caplog.clear()


def test_the_listener_hears_of_trouble_and_of_its_end(conference: Conference, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[SaveState] = []
    conference.save_listener = heard.append
    assert is_safe(conference)
    away = conference.path.parent.with_name("away")
    conference.path.parent.rename(away)
    with_question(conference)
    assert eventually(lambda: any(state.trouble for state in heard))
    away.rename(conference.path.parent)
    assert is_safe(conference)
    assert eventually(lambda: heard[-1].trouble is None and heard[-1].waiting == 0)
    caplog.clear()


def test_a_listener_that_fails_does_not_stop_the_writing(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(_: SaveState) -> None:
        raise RuntimeError("the window is gone")

    conference.save_listener = gone
    with_question(conference)
    with_question(conference)
    assert is_safe(conference)
    assert in_file(conference.path) == in_memory(conference)
    assert "listener" in caplog.text
    caplog.clear()


def test_order_is_by_event_when_the_wall_clock_is_set_back(conference: Conference) -> None:
    clock = conference.clock
    assert isinstance(clock, FakeClock)
    clock.jump(-3600)
    with_question(conference)
    assert is_safe(conference)
    db = connection.load_into_memory(conference.path)
    times = [row[0] for row in db.execute("SELECT at FROM event ORDER BY id").fetchall()]
    db.close()
    assert times != sorted(times)
    assert in_file(conference.path) == in_memory(conference)
