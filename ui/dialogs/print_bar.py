"""Printing the paper that is looked at: printer, copies, pages. No dialog: it also serves while the conference runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.keys import Keys
from ui.layout_items import add_layout
from ui.printing import PrinterLostError, PrintJob, pages_meant, print_pages, printers
from ui.scale import px
from ui.shortcuts import Action
from ui.tasks import run_in_background
from ui.theme import set_role
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.plain_label import PlainLabel

_MOST_COPIES = 99
_PATIENCE_S = 600.0
_NO_PRINTER = "Máy này chưa có máy in, hoặc dịch vụ in chưa chạy. Có thể mở bằng trình đọc PDF, hoặc in ở máy khác."
_LOST = "Máy in không nhận. Hãy xem máy in đã bật và có giấy chưa, rồi in lại."
_NO_SUCH_PAGE = "Không có trang như vậy. Ví dụ: 1-3, 5; để trống là in tất cả."


class PrintBar(QWidget):
    """show_file() says what is to be printed; with the first file the printers are asked for, in a child process."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "sunken-foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._path: Path | None = None
        self._shown: Path | None = None
        self._count = 0
        self._is_busy = self._has_looked = False
        self.printer = ChoiceBox("Máy in")
        self.printer.setPlaceholderText("Chưa tìm máy in")
        self.copies = QLineEdit("1")
        self.copies.setValidator(QIntValidator(1, _MOST_COPIES, self))
        self.copies.setAccessibleName("Số bản")
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("Tất cả")
        self.pages.setAccessibleName("Trang")
        self.button = ActionButton(Action.PAPERS_PRINT, keys)
        self.words = PlainLabel("", "secondary")
        self.words.setWordWrap(True)
        self._lay_out()
        keys.on(Action.PAPERS_PRINT, self.print)
        self._show_buttons()

    def _look_for_printers(self) -> None:
        self._has_looked = True
        self.say("Đang tìm máy in…")
        run_in_background(printers, self.show_printers, lambda _: self.show_printers(()))

    def show_printers(self, names: tuple[str, ...]) -> None:
        """Offer these, the first of them chosen."""
        self._has_looked = True
        self.printer.clear()
        self.printer.addItems(list(names))
        self.printer.setCurrentIndex(0 if names else -1)  # a box with a placeholder chooses none by itself
        self.say("" if names else _NO_PRINTER)
        self._show_buttons()

    def show_file(self, path: Path | None, count: int) -> None:
        """The paper and its number of pages; None: there is nothing to print, or it is still being read."""
        if path is not None and path != self._shown:
            self.pages.clear()
            self._shown = path
        self._path, self._count = path, count
        if path is not None and not self._has_looked:
            self._look_for_printers()
        self._show_buttons()

    def print(self) -> None:
        """Send the pages; what became of it is told beside the button."""
        if self._path is None or self._is_busy or not self.printer.currentText():
            return
        try:
            pages = pages_meant(self.pages.text(), self._count)
        except ValueError:
            self.say(_NO_SUCH_PAGE)
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        job = PrintJob(self._path, self.printer.currentText(), pages, int(self.copies.text() or 1))
        self._is_busy = True
        self.say(f"Đang gửi {job.path.name} đến {job.printer}…")
        self._show_buttons()
        run_in_background(partial(print_pages, job), partial(self._sent, job), self._refused, patience_s=_PATIENCE_S)

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _sent(self, job: PrintJob, _sheets: int) -> None:
        self._is_busy = False
        self.say(f"Đã gửi {len(job.pages)} trang × {job.copies} bản của {job.path.name} đến {job.printer}.")
        self._show_buttons()

    def _refused(self, error: Exception) -> None:
        self._is_busy = False
        self.say(_LOST if isinstance(error, PrinterLostError) else "Chưa in được. Hãy in lại.")
        self._show_buttons()

    def _show_buttons(self) -> None:
        has_printer = self.printer.count() > 0
        for part in (self.printer, self.copies, self.pages):
            part.setEnabled(has_printer)
        self.button.setEnabled(has_printer and self._path is not None and not self._is_busy)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for words, part, wide in (("Máy in", self.printer, 1), ("Số bản", self.copies, 0), ("Trang", self.pages, 0)):
            row.addWidget(PlainLabel(words, "secondary-strong"))
            row.addWidget(part, wide)
        self.copies.setFixedWidth(px(48))
        self.pages.setFixedWidth(px(96))
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(12), px(8))
        column.setSpacing(px(4))
        add_layout(column, row)
        column.addWidget(self.words)
