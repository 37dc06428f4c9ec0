"""A second process that photographs the hall's screen 60 times a second, as the projector would show it.

python -m tests.support.frame_camera X Y WIDTH HEIGHT FILE: small frames, one after the other, until it is ended.
"""

from __future__ import annotations

import signal
import struct
import sys
import time
from pathlib import Path

WIDTH, HEIGHT = 96, 54
FRAME = struct.Struct("<d")
"""Each frame: the monotonic time in seconds, then WIDTH x HEIGHT x 3 bytes."""


def main(arguments: list[str]) -> int:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage

    app = QGuiApplication([])
    x, y, width, height = (int(each) for each in arguments[:4])
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    screen = app.primaryScreen()
    with Path(arguments[4]).open("wb") as file:
        file.write(b"")
        due = time.monotonic()
        while not ended:
            due += 1 / 60
            at = time.monotonic()
            image = screen.grabWindow(0, x, y, width, height).toImage()
            small = image.scaled(WIDTH, HEIGHT, mode=Qt.TransformationMode.FastTransformation)
            plain = small.convertToFormat(QImage.Format.Format_RGB888)  # its bits live no longer than the image does
            file.write(FRAME.pack(at) + bytes(plain.constBits()))
            file.flush()
            time.sleep(max(0.0, due - time.monotonic()))
            due = max(due, time.monotonic() - 0.1)
    return 0


def frames(file: Path) -> list[tuple[float, bytes]]:
    """Time and pixels of each whole frame."""
    content = file.read_bytes()
    size = FRAME.size + WIDTH * HEIGHT * 3
    pieces = (content[start : start + size] for start in range(0, len(content) - size + 1, size))
    return [(FRAME.unpack(piece[: FRAME.size])[0], piece[FRAME.size :]) for piece in pieces]


def magenta_pixels(frame: bytes) -> int:
    return sum(frame[n] > 200 and frame[n + 1] < 60 and frame[n + 2] > 200 for n in range(0, len(frame), 3))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
