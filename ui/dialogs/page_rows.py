"""What pages share about their rows: records of pasted tables, and the gentle word about a name that is out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlite_utils import Database

from app import getting_in
from app.domain.changes import Table
from app.queries.stale_names import stale_names


def columns(empty: object, *names: str) -> Callable[[Database, Sequence[str]], object]:
    """A row of a pasted table as a record: its cells are these fields in their order, numbers where it is one."""

    def record(_: Database, cells: Sequence[str]) -> object:
        values: dict[str, Any] = {}
        for name, cell in zip(names, cells, strict=False):
            is_number = isinstance(getattr(empty, name), int)
            values[name] = (int(cell) if cell.strip().isdigit() else 0) if is_number else cell
        return replace(cast("Any", empty), **values)

    return record


def stale(table: Table) -> Callable[[Database], Mapping[int, str]]:
    """Row id -> the word about a name in it that was not in use on the day of the conference."""

    def warned(db: Database) -> Mapping[int, str]:
        return {
            one.row_id: getting_in.stale_name(one.name, one.ended, one.begins, one.successor)
            for one in stale_names(db)
            if one.table is table
        }

    return warned
