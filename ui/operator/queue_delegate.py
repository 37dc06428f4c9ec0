"""Paints one line of the queue: ground, lanes and the row's words; or a heading. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import labels
from app.domain.dates import dotted
from app.queries.queue import QueueRow
from ui import scale, theme
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE
from ui.operator.queue_lines import GroupLine, Line, QuestionLine
from ui.operator.queue_row import NO_AGENCY, NO_NAME, SIDE, Placed, Room, placed, second_words, stage_words
from ui.scale import px
from ui.widgets.icon_label import Pointer, paint_pointer
from ui.widgets.ink import ink, paint

ROW, GROUP = 40, 25
COMPACT_ROW, COMPACT_GROUP = 37, 22
_EDGE = 3
_FIRST_LANE, _SECOND_LANE = 16, 32
_GAP = 10
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value


def spoken_line(line: Line) -> str:
    """The whole line for a screen reader, pointers included."""
    if isinstance(line, GroupLine):
        return f"{line.title}, {dotted(line.count)} câu, {'đang mở' if line.is_open else 'đang gập'}"
    row = line.row
    marks = [
        word
        for is_set, word in (
            (row.is_current, "đang diễn ra"),
            (row.is_previewed, "ở xem trước"),
            (row.is_live, "khán giả đang thấy"),
        )
        if is_set
    ]
    parts = [
        labels.question_number(row.question.number), row.asker or NO_NAME, second_words(row), stage_words(row),
        row.agency or NO_AGENCY, *marks,
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)


class QueueDelegate(QStyledItemDelegate):
    """compact: the lower rows of windows below 1280 px. narrow: the name has its line for itself, the unit goes."""

    compact = narrow = False

    def row_height(self, line: Line) -> int:
        if isinstance(line, GroupLine):
            return px(COMPACT_GROUP if self.compact else GROUP)
        return self.question_height()

    def question_height(self) -> int:
        return px(COMPACT_ROW if self.compact else ROW)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self.row_height(index.data(ROW_ROLE)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state = option.state.value  # the flags themselves are slow to compare
        if isinstance(line, GroupLine):
            _paint_group(painter, rect, line)
        else:
            self._paint_question(painter, rect, line, is_selected=bool(state & _SELECTED))
        if state & _FOCUSED:
            _paint_focus(painter, rect)
        painter.restore()

    def lay_out(self, lines: Iterable[Line], width: int) -> None:
        """Place the words of lines, so wide, ahead: that is most of what a row costs that nobody has seen yet."""
        for line in lines:
            if isinstance(line, QuestionLine):
                self._placed(line.row, scale.at_100(width), scale.at_100(self.question_height()))

    def _placed(self, row: QueueRow, width: int, height: int) -> Placed:
        return placed(row, Room(width, height, self.narrow), theme.current_theme())

    def _paint_question(self, painter: QPainter, rect: QRect, line: QuestionLine, *, is_selected: bool) -> None:
        _paint_ground(painter, rect, line.row, is_selected)
        _paint_lanes(painter, rect, line.row, rect.top() + (rect.height() - 1) / 2)
        self._placed(line.row, rect.width(), rect.height()).paint(painter)


def _paint_ground(painter: QPainter, rect: QRect, row: QueueRow, is_selected: bool) -> None:
    p = theme.palette()
    tint, edge = p.panel, ""
    if is_selected:
        tint = p.sel
    if row.is_previewed:
        tint, edge = p.prev_tint, p.prev
    if row.is_current:
        tint, edge = p.room_tint, p.room
    painter.fillRect(rect, paint(tint))
    inside = rect.adjusted(0, 0, 0, -1)
    if edge:
        painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, inside.height()), paint(edge))
    line = QRect(rect.left() + SIDE, rect.bottom(), rect.width() - SIDE, 1)
    painter.fillRect(line, paint(p.line))
    if is_selected:
        # A pointed row keeps its tint, and a tint alone is hardly seen: the frame tells the selection.
        painter.setPen(paint(p.line2))
        painter.drawRect(inside.adjusted(_EDGE if edge else 0, 0, -1, -1))


def _paint_lanes(painter: QPainter, rect: QRect, row: QueueRow, middle: float) -> None:
    p = theme.palette()
    if row.is_current:
        paint_pointer(painter, QPointF(rect.left() + _FIRST_LANE, middle), Pointer.CURRENT, p.room)
    elif row.is_previewed:
        paint_pointer(painter, QPointF(rect.left() + _FIRST_LANE, middle), Pointer.PREVIEW, p.prev)
    if row.is_live:
        paint_pointer(painter, QPointF(rect.left() + _SECOND_LANE, middle), Pointer.LIVE, p.live)


def _paint_group(painter: QPainter, rect: QRect, line: GroupLine) -> None:
    p = theme.palette()
    painter.fillRect(rect, paint(p.sunken))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), paint(p.line))
    left, right, middle = rect.left() + 34, rect.right() + 1 - SIDE, rect.top() + (rect.height() - 1) / 2
    chevron = QRectF(rect.left() + 12, round(rect.center().y() - 8), 16, 16)
    paint_icon(painter, chevron, "chevron-down" if line.is_open else "chevron-right", p.text2)
    count = ink(theme.SMALL, p.text2).write_right(painter, f"{dotted(line.count)} câu", left, right, middle)
    ink(theme.SMALL, p.text2, 600).write_name(painter, line.title, left, count - _GAP, middle)


def _paint_focus(painter: QPainter, rect: QRect) -> None:
    """The ring lies inside the row: 2 px in the colour of text, never a hue."""
    pen = painter.pen()
    pen.setColor(paint(theme.palette().text))
    pen.setWidth(2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -2))
