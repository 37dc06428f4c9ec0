"""What pages share about their rows: records of pasted tables, and the gentle word about a name that is out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from app import getting_in
from app.commands import pasted_rows
from app.conference import Conference, Database
from app.domain.changes import Table
from app.queries.stale_names import stale_names
from ui.dialogs.pages import Pasted


def columns(empty: object, **titles: str) -> Pasted:
    """Rows of a pasted table as records of a list: field=title of its column, numbers where the field is one."""

    def record(cells: Sequence[str]) -> object:
        values: dict[str, Any] = {}
        for name, cell in zip(titles, cells, strict=True):
            is_number = isinstance(getattr(empty, name), int)
            values[name] = (int(cell) if cell.strip().isdigit() else 0) if is_number else cell
        return replace(cast("Any", empty), **values)

    def take(conference: Conference, rows: Sequence[Sequence[str]]) -> int:
        return pasted_rows.add_rows(conference, [record(row) for row in rows])

    return Pasted(tuple(titles.values()), take)


def stale(table: Table) -> Callable[[Database], Mapping[int, str]]:
    """Row id -> the word about a name in it that was not in use on the day of the conference."""

    def warned(db: Database) -> Mapping[int, str]:
        return {
            one.row_id: getting_in.stale_name(one.name, one.ended, one.begins, one.successor)
            for one in stale_names(db)
            if one.table is table
        }

    return warned
