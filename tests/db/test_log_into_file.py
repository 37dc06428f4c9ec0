"""The write-ahead log goes into the file now and then, in nobody's way."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.conference import Conference
from db import chain, connection, copies, follower
from db.ballast import Ballast
from db.database import Database
from db.followed_file import FollowedFile
from db.follower import Follower
from tests.support.conferences import caught_records, new_conference, state_of, with_question


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    made = new_conference(tmp_path)
    yield made
    made.close()


def is_safe(conference: Conference) -> bool:
    return conference.follower.wait_safe(conference.last_event(), 10)


def test_log_goes_into_the_file_even_without_a_rest(conference: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "REST_S", 1000.0)
    monkeypatch.setattr("db.followed_file.EVENTS_BEFORE_CHECKPOINT", 5)
    wal = conference.path.with_name(conference.path.name + "-wal")
    sizes = []
    for _ in range(30):
        with_question(conference, approved=False)
        assert is_safe(conference)
        sizes.append(wal.stat().st_size)
    assert max(sizes[15:]) <= max(sizes[:15]) * 1.5


def test_an_event_is_safe_before_a_long_log_goes_into_the_file(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture waits until its event is safe, and for nothing else."""
    monkeypatch.setattr("db.followed_file.EVENTS_BEFORE_CHECKPOINT", 1)
    may_go_on = threading.Event()
    checkpoint = FollowedFile._checkpoint

    def late(file: FollowedFile, db: Database) -> None:
        assert may_go_on.wait(20)
        checkpoint(file, db)

    monkeypatch.setattr(FollowedFile, "_checkpoint", late)
    with_question(conference, approved=False)
    assert is_safe(conference)
    may_go_on.set()


def test_on_the_reserve_the_log_does_not_grow(conference: Conference, tmp_path: Path) -> None:
    """What is left of a full disk is for events, each once."""
    twin = tmp_path / "twin.hoinghi"
    assert is_safe(conference)
    copies.copy_file(conference.path, twin)
    base = conference.last_event()
    records = caught_records(conference)
    for _ in range(60):
        with_question(conference, approved=False)
    ballast = Ballast(twin)
    ballast.lay_down()
    ballast.lay_down = lambda: None  # type: ignore[method-assign]  # the disk stays full
    assert ballast.give_up()
    other = Follower(FollowedFile(twin, base), base, lambda _: None, ballast)
    sizes = []
    for record in records:
        other.submit(record)
        assert other.wait_safe(record.id, 20)
        sizes.append(twin.with_name(f"{twin.name}-wal").stat().st_size)
    other.stop(10)
    assert max(sizes) < 3 * sizes[0]
    db = connection.load_into_memory(twin)
    assert chain.verify(db) is None
    assert state_of(db, without_hall=False) == state_of(conference.db, without_hall=False)
    db.close()
