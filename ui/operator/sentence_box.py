"""The words of one sentence of the minutes, rewritten by hand: every key journalled, stored when the box is left.

What was only looked at is never stored, nor an empty box: giving a sentence back is an act of its own.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import minutes
from app.conference import Change, Conference
from app.domain.minutes import Slot, TextKey
from app.domain.text import clean_text
from ui import theme
from ui.desk import Desk
from ui.fonts import sized_font
from ui.widgets.keeping import Keeper, Keeping


class SentenceBox(QPlainTextEdit):
    """entered: Enter was pressed. Shift+Enter breaks the line, Esc takes the stored words again."""

    entered = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keeper = Keeper(desk, self)
        self._desk = desk
        self._key = ""
        self._stored = ""
        self._mirror = ""
        self._is_ours = False
        theme.set_role(self, "editor")
        self.setAccessibleName("Đoạn biên bản")
        self.setFont(sized_font(theme.BODY))
        self.setTabChangesFocus(True)
        self.document().contentsChange.connect(self._note)
        desk.before_command.connect(self.store)
        desk.closing.connect(self._stop)
        desk.words_erased.connect(self._erase_words)

    def show_sentence(self, key: str, words: str) -> None:
        """Another sentence, or the same as it reads now; words being written are stored first, or stay."""
        if key != self._key:
            self.store()
            self._key = key
            self.keeper.close(Keeping.NONE)
            self._load(words)
        elif not self.is_dirty() and words != self._stored:
            self._load(words)

    def is_dirty(self) -> bool:
        """Whether words stand here that are not stored."""
        return self.keeper.is_open and clean_text(self._mirror) not in {"", clean_text(self._stored)}

    def store(self) -> None:
        """What was written becomes the sentence's words; while a change is being told it waits for the next act."""
        if self._desk.is_publishing or not self.is_dirty():
            return
        self.keeper.is_open = False  # desk.run asks every box, this one too
        if self._desk.run(_override, self._key, self._mirror):
            self._stored = self._mirror
            self._desk.typing.recorded(self._text_key())
            self.keeper.close(Keeping.RECORDED)
        else:
            self.keeper.is_open = True

    def give_back(self) -> None:
        """The program's own words again."""
        self.give_up()
        self._desk.run(_override, self._key, "")

    def give_up(self) -> None:
        """What was written since the sentence was shown is dropped, here and in the journal."""
        if self.keeper.is_open:
            self._desk.typing.recorded(self._text_key())
            self.keeper.close(Keeping.NONE)
        self._load(self._stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.store()

    def _note(self) -> None:
        after = self.toPlainText()
        if self._is_ours or not self._key or after == self._mirror:
            return
        self.keeper.note(self._text_key(), self._mirror, after)
        self._mirror = after
        if clean_text(after) == clean_text(self._stored):  # written and taken back: nothing to put back after a crash
            self._desk.typing.recorded(self._text_key())
            self.keeper.close(Keeping.NONE)

    def _text_key(self) -> TextKey:
        return TextKey(Slot.SENTENCE, sentence_key=self._key)

    def _load(self, words: str) -> None:
        self._stored = words
        if words != self._mirror:
            self._put(words)

    def _put(self, words: str) -> None:
        self._is_ours = True
        self.setPlainText(words)
        self._is_ours = False
        self._mirror = self.toPlainText()

    def _erase_words(self, change: Change) -> None:
        """Also the box's own undo has them no more."""
        stored, left = change(self._stored), change(self._mirror)
        self._stored = self._stored if stored is None else stored
        if left is None:
            self.keeper.close(Keeping.NONE)
        self._put(self._stored if left is None else left)

    def _stop(self) -> None:
        """What is not stored by now is in the journal."""
        self.keeper.close()


def _override(conference: Conference, key: str, words: str) -> bool:
    minutes.override_sentence(conference, key, words)
    return True
