"""Deadlines in the answer being typed: tinted where they stand, and the first one nobody has taken is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.domain.due import Precision
from app.domain.minutes import TextKey
from app.domain.text import fold
from app.queries import desk as lists
from app.queries.floor import AnswerView, CurrentQuestion
from ui import theme
from ui.desk import Desk
from ui.widgets.minutes_editor import MinutesEditor, qt_length

if TYPE_CHECKING:
    from app.reading.deadlines import FoundDeadline

AFTER_MS = 250
LONGEST = 20_000
"""Characters looked through: the end of the text. What was typed an hour ago has been offered long since."""


class DeadlineWatch(QObject):
    """found_changed: another offer, or none."""

    found_changed = Signal()

    def __init__(self, desk: Desk, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._desk = desk
        self._editor = editor
        self._key: TextKey | None = None
        self._taken: frozenset[str] = frozenset()
        self._dismissed: set[tuple[object, str]] = set()
        self.found: tuple[FoundDeadline, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._pause.timeout.connect(self.look)
        editor.words_changed.connect(self._pause.start)
        editor.installEventFilter(self)
        desk.closing.connect(self._pause.stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another theme has another tint."""
        if event.type() is QEvent.Type.StyleChange:
            self._tint(self._editor.toPlainText())
        return False

    def show_question(self, view: CurrentQuestion | None, answer: AnswerView | None) -> None:
        """Phrases that commitments of the question hold are no offers."""
        commitments = view.commitments if view and answer else ()
        taken = frozenset(fold(commitment.due.text) for commitment in commitments)
        if self._editor.key != self._key:
            self._key, self._taken = self._editor.key, taken
            self.look()
        elif taken != self._taken:
            self._taken = taken
            self._pause.start()

    def first(self) -> FoundDeadline | None:
        """The one to offer: words that fix a day before words that fix none ("thời gian tới")."""
        return next((one for one in self.found if one.due.precision is not Precision.SOFT), None) or next(
            iter(self.found), None
        )

    def dismiss(self, phrase: str) -> None:
        """Looked at and not taken: it is not offered again."""
        self._dismissed.add((self._editor.key, fold(phrase)))
        self.look()

    def look(self) -> None:
        text = self._editor.toPlainText()
        self.found = self._found_in(text) if text else ()
        self._tint(text)
        self.found_changed.emit()

    def _found_in(self, text: str) -> tuple[FoundDeadline, ...]:
        from app.reading.deadlines import FoundDeadline, find_deadlines  # 100 ms of patterns: not at every start

        skipped = max(0, len(text) - LONGEST)
        found = find_deadlines(text[skipped:], lists.facts(self._desk.conference.db).held_on)
        return tuple(
            FoundDeadline(one.start + skipped, one.end + skipped, one.due) for one in found if self._is_open(one)
        )

    def _is_open(self, one: FoundDeadline) -> bool:
        phrase = fold(one.due.text)
        return phrase not in self._taken and (self._editor.key, phrase) not in self._dismissed

    def _tint(self, text: str) -> None:
        p = theme.palette()
        look = QTextCharFormat()
        look.setBackground(QColor(p.warn_tint))
        look.setForeground(QColor(p.warn))
        selections: list[QTextEdit.ExtraSelection] = []
        for one in self.found:
            if one.due.precision is Precision.SOFT:
                continue
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(qt_length(text[: one.start]))
            cursor.setPosition(qt_length(text[: one.end]), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = look
            selections.append(selection)
        self._editor.setExtraSelections(selections)
