"""Ctrl+F: search of questions, people, answers and minutes; Enter goes to the place. Nothing is changed by looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.changes import Changes
from app.domain.dates import dotted
from app.queries.find import Entry, FindIndex, Kind, with_questions
from app.queries.queue import QueueRow
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.sheet import stand_on_panel
from ui.widgets.two_line_list import ROW, TwoLineList, TwoLines

_TURN_S = 0.008
_WORDS = {
    Kind.QUESTION: ("Câu hỏi", "message-text-outline"),
    Kind.PERSON: ("Người", "account-outline"),
    Kind.ANSWER: ("Trả lời", "office-building-outline"),
    Kind.PREPARED: ("Văn bản chuẩn bị", "content-copy"),
    Kind.CHAIR: ("Chủ tịch", "gavel"),
    Kind.MINUTES: ("Biên bản", "file-document-outline"),
    Kind.PRIVATE: ("Nội bộ", "eye-off"),
}
_HINT = "Câu hỏi, người, trả lời, biên bản; không cần dấu"


class Finder(Overlay):
    """rows: the queue as the console has read it. chosen: the Entry to go to."""

    chosen = Signal(object)

    def __init__(self, area: QWidget, desk: Desk, rows: Callable[[], Sequence[QueueRow]]) -> None:
        super().__init__(area, widest=680)
        self._desk, self._rows = desk, rows
        self._index = FindIndex()
        self._filling: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._fill_on)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_HINT)
        self.field.setAccessibleName("Tìm trong hội nghị")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.list = TwoLineList("Kết quả tìm")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)  # it has no headings
        self.list.entered.connect(self._take)
        self._count = PlainLabel("", "secondary", elided=True)
        stand_on_panel(self.field, self._count)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        add_layout(foot, key_hints(("Tới chỗ đó", "Enter"), ("Đóng", "Esc")))
        self.content.setContentsMargins(px(16), px(16), px(16), px(12))
        self.content.addWidget(self.field)
        self.content.addWidget(self.list, 1)
        add_layout(self.content, foot)
        desk.changed.connect(self._hear)
        desk.closing.connect(self._timer.stop)

    def open(self) -> None:
        """The words looked for last stand marked, so that typing replaces them."""
        self._search(self.field.text())
        super().open()
        self.field.selectAll()
        self._timer.start()  # the index is made while nobody types yet

    def hits(self) -> tuple[TwoLines, ...]:
        return tuple(self.list.rows.rows())

    def panel_height(self, most: int) -> int:
        return min(most, px(16 + 30 + 8 + 10 * ROW + 8 + 24 + 12))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self.list.steer(event)
        return super().eventFilter(watched, event)

    def _hear(self, changes: Changes) -> None:
        self._index.hear(changes)
        if self.isVisible() and not self._index.is_current:
            self._search(self.field.text())

    def _fill_on(self) -> None:
        """A part of the index, in a turn that nobody feels."""
        until = perf_counter() + _TURN_S
        for _ in self._filling:
            if perf_counter() > until:
                return
        if self._index.is_current:
            self._timer.stop()
        else:
            self._filling = self._index.fill(self._desk.conference.db, self._rows())

    def _fill(self) -> None:
        """All that is left of it, at once."""
        for _ in self._filling:
            pass
        if not self._index.is_current:
            for _ in self._index.fill(self._desk.conference.db, self._rows()):
                pass

    def _search(self, query: str) -> None:
        if query.strip():
            self._fill()
        found = self._index.find(query)
        self.list.show_rows([_row(entry, query) for entry in with_questions(self._desk.conference.db, found.best)])
        self.list.scrollToTop()
        self.list.step(-len(found.best))
        self._count.setText(_told(query, found.total, len(found.best)))

    def _take(self, key: Entry) -> None:
        self.leave_and(lambda: self.chosen.emit(key))


def _row(entry: Entry, query: str) -> TwoLines:
    word, icon = _WORDS[entry.kind]
    title = entry.title or word
    return TwoLines(entry, title, entry.part(query), word, icon, "priv" if entry.kind is Kind.PRIVATE else "text2")


def _told(query: str, total: int, shown: int) -> str:
    if not query.strip():
        return ""
    if not total:
        return "Không tìm thấy."
    return f"{dotted(total)} kết quả" if total == shown else f"{dotted(total)} kết quả, hiện {shown} kết quả đầu"
