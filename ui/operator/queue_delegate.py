"""Paints one line of the queue: lanes, number, asker, unit or gist, stage, agency; or a heading. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import labels
from app.domain.question import ENDED, QuestionKind
from app.queries.queue import QueueRow
from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE
from ui.operator.queue_lines import GroupLine, Line, QuestionLine
from ui.scale import px
from ui.widgets.icon_label import Pointer, paint_pointer
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
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True)
class _Ink:
    """A font, how wide its letters are, and a colour."""

    font: QFont
    metrics: QFontMetricsF
    color: str

    def width(self, words: str) -> float:
        return self.metrics.horizontalAdvance(words)

    def write(self, painter: QPainter, room: QRectF, words: str, flags: int = _LEFT) -> None:
        """One line, cut with an ellipsis where it does not fit."""
        painter.setFont(self.font)
        painter.setPen(QColor(self.color))
        painter.drawText(room, flags, self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()))


@cache
def _ink(pixels: int, color: str, weight: int = 400, *, italic: bool = False) -> _Ink:
    """Made once a look: a page of the queue writes a hundred words."""
    font = sized_font(pixels, weight, italic=italic)
    return _Ink(font, QFontMetricsF(font), color)


def spoken_line(line: Line) -> str:
    """The whole line for a screen reader, pointers included."""
    if isinstance(line, GroupLine):
        return f"{line.title}, {line.count} câu, {'đang mở' if line.is_open else 'đang gập'}"
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
    """compact: the lower rows of windows below 1280 px."""

    compact = False

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
        state: QStyle.StateFlag = option.state
        if isinstance(line, GroupLine):
            _paint_group(painter, rect, line)
        else:
            self._paint_question(painter, rect, line, is_selected=bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus:
            _paint_focus(painter, rect)
        painter.restore()

    def _paint_question(self, painter: QPainter, rect: QRect, line: QuestionLine, *, is_selected: bool) -> None:
        p = theme.palette()
        row = line.row
        _paint_ground(painter, rect, row, is_selected)
        middle = rect.top() + (rect.height() - 1) / 2
        _paint_lanes(painter, rect, row, middle)
        half = (rect.height() - 1) / 2 - 2
        first = QRectF(rect.left() + _WORDS, rect.top() + 2, rect.width() - _WORDS - _SIDE, half)
        second = first.translated(0, half - 1)
        pointed = row.is_current or row.is_previewed
        faded = row.question.state in ENDED
        name_color = p.text2 if faded else p.text
        weight = 600 if pointed else 500
        ink = _ink(theme.BODY, name_color, weight)
        words = f"{row.question.number:02d}"
        wide = max(ink.width("00"), ink.width(words))
        painter.setFont(ink.font)
        painter.setPen(QColor(name_color))
        painter.drawText(QRectF(rect.left() + _NUMBER, first.top(), wide, first.height()), _RIGHT, words)
        first.setRight(_paint_stage(painter, first, row) - _GAP)
        second_right = _paint_agency(painter, second, row) - _GAP
        second.setRight(second_right)
        if row.asker:
            ink.write(painter, first, row.asker)
        else:
            _ink(theme.BODY, p.text2, italic=True).write(painter, first, NO_NAME)
        _ink(theme.SMALL, p.text2).write(painter, second, second_words(row))


def _paint_ground(painter: QPainter, rect: QRect, row: QueueRow, is_selected: bool) -> None:
    p = theme.palette()
    tint, edge = p.panel, ""
    if is_selected:
        tint = p.sel
    if row.is_previewed:
        tint, edge = p.prev_tint, p.prev
    if row.is_current:
        tint, edge = p.room_tint, p.room
    painter.fillRect(rect, QColor(tint))
    inside = rect.adjusted(0, 0, 0, -1)
    if edge:
        painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, inside.height()), QColor(edge))
    line = QRect(rect.left() + _SIDE, rect.bottom(), rect.width() - _SIDE, 1)
    painter.fillRect(line, QColor(p.line))
    if is_selected and edge:
        # A pointed row keeps its tint; the selection is then told by its frame alone.
        painter.setPen(QColor(p.line2))
        painter.drawRect(inside.adjusted(_EDGE, 0, -1, -1))


def _paint_lanes(painter: QPainter, rect: QRect, row: QueueRow, middle: float) -> None:
    p = theme.palette()
    if row.is_current:
        paint_pointer(painter, QPointF(rect.left() + _FIRST_LANE, middle), Pointer.CURRENT, p.room)
    elif row.is_previewed:
        paint_pointer(painter, QPointF(rect.left() + _FIRST_LANE, middle), Pointer.PREVIEW, p.prev)
    if row.is_live:
        paint_pointer(painter, QPointF(rect.left() + _SECOND_LANE, middle), Pointer.LIVE, p.live)


def _paint_stage(painter: QPainter, room: QRectF, row: QueueRow) -> float:
    """Icon and word at the right; returns where they begin."""
    lost = row.question.signal_lost_at is not None
    state = row.question.state
    token = "warn" if lost else state_token(state)
    color = str(getattr(theme.palette(), token))
    ink = _ink(theme.SMALL, color, 600 if token in {"room", "warn"} else 400)
    words = stage_words(row)
    ink.write(painter, room, words, _RIGHT)
    left = room.right() - ink.width(words) - 6 - _ICON
    icon = SIGNAL_LOST_ICON if lost else STATE_ICONS[state]
    paint_icon(painter, QRectF(round(left), round(room.center().y() - _ICON / 2), _ICON, _ICON), icon, color)
    return left


def _paint_agency(painter: QPainter, room: QRectF, row: QueueRow) -> float:
    p = theme.palette()
    if row.agency or row.question.state in SET_ASIDE:
        ink = _ink(theme.SMALL, p.text2)
        widest = room.width() * 0.52
        words = ink.metrics.elidedText(row.agency, Qt.TextElideMode.ElideRight, widest)
        ink.write(painter, room, words, _RIGHT)
        return room.right() - ink.width(words)
    ink = _ink(theme.SMALL, p.warn, 600)
    ink.write(painter, room, NO_AGENCY, _RIGHT)
    left = room.right() - ink.width(NO_AGENCY) - 5 - _ICON
    paint_icon(
        painter, QRectF(round(left), round(room.center().y() - _ICON / 2), _ICON, _ICON), "alert-outline", p.warn
    )
    return left


def _paint_group(painter: QPainter, rect: QRect, line: GroupLine) -> None:
    p = theme.palette()
    painter.fillRect(rect, QColor(p.sunken))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(p.line))
    room = QRectF(rect.adjusted(34, 0, -_SIDE, -1))
    chevron = QRectF(rect.left() + 12, round(rect.center().y() - 8), 16, 16)
    paint_icon(painter, chevron, "chevron-down" if line.is_open else "chevron-right", p.text2)
    count = f"{line.count} câu"
    quiet = _ink(theme.SMALL, p.text2)
    quiet.write(painter, room, count, _RIGHT)
    room.setRight(room.right() - quiet.width(count) - _GAP)
    _ink(theme.SMALL, p.text2, 600).write(painter, room, line.title)


def _paint_focus(painter: QPainter, rect: QRect) -> None:
    """The ring lies inside the row: 2 px in the colour of text, never a hue."""
    pen = painter.pen()
    pen.setColor(QColor(theme.palette().text))
    pen.setWidth(2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -2))
