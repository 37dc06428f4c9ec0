"""A new user's path: from the first start to the first question on the hall's screen, by real keys, counted.

Pictures of each step are made again by: UPDATE_PICTURES=1 pytest tests/journeys/test_first_start.py
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.projection import HallState
from app.scenes import question_of
from tests.support.counted_keys import CountedKeys
from ui.operator.bar import Topic
from ui.preferences import Preferences
from ui.program import Program
from ui.theme import set_theme

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "first-start"
MOST_KEYS = 12
"""Every modifier counts as a key."""


@pytest.fixture
def program(qtbot, tmp_path: Path) -> Generator[Program]:
    set_theme("light")
    made = Program(Preferences(tmp_path / "console.ini"))
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


def picture(widget: QWidget, name: str) -> None:
    if os.environ.get("UPDATE_PICTURES"):
        assert widget.grab().save(str(PICTURES / f"{name}.png"))


def test_first_question_within_twelve_keys(program: Program, qtbot) -> None:
    program.start_page.resize(1366, 768)
    program.show_start()
    program.start_page.activateWindow()
    qtbot.waitUntil(program.start_page.isActiveWindow)
    picture(program.start_page, "1-trang-dau")
    hands = CountedKeys(program.start_page)
    hands.press("Ctrl+E")
    qtbot.waitUntil(program.rehearsal_choice.isVisible)
    picture(program.start_page, "2-chon-kich-ban")
    hands.press("Return")
    qtbot.waitUntil(lambda: program.console is not None and program.console.isActiveWindow())
    console, hall = program.console, program.console.hall
    console.showNormal()
    console.resize(1366, 768)
    qtbot.waitUntil(lambda: console.bar.has(Topic.SCREEN))
    qtbot.wait(300)
    picture(console, "3-dien-tap-chua-co-man-chieu")
    hands.press("Shift+F8")
    qtbot.waitUntil(lambda: hall.row.state is HallState.COVERED)
    console.activateWindow()
    qtbot.waitUntil(console.isActiveWindow)
    hands.press("Return")
    qtbot.waitUntil(lambda: bool(hall.row.preview))
    qtbot.wait(500)
    picture(console, "4-xem-truoc")
    hands.press("F5")
    if hall.waits_for_second_press():
        qtbot.wait(700)
        hands.press("F5")
    hands.press("F8")
    qtbot.waitUntil(lambda: hall.row.state is HallState.LIVE)
    assert question_of(hall.row.visible.subject) is not None
    assert hall.window.isVisible()
    assert hall.settings.rehearsal
    qtbot.wait(300)
    picture(console, "5-dang-phat")
    picture(hall.window, "6-hoi-truong")
    assert hands.count <= MOST_KEYS
