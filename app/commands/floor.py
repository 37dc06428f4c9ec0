"""What happens at the microphones: F6 step by step, clocks, corrections, the chair's interjections."""

from __future__ import annotations

from dataclasses import replace

from app import summaries
from app.commands.queue import asker_name
from app.conference import Conference
from app.domain.answer import Answer, AnswerKind
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AnswerId, PersonId, QuestionId, SpeechId
from app.domain.petition import ReplyMode
from app.domain.question import ON_FLOOR, Question, QuestionState
from app.domain.roster import Role
from app.domain.speech import Speech, SpeechKind
from db import tables
from db.recorder import Transaction

_KIND_OF = {
    QuestionState.ASKING: SpeechKind.ASKING,
    QuestionState.ANSWERING: SpeechKind.ANSWERING,
    QuestionState.CONCLUDING: SpeechKind.CONCLUDING,
}


def start_question(conference: Conference, question_id: QuestionId) -> None:
    """The asker has the floor; whoever spoke before has ended. Errors: NOT_APPROVED, WRONG_STATE."""
    with conference.record(EventKind.QUESTION_STARTED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state not in {QuestionState.WAITING, QuestionState.AWAITING_ANSWER}:
            raise RuleError(Rule.NOT_APPROVED, number=question.number, state=question.state)
        _leave_floor(tx, question_id)
        _speak(tx, conference, question.moved_to(QuestionState.ASKING), None)
        tx.summary = summaries.started(question.number, asker_name(tx.db, question))


def start_answer(conference: Conference, question_id: QuestionId, answer_id: AnswerId | None = None) -> AnswerId:
    """A respondent has the floor: the given answer, or the first that nobody has spoken yet."""
    with conference.record(EventKind.ANSWER_STARTED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        answer = tables.ANSWERS.find(tx.db, answer_id) or _next_answer(tx, conference, question_id)
        moved = question if question.state is QuestionState.ANSWERING else question.moved_to(QuestionState.ANSWERING)
        _leave_floor(tx, question_id)
        _speak(tx, conference, moved, answer)
        agency = tables.AGENCIES.find(tx.db, answer.agency_id)
        tx.summary = summaries.answer_started((agency.short_name or agency.name) if agency else "", question.number)
    return answer.id


def chair_answers(conference: Conference, question_id: QuestionId, *, adds: bool = False) -> AnswerId:
    """The chair answers himself, in place of the first answer that nobody has spoken yet; adds: after all there are.

    Who is in charge of the demand stays: what the chair promises is for that agency to do.
    """
    with conference.record(EventKind.AGENCY_ASSIGNED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        position = tables.ANSWERS.next_position(tx.db, "question_id = ?", [question_id])
        place = Answer(question_id=question_id, position=position)
        answers = tables.ANSWERS.where(tx.db, "question_id = ?", [question_id], "position, id")
        if not adds:
            place = next((one for one in answers if one.id not in _spoken(tx, question_id)), place)
        his = replace(place, kind=AnswerKind.CHAIR, agency_id=None, respondent_id=_chair(tx), as_prepared=False)
        if place in answers:
            tables.ANSWERS.save(tx.db, his)
        else:
            his = replace(his, id=AnswerId(tables.ANSWERS.add(tx.db, his, conference.station)))
        tx.summary = summaries.answer_added("", question.number, more=adds)
    return his.id


def take_instead(conference: Conference, previewed_id: QuestionId | None) -> None:
    """Ctrl+F6: who has the floor leaves it, the question waits for its answer; the previewed one is taken, or nobody.

    So groups of 2-5 are asked before the answers begin, and an answer that is interrupted is gone on with later.
    """
    floor = tables.FLOOR.get(conference.db, 1)
    current = tables.QUESTIONS.find(conference.db, floor.question_id)
    if current is None or current.state not in ON_FLOOR:
        raise RuleError(Rule.NO_CURRENT_QUESTION)
    if previewed_id is None or previewed_id == current.id:
        await_answer(conference, current.id)
    else:
        _take(conference, previewed_id)


def await_answer(conference: Conference, question_id: QuestionId) -> None:
    """Asked, answered later: the floor is free, the question waits for its answer. Errors: WRONG_STATE."""
    with conference.record(EventKind.QUESTION_FINISHED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state not in ON_FLOOR:
            raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state)
        _end_open_speech(tx)
        tables.QUESTIONS.save(tx.db, question.moved_to(QuestionState.AWAITING_ANSWER))
        tx.summary = summaries.awaiting(question.number)


def start_conclusion(conference: Conference, question_id: QuestionId) -> None:
    """The chair speaks on the question."""
    with conference.record(EventKind.CONCLUSION_STARTED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        moved = question.moved_to(QuestionState.CONCLUDING)
        _leave_floor(tx, question_id)
        _speak(tx, conference, moved, None)
        tx.summary = summaries.concluding(question.number)


def finish_question(conference: Conference, question_id: QuestionId) -> None:
    """Done: petitions that nobody has classified count as answered on the spot if an answer was spoken."""
    with conference.record(EventKind.QUESTION_FINISHED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        finished = question.moved_to(QuestionState.FINISHED)
        _end_open_speech(tx)
        tables.QUESTIONS.save(tx.db, finished)
        spoken = ("question_id = ? AND kind IN ('answering', 'concluding')", [question_id])
        if tables.SPEECHES.first(tx.db, *spoken):
            for petition in tables.PETITIONS.where(tx.db, "question_id = ?", [question_id]):
                if petition.reply_mode is ReplyMode.NONE:
                    tables.PETITIONS.save(tx.db, replace(petition, reply_mode=ReplyMode.ORAL))
        tx.summary = summaries.finished(question.number)


def next_step(conference: Conference, previewed_id: QuestionId | None) -> None:
    """F6: asking, answering, the chair concludes, done; where nobody speaks it takes the question that is given.

    previewed_id: also the current one, if it was cut short and is now gone on with.
    """
    floor = tables.FLOOR.get(conference.db, 1)
    current = tables.QUESTIONS.find(conference.db, floor.question_id)
    match current.state if current else None:
        case QuestionState.ASKING if current:
            start_answer(conference, current.id)
        case QuestionState.ANSWERING if current:
            start_conclusion(conference, current.id)
        case QuestionState.CONCLUDING if current:
            finish_question(conference, current.id)
        case _:
            if previewed_id is None:
                raise RuleError(Rule.NO_CURRENT_QUESTION)
            _take(conference, previewed_id)


def _take(conference: Conference, question_id: QuestionId) -> None:
    """To be asked; what was asked before goes on where it was left: with its answer, or with the chair's conclusion."""
    question = tables.QUESTIONS.get(conference.db, question_id)
    if question.state is not QuestionState.AWAITING_ANSWER:
        start_question(conference, question_id)
        return
    last = tables.SPEECHES.first(
        conference.db, "question_id = ? AND kind <> 'interjecting'", [question_id], "started_at DESC, id DESC"
    )
    if last is not None and last.kind is SpeechKind.CONCLUDING:
        start_conclusion(conference, question_id)
    else:
        start_answer(conference, question_id, last.answer_id if last else None)


def step_back(conference: Conference) -> None:
    """Shift+F6: one step back. What was spoken stays recorded; the step before goes on as a continued turn."""
    with conference.record(EventKind.STEP_TAKEN_BACK) as tx:
        floor = tables.FLOOR.get(tx.db, 1)
        question = tables.QUESTIONS.find(tx.db, floor.question_id)
        if question is None:
            raise RuleError(Rule.NO_CURRENT_QUESTION)
        turns = tables.SPEECHES.where(
            tx.db, "question_id = ? AND kind <> 'interjecting'", [question.id], "started_at, id"
        )
        if question.state in ON_FLOOR:
            kind = _KIND_OF[question.state]
            turns = tuple(turn for turn in turns if _order(turn.kind) < _order(kind))
        _end_open_speech(tx)
        if not turns:
            tables.QUESTIONS.save(tx.db, replace(question, state=QuestionState.WAITING))
        else:
            last = turns[-1]
            state = next(state for state, kind in _KIND_OF.items() if kind is last.kind)
            tables.QUESTIONS.save(tx.db, replace(question, state=state))
            resumed = replace(
                last,
                id=SpeechId(NEW),
                started_at=tx.now,
                started_mono_ms=tx.mono_ms,
                ended_at=None,
                resumes_id=last.id,
            )
            tables.SPEECHES.add(tx.db, resumed, conference.station)
            tables.FLOOR.save(tx.db, replace(floor, answer_id=last.answer_id))
        tx.summary = summaries.stepped_back(question.number)


def _order(kind: SpeechKind) -> int:
    return list(SpeechKind).index(kind)


def correct_clock(conference: Conference, seconds: int) -> None:
    """The running turn began that many seconds earlier (negative: later). The log keeps both times."""
    with conference.record(EventKind.CLOCK_CORRECTED) as tx:
        speech = tables.SPEECHES.first(tx.db, "ended_at IS NULL")
        if speech is None:
            raise RuleError(Rule.NO_OPEN_SPEECH)
        tables.SPEECHES.save(tx.db, replace(speech, started_at=speech.started_earlier(seconds, tx.now)))
        tx.summary = summaries.clock_corrected(seconds)


def interject(conference: Conference, question_id: QuestionId) -> SpeechId:
    """The chair breaks in: his words get a line of their own; the interrupted turn goes on beside it."""
    with conference.record(EventKind.INTERJECTION_NOTED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        speech = Speech(
            kind=SpeechKind.INTERJECTING,
            question_id=question_id,
            person_id=_chair(tx),
            started_at=tx.now,
            started_mono_ms=tx.mono_ms,
            ended_at=tx.now,
        )
        speech_id = SpeechId(tables.SPEECHES.add(tx.db, speech, conference.station))
        tx.summary = summaries.interjected(question.number)
    return speech_id


def _leave_floor(tx: Transaction, next_id: QuestionId) -> None:
    """End the open turn; a question left in the middle goes back to waiting for its answer."""
    _end_open_speech(tx)
    floor = tables.FLOOR.get(tx.db, 1)
    left = tables.QUESTIONS.find(tx.db, floor.question_id)
    if left is not None and left.id != next_id and left.state in ON_FLOOR:
        tables.QUESTIONS.save(tx.db, replace(left, state=QuestionState.AWAITING_ANSWER))


def _end_open_speech(tx: Transaction) -> None:
    for speech in tables.SPEECHES.where(tx.db, "ended_at IS NULL"):
        # A wall clock that was set back must not give a turn of negative length.
        ended = max(tx.now, speech.started_at or tx.now)
        tables.SPEECHES.save(tx.db, replace(speech, ended_at=ended))


def _speak(tx: Transaction, conference: Conference, question: Question, answer: Answer | None) -> None:
    facts = tables.FACTS.get(tx.db, 1)
    limits = {
        SpeechKind.ASKING: facts.ask_limit_s,
        SpeechKind.ANSWERING: facts.answer_limit_s,
        SpeechKind.CONCLUDING: facts.conclude_limit_s,
    }
    kind = _KIND_OF[question.state]
    earlier = tables.SPEECHES.where(
        tx.db,
        "question_id = ? AND kind = ? AND answer_id IS ?",
        [question.id, kind.value, answer.id if answer else None],
        "started_at, id",
    )
    tables.QUESTIONS.save(tx.db, question)
    tables.SPEECHES.add(
        tx.db,
        Speech(
            kind=kind,
            question_id=question.id,
            answer_id=answer.id if answer else None,
            person_id=_speaker(tx, question, kind, answer),
            started_at=tx.now,
            started_mono_ms=tx.mono_ms,
            limit_s=limits[kind],
            resumes_id=earlier[-1].id if earlier else None,
        ),
        conference.station,
    )
    floor = tables.FLOOR.get(tx.db, 1)
    answer_id = answer.id if answer else floor.answer_id if floor.question_id == question.id else None
    tables.FLOOR.save(tx.db, replace(floor, question_id=question.id, answer_id=answer_id))


def _speaker(tx: Transaction, question: Question, kind: SpeechKind, answer: Answer | None) -> PersonId | None:
    if kind is SpeechKind.ASKING:
        return question.asker_id
    if kind is SpeechKind.ANSWERING:
        return answer.respondent_id if answer else None
    return _chair(tx)


def _chair(tx: Transaction) -> PersonId | None:
    chair = tables.PERSON_ROLES.first(tx.db, "role = ?", [Role.CHAIR.value], "position, id")
    return chair.person_id if chair else None


def _spoken(tx: Transaction, question_id: QuestionId) -> set[AnswerId | None]:
    """The answers of a question that somebody has begun to speak."""
    turns = tables.SPEECHES.where(tx.db, "question_id = ? AND kind = 'answering'", [question_id])
    return {turn.answer_id for turn in turns}


def _next_answer(tx: Transaction, conference: Conference, question_id: QuestionId) -> Answer:
    answers = tables.ANSWERS.where(tx.db, "question_id = ?", [question_id], "position, id")
    spoken = _spoken(tx, question_id)
    unspoken = [answer for answer in answers if answer.id not in spoken]
    if unspoken or answers:
        return (unspoken or list(answers))[0]
    answer_id = AnswerId(tables.ANSWERS.add(tx.db, Answer(question_id=question_id, position=1024), conference.station))
    return tables.ANSWERS.get(tx.db, answer_id)
