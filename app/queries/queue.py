"""The queue as the console shows it, and the counters that must always agree with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app import labels
from app.domain.dates import dotted
from app.domain.ids import QuestionId
from app.domain.minutes import Slot
from app.domain.petition import CountedAs, ReplyMode, count_as
from app.domain.question import ON_FLOOR, UNASKED, Question, QuestionState
from app.domain.records import dataclass
from app.domain.roster import SiteKind
from app.domain.text import fold
from app.scenes import question_of
from db import tables
from db.database import Database

_LISTED = "id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One question in the list. agency: short name, empty if nobody is named yet. key: folded text for the filter.

    is_remote: the asker sits at another site than the main hall. merged_into: the number of the question that took
    this one in, 0 if none did.
    """

    question: Question
    asker: str
    unit: str
    site: str
    topic: str
    agency: str
    is_remote: bool
    is_current: bool
    is_previewed: bool
    is_live: bool
    key: str
    merged_into: int = 0

    @property
    def id(self) -> QuestionId:
        return self.question.id


class Marks(NamedTuple):
    """The question that has the floor, the one in the preview and the one the audience sees."""

    current: QuestionId | None
    previewed: QuestionId | None
    live: QuestionId | None


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
    return tuple(all_marked(_rows_of(db, tables.QUESTIONS.all(db, "position, id")), marks(db)))


def question_ids(db: Database) -> list[int]:
    """All questions in the order of the queue."""
    return tables.QUESTIONS.ordered_ids(db)


def rows_of_ids(db: Database, ids: Sequence[int]) -> list[QueueRow]:
    """These questions in the order of the queue, without its pointers; what is gone by now is left out."""
    return _rows_of(db, tables.QUESTIONS.where(db, _LISTED, [json.dumps(list(ids))], "position, id"))


def _rows_of(db: Database, questions: Sequence[Question]) -> list[QueueRow]:
    ids = json.dumps([question.id for question in questions])
    askers = json.dumps([question.asker_id for question in questions])
    people = {person.id: person for person in tables.PEOPLE.where(db, _LISTED, [askers])}
    sites = {site.id: site for site in tables.SITES.all(db)}
    topics = {topic.id: topic.name for topic in tables.TOPICS.all(db)}
    agencies = _agencies_by_question(db, ids)
    numbers = _numbers_of(db, [question.merged_into_id for question in questions if question.merged_into_id])
    rows: list[QueueRow] = []
    for question in questions:
        person = people.get(question.asker_id) if question.asker_id else None
        name, unit = (person.name, person.unit or person.title) if person else ("", "")
        site = sites.get(question.site_id) if question.site_id else None
        site_name = site.name if site else ""
        topic = topics.get(question.topic_id, "") if question.topic_id else ""
        agency = agencies.get(question.id, "")
        is_remote = site is not None and site.kind is SiteKind.REMOTE
        words = (f"{question.number:02d}", name, unit, site_name, topic, agency, question.gist, question.verbatim)
        key = fold(" ".join(words))
        into = numbers.get(question.merged_into_id, 0) if question.merged_into_id else 0
        rows.append(QueueRow(question, name, unit, site_name, topic, agency, is_remote, False, False, False, key, into))
    return rows


def _numbers_of(db: Database, ids: Sequence[QuestionId]) -> dict[QuestionId, int]:
    if not ids:
        return {}
    return {found.id: found.number for found in tables.QUESTIONS.where(db, _LISTED, [json.dumps(ids)])}


def marks(db: Database) -> Marks:
    """Where the three pointers are."""
    floor = tables.FLOOR.find(db, 1)
    projection = tables.PROJECTION.find(db, 1)
    current = floor.question_id if floor else None
    previewed = question_of(projection.preview.subject) if projection else None
    live = question_of(projection.visible.subject) if projection else None
    return Marks(current, previewed, live)


def all_marked(rows: Iterable[QueueRow], now: Marks) -> list[QueueRow]:
    """All rows of a queue with the pointers as they are now. Of ten thousand only those that have or had one matter."""
    pointed = set(now)
    return [
        marked(row, now) if row.question.id in pointed or row.is_current or row.is_previewed or row.is_live else row
        for row in rows
    ]


def marked(row: QueueRow, now: Marks) -> QueueRow:
    """The row with its pointers as they are now; the same object where it has them already."""
    wanted = (row.id == now.current, row.id == now.previewed, row.id == now.live)
    if wanted == (row.is_current, row.is_previewed, row.is_live):
        return row
    return replace(row, is_current=wanted[0], is_previewed=wanted[1], is_live=wanted[2])


def _agencies_by_question(db: Database, ids: str) -> dict[int, str]:
    led = db.execute(
        "SELECT question_id, coalesce(nullif(agency.short_name, ''), agency.name) "
        "FROM petition JOIN agency ON agency.id = lead_agency_id "
        "WHERE question_id IN (SELECT value FROM json_each(?)) ORDER BY petition.position DESC, petition.id DESC",
        [ids],
    ).fetchall()
    answered = db.execute(
        "SELECT question_id, coalesce(nullif(agency.short_name, ''), agency.name, ?) "
        "FROM answer LEFT JOIN agency ON agency.id = agency_id "
        "WHERE question_id IN (SELECT value FROM json_each(?)) AND (agency_id IS NOT NULL OR answer.kind = 'chair') "
        "ORDER BY answer.position DESC, answer.id DESC",
        [labels.word(Slot.CHAIR), ids],
    ).fetchall()
    return dict(led) | dict(answered)


def counts(db: Database) -> Counts:
    found = db.execute("SELECT state, count(*) FROM question GROUP BY state").fetchall()
    states = Counter({QuestionState(state): int(count) for state, count in found})
    done = states[QuestionState.FINISHED]
    on_floor = sum(states[state] for state in ON_FLOOR)
    waiting = states[QuestionState.WAITING] + states[QuestionState.AWAITING_ANSWER]
    received = sum(states[state] for state in UNASKED - {QuestionState.WAITING})
    total = sum(states.values())
    return Counts(total, done, on_floor, waiting, received, total - done - on_floor - waiting - received)


def reconciliation(db: Database) -> Counter[CountedAs]:
    """How every question is counted; the values add up to the number of questions (product.md K4)."""
    sql = (
        "SELECT state, modes, count(*) FROM ("
        "SELECT question.state, group_concat(DISTINCT petition.reply_mode) AS modes FROM question "
        "LEFT JOIN petition ON petition.question_id = question.id GROUP BY question.id) GROUP BY state, modes"
    )
    counted: Counter[CountedAs] = Counter()
    for state, modes, number in db.execute(sql).fetchall():
        counted[count_as(QuestionState(state), map(ReplyMode, modes.split(",") if modes else ()))] += number
    return counted


def petition_reconciliation(db: Database) -> Counter[CountedAs]:
    """How every demand is counted; a question whose demands nobody has noted has one, a merged question none."""
    sql = (
        "SELECT question.state, coalesce(petition.reply_mode, 'none') AS mode, count(*) FROM question "
        "LEFT JOIN petition ON petition.question_id = question.id WHERE question.state <> ? GROUP BY 1, 2"
    )
    counted: Counter[CountedAs] = Counter()
    for state, mode, number in db.execute(sql, [QuestionState.MERGED.value]).fetchall():
        counted[count_as(QuestionState(state), [ReplyMode(mode)])] += number
    return counted


def petition_reconciliation_line(found: Counter[CountedAs]) -> str:
    """The line of the demands, to stand under that of the questions."""
    return _sum_line(found, labels.DEMANDS)


def reconciliation_line(found: Counter[CountedAs]) -> str:
    """How every question was counted, as one line; terms that are 0 are left out (domain.md 6.1)."""
    return _sum_line(found, labels.QUESTIONS)


def _sum_line(found: Counter[CountedAs], what: str) -> str:
    order = (
        CountedAs.ON_SPOT, CountedAs.WRITTEN, CountedAs.TRANSFERRED, CountedAs.MERGED, CountedAs.WITHDRAWN,
        CountedAs.LEFT_OUT, CountedAs.OPEN,
    )  # fmt: skip
    terms = [f"{dotted(found[kind])} {labels.word(kind)}" for kind in order if found[kind]]
    return f"Tổng {dotted(sum(found.values()))} {what} = {' + '.join(terms) or '0'}"
