"""The queue as the console shows it, and the counters that must always agree with it."""

from __future__ import annotations

import json
from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlite_utils import Database

from app import labels
from app.domain.changes import Changes, Table
from app.domain.ids import QuestionId
from app.domain.petition import CountedAs, ReplyMode, count_as
from app.domain.question import ON_FLOOR, UNASKED, Question, QuestionState
from app.domain.roster import SiteKind
from app.domain.text import fold
from app.scenes import question_of
from db import tables

MOST_TOUCHED = 100
"""Above this many changed rows the whole queue is read again."""
_LISTED = "id IN (SELECT value FROM json_each(?))"
_BELONG_TO_QUESTION = {
    Table.PETITION: "SELECT question_id FROM petition WHERE id IN (SELECT value FROM json_each(?))",
    Table.ANSWER: "SELECT question_id FROM answer WHERE id IN (SELECT value FROM json_each(?))",
}


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
    return remarked(db, _rows_of(db, tables.QUESTIONS.all(db, "position, id")))


def refreshed(db: Database, rows: Sequence[QueueRow], changes: Changes) -> tuple[QueueRow, ...]:
    """The queue after an act, from the rows before it: only the questions the act touched are read again.

    Rows it did not touch stay the same objects, so that a list can see by identity what to paint again.
    """
    few = refreshed_if_few(db, rows, changes)
    return queue_rows(db) if few is None else few


def refreshed_if_few(db: Database, rows: Sequence[QueueRow], changes: Changes) -> tuple[QueueRow, ...] | None:
    """The same; None where so much was touched that the whole queue has to be read again."""
    touched = _touched_questions(db, rows, changes)
    if touched is None:
        return None
    return remarked(db, _replaced(db, rows, touched) if touched else rows)


def question_ids(db: Database) -> list[int]:
    """All questions in the order of the queue."""
    return tables.QUESTIONS.ordered_ids(db)


def rows_of_ids(db: Database, ids: Sequence[int]) -> list[QueueRow]:
    """A part of the queue without its pointers, for one who reads it part by part; what is gone by now is left out."""
    return _rows_of(db, tables.QUESTIONS.where(db, _LISTED, [json.dumps(list(ids))], "position, id"))


def joined(db: Database, parts: Iterable[QueueRow], heard: Iterable[Changes]) -> tuple[QueueRow, ...]:
    """The queue as it is now, from parts that were read one after another and what happened since the first."""
    rows: Sequence[QueueRow] = sorted(parts, key=_place)
    for changes in heard:
        rows = refreshed(db, rows, changes)
    return remarked(db, rows)


def _replaced(db: Database, rows: Sequence[QueueRow], touched: Collection[int]) -> Sequence[QueueRow]:
    found = _rows_of(db, tables.QUESTIONS.where(db, _LISTED, [json.dumps(sorted(touched))]))
    again = {row.id: row for row in found}
    places = [place for place, row in enumerate(rows) if row.question.id in touched]
    after = list(rows)
    if len(places) == len(again) and all(
        after[place].id in again and _place(again[after[place].id]) == _place(after[place]) for place in places
    ):
        for place in places:
            after[place] = again[after[place].id]
        return after
    for place in reversed(places):
        del after[place]
    for row in again.values():
        insort(after, row, key=_place)
    return after


def _place(row: QueueRow) -> tuple[int, int]:
    return row.question.position, row.question.id


def _touched_questions(db: Database, rows: Sequence[QueueRow], changes: Changes) -> set[int] | None:
    """Ids of the questions whose rows may be different; None: too many to tell them apart."""
    if len(changes.rows) > MOST_TOUCHED or changes.touches(Table.SITE, Table.TOPIC, Table.AGENCY):
        return None
    by_table: dict[Table, set[int]] = {}
    for table, row_id in changes.rows:
        by_table.setdefault(table, set()).add(row_id)
    touched = set(by_table.get(Table.QUESTION, ()))
    for table in by_table.keys() & _BELONG_TO_QUESTION.keys():
        ids = by_table[table]
        found = db.execute(_BELONG_TO_QUESTION[table], [json.dumps(sorted(ids))]).fetchall()
        if len(found) < len(ids):
            return None
        touched.update(row[0] for row in found)
    people = by_table.get(Table.PERSON)
    return touched | {row.id for row in rows if row.question.asker_id in people} if people else touched


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
        key = _folded(" ".join(words))
        into = numbers.get(question.merged_into_id, 0) if question.merged_into_id else 0
        rows.append(QueueRow(question, name, unit, site_name, topic, agency, is_remote, False, False, False, key, into))
    return rows


def _numbers_of(db: Database, ids: Sequence[QuestionId]) -> dict[QuestionId, int]:
    if not ids:
        return {}
    return {found.id: found.number for found in tables.QUESTIONS.where(db, _LISTED, [json.dumps(ids)])}


def remarked(db: Database, rows: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """The same rows with the three pointers where they are now; for acts that moved nothing but a pointer."""
    floor = tables.FLOOR.find(db, 1)
    projection = tables.PROJECTION.find(db, 1)
    current = floor.question_id if floor else None
    previewed = question_of(projection.preview.subject) if projection else None
    live = question_of(projection.visible.subject) if projection else None
    pointed = {current, previewed, live}
    marked = list(rows)
    for place, row in enumerate(rows):
        if row.is_current or row.is_previewed or row.is_live or row.question.id in pointed:
            marks = (row.id == current, row.id == previewed, row.id == live)
            if marks != (row.is_current, row.is_previewed, row.is_live):
                marked[place] = replace(row, is_current=marks[0], is_previewed=marks[1], is_live=marks[2])
    return tuple(marked)


@lru_cache(maxsize=1 << 14)
def _folded(words: str) -> str:
    """Folding is the dear part of a row, and a question seldom changes its words."""
    return fold(words)


def _agencies_by_question(db: Database, ids: str) -> dict[int, str]:
    led = db.execute(
        "SELECT question_id, coalesce(nullif(agency.short_name, ''), agency.name) "
        "FROM petition JOIN agency ON agency.id = lead_agency_id "
        "WHERE question_id IN (SELECT value FROM json_each(?)) ORDER BY petition.position DESC, petition.id DESC",
        [ids],
    ).fetchall()
    answered = db.execute(
        "SELECT question_id, coalesce(nullif(agency.short_name, ''), agency.name) "
        "FROM answer JOIN agency ON agency.id = agency_id "
        "WHERE question_id IN (SELECT value FROM json_each(?)) ORDER BY answer.position DESC, answer.id DESC",
        [ids],
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
    return reconciliation_line(found).replace(" =", f" {labels.DEMANDS} =", 1)


def reconciliation_line(found: Counter[CountedAs]) -> str:
    """How every question was counted, as one line; terms that are 0 are left out (domain.md 6.1)."""
    order = (
        CountedAs.ON_SPOT, CountedAs.WRITTEN, CountedAs.TRANSFERRED, CountedAs.MERGED, CountedAs.WITHDRAWN,
        CountedAs.LEFT_OUT, CountedAs.OPEN,
    )  # fmt: skip
    terms = [f"{found[kind]} {labels.word(kind)}" for kind in order if found[kind]]
    return f"Tổng {sum(found.values())} = {' + '.join(terms) or '0'}"
