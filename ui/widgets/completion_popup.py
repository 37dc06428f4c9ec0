"""The list of names under or over a line of text. It shows and hears the mouse; the line says what Enter takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.queries.lookup import Candidate
from ui import scale, theme
from ui.fonts import sized_font
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.scale import px
from ui.widgets.key_cap import CapColours, cap_width, paint_cap
from ui.widgets.plain_label import PlainLabel

ROW_HEIGHT = 30
MOST_ROWS = 8
NARROWEST = 300
WIDEST = 460
_HINT, _EDGES = 24, 10


class _NameDelegate(QStyledItemDelegate):
    """Name, what tells it from its namesakes, and the Enter cap on the row that Enter takes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return scale.size(NARROWEST, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        p = theme.palette()
        candidate: Candidate = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        taken = bool(state & QStyle.StateFlag.State_Selected)
        if taken:
            painter.fillRect(rect, QColor(p.sel))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(p.text))
        room = QRectF(rect.adjusted(12, 0, -12, 0))
        cap = cap_width("Return") + 8 if taken else 0
        if taken:
            paint_cap(painter, room.right() - cap + 8, room.center().y(), "Return", CapColours(p.line2, p.text2))
        room.setRight(room.right() - cap)
        name_font, detail_font = sized_font(theme.BODY, 600 if taken else 400), sized_font(theme.SMALL)
        name_width = QFontMetrics(name_font).horizontalAdvance(candidate.text)
        _draw(painter, room, candidate.text, name_font, p.text)
        room.setLeft(room.left() + name_width + 10)
        if room.width() > 30:
            _draw(painter, room, candidate.detail, detail_font, p.text3, right=True)
        painter.restore()


def _draw(painter: QPainter, room: QRectF, words: str, font: QFont, color: str, *, right: bool = False) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class CompletionPopup(QFrame):
    """The list, a child of the window: it never takes the focus, so that typing goes on beneath it."""

    picked = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        theme.set_role(self, "overlay")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model: RowModel[Candidate] = RowModel([Column("", _name, _spoken)], _id)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_NameDelegate(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("Gợi ý")
        self._view.pressed.connect(self._pick)
        self._hint = PlainLabel("", "secondary", elided=True)
        self._hint.setContentsMargins(px(12), px(2), px(12), px(2))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, px(5), 1, px(5))
        box.setSpacing(0)
        box.addWidget(self._view)
        box.addWidget(self._hint)
        self.hide()

    def show_names(self, candidates: Sequence[Candidate], row: int, hint: str) -> None:
        self._model.set_rows(candidates)
        self._view.setFixedHeight(len(candidates) * px(ROW_HEIGHT))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.mark(row)

    def mark(self, row: int) -> None:
        if row < 0:
            self._view.selectionModel().clear()
        else:
            self._view.setCurrentIndex(self._model.index(row, 0))

    @staticmethod
    def highest() -> int:
        """With all the rows a list can have."""
        return px(MOST_ROWS * ROW_HEIGHT + _HINT + _EDGES)

    def wished_size(self) -> QSize:
        fonts = QFontMetrics(sized_font(theme.BODY, 600)), QFontMetrics(sized_font(theme.SMALL))
        rows = self._model.rows()
        widths = [fonts[0].horizontalAdvance(c.text) + fonts[1].horizontalAdvance(c.detail) for c in rows]
        wide = max(widths, default=0) + 44 + cap_width("Return")
        hint = self._hint.sizeHint().height() if self._hint.text() else 0
        return QSize(px(min(max(wide, NARROWEST), WIDEST)), len(rows) * px(ROW_HEIGHT) + hint + px(_EDGES))

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())


def rows_in(height: int) -> int:
    """How many rows a list of this height has, with its hint."""
    return (height - px(_HINT + _EDGES)) // px(ROW_HEIGHT)


def _name(candidate: Candidate) -> str:
    return candidate.text


def _spoken(candidate: Candidate) -> str:
    return f"{candidate.text}, {candidate.detail}" if candidate.detail else candidate.text


def _id(candidate: Candidate) -> int:
    return candidate.id
