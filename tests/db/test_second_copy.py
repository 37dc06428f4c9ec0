"""The second copy: equal to the first, complete again after whatever happened to it, a help when the first fails."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import queue
from app.conference import Conference, Spare
from app.domain.errors import StorageError
from db import chain, connection, copies, second_copy
from db.second_copy import catch_up, events_ahead
from tests.support.clock import FakeClock
from tests.support.conferences import caught_records, new_conference, state_of, with_question
from tests.support.waiting import eventually


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def conference(tmp_path: Path, spare: Path) -> Iterator[Conference]:
    """Open with a second copy on another disk."""
    new_conference(tmp_path).close()
    conference = opened(tmp_path / "hoi-nghi.hoinghi", spare)
    yield conference
    conference.close()


def opened(path: Path, spare: Path) -> Conference:
    return Conference(path, FakeClock(), spare=Spare(spare))


def second_path(conference: Conference, spare: Path) -> Path:
    return second_copy.path_for(conference.path, spare)


def is_whole(conference: Conference) -> bool:
    return conference.second is not None and conference.second.wait_safe(conference.last_event(), 10)


def in_file(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = connection.load_into_memory(path)
    try:
        assert chain.verify(db) is None
        return state_of(db, without_hall=False)
    finally:
        db.close()


def in_memory(conference: Conference) -> dict[str, list[tuple[object, ...]]]:
    return state_of(conference.db, without_hall=False)


def test_it_is_complete_from_the_first_event_on_and_equal_after_each(conference: Conference, spare: Path) -> None:
    for _ in range(5):
        with_question(conference)
        assert is_whole(conference)
        assert in_file(second_path(conference, spare)) == in_memory(conference)
    assert second_path(conference, spare).stat().st_mode & 0o077 == 0


def test_a_stick_that_is_away_is_not_waited_for_and_catches_up_by_itself(
    conference: Conference, spare: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert is_whole(conference)
    spare.rename(spare.with_name("pulled"))
    for _ in range(4):
        with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    assert not spare.exists()
    spare.with_name("pulled").rename(spare)
    assert is_whole(conference)
    assert in_file(second_path(conference, spare)) == in_memory(conference)
    caplog.clear()


def test_another_empty_stick_gets_all_of_it(
    conference: Conference, spare: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with_question(conference)
    assert is_whole(conference)
    spare.rename(spare.with_name("lost"))
    with_question(conference)
    spare.mkdir()
    assert is_whole(conference)
    assert in_file(second_path(conference, spare)) == in_memory(conference)
    caplog.clear()


@pytest.mark.parametrize("damage", ["zeroed", "cut", "a row changed"])
def test_a_damaged_second_copy_is_made_anew(
    conference: Conference, spare: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = second_path(conference, spare)
    question = with_question(conference)
    assert is_whole(conference)
    conference.close()
    if damage == "zeroed":
        path.write_bytes(bytes(path.stat().st_size))
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        db = connection.open_file(path)
        db.execute("DROP TRIGGER record_question_update")
        db.execute("UPDATE question SET gist = 'x'")
        db.close()
    again = opened(conference.path, spare)
    queue.take_approval_back(again, question)
    assert is_whole(again)
    assert in_file(path) == in_memory(again)
    again.close()
    caplog.clear()


def test_the_copy_of_another_conference_of_that_name_stays(conference: Conference, spare: Path, tmp_path: Path) -> None:
    path = second_path(conference, spare)
    assert is_whole(conference)
    conference.close()
    (tmp_path / "other").mkdir()
    other = new_conference(tmp_path / "other")
    with_question(other)
    other.close()
    shutil.copyfile(other.path, path)
    again = opened(conference.path, spare)
    assert is_whole(again)
    again.close()
    assert events_ahead(conference.path, path) == 0
    assert events_ahead(other.path, path.with_name(f"{path.stem}.khac-1.hoinghi")) == 0


def test_what_only_the_second_copy_has_is_taken_over_at_the_next_start(
    conference: Conference, spare: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The disk of the conference failed until the program ended: here the file as it was before is put back."""
    path = conference.path
    with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    before, last = conference.last_event(), path.with_name("before")
    second_copy.copies.copy_file(path, last)
    with_question(conference)
    whole = in_memory(conference)
    assert is_whole(conference)
    conference.close()
    last.replace(path)
    again = opened(path, spare)
    assert again.taken_over is not None
    assert again.taken_over.events == again.last_event() - before > 0
    assert in_memory(again) == whole
    again.close()
    assert in_file(path) == whole
    assert events_ahead(again.taken_over.kept, path) == again.taken_over.events
    third = opened(path, spare)
    assert third.taken_over is None
    third.close()
    caplog.clear()


def test_files_that_went_different_ways_are_not_mixed(conference: Conference, spare: Path, tmp_path: Path) -> None:
    path = conference.path
    assert is_whole(conference)
    conference.close()
    fork = tmp_path / "fork.hoinghi"
    shutil.copyfile(path, fork)
    one = Conference(path, FakeClock())
    with_question(one)
    one.close()
    two = Conference(fork, FakeClock())
    with_question(two)
    with_question(two)
    two.close()
    assert events_ahead(path, fork) is None
    assert catch_up(path, fork, FakeClock().now()) is None


def test_it_can_be_moved_while_the_conference_is_open(conference: Conference, spare: Path, tmp_path: Path) -> None:
    with_question(conference)
    (tmp_path / "elsewhere").mkdir()
    conference.keep_second(tmp_path / "elsewhere")
    with_question(conference)
    assert is_whole(conference)
    assert in_file(second_path(conference, tmp_path / "elsewhere")) == in_memory(conference)


def test_it_has_no_hole_where_the_first_file_is_behind_when_it_is_made(
    tmp_path: Path,
) -> None:
    conference = new_conference(tmp_path)
    sent = caught_records(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    first = tmp_path / "first.hoinghi"
    copies.copy_file(conference.path, first)
    with_question(conference)
    with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    second = second_copy.SecondFile(tmp_path / "second.hoinghi", first, sent[0].id - 1)
    with pytest.raises(StorageError):
        second.write(sent[1:])
    second.doubt()
    copies.copy_file(conference.path, first)
    second.write(sent[1:])
    second.close()
    assert in_file(tmp_path / "second.hoinghi") == in_memory(conference)
    conference.close()


def test_reserve_lies_beside_the_file_while_it_is_open(conference: Conference) -> None:
    reserve = conference.path.with_name(f".{conference.path.name}-du-phong")
    assert eventually(lambda: reserve.exists() and reserve.stat().st_size == 8 << 20)
    conference.close()
    assert not reserve.exists()
