"""Before a conference is open: files opened before, a new one, another one; and how this laptop stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain import dates
from app.domain.clock import local
from ui import scale, theme
from ui.fonts import load_fonts, sized_font
from ui.icons import paint_icon
from ui.keys import first_key, sequence
from ui.layout_items import add_layout
from ui.operator.bar import Act, Bar, Notice, Topic
from ui.preferences import Preferences, RecentFile
from ui.projector.placement import seen_screens
from ui.projector.scenes.contours import contours
from ui.projector.stage import GOLD, GROUND, QUIET, WORDS, Shape, Stage
from ui.scale import px
from ui.shortcuts import BY_ACTION, Action
from ui.theme import set_role
from ui.widgets.buttons import PaintedButton
from ui.widgets.cut_name import cut_name
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_cap import CapColours, cap_width, paint_cap
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import SMALLEST_WINDOW

SIDE, ALONE_BELOW = 380, 960
"""Width of the dark panel, and of a window in which the page has no room for it beside itself."""
SHOWN = 4
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip)
_HILLS = 0.75
"""Pixels per unit of the hall's contour lines on this page."""


class StartPage(QWidget):
    """new_wanted, open_wanted: a path is asked for elsewhere. chosen: a file of the list. closed: by its own cross.

    rehearsal_wanted: what to rehearse is asked elsewhere.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    rehearsal_wanted = Signal()
    chosen = Signal(str)
    closed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.setWindowTitle("Hội nghị đối thoại")
        set_role(self, "ground")
        self.resize(1366, 768)
        self.setMinimumSize(SMALLEST_WINDOW)
        self.bar = Bar()
        self.bar.setFixedHeight(px(28))
        self.bar.changed.connect(self.bar.setVisible)
        self.bar.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        self._screen = PlainLabel("", "secondary-strong")
        self._side = _Side()
        self._lay_out()
        wanted = (
            (Action.NEW_FILE, self.new_wanted),
            (Action.OPEN_FILE, self.open_wanted),
            (Action.REHEARSE, self.rehearsal_wanted),
        )
        for action, slot in wanted:
            shortcut = QShortcut(sequence(first_key(action)), self)
            shortcut.activated.connect(slot)
        self.refresh()

    def refresh(self) -> None:
        """Read the list of files and the screens again."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        known = self._preferences.recent[:SHOWN]
        for number, file in enumerate(known):
            card = _FileCard(file, is_first=number == 0)
            card.pressed_file.connect(self.chosen)
            self._rows.addWidget(card)
            if number == 0:
                card.setFocus()
        if not known:
            self._rows.addWidget(PlainLabel("Chưa có hội nghị nào được mở trên máy này.", "body2"))
        others = [screen.identity.name for screen in seen_screens(self) if not screen.is_console]
        self._screen.setText(", ".join(others) or "chưa cắm")

    def complain(self, sentence: str, file: str = "", help_act: Act | None = None) -> None:
        """Why a file cannot be opened, in words; a known file can be taken off the list."""
        first, stop, rest = sentence.partition(". ")
        acts = [help_act] if help_act else []
        acts.append(Act("Đã rõ", lambda: self.bar.clear(Topic.REFUSAL)))
        if any(known.path == file for known in self._preferences.recent):
            acts.append(Act("Bỏ khỏi danh sách", lambda: self._forget(file)))
        self.bar.put(Topic.REFUSAL, Notice(first + stop.strip(), rest, tuple(acts)))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= px(ALONE_BELOW))

    def file_cards(self) -> Sequence[QWidget]:
        return self.findChildren(_FileCard)

    def _forget(self, file: str) -> None:
        self._preferences.forget(file)
        self.bar.clear(Topic.REFUSAL)
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side)
        content = QWidget()
        set_role(content, "ground")
        page = QVBoxLayout(content)
        page.setContentsMargins(px(40), px(44), px(40), px(32))
        page.setSpacing(px(10))
        page.addWidget(PlainLabel("Mở gần đây", "name"))
        add_layout(page, self._rows)
        page.addSpacing(px(20))
        page.addWidget(PlainLabel("Bắt đầu", "name"))
        add_layout(page, self._cards())
        page.addStretch(1)
        page.addWidget(self._machine())
        area = QScrollArea()  # four conferences in large text are higher than a laptop's screen
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        row.addWidget(area, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        add_layout(whole, row, 1)
        whole.addWidget(self.bar)

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        new = _StartCard(Action.NEW_FILE, "Hội nghị mới", "Để trống bước nào cũng được", is_main=True)
        new.clicked.connect(self.new_wanted)
        other = _StartCard(Action.OPEN_FILE, "Mở tệp .hoinghi", "Từ máy này hoặc USB")
        other.clicked.connect(self.open_wanted)
        rehearsal = _StartCard(Action.REHEARSE, "Diễn tập", "Bản sao riêng, tệp thật giữ nguyên")
        rehearsal.clicked.connect(self.rehearsal_wanted)
        for card in (new, other, rehearsal):
            row.addWidget(card, 1)  # flush with the files above
        return row

    def _machine(self) -> QWidget:
        """What must be right on this laptop; only what is really looked at."""
        plate = QFrame()
        set_role(plate, "card")
        row = QHBoxLayout(plate)
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(6))
        row.addWidget(PlainLabel("MÁY NÀY", "label"))
        row.addSpacing(px(16))
        missing = load_fonts()
        row.addWidget(IconLabel("alert-outline" if missing else "check-circle", "warn" if missing else "text2"))
        row.addWidget(PlainLabel("Phông chữ", "secondary"))
        row.addWidget(PlainLabel("thiếu" if missing else "đạt", "secondary-strong"))
        row.addSpacing(px(16))
        row.addWidget(IconLabel("projector"))
        row.addWidget(PlainLabel("Màn chiếu", "secondary"))
        row.addWidget(self._screen)
        row.addStretch(1)
        return plate


class _Side(QWidget):
    """The dark panel with the program's name over the hills of the hall's cover; the same in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(SIDE))
        self.setAccessibleName("Hội nghị đối thoại")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(scale.room(self), QColor(GROUND))
        self._paint_hills(painter)
        painter.fillRect(QRectF(36, 56, 44, 4), QColor(GOLD))
        painter.setPen(QColor(WORDS))
        painter.setFont(sized_font(30, 700))
        for number, words in enumerate(("Hội nghị", "đối thoại")):
            painter.drawText(QRectF(36, 78 + 42 * number, 320, 42), _LEFT, words)
        painter.setPen(QColor(QUIET))
        painter.setFont(sized_font(15))
        lines = ("Điều hành câu hỏi, trình chiếu hội trường,", "ghi biên bản và theo dõi cam kết.")
        for number, words in enumerate(lines):
            painter.drawText(QRectF(36, 186 + 24 * number, 330, 24), _LEFT, words)
        painter.setFont(sized_font(theme.BODY, 500))
        facts = (
            ("wifi-off", "Chạy trên máy này, không cần mạng"),
            ("shield-check-outline", "Mỗi chữ gõ đều được giữ lại"),
        )
        for number, (icon, words) in enumerate(facts):
            top = 264 + 30 * number
            paint_icon(painter, QRectF(36, top + 3, 15, 15), icon, GOLD)
            painter.drawText(QRectF(62, top, 300, 21), _LEFT, words)
        painter.end()

    def _paint_hills(self, painter: QPainter) -> None:
        painter.save()
        painter.scale(_HILLS, _HILLS)
        for mark in contours(Stage(scale.room(self).width() / _HILLS, scale.room(self).height() / _HILLS)):
            assert isinstance(mark, Shape)
            if mark.fill:
                painter.fillPath(mark.path, QColor(mark.fill))
            if mark.stroke:
                painter.strokePath(mark.path, QPen(QColor(mark.stroke), mark.thickness))
        painter.restore()


class _FileCard(PaintedButton):
    """A conference opened before: name, day and theme; figures and when it was last open."""

    pressed_file = Signal(str)

    def __init__(self, file: RecentFile, *, is_first: bool) -> None:
        super().__init__()
        self._file = file
        self._is_first = is_first
        self._title = file.name or Path(file.path).stem
        opened = file.opened()
        self._opened = f"mở lần cuối {dates.slash_date(local(opened).date())}, {local(opened):%H:%M}" if opened else ""
        self._about = f"Có mật khẩu · {file.path}" if file.has_password else file.day or file.path
        self.setText(self._title)
        self.setAccessibleName(f"Mở {self._title}" + (", tệp có mật khẩu" if file.has_password else ""))
        self.setToolTip("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return scale.size(600, 70)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        strong = self.hasFocus()
        sign = "lock-outline" if self._file.has_password else "calendar-star"
        self.paint_frame(painter, p.panel, p.text if strong else p.line, 6, 2 if strong else 1)
        paint_icon(painter, QRectF(18, 23, 24, 24), sign, p.text if strong else p.text2)
        right = scale.room(self).width() - 18.0 - cap_width("Return") - 14  # also where no cap is: one edge for all
        if strong:
            paint_cap(painter, right + 14, scale.room(self).height() / 2, "Return", CapColours(p.line2, p.text2))
        wide = max(
            self._write(painter, right, 12, self._file.figures, 600, p.text),
            self._write(painter, right, 35, self._opened, 400, p.text2),
        )
        room = right - wide - 24 - 57
        self._line(painter, QRectF(57, 12, room, 24), self._title, 15, 600, p.text)
        self._line(painter, QRectF(57, 36, room, 22), self._about, 13, 400, p.text2)
        painter.end()

    @staticmethod
    def _line(painter: QPainter, room: QRectF, words: str, pixels: int, weight: int, ink: str) -> None:
        font = sized_font(pixels, weight)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = cut_name(words, room.width(), QFontMetricsF(font).horizontalAdvance)
        painter.drawText(room, _LEFT, shown)

    @staticmethod
    def _write(painter: QPainter, right: float, top: float, words: str, weight: int, ink: str) -> float:
        font = sized_font(theme.SMALL, weight)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        wide = QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(QRectF(right - wide, top, wide, 22), _RIGHT, words)
        return wide

    def _tell(self) -> None:
        self.pressed_file.emit(self._file.path)


class _StartCard(PaintedButton):
    """A way to begin, with its key."""

    def __init__(self, action: Action, title: str, words: str, *, is_main: bool = False) -> None:
        super().__init__()
        self._words, self._is_main = words, is_main
        self._icon = BY_ACTION[action].icon
        self._key = first_key(action)
        self.setText(title)
        self.setAccessibleName(f"{title} ({self._key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(px(138))
        self.setMinimumWidth(px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        fill, edge = (p.room, p.room) if self._is_main else (p.panel, p.line)
        ink, quiet, sign = (p.on_room,) * 3 if self._is_main else (p.text, p.text2, p.room)
        self.paint_frame(painter, fill, edge, 6)
        self.paint_focus(painter, p.on_room if self._is_main else p.text, 5)
        paint_icon(painter, QRectF(17, 22, 26, 26), self._icon, sign)
        left = scale.room(self).width() - 14 - cap_width(self._key)
        paint_cap(painter, left, 35, self._key, CapColours(ink if self._is_main else p.line2, quiet))
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(15, 600))
        painter.drawText(QRectF(17, 60, scale.room(self).width() - 30, 26), _LEFT, self.text())
        painter.setPen(QColor(quiet))
        painter.setFont(sized_font(theme.BODY))
        wrapped = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(17, 89, scale.room(self).width() - 30, 42), wrapped, self._words)
        painter.end()
