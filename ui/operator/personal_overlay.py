"""Requests of a person: find what is held, hand it over as a file, correct it, erase it. And closing the books."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.commands import privacy
from app.documents.files import write_whole
from app.queries import personal_data
from app.queries.personal_data import Somebody
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.theme import set_role
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.two_line_list import TwoLineList, TwoLines

_SURE = "Xóa hẳn, không lấy lại được"
_CLOSE_SURE = "Đóng hẳn, không lấy lại được"


class PersonalOverlay(Overlay):
    """erased: words are gone from the state, the copies outside of the file still have to go. edit: a person's row."""

    erased = Signal()
    edit = Signal(int)

    def __init__(self, area: QWidget, desk: Desk, folder: Callable[[], Path]) -> None:
        super().__init__(area, widest=640)
        self._desk, self._folder = desk, folder
        self.field = QLineEdit()
        self.field.setPlaceholderText("Tìm theo tên, đơn vị hoặc số điện thoại, không cần dấu")
        self.field.setAccessibleName("Tìm người")
        self.field.textChanged.connect(self._find)
        self.list = TwoLineList("Những người có trong tệp")
        self.list.selectionModel().currentChanged.connect(self._show_held)
        self.held = PlainLabel("", "secondary", elided=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Căn cứ, ví dụ: theo đơn đề nghị ngày … (không ghi tên)")
        self.reason.setAccessibleName("Căn cứ để xóa")
        self.export_button = QPushButton("Xuất ra tệp…")
        self.edit_button = QPushButton("Sửa")
        self.erase_button = QPushButton("Xóa dữ liệu…")
        self.close_books_button = QPushButton("Đóng hội nghị…")
        self.told = PlainLabel("", "need")
        self.setFocusProxy(self.field)
        self.export_button.clicked.connect(self._export)
        self.edit_button.clicked.connect(self._edit)
        self.erase_button.clicked.connect(self._erase)
        self.close_books_button.clicked.connect(self._close_books)
        self._lay_out()

    def open(self) -> None:
        self.field.clear()
        self.reason.clear()
        self.told.setText("")
        self._find("")
        super().open()

    def panel_height(self, most: int) -> int:
        return min(most, px(540))

    def tell(self, words: str) -> None:
        self.told.setText(words)

    def _find(self, words: str) -> None:
        found = personal_data.find_people(self._desk.conference.db, words)
        self.list.show_rows([_row(one) for one in found])
        self._show_held()

    def _current(self) -> Somebody | None:
        row = self.list.row()
        return row.key if row is not None and isinstance(row.key, Somebody) else None

    def _show_held(self, *_: object) -> None:
        somebody = self._current()
        for button in (self.export_button, self.edit_button, self.erase_button):
            button.setEnabled(somebody is not None)
        self.erase_button.setText("Xóa dữ liệu…")
        self.close_books_button.setText("Đóng hội nghị…")
        if somebody is None:
            self.held.setText("")
            return
        found = personal_data.mentions(self._desk.conference.db, somebody)
        self.held.setText(f"{len(somebody.ids)} dòng trong danh sách, được nhắc tên ở {len(found)} chỗ.")

    def _export(self) -> None:
        somebody = self._current()
        if somebody is None:
            return
        name = self._folder() / "du-lieu-ca-nhan.txt"
        path, _ = QFileDialog.getSaveFileName(self.window(), "Xuất dữ liệu cá nhân", str(name), "Tệp chữ (*.txt)")
        if path:
            self.export_to(somebody, Path(path))

    def export_to(self, somebody: Somebody, path: Path) -> None:
        text = personal_data.export_text(self._desk.conference.db, somebody)
        try:
            written = write_whole(path, text.encode("utf-8-sig"))
        except OSError:
            self.tell("Không ghi được tệp ở nơi đã chọn.")
        else:
            self.tell(f"Đã xuất ra {written.name}.")

    def _edit(self) -> None:
        somebody = self._current()
        if somebody is not None:
            self.leave()
            self.edit.emit(somebody.ids[0])

    def _erase(self) -> None:
        """The first press asks, the second one does it."""
        somebody = self._current()
        if somebody is None:
            return
        if self.erase_button.text() != _SURE:
            self.erase_button.setText(_SURE)
            return
        changed = self._desk.run(privacy.erase_person, somebody.ids, self.reason.text())
        self._after(changed, "Đã xóa {} chỗ. Đang thay các bản sao cũ…")

    def _close_books(self) -> None:
        if self.close_books_button.text() != _CLOSE_SURE:
            self.close_books_button.setText(_CLOSE_SURE)
            self.tell("Xóa điện thoại, thư điện tử, năm sinh và mọi bản nháp; biên bản và kết luận giữ nguyên.")
            return
        changed = self._desk.run(privacy.close_books)
        self._after(changed, "Đã đóng: bớt dữ liệu ở {} dòng. Đang thay các bản sao cũ…")

    def _after(self, changed: int | None, words: str) -> None:
        self._find(self.field.text())
        if changed is None:
            self.tell("Chưa xóa gì: việc này không làm khi đang họp.")
            return
        self.tell(words.format(changed))
        self.erased.emit()

    def _lay_out(self) -> None:
        set_role(self.erase_button, "need")
        words = "Bản in và tệp đã xuất trước đây không tự đổi: thu hồi riêng nếu cần."
        for part in (PlainLabel("Dữ liệu cá nhân", "title"), PlainLabel(words, "secondary"), self.field):
            self.content.addWidget(part)
        self.content.addWidget(self.list, 1)
        for part in (self.held, self.reason, self.told):
            self.content.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.export_button, self.edit_button, self.erase_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_books_button)
        foot = QVBoxLayout()
        foot.setSpacing(px(8))
        add_layout(foot, row)
        add_layout(foot, key_hints(("Đóng, không đổi gì", "Esc")))
        self.keep_in_sight(foot)


def _row(one: Somebody) -> TwoLines:
    """A child is marked, and whether a consent to the name is recorded."""
    asked = ", ".join(f"{number:02d}" for number in one.questions[:6])
    marks = [f"câu {asked}"] if asked else []
    if one.is_child:
        marks.insert(0, "dưới 16, có đồng ý" if one.consent else "dưới 16, không nêu tên")
    ink = "warn" if one.is_child else "text2"
    return TwoLines(one, one.name, one.unit or "Chưa ghi đơn vị", " · ".join(marks), "account-outline", ink)
