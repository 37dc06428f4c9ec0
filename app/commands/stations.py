"""Second laptops: a file for one to capture into, and taking in what it captured."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import captures, summaries
from app.captures import Capture, Conflict, Plan, RowOf
from app.conference import Conference
from app.domain.changes import EventKind, Table
from app.domain.clock import Clock
from app.domain.errors import StorageError, Trouble
from app.domain.station import Station
from db import copies, recorder, tables
from db.recorder import RowChange, Transaction

WRITTEN_S = 10.0
_POINTERS: dict[str, Table] = {
    "asker_id": Table.PERSON, "person_id": Table.PERSON, "respondent_id": Table.PERSON, "site_id": Table.SITE,
    "topic_id": Table.TOPIC, "agency_id": Table.AGENCY, "lead_agency_id": Table.AGENCY,
    "youth_group_id": Table.YOUTH_GROUP, "parent_id": Table.QUESTION, "merged_into_id": Table.QUESTION,
}  # fmt: skip
"""Columns that may be empty and point to rows the main file may have removed meanwhile."""


def add_station(conference: Conference, name: str) -> Station:
    """Give the next laptop a number of its own, which keeps the ids of its rows apart from all others."""
    with conference.record(EventKind.STATION_ADDED) as tx:
        number = 1 + max((station.id for station in tables.STATIONS.all(tx.db)), default=0)
        station = Station(number, name or str(number), str(uuid.uuid4()), forked_event=tx.event_id)
        tables.STATIONS.add(tx.db, station)
        tx.summary = summaries.station_added(station.name)
    return station


def make_capture_file(conference: Conference, name: str, folder: Path, clock: Clock) -> Path:
    """A copy of the conference that another laptop opens as it is and captures into. Errors: StorageError."""
    station = add_station(conference, name)
    target = folder / f"{conference.path.stem}.ghi-ho-{station.id}{conference.path.suffix}"
    if target.exists():
        raise StorageError(Trouble.EXISTS, file=target.name)
    if not conference.follower.wait_safe(conference.last_event(), WRITTEN_S):
        raise StorageError(Trouble.IO, file=conference.path.name)
    copies.copy_file(conference.path, target)
    capture = Conference(target, clock, station=station.id)
    try:
        begin_capture(capture, station.id)
    finally:
        capture.close()
    return target


def begin_capture(conference: Conference, number: int) -> None:
    """In the copy: this file is that station's from now on."""
    with conference.record(EventKind.STATION_ADDED) as tx:
        station = tables.STATIONS.get(tx.db, number)
        tables.STATIONS.save(tx.db, replace(station, is_here=True))
        tx.summary = summaries.station_added(station.name)


def take_in(conference: Conference, capture: Capture, theirs: Collection[Conflict] = ()) -> Plan:
    """One event: everything the capture file has and this one has not. theirs: conflicts decided for the other side.

    Returns what was done; its conflicts are those that stayed as they are here.
    """
    with conference.record(EventKind.CAPTURE_TAKEN) as tx:
        found = captures.plan(tx.db, capture)
        for row in found.added:
            _add(tx, row)
        for row, wanted in found.changed:
            _write(tx, row.table, row.id, wanted)
        for conflict in found.conflicts:
            if conflict in theirs and conflict.column:
                _write(
                    tx, conflict.table, _row_here(tx, conflict, capture), {conflict.column: _there(capture, conflict)}
                )
        station = tables.STATIONS.get(tx.db, capture.station.id)
        tables.STATIONS.save(tx.db, replace(station, taken_event=capture.last_event, taken_at=tx.now))
        tx.summary = summaries.capture_taken(_questions(found), capture.station.name)
    return replace(found, conflicts=tuple(one for one in found.conflicts if one not in theirs))


def _questions(found: Plan) -> int:
    return sum(row.table is Table.QUESTION for row in found.added)


def _add(tx: Transaction, row: RowOf) -> None:
    """A new row keeps its id; a question gets the next number and place of the main queue."""
    assert row.there is not None
    image: dict[str, Any] = dict(row.there)
    for column, table in _POINTERS.items():
        if image.get(column) is not None and not _exists(tx, table, image[column]):
            image[column] = None
    if row.table is Table.QUESTION:
        image["number"] = 1 + int(tx.db.execute("SELECT coalesce(max(number), 0) FROM question").fetchone()[0])
        image["position"] = tables.QUESTIONS.next_position(tx.db)
    recorder.write_row(tx.db, RowChange(row.table, row.id, None, json.dumps(image, ensure_ascii=False)))


def _exists(tx: Transaction, table: Table, row_id: int) -> bool:
    """Also true for a row that this very taking in adds later: foreign keys are checked at its end."""
    return recorder.image_of(tx.db, table, row_id) is not None or row_id >> 40 > 0


def _write(tx: Transaction, table: Table, row_id: int, wanted: captures.Image) -> None:
    before = recorder.image_of(tx.db, table, row_id)
    if before is not None:
        after = {**json.loads(before), **wanted}
        recorder.write_row(tx.db, RowChange(table, row_id, before, json.dumps(after, ensure_ascii=False)))


def _row_here(tx: Transaction, conflict: Conflict, capture: Capture) -> int:
    """The row the words stand in here; for a text that both began it bears another number."""
    if recorder.image_of(tx.db, conflict.table, conflict.id) is not None:
        return conflict.id
    there = next(row.there for row in capture.rows if (row.table, row.id) == (conflict.table, conflict.id))
    assert there is not None
    place = [there[name] for name in ("slot", "subject_id", "sentence_key")]
    found = tables.MINUTES_ENTRIES.first(tx.db, "slot = ? AND subject_id = ? AND sentence_key = ?", place)
    return found.id if found else conflict.id


def _there(capture: Capture, conflict: Conflict) -> object:
    row = next(row for row in capture.rows if (row.table, row.id) == (conflict.table, conflict.id))
    assert row.there is not None
    return row.there[conflict.column]
