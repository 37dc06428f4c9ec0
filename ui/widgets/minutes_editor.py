"""The box for words typed while people speak: each keystroke kept, safe within 100 ms, recorded when it is left.

Bound to one stored text at a time. Looks nothing up but that text; its frame, title and marks are in minutes_pane.py.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app import texts
from app.commands import minutes
from app.conference import Change, Conference
from app.domain.changes import Changes, Table
from app.domain.minutes import TextKey
from app.domain.text import nfc
from app.queries import lists
from ui.desk import Desk
from ui.fonts import sized_font
from ui.typed_texts import changed_part
from ui.widgets.keeping import Keeper, Keeping

LONGEST_UNRECORDED_MS = 60_000
"""Unbroken typing becomes an event after this; it is safe in the journal long before."""

LINE_PERCENT = 116
"""Distance of lines against the font's own: capitals with two marks need it."""


class MinutesEditor(QTextEdit):
    """conflict_changed: two versions, or no longer. words_changed: after every change of the text, typed or not."""

    conflict_changed = Signal()
    words_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key: TextKey | None = None
        self.keeper = Keeper(desk, self)
        self.stored_meanwhile: str | None = None
        self._desk = desk
        self._stored = ""
        self._mirror = ""
        self._left: list[tuple[TextKey, str]] = []
        self._is_ours = False
        self._composing = False
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_UNRECORDED_MS)
        self._longest.timeout.connect(self.record)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(sized_font(14))
        self.setEnabled(False)
        self.document().contentsChange.connect(self._journal_change)
        desk.before_command.connect(self.record)
        desk.changed.connect(self.refresh)
        desk.words_erased.connect(self._erase_words)
        desk.closing.connect(self._stop)

    def bind(self, key: TextKey | None) -> None:
        """Show another text. What was typed into the former one is recorded, now or right after this change."""
        if key == self.key:
            return
        self._leave_for_another()
        self.key = key
        self._stored = texts.text_of(self._desk.conference.db, key) if key else ""
        self._forget_typing(Keeping.NONE)
        self.setEnabled(key is not None)
        self._load(self._stored)
        self._take_up_left()

    @property
    def is_unrecorded(self) -> bool:
        return self.keeper.is_open

    def record(self) -> None:
        """What stands in the document becomes an event. A syllable being composed stays where it is."""
        if self._desk.is_publishing:  # the focus went because of a change
            QTimer.singleShot(0, self.record)
            return
        self._record_left()
        if not self.keeper.is_open or self.key is None or self.stored_meanwhile is not None:
            return
        self.keeper.is_open = False  # desk.run asks every editor, this one too
        if not _write(self._desk, self.key, self._mirror):
            self.keeper.is_open = True
            return
        self._stored = nfc(self._mirror)
        self._forget_typing(Keeping.RECORDED)

    def leave(self) -> None:
        """The field is left: the syllable being composed belongs to it, then it is recorded."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.record()

    def refresh(self, changes: Changes | None = None) -> None:
        """Follow a stored text that others changed (undo, import, another form); never under the typing hand."""
        if self.key is None or (changes is not None and not changes.touches(Table.QUESTION, Table.MINUTES_ENTRY)):
            return
        stored = texts.text_of(self._desk.conference.db, self.key)
        if stored == self._stored:
            return
        if stored == nfc(self._mirror):
            self._stored = stored
            self._set_conflict(None)
        elif self.keeper.is_open or self._composing:
            self._set_conflict(stored)
        else:
            self._stored = stored
            self._show(stored)

    def keep_mine(self) -> None:
        """Of two versions the one on the screen; the other stays in the log."""
        self._set_conflict(None)
        self.keeper.is_open = True
        self.record()

    def take_stored(self) -> None:
        """Of two versions the stored one; the box's own undo still has the other."""
        stored = self.stored_meanwhile
        if stored is None or self.key is None:
            return
        self._set_conflict(None)
        self._stored = stored
        self._show(stored)
        self._desk.typing.recorded(self.key)
        self._forget_typing(Keeping.RECORDED)

    def insert_words(self, words: str) -> None:
        """Put words at the caret as if typed (time stamp, text module)."""
        if self.key is not None:
            self.textCursor().insertText(words)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a smaller window the caret stays in sight."""
        super().resizeEvent(event)
        if self.hasFocus():
            self.ensureCursorVisible()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's name
        """Tab goes on, unless it follows an abbreviation."""
        return (forward and self._expand_module()) or super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QGuiApplication.inputMethod().commit()
        super().focusOutEvent(event)
        self.record()
        if not self.keeper.is_open and self._stored != self._mirror:
            self._show(self._stored)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  # Qt's name
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's name
        """Pasted and dropped words come without their look."""
        self.insert_words(source.text())

    def _leave_for_another(self) -> None:
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()
        self._set_conflict(None)
        if not self._desk.is_publishing:
            self.record()
        elif self.keeper.is_open and self.key is not None:
            self._left.append((self.key, self._mirror))
            QTimer.singleShot(0, self.record)

    def _take_up_left(self) -> None:
        """Back at a text that was left a moment ago and is not recorded yet."""
        for key, text in self._left:
            if key == self.key:
                self._show(text)
                self.keeper.is_open = True
        self._left = [(key, text) for key, text in self._left if key != self.key]

    def _record_left(self) -> None:
        left, self._left = self._left, []
        for key, text in left:
            _write(self._desk, key, text)

    def _journal_change(self) -> None:
        if self._is_ours or self.key is None:
            return
        after = self.toPlainText()
        if after == self._mirror:  # a preedit, a format
            return
        self.keeper.note(self.key, self._mirror, after)
        self._mirror = after
        if not self._longest.isActive():
            self._longest.start()
        self.words_changed.emit()

    def _erase_words(self, change: Change) -> None:
        """What is stored has changed before; also the box's own undo has the words no more."""
        self._left = [(key, left) for key, text in self._left if (left := change(text)) is not None]
        typed = change(self._mirror) if self.keeper.is_open else None
        if typed is None:
            self._set_conflict(None)
            self._forget_typing(Keeping.NONE)
        self._stored = texts.text_of(self._desk.conference.db, self.key) if self.key else ""
        self._load(self._stored if typed is None else typed)

    def _stop(self) -> None:
        """What is not recorded by now is in the journal."""
        self._left = []
        self._forget_typing()

    def _set_conflict(self, stored: str | None) -> None:
        if stored != self.stored_meanwhile:
            self.stored_meanwhile = stored
            self.conflict_changed.emit()

    def _forget_typing(self, state: Keeping | None = None) -> None:
        self.keeper.close(state)
        self._longest.stop()

    def _load(self, text: str) -> None:
        """Another text altogether."""
        self._is_ours = True
        self.setPlainText(text)
        space_lines(self.document(), LINE_PERCENT)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._is_ours = False
        self._mirror = self.toPlainText()
        self.words_changed.emit()

    def _show(self, text: str) -> None:
        """The same text, changed: only what differs is written, so that caret, selection and scroll stay."""
        start, removed, added = changed_part(self._mirror, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(qt_length(self._mirror[:start]))
        cursor.setPosition(qt_length(self._mirror[: start + removed]), QTextCursor.MoveMode.KeepAnchor)
        self._is_ours = True
        cursor.insertText(added)
        self._is_ours = False
        self._mirror = self.toPlainText()
        self.words_changed.emit()

    def _expand_module(self) -> bool:
        """Replace the abbreviation before the caret (";xt") by its text."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        word = before.rpartition(" ")[2].rpartition("\t")[2]
        text = lists.text_module(self._desk.conference.db, word) if word else ""
        if not text:
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(word))
        cursor.insertText(text)
        return True


def space_lines(document: QTextDocument, percent: int) -> None:
    """Set the distance of all lines; paragraphs typed later take it over."""
    spacing = QTextBlockFormat()
    spacing.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    whole = QTextCursor(document)
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeBlockFormat(spacing)


def _write(desk: Desk, key: TextKey, text: str) -> bool:
    def store(conference: Conference) -> bool:
        minutes.write_text(conference, key, text)
        return True

    if not desk.run(store):
        return False
    desk.typing.recorded(key)
    return True


def qt_length(text: str) -> int:
    """Length as Qt counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
