"""The lock of the operator's window: a cover over all of it until the PIN is typed. The hall and its clocks go on.

While it is shut no key of the console means anything, those of the hall neither: what the audience sees stays.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from app import pin
from ui import scale, theme
from ui.desk import Desk
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.operator.palette import Entry
from ui.preferences import Preferences
from ui.scale import px
from ui.theme import set_role
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_cap import KeyCap
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel

_WIDE = 420
_TICK_MS = 500
_NO_CODE = "Khóa này chỉ che cửa sổ, không mã hóa tệp hội nghị."


class DeskLock(QWidget):
    """lock() shuts it; the first time it asks for a new PIN, twice. is_shut: the console is out of reach."""

    def __init__(self, window: QMainWindow, desk: Desk, keys: Keys, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._desk, self._keys, self._preferences = window, desk, keys, preferences
        self._guard = pin.Guard(desk.conference.clock)
        self._first = ""
        self._before: QWidget | None = None
        self.is_shut = False
        self.setAutoFillBackground(False)
        self._title = PlainLabel("", "title")
        self._words = PlainLabel("", "secondary")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(64)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.returnPressed.connect(self._entered)
        self.answer = PlainLabel("", "need")
        self._act = PlainLabel("", "secondary")
        self._escape = QWidget()
        self._lay_out()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tell_wait)
        window.installEventFilter(self)
        self.hide()

    def entries(self, *, in_live: bool) -> list[Entry]:
        """The palette's lines; another PIN is a setting, and none is offered while the hall looks on."""
        lines = [Entry("Khóa cửa sổ điều hành bằng mã PIN", "", "lock-outline", self.lock)]
        if pin.is_kept(self._preferences.pin) and not in_live:
            lines.append(Entry("Đổi mã PIN của cửa sổ điều hành", "", "lock-outline", self.choose_pin))
        return lines

    def lock(self) -> None:
        """Shut the console; without a PIN one is asked for first."""
        if not pin.is_kept(self._preferences.pin):
            self.choose_pin()
            return
        self._desk.before_command.emit()
        self._shut()
        self._say("Cửa sổ điều hành đang khóa", "Màn chiếu và đồng hồ vẫn chạy.", "Mã PIN")

    def choose_pin(self) -> None:
        """Ask for a new PIN, twice; Esc leaves all as it was."""
        self._first = ""
        self._cover()
        self._say("Đặt mã PIN", f"Từ {pin.SHORTEST} ký tự trở lên, gõ hai lần.", "Mã PIN mới")
        self._escape.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing goes on to the console below."""
        if event.key() == Qt.Key.Key_Escape and not self.is_shut:
            self._open()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.field.setFocus()
        event.accept()

    def focusNextPrevChild(self, _: bool) -> bool:  # noqa: N802  # Qt's name
        """Tab finds nothing behind the cover."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.fillRect(scale.room(self), QColor(theme.palette().bg))
        painter.end()

    def _entered(self) -> None:
        typed = self.field.text()
        self.field.clear()
        if self.is_shut:
            self._try(typed)
        else:
            self._choose(typed)

    def _try(self, typed: str) -> None:
        if self._guard.try_pin(typed, self._preferences.pin):
            self._open()
            return
        left = pin.TRIES - self._guard.wrong
        self._tell_wait()
        if not self._guard.wait_s():
            self.answer.setText(f"Mã PIN không đúng. Còn {left} lần thử.")

    def _tell_wait(self) -> None:
        """While a wait runs the field is closed and the seconds are told; then it opens by itself."""
        wait = self._guard.wait_s()
        self.field.setEnabled(not wait)
        if wait:
            self.answer.setText(f"Sai nhiều lần. Thử lại sau {wait} giây.")
            self._timer.start()
        elif self._timer.isActive():
            self._timer.stop()
            self.answer.setText("")
            self.field.setFocus()

    def _choose(self, typed: str) -> None:
        if len(typed) < pin.SHORTEST:
            self.answer.setText(f"Mã PIN cần ít nhất {pin.SHORTEST} ký tự.")
        elif not self._first:
            self._first = typed
            self._say("Đặt mã PIN", "Gõ lại mã PIN một lần nữa.", "Gõ lại mã PIN mới")
        elif typed != self._first:
            self.choose_pin()
            self.answer.setText("Hai lần gõ không giống nhau. Gõ lại từ đầu.")
        else:
            self._preferences.pin = pin.hashed(typed)
            self._first = ""
            self.lock()

    def _say(self, title: str, words: str, field: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.field.setAccessibleName(field)
        self.field.setPlaceholderText(field)
        self.answer.setText("")
        self._act.setText("Mở khóa" if self.is_shut else "Tiếp tục")
        self._escape.hide()
        self._tell_wait()
        self.field.setFocus()

    def _shut(self) -> None:
        self.is_shut = True
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.parentWidget() is self._window and other.isVisible():
                other.hide()  # lists, papers, an import: what is typed there stays
        self._cover()

    def _cover(self) -> None:
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._keys.suspend(True)
        self._enable(False)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._window.activateWindow()

    def _open(self) -> None:
        self.is_shut = False
        self._first = ""
        self.field.clear()
        self.hide()
        self._enable(True)
        self._keys.suspend(False)
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _enable(self, on: bool) -> None:
        below = self._window.centralWidget()
        if below is not None:
            below.setEnabled(on)

    def _lay_out(self) -> None:
        panel = QFrame()
        set_role(panel, "overlay")
        panel.setFixedWidth(px(_WIDE))
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(IconLabel("lock-outline", "text2", 22))
        head.addWidget(self._title, 1)
        add_layout(column, head)
        column.addSpacing(px(4))
        for part in (self._words, PlainLabel(_NO_CODE, "secondary"), self.field, self.answer):
            column.addWidget(part)
        add_layout(column, self._foot())
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(px(6))
        foot.addWidget(self._act)
        foot.addWidget(KeyCap("Enter"))
        foot.addSpacing(px(10))
        foot.addStretch(1)
        escape = QHBoxLayout(self._escape)
        escape.setContentsMargins(0, 0, 0, 0)
        add_layout(escape, key_hints(("Bỏ, không đặt mã", "Esc")))
        foot.insertWidget(foot.count() - 1, self._escape)
        return foot
