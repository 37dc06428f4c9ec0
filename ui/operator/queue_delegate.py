"""Paints one line of the queue: lanes, number, asker, unit or gist, stage, agency; or a heading. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import labels
from app.domain.dates import dotted
from app.domain.question import ENDED, QuestionKind
from app.queries.queue import QueueRow
from ui import scale, theme
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE
from ui.operator.queue_lines import GroupLine, Line, QuestionLine
from ui.scale import px
from ui.widgets.icon_label import Pointer, paint_pointer
from ui.widgets.ink import Ink, ink, paint
from ui.widgets.state_look import SET_ASIDE, SIGNAL_LOST_ICON, STATE_ICONS, state_token

ROW, GROUP = 40, 25
COMPACT_ROW, COMPACT_GROUP = 37, 22
NO_NAME = "Chưa có tên"
NO_AGENCY = "Chưa giao"
SIGNAL_LOST = "Mất tín hiệu"
_EDGE = 3
_SIDE = 12
_FIRST_LANE, _SECOND_LANE = 16, 32
_NUMBER = 44
_WORDS = 68
_ICON = 15
_GAP = 10
_AGENCY_SHARE = 0.52
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


def second_words(row: QueueRow) -> str:
    """Under the name: the unit; without a name what the question is about."""
    about = row.question.gist or row.topic or row.question.short_text or row.question.verbatim
    words = (row.unit or about) if row.asker else (about or row.unit)
    kind = row.question.kind
    return words if kind is QuestionKind.QUESTION else " · ".join(part for part in (labels.word(kind), words) if part)


def stage_words(row: QueueRow) -> str:
    if row.merged_into:
        return f"Đã gộp vào {row.merged_into:02d}"
    return SIGNAL_LOST if row.question.signal_lost_at else labels.state_word(row.question.state)


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
        """Paint lines, so wide, where nobody sees it: what ui.widgets.ink keeps of it need not be made again."""
        nowhere = QPixmap(1, 1)
        painter = QPainter(nowhere)
        for line in lines:
            painter.resetTransform()
            rect = scale.cell(painter, QRect(0, 0, width, self.row_height(line)))
            if isinstance(line, QuestionLine):
                self._paint_question(painter, rect, line, is_selected=False)
        painter.end()

    def _paint_question(self, painter: QPainter, rect: QRect, line: QuestionLine, *, is_selected: bool) -> None:
        p = theme.palette()
        row = line.row
        _paint_ground(painter, rect, row, is_selected)
        _paint_lanes(painter, rect, row, rect.top() + (rect.height() - 1) / 2)
        half = (rect.height() - 1) / 2 - 2
        left, right = rect.left() + _WORDS, rect.left() + rect.width() - _SIDE
        first = rect.top() + 3 + half / 2  # capitals with two marks stay inside
        second = first + half - 2
        names = _names(row)
        words = f"{row.question.number:02d}"
        number = rect.left() + _NUMBER
        names.write_right(painter, words, number, number + max(names.width("00"), names.width(words)), first)
        first_end = right if self.narrow else _paint_stage(painter, row, left, right, first) - _GAP
        beside = _paint_stage_below(painter, row, number, right, second) + _GAP if self.narrow else left
        second_end = _paint_agency(painter, row, beside, right, second, 1 if self.narrow else _AGENCY_SHARE) - _GAP
        if row.asker:
            names.write_name(painter, row.asker, left, first_end, first)
        else:
            ink(theme.BODY, p.text2, italic=True).write(painter, NO_NAME, left, first_end, first)
        if not self.narrow:
            write = ink(theme.SMALL, p.text2).write_name if row.asker else ink(theme.SMALL, p.text2).write
            write(painter, second_words(row), left, second_end, second)


def _names(row: QueueRow) -> Ink:
    p = theme.palette()
    weight = 600 if row.is_current or row.is_previewed else 500
    return ink(theme.BODY, p.text2 if row.question.state in ENDED else p.text, weight)


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
    line = QRect(rect.left() + _SIDE, rect.bottom(), rect.width() - _SIDE, 1)
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


def _stage_look(row: QueueRow) -> tuple[str, str, Ink]:
    """Icon, colour and letters of a stage."""
    lost = row.question.signal_lost_at is not None
    state = row.question.state
    token = "warn" if lost else state_token(state)
    color = str(getattr(theme.palette(), token))
    words = ink(theme.SMALL, color, 600 if token in {"room", "warn"} else 400)
    return SIGNAL_LOST_ICON if lost else STATE_ICONS[state], color, words


def _paint_stage(painter: QPainter, row: QueueRow, left: float, right: float, middle: float) -> float:
    """Icon and word at the right; returns where they begin."""
    sign, color, words = _stage_look(row)
    begin = words.write_right(painter, stage_words(row), left, right, middle) - 6 - _ICON
    _paint_sign(painter, begin, middle, sign, color)
    return begin


def _paint_stage_below(painter: QPainter, row: QueueRow, left: float, right: float, middle: float) -> float:
    """Icon and word from the left; returns where they end."""
    sign, color, words = _stage_look(row)
    _paint_sign(painter, left, middle, sign, color)
    words.write(painter, stage_words(row), left + _ICON + 6, right, middle)
    return left + _ICON + 6 + words.width(stage_words(row))


def _paint_agency(painter: QPainter, row: QueueRow, left: float, right: float, middle: float, share: float) -> float:
    p = theme.palette()
    if row.agency or row.question.state in SET_ASIDE:
        widest = (right - left) * share
        return ink(theme.SMALL, p.text2).write_right(painter, row.agency, right - widest, right, middle)
    begin = ink(theme.SMALL, p.warn, 600).write_right(painter, NO_AGENCY, left, right, middle) - 5 - _ICON
    _paint_sign(painter, begin, middle, "alert-outline", p.warn)
    return begin


def _paint_sign(painter: QPainter, left: float, middle: float, name: str, color: str) -> None:
    paint_icon(painter, QRectF(round(left), round(middle - _ICON / 2), _ICON, _ICON), name, color)


def _paint_group(painter: QPainter, rect: QRect, line: GroupLine) -> None:
    p = theme.palette()
    painter.fillRect(rect, paint(p.sunken))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), paint(p.line))
    left, right, middle = rect.left() + 34, rect.right() + 1 - _SIDE, rect.top() + (rect.height() - 1) / 2
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
