"""The twelve situations of a hall's screen, played on real windows: offscreen, and on an X server with xrandr monitors.

The grading by serial numbers and of two screens of one name, which neither platform has, is the pure table of
test_screens.py.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.clock import FakeClock
from tests.support.hotplug import LAPTOP, PROJECTOR, Plugged, is_plugged, plug
from ui.projector.placement import Placement, identity_of
from ui.projector.screens import Reason, ScreenIdentity
from ui.projector.sheet import Sheet
from ui.projector.window import ProjectorWindow

pytestmark = pytest.mark.xvfb
TELEVISION = Plugged("TELEVISION", 2646, 0, 640, 360)
SMALL = replace(PROJECTOR, width=1280, height=720)
MOVED = replace(SMALL, x=2006)
TWIN = replace(PROJECTOR, width=960, height=540)
SECOND = replace(TWIN, name="PROJECTOR-2", x=2326)
AT_HOME = QPoint(100, 100)
WINDOW, HIDDEN = "an ordinary window", "hidden"


def place(screen: Plugged) -> QRect:
    return QRect(screen.x, screen.y, screen.width, screen.height)


@dataclass(frozen=True)
class Situation:
    """now: the screens. was_up: the hall was shown on `before` when they became these; else it starts with them.

    console: where the console's window is then. on_x: what is expected there, if it is something else.
    """

    now: tuple[Plugged, ...]
    expected: QRect | str
    reason: Reason | None = None
    before: tuple[Plugged, ...] = (LAPTOP, PROJECTOR)
    was_up: bool = False
    primary: str = ""
    console: QPoint = AT_HOME
    on_x: tuple[QRect | str, Reason | None] | None = None


SITUATIONS = {
    "same": lambda: Situation((LAPTOP, PROJECTOR), place(PROJECTOR)),
    "renamed": lambda: Situation((LAPTOP, replace(PROJECTOR, name="HDMI-7")), HIDDEN, Reason.LOST),
    "no serial, another beside it": lambda: Situation(
        (LAPTOP, SMALL, TELEVISION), place(SMALL), before=(LAPTOP, SMALL)
    ),
    "two alike": lambda: Situation((LAPTOP, TWIN, SECOND), place(TWIN), before=(LAPTOP, TWIN)),
    "swapped": lambda: Situation(
        (LAPTOP, replace(TELEVISION, x=1366), MOVED), place(MOVED), before=(LAPTOP, SMALL, TELEVISION), was_up=True
    ),
    "mirrored": lambda: Situation(
        (LAPTOP, replace(PROJECTOR, x=0, width=1366, height=768)), HIDDEN, Reason.MIRRORED
    ),
    "one only": lambda: Situation((LAPTOP,), WINDOW, Reason.ONE_SCREEN),
    "lost while live": lambda: Situation((LAPTOP,), HIDDEN, Reason.LOST, was_up=True),
    "back with another size": lambda: Situation((LAPTOP, SMALL), place(SMALL), was_up=True),
    "primary removed": lambda: Situation(
        (LAPTOP, SMALL), place(SMALL), before=(TELEVISION, LAPTOP, SMALL), was_up=True, primary=TELEVISION.name
    ),
    "all removed": lambda: Situation((), HIDDEN, Reason.NO_SCREEN, was_up=True, on_x=(HIDDEN, Reason.LOST)),
    "console's screen removed": lambda: Situation(
        (PROJECTOR,), HIDDEN, Reason.LOST, was_up=True, console=QPoint(1500, 100), on_x=(HIDDEN, Reason.MIRRORED)
    ),
}  # fmt: skip


@dataclass
class Hall:
    """The three windows, and what their placement said last."""

    console: QWidget
    window: ProjectorWindow
    ground: Sheet
    placement: Placement
    said: list[object]

    def is_at(self, expected: QRect | str) -> bool:
        windows = (self.window, self.ground)
        if expected == HIDDEN:
            return not any(window.isVisible() for window in windows)
        if expected == WINDOW:
            return self.window.isVisible() and not self.window.isFullScreen() and not self.ground.isVisible()
        return all(w.isVisible() and w.isFullScreen() and w.geometry() == expected for w in windows)

    def covers_console(self) -> bool:
        shown = self.window.isVisible() and self.window.isFullScreen()
        return shown and self.window.geometry().intersects(self.console.geometry())


@pytest.fixture
def hall(qtbot: QtBot) -> Generator[Hall]:
    console = QWidget()
    qtbot.addWidget(console)
    console.setGeometry(100, 100, 800, 500)
    with qtbot.waitExposed(console):
        console.show()
    window, ground = ProjectorWindow(FakeClock().now), Sheet()
    made = Hall(console, window, ground, Placement(window, ground, console), [])
    made.placement.found.connect(lambda _: made.said.append(None))
    made.placement.lost.connect(made.said.append)
    made.placement.needs_choice.connect(lambda reason, _: made.said.append(reason))
    yield made
    made.placement.stop()
    for each in (window, ground):
        each.end()
        each.deleteLater()
    made.placement.deleteLater()
    have(qtbot, (LAPTOP,))  # so that the laptop is the first in Qt's list again, also where it was gone
    have(qtbot, (LAPTOP, PROJECTOR))


def have(qtbot: QtBot, screens: tuple[Plugged, ...], primary: str = "") -> None:
    """Plug, and wait until Qt knows; X puts a screen of its own in the laptop's place when that is gone."""
    plug(*screens, primary=primary)
    if LAPTOP in screens or QGuiApplication.platformName() == "offscreen":
        qtbot.waitUntil(lambda: is_plugged(*screens), timeout=5000)
    else:
        qtbot.waitUntil(lambda: LAPTOP.name not in {s.name() for s in QGuiApplication.screens()}, timeout=5000)


def known_projector() -> ScreenIdentity:
    return next(identity_of(s) for s in QGuiApplication.screens() if s.name() == PROJECTOR.name)


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_situation(qtbot: QtBot, hall: Hall, name: str) -> None:
    situation = SITUATIONS[name]()
    expected, reason = situation.expected, situation.reason
    if situation.on_x is not None and QGuiApplication.platformName() != "offscreen":
        expected, reason = situation.on_x
    have(qtbot, situation.before, situation.primary)
    known = known_projector()
    if situation.was_up:
        hall.placement.start(known)
        where = next(place(screen) for screen in situation.before if screen.name == PROJECTOR.name)
        qtbot.waitUntil(lambda: hall.is_at(where), timeout=5000)
    hall.console.move(situation.console)
    have(qtbot, situation.now)
    if not situation.was_up:
        hall.placement.start(known)
    qtbot.waitUntil(lambda: hall.is_at(expected) and hall.said[-1:] == [reason], timeout=5000)
    for _ in range(5):
        qtbot.wait(120)
        assert hall.is_at(expected)
        assert not hall.covers_console()
