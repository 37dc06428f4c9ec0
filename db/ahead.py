"""Rows of an event that is not over yet, told to the thread that writes the file, so that it need not wait for the end.

Nothing of it counts: they stand in an open transaction of the file until the event comes, and go if they are not its.
"""

from __future__ import annotations

import threading
from collections import deque

from app.domain.ids import EventId
from db.rows import Insert


class Ahead:
    """tell() by the command that records the event; the rest is the writing thread's, which wake wakes."""

    def __init__(self, event_id: EventId, wake: threading.Condition) -> None:
        self.event_id = event_id
        self.inserts: deque[Insert] = deque()
        self.is_dropped = False
        self._wake = wake

    def tell(self, insert: Insert) -> None:
        """The event's first rows, in their order, before anything else of it."""
        with self._wake:
            if not self.is_dropped:
                self.inserts.append(insert)
                self._wake.notify_all()

    def drop(self) -> None:
        """None of these rows is wanted any more; nor is any that comes."""
        with self._wake:
            self.is_dropped = True
            self.inserts.clear()
