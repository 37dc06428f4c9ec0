"""Capture files of a second laptop: reading one without touching it, and what it would bring to the main file.

Three ways are compared for each row it changed: as it was when last taken in, as it is there, as it is here.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.changes import Table
from app.domain.errors import Rule, RuleError, StorageError, Trouble
from app.domain.records import dataclass
from app.domain.station import Station
from db import connection, recorder, tables
from db.database import Database

_LOG = "-wal"
MERGED = (
    Table.SITE, Table.AGENCY, Table.AGENCY_ALIAS, Table.TOPIC, Table.YOUTH_GROUP, Table.PERSON, Table.PERSON_ROLE,
    Table.QUESTION, Table.PETITION, Table.PETITION_SUPPORT, Table.ANSWER, Table.PREPARED_ANSWER, Table.COMMITMENT,
    Table.MINUTES_ENTRY,
)  # fmt: skip
"""What a helper's laptop may bring; the hall, the floor, clocks, papers and facts are the main one's alone."""
_OURS = frozenset({"id", "number", "position"})
"""Columns that only the main file gives."""
Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowOf:
    """A row the capture file changed. base: as it was at the last taking in, None if it was made since.

    there: as it is now, None if it was removed.
    """

    table: Table
    id: int
    base: Image | None
    there: Image | None


@dataclass(frozen=True, slots=True)
class Capture:
    """What was read of a capture file. last_event: its newest event."""

    file: str
    station: Station
    last_event: int
    rows: tuple[RowOf, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both laptops wrote another thing. column empty: the row is gone here. number: of the question, 0 if none."""

    table: Table
    id: int
    column: str
    here: str
    there: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """added: whole new rows; changed: columns to be written by row; conflicts: kept as here unless chosen otherwise."""

    added: tuple[RowOf, ...]
    changed: tuple[tuple[RowOf, Image], ...]
    conflicts: tuple[Conflict, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.conflicts)


def read_capture(path: Path, stations: Sequence[Station], at: datetime) -> Capture:
    """Read what a capture file has that the main file, with these stations, has not. It is copied first and stays.

    Errors: StorageError; RuleError(NOT_A_CAPTURE) if it was not made from this conference.
    """
    if not path.is_file():
        raise StorageError(Trouble.MISSING, file=path.name)
    with tempfile.TemporaryDirectory(prefix="hoinghi-ghi-ho-") as folder:
        copy = Path(folder) / path.name
        try:
            shutil.copyfile(path, copy)
            log = path.with_name(path.name + _LOG)
            if log.exists():
                shutil.copyfile(log, copy.with_name(copy.name + _LOG))
        except OSError as error:
            raise connection.trouble_of(error, path) from error
        connection.prepare_file(copy, at, lambda file, _: file)
        with closing(connection.open_file(copy)) as db:
            return _read(db, path.name, stations)


def _read(db: Database, name: str, stations: Sequence[Station]) -> Capture:
    theirs = tables.STATIONS.first(db, "is_here = 1")
    ours = next((one for one in stations if theirs is not None and one.token == theirs.token), None)
    if ours is None or ours.is_here:
        raise RuleError(Rule.NOT_A_CAPTURE)
    since = max(ours.taken_event, ours.forked_event)
    last = int(db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])
    return Capture(name, ours, last, tuple(_rows_since(db, since)))


def _rows_since(db: Database, event: int) -> Iterator[RowOf]:
    for table in MERGED:
        there: dict[int, Image | None] = {}
        base: dict[int, Image | None] = {}
        sql = "SELECT row_id, before FROM change WHERE event_id > ? AND table_name = ? ORDER BY id DESC"
        for row_id, before in db.execute(sql, [event, table.value]).fetchall():
            if row_id not in there:
                there[row_id] = base[row_id] = _image(recorder.image_of(db, table, row_id))
            image = _image(before)
            base[row_id] = None if image is None else {**(base[row_id] or {}), **image}
        for row_id in sorted(there):
            yield RowOf(table, row_id, base[row_id], there[row_id])


def plan(db: Database, capture: Capture) -> Plan:
    """What taking in would do to the main file as it is now."""
    added: list[RowOf] = []
    changed: list[tuple[RowOf, Image]] = []
    conflicts: list[Conflict] = []
    for row in capture.rows:
        here = _image(recorder.image_of(db, row.table, row.id))
        if row.there is None or row.there == here:
            continue
        if here is None and row.base is None:
            twin = _same_text(db, row)
            if twin is None:
                added.append(row)
            elif twin["text"] != row.there["text"]:
                conflicts.append(_conflict(db, row, "text", twin))
        elif here is None:
            conflicts.append(Conflict(row.table, row.id, "", "", _name(row.there)))
        else:
            wanted, unlike = _three_ways(db, row, here)
            conflicts += unlike
            if wanted:
                changed.append((row, wanted))
    return Plan(tuple(added), tuple(changed), tuple(conflicts))


def _three_ways(db: Database, row: RowOf, here: Image) -> tuple[Image, list[Conflict]]:
    assert row.there is not None
    base = row.base or {}
    wanted: dict[str, Any] = {}
    unlike: list[Conflict] = []
    for column, there in row.there.items():
        if column in _OURS or column not in here or there == here[column] or (column in base and there == base[column]):
            continue
        if column in base and here[column] == base[column]:
            wanted[column] = there
        else:
            unlike.append(_conflict(db, row, column, here))
    return wanted, unlike


def _conflict(db: Database, row: RowOf, column: str, here: Image) -> Conflict:
    assert row.there is not None
    return Conflict(row.table, row.id, column, _said(here[column]), _said(row.there[column]), _number(db, row))


def _same_text(db: Database, row: RowOf) -> Image | None:
    """A text that both began: its place is taken here by a row of another number."""
    if row.table is not Table.MINUTES_ENTRY or row.there is None:
        return None
    place = [row.there[name] for name in ("slot", "subject_id", "sentence_key")]
    found = tables.MINUTES_ENTRIES.first(db, "slot = ? AND subject_id = ? AND sentence_key = ?", place)
    return _image(recorder.image_of(db, row.table, found.id)) if found else None


def _number(db: Database, row: RowOf) -> int:
    assert row.there is not None
    question_id = row.id if row.table is Table.QUESTION else row.there.get("question_id")
    if row.table is Table.PERSON:
        asked = tables.QUESTIONS.first(db, "asker_id = ?", [row.id])
        return asked.number if asked else 0
    question = tables.QUESTIONS.find(db, question_id)
    return question.number if question else 0


def _name(image: Image) -> str:
    return next((str(image[key]) for key in ("name", "gist", "verbatim", "text", "alias") if image.get(key)), "")


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _image(text: str | None) -> Image | None:
    found: Image | None = json.loads(text) if text else None
    return found
