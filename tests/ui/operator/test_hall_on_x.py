"""The hall on a real X server with a window manager: other programs' windows, the root window, frames as projected."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.projection import HallState
from tests.support.frame_camera import frames, magenta_pixels
from tests.support.watched_switches import camera, watch
from ui.projector.sheet import NONE
from ui.projector.stage import GROUND

pytestmark = [pytest.mark.xvfb(only=True), pytest.mark.slow]
MAGENTA = QColor("#ff00ff")
F5, F8, F9 = Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F9


def hall_place() -> QRect:
    return next(s.geometry() for s in QGuiApplication.screens() if s.name() == "PROJECTOR")


def pixel() -> QColor:
    """What the projector would show in the middle of the hall's screen."""
    middle = hall_place().center()
    shot = QGuiApplication.primaryScreen().grabWindow(0, middle.x(), middle.y(), 1, 1)
    return shot.toImage().pixelColor(0, 0)


@contextmanager
def player(*words: str) -> Generator[None]:
    process = subprocess.Popen([sys.executable, "-m", "tests.support.full_screen_player", *words])
    try:
        yield
    finally:
        process.kill()
        process.wait(10)


@contextmanager
def magenta_root() -> Generator[None]:
    subprocess.run(["xsetroot", "-solid", "magenta"], check=True)
    try:
        yield
    finally:
        subprocess.run(["xsetroot", "-solid", "black"], check=True)


@pytest.mark.parametrize("words", [(), ("top",)])
def test_f8_covers_another_programs_full_screen_window(console, words: tuple[str, ...]) -> None:
    QTest.mouseClick(console.window.hall_column.lend_button, Qt.MouseButton.LeftButton)
    assert console.row.state is HallState.YIELDED
    with player(*words):
        console.qtbot.waitUntil(lambda: pixel() == MAGENTA, timeout=10_000)
        console.window.activateWindow()
        QTest.qWait(200)
        assert pixel() == MAGENTA
        QTest.keyClick(console.window, F8)
        QApplication.processEvents()
        assert pixel() != MAGENTA
        QTest.qWait(500)
        assert pixel() != MAGENTA
        assert console.row.state is HallState.COVERED


def test_a_program_that_opens_full_screen_never_covers_the_hall(console) -> None:
    with player():
        QTest.qWait(2500)
        assert pixel() != MAGENTA


def test_no_frame_shows_the_root_window_while_the_screen_is_ours(console, tmp_path: Path) -> None:
    film = tmp_path / "frames"
    with magenta_root():
        with camera(hall_place(), film):
            for number in range(24):
                console.preview(number % 3 + 1)
                console.press((F5, F8, F5, F9, F8, F9)[number % 6])
                if console.row.state is HallState.COVERED and number % 4 == 0:
                    console.hall.lend()  # nobody takes the screen: our cover stays below
                    QTest.qWait(60)
                    console.press(F8)
                QTest.qWait(70)
        taken = frames(film)
        assert len(taken) > 20
        assert sum(magenta_pixels(frame) for _, frame in taken) == 0
        assert console.hall._ground.backingStore().size() == NONE  # it keeps no buffer, and is painted all the same
        console.hall.window.hide()
        console.qtbot.waitUntil(lambda: pixel() == QColor(GROUND))
        console.hall._ground.hide()  # the control: without our windows the camera sees the root
        console.qtbot.waitUntil(lambda: pixel() == MAGENTA)


def test_frames_at_sixty_a_second_show_no_blank_and_no_stale_picture(console, tmp_path: Path) -> None:
    console.press(F8)

    def take(number: int) -> None:
        console.hall.preview(("agenda", "question/1")[number % 2])
        console.clock.advance(1)
        console.press(F5)

    seen = watch(hall_place(), tmp_path / "frames", 12, take)
    assert seen.photographed > 60
    assert (seen.blank, seen.stale) == (0, 0)
