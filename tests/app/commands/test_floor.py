"""At the microphones: who has the floor, whose clock runs, what F6 does next, and what was spoken stays."""

from datetime import timedelta

import pytest

from app.commands import floor, queue
from app.conference import Conference
from app.domain.answer import AnswerKind
from app.domain.errors import Rule
from app.domain.ids import AgencyId, PersonId, QuestionId
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.roster import Person
from app.domain.speech import Speech, SpeechKind
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import refused, with_question

S = QuestionState


def state(conference: Conference, question_id: QuestionId) -> QuestionState:
    return tables.QUESTIONS.get(conference.db, question_id).state


def speeches(conference: Conference) -> tuple[Speech, ...]:
    return tables.SPEECHES.all(conference.db)


def running(conference: Conference) -> list[Speech]:
    return [speech for speech in speeches(conference) if speech.is_open]


@pytest.fixture
def asked(conference: Conference, ids: dict[str, int]) -> QuestionId:
    """A question whose asker has the floor."""
    question_id = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question_id)
    return question_id


def test_start_question_starts_the_clock_of_the_asker(
    conference: Conference, asked: QuestionId, clock: FakeClock
) -> None:
    (speech,) = running(conference)
    question = tables.QUESTIONS.get(conference.db, asked)
    assert (speech.kind, speech.person_id, speech.started_at) == (SpeechKind.ASKING, question.asker_id, clock.now())
    assert speech.limit_s == tables.FACTS.get(conference.db, 1).ask_limit_s
    assert speech.started_mono_ms == clock.mono_ms()
    assert tables.FLOOR.get(conference.db, 1).question_id == asked


def test_start_question_is_refused_until_approved(conference: Conference) -> None:
    question_id = with_question(conference, approved=False)
    assert refused(conference, floor.start_question, question_id) is Rule.NOT_APPROVED


def test_second_start_while_someone_speaks_ends_the_turn_and_the_left_question_waits(
    conference: Conference, asked: QuestionId, clock: FakeClock
) -> None:
    other = with_question(conference)
    clock.advance(30)
    floor.start_question(conference, other)
    assert len(running(conference)) == 1
    assert speeches(conference)[0].ended_at == clock.now()
    assert (state(conference, asked), state(conference, other)) == (S.AWAITING_ANSWER, S.ASKING)


def test_start_answer_takes_the_first_answer_that_nobody_has_spoken(
    conference: Conference, asked: QuestionId, ids: dict[str, int]
) -> None:
    second = queue.add_answering_agency(conference, asked, AgencyId(ids["cat"]))
    first = floor.start_answer(conference, asked)
    assert tables.ANSWERS.get(conference.db, first).agency_id == ids["snv"]
    assert floor.start_answer(conference, asked) == second
    assert state(conference, asked) is S.ANSWERING


def test_start_answer_makes_a_place_where_no_agency_is_named(conference: Conference) -> None:
    question_id = with_question(conference)
    floor.start_question(conference, question_id)
    answer_id = floor.start_answer(conference, question_id)
    answer = tables.ANSWERS.get(conference.db, answer_id)
    assert (answer.agency_id, answer.kind) == (None, AnswerKind.AGENCY)


def test_start_answer_names_the_respondent_as_speaker(conference: Conference, asked: QuestionId) -> None:
    answer_id = tables.ANSWERS.all(conference.db)[0].id
    queue.set_respondent(conference, answer_id, Person(name="Nguyễn Văn A"))
    floor.start_answer(conference, asked, answer_id)
    (speech,) = running(conference)
    assert speech.person_id == tables.ANSWERS.get(conference.db, answer_id).respondent_id
    assert speech.answer_id == answer_id


def test_start_answer_of_a_question_that_is_not_approved_is_refused(conference: Conference) -> None:
    question_id = with_question(conference, approved=False)
    assert refused(conference, floor.start_answer, question_id) is Rule.WRONG_STATE


def test_await_answer_frees_the_floor_and_only_while_somebody_has_it(conference: Conference, asked: QuestionId) -> None:
    floor.await_answer(conference, asked)
    assert running(conference) == []
    assert state(conference, asked) is S.AWAITING_ANSWER
    assert refused(conference, floor.await_answer, asked) is Rule.WRONG_STATE


def test_start_conclusion_is_the_chairs_turn(conference: Conference, asked: QuestionId, ids: dict[str, int]) -> None:
    floor.start_answer(conference, asked)
    floor.start_conclusion(conference, asked)
    (speech,) = running(conference)
    assert (speech.kind, speech.person_id) == (SpeechKind.CONCLUDING, ids["chair"])
    assert state(conference, asked) is S.CONCLUDING


def test_finish_question_counts_unclassified_demands_as_answered_if_somebody_answered(
    conference: Conference, asked: QuestionId
) -> None:
    floor.start_answer(conference, asked)
    floor.finish_question(conference, asked)
    assert running(conference) == []
    assert [p.reply_mode for p in tables.PETITIONS.all(conference.db)] == [ReplyMode.ORAL]


def test_finish_question_without_an_answer_leaves_demands_open(conference: Conference, asked: QuestionId) -> None:
    floor.finish_question(conference, asked)
    assert state(conference, asked) is S.FINISHED
    assert [p.reply_mode for p in tables.PETITIONS.all(conference.db)] == [ReplyMode.NONE]


def test_next_step_goes_from_asking_to_done_and_then_to_the_previewed(conference: Conference) -> None:
    first, second = with_question(conference), with_question(conference)
    assert refused(conference, floor.next_step, None) is Rule.NO_CURRENT_QUESTION
    seen = []
    for _ in range(4):
        floor.next_step(conference, first)
        seen.append(state(conference, first))
    assert seen == [S.ASKING, S.ANSWERING, S.CONCLUDING, S.FINISHED]
    floor.next_step(conference, second)
    assert state(conference, second) is S.ASKING


def test_next_step_lets_a_question_asked_before_be_answered(conference: Conference, asked: QuestionId) -> None:
    floor.await_answer(conference, asked)
    floor.next_step(conference, asked)
    assert state(conference, asked) is S.ANSWERING


def test_step_back_goes_on_as_a_continued_turn_and_keeps_what_was_spoken(
    conference: Conference, asked: QuestionId, clock: FakeClock
) -> None:
    clock.advance(40)
    floor.start_answer(conference, asked)
    clock.advance(3)
    floor.step_back(conference)
    assert state(conference, asked) is S.ASKING
    asking, answering, resumed = speeches(conference)
    assert answering.spoken(clock.now()) == timedelta(seconds=3)
    assert (resumed.kind, resumed.resumes_id, resumed.started_at) == (SpeechKind.ASKING, asking.id, clock.now())
    assert len(running(conference)) == 1


def test_step_back_from_asking_returns_to_the_queue(conference: Conference, asked: QuestionId) -> None:
    floor.step_back(conference)
    assert state(conference, asked) is S.WAITING
    assert running(conference) == []


def test_step_back_without_a_question_is_refused(conference: Conference) -> None:
    assert refused(conference, floor.step_back) is Rule.NO_CURRENT_QUESTION


def test_correct_clock_moves_the_start_but_never_past_now(
    conference: Conference, asked: QuestionId, clock: FakeClock
) -> None:
    started = clock.now()
    clock.advance(10)
    floor.correct_clock(conference, 15)
    assert running(conference)[0].started_at == started - timedelta(seconds=15)
    floor.correct_clock(conference, -60)
    assert running(conference)[0].started_at == clock.now()
    floor.finish_question(conference, asked)
    assert refused(conference, floor.correct_clock, 15) is Rule.NO_OPEN_SPEECH


def test_clock_set_back_gives_no_turn_of_negative_length(
    conference: Conference, asked: QuestionId, clock: FakeClock
) -> None:
    clock.jump(-3600)
    floor.await_answer(conference, asked)
    (speech,) = speeches(conference)
    assert speech.ended_at == speech.started_at


def test_interject_leaves_the_interrupted_turn_running(
    conference: Conference, asked: QuestionId, ids: dict[str, int]
) -> None:
    speech_id = floor.interject(conference, asked)
    speech = tables.SPEECHES.get(conference.db, speech_id)
    assert (speech.kind, speech.person_id, speech.is_open) == (
        SpeechKind.INTERJECTING,
        PersonId(ids["chair"]),
        False,
    )
    assert [turn.kind for turn in running(conference)] == [SpeechKind.ASKING]


def test_three_are_asked_before_the_answers_begin_and_each_is_answered_in_its_turn(
    conference: Conference, asked: QuestionId, ids: dict[str, int]
) -> None:
    second, third = (with_question(conference, agency=ids["cat"]) for _ in range(2))
    floor.take_instead(conference, second)
    floor.take_instead(conference, third)
    assert [state(conference, one) for one in (asked, second, third)] == [
        S.AWAITING_ANSWER, S.AWAITING_ANSWER, S.ASKING,
    ]  # fmt: skip
    assert [turn.kind for turn in running(conference)] == [SpeechKind.ASKING]
    floor.take_instead(conference, asked)
    assert (state(conference, asked), state(conference, third)) == (S.ANSWERING, S.AWAITING_ANSWER)
    for question_id in (second, third):
        for _ in range(2):
            floor.next_step(conference, None)
        floor.next_step(conference, question_id)
        assert state(conference, question_id) is S.ANSWERING
    kinds = [turn.kind for turn in speeches(conference) if turn.kind is not SpeechKind.CONCLUDING]
    assert kinds == [SpeechKind.ASKING] * 3 + [SpeechKind.ANSWERING] * 3


def test_take_instead_with_nobody_to_take_frees_the_floor(conference: Conference, asked: QuestionId) -> None:
    floor.take_instead(conference, None)
    assert (state(conference, asked), running(conference)) == (S.AWAITING_ANSWER, [])
    assert refused(conference, floor.take_instead, None) is Rule.NO_CURRENT_QUESTION


def test_an_interrupted_answer_is_gone_on_with_and_no_other_begun(
    conference: Conference, asked: QuestionId, ids: dict[str, int], clock: FakeClock
) -> None:
    first = floor.start_answer(conference, asked)
    queue.add_answering_agency(conference, asked, AgencyId(ids["cat"]))
    clock.advance(50)
    queue.mark_signal_lost(conference, asked)
    clock.advance(600)
    floor.next_step(conference, asked)
    (turn,) = running(conference)
    before = speeches(conference)[1]
    assert (turn.kind, turn.answer_id, turn.resumes_id) == (SpeechKind.ANSWERING, first, before.id)
    assert before.spoken(clock.now()) == timedelta(seconds=50)


def test_an_interrupted_conclusion_is_gone_on_with(conference: Conference, asked: QuestionId) -> None:
    floor.start_answer(conference, asked)
    floor.start_conclusion(conference, asked)
    other = with_question(conference)
    floor.take_instead(conference, other)
    floor.take_instead(conference, asked)
    assert (state(conference, asked), state(conference, other)) == (S.CONCLUDING, S.AWAITING_ANSWER)


def test_a_question_cut_off_while_it_was_asked_is_asked_on(conference: Conference, asked: QuestionId) -> None:
    queue.mark_signal_lost(conference, asked)
    floor.next_step(conference, asked)
    (turn,) = running(conference)
    assert (turn.kind, turn.resumes_id) == (SpeechKind.ASKING, speeches(conference)[0].id)


def test_chair_answers_in_place_of_the_agency_that_has_not_spoken(
    conference: Conference, asked: QuestionId, ids: dict[str, int]
) -> None:
    his = floor.chair_answers(conference, asked)
    (answer,) = tables.ANSWERS.all(conference.db)
    assert (answer.id, answer.kind, answer.agency_id, answer.respondent_id) == (
        his, AnswerKind.CHAIR, None, ids["chair"],
    )  # fmt: skip
    assert tables.PETITIONS.all(conference.db)[0].lead_agency_id == ids["snv"]
    assert floor.start_answer(conference, asked) == his
    (turn,) = running(conference)
    assert (turn.kind, turn.person_id) == (SpeechKind.ANSWERING, ids["chair"])


def test_chair_who_has_answered_passes_on_and_adds_in_order(
    conference: Conference, asked: QuestionId, ids: dict[str, int]
) -> None:
    his = floor.chair_answers(conference, asked)
    floor.start_answer(conference, asked)
    given = queue.assign_agency(conference, asked, AgencyId(ids["cat"]))
    added = floor.chair_answers(conference, asked, adds=True)
    answers = tables.ANSWERS.where(conference.db, "question_id = ?", [asked], "position, id")
    assert [(one.id, one.kind, one.agency_id) for one in answers] == [
        (his, AnswerKind.CHAIR, None), (given, AnswerKind.AGENCY, ids["cat"]), (added, AnswerKind.CHAIR, None),
    ]  # fmt: skip


def test_an_agency_named_after_the_chair_by_mistake_takes_his_place(
    conference: Conference, asked: QuestionId, ids: dict[str, int]
) -> None:
    floor.chair_answers(conference, asked)
    queue.assign_agency(conference, asked, AgencyId(ids["cat"]))
    (answer,) = tables.ANSWERS.all(conference.db)
    assert (answer.kind, answer.agency_id, answer.respondent_id) == (AnswerKind.AGENCY, ids["cat"], None)
