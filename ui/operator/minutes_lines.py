"""The running text of the minutes as a list: headings and sentences with wrapped words and the mark of a hand edit.

Paints and measures; what a line says comes from app.documents.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.documents.blocks import Heading
from app.documents.sentences import Sentence
from app.domain.records import dataclass
from ui import scale, theme
from ui.fonts import sized_font
from ui.models.row_model import ROW_ROLE

BY_HAND = "Đã sửa tay, giữ nguyên"
HOMELESS = "Đã ghi nhưng không in: việc này không còn trong diễn biến"
_SIDE, _ABOVE, _MARK = 14, 5, 18
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """What one row shows. note: small words under it (a hand edit, the words before)."""

    key: str
    words: str
    note: str = ""
    is_heading: bool = False


def lines_of(found: tuple[Heading | Sentence, ...]) -> list[MinutesLine]:
    lines: list[MinutesLine] = []
    for place, one in enumerate(found):
        if isinstance(one, Heading):
            lines.append(MinutesLine(f"heading/{place}", one.text, is_heading=True))
        else:
            note = HOMELESS if one.is_homeless else BY_HAND if one.is_touched else ""
            lines.append(MinutesLine(one.key, one.text, note))
    return lines


class MinutesDelegate(QStyledItemDelegate):
    """width: of the view, so that heights are right."""

    width = 400

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line: MinutesLine = index.data(ROW_ROLE)
        height = self._words_height(line) + 2 * _ABOVE + (_MARK if line.note else 0)
        return scale.size(self.width, round(height + 0.5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not _is_whole(option):
            return
        p = theme.palette()
        line: MinutesLine = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(p.sel))
        if line.note:
            painter.fillRect(rect.left(), rect.top() + 2, 3, rect.height() - 4, QColor(p.warn_border))
        height = self._words_height(line)
        painter.setFont(_font(line))
        painter.setPen(QColor(p.text))
        painter.drawText(QRectF(rect.left() + _SIDE, rect.top() + _ABOVE, self._room(), height), _FLAGS, line.words)
        if line.note:
            painter.setFont(sized_font(theme.SMALL, 600))
            painter.setPen(QColor(p.warn))
            room = QRectF(rect.left() + _SIDE, rect.top() + _ABOVE + height, self._room(), _MARK)
            metrics = QFontMetricsF(painter.font())
            painter.drawText(room, metrics.elidedText(line.note, Qt.TextElideMode.ElideRight, room.width()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(p.text))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _room(self) -> float:
        return self.width - 2 * _SIDE

    def _words_height(self, line: MinutesLine) -> float:
        return QFontMetricsF(_font(line)).boundingRect(QRectF(0, 0, self._room(), 1e6), _FLAGS, line.words).height()


def _is_whole(option: QStyleOptionViewItem) -> bool:
    """Half a line of letters at an edge reads as a fault: a row that fits the list is painted whole or not at all."""
    view = option.widget
    if not isinstance(view, QAbstractItemView):
        return True
    room, row = view.viewport().rect(), option.rect
    return row.height() > room.height() or (row.top() >= 0 and row.bottom() <= room.bottom())


def _font(line: MinutesLine) -> QFont:
    return sized_font(theme.BODY, 600 if line.is_heading else 400)
