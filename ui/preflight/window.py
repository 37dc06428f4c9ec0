"""The list before people come in: a window of its own beside the console, which goes on; its F keys move no hall."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.layout_items import add_layout
from ui.preflight.findings import ICONS, WORDS, Check, Finding, Grade
from ui.preflight.program_checks import TYPED
from ui.preflight.run import PreflightRun
from ui.scale import px
from ui.theme import set_role
from ui.widgets.ink import Ink, ink
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_NEEDED, AS_SEEN, make_scrollable

TITLE = "Kiểm tra trước giờ"
SIZE = QSize(860, 590)
_ROW, _HIGH_ROW = 30, 40
"""With one line of words, and with two."""
_NARROW_BELOW = 780
_TITLE, _LINE, _MOST_LINES = 30, 18, 4
"""Where words stand below the name: its height, that of a line of words, and how many lines there are at most."""
_NAME, _WORD = 158, 152
"""Widths of the first two columns of words."""
_LAPTOP_KEYS = frozenset(
    int(key)
    for key in (
        Qt.Key.Key_VolumeUp, Qt.Key.Key_VolumeDown, Qt.Key.Key_VolumeMute, Qt.Key.Key_MonBrightnessUp,
        Qt.Key.Key_MonBrightnessDown, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaNext,
        Qt.Key.Key_MediaPrevious, Qt.Key.Key_KeyboardBrightnessUp, Qt.Key.Key_KeyboardBrightnessDown,
        Qt.Key.Key_TouchpadToggle, Qt.Key.Key_WLAN, Qt.Key.Key_Display, Qt.Key.Key_Sleep, Qt.Key.Key_Calculator,
    )
)  # fmt: skip


class PreflightWindow(QWidget):
    """open() runs every check again. Esc closes; nothing waits for it."""

    def __init__(self, run: PreflightRun, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._run = run
        run.setParent(self)
        self.setWindowTitle(TITLE)
        set_role(self, "panel")
        self.resize(SIZE)
        self.rows = {check: FindingRow(check) for check in Check}
        self.sum = PlainLabel("", "secondary-strong", elided=True)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field = QLineEdit()
        self.field.setAccessibleName("Ô gõ thử")
        self.field.setPlaceholderText(f"Gõ thử ở đây: {TYPED}")
        self.field.textChanged.connect(run.typed)
        self.field.installEventFilter(self)
        self._lay_out()
        set_role(make_scrollable(self, QSize(AS_SEEN, AS_NEEDED), self._foot), "panel")
        run.found.connect(self._show)

    def open(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()
        self._run.typed(self.field.text())
        self._run.start()

    def findings(self) -> dict[Check, Finding]:
        """What stands on the screen now."""
        return {check: row.finding for check, row in self.rows.items()}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._hear(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hear(event):
            super().keyPressEvent(event)

    def _hear(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12 or key in _LAPTOP_KEYS:
            self._run.pressed(int(key))
            return True
        return False

    def _show(self, finding: Finding) -> None:
        self.rows[finding.check].say(finding)
        grades = [row.finding.grade for row in self.rows.values()]
        parts = [f"{grades.count(grade)} {WORDS[grade]}" for grade in Grade if grade in grades]
        self.sum.setText(" · ".join(parts))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(14), px(20), 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(TITLE, "title"))
        head.addWidget(self.sum, 1)
        add_layout(column, head)
        column.addSpacing(px(6))
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self._foot = QWidget()
        set_role(self._foot, "panel")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(px(20), px(8), px(20), px(14))
        foot.setSpacing(px(10))
        foot.addWidget(self.field, 1)
        again = QPushButton("Kiểm lại")
        again.clicked.connect(self._start_again)
        close = QPushButton("Đóng · Esc")
        close.clicked.connect(self.close)
        for button in (again, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column.addWidget(self._foot)

    def _start_again(self) -> None:
        self._run.start()


class FindingRow(QWidget):
    """Icon, name, grade in words, what was seen and what to do; the grade is never told by colour alone."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.finding = Finding(check, Grade.RUNNING, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(self.finding)

    def say(self, finding: Finding) -> None:
        self.finding = finding
        self._fit()
        words = f"{finding.seen} {finding.advice}".strip()
        self.setAccessibleName(f"{finding.check.value}: {WORDS[finding.grade]}. {words}")
        self.setToolTip("")
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little width its words stand below its name, in as many lines as they need."""
        wide = scale.room(self).width()
        self._narrow = wide < _NARROW_BELOW
        high = _HIGH_ROW if self.finding.seen and self.finding.advice else _ROW
        if self._narrow:
            high = _TITLE + sum(self._count(letters, words, wide) for words, letters in self._told()) * _LINE + 6
        self.setFixedHeight(px(high))

    @staticmethod
    def _count(letters: Ink, words: str, wide: float) -> int:
        return next((count for count in range(1, _MOST_LINES) if letters.fits(words, wide, count)), _MOST_LINES)

    def _told(self) -> list[tuple[str, Ink]]:
        """What was seen and, stronger, what to do."""
        p = theme.palette()
        quiet = self.finding.grade in {Grade.GOOD, Grade.RUNNING, Grade.UNKNOWN}
        said = (self.finding.seen, ink(theme.SMALL, p.text2))
        advised = (self.finding.advice, said[1] if quiet else ink(theme.SMALL, p.text, 600))
        return [line for line in (said, advised) if line[0]] or [said]

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        finding = self.finding
        color = {Grade.LOOK: p.warn, Grade.BAD: p.text}.get(finding.grade, p.text2)
        painter = scale.painter(self)
        painter.fillRect(QRectF(0, scale.room(self).height() - 1, scale.room(self).width(), 1), QColor(p.line))
        middle = _TITLE / 2 if self._narrow else scale.room(self).height() / 2
        plate = QRectF(_NAME + 4, middle - 11, _WORD - 14, 22)
        if finding.grade is Grade.BAD:
            painter.fillRect(plate, QColor(p.text))  # inverse: the worst is the loudest in both themes
            color = p.panel
        paint_icon(painter, QRectF(plate.left() + 6, round(middle - 7.5), 15, 15), ICONS[finding.grade], color)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
        painter.setFont(sized_font(theme.BODY, 500))
        painter.setPen(QColor(p.text))
        painter.drawText(QRectF(0, middle - 11, _NAME, 22), flags, finding.check.value)
        painter.setFont(sized_font(theme.SMALL, 600))
        painter.setPen(QColor(color))
        painter.drawText(plate.adjusted(26, 0, 0, 0), flags, WORDS[finding.grade])
        if self._narrow:
            self._paint_below(painter)
        else:
            self._paint_beside(painter)
        painter.end()

    def _paint_beside(self, painter: QPainter) -> None:
        """In two lines where one is too short."""
        left, right = _NAME + _WORD, scale.room(self).width()
        lines = self._told()
        high = (scale.room(self).height() - 5) / len(lines)
        for number, (words, letters) in enumerate(lines):
            letters.write(painter, words, left, right, 2 + (number + 0.5) * high)

    def _paint_below(self, painter: QPainter) -> None:
        wide, top = scale.room(self).width(), _TITLE
        for words, letters in self._told():
            count = self._count(letters, words, wide)
            letters.write_lines(painter, words, QRectF(0, top, wide, count * _LINE), count)
            top += count * _LINE
