"""Checks of the log: the hash chain over the events, and the state against the last image of every row.

They show damage and later changes; against somebody who writes the whole file anew they prove nothing.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from operator import itemgetter

from app.domain.changes import EventKind, Table
from app.domain.ids import EventId
from db import engine, recorder
from db.database import Database
from db.recorder import RowChange

_LOG = (
    "SELECT e.id, e.uuid, e.at, e.mono_ms, e.operator, e.kind, e.summary, e.undoes, e.salt, e.content_digest, e.digest,"
    " e.rewritten_digest, c.table_name, c.row_id, c.before, c.after "
    "FROM event e LEFT JOIN change c ON c.event_id = e.id ORDER BY e.id, c.id"
)

_LAST_ERASURE = (
    f"SELECT coalesce(max(id), 0) FROM event WHERE kind IN ('{EventKind.PERSON_ERASED}', '{EventKind.BOOKS_CLOSED}')"
)


def verify(db: Database) -> EventId | None:
    """The first event that is missing, changed or unreadable; None if all are as they were written.

    A log in memory, or one written anew from it, begins later than with event 1: its first digest is taken as it is.
    An event that lost words stands in the chain by its first digest; it must be older than an act that takes words out.
    """
    expected, previous = 0, ""
    try:
        erased_at = db.execute(_LAST_ERASURE).fetchone()[0]
        for event_id, digest, content, rewritten, rebuilt in _events(db):
            if (
                expected in {0, event_id}
                and rebuilt == (rewritten or content)
                and not (rewritten and event_id > erased_at)
            ):
                begins_later = not expected and event_id != 1
                if begins_later or recorder.chain_digest(previous, content) == digest:
                    expected, previous = event_id + 1, digest
                    continue
            return EventId(expected or event_id)
    except engine.errors(ValueError):
        return EventId(expected or 1)
    return None


def sound_events(db: Database) -> set[int]:
    """Events that are as they were written, each for itself: in a damaged log others may be missing between them."""
    return {event_id for event_id, _, content, rewritten, rebuilt in _events(db) if rebuilt == (rewritten or content)}


def _events(db: Database) -> Iterator[tuple[int, str, str, str, str]]:
    """Id, digest, content digest and rewritten digest of every event, and what the last of them should be."""
    for head, lines in itertools.groupby(db.execute(_LOG), key=itemgetter(slice(0, 12))):
        *fields, salt, content, digest, rewritten = head
        found = (line[12:] for line in lines)  # one by one: an import is one event of ten thousand rows
        rows = (RowChange(Table(t), r, b, a) for t, r, b, a in found if t is not None)
        yield head[0], digest, content, rewritten, recorder.content_digest(salt, tuple(fields), rows)


def unlike_the_log(db: Database) -> list[tuple[Table, int]]:
    """Rows of the state that are not what the log says of them last.

    A migration adds and drops columns without an event: only those count that row and log both have.
    """
    found: list[tuple[Table, int]] = []
    for table in Table:
        image = recorder.image_sql(recorder.columns_of(db, table))
        sql = (
            f"WITH said AS (SELECT row_id, after, max(id) FROM change WHERE table_name = ? GROUP BY row_id) "
            f"SELECT coalesce(said.row_id, s.id), now, after FROM (SELECT id, {image} AS now FROM {table.value}) s "
            f"FULL JOIN said ON said.row_id = s.id WHERE now IS NOT after"
        )
        rows = db.execute(sql, [table.value]).fetchall()
        found += [(table, row_id) for row_id, now, after in rows if _differ(now, after)]
    return found


def _differ(now: recorder.Image, after: recorder.Image) -> bool:
    if now is None or after is None:
        return True
    try:
        row, said = json.loads(now), json.loads(after)
        return any(row[column] != said[column] for column in row.keys() & said.keys())
    except (ValueError, AttributeError):  # damage made no JSON of it, or no object
        return True
