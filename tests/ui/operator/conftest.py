"""A desk over a real conference, and a window to put panels into."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.commands import agenda, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.facts import Mode
from app.domain.ids import QuestionId
from app.domain.projection import Projection
from app.queries import desk as desk_query
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, put_file, with_people, with_question
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.hall_control import HallControl
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.projector.placement import identity_of
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
def room(qtbot: QtBot, tmp_path: Path) -> Generator[Room]:
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


@dataclass
class Console:
    """The whole console on two screens, its hall on the second, over a conference with four questions."""

    window: MainWindow
    conference: Conference
    desk: Desk
    clock: FakeClock
    preferences: Preferences
    questions: list[QuestionId]
    qtbot: QtBot

    @property
    def row(self) -> Projection:
        return desk_query.projection(self.conference.db)

    @property
    def hall(self) -> HallControl:
        return self.window.hall

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key as the keyboard sends it: to whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def preview(self, number: int, *, settled: bool = True) -> None:
        """Put question `number` (from 1) into the preview; settled: it has stood long enough for F5."""
        self.hall.preview(f"question/{self.questions[number - 1]}")
        if settled:
            self.clock.advance(1)

    def go_live(self) -> None:
        self.desk.run(setup.change_mode, Mode.LIVE)


def close_console(window: MainWindow, desk: Desk) -> None:
    """For good, with its conference."""
    window.close_now()
    window.deleteLater()
    desk.close()
    desk.conference.close()


@cache
def _four_questions() -> tuple[bytes, list[QuestionId]]:
    """A file with people, a dialogue and four questions, three of them approved; and the ids of these."""
    with TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        ids = with_people(conference)
        agenda.add_item(conference, AgendaItem(kind=AgendaKind.DIALOGUE, title="Đối thoại", planned_start="14:00"))
        questions = [with_question(conference, approved=number < 4, agency=ids["snv"]) for number in range(1, 5)]
        conference.close()
        return conference.path.read_bytes(), questions


@contextmanager
def console_on(qtbot: QtBot, folder: Path, own: Path) -> Generator[Console]:
    """folder: where the conference lies; own: settings and copies."""
    set_theme("light")
    clock = FakeClock()
    content, questions = _four_questions()
    path = folder / "hoi-nghi.hoinghi"
    put_file(path, content)
    conference = Conference(path, clock, operator="Thư ký")
    preferences = Preferences(own / "console.json")
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    desk = Desk(conference)
    window = MainWindow(desk, preferences, own / "ban-sao")
    window.resize(1366, 768)
    try:
        with qtbot.waitExposed(window):
            window.show()
        window.start()
        qtbot.waitUntil(window.hall.window.isVisible)
        yield Console(window, conference, desk, clock, preferences, list(questions), qtbot)
    finally:
        close_console(window, desk)


@pytest.fixture
def console(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Console]:
    """Patient: the disk of a machine busy with tests may answer nothing for a second, and the bar would say so."""
    monkeypatch.setattr("ui.operator.saving.STUCK_MS", 60_000)
    with console_on(qtbot, tmp_path, tmp_path) as made:
        yield made
