"""What happens in the room: the current question with its answers, speeches and clocks; the programme now."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import scenes, texts
from app.domain.agenda import AgendaItem, AgendaStatus
from app.domain.answer import Answer, PreparedAnswer
from app.domain.conclusion import Conclusion
from app.domain.petition import Commitment, Petition
from app.domain.question import Question, QuestionState
from app.domain.records import dataclass
from app.domain.roster import Agency, Person, Site, Topic
from app.domain.speech import Speech, SpeechKind, spoken_total
from db import tables
from db.database import Database


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer with who gives it and what was prepared."""

    answer: Answer
    agency: Agency | None
    respondent: Person | None
    prepared: PreparedAnswer | None


@dataclass(frozen=True, slots=True)
class StepClock:
    """The clock of one step of a question. limit_s 0: no limit; running: the open turn, None if it rests."""

    kind: SpeechKind
    turns: tuple[Speech, ...]
    limit_s: int

    @property
    def running(self) -> Speech | None:
        return next((turn for turn in self.turns if turn.is_open), None)

    def spoken(self, now: datetime) -> timedelta:
        return spoken_total(self.turns, now)


@dataclass(frozen=True, slots=True)
class CurrentQuestion:
    """All that the centre of the console shows of one question."""

    question: Question
    asker: Person | None
    site: Site | None
    topic: Topic | None
    petitions: tuple[Petition, ...]
    answers: tuple[AnswerView, ...]
    active_answer: AnswerView | None
    commitments: tuple[Commitment, ...]
    asking: StepClock
    answering: StepClock
    concluding: StepClock


@dataclass(frozen=True, slots=True)
class Promises:
    """What was promised and ordered on one question, and how many promises there are in all."""

    commitments: tuple[Commitment, ...]
    tasks: tuple[Conclusion, ...]
    in_all: int


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A line of the programme with the start that follows from the lines before it ("HH:MM", empty if unknown)."""

    item: AgendaItem
    planned_start: str
    is_current: bool


def current_question(db: Database) -> CurrentQuestion | None:
    floor = tables.FLOOR.find(db, 1)
    return question_view(db, floor.question_id) if floor and floor.question_id else None


def question_view(db: Database, question_id: int) -> CurrentQuestion | None:
    """A question with everything that hangs on it; the active answer is the one on the floor, else the first."""
    question = tables.QUESTIONS.find(db, question_id)
    if question is None:
        return None
    answers = tuple(
        AnswerView(
            answer,
            tables.AGENCIES.find(db, answer.agency_id),
            tables.PEOPLE.find(db, answer.respondent_id),
            texts.prepared_for(db, answer),
        )
        for answer in tables.ANSWERS.where(db, "question_id = ?", [question_id], "position, id")
    )
    floor = tables.FLOOR.find(db, 1)
    active = next((view for view in answers if floor and view.answer.id == floor.answer_id), None)
    facts = tables.FACTS.get(db, 1)
    speeches = tables.SPEECHES.where(db, "question_id = ?", [question_id], "started_at, id")

    def step(kind: SpeechKind, limit_s: int) -> StepClock:
        turns = tuple(turn for turn in speeches if turn.kind is kind)
        limits = [turn.limit_s for turn in turns]
        return StepClock(kind, turns, limits[-1] if limits else limit_s)

    return CurrentQuestion(
        question=question,
        asker=tables.PEOPLE.find(db, question.asker_id),
        site=tables.SITES.find(db, question.site_id),
        topic=tables.TOPICS.find(db, question.topic_id),
        petitions=tables.PETITIONS.where(db, "question_id = ?", [question_id], "position, id"),
        answers=answers,
        active_answer=active or (answers[0] if answers else None),
        commitments=tables.COMMITMENTS.where(db, "question_id = ?", [question_id], "number, id"),
        asking=step(SpeechKind.ASKING, facts.ask_limit_s),
        answering=step(SpeechKind.ANSWERING, facts.answer_limit_s),
        concluding=step(SpeechKind.CONCLUDING, facts.conclude_limit_s),
    )


def running_turn(db: Database) -> Speech | None:
    """The turn whose clock runs now."""
    return tables.SPEECHES.first(db, "started_at IS NOT NULL AND ended_at IS NULL")


def interjections(db: Database, question_id: int) -> tuple[Speech, ...]:
    """Where the chair broke in, in order."""
    kind = SpeechKind.INTERJECTING.value
    return tables.SPEECHES.where(db, "question_id = ? AND kind = ?", [question_id, kind], "started_at, id")


def promises(db: Database, question_id: int | None) -> Promises:
    return Promises(
        tables.COMMITMENTS.where(db, "question_id = ?", [question_id], "number, id"),
        tables.CONCLUSIONS.where(db, "question_id = ?", [question_id], "position, id"),
        int(db.execute("SELECT count(*) FROM commitment").fetchone()[0]),
    )


def current_agenda_item(db: Database) -> AgendaItem | None:
    floor = tables.FLOOR.find(db, 1)
    return tables.AGENDA_ITEMS.find(db, floor.agenda_item_id) if floor else None


def previewed_question(db: Database) -> Question | None:
    """The question F6 would take next."""
    projection = tables.PROJECTION.find(db, 1)
    return tables.QUESTIONS.find(db, scenes.question_of(projection.preview.subject)) if projection else None


def asked_before(db: Database) -> Question | None:
    """Of the questions that were asked and wait for their answer, the one asked first."""
    return tables.QUESTIONS.first(
        db,
        "state = ?",
        [QuestionState.AWAITING_ANSWER.value],
        "(SELECT min(started_at) FROM speech WHERE question_id = question.id), position, id",
    )


def agenda_rows(db: Database) -> tuple[AgendaRow, ...]:
    """The programme in order; a start that is not fixed follows from the one before and its minutes."""
    floor = tables.FLOOR.find(db, 1)
    rows: list[AgendaRow] = []
    minute: int | None = None
    for item in tables.AGENDA_ITEMS.all(db, "position, id"):
        fixed = minute_of_day(item.planned_start)
        minute = fixed if fixed is not None else minute
        start = "" if minute is None else f"{minute // 60 % 24:02d}:{minute % 60:02d}"
        rows.append(AgendaRow(item, start, bool(floor and floor.agenda_item_id == item.id)))
        if minute is not None and item.status is AgendaStatus.PLANNED:
            minute += item.planned_minutes + item.extra_minutes
    return tuple(rows)


def minute_of_day(text: str) -> int | None:
    """Minutes since midnight of "HH:MM", None if it is no such time."""
    hours, _, minutes = text.partition(":")
    if not (hours.isdigit() and minutes.isdigit()) or int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * 60 + int(minutes)
