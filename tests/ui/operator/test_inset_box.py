"""A small box never stays behind: it goes with the focus or by Esc from anywhere, but keeps words that were typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from app.commands import floor
from ui.widgets.completion_popup import CompletionPopup
from ui.widgets.inset_box import InsetBox

CONTROL = Qt.KeyboardModifier.ControlModifier


def boxes(console) -> list[InsetBox]:
    QApplication.processEvents()
    return [box for box in console.window.findChildren(InsetBox) if box.isVisible()]


@pytest.fixture
def asked(console):
    """Question 1 is on the floor; the cursor stands on question 2, whose agency is asked for."""
    console.desk.run(floor.start_question, console.questions[0])
    console.press(Qt.Key.Key_2, CONTROL)
    console.window.queue.select(console.questions[1])
    console.press(Qt.Key.Key_F4)
    assert len(boxes(console)) == 1
    return console


def test_it_goes_when_the_focus_goes(asked) -> None:
    asked.press(Qt.Key.Key_4, CONTROL)
    assert boxes(asked) == []


def test_with_words_it_stays_until_esc_is_pressed_anywhere(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "so")
    asked.press(Qt.Key.Key_4, CONTROL)
    (box,) = boxes(asked)
    assert box.findChild(QLineEdit).text() == "so"
    asked.press(Qt.Key.Key_Escape)
    assert boxes(asked) == []


def test_the_question_on_the_floor_is_asked_for_agency_and_respondent(console) -> None:
    console.desk.run(floor.start_question, console.questions[0])
    console.press(Qt.Key.Key_2, CONTROL)
    console.window.queue.select(console.questions[0])
    console.press(Qt.Key.Key_F4)
    assert boxes(console) == []
    assert QApplication.focusWidget() is console.window.floor.header.answerer.agency


def test_what_opens_over_it_gives_the_focus_back_to_what_lay_beneath(asked) -> None:
    """Else it fell on the first button of the window, and what was typed next went nowhere."""
    asked.press(Qt.Key.Key_K, CONTROL)
    assert boxes(asked) == []
    asked.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is asked.window.queue.view


def test_a_box_that_went_offers_nothing_and_may_be_closed_once_more(asked) -> None:
    """A name chosen from its list would have been written after Esc; its veil, gone before it, ended the program."""
    (box,) = boxes(asked)
    QTest.keyClicks(QApplication.focusWidget(), "so")
    lists = [popup for popup in asked.window.findChildren(CompletionPopup) if popup.isVisible()]
    assert lists
    box.close()
    assert not any(popup.isVisible() for popup in lists)
    delete(box._veil)
    box.close()
    assert boxes(asked) == []
