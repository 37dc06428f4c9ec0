"""Which copy to go back to: the list, what each one lacks, and one button. The exchange itself is the program's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.clock import local
from app.domain.dates import slash_date
from app.restore import Copy, CopyKind
from ui import scale, theme
from ui.fonts import sized_font
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.tasks import run_in_background
from ui.theme import set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.row_frame import frame_row

_COPY = Qt.ItemDataRole.UserRole
_ROW = 48
_SHOWN = 5
_KINDS = {
    CopyKind.BACKUP: "Bản sao lưu",
    CopyKind.SECOND: "Bản thứ hai",
    CopyKind.KEPT: "Tệp được giữ lại",
    CopyKind.SALVAGED: "Phần đọc được của tệp hỏng",
}
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip)
Finder = Callable[[], Sequence[Copy]]


class RestoreOverlay(Overlay):
    """find is asked in a thread each time it is opened. chosen: the Copy a person wants back."""

    chosen = Signal(object)

    def __init__(self, area: QWidget, find: Finder) -> None:
        super().__init__(area, widest=640)
        self._find = find
        self.head = PlainLabel("Khôi phục từ bản sao", "title")
        self.words = PlainLabel("", "secondary")
        self.list = QListWidget()
        self.list.setAccessibleName("Các bản sao")
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._show_difference)
        self.list.itemDoubleClicked.connect(self._take)
        set_role(self.list, "panel")
        self.lost = [PlainLabel("", "secondary", elided=True) for _ in range(_SHOWN)]
        self.difference = PlainLabel("", "strong")
        self.take_button = QPushButton("Khôi phục bản này")
        set_role(self.take_button, "main")
        self.take_button.clicked.connect(self._take)
        self.close_button = QPushButton("Thôi · Esc")
        self.close_button.clicked.connect(self.leave)
        self.setFocusProxy(self.list)
        self._lay_out()

    def open(self) -> None:
        self._fill(())
        self.words.setText("Đang tìm và kiểm tra các bản sao…")
        super().open()
        run_in_background(self._find, self.show_copies, self._failed, in_process=False)

    def show_copies(self, copies: Sequence[Copy]) -> None:
        """The answer of find; also what was salvaged."""
        self._fill(copies)
        kept = "Tệp hiện nay được giữ lại bên cạnh, khôi phục xong vẫn lấy lại được."
        self.words.setText(kept if copies else "Không tìm thấy bản sao nào còn tốt.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)

    def panel_height(self, most: int) -> int:
        return min(most, px(520))

    def _fill(self, copies: Sequence[Copy]) -> None:
        self.list.clear()
        for copy in copies:
            item = QListWidgetItem(self.list)
            item.setData(_COPY, copy)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title(copy)}. {difference(copy)}")
        self.list.setCurrentRow(0)
        self.take_button.setEnabled(bool(copies))
        self._show_difference()

    def _failed(self, _: Exception) -> None:
        self.words.setText("Không đọc được nơi giữ bản sao.")

    def _current(self) -> Copy | None:
        found: Copy | None = self.list.currentIndex().data(_COPY)
        return found

    def _show_difference(self, *_: object) -> None:
        copy = self._current()
        self.difference.setText(difference(copy) if copy else "")
        newest = copy.newest if copy else ()
        for place, label in enumerate(self.lost):
            label.setText(f"– {newest[place]}" if place < len(newest) else "")

    def _take(self, *_: object) -> None:
        copy = self._current()
        if copy is not None:
            self.leave()
            self.chosen.emit(copy)

    def _lay_out(self) -> None:
        for part in (self.head, self.words):
            self.content.addWidget(part)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.difference)
        for label in self.lost:
            self.content.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.take_button)
        row.addWidget(self.close_button)
        row.addStretch(1)
        self.keep_in_sight(row)


def title(copy: Copy) -> str:
    """Kind and time of a copy: "Bản sao lưu · 14:00:00, ngày 22/3/2023"."""
    if copy.at is None:
        return _KINDS[copy.kind]
    at = local(copy.at)
    return f"{_KINDS[copy.kind]} · {at:%H:%M:%S}, ngày {slash_date(at.date())}"


def difference(copy: Copy) -> str:
    """What it lacks of what stands in the file now."""
    if copy.lacks is None:
        return "Tệp hiện nay không đọc được nên không so được."
    if not copy.lacks:
        return "Đủ như hiện nay."
    more = ", mới nhất là:" if copy.newest else "."
    return f"Thiếu {copy.lacks} thao tác so với hiện nay{more}"


class _Rows(QStyledItemDelegate):
    """Two lines: kind and time, what it lacks; the number of questions at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return scale.size(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        copy: Copy = index.data(_COPY)
        p = theme.palette()
        painter.save()
        room = QRectF(scale.cell(painter, option.rect))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(p.sel))
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), QColor(p.line))
        inner = room.adjusted(10, 4, -10, -4)
        half = inner.height() / 2
        painter.setFont(sized_font(theme.BODY, 600))
        painter.setPen(QColor(p.text))
        questions = f"{copy.questions} câu"
        wide = QFontMetricsF(painter.font()).horizontalAdvance(questions) + 12
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), half), _RIGHT, questions)
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width() - wide, half), _LEFT, title(copy))
        painter.setFont(sized_font(theme.SMALL))
        painter.setPen(QColor(p.text2))
        words = difference(copy).replace(", mới nhất là:", ".")
        painter.drawText(QRectF(inner.left(), inner.top() + half, inner.width(), half), _LEFT, words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame_row(painter, room)
        painter.restore()
