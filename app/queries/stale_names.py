"""Names that were no longer, or not yet, in use on the day of the conference: said gently, they block nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from app.domain.changes import Table
from app.domain.facts import Facts, Level
from app.domain.records import dataclass
from app.domain.text import fold
from app.reading import agency_lists
from app.reading.agency_lists import DISTRICTS_ENDED
from db import tables
from db.database import Database

_DISTRICT = re.compile(
    r"\b(?:(?:ubnd |uy ban nhan dan )?(?:cac )?huyen(?: [^\W\d]+)?|thi xa|huyen doan|thi doan|huyen uy)\b", re.UNICODE
)


@dataclass(frozen=True, slots=True)
class StaleName:
    """A row that holds such a name. ended: its last day; begins: its first one; successor: what came after it."""

    table: Table
    row_id: int
    name: str
    ended: date | None = None
    begins: date | None = None
    successor: str = ""


def stale_names(db: Database) -> tuple[StaleName, ...]:
    """All of them; nothing while the day is not known, not even from the plan."""
    facts = tables.FACTS.get(db, 1)
    day = facts.held_on or facts.planned.on
    if day is None:
        return ()
    return (*_agencies(db, day), *_in_words(db, facts, day))


def _agencies(db: Database, day: date) -> Iterator[StaleName]:
    agencies = {agency.id: agency for agency in tables.AGENCIES.all(db)}
    for agency in agencies.values():
        after = agencies.get(agency.successor_id) if agency.successor_id else None
        shipped_end, shipped_successor = _shipped().get(fold(agency.name), (None, ""))
        ended, successor = agency.valid_to, after.name if after else shipped_successor
        if ended is None and agency.valid_from is None:
            ended = shipped_end
        if ended is not None and ended < day:
            yield StaleName(Table.AGENCY, agency.id, agency.name, ended, None, successor)
        elif agency.valid_from is not None and agency.valid_from > day:
            yield StaleName(Table.AGENCY, agency.id, agency.name, None, agency.valid_from)


def _in_words(db: Database, facts: Facts, day: date) -> Iterator[StaleName]:
    """Titles, units, sites and the conference's own facts."""
    texts: list[tuple[Table, int, str]] = [(Table.SITE, site.id, site.name) for site in tables.SITES.all(db)]
    texts += [(Table.PERSON, one.id, f"{one.title}; {one.unit}") for one in tables.PEOPLE.all(db)]
    texts += [(Table.PARTICIPANT, one.id, one.text) for one in tables.PARTICIPANTS.all(db)]
    texts.append((Table.CONFERENCE, 1, f"{facts.name}; {facts.place}; {facts.organ}; {facts.parent_organ}"))
    for table, row_id, text in texts:
        found = _ended_in(text, day)
        if found is not None:
            yield StaleName(table, row_id, *found)
    if facts.level is Level.DISTRICT and day > DISTRICTS_ENDED:
        yield StaleName(Table.CONFERENCE, 1, "", DISTRICTS_ENDED)


def _ended_in(text: str, day: date) -> tuple[str, date, None, str] | None:
    """The first name in a text that had ended by that day."""
    folded = fold(text)
    as_written = text if len(text) == len(folded) else folded
    for found in _any_shipped().finditer(folded):
        ended, successor = _shipped()[found[0]]
        if ended is not None and ended < day:
            return as_written[found.start() : found.end()], ended, None, successor
    district = _DISTRICT.search(folded) if day > DISTRICTS_ENDED else None
    if district is None:
        return None
    return as_written[district.start() : district.end()], DISTRICTS_ENDED, None, ""


@cache
def _any_shipped() -> re.Pattern[str]:
    """All of them at once: a list of two thousand people is looked through at each change."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _shipped()))})\b")


@cache
def _shipped() -> Mapping[str, tuple[date | None, str]]:
    """Folded spelling -> its last day and its successor; longer spellings first. Bare words would meet too much."""
    found: dict[str, tuple[date | None, str]] = {}
    for one in agency_lists.shipped():
        for name in (one.agency.name, *one.aliases):
            if one.agency.valid_to is not None and " " in name and "{" not in name:
                found.setdefault(fold(name), (one.agency.valid_to, one.successor))
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
