"""The small boxes of the queue: similar questions to merge with, a reason, and closing the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.ids import QuestionId
from app.domain.records import dataclass
from ui import scale
from ui.desk import Desk
from ui.models.row_model import Column, RowModel
from ui.scale import px
from ui.widgets.inset_box import InsetBox
from ui.widgets.kept_line import KeptLine
from ui.widgets.row_frame import frame_row
from ui.widgets.whole_rows import WholeRows

if TYPE_CHECKING:
    from app.queries.similar import Similar

ROW_HEIGHT = 30
VERY_LIKE, LIKE = 85, 68


class SimilarBox(InsetBox):
    """F3: the questions most like one; Enter merges it into the marked one, which is the most alike at first."""

    def __init__(
        self, beside: QWidget, number: int, found: Sequence[Similar], merge: Callable[[QuestionId], object]
    ) -> None:
        super().__init__(beside, f"Gộp câu {number:02d} vào", "Enter gộp · Esc đóng, không gộp · Shift+F3 tách lại")
        self._merge = merge
        self._rows: RowModel[Similar] = RowModel(
            [Column("Câu", _number), Column("Nội dung", _words), Column("Giống", _likeness)], _id, None, self
        )
        self._rows.set_rows(found)
        self._list = _List(self)
        self._list.setModel(self._rows)
        self._list.setAccessibleName(f"Câu tương tự câu {number:02d}")
        self._list.setItemDelegate(_Framed(self._list))
        header = self._list.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, px(64))
        header.resizeSection(2, px(86))
        self._list.setFixedHeight(len(found) * px(ROW_HEIGHT) + 2)
        self._list.setCurrentIndex(self._rows.index(0, 0))
        self._list.doubleClicked.connect(self._take)
        self.layout_box.addWidget(self._list)
        self.open_at(60, self._list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self._list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index)
        if row is not None:
            self.leave_and(lambda: self._merge(row.id))


class _List(WholeRows):
    """Leaves Enter and Esc to its box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Framed(QStyledItemDelegate):
    """The row under the cursor has a frame, as in every list."""

    def __init__(self, table: WholeRows) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.row() == self._table.currentIndex().row() and self._table.hasFocus():
            painter.save()
            count = self._table.model().columnCount()
            frame_row(painter, QRectF(scale.cell(painter, option.rect)), index.column(), count)
            painter.restore()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line is for: the title of its box, the name of the field, what the keys do."""

    title: str
    field: str
    hint: str = "Enter ghi · Esc đóng, chữ đã gõ được giữ"


class LineBox(InsetBox):
    """One line to fill in, which may stay empty; Enter does the act with it. Words not stored stand there next time."""

    def __init__(self, beside: QWidget, desk: Desk, key: str, asked: Asked, act: Callable[[str], object]) -> None:
        """key: of the draft, what is asked and of which record: "reason/12"."""
        super().__init__(beside, asked.title, asked.hint)
        self._desk = desk
        self._act = act
        self._line = QLineEdit(self)
        self._line.setAccessibleName(asked.field)
        self._line.setPlaceholderText(asked.field)
        self._kept = KeptLine(self._line, desk)
        self._kept.begin(key)
        self.layout_box.addWidget(self._line)
        self.open_at(60, self._line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.leave_and(partial(self._enter, self._line.text()))
        else:
            super().keyPressEvent(event)

    def _enter(self, words: str) -> None:
        """Words of an act that was refused, or that nothing came of, are still a draft."""
        before = self._desk.conference.last_event()
        self._act(words)
        if self._desk.conference.last_event() != before:
            self._kept.end()


def _number(row: Similar) -> str:
    return f"Câu {row.number:02d}"


def _words(row: Similar) -> str:
    return row.words


def _likeness(row: Similar) -> str:
    """In words: a percentage would seem more exact than it is."""
    return "rất giống" if row.likeness >= VERY_LIKE else "giống" if row.likeness >= LIKE else "hơi giống"


def _id(row: Similar) -> int:
    return row.id
