"""Which state the hall is in on a screen that comes: the same one goes on as before, another begins covered."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPixmap

from app.domain.projection import HallState
from tests.support.hotplug import LAPTOP, PROJECTOR, Plugged, is_plugged, plug
from ui.operator.hall_picture import PictureFrame
from ui.projector.placement import identity_of
from ui.projector.screens import ScreenIdentity

SMALL = replace(PROJECTOR, width=1280, height=720)
TELEVISION = Plugged("TELEVISION", 2646, 0, 640, 360)


@pytest.fixture
def live(console) -> Generator[object]:
    """Question 1 on air on the projector."""
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    assert console.row.state is HallState.LIVE
    yield console
    have(console, LAPTOP, PROJECTOR)


def have(console, *screens: Plugged) -> None:
    plug(*screens)
    console.qtbot.waitUntil(lambda: is_plugged(*screens), timeout=5000)


def identity(name: str) -> ScreenIdentity:
    return next(identity_of(screen) for screen in QGuiApplication.screens() if screen.name() == name)


def wait_for(console, state: HallState, screen: Plugged) -> None:
    place = QRect(screen.x, screen.y, screen.width, screen.height)
    hall = console.hall.window
    console.qtbot.waitUntil(
        lambda: console.row.state is state and hall.isVisible() and hall.geometry() == place, timeout=5000
    )


@pytest.mark.xvfb
def test_the_same_screen_with_another_resolution_goes_on_live(live) -> None:
    shown = live.row.visible
    have(live, LAPTOP)
    live.qtbot.waitUntil(lambda: live.row.state is HallState.NO_SCREEN, timeout=5000)
    have(live, LAPTOP, SMALL)
    wait_for(live, HallState.LIVE, SMALL)
    assert live.row.visible == shown


@pytest.mark.xvfb
@pytest.mark.parametrize("is_lost", [True, False])
def test_another_screen_begins_covered_and_f8_opens_the_same_picture(live, is_lost: bool) -> None:
    shown = live.row.visible
    have(live, LAPTOP, SMALL, TELEVISION)
    if is_lost:
        have(live, LAPTOP, TELEVISION)
        live.qtbot.waitUntil(lambda: live.row.state is HallState.NO_SCREEN, timeout=5000)
    live.hall.choose_screen(identity("TELEVISION"))
    wait_for(live, HallState.COVERED, TELEVISION)
    assert not live.row.visible
    live.press(Qt.Key.Key_F8)
    assert live.row.visible == shown


def test_from_an_ordinary_window_to_its_screen_it_is_covered(console) -> None:
    have(console, LAPTOP)
    console.qtbot.waitUntil(lambda: console.row.state is HallState.NO_SCREEN)
    console.hall._placement.stop()
    console.hall._placement.start(console.preferences.hall_screen)  # as at a start with one screen
    console.qtbot.waitUntil(lambda: console.row.screen == "window")
    assert console.hall.window.isVisible()
    assert not console.hall.window.isFullScreen()
    assert console.window.hall_column.banner.text() == "Một màn hình: Windows+P, chọn Mở rộng"
    assert console.hall.screen_name == "Cửa sổ trên máy này"
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    assert console.row.state is HallState.LIVE
    console.hall._shown_on = None
    have(console, LAPTOP, PROJECTOR)
    wait_for(console, HallState.COVERED, PROJECTOR)
    assert "Windows+P" not in console.window.hall_column.banner.text()


def test_the_preview_fills_its_frame_whatever_size_it_was_painted_at_before(qtbot) -> None:
    """After a start it stood small in its frame: it had been painted once before the column had its width."""
    frame = PictureFrame(2)
    qtbot.addWidget(frame)
    picture = QPixmap(1920, 1080)
    picture.fill("#123456")
    frame.show_picture(picture, "prev")
    for width in (320, 352):
        frame.resize(width, round(width * 9 / 16))
        image = frame.grab().toImage()
        assert image.pixelColor(4, image.height() // 2).name() == "#123456"
