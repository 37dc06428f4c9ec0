"""Where the caret was before the operator went to another part: remembered by itself, brought back on request."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


class FormerPlace(QObject):
    """Follows the focus: what had it before `part` got it, with cursor and selection."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._widget: QWidget | None = None
        self._cursor = (0, 0)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def restore(self) -> None:
        """Give the focus back; nothing happens if that widget is gone or hidden."""
        widget = self._widget
        if widget is None or not isValid(widget) or not widget.isVisible() or not widget.isEnabled():
            return
        widget.setFocus()
        anchor, position = self._cursor
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            last = widget.document().characterCount() - 1
            cursor = QTextCursor(widget.document())
            cursor.setPosition(min(anchor, last))
            cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            widget.setTextCursor(cursor)
        elif isinstance(widget, QLineEdit):
            widget.setCursorPosition(position)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None or not self._part.isAncestorOf(new) or self._part.isAncestorOf(old):
            return
        self._widget = old
        if isinstance(old, QTextEdit | QPlainTextEdit):
            self._cursor = old.textCursor().anchor(), old.textCursor().position()
        elif isinstance(old, QLineEdit):
            self._cursor = 0, old.cursorPosition()
