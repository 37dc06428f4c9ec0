"""A table whose rows are chosen as wholes: Home and End go to its first and last row, as in a list.

Qt's own table takes them for the first and last column of the row, where nothing moves that one could see.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

_Move = QAbstractItemView.CursorAction


class WholeRows(QTableView):
    """For every table of the program."""

    def moveCursor(  # noqa: N802  # Qt's name
        self, cursor_action: _Move, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows = self.model().rowCount()
        if cursor_action not in {_Move.MoveHome, _Move.MoveEnd} or rows == 0:
            return super().moveCursor(cursor_action, modifiers)
        row = 0 if cursor_action is _Move.MoveHome else rows - 1
        return self.model().index(row, max(self.currentIndex().column(), 0))
