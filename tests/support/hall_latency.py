"""Times from key press to changed pixels of the hall's window, and of a bare window that repaints one pixmap.

python -m tests.support.hall_latency PRESSES SWITCHES: prints JSON. On X a process without Qt presses and looks;
offscreen, where nobody else can see, the end of the window's painting counts. Both windows take turns, so that a busy
moment of the machine falls on both. Whatever hangs ends with the stacks of all threads on stderr.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

SCREENS = Path(__file__).with_name("two_screens.json")
if "DISPLAY" not in os.environ or os.environ.get("QT_QPA_PLATFORM", "") != "xcb":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREENS}"
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QEventLoop, QRect, QSocketNotifier, Qt, QTimer  # noqa: E402 - the platform is chosen before Qt is imported
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app.domain.projection import HallState  # noqa: E402
from tests.support.clock import FakeClock  # noqa: E402
from tests.support.conferences import new_conference, with_people, with_question  # noqa: E402
from tests.support.watched_switches import watch  # noqa: E402
from ui.desk import Desk  # noqa: E402
from ui.operator import hall_control  # noqa: E402
from ui.operator.main_window import MainWindow  # noqa: E402
from ui.preferences import Preferences  # noqa: E402
from ui.projector.placement import identity_of  # noqa: E402
from ui.projector.window import ProjectorWindow  # noqa: E402

_PATIENCE_S = 2.0
_ANSWER_MS = 5000
"""The eye gives up after two seconds; one that says nothing at all has died or stands."""
_LIMIT_S = 60.0
"""What the whole may take beside its presses and switches, each of which may take one second."""
TURN = 10
FILMS = 5
_AT = (96, 84)
"""Where the eye looks: the headings of both pictures stand there."""
_NAMES = {Qt.Key.Key_F5: "F5", Qt.Key.Key_F8: "F8", Qt.Key.Key_Space: "space"}
_painted_at: list[float] = []
"""When the hall's window was last painted to the end; offscreen only."""
Press = Callable[[QWidget, Qt.Key], float]


class BareSheet(QWidget):
    """One pixmap over the whole screen, above the hall's window and like that one not managed."""

    def __init__(self, place: QRect) -> None:
        super().__init__()
        self.pixmaps = [_plain(place, colour) for colour in ("#112233", "#445566")]
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowFlags(
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.X11BypassWindowManagerHint
        )
        self.setGeometry(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self.pixmaps[0])
        painter.end()
        _painted_at[:] = [time.perf_counter()]


class Bare(QWidget):
    """The floor: a key in one window swaps two finished pixmaps in the other."""

    def __init__(self, place: QRect) -> None:
        super().__init__()
        self.sheet = BareSheet(place)
        self.resize(200, 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.sheet.pixmaps.reverse()
        self.sheet.update()


class WatchedWindow(ProjectorWindow):
    """The hall's window, which also notes when it was painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _painted_at[:] = [time.perf_counter()]


def _plain(place: QRect, colour: str) -> QPixmap:
    pixmap = QPixmap(place.size())
    pixmap.fill(QColor(colour))
    return pixmap


@contextmanager
def _eye(place: QRect) -> Generator[Press]:
    """Presses by XTEST, seen by the other process; the window in focus gets the key."""
    at = [str(place.x() + _AT[0]), str(place.y() + _AT[1])]
    command = [sys.executable, "-m", "tests.support.key_to_pixel", *at]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as eye:
        assert eye.stdin is not None
        assert eye.stdout is not None
        answers, questions = eye.stdout, eye.stdin
        waiting = QEventLoop()
        answered = QSocketNotifier(answers.fileno(), QSocketNotifier.Type.Read)
        answered.activated.connect(waiting.quit)
        limit = QTimer(interval=_ANSWER_MS, singleShot=True)
        limit.timeout.connect(eye.kill)  # the end of its pipe then ends the waiting

        def press(_: QWidget, key: Qt.Key) -> float:
            """Wait without asking again and again: that would take the time that is measured."""
            print(_NAMES[key], file=questions, flush=True)
            limit.start()
            waiting.exec()
            limit.stop()
            answer = answers.readline()
            if not answer:
                raise TimeoutError(f"{_NAMES[key]} changed no pixel")
            return float(answer)

        try:
            yield press
        finally:
            answered.setEnabled(False)
            eye.kill()


def _press_offscreen(window: QWidget, key: Qt.Key) -> float:
    _painted_at.clear()
    begun = time.perf_counter()
    QTest.keyClick(window, key)
    while not _painted_at:
        QApplication.processEvents()
        if time.perf_counter() - begun > _PATIENCE_S:
            raise TimeoutError("the hall did not change")
    return (_painted_at[0] - begun) * 1000


@contextmanager
def _presser(place: QRect) -> Generator[Press]:
    if QGuiApplication.platformName() == "xcb":
        with _eye(place) as press:
            yield press
    else:
        yield _press_offscreen


def _bare(place: QRect, presses: int) -> list[float]:
    """Leaves the screen and the focus as they were."""
    before = QApplication.activeWindow()
    window = Bare(place)
    for each in (window.sheet, window):
        each.show()
    window.sheet.raise_()
    _focus(window)
    times = []
    with _presser(place) as press:
        for _ in range(presses + 1):
            times.append(press(window, Qt.Key.Key_Space))
            QTest.qWait(20)
    for each in (window.sheet, window):
        each.close()
        each.deleteLater()
    if before is not None:
        _focus(before)
    return times[1:]


def _focus(window: QWidget) -> None:
    window.activateWindow()
    _until(f"focus for {type(window).__name__}", window.isActiveWindow)
    QTest.qWait(300)


def _hall(window: MainWindow, clock: FakeClock, presses: int) -> list[float]:
    """F5 with the other of two pictures in the preview, recorded and synced as always."""
    times = []
    with _presser(window.hall.window.geometry()) as press:
        for _ in range(presses + 1):
            _preview_other(window)
            clock.advance(1)
            QTest.qWait(230)  # the fade before is over, the thumbnail taken
            times.append(press(window, Qt.Key.Key_F5))
    QTest.qWait(230)
    return times[1:]


def _preview_other(window: MainWindow) -> None:
    on_air = window.hall.row.picture.subject
    window.hall.preview("agenda" if on_air == "question/1" else "question/1")


def _film(window: MainWindow, presses: int) -> list[float]:
    """F8 over another program's full-screen window, which took the screen that was lent to it. On X only."""
    place = window.hall.window.geometry()
    if window.hall.row.state is not HallState.COVERED:
        QTest.keyClick(window, Qt.Key.Key_F8)
    times = []
    for _ in range(presses):
        window.hall.lend()
        player = subprocess.Popen([sys.executable, "-m", "tests.support.full_screen_player", "top"])
        try:
            _until("the other program's window", lambda: _pixel(place) == QColor("#ff00ff"))
            QTest.qWait(300)
            _focus(window)
            with _presser(place) as press:
                times.append(press(window, Qt.Key.Key_F8))
        finally:
            player.kill()
            player.wait(10)
    return times


def _pixel(place: QRect) -> QColor:
    shot = QGuiApplication.primaryScreen().grabWindow(0, place.center().x(), place.center().y(), 1, 1)
    return shot.toImage().pixelColor(0, 0)


def _until(what: str, true: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not true():
        QTest.qWait(20)
        if time.monotonic() - begun > 20:
            raise TimeoutError(f"{what} did not come")


def _watched(window: MainWindow, clock: FakeClock, folder: Path, switches: int) -> dict[str, int]:
    def take(number: int) -> None:
        _preview_other(window)
        clock.advance(1)
        QTest.keyClick(window, Qt.Key.Key_F5)

    found = watch(window.hall.window.geometry(), folder / "frames", switches, take)
    return {"photographed": found.photographed, "blank": found.blank, "stale": found.stale}


def main(presses: int, switches: int) -> dict[str, object]:
    """Times in ms, and what the camera saw of the switches (on X only)."""
    faulthandler.dump_traceback_later(_LIMIT_S + 2 * presses + switches, exit=True)
    app = QApplication([])
    logging.disable(logging.CRITICAL)
    hall_control.ProjectorWindow = WatchedWindow  # type: ignore[attr-defined]  # the window itself says when it was painted
    screen = QGuiApplication.screens()[1]
    clock = FakeClock()
    bare: list[float] = []
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder), clock)
        agency = with_people(conference)["snv"]
        with_question(conference, agency=agency)
        preferences = Preferences(Path(folder) / "console.json")
        preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
        desk = Desk(conference)
        window = MainWindow(desk, preferences, Path(folder) / "copies")
        window.resize(1366, 768)
        window.show()
        window.start()
        QTest.qWait(600)
        _focus(window)
        QTest.keyClick(window, Qt.Key.Key_F8)
        for _ in range(max(1, presses // TURN)):
            bare += _bare(screen.geometry(), TURN)
            times += _hall(window, clock, TURN)
        seen = _watched(window, clock, Path(folder), switches) if app.platformName() == "xcb" and switches else {}
        film = _film(window, FILMS) if app.platformName() == "xcb" else []
        window.close_now()
        desk.close()
        conference.close()
    return {"bare": bare, "hall": times, "seen": seen, "film": film}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - its result
