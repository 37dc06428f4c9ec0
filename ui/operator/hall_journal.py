"""Nhật ký màn chiếu: every picture the hall saw, newest first, with thumbnail and time; filtered, printed.

It reads the log and paints; it changes nothing and has no way to the hall.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app import labels, summaries
from app.domain import scene
from app.domain.changes import Changes, Table
from app.domain.clock import local
from app.domain.projection import HallState, Shown
from app.domain.records import dataclass
from app.domain.text import fold
from app.queries.hall import HallMoment, hall_moments
from ui import scale, theme
from ui.desk import Desk
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.layout_items import add_layout
from ui.operator.hall_control import HallControl
from ui.operator.hall_images import HallImages
from ui.operator.overlay import Overlay
from ui.projector.canvas import paint_card
from ui.projector.stage import HallSettings
from ui.theme import set_role
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.row_frame import frame_row
from ui.widgets.search_box import SearchBox

_MOMENT = Qt.ItemDataRole.UserRole
_THUMBNAIL = QSize(144, 81)
_ROW = 97
_KEPT = 200
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_COVER = "curtains-closed", "Bìa hội nghị"
_WITHOUT_PICTURE = {
    HallState.LIVE: _COVER,
    HallState.HELD: _COVER,
    HallState.COVERED: ("curtains-closed", "Bìa hội nghị che màn chiếu"),
    HallState.YIELDED: ("projector", "Phần mềm khác dùng màn chiếu"),
    HallState.NO_SCREEN: ("alert-octagon", "Không có màn chiếu"),
}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line: the moment and its words. until: when the next picture came, None: it is there still."""

    moment: HallMoment
    state: str
    title: str
    until: datetime | None

    def times(self) -> str:
        begun = f"{local(self.moment.at):%H:%M:%S}"
        return f"{begun} – {local(self.until):%H:%M:%S}" if self.until else f"{begun} – bây giờ"

    def details(self) -> str:
        shown = self.moment.shown
        pages = f"Trang {shown.page + 1}/{shown.pages}" if shown and shown.pages > 1 else ""
        return " · ".join(part for part in (pages, self.moment.operator) if part)

    def found_by(self, words: list[str]) -> bool:
        text = fold(f"{self.times()} {self.state} {self.title} {self.details()}")
        return all(word in text for word in words)


class HallJournal(Overlay):
    """Opened from the palette and the menu of the screen. print_wanted: the paper of the journal."""

    def __init__(self, area: QWidget, desk: Desk, hall: HallControl, print_wanted: Callable[[], object]) -> None:
        super().__init__(area, widest=640)
        self._desk = desk
        self._lines: tuple[JournalLine, ...] = ()
        self.field = SearchBox("Lọc nhật ký màn chiếu", "Lọc theo tên hình, giờ, trạng thái; không cần dấu")
        self.count = PlainLabel("", "secondary")
        self.list = QListWidget()
        self.list.setAccessibleName("Các hình đã lên màn chiếu")
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        images = HallImages(desk.conference.db, _THUMBNAIL * 2, _KEPT)
        self.list.setItemDelegate(_Rows(self.list, lambda: replace(hall.settings, image=images.image), images))
        set_role(self.list, "panel")
        self.print_button = QPushButton("In nhật ký màn chiếu")
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._show)
        self.field.went_down.connect(self.list.setFocus)
        self.field.left.connect(self.leave)
        self.print_button.clicked.connect(self.leave)
        self.print_button.clicked.connect(print_wanted)
        desk.changed.connect(self.refresh)
        self._lay_out()

    def open(self) -> None:
        self.field.clear()
        self._read()
        super().open()

    def refresh(self, changes: Changes | None = None) -> None:
        if self.isVisible() and (changes is None or changes.touches(Table.PROJECTION)):
            self._read()

    def lines(self) -> tuple[JournalLine, ...]:
        """The lines that match now, newest first."""
        return tuple(self.list.item(row).data(_MOMENT) for row in range(self.list.count()))

    def panel_height(self, most: int) -> int:
        return most

    def _read(self) -> None:
        moments = hall_moments(self._desk.conference.db)
        ends = [*(moment.at for moment in moments[1:]), None]
        lines = [_line(moment, until) for moment, until in zip(moments, ends, strict=True)]
        self._lines = tuple(reversed(lines))
        self._show()

    def _show(self) -> None:
        words = fold(self.field.text()).split()
        found = [line for line in self._lines if line.found_by(words)]
        self.list.clear()
        for line in found:
            item = QListWidgetItem(f"{line.times()}, {line.state}, {line.title}", self.list)
            item.setData(_MOMENT, line)
        whole = f"{len(self._lines)} lần đổi hình"
        self.count.setText(f"{len(found)} trong {whole}" if words else whole)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Nhật ký màn chiếu", "title"))
        head.addStretch(1)
        head.addWidget(self.count)
        foot = QHBoxLayout()
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        add_layout(foot, key_hints(("Đóng", "Esc")))
        add_layout(self.content, head)
        self.content.addWidget(self.field)
        self.content.addWidget(self.list, 1)
        add_layout(self.content, foot)


def _line(moment: HallMoment, until: datetime | None) -> JournalLine:
    if moment.shown:
        title = summaries.card_title(scene.from_json(moment.shown.card))
    else:
        title = _WITHOUT_PICTURE[moment.state][1]
    return JournalLine(moment, labels.word(moment.state), title, until)


class _Rows(QStyledItemDelegate):
    """Thumbnail, then time and state, title, page and who pressed. The hall's own painter makes the thumbnail."""

    def __init__(self, parent: QListWidget, settings: Callable[[], HallSettings], images: HallImages) -> None:
        super().__init__(parent)
        self._list, self._settings, self._images = parent, settings, images
        self._kept: OrderedDict[tuple[Shown, float], QPixmap] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return scale.size(300, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: JournalLine = index.data(_MOMENT)
        p = theme.palette()
        painter.save()
        rect = QRectF(scale.cell(painter, option.rect))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(p.sel))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(p.line))
        self._paint_thumbnail(painter, QRectF(rect.left() + 8, rect.top() + 7, 146, 83), line.moment)
        left = rect.left() + 168
        texts = (
            (f"{line.times()}  ·  {line.state}", theme.SMALL, 600, p.text2),
            (line.title, theme.BODY, 600, p.text),
            (line.details(), theme.SMALL, 400, p.text2),
        )
        top = rect.top() + 12
        for words, pixels, weight, ink in texts:
            painter.setFont(sized_font(pixels, weight))
            painter.setPen(QColor(ink))
            room = QRectF(left, top, rect.right() - left - 8, 22)
            cut = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _FLAGS, cut)
            top += 24
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame_row(painter, rect)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, place: QRectF, moment: HallMoment) -> None:
        p = theme.palette()
        painter.fillRect(place, QColor(p.line2))
        inside = place.adjusted(1, 1, -1, -1)
        if moment.shown:
            dpr = painter.device().devicePixelRatioF() * scale.factor()
            if (picture := self._thumbnail(moment.shown, dpr)) is not None:
                painter.drawPixmap(inside.topLeft(), picture)
            return
        painter.fillRect(inside, QColor(p.sunken))
        icon = QRectF(0, 0, 24, 24)
        icon.moveCenter(inside.center())
        paint_icon(painter, icon, _WITHOUT_PICTURE[moment.state][0], p.text2)

    def _thumbnail(self, shown: Shown, dpr: float) -> QPixmap | None:
        """None as long as its image is being decoded."""
        key = shown, dpr
        if key not in self._kept:
            card = scene.from_json(shown.card)
            if isinstance(card, scene.ImageCard) and not self._images.is_ready(card.sha256, card.page):
                self._images.prepare(card.sha256, card.page, self._list.viewport().update)
                return None
            self._kept[key] = paint_card(card, _THUMBNAIL, dpr, shown.page, self._settings())
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]
