"""Who writes: the name every event of the log carries. Two secretaries take turns on one laptop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.text import clean_line
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel


class OperatorName(Overlay):
    """One field; Enter takes the name, Esc leaves it as it was."""

    def __init__(self, area: QWidget, name: Callable[[], str], take: Callable[[str], object]) -> None:
        super().__init__(area, widest=420)
        self._name, self._take = name, take
        self.field = QLineEdit()
        self.field.setAccessibleName("Tên người ghi")
        self.field.returnPressed.connect(self._taken)
        self.setFocusProxy(self.field)
        self.content.addWidget(PlainLabel("Người ghi", "title"))
        self.content.addWidget(PlainLabel("Tên này được ghi vào nhật ký cùng mỗi thao tác.", "secondary"))
        self.content.addWidget(self.field)
        add_layout(self.content, key_hints(("Lưu", "Enter"), ("Đóng", "Esc")))

    def open(self) -> None:
        self.field.setText(self._name())
        self.field.selectAll()
        super().open()

    def _taken(self) -> None:
        self._take(clean_line(self.field.text()))
        self.leave()
