"""Making a conference, its facts and its lists (sites, agencies, people, topics, recipients, signatures …)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from app import summaries
from app.conference import Conference
from app.domain.changes import EventKind, Table
from app.domain.errors import Rule, RuleError
from app.domain.facts import Facts, Floor, Mode
from app.domain.ids import NEW, PersonId
from app.domain.paper import SignatureBlock
from app.domain.projection import Projection
from app.domain.roster import Person, PersonRole, Role
from app.domain.text import clean_line, clean_text
from db import connection, tables
from db.database import Database
from db.keys import FileKey
from db.rows import Rows

R = TypeVar("R")
MANY_LINES = frozenset({"text", "note", "lines", "script", "verbatim", "short_text", "opinion_topics", "result_text"})
"""Text fields that keep their line breaks; every other text field is one line."""
_WIDE, _LEAST_STEP = 1024, 64
"""Between positions: where there is room, and the least when crowded rows are spaced anew."""
_BY_RECORD: dict[type, Rows[Any]] = {cast("Any", rows).record: rows for rows in tables.ALL}


def create_conference_file(path: Path, key: FileKey | None = None) -> None:
    """Make an empty file; StorageError(EXISTS) if there is one. Open it, then create_conference."""
    connection.create_file(path, key)


def create_conference(conference: Conference, facts: Facts) -> None:
    """The first event of a new file: the facts, an empty floor, a covered hall."""
    with conference.record(EventKind.CONFERENCE_CREATED) as tx:
        tables.FACTS.add(tx.db, cleaned(facts))
        tables.FLOOR.add(tx.db, Floor())
        tables.PROJECTION.add(tx.db, Projection())
        tx.summary = summaries.created(facts.name)


def change_facts(conference: Conference, facts: Facts) -> None:
    with conference.record(EventKind.FACTS_CHANGED) as tx:
        before = tables.FACTS.get(tx.db, 1)
        # The mode and the recorded times have acts of their own; a form left open must not set them back.
        kept = {
            name: getattr(before, name)
            for name in ("mode", "opened_at", "ended_at", "list_closed_at", "minutes_finalised_at", "books_closed_at")
        }
        tables.FACTS.save(tx.db, cleaned(dataclasses.replace(facts, **kept)))
        tx.summary = summaries.facts_changed()


def change_mode(conference: Conference, mode: Mode) -> None:
    """Enter another phase; entering LIVE the first time notes when the conference opened, leaving it when it ended.

    A rehearsal goes through the same phases and stays in its mode. Errors: REHEARSAL_IS_A_COPY.
    """
    with conference.record(EventKind.MODE_CHANGED) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        if mode is Mode.REHEARSAL:
            raise RuleError(Rule.REHEARSAL_IS_A_COPY)
        opened_at, ended_at = facts.opened_at, facts.ended_at
        if mode is Mode.LIVE:
            opened_at, ended_at = opened_at or tx.now, None
        elif facts.phase is Mode.LIVE:
            ended_at = tx.now
        kept = facts.mode if facts.mode is Mode.REHEARSAL else mode
        if kept is Mode.REHEARSAL and mode is Mode.PREPARING:
            opened_at = ended_at = None
        tables.FACTS.save(tx.db, dataclasses.replace(facts, mode=kept, opened_at=opened_at, ended_at=ended_at))
        tx.summary = summaries.mode_changed(mode)


def begin_rehearsal(conference: Conference) -> None:
    """Make an open copy a rehearsal for good: nothing undoes it, and what had opened or closed begins anew."""
    with conference.record(EventKind.REHEARSAL_BEGUN) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        begun = dataclasses.replace(
            facts,
            mode=Mode.REHEARSAL,
            opened_at=None,
            ended_at=None,
            list_closed_at=None,
            minutes_finalised_at=None,
        )
        tables.FACTS.save(tx.db, begun)
        tx.summary = summaries.rehearsal_begun()


def add(conference: Conference, record: object) -> int:
    """Add one row to a list; returns its id. Errors: EMPTY_NAME where the record has a name and it is empty."""
    rows = _rows_of(record)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        ready = _placed(tx.db, rows, _checked(record))
        row_id = rows.add(tx.db, ready, conference.station)
        tx.summary = summaries.list_row_added(rows.table, summaries.row_name(ready))
    return row_id


def save(conference: Conference, record: object) -> None:
    """Overwrite one row of a list."""
    rows = _rows_of(record)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        rows.get(tx.db, cast("Any", record).id)
        rows.save(tx.db, _checked(record))
        tx.summary = summaries.list_row_changed(rows.table, summaries.row_name(record))


def remove(conference: Conference, record: object) -> None:
    """Take one row off a list; RuleError(IN_USE) if something points to it."""
    rows = _rows_of(record)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        row_id = cast("Any", record).id
        if rows.table is Table.PERSON:
            for role in tables.PERSON_ROLES.where(tx.db, "person_id = ?", [row_id]):
                tables.PERSON_ROLES.remove(tx.db, role.id)
        if rows.table is Table.AGENCY:
            for alias in tables.AGENCY_ALIASES.where(tx.db, "agency_id = ?", [row_id]):
                tables.AGENCY_ALIASES.remove(tx.db, alias.id)
        rows.remove(tx.db, row_id)
        tx.summary = summaries.list_row_removed(rows.table, summaries.row_name(record))


def move(conference: Conference, record: object, before: object | None) -> None:
    """Put a row of an ordered list before another one, or at the end."""
    rows = _rows_of(record)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        place_before(tx.db, rows, cast("Any", record).id, cast("Any", before).id if before else None)
        tx.summary = summaries.list_row_moved(rows.table, summaries.row_name(record))


def set_roles(conference: Conference, person_id: PersonId, roles: Sequence[Role]) -> None:
    """Give a person exactly these roles, keeping the order of those that stay."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        person = tables.PEOPLE.get(tx.db, person_id)
        write_roles(tx.db, person_id, roles, conference.station)
        tx.summary = summaries.list_row_changed(Table.PERSON, person.name)


def add_person(conference: Conference, person: Person, roles: Sequence[Role]) -> PersonId:
    """Add a person with roles in one event."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        row_id = PersonId(tables.PEOPLE.add(tx.db, _checked(person), conference.station))
        write_roles(tx.db, row_id, roles, conference.station)
        tx.summary = summaries.list_row_added(Table.PERSON, person.name)
    return row_id


def write_roles(db: Database, person_id: PersonId, roles: Sequence[Role], station: int) -> None:
    """Inside a command: make the stored roles of a person equal to roles."""
    stored = {role.role: role for role in tables.PERSON_ROLES.where(db, "person_id = ?", [person_id])}
    for role, row in stored.items():
        if role not in roles:
            tables.PERSON_ROLES.remove(db, row.id)
    for role in roles:
        if role not in stored:
            position = tables.PERSON_ROLES.next_position(db, "role = ?", [role.value])
            tables.PERSON_ROLES.add(db, PersonRole(NEW, person_id, role, position), station)


def place_before(db: Database, rows: Rows[Any], row_id: int, before_id: int | None) -> None:
    """Inside a command: change positions so that the row stands before another one (None: last).

    Only the moved row changes, unless no room is left between its neighbours; then as few of them as give room anew.
    """
    moved = rows.get(db, row_id)
    low, high = rows.gap_before(db, row_id, before_id)
    if high - low > 1:
        rows.save(db, dataclasses.replace(moved, position=(low + high) // 2))
        return
    places = [(other_id, position) for other_id, position in rows.ordered_places(db) if other_id != row_id]
    at = next((index for index, (other_id, _) in enumerate(places) if other_id == before_id), len(places))
    first, last, start, step = _room_around([position for _, position in places], at)
    ids = [other_id for other_id, _ in places[first:last]]
    ids.insert(at - first, row_id)
    for place, other_id in enumerate(ids, start=1):
        rows.save(db, dataclasses.replace(rows.get(db, other_id), position=start + place * step))


def _room_around(positions: list[int], at: int) -> tuple[int, int, int, int]:
    """Which rows (first to before last) to space anew so that one more stands before `at`, from where, how far apart.

    Twice as many neighbours are taken until they stand wide enough apart; at either end of the list there is room.
    """
    reach = 2
    while True:
        first, last = max(0, at - reach), min(len(positions), at + reach)
        count = last - first + 1
        low = positions[first - 1] if first else None
        high = positions[last] if last < len(positions) else None
        step = _WIDE if low is None or high is None else (high - low) // (count + 1)
        if step >= _LEAST_STEP:
            break
        reach *= 2
    if low is None:
        low = high - step * (count + 1) if high is not None else 0
    return first, last, low, step


def cleaned(record: R) -> R:
    """The record with every text field as it may be stored (NFC, no control characters, spaces collapsed)."""
    changes: dict[str, str] = {}
    for name, clean in _cleaners(cast("Any", type(record))):
        value = getattr(record, name)
        if value and type(value) is str:
            ready = clean(value)
            if ready != value:
                changes[name] = ready
    return cast("R", dataclasses.replace(cast("Any", record), **changes)) if changes else record


@cache
def _cleaners(kind: type) -> tuple[tuple[str, Callable[[str], str]], ...]:
    """Every field that may hold a text, and how it is cleaned."""
    names = [field.name for field in dataclasses.fields(kind) if "str" in str(field.type).split(" | ")]
    return tuple((name, clean_text if name in MANY_LINES else clean_line) for name in names)


def _checked(record: R) -> R:
    """Cleaned, and called something; only a signature may wait for its name (the signer is often known last)."""
    ready = cleaned(record)
    if getattr(ready, "name", None) == "" and not isinstance(ready, SignatureBlock):
        raise RuleError(Rule.EMPTY_NAME)
    return ready


def _placed(db: Database, rows: Rows[Any], record: Any) -> Any:
    if getattr(record, "position", None) == 0:
        return dataclasses.replace(record, position=rows.next_position(db))
    return record


def _rows_of(record: object) -> Rows[Any]:
    return _BY_RECORD[type(record)]
