"""The one table model of the application: a view over a tuple of frozen rows, and rows that can be dragged.

Asks nothing of the conference: a panel gives it rows and hears of a drop by `move_requested`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from itertools import compress, count, islice
from operator import is_, is_not
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.records import dataclass

Row = TypeVar("Row")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-hoinghi-rows"
MOST_CHANGES = 200
"""Above this many rows that come, go or move, one reset is faster than their signals."""

_CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_DRAGGABLE = _CHOOSABLE | Qt.ItemFlag.ItemIsDragEnabled


@dataclass(frozen=True)
class Column(Generic[Row]):
    """spoken: the words for a screen reader where they differ from those shown."""

    title: str
    text: Callable[[Row], str]
    spoken: Callable[[Row], str] | None = None


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows by key. draggable: which rows may be dragged (none: no drag at all).

    move_requested(keys, before_key): rows were dropped before another one, or at the end (None). The model itself
    moves nothing: the order is data, and comes back by set_rows().
    """

    move_requested = Signal(object, object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        draggable: Callable[[Row], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._draggable = draggable
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = self._columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (column.spoken or column.text)(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only the root takes drops: a drop on a row would overwrite it (pitfalls.md 9)."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self._draggable else Qt.ItemFlag.NoItemFlags
        return _DRAGGABLE if self._draggable and self._draggable(self._rows[index.row()]) else _CHOOSABLE

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802  # Qt's name
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802  # Qt's name
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  # Qt's name
        numbers = sorted({index.row() for index in indexes})
        dragged = {"model": id(self), "keys": [self._key(self._rows[number]) for number in numbers]}
        mime = QMimeData()
        mime.setData(MIME, QByteArray(json.dumps(dragged).encode()))
        return mime

    def dropMimeData(  # noqa: N802  # Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move and return False: True would make the view remove the dragged rows as well."""
        if action != Qt.DropAction.MoveAction or parent.isValid() or not data.hasFormat(MIME):
            return False
        dragged = json.loads(bytes(data.data(MIME).data()))
        if dragged["model"] == id(self):
            before = self._key(self._rows[row]) if 0 <= row < len(self._rows) else None
            self.move_requested.emit(tuple(dragged["keys"]), before)
        return False

    def rows(self) -> Sequence[Row]:
        return tuple(self._rows)

    def row_at(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, key: Hashable) -> QModelIndex:
        """The first cell of a row, invalid if there is none of this key."""
        number = next((i for i, row in enumerate(self._rows) if self._key(row) == key), None)
        return ROOT if number is None else self.index(number, 0)

    def set_rows(self, rows: Sequence[Row], *, anew: bool = False) -> None:
        """Show rows by the fewest signals, so that selection, scroll and focus stay. Keys must be unique.

        What is the same object as before is passed over without being compared: an act on one row of ten thousand
        costs one signal. anew: of very many none is the object it was; the current row is then for the caller to find.
        """
        rows = list(rows)
        if anew or abs(len(rows) - len(self._rows)) > MOST_CHANGES:
            self._reset(rows)
        elif not (self._overwrite_few(rows) or self._shift_one(rows)):
            self._rearrange(rows)

    def _overwrite_few(self, rows: list[Row]) -> bool:
        """The same rows in the same order, some of them changed."""
        if len(rows) != len(self._rows):
            return False
        unlike = list(islice(compress(count(), map(is_not, rows, self._rows)), MOST_CHANGES + 1))
        if len(unlike) > MOST_CHANGES or any(self._key(rows[i]) != self._key(self._rows[i]) for i in unlike):
            return False
        self._overwrite(rows)
        return True

    def _shift_one(self, rows: list[Row]) -> bool:
        """One row came, went or moved up or down; all others are the objects they were."""
        before = self._rows
        shortest = min(len(rows), len(before))
        first = next(compress(count(), map(is_not, rows, before)), shortest)
        last = next(compress(count(), map(is_not, reversed(rows), reversed(before))), shortest)
        last = min(last, shortest - first)
        old, new = before[first : len(before) - last], rows[first : len(rows) - last]
        if not old and len(new) == 1:
            self.beginInsertRows(ROOT, first, first)
            self._rows = rows
            self.endInsertRows()
        elif not new and len(old) == 1:
            self.beginRemoveRows(ROOT, first, first)
            self._rows = rows
            self.endRemoveRows()
        elif len(old) != len(new) or len(old) < 2:
            return False
        elif self._is_moved(old[0], new[-1]) and all(map(is_, old[1:], new[:-1])):
            self._move_one(rows, first, first + len(old) - 1)
        elif self._is_moved(old[-1], new[0]) and all(map(is_, old[:-1], new[1:])):
            self._move_one(rows, first + len(old) - 1, first)
        else:
            return False
        return True

    def _is_moved(self, before: Row, after: Row) -> bool:
        return bool(self._key(before) == self._key(after))

    def _move_one(self, rows: list[Row], source: int, target: int) -> None:
        self.beginMoveRows(ROOT, source, source, ROOT, target + (target > source))
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()
        self._overwrite(rows)

    def _rearrange(self, rows: list[Row]) -> None:
        wanted = [self._key(row) for row in rows]
        new = set(wanted)
        shown = [self._key(row) for row in self._rows]
        old = set(shown)
        kept = [key for key in wanted if key in old]
        moving = _rows_to_move([key for key in shown if key in new], kept)
        if len(shown) - len(kept) + len(wanted) - len(kept) + len(moving) > MOST_CHANGES:
            self._reset(rows)
            return
        self._remove_all_but(new)
        self._move(kept, moving)
        self._insert_missing(rows, wanted, old)
        self._overwrite(rows)

    def _reset(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def _remove_all_but(self, wanted: set[Hashable]) -> None:
        for number in reversed(range(len(self._rows))):
            if self._key(self._rows[number]) not in wanted:
                self.beginRemoveRows(ROOT, number, number)
                del self._rows[number]
                self.endRemoveRows()

    def _move(self, kept: Sequence[Hashable], moving: set[Hashable]) -> None:
        """Put each moving row behind the one it follows in the end; the others never move."""
        if not moving:
            return
        keys = [self._key(row) for row in self._rows]
        for place, key in enumerate(kept):
            if key not in moving:
                continue
            source = keys.index(key)
            target = keys.index(kept[place - 1]) + 1 if place else 0
            if target in {source, source + 1}:
                continue
            self.beginMoveRows(ROOT, source, source, ROOT, target)
            target -= target > source
            self._rows.insert(target, self._rows.pop(source))
            keys.insert(target, keys.pop(source))
            self.endMoveRows()

    def _insert_missing(self, rows: Sequence[Row], wanted: Sequence[Hashable], old: set[Hashable]) -> None:
        for number, row in enumerate(rows):
            if wanted[number] not in old:
                self.beginInsertRows(ROOT, number, number)
                self._rows.insert(number, row)
                self.endInsertRows()

    def _overwrite(self, rows: Sequence[Row]) -> None:
        unlike = compress(count(), map(is_not, rows, self._rows))
        changed = [number for number in unlike if self._rows[number] != rows[number]]
        self._rows = list(rows)
        last = len(self._columns) - 1
        for number in changed:
            self.dataChanged.emit(self.index(number, 0), self.index(number, last))


def _rows_to_move(before: Sequence[Hashable], after: Sequence[Hashable]) -> set[Hashable]:
    """The fewest keys whose move makes one order the other: all that are not in the longest run left in place."""
    if list(before) == list(after):
        return set()
    place = {key: number for number, key in enumerate(before)}
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, key in enumerate(after):
        at = bisect_left(tails, place[key])
        tails[at : at + 1] = [place[key]]
        ends[at : at + 1] = [number]
        previous.append(ends[at - 1] if at else -1)
    staying: set[Hashable] = set()
    number = ends[-1]
    while number >= 0:
        staying.add(after[number])
        number = previous[number]
    return set(after) - staying
