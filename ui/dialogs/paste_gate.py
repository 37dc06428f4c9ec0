"""Ctrl+V in a form that is still empty: a whole table is meant for the list, not for the one field under the caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.imports.pasted import is_table
from ui.dialogs.record_form import RecordForm


class PasteGate(QObject):
    """table_wanted: the clipboard holds a table, and nothing is typed yet. is_open: the form is that of a new row."""

    table_wanted = Signal()

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self.is_open = False
        self._form = form
        for field in (*form.findChildren(QLineEdit), *form.findChildren(QPlainTextEdit)):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self.is_open or self._form.is_dirty or not event.matches(QKeySequence.StandardKey.Paste):
            return False
        text = QGuiApplication.clipboard().text()
        is_meant = is_table(text) if isinstance(watched, QLineEdit) else "\t" in text
        if is_meant:
            self.table_wanted.emit()
        return is_meant
