"""The snapshot of papers from a real conference: the log, public names, prepared answers, speaking time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.commands import floor, projector, setup
from app.conference import Conference
from app.domain.answer import PreparedAnswer
from app.domain.ids import AgencyId
from app.domain.report import ConferenceReport, ReportPrepared
from app.queries import desk, lists
from app.queries.report import conference_report
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question

PHONE = "0912 345 678"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def conference(tmp_path: Path, clock: FakeClock) -> Iterator[Conference]:
    opened = new_conference(tmp_path, clock)
    setup.change_facts(opened, replace(desk.facts(opened.db), held_on=date(2023, 3, 22)))
    yield opened
    opened.close()


def report(conference: Conference) -> ConferenceReport:
    return conference_report(conference.db)


def test_the_log_is_told_from_its_beginning_with_the_acts_of_the_hall_marked(conference: Conference) -> None:
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    projector.screen_found(conference, "hdmi")
    projector.prepare(conference, "cover")
    projector.take(conference)
    told = report(conference)
    assert [line.id for line in told.log] == sorted(line.id for line in told.log)
    assert told.log[0].text.startswith("Tạo hội nghị")
    assert told.log[-1].on_hall
    assert told.log[-1].text.startswith("PHÁT")
    assert not told.log[1].on_hall
    assert told.up_to_event == told.log[-1].id


def test_an_act_taken_back_is_marked(conference: Conference) -> None:
    with_people(conference)
    with_question(conference)
    before = len(report(conference).log)
    conference.undo()
    log = report(conference).log
    assert [line.is_undone for line in log] == [False] * (before - 1) + [True, False]


def test_a_minor_is_named_on_the_public_card_only_by_the_given_name_and_nothing_private_is_read(
    conference: Conference,
) -> None:
    with_people(conference)
    with_question(conference)
    person = next(view.person for view in lists.people(conference.db) if view.person.name == "Quàng Văn Tuấn")
    setup.save(conference, replace(person, birth_year=2006, phone=PHONE, email="a@b.vn", note="bí mật"))
    told = report(conference)
    card = told.questions[0].public
    assert card is not None
    assert card.asker.endswith("Tuấn")
    assert "Quàng" not in card.asker
    assert told.questions[0].asker is not None
    assert told.questions[0].asker.name == "Quàng Văn Tuấn"
    for private in (PHONE, "a@b.vn", "bí mật"):
        assert private not in repr(told)


def test_prepared_answers_come_with_their_agency(conference: Conference) -> None:
    ids = with_people(conference)
    question = with_question(conference, agency=ids["snv"])
    setup.add(conference, PreparedAnswer(question_id=question, agency_id=AgencyId(ids["snv"]), text="Đang làm."))
    assert report(conference).questions[0].prepared == (ReportPrepared("Sở Nội vụ", None, "Đang làm."),)


def test_speaking_time_is_the_time_between_the_steps(conference: Conference, clock: FakeClock) -> None:
    ids = with_people(conference)
    question = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question)
    clock.advance(65)
    floor.start_answer(conference, question)
    clock.advance(140)
    floor.finish_question(conference, question)
    told = report(conference).questions[0]
    assert (told.spoken_s, [answer.spoken_s for answer in told.answers]) == (65, [140])


def _statements(conference: Conference) -> int:
    run: list[str] = []
    conference.db.conn.set_trace_callback(run.append)
    report(conference)
    conference.db.conn.set_trace_callback(None)
    return len(run)


def test_a_report_asks_the_same_few_questions_however_many_were_asked(conference: Conference) -> None:
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    few = _statements(conference)
    for _ in range(12):
        with_question(conference, agency=ids["snv"])
    assert _statements(conference) == few
