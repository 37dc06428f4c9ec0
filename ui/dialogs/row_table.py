"""The table of a page: columns as wide as their words want, rows by id, nothing edited in place.

Rows are two lines high where the words of some would be cut in one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import scale, theme
from ui.dialogs.inputs import is_bare
from ui.dialogs.pages import PageColumn
from ui.dialogs.sources import ListRow
from ui.dialogs.window_parts import show_whole_rows
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.scale import px
from ui.widgets.column_widths import Need, widths
from ui.widgets.ink import ink
from ui.widgets.row_frame import frame_row
from ui.widgets.whole_rows import WholeRows

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HIGH_ROW = 30, 44
_SIDE, _NEED = 16, 20
_MEASURED, _LONGEST, _WIDEST_OF = 200, 120, 8
"""Rows that are looked at for the width of the columns, letters of each cell, and cells that are set in type."""


class RowTable(WholeRows):
    """row_chosen: the current row is another one, by a person. entered: Enter on a row. left: Esc. pasted: Ctrl+V."""

    row_chosen = Signal(object)
    entered = Signal()
    left = Signal()
    pasted = Signal()

    def __init__(self, name: str, columns: Sequence[PageColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._needs = [Need(column.share, 1.0) for column in columns]
        self._measured = 0
        self.last_shown = len(columns) - 1
        self._quiet = False
        made = [Column(column.title, _Cell(place)) for place, column in enumerate(columns)]
        self.rows_model: RowModel[ListRow] = RowModel(made, _id)
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        show_whole_rows(self, ROW_HEIGHT, _SIDE)
        self.setItemDelegate(_CellDelegate(self))
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[ListRow], row_id: int) -> None:
        """Show rows with one of them current (none if it is not there); row_chosen is not emitted."""
        self._quiet = True
        self.rows_model.set_rows(rows)
        self._quiet = False
        self.mark(row_id)
        if len(rows) >= self._measured:  # a list that is being narrowed keeps its columns where they are
            self._measure(rows)

    def mark(self, row_id: int) -> None:
        """Make a row current without telling."""
        self._quiet = True
        index = self.rows_model.index_of(row_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.selectRow(index.row())
        else:
            self.selectionModel().clear()
        self._quiet = False

    def neighbours(self, row_id: int, step: int) -> tuple[bool, int | None]:
        """Whether a row can move by one place (-1 or 1) inside its group, and which row it then stands before.

        At the end of its group it stands before none: the groups are told apart by something else than their order.
        """
        rows = self.rows_model.rows()
        place = next((i for i, row in enumerate(rows) if row.id == row_id), None)
        if place is None or not 0 <= place + step < len(rows) or rows[place + step].group != rows[place].group:
            return False, None
        after = place + (2 if step > 0 else -1)
        is_last = after >= len(rows) or rows[after].group != rows[place].group
        return True, None if is_last else rows[after].id

    def beside(self, row_id: int) -> int | None:
        """The row that takes the place of one that goes: the next, else the one before."""
        ids = [row.id for row in self.rows_model.rows()]
        if row_id not in ids:
            return ids[0] if ids else None
        place = ids.index(row_id)
        rest = ids[:place] + ids[place + 1 :]
        return rest[min(place, len(rest) - 1)] if rest else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_bare(event) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif is_bare(event) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _measure(self, rows: Sequence[ListRow]) -> None:
        """What each column's longest words take, of the first rows, in lengths of 100 %."""
        self._measured = len(rows)
        written, heads = QFontMetricsF(sized_font(theme.BODY, 600)), QFontMetricsF(sized_font(theme.SMALL, 600))
        needing = {row.need for row in rows}
        for place, column in enumerate(self._columns):
            sides = (_SIDE if place == 0 else 8) + 8 + 4 + (_NEED if place in needing else 0)
            cells = {" ".join(row.cells[place].split())[:_LONGEST] for row in rows[:_MEASURED]}
            widest = sorted(cells, key=len)[-_WIDEST_OF:]
            longest = max(widest, key=written.horizontalAdvance, default="")
            word = max(map(written.horizontalAdvance, longest.split()), default=0.0)
            words = written.horizontalAdvance(longest) + sides if longest else 0.0
            head = heads.horizontalAdvance(column.title) + sides
            self._needs[place] = Need(column.share, head, words, word + sides)
        self._share_width()

    def _share_width(self) -> None:
        """Only what changes is told to Qt: it answers each time by a resize."""
        if not self._columns:
            return  # a page of one record shows no table
        room = self.viewport().width()
        shares, lines = widths(scale.at_100(room), self._needs)
        wide = [px(each) for each in shares]
        last = self.last_shown = max(place for place, each in enumerate(wide) if each or not place)
        wide[last] += room - sum(wide)
        for place, each in enumerate(wide):
            if self.isColumnHidden(place) != (each == 0):
                self.setColumnHidden(place, each == 0)
            if each and self.columnWidth(place) != each:
                self.setColumnWidth(place, each)
        high = px(ROW_HEIGHT if lines == 1 else HIGH_ROW)
        if self.verticalHeader().defaultSectionSize() != high:
            self.verticalHeader().setDefaultSectionSize(high)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.rows_model.row_at(current)
        if row is not None and not self._quiet:
            self.row_chosen.emit(row.id)


class _CellDelegate(QStyledItemDelegate):
    """Words cut where they do not fit, a line under each row, an edge beside the chosen one, amber for a gap."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p = theme.palette()
        row: ListRow = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_first, needed = index.column() == 0, row.need == index.column()
        painter.fillRect(rect, QColor(p.sel if chosen else p.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(p.line))
        if chosen and is_first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(p.text))
        room = rect.adjusted(_SIDE if is_first else 8, 0, -8, 0)
        if needed:
            paint_icon(painter, QRectF(room.left(), rect.center().y() - 7, 15, 15), "alert-outline", p.warn)
            room.adjust(_NEED, 0, 0, 0)
        written = ink(theme.BODY, p.warn if needed else p.text, 600 if (chosen and is_first) or needed else 400)
        written.write_lines(painter, index.data(), QRectF(room), 1 if rect.height() < HIGH_ROW else 2)
        if chosen and self._table.hasFocus():
            frame_row(painter, QRectF(rect), index.column(), self._table.last_shown + 1)
        painter.restore()


class _Cell:
    """The words of one column."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, row: ListRow) -> str:
        return " ".join(row.cells[self._place].split())


def _id(row: ListRow) -> int:
    return row.id
