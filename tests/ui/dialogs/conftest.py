"""A desk over a real conference, and the window of the lists on it."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.conference import Conference
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people
from tests.support.counted_keys import CountedKeys
from tests.support.typing import telex
from ui.desk import Desk
from ui.dialogs.list_page import ListPage
from ui.dialogs.lists_window import ListsWindow
from ui.dialogs.pages import PageKey
from ui.keys import Keys
from ui.shortcuts import Action
from ui.theme import set_theme


@dataclass
class Office:
    """A secretary at the lists: what is given to windows, and hands on the keyboard."""

    conference: Conference
    desk: Desk
    ids: dict[str, int]
    keys: Keys
    window: ListsWindow
    hands: CountedKeys
    said: list[str]

    def page(self, key: PageKey) -> ListPage:
        self.window.open(key)
        return self.window.page()

    def type(self, text: str) -> None:
        """Words as Unikey sends them into whatever has the focus."""
        self.hands.type(" ".join(telex(word) for word in text.split(" ")))

    def go_to(self, field: str) -> QWidget:
        """Tab until the caret is in a field of the shown page."""
        wanted = self.window.page().form.input_of(field)
        wanted = wanted.focusProxy() or wanted
        for _ in range(80):
            if QApplication.focusWidget() is wanted:
                return wanted
            self.hands.press("Tab")
        raise AssertionError(f"{field} is not reached by Tab")

    def enter(self, values: dict[str, str]) -> None:
        """Fill fields in the order of the form by keys alone."""
        for field, text in values.items():
            line = self.go_to(field)
            self.hands.press("Ctrl+A")
            self.type(text)
            assert line.window() is self.window


@pytest.fixture
def office(qtbot, tmp_path: Path) -> Generator[Office]:
    set_theme("light")
    conference = new_conference(tmp_path, FakeClock())
    ids = with_people(conference)
    desk = Desk(conference)
    said: list[str] = []
    desk.said.connect(lambda sentence: said.append(sentence) if sentence else None)
    console = QWidget()
    qtbot.addWidget(console)
    keys = Keys(console)
    keys.on(Action.UNDO, lambda: desk.run(Conference.undo))
    window = ListsWindow(desk, keys)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.open()
    qtbot.waitUntil(window.isActiveWindow)
    yield Office(conference, desk, ids, keys, window, CountedKeys(window), said)
    window.close()
    desk.close()
    conference.close()
