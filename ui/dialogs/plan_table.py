"""What a plan proposes, row by row: accepted or not, what it is, its words, whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.plan import Proposal
from app.domain.records import dataclass
from app.imports import plan_words as words
from ui import scale, theme
from ui.dialogs.inputs import is_bare
from ui.dialogs.window_parts import paint_empty, show_whole_rows
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.scale import px
from ui.widgets.ink import ink
from ui.widgets.row_frame import frame_row
from ui.widgets.whole_rows import WholeRows

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HIGH_ROW = 30, 44
_NARROW_BELOW = 900
"""Below it words have two lines."""
_LEAST = 150
_MARK, _KIND, _SIDE = 124, 132, 16
_SHARES, _NARROW_SHARES = (13, 7), (3, 2)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A proposal with what a person decided on it. beside: whose it is, or what stands there now."""

    one: Proposal
    is_accepted: bool
    beside: str

    @property
    def state(self) -> str:
        if self.is_accepted:
            return "Nhận"
        return "Đã có" if self.one.is_there else "Chưa nhận"

    @property
    def icon(self) -> str:
        """Of its own for each state: words and icon tell the same."""
        if self.is_accepted:
            return "check-circle"
        return "content-save-check-outline" if self.one.is_there else "circle-outline"


class PlanTable(WholeRows):
    """row_chosen(PlanRow | None): another row is current. toggled: Space on a row."""

    row_chosen = Signal(object)
    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = [
            Column[PlanRow]("Kết quả", lambda row: row.state),
            Column[PlanRow]("Mục", lambda row: words.title(row.one)),
            Column[PlanRow]("Nội dung trong kế hoạch", lambda row: " ".join(words.value(row.one).split())),
            Column[PlanRow]("Cơ quan, hiện ghi", lambda row: row.beside),
        ]
        self.rows_model: RowModel[PlanRow] = RowModel(columns, _number)
        self.setModel(self.rows_model)
        self.setAccessibleName("Các mục đọc được từ kế hoạch")
        show_whole_rows(self, ROW_HEIGHT, _SIDE)
        self.setMinimumHeight(px(_LEAST))
        self.setItemDelegate(_CellDelegate(self))
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show rows; the current one stays, else the first becomes it."""
        before = self.current_row()
        self.rows_model.set_rows(rows)
        index = self.rows_model.index_of(before.one.number) if before else QModelIndex()
        if not index.isValid() and rows:
            index = self.rows_model.index(0, 0)
        if index.isValid():
            self.setCurrentIndex(index)
        self.row_chosen.emit(self.current_row())

    def current_row(self) -> PlanRow | None:
        return self.rows_model.row_at(self.currentIndex())

    def go_on(self) -> None:
        """To the next row, if there is one."""
        below = self.currentIndex().row() + 1
        if below < self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(below, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_bare(event) and event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows_model.rowCount():
            paint_empty(self, "Các mục đọc được từ kế hoạch sẽ hiện ở đây.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < px(_NARROW_BELOW)
        self.verticalHeader().setDefaultSectionSize(px(HIGH_ROW if narrow else ROW_HEIGHT))
        room = max(self.viewport().width() - px(_MARK) - px(_KIND), 0)
        shares = _NARROW_SHARES if narrow else _SHARES
        first = round(room * shares[0] / sum(shares))
        for place, wide in enumerate((px(_MARK), px(_KIND), first, room - first)):
            self.setColumnWidth(place, wide)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit(self.rows_model.row_at(current))


def _number(row: PlanRow) -> int:
    return row.one.number


class _CellDelegate(QStyledItemDelegate):
    """A mark with its word; words cut where they do not fit; what is there already is quiet."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p = theme.palette()
        row: PlanRow = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(p.sel if chosen else p.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(p.line))
        first = index.column() == 0
        if chosen and first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(p.text))
        room = rect.adjusted(_SIDE if first else 8, 0, -8, 0)
        color = p.text if row.is_accepted or (not row.one.is_there and index.column() == 2) else p.text2
        if first:
            paint_icon(painter, QRectF(room.left(), rect.center().y() - 7, 15, 15), row.icon, color)
            room.adjust(22, 0, 0, 0)
        letters = ink(theme.BODY, color, 600 if row.is_accepted and index.column() < 2 else 400)
        letters.write_lines(painter, index.data(), QRectF(room), 2 if rect.height() > ROW_HEIGHT else 1)
        if chosen and self._table.hasFocus():
            frame_row(painter, QRectF(rect), index.column(), self._table.model().columnCount())
        painter.restore()
