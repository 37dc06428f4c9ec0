"""F1: every key of the table; the F row as it lies on the keyboard, the rest in three columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.records import dataclass
from ui import scale, theme
from ui.fonts import sized_font
from ui.keys import first_key
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.key_cap import CapColours, KeyCap, cap_width, paint_cap, shown_key
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_SEEN, ScrollFrame
from ui.widgets.side_by_side import direction

_COMPACT_BELOW = 860
_HEIGHT = 404
"""Of the keys side by side, with the lines as close as they may be."""
_NARROW_BELOW = 700
"""Below it the F row lies in two rows, and its groups of keys one below the other."""
_TO, _TO_WIDTH = "đến", 23
"""Its width in the small size, rounded up."""
_BETWEEN = 4
_ROWS = (("F1", "F2", "F3", "F4", "F5", "F6"), ("F7", "F8", "F9", "F10", "F11", "F12"))
F_ROW: tuple[tuple[str, Action | None, Action | None], ...] = (
    ("F1", Action.SHOW_KEYS, Action.PREFLIGHT),
    ("F2", Action.CAPTURE, Action.INTERJECT),
    ("F3", Action.MERGE, Action.UNMERGE),
    ("F4", Action.ASSIGN_AGENCY, Action.ADD_AGENCY),
    ("F5", Action.TAKE, Action.TAKE_PREVIOUS),
    ("F6", Action.NEXT_STEP, Action.STEP_BACK),
    ("F7", Action.COMMITMENT, Action.CHAIR_TASK),
    ("F8", Action.COVER, Action.CHOOSE_SCREEN),
    ("F9", Action.HOLD, None),
    ("F10", None, None),
    ("F11", None, None),
    ("F12", Action.PAPERS, Action.CLOSING_CARD),
)
_SHORT = {
    Action.SHOW_KEYS: "Phím tắt", Action.CAPTURE: "Ghi nhanh", Action.MERGE: "Gộp câu",
    Action.ASSIGN_AGENCY: "Giao trả lời",
    Action.TAKE: "PHÁT", Action.NEXT_STEP: "Bước tiếp", Action.COMMITMENT: "Cam kết", Action.COVER: "CHE / MỞ",
    Action.HOLD: "GIỮ hình", Action.PAPERS: "Bộ văn bản", Action.INTERJECT: "Chủ tịch nêu",
    Action.UNMERGE: "tách câu", Action.ADD_AGENCY: "thêm cơ quan", Action.TAKE_PREVIOUS: "hình trước",
    Action.STEP_BACK: "lùi một bước", Action.CHAIR_TASK: "giao việc",
    Action.CLOSING_CARD: "phiếu kết luận", Action.PREFLIGHT: "kiểm tra", Action.CHOOSE_SCREEN: "màn chiếu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Keys that belong together, and what they do."""

    actions: tuple[Action, ...]
    words: str


GROUPS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    (
        "HÀNG ĐỢI",
        (
            Line((Action.PREVIEW_ROW,), "vào xem trước"),
            Line((Action.MOVE_UP, Action.MOVE_DOWN), "đổi thứ tự"),
            Line((Action.MOVE_TOP, Action.MOVE_BOTTOM), "đầu, cuối"),
            Line((Action.APPROVE,), "duyệt, bỏ duyệt"),
            Line((Action.WITHDRAW,), "rút câu hỏi"),
            Line((Action.GO_GAPS,), "việc cần xử lý"),
            Line((Action.SEARCH,), "tìm"),
            Line((Action.LISTS,), "các danh mục"),
            Line((Action.IMPORT,), "nhập từ tệp"),
        ),
    ),
    (
        "ĐANG GHI",
        (
            Line((Action.STORE_ENTRY,), "lưu, về chỗ cũ"),
            Line((Action.TAKE_INSTEAD,), "để chờ trả lời"),
            Line((Action.AS_PREPARED,), "như bản chuẩn bị"),
            Line((Action.TIME_STAMP,), "dấu giờ"),
            Line((Action.UNDO,), "hoàn tác"),
            Line((Action.SAVE_NOW,), "lưu, sao lưu"),
            Line(
                (Action.GO_AGENDA, Action.GO_QUEUE, Action.GO_CURRENT, Action.GO_MINUTES, Action.GO_COMMITMENTS),
                "tới từng phần",
            ),
            Line((Action.GO_WRITTEN,), "xem biên bản"),
            Line((Action.PALETTE,), "mọi lệnh"),
        ),
    ),
    (
        "HỘI TRƯỜNG VÀ GIỜ",
        (
            Line((Action.PAGE_PREVIOUS, Action.PAGE_NEXT), "lật trang"),
            Line((Action.LOCK_HALL,), "khóa màn chiếu"),
            Line((Action.OTHER_PICTURES,), "hình khác"),
            Line((Action.CLOCK_EARLIER, Action.CLOCK_LATER), "đồng hồ ±15 giây"),
            Line((Action.MINUTE_MORE, Action.MINUTE_LESS), "mục ±1 phút"),
            Line((Action.SURPLUS,), "câu không kịp"),
            Line((Action.GO_SITES, Action.GO_UNHEARD, Action.GO_HISTORY), "tra cứu"),
            Line((Action.NEW_FILE,), "hội nghị mới"),
            Line((Action.OPEN_FILE,), "mở tệp hội nghị"),
        ),
    ),
)


def shown_actions() -> frozenset[Action]:
    """Every act the overlay names."""
    row = {action for _, plain, shifted in F_ROW for action in (plain, shifted) if action}
    return frozenset(row | {action for _, lines in GROUPS for line in lines for action in line.actions})


class KeysOverlay(Overlay):
    """Toggled by F1; other keys work while it is open."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, widest=945)
        self._state = PlainLabel("", "secondary", elided=True)
        self._plates = {name: _Plate(name, plain, shifted) for name, plain, shifted in F_ROW}
        self._rows = QBoxLayout(direction(narrow=False))
        self._rows.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addWidget(PlainLabel("Phím tắt", "name"))
        head.addWidget(self._state, 1)
        head.addWidget(PlainLabel("Đóng", "body2"))
        head.addWidget(KeyCap("Esc"))
        self._columns = [_column(title, lines) for title, lines in GROUPS]
        keys = QWidget()
        self._frame = ScrollFrame(keys, QSize(AS_SEEN, _HEIGHT))
        add_layout(self.content, head)
        self.content.addWidget(self._frame)
        set_role(keys, "panel")
        column = QVBoxLayout(keys)  # filled where it stands: each part that gets another parent is styled anew
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        add_layout(column, self._row())
        column.addWidget(_line())
        self._groups, self._foot = _side_by_side(self._columns), QBoxLayout(direction(narrow=False))
        add_layout(column, self._groups, 1)
        column.addWidget(_foot(self._foot))

    def say(self, state: str, words: Mapping[Action, str]) -> None:
        """The present state, and what keys do just now where that differs from the table."""
        self._state.setText(state)
        for plate in self._plates.values():
            plate.say(words)

    def panel_height(self, most: int) -> int:
        compact = self.panel.width() < px(_COMPACT_BELOW)
        for line in self.findChildren(KeyLine):
            line.set_compact(compact)
        for column in self._columns:
            column.setSpacing(px(4 if compact else 11))
        narrow = self.panel.width() < px(_NARROW_BELOW)
        for row in (self._rows, self._groups, self._foot):
            row.setDirection(direction(narrow))
        self._frame.content.setMinimumHeight(0 if narrow else px(_HEIGHT))
        return most

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where the window is small the keys scroll."""
        step = {Qt.Key.Key_Down: 40, Qt.Key.Key_PageDown: 200, Qt.Key.Key_Up: -40, Qt.Key.Key_PageUp: -200}
        if event.key() in step:
            bar = self._frame.verticalScrollBar()
            bar.setValue(bar.value() + step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _row(self) -> QBoxLayout:
        for names in _ROWS:
            row = QHBoxLayout()
            row.setSpacing(px(6))
            for name in names:
                if name in ("F5", "F9"):
                    row.addSpacing(px(10))
                row.addWidget(self._plates[name], 3 if name in ("F10", "F11") else 5)
            add_layout(self._rows, row, sum(3 if name in ("F10", "F11") else 5 for name in names))
        return self._rows


class _Plate(QWidget):
    """One key of the F row with its act, and under it what it does with Shift."""

    HEIGHT, BELOW = 80, 50

    def __init__(self, name: str, plain: Action | None, shifted: Action | None) -> None:
        super().__init__()
        self._name, self._plain, self._shifted = name, plain, shifted
        self._words = _SHORT[plain] if plain else ""
        self._below = _SHORT[shifted] if shifted else ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: {self._words}. Shift: {self._below}" if self._words else f"{name}: không dùng")

    def say(self, words: Mapping[Action, str]) -> None:
        if self._plain:
            self._words = words.get(self._plain, _SHORT[self._plain])
            self.update()

    def sizeHint(self) -> QSize:
        return scale.size(70, self.HEIGHT + self.BELOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, below = self._paint_key(painter)
        inside = QRectF(8 if self._plain else 5, 8, scale.room(self).width() - 10, self.HEIGHT - 12)
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(15 if self._plain else theme.SMALL, 700))
        top_left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip)
        painter.drawText(inside, top_left, self._name)
        wrapped = top_left | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(sized_font(theme.SMALL, 600))
        painter.drawText(inside.adjusted(0, 22, 0, 0), wrapped, self._words)
        if self._below:
            painter.setPen(QColor(below))
            painter.setFont(sized_font(theme.SMALL))
            room = QRectF(6, self.HEIGHT + 4, scale.room(self).width() - 6, self.BELOW - 4)
            painter.drawText(room, wrapped, f"Shift: {self._below}")
        painter.end()

    def _paint_key(self, painter: QPainter) -> tuple[str, str]:
        p = theme.palette()
        strong = self._plain in {Action.COVER, Action.HOLD}
        fill, ink, edge = p.panel, p.text, p.text if strong else p.line2
        if self._plain is Action.TAKE:
            fill, ink, edge = p.prev, p.on_prev, p.prev
        elif self._plain is Action.NEXT_STEP:
            fill, ink, edge = p.room, p.on_room, p.room
        elif self._plain is None:
            fill, ink, edge = p.sunken, p.text3, p.line
        width = 2 if strong else 1
        inset = width / 2
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(inset, inset, scale.room(self).width() - width, self.HEIGHT - width), 4, 4)
        return ink, p.text2


def _side_by_side(columns: Sequence[QVBoxLayout]) -> QBoxLayout:
    row = QBoxLayout(direction(narrow=False))
    row.setSpacing(px(16))
    for number, column in enumerate(columns):
        if number:
            rule = QFrame()
            rule.setMinimumSize(1, 1)
            set_role(rule, "rule")
            row.addWidget(rule)
        add_layout(row, column, 1)
    return row


def _column(title: str, lines: Sequence[Line]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(PlainLabel(title, "label"))
    for line in lines:
        column.addWidget(KeyLine(line))
    column.addStretch(1)
    return column


class KeyLine(QWidget):
    """One cap, two of a pair (the second without the common modifier), or the first and last of a row; then the words.

    The words stand in line beside a common width; two long keys push theirs to the right. Painted in one piece: with a
    widget for each cap and each word the turn of the first F1 took half as long again.
    """

    HEIGHT, WIDTH, WIDTH_COMPACT = 23, 126, 84

    def __init__(self, line: Line) -> None:
        super().__init__()
        keys = [first_key(action) for action in line.actions]
        last = keys[-1].rpartition("+")[2]
        self._pieces = {1: (keys[0],), 2: (keys[0], last)}.get(len(keys), (keys[0], _TO, last))
        self._words = line.words
        self._width = self.WIDTH
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Phím {' '.join(map(shown_key, self._pieces))}: {line.words}")

    def set_compact(self, compact: bool) -> None:
        self._width = self.WIDTH_COMPACT if compact else self.WIDTH
        self.update()

    def is_cut(self) -> bool:
        """Whether the end of the words is hidden."""
        return self._seen_words() != self._words

    def sizeHint(self) -> QSize:
        return scale.size(self.WIDTH, self.HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self._words if self.is_cut() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        p, painter, left = theme.palette(), scale.painter(self), 0
        middle = scale.room(self).height() / 2
        for piece in self._pieces:
            if piece == _TO:
                self._write(painter, left, piece, theme.SMALL, p.text2)
            else:
                paint_cap(painter, left, middle, piece, CapColours(p.line2, p.text2))
            left += _piece_width(piece) + _BETWEEN
        self._write(painter, self._words_at(), self._seen_words(), theme.BODY, p.text)
        painter.end()

    def _write(self, painter: QPainter, left: int, words: str, size: int, colour: str) -> None:
        painter.setFont(sized_font(size))
        painter.setPen(QColor(colour))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(left, 0, scale.room(self).width() - left, scale.room(self).height()), flags, words)

    def _words_at(self) -> int:
        keys = sum(map(_piece_width, self._pieces)) + _BETWEEN * (len(self._pieces) - 1)
        return max(keys, self._width) + 12

    def _seen_words(self) -> str:
        room = scale.room(self).width() - self._words_at()
        return QFontMetricsF(sized_font(theme.BODY)).elidedText(self._words, Qt.TextElideMode.ElideRight, room)


def _piece_width(piece: str) -> int:
    return _TO_WIDTH if piece == _TO else cap_width(piece)


def _line() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    set_role(line, "rule")
    return line


def _foot(rows: QBoxLayout) -> QWidget:
    foot = QFrame()
    set_role(foot, "sunken")
    foot.setLayout(rows)
    rows.setContentsMargins(px(12), px(6), px(12), px(6))
    rows.setSpacing(px(6))
    other, esc = QHBoxLayout(), QHBoxLayout()
    for row in (other, esc):
        row.setSpacing(px(6))
    other.addWidget(PlainLabel("Phím F bận việc khác?", "secondary", elided=True), 1)
    for part in ("Alt+1", "đến", "Alt+9", "= F1 đến F9,", "Alt+0", "= F12"):
        other.addWidget(KeyCap(part) if part.startswith("Alt") else PlainLabel(part, "secondary"))
    esc.addSpacing(px(18))
    esc.addWidget(KeyCap("Esc"))
    esc.addWidget(PlainLabel("không đổi màn chiếu, đồng hồ", "secondary-strong"))
    esc.addStretch(0)
    add_layout(rows, other, 1)
    add_layout(rows, esc)
    return foot
