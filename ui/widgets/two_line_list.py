"""A list of rows of two lines, painted: icon, title, a word at the right; below it what tells more. Knows no data.

Where the words are to be compared they may take two lines.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.records import dataclass
from ui import scale, theme
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.widgets.ink import ink, paint
from ui.widgets.sheet import stand_on_panel

ROW, DEEP_ROW, HEADING = 44, 62, 28
_SIDE, _ICON, _TEXT = 12, 16, 38


@dataclass(frozen=True, slots=True)
class TwoLines:
    """One row. ink: token of the theme for icon and right word. A heading has a title only and cannot be chosen."""

    key: Hashable
    title: str
    words: str = ""
    right: str = ""
    icon: str = ""
    ink: str = "text2"
    is_heading: bool = False
    is_faded: bool = False


class TwoLineList(QListView):
    """entered: Enter or a click on the row with this key. stepped: ← or → on it (-1, +1)."""

    entered = Signal(object)
    stepped = Signal(object, int)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_deep: bool = False) -> None:
        super().__init__(parent)
        self.row_height = DEEP_ROW if is_deep else ROW
        self.rows: RowModel[TwoLines] = RowModel([Column(name, spoken)], lambda row: row.key, None, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._click)
        stand_on_panel(self.viewport(), self.verticalScrollBar())

    def show_rows(self, rows: Sequence[TwoLines]) -> None:
        """The chosen row stays chosen; else the first that can be."""
        before = self.row()
        self.rows.set_rows(rows)
        kept = self.rows.index_of(before.key) if before is not None else QModelIndex()
        first = next((place for place, row in enumerate(rows) if not row.is_heading), -1)
        self.setCurrentIndex(kept if kept.isValid() else self.rows.index(first, 0))

    def row(self) -> TwoLines | None:
        """The row under the cursor, never a heading."""
        found = self.rows.row_at(self.currentIndex())
        return found if found is not None and not found.is_heading else None

    def step(self, by: int) -> None:
        """Move the cursor by rows, past headings; at the top its heading comes into sight as well."""
        places = [place for place, row in enumerate(self.rows.rows()) if not row.is_heading]
        now = self.currentIndex().row()
        if not places:
            return
        here = places.index(now) if now in places else 0
        target = places[min(max(here + by, 0), len(places) - 1)]
        if target == places[0]:
            self.scrollToTop()
        self.setCurrentIndex(self.rows.index(target, 0))

    def take(self) -> None:
        found = self.row()
        if found is not None:
            self.entered.emit(found.key)

    def steer(self, event: QKeyEvent) -> bool:
        """What a key does here; also for a field above the list that keeps the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in steps:
            self.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        found = self.row()
        if sideways and found is not None:
            self.stepped.emit(found.key, sideways)
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Space}:
            event.accept()
        elif not self.steer(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  # Qt's name
        """Letters are no command here."""

    def _click(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.take()


def spoken(row: TwoLines) -> str:
    return ", ".join(part for part in (row.title, row.right, row.words) if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, rows: TwoLineList) -> None:
        super().__init__(rows)
        self._list = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: TwoLines = index.data(ROW_ROLE)
        return scale.size(100, HEADING if row.is_heading else self._list.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: TwoLines = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        if row.is_heading:
            _paint_heading(painter, rect, row)
        else:
            _paint_row(painter, rect, row, chosen=bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus and not row.is_heading:
            painter.setPen(QPen(paint(theme.palette().text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, row: TwoLines) -> None:
    p = theme.palette()
    painter.fillRect(rect, paint(p.sunken))
    left, right, middle = rect.left() + _SIDE, rect.right() + 1 - _SIDE, rect.top() + rect.height() / 2
    words = ink(theme.SMALL, p.text2, 600)
    words.write_name(painter, row.title, left, words.write_right(painter, row.right, left, right, middle), middle)


def _paint_row(painter: QPainter, rect: QRect, row: TwoLines, *, chosen: bool) -> None:
    p = theme.palette()
    painter.fillRect(rect, paint(p.sel if chosen else p.panel))
    painter.fillRect(rect.left() + _SIDE, rect.bottom(), rect.width() - _SIDE, 1, paint(p.line))
    if chosen:
        painter.fillRect(rect.left(), rect.top(), 3, rect.height(), paint(p.text))
    color = str(getattr(p, row.ink))
    half = ROW / 2
    left, right = rect.left() + (_TEXT if row.icon else _SIDE), rect.left() + rect.width() - _SIDE
    upper = rect.top() + 3 + (half - 3) / 2
    lower = upper + half - 4
    if row.icon:
        paint_icon(painter, QRectF(rect.left() + _SIDE, round(rect.top() + half - 8), _ICON, _ICON), row.icon, color)
    end: float = right
    if row.right:
        end = ink(theme.SMALL, color, 600).write_right(painter, row.right, left, right, upper) - 12
    ink(theme.BODY, p.text2 if row.is_faded else p.text, 600).write_name(painter, row.title, left, end, upper)
    words = ink(theme.SMALL, p.text2)
    if rect.height() > ROW:
        top = lower - words.metrics.height() / 2
        words.write_lines(painter, row.words, QRectF(left, top, right - left, rect.height() - top + rect.top() - 5), 2)
    else:
        words.write(painter, row.words, left, right, lower)
