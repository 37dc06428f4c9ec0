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


def told_now(program: Program) -> str:
    """The one thing that the band of the rehearsal asks for."""
    return program.rehearsals.session.coach.task()


def test_first_question_within_twelve_keys(program: Program, qtbot) -> None:
    """At each picture one key is asked for, and it is pressed; nothing else is known."""
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
    qtbot.waitUntil(lambda: told_now(program) == "Chiếu ra màn hình hội trường: Shift+F8")
    qtbot.wait(300)
    picture(console, "3-chua-co-man-chieu")
    hands.press("Shift+F8")
    qtbot.waitUntil(lambda: hall.row.state is HallState.COVERED)
    console.activateWindow()
    qtbot.waitUntil(console.isActiveWindow)
    qtbot.waitUntil(lambda: told_now(program) == "Mở màn chiếu: F8")
    qtbot.wait(300)
    picture(console, "4-dang-che")
    hands.press("F8")
    qtbot.waitUntil(lambda: told_now(program) == "Đưa câu 01 vào xem trước: chọn câu, Enter")
    qtbot.wait(300)
    picture(console, "5-da-mo")
    hands.press("Return")
    qtbot.waitUntil(lambda: told_now(program) == "Đưa câu 01 lên màn chiếu: F5")
    qtbot.wait(500)
    picture(console, "6-xem-truoc")
    hands.press("F5")
    qtbot.waitUntil(lambda: told_now(program) == "Câu 01: bắt đầu hỏi, F6")
    assert hall.row.state is HallState.LIVE
    assert question_of(hall.row.visible.subject) is not None
    assert hall.window.isVisible()
    assert hall.settings.rehearsal
    qtbot.wait(300)
    picture(console, "7-dang-phat")
    picture(hall.window, "8-hoi-truong")
    assert hands.count <= MOST_KEYS
