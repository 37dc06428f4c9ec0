"""The last acts in words, the way back, and the keys that are always there. The bar takes its place in trouble."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.changes import Changes, EventKind
from app.domain.clock import local
from app.queries import history
from app.queries.history import LogLine
from ui.desk import Desk
from ui.keys import Keys
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

_LOOKED_AT = 10, 60
"""Acts in the log: nearly always both are among the last few."""


class UndoStrip(QWidget):
    """What Ctrl+U would take back comes first; then the way to what it took back last, else the act before."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        set_role(self, "foot")
        self._icon = IconLabel("undo-variant", "text2")
        self._first_time, self._second_time = PlainLabel("", "secondary-strong"), PlainLabel("", "secondary-strong")
        self._first, self._second = PlainLabel("", "strip", elided=True), PlainLabel("", "secondary", elided=True)
        self._undo = ActionButton(Action.UNDO, keys, "Hoàn tác", ButtonStyle.QUIET)
        self.redo_button = QPushButton("Làm lại")
        self.redo_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self.redo_button, "strip")
        self.redo_button.clicked.connect(desk.redo)
        self._rule = QFrame()
        self._rule.setFixedWidth(1)
        set_role(self._rule, "rule")
        self._search = ActionButton(Action.SEARCH, keys, "Tìm", ButtonStyle.QUIET)
        self._palette = ActionButton(Action.PALETTE, keys, "Lệnh", ButtonStyle.QUIET)
        self._papers = ActionButton(Action.PAPERS, keys, "Văn bản", ButtonStyle.QUIET)
        self._keys = ActionButton(Action.SHOW_KEYS, keys, "Phím", ButtonStyle.QUIET)
        for part in (self._undo, self._search, self._palette, self._papers, self._keys):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has its key; Tab never leads from a text to an act
        self._compact = False
        self._lay_out()
        keys.on(Action.UNDO, self._undo_last)
        desk.changed.connect(self.refresh)
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.refresh()

    def refresh(self, changes: Changes | None = None) -> None:
        done = self._done()
        first = done[0] if done else None
        taken_back = self._desk.conference.redo_summary()
        second = done[1] if len(done) > 1 and not self._compact and not taken_back else None
        self.redo_button.setAccessibleName(f"Làm lại: {taken_back}")
        self.redo_button.setVisible(bool(taken_back))
        self._show(self._first_time, self._first, first)
        self._show(self._second_time, self._second, second)
        self._icon.setVisible(first is not None)
        self._undo.setVisible(first is not None)
        self._rule.setVisible(second is not None)
        self._palette.setVisible(not self._compact)

    def _done(self) -> list[LogLine]:
        """What can be taken back, the newest first; of those before the second one nobody is told."""
        done: list[LogLine] = []
        for count in _LOOKED_AT:
            done = [line for line in history.log_lines(self._desk.conference.db, count) if _can_be_undone(line)]
            if len(done) > 1:
                break
        return done

    def words(self) -> str:
        """What would be taken back."""
        return self._first.text()

    @staticmethod
    def _show(time: PlainLabel, words: PlainLabel, line: LogLine | None) -> None:
        time.setText(f"{local(line.at):%H:%M:%S}" if line else "")
        words.setText(line.summary if line else "")
        time.setVisible(line is not None)
        words.setVisible(line is not None)

    def _undo_last(self) -> None:
        self._desk.undo()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(6))
        row.addWidget(self._icon)
        row.addWidget(self._first_time)
        row.addWidget(self._first)
        row.addSpacing(px(6))
        row.addWidget(self._undo)
        row.addWidget(self.redo_button)
        row.addSpacing(px(8))
        row.addWidget(self._rule)
        row.addWidget(self._second_time)
        row.addWidget(self._second)
        row.addStretch(1)
        for part in (self._search, self._palette, self._papers, self._keys):
            row.addSpacing(px(6))
            row.addWidget(part)


def _can_be_undone(line: LogLine) -> bool:
    """What was done again can be taken back again."""
    return (line.is_undoable or line.kind is EventKind.REDO) and not line.is_undone
