"""Where a page of the lists reads and writes: rows of the table, values of the form, and one command for each act.

store, remove and move are run by Desk.run: they take the conference first and raise RuleError when refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

from app.commands import setup
from app.conference import Conference, Database
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW
from app.domain.records import dataclass
from ui.dialogs.fields import Values
from ui.dialogs.record_values import values_of, with_values


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of a page's table.

    group: rows move up and down only among those of the same group. need: the column that says what is missing.
    """

    id: int
    cells: tuple[str, ...]
    group: str = ""
    need: int = -1


class Source(Protocol):
    """One list. Ids are those of the row's main record."""

    def rows(self, db: Database) -> Sequence[ListRow]: ...

    def read(self, db: Database, row_id: int) -> Values:
        """The values of one row; RuleError(NOT_FOUND) if it is gone."""

    def blank(self, db: Database) -> Values:
        """What a new row begins with."""

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        """Add (row_id NEW) or overwrite; returns the id."""

    def remove(self, conference: Conference, row_id: int) -> bool:
        """True once it is gone."""

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None: ...


class RecordSource:
    """A list of plain records that setup.add, save, remove and move can handle. needed: the text that must be there."""

    def __init__(
        self,
        records: Callable[[Database], Sequence[Any]],
        empty: object,
        row: Callable[[Any], ListRow],
        needed: str = "name",
    ) -> None:
        self._records = records
        self._empty = empty
        self._row = row
        self._needed = needed

    def rows(self, db: Database) -> Sequence[ListRow]:
        return [self._row(record) for record in self._records(db)]

    def read(self, db: Database, row_id: int) -> Values:
        return values_of(self._record(db, row_id))

    def blank(self, db: Database) -> Values:
        return values_of(self._empty)

    def store(self, conference: Conference, row_id: int, values: Values) -> int:
        if not str(values[self._needed]).strip():
            raise RuleError(Rule.EMPTY_NAME)
        if row_id == NEW:
            return setup.add(conference, with_values(cast("Any", self._empty), values))
        setup.save(conference, with_values(self._record(conference.db, row_id), values))
        return row_id

    def remove(self, conference: Conference, row_id: int) -> bool:
        setup.remove(conference, self._record(conference.db, row_id))
        return True

    def move(self, conference: Conference, row_id: int, before_id: int | None) -> None:
        before = None if before_id is None else self._record(conference.db, before_id)
        setup.move(conference, self._record(conference.db, row_id), before)

    def _record(self, db: Database, row_id: int) -> Any:
        return found(self._records(db), row_id)


def found(records: Sequence[Any], row_id: int) -> Any:
    """The record of this id, or RuleError(NOT_FOUND): somebody may have removed it meanwhile."""
    for record in records:
        if record.id == row_id:
            return record
    raise RuleError(Rule.NOT_FOUND)


def store_changed(source: Source, loaded: Values, conference: Conference, row_id: int, changed: Values) -> int:
    """The row as it is stored now with what was changed; a row that is gone meanwhile is added anew."""
    try:
        values = source.read(conference.db, row_id) if row_id else loaded
    except RuleError:
        row_id, values = NEW, loaded | {"id": NEW}
    return source.store(conference, row_id, values | changed)
