"""Children under 16: without a recorded consent their names go neither to the hall nor on paper, whoever typed them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from app import data_words
from app.domain.roster import Person
from db import tables
from db.database import Database

CHILD_AGE = 16
"""Below this age (Luật Trẻ em 2016) no name is shown without a recorded consent."""

R = TypeVar("R")


def year_of(db: Database) -> int | None:
    """The year ages are counted in: that of the conference, before its day is entered the year people work on it."""
    facts = tables.FACTS.find(db, 1)
    if facts is not None and facts.held_on is not None:
        return facts.held_on.year
    last = db.ask("SELECT substr(at, 1, 4) FROM event ORDER BY id DESC LIMIT 1")
    return int(last[0][0]) if last else None


def age_of(db: Database, person: Person) -> int | None:
    """Years between birth and the conference."""
    return age_in(year_of(db), person)


def age_in(year: int | None, person: Person) -> int | None:
    return None if person.birth_year is None or year is None else year - person.birth_year


def is_hidden(person: Person, age: int | None) -> bool:
    """Whether the name is kept back: a child, and nobody has recorded a consent."""
    return age is not None and age < CHILD_AGE and not person.consent


def hidden_ids(db: Database) -> frozenset[int]:
    """Everybody whose name is kept back, in one question: it is asked for every picture of the hall."""
    return frozenset(row_id for row_id, _ in _hidden(db))


def hidden_names(db: Database) -> tuple[str, ...]:
    """Full names that are kept back, the longest first. A name of one word is too common to look for in texts."""
    names = {name for _, name in _hidden(db) if " " in name}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _hidden(db: Database) -> Sequence[tuple[int, str]]:
    year = year_of(db)
    sql = "SELECT id, name FROM person WHERE birth_year > ? AND consent = ''"
    return () if year is None else db.ask(sql, (year - CHILD_AGE,))


def without(value: R, names: tuple[str, ...]) -> R:
    """A card or a report in which every text, however deep, names none of them."""
    return cast("R", _without(value, names)) if names else value


def _without(value: Any, names: tuple[str, ...]) -> Any:
    if type(value) is str:
        return _pattern(names).sub(data_words.CHILD_NAME, value)
    if isinstance(value, tuple):
        return tuple(_without(part, names) for part in value)
    if isinstance(value, dict):
        return {key: _without(part, names) for key, part in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        changed = {name: left for name, part in parts.items() if (left := _without(part, names)) != part}
        return dataclasses.replace(value, **changed) if changed else value
    return value


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    parts = (r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
