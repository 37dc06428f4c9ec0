"""What a form stores in one act: one event for a record with the rows that hang on it, and all of it undone at once."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands import entries, floor, queue
from app.conference import Conference
from app.domain.errors import Rule, RuleError
from app.domain.paper import Chart, ChartBar
from app.domain.petition import Petition
from app.domain.question import Question, QuestionState
from app.domain.roster import Agency, Person, Role
from app.queries import desk, lists
from tests.support.conferences import new_conference, state_of, with_people, with_question


@pytest.fixture
def conference(tmp_path: Path) -> Generator[Conference]:
    opened = new_conference(tmp_path)
    yield opened
    opened.close()


def events(conference: Conference) -> int:
    return int(conference.db.execute("SELECT count(*) FROM event").fetchone()[0])


def test_an_agency_comes_and_goes_with_its_other_names(conference: Conference) -> None:
    before, count = state_of(conference.db), events(conference)
    agency_id = entries.store_agency(conference, Agency(name="Sở GD"), ["Sở Giáo dục", " Sở  GDĐT ", "", "Sở GDĐT"])
    assert events(conference) == count + 1
    assert lists.agencies(conference.db)[0].aliases == ("Sở Giáo dục", "Sở GDĐT")
    entries.store_agency(conference, desk.agencies(conference.db)[0], ["Sở GDĐT"])
    assert lists.agencies(conference.db)[0].aliases == ("Sở GDĐT",)
    conference.undo()
    conference.undo()
    assert state_of(conference.db) == before
    with pytest.raises(RuleError) as refused:
        entries.store_agency(conference, Agency(id=agency_id, name="Sở GD"), [])
    assert refused.value.code is Rule.NOT_FOUND


def test_people_of_one_role_keep_the_order_they_are_given(conference: Conference) -> None:
    names = ("An", "Bình", "Chi")
    ids = [entries.store_person(conference, Person(name=name), [Role.CO_CHAIR]) for name in names]
    entries.move_in_role(conference, ids[2], Role.CO_CHAIR, ids[0])
    assert [person.name for person in desk.people_in_role(conference.db, Role.CO_CHAIR)] == ["Chi", "An", "Bình"]
    with pytest.raises(RuleError):
        entries.move_in_role(conference, ids[2], Role.CHAIR, None)


def test_a_question_is_registered_with_asker_agency_and_stage_in_one_event(conference: Conference) -> None:
    ids = with_people(conference)
    before, count = state_of(conference.db), events(conference)
    question = Question(verbatim="Giải pháp nào?", state=QuestionState.APPROVED)
    question_id = entries.store_question(
        conference, entries.QuestionEntry(question, Person(name="Lường Minh Tươi", unit="Đoàn trường"), ids["snv"])
    )
    assert events(conference) == count + 1
    view = lists.question(conference.db, question_id)
    assert (view.question.number, view.question.state) == (1, QuestionState.APPROVED)
    assert view.asker is not None
    assert (view.asker.unit, view.asker.on_roster, view.agency_id) == ("Đoàn trường", False, ids["snv"])
    conference.undo()
    assert state_of(conference.db) == before


def test_the_first_agency_of_a_question_can_be_changed_and_taken_away(conference: Conference) -> None:
    """By queue.write_first_agency: the demands that went with the former agency go with the new one."""
    ids = with_people(conference)
    question_id = with_question(conference, approved=False, agency=ids["snv"])
    question = lists.question(conference.db, question_id).question
    for agency_id in (ids["cat"], None):
        entries.store_question(conference, entries.QuestionEntry(question, None, agency_id))
        assert lists.question(conference.db, question_id).agency_id == agency_id
        assert [view.petition.lead_agency_id for view in lists.petitions(conference.db)] == [agency_id]


def test_a_question_on_the_floor_keeps_its_stage_and_takes_new_words(conference: Conference) -> None:
    with_people(conference)
    question_id = with_question(conference)
    queue.approve(conference, question_id)
    floor.start_question(conference, question_id)
    question = lists.question(conference.db, question_id).question
    entries.store_question(conference, entries.QuestionEntry(replace(question, short_text="Ngắn")))
    assert lists.question(conference.db, question_id).question.short_text == "Ngắn"
    with pytest.raises(RuleError) as refused:
        entries.store_question(conference, entries.QuestionEntry(replace(question, state=QuestionState.RECEIVED), None))
    assert refused.value.code is Rule.WRONG_STATE


def test_nothing_at_all_is_no_question(conference: Conference) -> None:
    count = events(conference)
    with pytest.raises(RuleError):
        entries.store_question(conference, entries.QuestionEntry(Question()))
    assert events(conference) == count


def test_a_demand_is_stored_with_its_supporting_agencies(conference: Conference) -> None:
    ids = with_people(conference)
    question_id = with_question(conference)
    petition_id = entries.store_petition(conference, Petition(question_id=question_id, text="Hỗ trợ"), [ids["cat"]])
    stored = next(view for view in lists.petitions(conference.db) if view.petition.id == petition_id)
    assert (stored.number, stored.supports) == (1, (ids["cat"],))
    entries.store_petition(conference, stored.petition, [ids["snv"]])
    stored = next(view for view in lists.petitions(conference.db) if view.petition.id == petition_id)
    assert stored.supports == (ids["snv"],)


def test_a_chart_keeps_its_bars_in_order_and_goes_with_them(conference: Conference) -> None:
    before = state_of(conference.db)
    bars = [ChartBar(label="2021", value_thousandths=35_500, text="35,5"), ChartBar(label="2022", text="62")]
    chart_id = entries.store_chart(conference, Chart(title="Tỷ lệ"), bars)
    entries.store_chart(conference, lists.charts(conference.db)[0].chart, bars[1:])
    assert [bar.label for bar in lists.charts(conference.db)[0].bars] == ["2022"]
    entries.remove_chart(conference, chart_id)
    assert lists.charts(conference.db) == ()
    for _ in range(3):
        conference.undo()
    assert state_of(conference.db) == before
