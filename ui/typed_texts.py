"""Between text boxes and the typing journal: what changed, in code points, and when its lines are no longer needed.

Knows no widget. The one object of its kind belongs to the desk, so that all editors agree on what is still open.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, SignalInstance

from app.conference import Change, Conference
from app.domain.changes import Changes
from app.domain.minutes import TextKey


def changed_part(before: str, after: str) -> tuple[int, int, str]:
    """The smallest change that makes `after` of `before`: position and number removed in code points, words added.

    Compared instead of taken from Qt, whose counts are UTF-16 units and, around input methods and whole-text changes,
    too large.
    """
    shorter = min(len(before), len(after))
    start = _same(before, after, shorter)
    tail = _same_at_end(before, after, shorter - start)
    return start, len(before) - start - tail, after[start : len(after) - tail]


def _same(before: str, after: str, most: int) -> int:
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            most = middle - 1
    return low


def _same_at_end(before: str, after: str, most: int) -> int:
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        if before[len(before) - middle : len(before) - low] == after[len(after) - middle : len(after) - low]:
            low = middle
        else:
            most = middle - 1
    return low


class TypedTexts(QObject):
    """Texts being typed, from their first unrecorded change until their event is safe in the file."""

    def __init__(self, conference: Conference, save_state: SignalInstance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conference = conference
        self._begun: set[str] = set()
        self._unsafe: dict[str, int] = {}
        self._last_event = 0
        conference.subscribe(self._learn)
        save_state.connect(self._settle)

    def note(self, text_key: TextKey | str, before: str, after: str) -> int:
        """Journal one change of a text; returns the number of its line (0: nothing changed)."""
        if before == after:
            return 0
        key = str(text_key)
        position, removed, added = changed_part(before, after)
        base = None if key in self._begun else before
        self._begun.add(key)
        self._unsafe.pop(key, None)
        number = self._conference.journal.append(key, position, removed, added, base)
        self._conference.journal.wait_held(number)
        return number

    def take_up(self, key: str) -> None:
        """An earlier run left this text open: its lines in the journal go on."""
        self._begun.add(key)

    def recorded(self, text_key: TextKey | str) -> None:
        """The text is an event now. Its lines stay in the journal until that event is safe in the file."""
        key = str(text_key)
        if key in self._begun:
            self._begun.discard(key)
            self._unsafe[key] = self._last_event
            self._settle()

    def rewrite(self, change: Change) -> None:
        """After an erasure, as the journal has done it: what it leaves nothing of begins anew."""
        if change("") is None:
            self._begun.clear()

    def close(self) -> None:
        self._conference.unsubscribe(self._learn)

    def _learn(self, changes: Changes) -> None:
        self._last_event = changes.event_id

    def _settle(self, _state: object = None) -> None:
        for key, event_id in tuple(self._unsafe.items()):
            if self._conference.follower.wait_safe(event_id, 0):
                del self._unsafe[key]
                self._conference.journal.done(key)
