"""When Python looks for garbage among all that lives: in a turn of the event loop with no work beside it.

Its own moment would be in the middle of a long import or paper, with hundreds of thousands of records alive for a
while: 60 to 100 ms in which no thread goes on. The young generations are looked through as ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from ui import tasks

EVERY_MS = 5_000
ENOUGH = 10
"""Times that younger objects were looked through; Python itself would look at the old ones after as many."""
NEVER = 1 << 30


class GarbageCollector(QObject):
    """Of the whole program; it lives as long as its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, NEVER)
        gc.enable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self) -> None:
        """Records that work brings are mostly gone when it is over; most of what stays is frozen (later_windows)."""
        if gc.get_count()[2] >= ENOUGH and not tasks.are_running():
            gc.collect()
