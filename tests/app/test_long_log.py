"""A log longer than memory keeps whole: papers, versions, numbers and a file written anew are as with a short one."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.commands import conclusions, floor, minutes, projector, queue, setup
from app.conference import Conference
from app.domain.conclusion import Conclusion
from app.domain.facts import Mode
from app.domain.roster import Agency, Site
from app.queries.hall import hall_journal
from app.queries.minutes_versions import report_for_papers, versions
from app.queries.personal_data import find_people, mentions
from db import chain, connection, tables
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, state_of, with_people, with_question
from tests.support.waiting import eventually

WHOLE = 10
ASKER = "Lò Văn Phú"


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A conference that was led, made final and worked on: forty acts and more after what its papers tell of."""
    conference = new_conference(tmp_path)
    with_people(conference)
    first, second = with_question(conference), with_question(conference)
    setup.change_mode(conference, Mode.LIVE)
    projector.screen_found(conference, "hdmi")
    for subject in (f"question/{first}", "agenda", f"question/{second}"):
        projector.prepare(conference, subject)
        projector.take(conference)
        projector.cover_or_open(conference)
    floor.start_question(conference, first)
    floor.start_answer(conference, first)
    conclusions.record_conclusion(conference, Conclusion(text="Nhiệm vụ lúc chốt"))
    minutes.finalise(conference)
    conclusions.record_conclusion(conference, Conclusion(text="Nhiệm vụ sau khi chốt"))
    for number in range(40):
        setup.add(conference, Site(name=f"Điểm {number}"))
        projector.prepare(conference, f"question/{second}" if number % 2 else "agenda")
    conference.close()
    monkeypatch.setattr(connection, "WHOLE_EVENTS", WHOLE)
    return conference.path


@pytest.fixture
def opened(long: Path) -> Iterator[Conference]:
    conference = Conference(long, FakeClock())
    yield conference
    conference.close()


def whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> Conference:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "WHOLE_EVENTS", 100_000)
        return Conference(path, FakeClock())


def test_papers_are_the_same_as_from_the_whole_log(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(whole(long, monkeypatch)) as at_once:
        expected = report_for_papers(at_once.db), hall_journal(at_once.db), versions(at_once.db)
        assert not at_once.db.whole_from
    with closing(Conference(long, FakeClock())) as later:
        assert later.db.whole_from == later.last_event() - WHOLE
        assert (report_for_papers(later.db), hall_journal(later.db), versions(later.db)) == expected
    final = expected[0].final
    assert final is not None
    assert [task.text for task in final.conclusions] == ["Nhiệm vụ lúc chốt"]
    assert len(expected[1]) > 3


def test_only_changes_of_the_preview_are_left_in_the_file(opened: Conference) -> None:
    missing = "FROM event LEFT JOIN change ON event_id = event.id WHERE change.id IS NULL"
    assert opened.db.execute(f"SELECT DISTINCT kind {missing}").fetchall() == [("previewed",)]
    assert opened.db.execute(f"SELECT max(event.id) {missing}").fetchone()[0] <= opened.db.whole_from
    assert opened.db.execute("SELECT min(id) FROM event").fetchone() == (1,)


def test_what_came_after_minutes_were_final_is_kept_however_long(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "EVENTS_IN_MEMORY", 20)
    with closing(Conference(long, FakeClock())) as opened:
        first = opened.db.execute("SELECT min(id), kind FROM event").fetchone()
        assert first[1] == "minutes_finalised"
        final = report_for_papers(opened.db).final
        assert final is not None
        assert [task.text for task in final.conclusions] == ["Nhiệm vụ lúc chốt"]


def test_a_name_in_an_old_act_is_found(opened: Conference) -> None:
    somebody = find_people(opened.db, ASKER)[0]
    found = [mention.text for mention in mentions(opened.db, somebody)]
    assert any(ASKER in text for text in found)


def test_a_number_that_went_long_ago_is_not_given_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conference = new_conference(tmp_path)
    gone = setup.add(conference, Site(name="Bắc Yên"))
    conference.undo()
    for number in range(20):
        setup.add(conference, Agency(name=f"Sở {number}"))
    conference.close()
    monkeypatch.setattr(connection, "WHOLE_EVENTS", WHOLE)
    with closing(Conference(conference.path, FakeClock())) as again:
        assert setup.add(again, Site(name="Mường La")) != gone


def test_an_old_act_is_taken_back(opened: Conference) -> None:
    for _ in range(40):
        opened.undo()
    assert not [site for site in tables.SITES.all(opened.db) if site.name[5:].isdigit()]


def test_a_file_written_anew_from_memory_begins_where_all_is_whole(
    opened: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    """File and connection are both gone: a chain with acts that lack their changes would be called damaged."""
    setup.add(opened, Site(name="Mộc Châu"))
    assert opened.follower.wait_safe(opened.last_event(), 10)
    folder = opened.path.parent
    folder.rename(folder.with_name("mang-di"))
    setup.add(opened, Site(name="Sông Mã"))
    assert eventually(lambda: opened.follower.state().trouble is not None)
    folder.mkdir()
    assert eventually(lambda: opened.follower.wants_memory)
    setup.add(opened, Site(name="Sốp Cộp"))
    assert opened.follower.wait_safe(opened.last_event(), 10)
    with closing(connection.open_file(opened.path)) as file:
        assert chain.verify(file) is None
        assert file.execute("SELECT min(id) FROM event").fetchone()[0] == opened.db.whole_from + 1
        assert state_of(file, without_hall=False) == state_of(opened.db, without_hall=False)
    assert opened.db.execute("SELECT min(id) FROM event").fetchone() == (1,)
    queue.approve(opened, with_question(opened, approved=False))  # and goes on
    assert opened.follower.wait_safe(opened.last_event(), 10)
    caplog.clear()
