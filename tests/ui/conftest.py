"""The look is the program's, not a window's: a test that changes the size of text leaves it as it was; screens, too."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import backup
from app.conference import Conference
from tests.support.clock import FakeClock
from ui import scale, theme
from ui.appearance import TEXT_SIZES
from ui.preferences import Preferences
from ui.program import Program


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Whatever test comes first may make a window."""


@pytest.fixture(autouse=True)
def _text_of_100_per_cent() -> Generator[None]:
    yield
    if scale.factor() != 1:
        scale.set_percent(TEXT_SIZES[0])  # windows that still stand belong to a conference that is closed
        theme.set_theme(theme.current_theme())


@pytest.fixture(autouse=True)
def _screens_as_they_were() -> Generator[None]:
    """Also in Qt's order: the next console takes the second for its hall."""
    yield
    if QGuiApplication.platformName() == "offscreen":
        left = [screen.name() for screen in QGuiApplication.screens()]
        assert left == ["LAPTOP", "PROJECTOR"], f"screens left: {left}"


@contextmanager
def program_on(qtbot: QtBot, conference: Conference, folder: Path) -> Generator[Program]:
    """The program opened on a conference that is closed; its second copy and a backup lie in other folders."""
    (folder / "usb").mkdir()
    made = Program(Preferences(folder / "console.json"), FakeClock())
    made.preferences.second_folder = folder / "usb"
    qtbot.addWidget(made.start_page)
    backup.backup_now(conference.path, made.preferences.copies, conference.now())
    assert made.open_file(conference.path)
    yield made
    made.end()
