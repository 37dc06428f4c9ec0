"""A projector that is pulled and plugged again and again, with the whole console running.

python -m tests.support.plug_cycles CYCLES [bare]: prints JSON; offscreen, or under tests.support.x_server on real
windows. bare: a window that only follows its screen, as the floor of what Qt and the allocator keep by themselves.
"""

from __future__ import annotations

import ctypes
import gc
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

if os.environ.get("QT_QPA_PLATFORM", "") != "xcb":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}"
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.projection import HallState
from app.queries import desk as lists
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.hotplug import LAPTOP, PROJECTOR, Plugged, is_plugged, plug
from ui import ahead, start_up
from ui.desk import Desk
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.projector.placement import identity_of

_PATIENCE_S = 10.0
_SIZES = ((1920, 1080), (1280, 720), (1024, 768), (640, 480))
_READINGS = 3
"""The lowest of them counts: a thread or a picture that is just under way takes up to three MiB more."""
_PLACES = 12
"""How often it is read, evenly; the lowest of the first third is compared with the lowest of the last.

A picture of the hall more or less that is just kept is four or eight MiB.
"""
_WARM = 250
"""Cycles before the memory is read first, or half of them: fonts, pictures of every size and all code are there then.

So is the cache of the file's connection, which SQLite fills with two MiB of what each cycle records.
"""


def _until(what: str, true: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not true():
        QTest.qWait(5)
        if time.monotonic() - begun > _PATIENCE_S:
            raise AssertionError(what)


def _memory_mib() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _settled_mib(window: Hall | Bare) -> tuple[float, float]:
    """Memory, and the part of it that is the log; the screen as it was at first, what the allocator hoards given back.

    A picture of 1920x1080 takes 8 MiB, one of 640x480 only one: read as chance has it, memory says nothing.
    """
    for _ in range(2):
        window.out((LAPTOP,))
        window.back(PROJECTOR)
    window.save()
    QTest.qWait(1500)  # the thumbnail is taken, the log written
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return _memory_mib(), window.log_mib()


def _away(chance: random.Random) -> tuple[Plugged, ...]:
    """The projector is gone, or another screen stands in its place."""
    return chance.choice([(LAPTOP,), (LAPTOP,), (LAPTOP, replace(PROJECTOR, name="TELEVISION", width=800, height=600))])


def _other_size(chance: random.Random) -> Plugged:
    width, height = chance.choice(_SIZES)
    return replace(PROJECTOR, width=width, height=height)


class Hall:
    """The whole console with its hall."""

    def __init__(self, window: MainWindow) -> None:
        self._console, self._hall = window, window.hall.window
        self._db = window.hall._desk.conference.db

    def save(self) -> None:
        """Also a backup, which comes every two minutes anyway: its thread leaves some MiB with the allocator, once."""
        self._console.saving.save_now()

    def log_mib(self) -> float:
        """The state with its log in memory: what was recorded of each cycle stays, as it must."""
        pages, size = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return float(pages * size / 2**20)

    def cycle(self, chance: random.Random) -> float:
        """Out and in again; seconds from the plug to the picture. AssertionError at the first wrong window."""
        hall = self._console.hall
        picture = lists.projection(self._db).picture
        self.out(_away(chance))
        assert not self._hall.isVisible(), "a picture on a screen that is not the hall's"
        seconds = self.back(_other_size(chance))
        assert hall.row.picture == picture, "another picture came back"
        assert not self._hall.geometry().intersects(self._console.geometry()), "the picture lies over the console"
        return seconds

    def out(self, left: tuple[Plugged, ...]) -> None:
        plug(*left)
        _until("Qt has not seen the pull", lambda: is_plugged(*left))
        assert not self._hall.isVisible(), "a picture without its screen"
        _until("the row does not know", lambda: self._console.hall.row.state is HallState.NO_SCREEN)

    def back(self, screen: Plugged) -> float:
        plug(LAPTOP, screen)
        plugged = time.monotonic()
        place = QRect(screen.x, screen.y, screen.width, screen.height)
        _until(
            f"the picture is not back on {place}: {self._hall.geometry()}",
            lambda: self._hall.isVisible() and self._hall.isFullScreen() and self._hall.geometry() == place,
        )
        seconds = time.monotonic() - plugged
        _until("the row does not know of the return", lambda: self._console.hall.row.state is HallState.LIVE)
        return seconds


class Bare(QWidget):
    """One pixmap of the screen's size, shown full screen whenever that is there."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()

    def save(self) -> None:
        pass

    def log_mib(self) -> float:
        return 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def cycle(self, chance: random.Random) -> float:
        self.out(_away(chance))
        return self.back(_other_size(chance))

    def out(self, left: tuple[Plugged, ...]) -> None:
        plug(*left)
        self.hide()
        _until("Qt has not seen the pull", lambda: is_plugged(*left))

    def back(self, screen: Plugged) -> float:
        plug(LAPTOP, screen)
        plugged = time.monotonic()
        _until("Qt has not seen the plug", lambda: is_plugged(LAPTOP, screen))
        found = next(each for each in QGuiApplication.screens() if each.name() == screen.name)
        self._picture = QPixmap(found.size())
        self._picture.fill(QColor("#112233"))
        self.setScreen(found)
        self.setGeometry(found.geometry())
        self.showFullScreen()
        QTest.qWait(250)
        return time.monotonic() - plugged


def _cycles(hall: Hall | Bare, cycles: int) -> dict[str, object]:
    chance = random.Random(1)
    times: list[float] = []
    wrong, read = "", [(0.0, 0.0)]
    warm = min(_WARM, cycles // 2)
    every = max(1, (cycles - warm) // _PLACES)
    try:
        for number in range(1, cycles + 1):
            times.append(hall.cycle(chance))
            if number >= warm and (number - warm) % every == 0:
                read.append(min(_settled_mib(hall) for _ in range(_READINGS)))
    except AssertionError as error:
        wrong = f"cycle {len(times)}: {error}"
    third = max(1, len(read[1:]) // 3)
    before, after = min(read[1 : 1 + third], default=read[0]), min(read[-third:])
    return {
        "cycles": len(times),
        "wrong": wrong,
        "slowest_s": max(times, default=0.0),
        "from_mib": before[0],
        "grown_mib": after[0] - before[0],
        "log_mib": after[1] - before[1],
        "read_mib": [round(each[0] - each[1], 1) for each in read[1:]],
    }


def bare(cycles: int) -> dict[str, object]:
    app = QApplication([])
    window = Bare()
    found = _cycles(window, cycles)
    window.close()
    assert app is not None
    return found


def main(cycles: int) -> dict[str, object]:
    app = QApplication([])
    logging.disable(logging.CRITICAL)
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder), clock)
        with_question(conference, agency=with_people(conference)["snv"])
        preferences = Preferences(Path(folder) / "console.json")
        preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
        desk = Desk(conference)
        window = MainWindow(desk, preferences, Path(folder) / "copies")
        window.resize(1200, 640)
        window.move(20, 30)
        window.show()
        window.start()
        start_up.settle_soon(window)
        _until("what windows need is not imported", lambda: ahead.WINDOWS[-1] in sys.modules)
        window.hall.preview("question/1")
        clock.advance(1)
        QTest.keyClick(window, Qt.Key.Key_F5)
        QTest.keyClick(window, Qt.Key.Key_F8)
        found = _cycles(Hall(window), cycles)
        window.close_now()
        desk.close()
        conference.close()
    assert app is not None
    return found


if __name__ == "__main__":
    print(json.dumps((bare if "bare" in sys.argv else main)(int(sys.argv[1]))))  # noqa: T201 - its result
