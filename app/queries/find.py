"""Search of everything a person could look for: questions, people, answers and minutes, without accents.

An index is made when the search is opened and asked at every key; texts are folded once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from app import labels
from app.domain.clock import local
from app.domain.ids import QuestionId
from app.domain.minutes import MinutesEntry, Slot
from app.domain.question import Question
from app.domain.records import dataclass
from app.domain.text import fold, nfc
from app.queries.queue import QueueRow
from db import tables
from db.database import Database

MOST = 60
_AROUND = 36
"""Characters of a text shown before a hit."""


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

    question_id: the question it belongs to. sentence: its key in the minutes. plain: small letters with marks.
    """

    kind: Kind
    id: int
    title: str
    words: str
    question_id: QuestionId | None
    sentence: str
    plain: str
    folded: str
    folded_title: str

    def part(self, query: str) -> str:
        """The words round the first hit, with an ellipsis where something was left out."""
        folded = fold(self.words)
        hits = [folded.find(word) for word in fold(query).split()]
        first = min((place for place in hits if place >= 0), default=0)
        if first <= _AROUND or len(folded) != len(self.words):
            return self.words
        start = self.words.rfind(" ", 0, first - _AROUND // 2) + 1
        return f"…{self.words[start:]}"


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits and how many there are in all."""

    best: tuple[Entry, ...]
    total: int


class FindIndex:
    """Everything that can be found, as it stands now. rows: the queue as it was last read."""

    def __init__(self, db: Database, rows: Sequence[QueueRow]) -> None:
        asked: dict[int, Question] = {}
        for row in rows:
            if row.question.asker_id is not None:
                asked.setdefault(row.question.asker_id, row.question)
        by_id = {row.question.id: row.question for row in rows}
        self.entries = (*map(_question, rows), *_people(db, asked), *_prepared(db, by_id), *_written(db, by_id))
        self._folded = [entry.folded for entry in self.entries]
        self._plain = [entry.plain for entry in self.entries]
        self._titles = [entry.folded_title for entry in self.entries]

    def find(self, query: str, most: int = MOST) -> Found:
        """Every word must occur. First what has them with their marks, of these first where the title has them."""
        words = fold(query).split()
        if not words:
            return Found((), 0)
        hits = _with_all(words, range(len(self.entries)), self._folded)
        exact = _with_all(nfc(query).casefold().split(), hits, self._plain)
        ordered = self._titled_first(exact, words)
        if len(ordered) < most:
            chosen = set(exact)
            ordered += self._titled_first([place for place in hits if place not in chosen], words)
        return Found(tuple(self.entries[place] for place in ordered[:most]), len(hits))

    def _titled_first(self, places: list[int], words: Sequence[str]) -> list[int]:
        titled = _with_all([f" {word}" for word in words], places, self._titles)
        chosen = set(titled)
        return titled + [place for place in places if place not in chosen] if titled else places


def _with_all(words: Sequence[str], places: Iterable[int], texts: Sequence[str]) -> list[int]:
    """The places whose text has every word."""
    found = list(places)
    for word in words:
        found = [place for place in found if word in texts[place]]
    return found


@lru_cache(maxsize=1 << 14)
def _keys(title: str, words: str) -> tuple[str, str, str]:
    """Small letters with marks, without, and the title without; the last begins each word with a space."""
    text = f"{title} {words}"
    return text.casefold(), fold(text), f" {fold(title)}"


def _entry(
    kind: Kind, row_id: int, title: str, words: str, question: Question | None = None, sentence: str = ""
) -> Entry:
    line = " ".join(words.split()) if "\n" in words else words
    return Entry(kind, row_id, title, line, question.id if question else None, sentence, *_keys(title, line))


def _question(row: QueueRow) -> Entry:
    question = row.question
    parts = (labels.question_number(question.number), row.asker, row.unit)
    said = question.verbatim or question.short_text
    words = (question.gist, said, row.topic, row.site, row.agency)
    title = " · ".join(part for part in parts if part)
    return _entry(Kind.QUESTION, question.id, title, " · ".join(part for part in words if part), question)


def _people(db: Database, asked: dict[int, Question]) -> Iterator[Entry]:
    """Only what is shown is read: whole records of thousands of people take longer than all the rest."""
    sql = "SELECT id, honorific, name, title, unit FROM person WHERE name <> '' ORDER BY id"
    for row_id, honorific, name, title, unit in db.execute(sql).fetchall():
        question = asked.get(row_id)
        words = labels.title_and_unit(title, unit)
        if question is not None:
            words = " · ".join(part for part in (words, labels.question_number(question.number)) if part)
        yield _entry(Kind.PERSON, row_id, labels.full_name(honorific, name), words, question)


def _prepared(db: Database, questions: dict[QuestionId, Question]) -> Iterator[Entry]:
    agencies = {agency.id: agency.name for agency in tables.AGENCIES.all(db)}
    for row in tables.PREPARED_ANSWERS.where(db, "text <> ''"):
        question = questions.get(row.question_id) if row.question_id else None
        title = _about(question, agencies.get(row.agency_id, "") if row.agency_id else "")
        yield _entry(Kind.PREPARED, row.id, title, row.text, question)


def _written(db: Database, questions: dict[QuestionId, Question]) -> Iterator[Entry]:
    """What was typed while people spoke, and sentences of the minutes that a person has rewritten."""
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
                yield _text(Kind.ANSWER, row, question, title, f"answer/{row.subject_id}")
            case Slot.CHAIR:
                question = questions.get(QuestionId(row.subject_id))
                yield _text(Kind.CHAIR, row, question, _about(question, ""), f"question/{row.subject_id}/chair")
            case Slot.INTERJECTION:
                turn = speeches.get(row.subject_id)  # type: ignore[call-overload]
                question = questions.get(turn.question_id) if turn and turn.question_id else None
                at = f"{local(turn.started_at):%H:%M}" if turn and turn.started_at else ""
                yield _text(Kind.CHAIR, row, question, _about(question, at), f"speech/{row.subject_id}/said")
            case Slot.PRIVATE:
                question = questions.get(QuestionId(row.subject_id))
                yield _text(Kind.PRIVATE, row, question, _about(question, ""), "")
            case Slot.AGENDA:
                title = items.get(row.subject_id, "")  # type: ignore[call-overload]
                yield _text(Kind.MINUTES, row, None, title, f"agenda/{row.subject_id}")
            case _:
                yield _text(Kind.MINUTES, row, None, labels.word(row.slot), row.sentence_key)


def _text(kind: Kind, row: MinutesEntry, question: Question | None, title: str, sentence: str) -> Entry:
    return _entry(kind, row.subject_id, title, row.text, question, sentence)


def _about(question: Question | None, who: str) -> str:
    number = labels.question_number(question.number) if question else ""
    return " · ".join(part for part in (number, who) if part)
