"""The queue as the console shows it, and the counters that must always agree with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlite_utils import Database

from app import labels
from app.domain.petition import CountedAs, ReplyMode, count_as
from app.domain.question import ON_FLOOR, UNASKED, Question, QuestionState
from app.domain.text import fold
from db import tables


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One question in the list. agency: short name, empty if nobody is named yet. key: folded text for the filter."""

    question: Question
    asker: str
    unit: str
    site: str
    topic: str
    agency: str
    is_current: bool
    is_previewed: bool
    is_live: bool
    key: str

    @property
    def id(self) -> int:
        return self.question.id


@dataclass(frozen=True, slots=True)
class Counts:
    """Live counters (product.md K1): every question is in exactly one of them."""

    total: int
    done: int
    on_floor: int
    waiting: int
    received: int
    gone: int


def queue_rows(db: Database) -> tuple[QueueRow, ...]:
    """All questions in the order of the queue; follow-ups stand after their parent by position."""
    people = {person.id: person for person in tables.PEOPLE.all(db)}
    sites = {site.id: site.name for site in tables.SITES.all(db)}
    topics = {topic.id: topic.name for topic in tables.TOPICS.all(db)}
    agencies = _agencies_by_question(db)
    floor = tables.FLOOR.find(db, 1)
    projection = tables.PROJECTION.find(db, 1)
    previewed = projection.preview.subject if projection else ""
    live = projection.visible.subject if projection else ""
    rows: list[QueueRow] = []
    for question in tables.QUESTIONS.all(db, "position, id"):
        person = people.get(question.asker_id) if question.asker_id else None
        name, unit = (person.name, person.unit or person.title) if person else ("", "")
        site = sites.get(question.site_id, "") if question.site_id else ""
        topic = topics.get(question.topic_id, "") if question.topic_id else ""
        agency = agencies.get(question.id, "")
        subject = f"question/{question.id}"
        words = (f"{question.number:02d}", name, unit, site, topic, agency, question.gist, question.verbatim)
        rows.append(
            QueueRow(
                question, name, unit, site, topic, agency,
                bool(floor and floor.question_id == question.id), subject == previewed, subject == live,
                fold(" ".join(words)),
            )
        )  # fmt: skip
    return tuple(rows)


def _agencies_by_question(db: Database) -> dict[int, str]:
    led = db.execute(
        "SELECT question_id, coalesce(nullif(agency.short_name, ''), agency.name) "
        "FROM petition JOIN agency ON agency.id = lead_agency_id ORDER BY petition.position DESC, petition.id DESC"
    ).fetchall()
    answered = db.execute(
        "SELECT question_id, coalesce(nullif(agency.short_name, ''), agency.name) "
        "FROM answer JOIN agency ON agency.id = agency_id ORDER BY answer.position DESC, answer.id DESC"
    ).fetchall()
    return dict(led) | dict(answered)


def counts(db: Database) -> Counts:
    states = Counter(QuestionState(row[0]) for row in db.execute("SELECT state FROM question").fetchall())
    done = states[QuestionState.FINISHED]
    on_floor = sum(states[state] for state in ON_FLOOR)
    waiting = states[QuestionState.WAITING] + states[QuestionState.AWAITING_ANSWER]
    received = sum(states[state] for state in UNASKED - {QuestionState.WAITING})
    total = sum(states.values())
    return Counts(total, done, on_floor, waiting, received, total - done - on_floor - waiting - received)


def reconciliation(db: Database) -> Counter[CountedAs]:
    """How every question is counted; the values add up to the number of questions (product.md K4)."""
    modes: dict[int, list[ReplyMode]] = {}
    for question_id, mode in db.execute("SELECT question_id, reply_mode FROM petition").fetchall():
        modes.setdefault(question_id, []).append(ReplyMode(mode))
    questions = db.execute("SELECT id, state FROM question").fetchall()
    return Counter(count_as(QuestionState(state), modes.get(question_id, ())) for question_id, state in questions)


def reconciliation_line(found: Counter[CountedAs]) -> str:
    """How every question was counted, as one line; terms that are 0 are left out (domain.md 6.1)."""
    order = (
        CountedAs.ON_SPOT, CountedAs.WRITTEN, CountedAs.TRANSFERRED, CountedAs.MERGED, CountedAs.WITHDRAWN,
        CountedAs.LEFT_OUT, CountedAs.OPEN,
    )  # fmt: skip
    terms = [f"{found[kind]} {labels.word(kind)}" for kind in order if found[kind]]
    return f"Tổng {sum(found.values())} = {' + '.join(terms) or '0'}"
