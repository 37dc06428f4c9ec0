"""Photographs what is seen: the hall at every change of its picture, the console in its two sizes. Touches no key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMainWindow

from ui.demo import eyes
from ui.demo.player import Acts, Pause, StuckError

SIZES = (QSize(1366, 768), QSize(1093, 614))
_LOOK_MS = 20
_FINDS_MS = 500
_ANSWER_MS = 250
_ASKED_AT_MOST = 20


class Camera(QObject):
    """hall_pictures: how many changes were photographed. watch() from the moment the hall is to be recorded."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._last = QImage()
        self._last_key = 0
        self.hall_pictures = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self.look()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Photograph the hall if its picture is another one and has come up fully."""
        window = eyes.hall()
        if window is None or window.is_fading() or window.picture().cacheKey() == self._last_key:
            return
        self._last_key = window.picture().cacheKey()
        picture = window.picture().toImage()
        if picture != self._last:
            self._last = picture
            self.hall_pictures += 1
            _save(window.grab().toImage(), self._folder / f"hall-{self.hall_pictures:02d}.png")

    def photograph_console(self) -> Acts:
        """In both sizes; afterwards the window is as large as before. Deadlines found in the words come up first."""
        yield Pause(_FINDS_MS)
        window = next(iter(eyes.shown(QMainWindow)), None)
        if window is None:
            raise StuckError("Không thấy cửa sổ điều hành.")
        before = window.size()
        for size in SIZES:
            yield from _resize(window, size)
            _save(window.grab().toImage(), self._folder / f"console-{size.width()}x{size.height()}.png")
        yield from _resize(window, before)


def _resize(window: QMainWindow, size: QSize) -> Acts:
    """A window manager may maximize what is as wide as the screen, or answer an earlier wish last: asked again then."""
    for _ in range(_ASKED_AT_MOST):
        if window.size() == size:
            return
        window.showNormal()
        window.resize(size)
        yield Pause(_ANSWER_MS)
    raise StuckError(f"Cửa sổ không đổi được thành {size.width()}×{size.height()}.")


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise StuckError(f"Không ghi được hình “{path.name}”.")
