"""A projector that is pulled and plugged again and again, with the whole console running.

python -m tests.support.plug_cycles CYCLES: prints JSON; offscreen, or under tests.support.x_server on real windows.
"""

from __future__ import annotations

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
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.projection import HallState
from app.queries import desk as lists
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.hotplug import LAPTOP, PROJECTOR, Plugged, is_plugged, plug
from ui.desk import Desk
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.projector.placement import identity_of

_PATIENCE_S = 10.0
_SIZES = ((1920, 1080), (1280, 720), (1024, 768), (640, 480))
_WARM = 20
"""Cycles before the memory is read first: fonts, caches and pictures of every size are there by then."""


def _until(what: str, true: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not true():
        QTest.qWait(5)
        if time.monotonic() - begun > _PATIENCE_S:
            raise AssertionError(what)


def _memory_mib() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _away(chance: random.Random) -> tuple[Plugged, ...]:
    """The projector is gone, or another screen stands in its place."""
    return chance.choice([(LAPTOP,), (LAPTOP,), (LAPTOP, replace(PROJECTOR, name="TELEVISION", width=800, height=600))])


def _cycle(window: MainWindow, chance: random.Random) -> float:
    """Out and in again; seconds from the plug to the picture. AssertionError at the first wrong window."""
    hall, console = window.hall.window, window
    picture = lists.projection(window.hall._desk.conference.db).picture
    gone = _away(chance)
    plug(*gone)
    _until("Qt has not seen the pull", lambda: is_plugged(*gone))
    assert not hall.isVisible(), "a picture without its screen"
    _until("the row does not know", lambda: window.hall.row.state is HallState.NO_SCREEN)
    assert not hall.isVisible(), "a picture on a screen that is not the hall's"
    width, height = chance.choice(_SIZES)
    back = replace(PROJECTOR, width=width, height=height)
    plug(LAPTOP, back)
    plugged = time.monotonic()
    place = QRect(back.x, back.y, width, height)
    _until(
        f"the picture is not back on {place}: {hall.geometry()}",
        lambda: hall.isVisible() and hall.isFullScreen() and hall.geometry() == place,
    )
    seconds = time.monotonic() - plugged
    _until("the row does not know of the return", lambda: window.hall.row.state is HallState.LIVE)
    assert window.hall.row.picture == picture, "another picture came back"
    assert not hall.geometry().intersects(console.geometry()), "the picture lies over the console"
    return seconds


def main(cycles: int) -> dict[str, object]:
    app = QApplication([])
    logging.disable(logging.CRITICAL)
    clock, chance = FakeClock(), random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder), clock)
        with_question(conference, agency=with_people(conference)["snv"])
        preferences = Preferences(Path(folder) / "console.ini")
        preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
        desk = Desk(conference)
        window = MainWindow(desk, preferences, Path(folder) / "copies")
        window.resize(1200, 640)
        window.move(20, 30)
        window.show()
        window.start()
        QTest.qWait(600)
        window.hall.preview("question/1")
        clock.advance(1)
        QTest.keyClick(window, Qt.Key.Key_F5)
        QTest.keyClick(window, Qt.Key.Key_F8)
        times: list[float] = []
        wrong, memory = "", [0.0, 0.0]
        try:
            for number in range(cycles):
                if number == min(_WARM, cycles // 2):
                    memory[0] = _memory_mib()
                times.append(_cycle(window, chance))
        except AssertionError as error:
            wrong = f"cycle {len(times)}: {error}"
        memory[1] = _memory_mib()
        window.close_now()
        desk.close()
        conference.close()
    assert app is not None
    return {"cycles": len(times), "wrong": wrong, "slowest_s": max(times, default=0.0), "memory_mib": memory}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))  # noqa: T201 - its result
