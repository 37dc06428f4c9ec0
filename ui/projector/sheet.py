"""The sheet below a picture: the plain ground over a whole screen, so that the desktop never shows.

Nearly always it lies wholly covered. Its buffer (8 MiB at 1920 x 1080) goes once the screen has it, and comes back when
the system asks for the ground again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QPaintEvent, QShowEvent

from ui.projector.window import PictureWindow

NONE = QSize(1, 1)


class Sheet(PictureWindow):
    """A picture window that is given no picture."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = QTimer(self, interval=0, singleShot=True)
        self._painted.timeout.connect(self._let_buffer_go)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._painted.start()  # what was painted goes to the screen when this function has ended

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)  # with other flags it is another one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Without update() Qt would send the screen the buffer as it is."""
        if event.type() is QEvent.Type.Expose:
            self.update()
        return super().eventFilter(watched, event)

    def _let_buffer_go(self) -> None:
        store = self.backingStore()
        if store is not None:
            store.resize(NONE)
