"""How far the words typed into one box have come: kept, safe from a power cut, recorded; each key goes to the journal.

Shared by all boxes whose words are journalled. What the words are and when they become an event is theirs.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from app.conference import JournalState
from app.domain.minutes import TextKey
from ui.desk import Desk

LATE_MS = 400
"""A line that is not safe by then is shown as merely kept; before, the mark would only flicker."""


class Keeping(StrEnum):
    """How far what is typed has come: nothing typed, kept, safe from a power cut, recorded, cannot be kept."""

    NONE = "none"
    KEPT = "kept"
    SAFE = "safe"
    RECORDED = "recorded"
    FAILED = "failed"


class Keeper(QObject):
    """changed: the mark beside the title is to be painted again. is_open: something typed is not recorded yet."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = Keeping.NONE
        self.at = desk.conference.now()
        self.is_open = False
        self._desk = desk
        self._line = 0
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._say_kept)
        desk.journal_state.connect(self._hear)

    def note(self, key: TextKey, before: str, after: str) -> None:
        """One change of the text goes to the journal."""
        self._line = self._desk.typing.note(key, before, after)
        self.is_open = True
        if self.state is not Keeping.SAFE:
            self.say(Keeping.KEPT)
        elif not self._late.isActive():
            self._late.start()

    def close(self, state: Keeping | None = None) -> None:
        """Nothing typed is open any more; state: what to say of it, else the mark stays."""
        self.is_open = False
        self._line = 0
        self._late.stop()
        if state is not None:
            self.say(state)

    def say(self, state: Keeping) -> None:
        self.state = state
        self.at = self._desk.conference.now()
        self.changed.emit()

    def _hear(self, state: JournalState) -> None:
        if not self.is_open:
            return
        if state.failed:
            self.say(Keeping.FAILED)
        elif state.safe >= self._line:
            self._late.stop()
            self.say(Keeping.SAFE)

    def _say_kept(self) -> None:
        self.say(Keeping.KEPT)
