"""The band above a list: its name and count, a line for narrowing it; and the ways in for whole tables below it."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.domain.dates import dotted
from app.reading import agency_lists
from ui.dialogs.pages import Page, PageKey, Pasted
from ui.keys import Keys
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.buttons import ActionButton
from ui.widgets.plain_label import PlainLabel
from ui.widgets.search_box import SearchBox

HEIGHT = 44
_SEARCH, _SEARCH_COMPACT, _SEARCH_NARROW = 190, 130, 66
_FIND = "Tìm · Ctrl+F"
PLANNED = frozenset({PageKey.FACTS, PageKey.DUTIES})
"""Pages that a plan fills."""


class ListHead(QWidget):
    """import_wanted: a file for this list. plan_wanted. template_wanted(key): a list of agencies to begin from.

    paste_wanted: the table on the clipboard is to be added.

    ways: the buttons of these, for the foot of the list.
    """

    import_wanted = Signal()
    plan_wanted = Signal()
    template_wanted = Signal(str)
    paste_wanted = Signal()

    def __init__(self, page: Page, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "band")
        self.setFixedHeight(px(HEIGHT))
        self.search = SearchBox(f"Tìm trong {page.title}", _FIND)
        self.new = ActionButton(Action.ROW_NEW, keys)
        self._count = PlainLabel("", "quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), 0, px(12), 0)
        line.setSpacing(px(8))
        line.addWidget(PlainLabel(page.title, "title", elided=True))
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.search)
        line.addWidget(self.new)
        self.ways: list[QPushButton] = []
        if page.imports is not None:
            self.ways.append(_button("Nhập từ tệp", self.import_wanted))
        if page.pasted is not None:
            self.ways.append(_button("Dán bảng", self.paste_wanted))
            self.ways[-1].setToolTip(paste_words(page.pasted))
        if page.key in PLANNED:
            self.ways.append(_button("Đọc kế hoạch", self.plan_wanted))
        if page.key is PageKey.AGENCIES:
            self.ways.append(self._templates())

    def show_count(self, shown: int, total: int) -> None:
        self._count.setText(f"{dotted(shown)}/{dotted(total)}" if shown != total else dotted(total) if total else "")
        self.search.setVisible(total > 0)

    def set_compact(self, compact: bool, *, narrow: bool) -> None:
        self.search.setFixedWidth(px(_SEARCH_NARROW if narrow else _SEARCH_COMPACT if compact else _SEARCH))
        self.search.setPlaceholderText("Tìm" if narrow else _FIND)
        self.new.set_compact(compact)

    def _templates(self) -> QPushButton:
        button = QPushButton("Danh sách mẫu")
        menu = QMenu(button)
        for key, title in agency_lists.titles().items():
            menu.addAction(title).triggered.connect(_Chosen(self.template_wanted, key))
        button.setMenu(menu)
        return button


def paste_words(pasted: Pasted) -> str:
    """Which table may be pasted: "Dán được bảng có các cột: cơ quan, nhiệm vụ, thời hạn."."""
    if not pasted.titles:
        return "Dán được bảng hai cột: nhãn, số."
    titles = ", ".join(f"{title[:1].lower()}{title[1:]}" for title in pasted.titles)
    return f"Dán được bảng có cột: {titles}." if len(pasted.titles) == 1 else f"Dán được bảng có các cột: {titles}."


class _Chosen:
    """A line of the menu; Qt hands over whether it is checked, which nobody needs."""

    def __init__(self, wanted: SignalInstance, key: str) -> None:
        self._wanted, self._key = wanted, key

    def __call__(self, _: bool = False) -> None:
        self._wanted.emit(self._key)


class _Asked:
    """A button was pressed."""

    def __init__(self, wanted: SignalInstance) -> None:
        self._wanted = wanted

    def __call__(self) -> None:
        self._wanted.emit()


def _button(text: str, wanted: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(_Asked(wanted))
    return button
