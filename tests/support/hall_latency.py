"""Times from key press to changed pixels of the hall's window, and of a bare window that repaints one pixmap.

python -m tests.support.hall_latency PRESSES SWITCHES: prints JSON; on X the pixels are read from the root window.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SCREENS = Path(__file__).with_name("two_screens.json")
if "DISPLAY" not in os.environ or os.environ.get("QT_QPA_PLATFORM", "") != "xcb":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREENS}"
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QRect, Qt  # noqa: E402 - the platform is chosen before Qt is imported
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from tests.support.clock import FakeClock  # noqa: E402
from tests.support.conferences import new_conference, with_people, with_question  # noqa: E402
from tests.support.watched_switches import watch  # noqa: E402
from ui.desk import Desk  # noqa: E402
from ui.operator.main_window import MainWindow  # noqa: E402
from ui.preferences import Preferences  # noqa: E402
from ui.projector.placement import identity_of  # noqa: E402

_PATIENCE_S = 2.0


class Bare(QWidget):
    """The floor: a key swaps two finished pixmaps."""

    def __init__(self, place: QRect) -> None:
        super().__init__()
        self.paints = 0
        self._pixmaps = [_plain(place, colour) for colour in ("#112233", "#445566")]
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.X11BypassWindowManagerHint)
        self.setGeometry(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pixmaps.reverse()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmaps[0])
        painter.end()


def _plain(place: QRect, colour: str) -> QPixmap:
    pixmap = QPixmap(place.size())
    pixmap.fill(QColor(colour))
    return pixmap


def _shot(place: QRect) -> bytes:
    """A strip of the screen in the middle of the picture, as the X server has it."""
    screen = QGuiApplication.primaryScreen()
    image = screen.grabWindow(0, place.x(), place.y() + 60, place.width(), 40).toImage()
    return bytes(image.constBits())


def _timed(press: Callable[[], object], changed: Callable[[], bool]) -> float:
    """Milliseconds from the press to the change."""
    begun = time.perf_counter()
    press()
    while not changed():
        QApplication.processEvents()
        if time.perf_counter() - begun > _PATIENCE_S:
            raise TimeoutError("the hall did not change")
    return (time.perf_counter() - begun) * 1000


def _bare(place: QRect, presses: int, on_x: bool) -> list[float]:
    window = Bare(place)
    window.show()
    QTest.qWait(300)
    times = []
    for _ in range(presses):
        before, paints = (_shot(place) if on_x else b""), window.paints
        changed = (lambda b=before: _shot(place) != b) if on_x else (lambda p=paints: window.paints > p)
        times.append(_timed(lambda: QTest.keyClick(window, Qt.Key.Key_Space), changed))
        QTest.qWait(20)
    window.close()
    return times


def _hall(window: MainWindow, clock: FakeClock, place: QRect, presses: int, on_x: bool) -> list[float]:
    """F5 with the other of two pictures in the preview, recorded and synced as always."""
    hall = window.hall.window
    times = []
    for number in range(presses):
        window.hall.preview(("agenda", "question/1")[number % 2])
        clock.advance(1)
        QTest.qWait(230)  # the fade before is over, the thumbnail taken
        before, paints = (_shot(place) if on_x else b""), hall.paint_count
        changed = (lambda b=before: _shot(place) != b) if on_x else (lambda p=paints: hall.paint_count > p)
        times.append(_timed(lambda: QTest.keyClick(window, Qt.Key.Key_F5), changed))
    return times


def main(presses: int, switches: int) -> dict[str, object]:
    """Times in ms, and what the camera saw of the switches (on X only)."""
    app = QApplication([])
    logging.disable(logging.CRITICAL)
    on_x = app.platformName() == "xcb"
    place = QGuiApplication.screens()[1].geometry()
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder), clock)
        agency = with_people(conference)["snv"]
        with_question(conference, agency=agency)
        preferences = Preferences(Path(folder) / "console.ini")
        preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
        bare = _bare(place, presses, on_x)
        desk = Desk(conference)
        window = MainWindow(desk, preferences, Path(folder) / "copies")
        window.resize(1366, 768)
        window.show()
        window.start()
        QTest.qWait(600)
        QTest.keyClick(window, Qt.Key.Key_F8)
        times = _hall(window, clock, place, presses, on_x)
        seen: dict[str, int] = {}
        if on_x and switches:

            def take(number: int) -> None:
                window.hall.preview(("agenda", "question/1")[number % 2])
                clock.advance(1)
                QTest.keyClick(window, Qt.Key.Key_F5)

            found = watch(place, Path(folder) / "frames", switches, take)
            seen = {"photographed": found.photographed, "blank": found.blank, "stale": found.stale}
        window.close_now()
        desk.close()
        conference.close()
    return {"bare": bare, "hall": times, "seen": seen}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - its result
