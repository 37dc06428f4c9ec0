"""The papers of the set with what became of each: one line for the name, one for the state in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.paper import PaperKind
from app.domain.records import dataclass
from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.widgets.row_frame import frame_row

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 52


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper and its state. is_wrong: the state is a trouble."""

    kind: PaperKind
    title: str
    state: str
    icon: str
    is_wrong: bool = False


class PaperList(QListView):
    """kind_chosen(PaperKind): another paper is to be looked at."""

    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowModel[PaperRow] = RowModel([Column("", _title, _spoken)], _kind)
        self.setModel(self._model)
        self.setItemDelegate(_PaperDelegate(self))
        self.setAccessibleName("Bộ văn bản")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        self._model.set_rows(rows)
        if not self.currentIndex().isValid() and rows:
            self.setCurrentIndex(self._model.index(0, 0))

    def rows(self) -> Sequence[PaperRow]:
        return self._model.rows()

    def kind(self) -> PaperKind | None:
        """The paper that is chosen."""
        row = self._model.row_at(self.currentIndex())
        return row.kind if row else None

    def choose(self, kind: PaperKind) -> None:
        self.setCurrentIndex(self._model.index_of(kind))

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None:
            self.kind_chosen.emit(row.kind)


class _PaperDelegate(QStyledItemDelegate):
    """Icon, name, state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return scale.size(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        p = theme.palette()
        row: PaperRow = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ink = p.warn if row.is_wrong else p.text2
        painter.fillRect(rect, QColor(p.sel if chosen else p.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(p.line))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(p.text))
        paint_icon(painter, QRectF(rect.left() + 16, rect.top() + 17, 18, 18), row.icon, ink)
        room = rect.adjusted(46, 6, -12, 0)
        _draw(painter, QRect(room.left(), room.top(), room.width(), 20), row.title, (theme.BODY, 600, p.text))
        weight = 600 if row.is_wrong else 400
        _draw(painter, QRect(room.left(), room.top() + 20, room.width(), 20), row.state, (theme.SMALL, weight, ink))
        if state & QStyle.StateFlag.State_HasFocus:
            frame_row(painter, QRectF(rect))
        painter.restore()


def _draw(painter: QPainter, room: QRect, words: str, look: tuple[int, int, str]) -> None:
    pixels, weight, ink = look
    painter.setFont(sized_font(pixels, weight))
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _kind(row: PaperRow) -> PaperKind:
    return row.kind


def _title(row: PaperRow) -> str:
    return row.title


def _spoken(row: PaperRow) -> str:
    return f"{row.title}. {row.state}"
