"""The words of one line that an act stores: a draft of the desk until then; neither Esc nor a kill drops them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from app.conference import Change
from app.recovery import BOX
from ui.desk import Desk


class KeptLine(QObject):
    """begin() when the line is opened for something, pause() when it is put away, end() once it is stored."""

    def __init__(self, line: QLineEdit, desk: Desk) -> None:
        super().__init__(line)
        self._line, self._desk = line, desk
        self._key = ""
        line.textChanged.connect(self._keep)
        desk.words_erased.connect(self._erase_words)

    def begin(self, key: str) -> None:
        """key: what is asked and of which record: "reason/12". Words typed for it before stand in the line again."""
        self._key = ""
        words = (self._desk.drafts.get(f"{BOX}{key}") or {}).get("words")
        if words:
            self._line.setText(str(words))
        self._key = f"{BOX}{key}"

    def pause(self) -> None:
        self._key = ""

    def end(self) -> None:
        self._desk.drafts.end(self._key)

    def _erase_words(self, change: Change) -> None:
        left = change(self._line.text()) or ""
        if left != self._line.text():
            self._line.setText(left)

    def _keep(self, words: str) -> None:
        if not self._key:
            return
        if words:
            self._desk.drafts.keep(self._key, {"words": words})
        else:
            self._desk.drafts.end(self._key)
