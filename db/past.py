"""The state as it was after an earlier event: a copy of the memory, taken back change by change."""

from __future__ import annotations

from app.domain.changes import Table
from db import connection, recorder
from db.database import Database
from db.recorder import RowChange


def as_of(db: Database, event_id: int) -> Database:
    """A database of its own with every recorded row as it stood when that event was the last; the caller closes it.

    But the preview: of very old acts its changes are not in memory.
    """
    past = connection.copy_of_memory(db)
    recorder.drop_triggers(past)
    sql = "SELECT table_name, row_id, before, after FROM change WHERE event_id > ? ORDER BY id DESC"
    for table, row_id, before, after in past.execute(sql, [event_id]).fetchall():
        recorder.write_row(past, RowChange(Table(table), row_id, after, before))
    connection.drop_log(past, f"> {event_id:d}")
    return past
