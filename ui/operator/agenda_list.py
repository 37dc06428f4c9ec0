"""The whole programme as a list, painted; the panel says what its keys do."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE, Column, RowModel
from ui.operator.agenda_reading import STAGE_ICONS, STAGE_WORDS, AgendaLine, Stage
from ui.scale import px
from ui.widgets.whole_rows import WholeRows

ROW_HEIGHT = 28
MOST_SHOWN = 8
_SIDE = 12
_ICON = 15
_NARROW = 220
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)


def spoken_item(line: AgendaLine) -> str:
    parts = (f"Mục {line.place}", line.item.title, STAGE_WORDS[line.stage], line.start, line.minutes())
    return ", ".join(part for part in parts if part)


class AgendaList(WholeRows):
    """left: Esc. move_wanted(id, before_id): an item was dragged."""

    left = Signal()
    move_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Chương trình hội nghị")
        self.rows: RowModel[AgendaLine] = RowModel([Column("Mục", spoken_item)], _id, _anything, self)
        self.rows.move_requested.connect(lambda keys, before: self.move_wanted.emit(keys[0], before))
        self.setModel(self.rows)
        self.setItemDelegate(_AgendaDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))

    def show_lines(self, lines: tuple[AgendaLine, ...]) -> None:
        self.rows.set_rows(lines)
        self.setFixedHeight(max(1, min(len(lines), MOST_SHOWN)) * px(ROW_HEIGHT))

    def line(self) -> AgendaLine | None:
        return self.rows.row_at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Space}:
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  # Qt's name
        """Letters are no command here."""


class _AgendaDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return scale.size(100, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        p = theme.palette()
        line: AgendaLine = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        runs = line.stage is Stage.RUNNING
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(p.room_tint if runs else p.sel if selected else p.panel))
        painter.fillRect(rect.left() + _SIDE, rect.bottom(), rect.width() - _SIDE, 1, QColor(p.line))
        if runs:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, QColor(p.room))
        ink = p.text if line.stage in {Stage.RUNNING, Stage.TO_COME} else p.text2
        icon = QRectF(rect.left() + _SIDE, round(rect.center().y() - _ICON / 2), _ICON, _ICON)
        paint_icon(painter, icon, STAGE_ICONS[line.stage], p.room if runs else p.text2)
        self._words(painter, QRectF(rect.adjusted(_SIDE + _ICON + 8, 0, -_SIDE, -1)), line, ink)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(p.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _words(self, painter: QPainter, room: QRectF, line: AgendaLine, ink: str) -> None:
        small = sized_font(theme.SMALL, 600 if line.over else 400)
        aside = line.stage in {Stage.SKIPPED, Stage.PARKED}
        told: tuple[str, ...] = (line.start, line.minutes())
        if room.width() < _NARROW:  # what runs is told by its minutes, what comes by its start
            told = (line.minutes(),) if line.stage is Stage.RUNNING else (line.start or line.minutes(),)
        right = STAGE_WORDS[line.stage] if aside else "  ".join(part for part in told if part)
        painter.setFont(small)
        painter.setPen(QColor(theme.palette().warn if line.over else theme.palette().text2))
        painter.drawText(room, _FLAGS | int(Qt.AlignmentFlag.AlignRight), right)
        room.setRight(room.right() - QFontMetricsF(small).horizontalAdvance(right) - 10)
        font = sized_font(theme.BODY, 600 if line.stage is Stage.RUNNING else 400)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        title = f"{line.place}  {line.item.title}"
        shown = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _FLAGS | int(Qt.AlignmentFlag.AlignLeft), shown)


def _id(line: AgendaLine) -> int:
    return line.item.id


def _anything(_line: AgendaLine) -> bool:
    return True
