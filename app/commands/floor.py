"""What happens at the microphones: F6 step by step, clocks, corrections, the chair's interjections."""

from __future__ import annotations

from dataclasses import replace

from app import summaries
from app.commands.queue import asker_name
from app.conference import Conference
from app.domain.answer import Answer
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


def await_answer(conference: Conference, question_id: QuestionId) -> None:
    """Asked, answered later (groups of 2-5 questions): the floor is free, the question waits for its answer."""
    with conference.record(EventKind.QUESTION_FINISHED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state is not QuestionState.ASKING:
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
    """F6: asking, answering, the chair concludes, done; on a finished question it takes the previewed one."""
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
            _take_next(conference, previewed_id)


def _take_next(conference: Conference, previewed_id: QuestionId | None) -> None:
    if previewed_id is None:
        raise RuleError(Rule.NO_CURRENT_QUESTION)
    previewed = tables.QUESTIONS.get(conference.db, previewed_id)
    if previewed.state is QuestionState.AWAITING_ANSWER:
        start_answer(conference, previewed_id)
        return
    start_question(conference, previewed_id)


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
        chair = tables.PERSON_ROLES.first(tx.db, "role = ?", [Role.CHAIR.value], "position, id")
        speech = Speech(
            kind=SpeechKind.INTERJECTING,
            question_id=question_id,
            person_id=chair.person_id if chair else None,
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
    chair = tables.PERSON_ROLES.first(tx.db, "role = ?", [Role.CHAIR.value], "position, id")
    return chair.person_id if chair else None


def _next_answer(tx: Transaction, conference: Conference, question_id: QuestionId) -> Answer:
    answers = tables.ANSWERS.where(tx.db, "question_id = ?", [question_id], "position, id")
    spoken = {
        s.answer_id for s in tables.SPEECHES.where(tx.db, "question_id = ? AND kind = 'answering'", [question_id])
    }
    unspoken = [answer for answer in answers if answer.id not in spoken]
    if unspoken or answers:
        return (unspoken or list(answers))[0]
    answer_id = AnswerId(tables.ANSWERS.add(tx.db, Answer(question_id=question_id, position=1024), conference.station))
    return tables.ANSWERS.get(tx.db, answer_id)
