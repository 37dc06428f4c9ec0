"""A console made in steps: the list answers keys at once, and whatever else is pressed finds all of it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.commands import setup
from app.domain.facts import Mode
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.ui.operator.conftest import close_console
from ui.desk import Desk
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.theme import set_theme

PARTS = ("gaps", "floor", "hall", "hall_column", "capture", "strip", "top_bar", "lock")


class Begun:
    """A window that is shown, of which nothing is made but agenda and queue."""

    def __init__(self, folder: Path, *, in_steps: bool) -> None:
        self.conference = new_conference(folder, FakeClock())
        with_people(self.conference)
        self.questions = [with_question(self.conference) for _ in range(5)]
        self.desk = Desk(self.conference)
        preferences = Preferences(folder / "console.json")
        self.window = MainWindow(self.desk, preferences, folder / "ban-sao", in_steps=in_steps)
        self.stood: list[bool] = []
        self.window.stands.connect(lambda: self.stood.append(True))
        self.window.resize(1366, 768)

    @property
    def made(self) -> set[str]:
        return set(PARTS) & vars(self.window).keys()

    @property
    def chosen(self) -> object:
        row = self.window.queue.selected()
        return row.id if row else None

    def press(self, key: Qt.Key | str) -> None:
        """As the system sends it: to the window."""
        QTest.keyClick(self.window.windowHandle(), key)  # type: ignore[arg-type]

    def close(self) -> None:
        close_console(self.window, self.desk)


@pytest.fixture
def begun(qtbot: QtBot, tmp_path: Path) -> Generator[Begun]:
    set_theme("light")
    made = Begun(tmp_path, in_steps=True)
    made.window.show()
    made.window.activateWindow()
    made.window.begin()
    yield made
    made.close()


def test_the_list_follows_the_arrow_keys_before_anything_else_is_made(begun: Begun) -> None:
    assert begun.chosen == begun.questions[0]
    begun.press(Qt.Key.Key_Down)
    begun.press(Qt.Key.Key_Down)
    assert begun.chosen == begun.questions[2]
    assert begun.made < set(PARTS)


def test_the_rest_is_made_by_itself(begun: Begun, qtbot: QtBot) -> None:
    begun.press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(begun.stood))
    assert begun.made == set(PARTS)
    assert begun.stood == [True]
    assert begun.chosen == begun.questions[1]
    assert QApplication.focusWidget() is begun.window.queue.view
    assert begun.window.hall_column.height() < begun.window.height()
    assert begun.window.gaps.mapTo(begun.window, begun.window.gaps.rect().bottomLeft()).y() < begun.window.height()


def test_letters_reach_the_filter_though_it_was_not_all_there(begun: Begun) -> None:
    begun.press("a")
    begun.press("n")
    assert begun.window.queue.filter_box.text() == "an"
    assert begun.made == set(PARTS)
    assert begun.stood == [True]


def test_the_key_of_an_act_finds_who_does_it(begun: Begun) -> None:
    begun.press(Qt.Key.Key_F2)
    assert begun.made == set(PARTS)
    assert begun.window.capture.isAncestorOf(QApplication.focusWidget())
    begun.press("x")
    assert "x" in [edit.text() for edit in begun.window.capture._slots.values()]


def test_a_click_finds_all_of_it(begun: Begun) -> None:
    QTest.mouseClick(begun.window.windowHandle(), Qt.MouseButton.LeftButton)
    assert begun.made == set(PARTS)


def test_whoever_asks_for_a_part_gets_it_and_what_is_no_part_is_told_at_once(begun: Begun) -> None:
    with pytest.raises(AttributeError, match="no_such_part"):
        begun.window.no_such_part  # noqa: B018
    assert begun.window.hall_column.isVisible()
    assert begun.stood == [True]


def test_closing_while_it_is_made_is_orderly(begun: Begun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(begun.window.closed):
        begun.window.close_now()
    assert begun.stood == [True]


def test_in_live_closing_asks_first_though_it_was_not_all_there(begun: Begun) -> None:
    begun.desk.run(setup.change_mode, Mode.LIVE)
    begun.window.close()
    assert begun.window.isVisible()
    assert begun.window.bar.isVisible()


@pytest.mark.parametrize("in_steps", [True, False])
def test_the_tab_key_goes_from_the_stock_to_the_room_the_hall_and_below(tmp_path: Path, in_steps: bool) -> None:
    made = Begun(tmp_path, in_steps=in_steps)
    window = made.window
    window.show()
    (window.begin if in_steps else window.start)()
    try:
        parts = (
            window.queue,
            window.gaps,
            window.floor,
            window.hall_column,
            window.capture,
            window.strip,
            window.top_bar,
        )
        places = [min(n for n, one in enumerate(tab_chain(window)) if part.isAncestorOf(one)) for part in parts]
        assert places == sorted(places)
        agenda = [n for n, one in enumerate(tab_chain(window)) if window.agenda.isAncestorOf(one)]
        assert min(agenda) > places[-1]
    finally:
        made.close()


def tab_chain(window: MainWindow) -> list[QWidget]:
    """From the list on, once around the window."""
    found: list[QWidget] = [window.queue.view]
    while (following := found[-1].nextInFocusChain()) is not found[0]:
        found.append(following)
    return found
