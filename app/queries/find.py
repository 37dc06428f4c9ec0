"""Search of everything a person could look for: questions, people, answers and minutes, by the beginnings of words.

Folded words lie in an FTS5 index in memory, which is brought up to date before it is asked. Why beginnings, and which
hits come first: docs/decisions.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import compress
from typing import Any, NamedTuple

from app import labels
from app.domain.changes import Changes, Table
from app.domain.clock import local
from app.domain.ids import QuestionId
from app.domain.minutes import MinutesEntry, Slot
from app.domain.question import Question
from app.domain.records import dataclass
from app.domain.text import fold, nfc
from app.queries.queue import QueueRow
from db import tables
from db.database import Database, sqlite3

MOST = 60
_AROUND = 36
"""Characters of a text shown before a hit."""
_PART = 50
"""Texts taken in at a time; 0.5 ms."""
_WORD = re.compile(r"[^\W_]+")
_TABLE = (
    "CREATE VIRTUAL TABLE found USING fts5(folded, content='', contentless_delete=1, "
    "tokenize='unicode61 remove_diacritics 0')"
)
_INSERT = "INSERT OR REPLACE INTO found (rowid, folded) VALUES (?, ?)"
_FIND = "SELECT json_group_array(rowid) FROM (SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid)"
"""As one text: ten thousand rows of one number each take twice as long to fetch."""


class Kind(StrEnum):
    """What was found; the order of the hits where they are equally good."""

    QUESTION = "question"
    PERSON = "person"
    ANSWER = "answer"
    PREPARED = "prepared"
    CHAIR = "chair"
    MINUTES = "minutes"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. id: the row of its kind. title is shown whole, of words the part round the hit.

    question_id: the question it belongs to. sentence: its key in the minutes.
    """

    kind: Kind
    id: int
    title: str
    words: str
    question_id: QuestionId | None
    sentence: str

    def part(self, query: str) -> str:
        """The words round the first hit, with an ellipsis where something was left out."""
        folded = f" {fold(self.words)}"
        hits = [folded.find(f" {word}") for word in _WORD.findall(fold(query))]
        first = min((place for place in hits if place >= 0), default=0)
        if first <= _AROUND or len(folded) != len(self.words) + 1:
            return self.words
        start = self.words.rfind(" ", 0, first - _AROUND // 2) + 1
        return f"…{self.words[start:]}"


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits and how many there are in all."""

    best: tuple[Entry, ...]
    total: int


class _Source(NamedTuple):
    """read: what there is to be found of one kind, by its place in the index; entry: how that is told.

    What read gives is compared with what it gave before, so that only what has changed is indexed again.
    """

    tables: tuple[Table, ...]
    read: Callable[[Database, Sequence[QueueRow]], Mapping[int, Any]]
    entry: Callable[[Any], Entry]


class FindIndex:
    """Everything that can be found. After hear() it is brought up to date by fill() before it is asked."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.execute(_TABLE)
        self._known: list[dict[int, Any]] = [{} for _ in _SOURCES]
        self._entries: dict[int, Entry] = {}
        self._plain: dict[int, str] = {}
        self._titles: dict[int, str] = {}
        self._stale = set(range(len(_SOURCES)))

    @property
    def is_current(self) -> bool:
        return not self._stale

    def hear(self, changes: Changes) -> None:
        self._stale |= {number for number, source in enumerate(_SOURCES) if changes.touches(*source.tables)}

    def fill(self, db: Database, rows: Sequence[QueueRow]) -> Iterator[None]:
        """Take in what has changed, a little at each step; has to be gone through to its end. rows: the whole queue."""
        self._db.execute("BEGIN")  # one transaction: each would write a part of the index of its own
        for number in sorted(self._stale):
            self._stale.discard(number)
            now, known = _SOURCES[number].read(db, rows), self._known[number]
            for place in known.keys() - now.keys():
                del known[place], self._entries[place], self._plain[place], self._titles[place]
                self._db.execute("DELETE FROM found WHERE rowid = ?", [place])
            changed = [place for place, told in now.items() if not _is_same(told, known.get(place))]
            for first in range(0, len(changed), _PART):
                part = changed[first : first + _PART]
                self._db.executemany(_INSERT, [(place, self._take_in(number, place, now[place])) for place in part])
                yield
        self._db.execute("COMMIT")

    def _take_in(self, number: int, place: int, told: Any) -> str:
        """The folded words by which it is found."""
        entry = _SOURCES[number].entry(told)
        title, rest = fold(entry.title), ""
        if isinstance(told, QueueRow):  # the filter of the queue has folded its words; numbers are typed without 0
            title, rest = f"{told.question.number} {title}", f"{told.key} {fold(told.question.short_text)}"
        self._known[number][place] = told
        self._entries[place] = entry
        self._plain[place] = f"{entry.title} {entry.words}".casefold()
        self._titles[place] = f" {title}"
        return f"{title} {rest or fold(entry.words)}"

    def find(self, query: str, most: int = MOST) -> Found:
        """Every word must begin one of the text. First what has them with their marks, then where the title has them.

        Hits that are equally good stand by kind, then by age.
        """
        words = _WORD.findall(fold(query))
        if not words:
            return Found((), 0)
        wanted = " ".join([f'"{word}" *' for word in words])
        hits = json.loads(self._db.execute(_FIND, [wanted]).fetchone()[0])
        exact = _with_all(nfc(query).casefold().split(), hits, self._plain)
        ordered = self._titled_first(exact, words)
        if len(ordered) < most and len(exact) < len(hits):
            chosen = set(exact)
            ordered += self._titled_first([place for place in hits if place not in chosen], words)
        return Found(tuple([self._entries[place] for place in ordered[:most]]), len(hits))

    def _titled_first(self, places: list[int], words: Sequence[str]) -> list[int]:
        titled = _with_all([f" {word}" for word in words], places, self._titles)
        chosen = set(titled)
        return titled + [place for place in places if place not in chosen] if titled else places


def _is_same(told: Any, known: Any) -> bool:
    return told is known or bool(told == known)


def _with_all(words: Sequence[str], places: list[int], texts: Mapping[int, str]) -> list[int]:
    """The places whose text has every word."""
    for word in words:
        places = list(compress(places, [word in text for text in map(texts.__getitem__, places)]))
    return places


def _place(kind: Kind, row_id: int) -> int:
    """Where an entry stands in the index: by kind, then by id."""
    return _ORDER[kind] | row_id


_ORDER = {kind: number << 58 for number, kind in enumerate(Kind)}


def _entry(
    kind: Kind, row_id: int, title: str, words: str, question: Question | None = None, sentence: str = ""
) -> Entry:
    line = " ".join(words.split()) if "\n" in words else words
    return Entry(kind, row_id, title, line, question.id if question else None, sentence)


def _questions(_: Database, rows: Sequence[QueueRow]) -> dict[int, QueueRow]:
    return {row.question.id: row for row in rows}


def _question(row: QueueRow) -> Entry:
    question = row.question
    parts = (labels.question_number(question.number), row.asker, row.unit)
    said = question.verbatim or question.short_text
    words = (question.gist, said, row.topic, row.site, row.agency)
    title = " · ".join(part for part in parts if part)
    return _entry(Kind.QUESTION, question.id, title, " · ".join(part for part in words if part), question)


def _people(db: Database, _: Sequence[QueueRow]) -> dict[int, tuple[Any, ...]]:
    """Only what is shown is read: whole records of thousands of people take longer than all the rest."""
    found = db.execute("SELECT id, honorific, name, title, unit FROM person WHERE name <> ''").fetchall()
    return {_place(Kind.PERSON, row[0]): row for row in found}


def _person(row: tuple[Any, ...]) -> Entry:
    row_id, honorific, name, title, unit = row
    return _entry(Kind.PERSON, row_id, labels.full_name(honorific, name), labels.title_and_unit(title, unit))


def with_questions(db: Database, found: Sequence[Entry]) -> list[Entry]:
    """The same hits; people with the first question they have asked, which no act on a question has to index."""
    people = [entry.id for entry in found if entry.kind is Kind.PERSON]
    sql = (
        "SELECT asker_id, id, number FROM question WHERE asker_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY position DESC, id DESC"
    )
    rows = db.execute(sql, [json.dumps(people)]).fetchall() if people else []
    asked = {asker: (question_id, number) for asker, question_id, number in rows}
    return [_with_question(entry, *asked[entry.id]) if _has_asked(entry, asked) else entry for entry in found]


def _has_asked(entry: Entry, asked: Mapping[int, object]) -> bool:
    return entry.kind is Kind.PERSON and entry.id in asked


def _with_question(person: Entry, question_id: int, number: int) -> Entry:
    words = " · ".join(part for part in (person.words, labels.question_number(number)) if part)
    return replace(person, words=words, question_id=QuestionId(question_id))


def _prepared(db: Database, rows: Sequence[QueueRow]) -> dict[int, Entry]:
    questions = {row.question.id: row.question for row in rows}
    entries: dict[int, Entry] = {}
    agencies = {agency.id: agency.name for agency in tables.AGENCIES.all(db)}
    for row in tables.PREPARED_ANSWERS.where(db, "text <> ''"):
        question = questions.get(row.question_id) if row.question_id else None
        title = _about(question, agencies.get(row.agency_id, "") if row.agency_id else "")
        entries[_place(Kind.PREPARED, row.id)] = _entry(Kind.PREPARED, row.id, title, row.text, question)
    return entries


def _written(db: Database, rows: Sequence[QueueRow]) -> dict[int, Entry]:
    """What was typed while people spoke, and sentences of the minutes that a person has rewritten."""
    found = _texts(db, {row.question.id: row.question for row in rows})
    return {_place(entry.kind, row_id): entry for row_id, entry in found}


def _texts(db: Database, questions: dict[QuestionId, Question]) -> Iterator[tuple[int, Entry]]:
    agencies: dict[int | None, str] = {agency.id: agency.name for agency in tables.AGENCIES.all(db)}
    answers = {row[0]: row[1:] for row in db.execute("SELECT id, question_id, agency_id FROM answer").fetchall()}
    speeches = {turn.id: turn for turn in tables.SPEECHES.where(db, "kind = 'interjecting'")}
    items = {item.id: item.title for item in tables.AGENDA_ITEMS.all(db)}
    for row in tables.MINUTES_ENTRIES.where(db, "text <> ''"):
        match row.slot:
            case Slot.ANSWER:
                question_id, agency_id = answers.get(row.subject_id, (None, None))
                question = questions.get(QuestionId(question_id)) if question_id else None
                title = _about(question, agencies.get(agency_id, ""))
                yield row.id, _text(Kind.ANSWER, row, question, title, f"answer/{row.subject_id}")
            case Slot.CHAIR:
                question = questions.get(QuestionId(row.subject_id))
                yield row.id, _text(Kind.CHAIR, row, question, _about(question, ""), f"question/{row.subject_id}/chair")
            case Slot.INTERJECTION:
                turn = speeches.get(row.subject_id)  # type: ignore[call-overload]
                question = questions.get(turn.question_id) if turn and turn.question_id else None
                at = f"{local(turn.started_at):%H:%M}" if turn and turn.started_at else ""
                yield row.id, _text(Kind.CHAIR, row, question, _about(question, at), f"speech/{row.subject_id}/said")
            case Slot.PRIVATE:
                question = questions.get(QuestionId(row.subject_id))
                yield row.id, _text(Kind.PRIVATE, row, question, _about(question, ""), "")
            case Slot.AGENDA:
                title = items.get(row.subject_id, "")  # type: ignore[call-overload]
                yield row.id, _text(Kind.MINUTES, row, None, title, f"agenda/{row.subject_id}")
            case _:
                yield row.id, _text(Kind.MINUTES, row, None, labels.word(row.slot), row.sentence_key)


def _text(kind: Kind, row: MinutesEntry, question: Question | None, title: str, sentence: str) -> Entry:
    return _entry(kind, row.subject_id, title, row.text, question, sentence)


def _about(question: Question | None, who: str) -> str:
    number = labels.question_number(question.number) if question else ""
    return " · ".join(part for part in (number, who) if part)


def _itself(entry: Entry) -> Entry:
    return entry


_OF_QUEUE = (Table.QUESTION, Table.PERSON, Table.SITE, Table.TOPIC, Table.AGENCY, Table.PETITION, Table.ANSWER)
_SOURCES = (
    _Source(_OF_QUEUE, _questions, _question),
    _Source((Table.PERSON,), _people, _person),
    _Source((Table.PREPARED_ANSWER, Table.QUESTION, Table.AGENCY), _prepared, _itself),
    _Source(
        (Table.MINUTES_ENTRY, Table.ANSWER, Table.SPEECH, Table.AGENDA_ITEM, Table.QUESTION, Table.AGENCY),
        _written,
        _itself,
    ),
)
