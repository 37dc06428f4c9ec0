"""The hall window on real screens that come and go, offscreen and on an X server with a window manager."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.clock import FakeClock
from tests.support.hotplug import LAPTOP, PROJECTOR, Plugged, is_plugged, plug
from ui.projector.placement import Placement, identity_of, seen_screens
from ui.projector.screens import Reason, ScreenIdentity
from ui.projector.sheet import Sheet
from ui.projector.window import ProjectorWindow

ON_PROJECTOR = QRect(1366, 0, 1920, 1080)


@dataclass
class Hall:
    """The three windows, the controller, and what it said."""

    qtbot: QtBot
    console: QWidget
    window: ProjectorWindow
    ground: Sheet
    placement: Placement
    said: list[object] = field(default_factory=list)

    def plug(self, *screens: Plugged) -> None:
        plug(*screens)
        self.until(lambda: is_plugged(*screens))

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=5000)

    def is_on(self, place: QRect) -> bool:
        windows = (self.window, self.ground)
        return all(w.isVisible() and w.isFullScreen() and w.geometry() == place for w in windows)

    def is_hidden(self) -> bool:
        return not self.window.isVisible() and not self.ground.isVisible()


@pytest.fixture
def hall(qtbot: QtBot) -> Generator[Hall]:
    plug(LAPTOP, PROJECTOR)
    qtbot.waitUntil(lambda: is_plugged(LAPTOP, PROJECTOR))
    console = QWidget()
    qtbot.addWidget(console)
    console.setGeometry(100, 100, 800, 500)
    with qtbot.waitExposed(console):
        console.show()
    window, ground = ProjectorWindow(FakeClock().now), Sheet()
    made = Hall(qtbot, console, window, ground, Placement(window, ground, console))
    made.placement.found.connect(made.said.append)
    made.placement.lost.connect(made.said.append)
    made.placement.needs_choice.connect(lambda *news: made.said.append(news))
    yield made
    made.placement.stop()
    window.end()
    ground.end()
    window.deleteLater()
    ground.deleteLater()
    made.placement.deleteLater()
    made.plug(LAPTOP)  # so that the laptop is the first in Qt's list again, also where it was gone
    made.plug(LAPTOP, PROJECTOR)


def _projector() -> ScreenIdentity:
    return next(identity_of(s) for s in QGuiApplication.screens() if s.name() == "PROJECTOR")


@pytest.mark.xvfb
def test_the_console_screen_is_known_by_where_its_window_lies(hall: Hall) -> None:
    found = {screen.identity.name: screen.is_console for screen in seen_screens(hall.console)}
    assert found == {"LAPTOP": True, "PROJECTOR": False}


@pytest.mark.xvfb
def test_the_chosen_screen_is_covered_and_the_console_keeps_its_place(hall: Hall) -> None:
    before = hall.console.geometry()
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    assert hall.said == [_projector()]
    assert hall.console.geometry() == before
    assert not hall.window.isActiveWindow()


@pytest.mark.xvfb
def test_without_a_chosen_screen_a_person_is_asked_and_nothing_is_shown(hall: Hall) -> None:
    hall.placement.start(None)
    assert hall.said == [(Reason.NOT_CHOSEN, (_projector(),))]
    assert hall.is_hidden()
    hall.placement.choose(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))


@pytest.mark.xvfb
def test_an_unplugged_screen_hides_the_hall_at_once_and_its_return_brings_it_back(hall: Hall) -> None:
    known = _projector()
    hall.placement.start(known)
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.plug(LAPTOP)
    assert hall.is_hidden()
    hall.until(lambda: hall.said == [known, Reason.LOST])
    assert hall.console.isVisible()
    hall.plug(LAPTOP, PROJECTOR)
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    assert hall.said == [known, Reason.LOST, known]


@pytest.mark.xvfb
def test_a_screen_that_returns_with_another_resolution_is_filled(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.plug(LAPTOP)
    hall.plug(LAPTOP, replace(PROJECTOR, width=1280, height=720))
    hall.until(lambda: hall.is_on(QRect(1366, 0, 1280, 720)))


@pytest.mark.xvfb
def test_a_resolution_changed_in_place_is_followed(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.plug(LAPTOP, replace(PROJECTOR, width=1024, height=768))
    hall.until(lambda: hall.is_on(QRect(1366, 0, 1024, 768)))


# offscreen only: the first monitor of X stays where it is
def test_screens_that_change_places_do_not_leave_the_picture_over_the_console(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.console.move(2400, 100)  # as a desktop moves it along with its screen
    hall.plug(replace(LAPTOP, x=1920), replace(PROJECTOR, x=0))
    assert not hall.window.isVisible() or not hall.window.geometry().intersects(hall.console.geometry())
    hall.until(lambda: hall.is_on(QRect(0, 0, 1920, 1080)))


@pytest.mark.xvfb
def test_another_screen_in_its_place_stays_dark(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.plug(LAPTOP)
    hall.plug(LAPTOP, replace(PROJECTOR, name="TELEVISION"))
    hall.qtbot.wait(400)
    assert hall.is_hidden()
    assert hall.said[-1] is Reason.LOST


@pytest.mark.xvfb
def test_a_third_screen_changes_nothing(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    said = list(hall.said)
    hall.plug(LAPTOP, PROJECTOR, Plugged("THIRD", 0, 768, 800, 312))
    hall.qtbot.wait(400)
    assert hall.is_on(ON_PROJECTOR)
    assert hall.said == said


@pytest.mark.xvfb
def test_with_one_screen_from_the_start_it_is_an_ordinary_window(hall: Hall) -> None:
    known = _projector()
    hall.plug(LAPTOP)
    hall.placement.start(known)
    assert hall.said == [Reason.ONE_SCREEN]
    assert hall.window.isVisible()
    assert not hall.window.isFullScreen()
    assert not hall.ground.isVisible()
    assert hall.window.height() < 768 // 2 + 100
    hall.plug(LAPTOP, PROJECTOR)
    hall.until(lambda: hall.is_on(ON_PROJECTOR))


@pytest.mark.xvfb
def test_after_stop_screens_are_followed_no_more(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.placement.stop()
    hall.plug(LAPTOP)
    hall.plug(LAPTOP, PROJECTOR)
    hall.qtbot.wait(400)
    assert hall.is_hidden()


# offscreen only: X keeps its first monitor
def test_all_screens_removed_and_back(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.plug()
    assert hall.is_hidden()
    hall.until(lambda: hall.said[-1] is Reason.NO_SCREEN)
    hall.plug(LAPTOP, PROJECTOR)
    hall.until(lambda: hall.is_on(ON_PROJECTOR))


# offscreen only: X keeps its first monitor
def test_the_console_thrown_onto_the_hall_screen_is_not_covered(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    hall.console.move(1500, 100)
    hall.plug(PROJECTOR)
    assert hall.is_hidden()
    hall.until(lambda: hall.said[-1] is Reason.LOST)


@pytest.mark.xvfb
def test_twenty_pulls_and_plugs_end_on_the_right_screen(hall: Hall) -> None:
    hall.placement.start(_projector())
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
    for _ in range(20):
        hall.plug(LAPTOP)
        assert hall.is_hidden()
        hall.plug(LAPTOP, PROJECTOR)
    hall.until(lambda: hall.is_on(ON_PROJECTOR))
