"""The one door: what a command promises to its listeners, what it refuses, and that undo survives a restart."""

from pathlib import Path

import pytest

from app.commands import queue, setup
from app.conference import Conference
from app.domain.changes import Changes, EventKind, Table
from app.domain.errors import Rule, RuleError
from app.domain.roster import Agency, Person, Site
from db import tables
from db.database import sqlite3
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, state_of, with_people, with_question


@pytest.fixture
def conference(tmp_path: Path) -> Conference:
    return new_conference(tmp_path)


@pytest.fixture(autouse=True)
def _closed(conference: Conference) -> object:
    yield
    conference.close()


def test_one_command_is_one_change_for_every_listener_after_the_commit(conference: Conference) -> None:
    heard: list[tuple[Changes, int]] = []

    def listen(changes: Changes) -> None:
        assert not conference.db.conn.in_transaction
        heard.append((changes, conference.db.execute("SELECT count(*) FROM site").fetchone()[0]))

    conference.subscribe(listen)
    conference.subscribe(listen)
    site_id = setup.add(conference, Site(name="Điểm cầu UBND tỉnh"))
    assert [(changes.kind, changes.rows, count) for changes, count in heard] == [
        (EventKind.LIST_CHANGED, {(Table.SITE, site_id)}, 1)
    ] * 2
    conference.unsubscribe(listen)
    setup.add(conference, Site(name="Bắc Yên"))
    assert len(heard) == 3


def test_change_is_on_disk_before_the_listeners_hear_if_the_disk_is_quick(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.conference.PATIENCE_S", 30)  # any disk is quick then
    safe: list[bool] = []
    conference.subscribe(lambda changes: safe.append(conference.follower.wait_safe(changes.event_id, 0)))
    with_question(conference)
    assert safe == [True, True]


def test_listener_that_calls_a_command_is_refused_and_the_others_still_hear(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Changes] = []
    conference.subscribe(lambda _: setup.add(conference, Site(name="từ trong")))
    conference.subscribe(heard.append)
    setup.add(conference, Site(name="từ ngoài"))
    assert [site.name for site in tables.SITES.all(conference.db)] == ["từ ngoài"]
    assert len(heard) == 1
    assert "listener failed" in caplog.text
    caplog.clear()


def test_command_inside_a_command_is_refused(conference: Conference) -> None:
    def nested() -> None:
        with conference.record(EventKind.LIST_CHANGED) as tx:
            tables.SITES.add(tx.db, Site(name="A"))
            setup.add(conference, Site(name="B"))

    with pytest.raises(RuntimeError, match="another"):
        nested()
    assert tables.SITES.all(conference.db) == ()


def test_row_that_others_point_to_cannot_go(conference: Conference) -> None:
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    before = state_of(conference.db)
    with pytest.raises(RuleError) as caught:
        setup.remove(conference, tables.AGENCIES.get(conference.db, ids["snv"]))
    assert caught.value.code is Rule.IN_USE
    assert state_of(conference.db) == before


def test_undo_and_redo_after_a_restart(conference: Conference) -> None:
    empty = state_of(conference.db)
    setup.add(conference, Agency(name="Sở Nội vụ"))
    one = state_of(conference.db)
    setup.add(conference, Agency(name="Công an tỉnh"))
    two = state_of(conference.db)
    conference.undo()
    conference.close()
    again = Conference(conference.path, FakeClock())
    try:
        assert state_of(again.db) == one
        again.undo()
        assert state_of(again.db) == empty
        again.redo()
        again.redo()
        assert state_of(again.db) == two
        with pytest.raises(RuleError) as caught:
            again.redo()
        assert caught.value.code is Rule.NOTHING_TO_REDO
    finally:
        again.close()


def test_new_act_ends_redo(conference: Conference) -> None:
    setup.add(conference, Agency(name="Sở Nội vụ"))
    conference.undo()
    setup.add(conference, Agency(name="Công an tỉnh"))
    assert conference.redo_summary() == ""
    with pytest.raises(RuleError) as caught:
        conference.redo()
    assert caught.value.code is Rule.NOTHING_TO_REDO


def test_undo_says_beforehand_what_it_will_take_back(conference: Conference) -> None:
    question_id = with_question(conference, approved=False)
    registered = conference.undo_summary()
    queue.approve(conference, question_id)
    assert conference.undo_summary() != registered
    conference.undo()
    assert conference.undo_summary() == registered
    assert conference.redo_summary() != ""


def test_creating_the_conference_cannot_be_undone(conference: Conference) -> None:
    with pytest.raises(RuleError) as caught:
        conference.undo()
    assert caught.value.code is Rule.NOTHING_TO_UNDO


def test_undo_that_would_break_a_later_act_is_refused_and_then_passed_over(conference: Conference) -> None:
    """A person added, then named as asker: the addition cannot be taken back, what came before it can."""
    setup.add(conference, Site(name="Bắc Yên"))
    person_id = setup.add_person(conference, Person(name="Lò Văn Phú"), [])
    with conference.record(EventKind.TEXT_WRITTEN) as tx:  # an act undo passes over, pointing at the person
        question_id = queue.add_question(tx.db, 0, queue.NewQuestion(asker_id=person_id), conference.now())
    with pytest.raises(RuleError) as caught:
        conference.undo()
    assert caught.value.code is Rule.UNDO_CONFLICT
    assert tables.QUESTIONS.get(conference.db, question_id).asker_id == person_id
    conference.undo()
    assert tables.SITES.all(conference.db) == ()


def test_memory_holds_the_newest_events_and_the_file_all(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        setup.add(conference, Site(name=f"Điểm {number}"))
    last = conference.last_event()
    conference.close()
    monkeypatch.setattr("db.connection.EVENTS_IN_MEMORY", 10)
    monkeypatch.setattr("db.connection.WHOLE_EVENTS", 10)
    again = Conference(conference.path, FakeClock())
    try:
        assert again.db.execute("SELECT min(id), max(id) FROM event").fetchone() == (last - 9, last)
        assert len(tables.SITES.all(again.db)) == 30
        setup.add(again, Site(name="Điểm cuối"))
        assert again.last_event() == last + 1
        assert again.follower.wait_safe(last + 1, 10)
    finally:
        again.close()


def test_once_stopped_it_can_be_read_and_not_changed_until_it_is_closed(conference: Conference) -> None:
    question = with_question(conference)
    assert conference.stop().safe_up_to == conference.last_event()
    assert tables.QUESTIONS.get(conference.db, question).id == question
    with pytest.raises(RuntimeError, match="closed"):
        queue.approve(conference, question)
    assert conference.close().trouble is None
    with pytest.raises(sqlite3.ProgrammingError):
        conference.last_event()


def test_a_copy_of_what_was_closed_is_an_error(conference: Conference) -> None:
    """A thread may ask for it just then. pysqlite3's own answer is a segmentation fault."""
    conference.close()
    with pytest.raises(sqlite3.ProgrammingError):
        conference.copied()
    with pytest.raises(sqlite3.ProgrammingError):
        conference.beside()
