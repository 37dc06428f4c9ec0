"""Rows of a pasted table into a plain list: one event, one undo. Lists with a preview go through the import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from app import getting_in
from app.commands import setup
from app.commands.imported_rows import Writer
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.text import fold
from db import tables
from db.rows import Rows

_ROWS: Mapping[type, Rows[Any]] = {cast("Any", rows).record: rows for rows in tables.ALL}


def add_rows(conference: Conference, records: Sequence[object]) -> int:
    """Add records of one list; those that say what a row says already are passed over.

    Errors: NOTHING_TO_IMPORT where none is left.
    """
    with conference.record(EventKind.LIST_CHANGED) as tx:
        writer = Writer(tx.db, conference.station, tx.now)
        rows = _ROWS[type(records[0])] if records else tables.TOPICS
        there = {_said(record) for record in rows.all(tx.db)}
        count = 0
        for record in map(setup.cleaned, records):
            if _said(record).strip("|") and _said(record) not in there:
                there.add(_said(record))
                writer.add(rows, record)
                count += 1
        if not count:
            raise RuleError(Rule.NOTHING_TO_IMPORT)
        writer.finish()
        tx.summary = getting_in.rows_pasted(count)
    return count


def _said(record: Any) -> str:
    """The words by which a row is one of its list."""
    names = ("name", "text", "abbreviation", "unit")
    return "|".join(fold(getattr(record, name)) for name in names if hasattr(record, name))
