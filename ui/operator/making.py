"""Makes the console in steps once its first picture stands: the list is there at once, the rest turn by turn.

Whatever is pressed, clicked or dropped meanwhile, but for moving in the list, waits until all of it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

PAUSE_MS = 40
"""After the first picture: a key that came while the program started moves in the list before more is made."""
UNSEEN_MS = 500
"""A window that nobody shows, a minimised one, gets its parts all the same."""
_WANTS_ALL = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress, QEvent.Type.DragEnter, QEvent.Type.Close,
})  # fmt: skip
_IN_LIST = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
})  # fmt: skip


class Making(QObject):
    """steps: each is short enough for one turn of the event loop. is_done: there are no more."""

    def __init__(self, steps: Iterator[None], window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._steps = steps
        self._last: Callable[[], object] | None = None
        self._is_under_way = self._is_going = False
        self.is_done = False

    def begin(self, last: Callable[[], object]) -> None:
        """The window is shown by now; its handle is told first of what the person does. last: after all steps."""
        self._last = last
        self._window.windowHandle().installEventFilter(self)
        QTimer.singleShot(UNSEEN_MS, self, self._go_on)

    def finish(self) -> bool:
        """All steps that are left, now; whether there were any."""
        if self.is_done or self._is_under_way:
            return False
        while self._step():
            pass
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.is_done:
            watched.removeEventFilter(self)
        elif kind is QEvent.Type.Expose:
            QTimer.singleShot(PAUSE_MS, self, self._go_on)  # it is painted before this turn ends
        elif kind in _WANTS_ALL and not _moves_in_list(event):
            self.finish()
        return False

    def _go_on(self) -> None:
        """One step a turn: what it made is laid out and painted before the next."""
        if not self._is_going:
            self._is_going = True
            self._step_and_on()

    def _step_and_on(self) -> None:
        if self._step():
            QTimer.singleShot(0, self, self._step_and_on)

    def _step(self) -> bool:
        """Whether there are more."""
        if self.is_done or self._is_under_way:
            return False
        self._is_under_way = True
        try:
            next(self._steps)
        except StopIteration:
            self.is_done = True
        finally:
            self._is_under_way = False
        if self.is_done and self._last is not None:
            last, self._last = self._last, None
            last()
        return not self.is_done


def _moves_in_list(event: QEvent) -> bool:
    """The list has the focus while the console is made."""
    return isinstance(event, QKeyEvent) and event.key() in _IN_LIST and not event.modifiers()
