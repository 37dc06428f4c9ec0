"""Every gap is found once and goes when it is closed."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands import floor, petitions, queue, setup
from app.domain.answer import AnswerKind
from app.domain.due import Due
from app.domain.facts import Mode
from app.domain.gap import GapKind
from app.domain.paper import PaperKind, Recipient, SignatureBlock
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.roster import Person, Role
from app.queries.desk import facts
from app.queries.gaps import gaps, gaps_now
from app.queries.queue import queue_rows
from db import tables
from tests.support.conferences import new_conference, with_people, with_question


@pytest.fixture
def made(tmp_path):
    conference = new_conference(tmp_path)
    yield conference, with_people(conference)
    conference.close()


def kinds(conference) -> list[tuple[GapKind, int]]:
    return [(gap.kind, gap.number) for gap in gaps(conference.db) if gap.is_live]


def test_what_papers_lack_is_nobodys_care_while_people_speak(made) -> None:
    conference, _ = made
    with_question(conference)
    assert gaps_now(conference.db) == gaps(conference.db) != ()
    setup.change_mode(conference, Mode.LIVE)
    assert [gap.kind for gap in gaps_now(conference.db)] == [GapKind.NO_AGENCY]


def finish(conference, question_id) -> None:
    floor.start_question(conference, question_id)
    floor.start_answer(conference, question_id)
    floor.start_conclusion(conference, question_id)
    floor.finish_question(conference, question_id)


def test_a_question_without_agency_is_a_gap_until_one_is_named(made):
    conference, ids = made
    question_id = with_question(conference)
    assert kinds(conference) == [(GapKind.NO_AGENCY, 1)]
    queue.assign_agency(conference, question_id, ids["snv"])
    assert kinds(conference) == []


@pytest.mark.parametrize("state", [QuestionState.WITHDRAWN, QuestionState.LEFT_OUT, QuestionState.OFF_TOPIC])
def test_what_left_the_queue_needs_nothing(made, state):
    conference, _ = made
    queue.end_question(conference, with_question(conference), state)
    assert kinds(conference) == []


def test_the_chair_answering_himself_needs_no_agency_and_no_respondent(made):
    conference, _ = made
    question_id = with_question(conference)
    queue.add_answering_agency(conference, question_id, None, kind=AnswerKind.CHAIR)
    finish(conference, question_id)
    assert kinds(conference) == []


def test_an_answer_nobody_gave_is_a_gap_until_the_respondent_is_named(made):
    conference, ids = made
    question_id = with_question(conference, agency=ids["snv"])
    finish(conference, question_id)
    assert kinds(conference) == [(GapKind.NO_RESPONDENT, 1)]
    answer_id = conference.db.execute("SELECT id FROM answer").fetchone()[0]
    queue.set_respondent(conference, answer_id, Person(name="Quàng Văn Lâm"))
    assert kinds(conference) == []


def test_a_finished_question_whose_demand_was_not_classified_is_a_gap(made):
    conference, ids = made
    question_id = with_question(conference, agency=ids["snv"])
    finish(conference, question_id)
    petition_id = conference.db.execute("SELECT id FROM petition").fetchone()[0]
    stored = tables.PETITIONS.get(conference.db, petition_id)
    petitions.change_petition(conference, replace(stored, reply_mode=ReplyMode.NONE))
    assert (GapKind.UNANSWERED, 1) in kinds(conference)
    petitions.set_reply_mode(conference, question_id, ReplyMode.WRITTEN)
    assert (GapKind.UNANSWERED, 1) not in kinds(conference)
    assert (GapKind.NO_DUE, 1) in kinds(conference)
    petitions.set_reply_mode(conference, question_id, ReplyMode.WRITTEN, Due("trước ngày 30/5/2023"))
    assert (GapKind.NO_DUE, 1) not in kinds(conference)


def test_the_most_pressing_kind_comes_first_and_places_follow_the_queue(made):
    conference, ids = made
    first = with_question(conference, agency=ids["snv"])
    second, third = with_question(conference), with_question(conference)
    queue.move_question(conference, third, second)
    finish(conference, first)
    assert kinds(conference) == [(GapKind.NO_AGENCY, 3), (GapKind.NO_AGENCY, 2), (GapKind.NO_RESPONDENT, 1)]


def test_what_the_papers_need_is_found_and_closed(made):
    conference, _ = made
    of_papers = {gap.kind for gap in gaps(conference.db) if not gap.is_live}
    assert of_papers == {
        GapKind.NO_DAY, GapKind.NO_SECRETARY, GapKind.NO_MINUTES_SIGNER, GapKind.NO_NOTICE_SIGNER,
        GapKind.NO_RECIPIENTS,
    }  # fmt: skip
    setup.change_facts(conference, replace(facts(conference.db), held_on=date(2023, 3, 22)))
    setup.add_person(conference, Person(name="Cà Thị Hoa"), [Role.SECRETARY])
    for paper in (PaperKind.MINUTES, PaperKind.NOTICE):
        setup.add(conference, SignatureBlock(paper=paper, lines="CHỦ TỊCH", name="Hoàng Quốc Khánh"))
    setup.add(conference, Recipient(paper=PaperKind.NOTICE, text="Như trên"))
    assert gaps(conference.db) == ()


def test_a_finished_question_without_asker_words_or_site_is_listed_for_the_papers(made):
    conference, ids = made
    question_id = queue.register_question(conference, queue.NewQuestion(gist="Vay vốn", agency_id=ids["snv"]))
    queue.approve(conference, question_id)
    finish(conference, question_id)
    petitions.record_commitment(conference, question_id, "cập nhật 109 trường dữ liệu")
    found = {gap.kind for gap in gaps(conference.db) if gap.question_id == queue_rows(conference.db)[0].id}
    assert {GapKind.NO_ASKER, GapKind.NO_TEXT, GapKind.NO_SITE, GapKind.NO_COMMITMENT_DUE} <= found
