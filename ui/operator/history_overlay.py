"""Ctrl+9: what was done, by whom and when; letters narrow the list. It shows the log, which nobody can change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.changes import HALL_KINDS, Changes, EventKind
from app.domain.clock import local
from app.domain.dates import dotted, slash_date
from app.domain.text import fold
from app.queries.history import LogLine, log_lines
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.two_line_list import ROW, TwoLineList, TwoLines

MOST_SHOWN = 300
_REWRITING = frozenset({EventKind.PERSON_ERASED, EventKind.BOOKS_CLOSED})
"""They take words out of older acts."""


class HistoryOverlay(Overlay):
    """The whole log is read when it is opened; letters narrow it at once."""

    def __init__(self, area: QWidget, desk: Desk) -> None:
        super().__init__(area, widest=640)
        self._desk = desk
        self._lines: tuple[LogLine, ...] = ()
        self._keys: dict[tuple[int, bool], str] = {}
        self.field = QLineEdit()
        self.field.setPlaceholderText("Gõ để lọc: việc đã làm, người, giờ; không cần dấu")
        self.field.setAccessibleName("Lọc nhật ký thao tác")
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.list = TwoLineList("Nhật ký thao tác")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count = PlainLabel("", "secondary", elided=True)
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Nhật ký thao tác", "title"))
        head.addWidget(self._count, 1)
        self.content.setContentsMargins(px(16), px(14), px(16), px(12))
        add_layout(self.content, head)
        self.content.addWidget(self.field)
        self.content.addWidget(self.list, 1)
        add_layout(self.content, key_hints(("Hoàn tác thao tác mới nhất", "Ctrl+U"), ("Đóng", "Esc")))
        desk.changed.connect(self._hear)

    def open(self) -> None:
        self._read()
        self.field.clear()
        self._show()
        super().open()

    def panel_height(self, most: int) -> int:
        return min(most, px(14 + 28 + 8 + 30 + 8 + 11 * ROW + 8 + 24 + 12))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self.list.steer(event)
        return super().eventFilter(watched, event)

    def _hear(self, changes: Changes) -> None:
        if changes.kind in _REWRITING:
            self._keys.clear()
        if self.isVisible():
            self._read()
            self._show()

    def _read(self) -> None:
        self._lines = log_lines(self._desk.conference.db, limit=-1)

    def _show(self, _text: str = "") -> None:
        words = fold(self.field.text()).split()
        found = [line for line in self._lines if self._has(line, words)] if words else self._lines
        self.list.show_rows([_row(line) for line in found[:MOST_SHOWN]])
        shown = f", hiện {MOST_SHOWN} thao tác mới nhất" if len(found) > MOST_SHOWN else ""
        self._count.setText(f"{dotted(len(found))} thao tác{shown}")

    def _has(self, line: LogLine, words: list[str]) -> bool:
        """Folded once: what an act says stays, only whether it was taken back does not."""
        place = line.id, line.is_undone
        key = self._keys.get(place)
        if key is None:
            key = self._keys[place] = fold(f"{_at(line)} {line.operator} {line.summary} {_note(line)}")
        return all(word in key for word in words)


def _at(line: LogLine) -> str:
    return f"{local(line.at):%H:%M:%S}"


def _note(line: LogLine) -> str:
    if line.is_undone:
        return "đã hoàn tác"
    return {EventKind.UNDO: "hoàn tác", EventKind.REDO: "làm lại"}.get(line.kind, "")


def _row(line: LogLine) -> TwoLines:
    who = " · ".join(part for part in (slash_date(local(line.at).date()), line.operator) if part)
    note = _note(line)
    icon = "projector" if line.kind in HALL_KINDS else "undo-variant" if note else "check"
    right = f"{note} · {_at(line)}" if note else _at(line)
    return TwoLines(line.id, line.summary, who, right, icon, is_faded=line.is_undone)
