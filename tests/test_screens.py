"""The two screens every test runs on, offscreen and under Xvfb alike: without them the hall is not tested."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

SCREENS = {"LAPTOP": (0, 0, 1366, 768), "PROJECTOR": (1366, 0, 1920, 1080)}


@pytest.mark.xvfb
def test_a_laptop_and_a_projector_beside_it(qapp: QApplication) -> None:
    assert {screen.name(): screen.geometry().getRect() for screen in qapp.screens()} == SCREENS


@pytest.mark.xvfb(only=True)
def test_under_xvfb_the_windows_are_real_ones(qapp: QApplication) -> None:
    assert QGuiApplication.platformName() == "xcb"
