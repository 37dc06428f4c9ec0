"""When Python looks for garbage: in turns of the event loop, on the main thread, and among all that lives only at rest.

Its own moment may be in any thread, and a window that goes there takes the program with it; or in the middle of a long
import, with hundreds of thousands of records alive for a while: 60 to 100 ms in which no thread goes on.
"""

from __future__ import annotations

import gc
from time import thread_time

from PySide6.QtCore import QObject, QTimer

from ui import tasks

EVERY_MS = 500
MANY = 5_000
"""New objects between two looks. So many at once are rows of a list or an import: most live, and go by their count."""
LONG_S = 0.01
"""A search that takes longer has found much that lives; the next one need not look through it again."""


class GarbageCollector(QObject):
    """Of the whole program; it lives as long as its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, objectName="garbage")
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self) -> None:
        """The generations as Python itself would; what stays of the old one is mostly frozen (later_windows)."""
        young, middle, old = gc.get_threshold()
        counts = gc.get_count()
        if counts[0] > MANY:
            gc.freeze()
        elif counts[2] > old and not tasks.are_running():
            begun = thread_time()
            gc.collect()
            if thread_time() - begun > LONG_S:
                gc.freeze()
        elif counts[1] > middle:
            gc.collect(1)
        elif counts[0] > young:
            gc.collect(0)
