"""Photographs what is seen: the hall at every change of its picture, the console in its two sizes. Touches no key."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMainWindow

from ui.demo import eyes
from ui.demo.player import Acts, Pause, StuckError, Until

SIZES = (QSize(1366, 768), QSize(1093, 614))
_LOOK_MS = 20
_FINDS_MS = 500


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
            yield Until(f"cửa sổ {size.width()}×{size.height()}", partial(_has_size, window, size))
            _save(window.grab().toImage(), self._folder / f"console-{size.width()}x{size.height()}.png")
        yield Until("cửa sổ như cũ", partial(_has_size, window, before))


def _has_size(window: QMainWindow, size: QSize) -> bool:
    """Asked for until it is so: a window manager may answer an earlier wish last."""
    if window.size() != size:
        window.resize(size)
        return False
    return True


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise StuckError(f"Không ghi được hình “{path.name}”.")
