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
    made = Program(Preferences(tmp_path / "console.json"))
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


def picture(widget: QWidget, name: str) -> None:
    if os.environ.get("UPDATE_PICTURES"):
        assert widget.grab().save(str(PICTURES / f"{name}.png"))


FOLLOWED = (
    ("Chiếu ra màn hình hội trường: Shift+F8", "3-chua-co-man-chieu", "Shift+F8"),
    ("Mở màn chiếu: F8", "4-dang-che", "F8"),
    ("Đưa câu 01 vào xem trước: chọn câu, Enter", "5-da-mo", "Return"),
    ("Đưa câu 01 lên màn chiếu: F5", "6-xem-truoc", "F5"),
)
"""What the band of the rehearsal asks for, its picture, and the key that is pressed: nothing else is known."""


def test_first_question_within_twelve_keys(program: Program, qtbot) -> None:
    program.start_page.resize(1366, 768)
    program.show_start()
    program.start_page.activateWindow()
    qtbot.waitUntil(program.start_page.isActiveWindow)
    picture(program.start_page, "1-trang-dau")
    hands = CountedKeys(program.start_page)
    hands.press("Ctrl+Q")
    qtbot.waitUntil(program.rehearsal_choice.isVisible)
    picture(program.start_page, "2-chon-kich-ban")
    hands.press("Return")
    qtbot.waitUntil(lambda: program.console is not None and program.console.isActiveWindow())
    console, hall, coach = program.console, program.console.hall, program.rehearsals.session.coach
    console.showNormal()
    console.resize(1366, 768)
    qtbot.waitUntil(lambda: console.bar.has(Topic.SCREEN))
    for asked, name, key in FOLLOWED:
        console.activateWindow()
        qtbot.waitUntil(console.isActiveWindow)
        qtbot.waitUntil(lambda asked=asked: coach.task() == asked)
        qtbot.wait(500)
        picture(console, name)
        hands.press(key)
    qtbot.waitUntil(lambda: coach.task() == "Câu 01: bắt đầu hỏi, F6")
    assert hall.row.state is HallState.LIVE
    assert question_of(hall.row.visible.subject) is not None
    assert (hall.window.isVisible(), hall.settings.rehearsal) == (True, True)
    qtbot.wait(300)
    picture(console, "7-dang-phat")
    picture(hall.window, "8-hoi-truong")
    assert hands.count <= MOST_KEYS
