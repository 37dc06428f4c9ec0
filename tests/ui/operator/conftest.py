"""A desk over a real conference, and a window to put panels into."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from app.conference import Conference
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people
from ui.desk import Desk
from ui.keys import Keys
from ui.theme import set_theme


@dataclass
class Room:
    """What panels are given; ids of the people of tests.support.conferences."""

    conference: Conference
    desk: Desk
    clock: FakeClock
    ids: dict[str, int]
    window: QMainWindow
    keys: Keys
    said: list[str]


@pytest.fixture
def room(qtbot, tmp_path: Path) -> Generator[Room]:
    set_theme("light")
    clock = FakeClock()
    conference = new_conference(tmp_path, clock)
    desk = Desk(conference)
    said: list[str] = []
    desk.said.connect(said.append)
    window = QMainWindow()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    yield Room(conference, desk, clock, with_people(conference), window, Keys(window), said)
    desk.close()
    conference.close()
