"""The rows of an import: state, number in the sheet, two lines of each cell; the wrong cell is framed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app import labels
from app.domain.agenda import AgendaKind
from app.domain.import_preview import Field, ImportKind, ImportRow, RowState
from app.domain.question import Channel
from app.domain.roster import Rank, Role
from app.imports import words
from ui import scale, theme
from ui.desk import MANY_ROWS
from ui.dialogs.window_parts import paint_empty, show_whole_rows
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.scale import px
from ui.widgets.ink import ink
from ui.widgets.row_frame import frame_row
from ui.widgets.whole_rows import WholeRows

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 42
_STATE, _NUMBER = 128, 52
_SHOWN: dict[ImportKind, tuple[tuple[Field, int], ...]] = {
    ImportKind.QUESTIONS: ((Field.NAME, 17), (Field.UNIT, 22), (Field.TEXT, 31), (Field.AGENCY, 20)),
    ImportKind.ROSTER: ((Field.NAME, 22), (Field.TITLE, 26), (Field.UNIT, 30), (Field.ROLE, 14), (Field.PHONE, 12)),
    ImportKind.AGENDA: (
        (Field.START, 10), (Field.MINUTES, 9), (Field.NAME, 40), (Field.RESPONSIBLE, 24), (Field.KIND, 18),
    ),
    ImportKind.AGENCIES: ((Field.NAME, 30), (Field.SHORT_NAME, 14), (Field.ALIASES, 30), (Field.RANK, 22)),
    ImportKind.ANSWERS: ((Field.NUMBER, 9), (Field.AGENCY, 24), (Field.TEXT, 52), (Field.RESPONDENT, 16)),
}  # fmt: skip
_EMPTY = {Field.NAME: "Chưa có tên", Field.AGENCY: "Chưa giao", Field.RESPONDENT: "", Field.PHONE: ""}
_ENUMS = {Field.ROLE: Role, Field.KIND: AgendaKind, Field.RANK: Rank, Field.CHANNEL: Channel}
STATE_LOOK: dict[RowState, tuple[str, str]] = {
    RowState.ERROR: ("alert-circle", "text"),
    RowState.DUPLICATE: ("content-duplicate", "warn"),
    RowState.UPDATE: ("update", "prev"),
    RowState.NEW: ("plus-circle-outline", "text2"),
}
"""Icon and colour of a state; red is the hall's alone."""


def shown(row: ImportRow, field: Field) -> str:
    """A cell as people read it: values that are chosen from a list by their Vietnamese word."""
    text = " ".join(row.values.get(field, "").split())
    kind = _ENUMS.get(field)
    return labels.word(kind(text)) if kind is not None and text in {member.value for member in kind} else text


class ImportTable(WholeRows):
    """row_chosen: another row is current (its number in the sheet)."""

    row_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ImportKind.QUESTIONS
        self._shares: tuple[int, ...] = ()
        self.empty = ""
        self.rows_model: RowModel[ImportRow] = RowModel([], _number)
        self.setAccessibleName("Các hàng sẽ nhập")
        show_whole_rows(self, ROW_HEIGHT)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_CellDelegate(self))

    def show_rows(self, kind: ImportKind, rows: Sequence[ImportRow]) -> None:
        """Show rows of a kind; the current row stays if it is still there, else the first becomes it."""
        before = self.current_row()
        if kind is not self.kind or not self._shares:
            self._make_model(kind)
        self.rows_model.set_rows(rows, anew=len(rows) > MANY_ROWS)
        index = self.rows_model.index_of(before.number) if before else QModelIndex()
        if not index.isValid() and rows:
            index = self.rows_model.index(0, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.row_chosen.emit(self.current_row())

    def current_row(self) -> ImportRow | None:
        return self.rows_model.row_at(self.currentIndex())

    def fields(self) -> tuple[Field, ...]:
        return tuple(field for field, _ in _SHOWN[self.kind])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows_model.rowCount():
            paint_empty(self, self.empty)

    def _make_model(self, kind: ImportKind) -> None:
        self.kind = kind
        self._shares = tuple(share for _, share in _SHOWN[kind])
        columns = [
            Column[ImportRow]("Kết quả", partial(_state_words, kind)),
            Column[ImportRow]("Hàng", lambda row: str(row.number)),
            *(Column[ImportRow](words.field(field, kind), partial(_cell, field)) for field, _ in _SHOWN[kind]),
        ]
        self.rows_model = RowModel(columns, _number)
        self.setModel(self.rows_model)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._share_width()

    def _share_width(self) -> None:
        if not self._shares:
            return
        self.setColumnWidth(0, px(_STATE))
        self.setColumnWidth(1, px(_NUMBER))
        room, whole = max(self.viewport().width() - px(_STATE) - px(_NUMBER), 0), sum(self._shares)
        edges = [round(room * sum(self._shares[:place]) / whole) for place in range(len(self._shares) + 1)]
        for place in range(len(self._shares)):
            self.setColumnWidth(place + 2, edges[place + 1] - edges[place])

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.rows_model.row_at(current)
        if row is not None:
            self.row_chosen.emit(row)


def _number(row: ImportRow) -> int:
    return row.number


def _state_words(kind: ImportKind, row: ImportRow) -> str:
    beside = words.beside_state(row, kind)
    return f"{words.state(row.state)}, {beside}" if beside else words.state(row.state)


def _cell(field: Field, row: ImportRow) -> str:
    return shown(row, field)


class _CellDelegate(QStyledItemDelegate):
    """A state with its icon, a number, or up to two lines of text."""

    def __init__(self, table: ImportTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p = theme.palette()
        row: ImportRow = index.data(ROW_ROLE)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        rect = QRectF(scale.cell(painter, option.rect))
        painter.fillRect(rect, QColor(p.sel if chosen else p.panel))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(p.line))
        if index.column() == 0:
            self._paint_state(painter, rect, row)
        elif index.column() == 1:
            painter.setPen(QColor(p.text3))
            painter.setFont(sized_font(theme.BODY))
            painter.drawText(rect.adjusted(8, 0, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), str(row.number))
        else:
            self._paint_cell(painter, rect, row, index.column() - 2)
        if chosen and not self._table.hasFocus() and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(p.text))
        if chosen and self._table.hasFocus():
            frame_row(painter, rect, index.column(), self._table.model().columnCount())
        painter.restore()

    def _paint_state(self, painter: QPainter, rect: QRectF, row: ImportRow) -> None:
        p = theme.palette()
        icon, token = STATE_LOOK[row.state]
        beside = words.beside_state(row, self._table.kind)
        middle = rect.center().y() - (8 if beside else 0)
        left = rect.left() + 13
        if row.state is RowState.ERROR:
            wide = 58.0
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(p.text))
            painter.drawRoundedRect(QRectF(left - 4, middle - 11, wide, 22), 4, 4)
        color = p.panel if row.state is RowState.ERROR else str(getattr(p, token))
        paint_icon(painter, QRectF(left, round(middle - 7), 14, 14), icon, color)
        painter.setPen(QColor(color))
        painter.setFont(sized_font(theme.SMALL, 600))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(left + 20, middle - 10, rect.width(), 20), flags, words.state(row.state))
        if beside:
            painter.setPen(QColor(p.text2))
            painter.setFont(sized_font(theme.SMALL))
            room = QRectF(left + 20, middle + 7, rect.right() - left - 22, 18)
            said = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, flags, said)

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: ImportRow, place: int) -> None:
        p = theme.palette()
        field = self._table.fields()[place]
        text = shown(row, field)
        wrong = any(problem.field is field and problem.is_blocking for problem in row.problems)
        room = rect.adjusted(8, 3, -8, -4)
        if wrong:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(p.text), 1))
            painter.setBrush(QColor(p.panel))
            painter.drawRoundedRect(rect.adjusted(2.5, 4.5, -6.5, -5.5), 4, 4)
        is_name = field is Field.NAME and self._table.kind is not ImportKind.AGENDA
        quiet = not text
        pixels = theme.SMALL if field is not Field.NAME else theme.BODY
        written = ink(pixels, p.text3 if quiet else p.text, 600 if is_name and not quiet else 400)
        written.write_lines(painter, text or _EMPTY.get(field, ""), room, 2)
