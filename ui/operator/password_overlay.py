"""Passwords of conference files are typed here: one to open a file, two for a new one, three to change it.

The slow derivation runs in a thread meanwhile; a refusal stands under the fields and everything typed can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app import labels
from app.domain.errors import StorageError
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.tasks import run_in_background
from ui.theme import set_role
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

T = TypeVar("T")
LONGEST = 200
_WIDE = 520


class PasswordOverlay(Overlay):
    """fields: what each line asks for. entered: called with the texts of all of them when the button is pressed.

    refused: a StorageError was said.
    """

    refused = Signal()

    def __init__(self, area: QWidget, fields: Sequence[str], entered: Callable[[list[str]], object]) -> None:
        super().__init__(area, widest=_WIDE)
        self._entered = entered
        self.title = PlainLabel("", "title")
        self.words = PlainLabel("", "secondary")
        self.fields = [_field(name) for name in fields]
        self.shown = QPushButton()
        self.shown.clicked.connect(lambda: self._show_typed(not self._are_shown()))
        self.answer = PlainLabel("", "need")
        for label in (self.words, self.answer):
            label.setWordWrap(True)
        self.main_button = QPushButton()
        set_role(self.main_button, "main")
        self.main_button.clicked.connect(self._enter)
        self.close_button = QPushButton("Thôi · Esc")
        self.close_button.clicked.connect(self.leave)
        for field in self.fields:
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(lambda _: self.answer.setText(""))
        self.setFocusProxy(self.fields[0])
        self._lay_out()

    def ask(self, title: str, words: str, button: str) -> None:
        """Open it with empty fields."""
        for label, text in ((self.title, title), (self.words, words), (self.answer, "")):
            label.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.main_button.setText(button)
        self._forget_typed()
        self._enable(True)
        self.open()

    def refuse(self, sentence: str) -> None:
        """Say why not; what was typed can be typed anew."""
        self.answer.setText(sentence)
        self._enable(True)
        first = next((field for field in self.fields if field.isEnabled()), self.fields[0])
        first.setFocus()
        first.selectAll()
        self.fit()

    def work(self, slow: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do something slow in a thread, then leave and go on; a StorageError is said here."""
        self.answer.setText("Đang tính khóa từ mật khẩu…")
        self._enable(False)

        def finish(outcome: T) -> None:
            was_left = not self.isVisible()
            self.leave()
            if not was_left:
                done(outcome)

        run_in_background(slow, finish, self._failed, in_process=False)

    def leave(self) -> None:
        self._forget_typed()
        super().leave()

    def _failed(self, error: Exception) -> None:
        self.refuse(labels.trouble(error) if isinstance(error, StorageError) else "Không mở được bằng mật khẩu này.")
        self.refused.emit()

    def _go_on(self) -> None:
        """Enter: to the next field that is still empty, else as the button."""
        empty = next((field for field in self.fields if not field.text()), None)
        if empty is not None and any(field.text() for field in self.fields):
            empty.setFocus()
        else:
            self._enter()

    def _enter(self) -> None:
        if self.main_button.isEnabled():
            self._entered([field.text() for field in self.fields])

    def _enable(self, on: bool) -> None:
        for part in (*self.fields, self.main_button):
            part.setEnabled(on)

    def _forget_typed(self) -> None:
        self._show_typed(False)
        for field in self.fields:
            field.clear()

    def _show_typed(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for field in self.fields:
            field.setEchoMode(mode)
        self.shown.setText("Che mật khẩu" if is_shown else "Hiện mật khẩu")

    def _are_shown(self) -> bool:
        return self.fields[0].echoMode() is QLineEdit.EchoMode.Normal

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(IconLabel("lock-outline", "text2", 22))
        head.addWidget(self.title, 1)
        add_layout(self.content, head)
        for part in (self.words, *self.fields, self.answer):
            self.content.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.main_button, self.shown, self.close_button):
            row.addWidget(button)
        row.addStretch(1)
        self.keep_in_sight(row)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(LONGEST)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return field
