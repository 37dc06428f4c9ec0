"""What is typed into a form and not stored yet is a draft of the desk: closing, a refusal and a crash leave it.

Keeps the typed fields only; lists of several choices are made anew by a few presses.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.conference import Change
from app.domain.ids import NEW
from app.recovery import FORM
from ui.desk import Desk
from ui.dialogs.choices import NameInput
from ui.dialogs.fields import Values
from ui.dialogs.record_form import RecordForm
from ui.drafts import rewritten


class FormDraft(QObject):
    """One form's draft; which record the form shows is told with each showing."""

    def __init__(self, form: RecordForm, desk: Desk) -> None:
        super().__init__(form)
        self._form, self._desk = form, desk
        self._key = ""
        self._first: dict[str, object] = {}
        form.edited.connect(self._keep)
        desk.words_erased.connect(self._erase_words)

    def show(self, about: str, values: Values) -> None:
        """Show a record (about: "people/12"), and on it what was typed for it and not stored."""
        self._key = f"{FORM}{about}"
        self._form.show_values(values)
        self._first = self._typed()
        draft = self._desk.drafts.get(self._key) or {}
        for name in self._form.field_names():
            if name in draft:
                _put(self._form.input_of(name), draft[name])
        self._form.is_dirty = self._typed() != self._first

    def first_row(self, page: str, ids: Sequence[int]) -> int:
        """The row a page begins with: one that was being edited, else the first. A row that is gone is a new one."""
        drafts, new = self._desk.drafts, f"{FORM}{page}/new"
        for key in drafts.keys(f"{FORM}{page}/"):
            row = key.rpartition("/")[2]
            if row.isdigit() and int(row) in ids:
                return int(row)
            if key != new and drafts.get(new) is None:
                drafts.keep(new, drafts.get(key) or {})
                drafts.end(key)
            return NEW
        return ids[0] if ids else NEW

    def end(self) -> None:
        """Stored, or given up."""
        self._desk.drafts.end(self._key)

    def _keep(self) -> None:
        if not self._key:
            return
        changed = {name: typed for name, typed in self._typed().items() if typed != self._first.get(name)}
        if changed:
            self._desk.drafts.keep(self._key, changed)
        else:
            self._desk.drafts.end(self._key)

    def _erase_words(self, change: Change) -> None:
        key, self._key = self._key, ""  # no draft of half of the fields
        self._first = rewritten(self._first, change, self._first)
        for name, words in rewritten(self._typed(), change, self._first).items():
            _put(self._form.input_of(name), words)
        self._key = key
        self._keep()

    def _typed(self) -> dict[str, object]:
        found = {name: _words(self._form.input_of(name)) for name in self._form.field_names()}
        return {name: words for name, words in found.items() if words is not None}


def _words(field: QWidget) -> object:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.isChecked() if isinstance(field, QCheckBox) else None


def _put(field: QWidget, words: object) -> None:
    if isinstance(field, NameInput):
        field.show_words(str(words))
    elif isinstance(field, QLineEdit):
        field.setText(str(words))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(str(words))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(words))
