"""What the file holds about one human being: rows of the roster, and every text and act that names them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from app import data_words, labels
from app.children import CHILD_AGE, age_of
from app.domain.changes import Table
from app.domain.ids import PersonId
from app.domain.records import dataclass
from app.domain.roster import Person
from app.domain.text import fold
from app.naming import patterns_of
from db import recorder, tables
from db.database import Database

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Somebody:
    """One human being: every row of the same name and unit. questions: numbers of those they asked.

    is_child: under 16; consent: what was recorded about naming them.
    """

    ids: tuple[PersonId, ...]
    name: str
    unit: str
    questions: tuple[int, ...]
    is_child: bool = False
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names them, and where it stands."""

    where: str
    text: str


def find_people(db: Database, words: str) -> tuple[Somebody, ...]:
    """People whose name, unit or telephone holds all the words, without accents; in the order of their names."""
    wanted = fold(words).split()
    groups: dict[tuple[str, str], list[Person]] = {}
    for person in tables.PEOPLE.all(db, "name, id"):
        if person.name != data_words.ERASED_NAME:
            groups.setdefault((fold(person.name), fold(person.unit)), []).append(person)
    found = [rows for rows in groups.values() if all(word in _known_by(rows) for word in wanted)]
    asked: dict[int, list[int]] = {}
    for asker_id, number in db.execute("SELECT asker_id, number FROM question WHERE asker_id > 0 ORDER BY number"):
        asked.setdefault(asker_id, []).append(number)
    return tuple(_somebody(db, rows, asked) for rows in found[:MOST_FOUND])


def _known_by(rows: list[Person]) -> str:
    phones = (f"{person.phone} {re.sub(r'[^0-9]', '', person.phone)}" for person in rows)
    return fold(" ".join((rows[0].name, rows[0].unit, *phones)))


def _somebody(db: Database, rows: list[Person], asked: dict[int, list[int]]) -> Somebody:
    questions = tuple(number for row in rows for number in asked.get(row.id, ()))
    ages = [age for row in rows if (age := age_of(db, row)) is not None]
    consent = next((row.consent for row in rows if row.consent), "")
    is_child = bool(ages) and min(ages) < CHILD_AGE
    return Somebody(tuple(row.id for row in rows), rows[0].name, rows[0].unit, questions, is_child, consent)


def mentions(db: Database, somebody: Somebody) -> tuple[Mention, ...]:
    """Every text of the state and every act of the log in memory that names them."""
    people = [tables.PEOPLE.get(db, person_id) for person_id in somebody.ids]
    parts = list(dict.fromkeys(part for person in people for part in patterns_of(person)))
    if not parts:
        return ()
    pattern = re.compile("|".join(parts), re.IGNORECASE)
    return (*_in_rows(db, pattern), *_in_log(db, pattern))


def export_text(db: Database, somebody: Somebody) -> str:
    """All that is held, in words, for the person who asked for it."""
    lines = [data_words.HELD_TITLE, ""]
    for person_id in somebody.ids:
        lines += [*data_words.held_person(tables.PEOPLE.get(db, person_id), _roles(db, person_id)), ""]
    lines += [labels.question_number(number) for number in somebody.questions]
    lines += [f"{found.where}: {found.text}" for found in mentions(db, somebody)]
    return "\n".join(lines) + "\n"


def _roles(db: Database, person_id: PersonId) -> list[str]:
    return [labels.word(row.role) for row in tables.PERSON_ROLES.where(db, "person_id = ?", [person_id])]


def _in_rows(db: Database, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for table in Table:
        if table in {Table.PERSON, Table.PROJECTION}:
            continue
        for _, image in recorder.images(db, table):
            if pattern.search(image):
                texts = (value for value in json.loads(image).values() if isinstance(value, str))
                yield from (Mention(labels.word(table), text) for text in texts if pattern.search(text))


def _in_log(db: Database, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for summary, operator in db.execute("SELECT summary, operator FROM event ORDER BY id"):
        if pattern.search(summary) or pattern.search(operator):
            yield Mention(data_words.IN_LOG, summary)
