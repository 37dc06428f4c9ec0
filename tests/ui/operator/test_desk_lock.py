"""The locked desk: nothing of the console is seen or reached, the hall and its clocks go on, the PIN opens it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import pin
from app.domain.projection import HallState
from tests.ui.operator.conftest import Console
from ui.widgets.plain_label import PlainLabel

PIN = "2468"


@pytest.fixture
def locked(console: Console) -> Console:
    """The first question is on the air, its turn runs, and somebody has locked the desk."""
    console.preferences.pin = pin.hashed(PIN)
    console.go_live()
    console.press(Qt.Key.Key_F8)
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F6)
    console.window.lock.lock()
    console.qtbot.waitUntil(lambda: not console.hall.window.is_fading())
    QApplication.processEvents()
    return console


def enter(console: Console, words: str) -> None:
    console.window.lock.field.setText(words)
    QTest.keyClick(console.window.lock.field, Qt.Key.Key_Return)


def test_the_cover_hides_the_whole_console(locked: Console) -> None:
    lock = locked.window.lock
    assert lock.is_shut
    assert lock.geometry() == locked.window.rect()
    grabbed = locked.window.grab().toImage()
    edge = {grabbed.pixelColor(x, y).name() for x in (5, 300, 1360) for y in (5, 380, 760)}
    assert len(edge) == 1, "one ground colour where top bar, queue and hall column are"
    assert locked.window.childAt(QPoint(100, 300)) is lock


def test_no_key_and_no_click_reaches_console_or_hall(locked: Console) -> None:
    before, events = locked.row, locked.conference.last_event()
    shown = locked.hall.window.grab().toImage()
    for key in (*range(Qt.Key.Key_F1, Qt.Key.Key_F12 + 1), Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space):
        for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            locked.press(Qt.Key(key), modifiers)
    for letter in "KLZNODS":
        locked.press(Qt.Key(ord(letter)), Qt.KeyboardModifier.ControlModifier)
    for x in range(20, 1366, 60):
        for y in range(10, 768, 60):
            QTest.mouseClick(locked.window, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert locked.window.lock.is_shut
    assert (locked.row, locked.conference.last_event()) == (before, events)
    assert locked.hall.window.grab().toImage() == shown
    assert locked.row.state is HallState.LIVE
    focus = QApplication.focusWidget()
    assert focus is None or locked.window.lock.isAncestorOf(focus)


def test_the_hall_and_its_clock_go_on(locked: Console) -> None:
    assert locked.hall.window.isVisible()
    locked.hall.preview("speaker/asking/1")
    before = locked.window.floor.grab().toImage()
    locked.clock.advance(61)
    locked.qtbot.waitUntil(lambda: locked.window.floor.grab().toImage() != before)


def test_the_window_cannot_be_closed_by_a_passer_by_but_by_the_system(locked: Console) -> None:
    locked.window.close()
    assert locked.window.isVisible()
    assert locked.hall.window.isVisible()


def test_other_windows_of_the_console_are_hidden(console: Console) -> None:
    console.preferences.pin = pin.hashed(PIN)
    console.window.lists.open()
    console.window.lock.lock()
    assert not console.window.lists.isVisible()


def test_the_pin_opens_it_and_the_focus_is_back(console: Console) -> None:
    console.preferences.pin = pin.hashed(PIN)
    before = QApplication.focusWidget()
    console.window.lock.lock()
    enter(console, "1111")
    assert console.window.lock.is_shut
    assert "Còn 4 lần" in console.window.lock.answer.text()
    enter(console, PIN)
    assert not console.window.lock.is_shut
    assert not console.window.lock.isVisible()
    assert QApplication.focusWidget() is before
    console.preview(1)
    console.press(Qt.Key.Key_F8)
    assert console.row.state is HallState.LIVE


def test_after_five_tries_one_waits(locked: Console) -> None:
    for _ in range(5):
        enter(locked, "0000")
    lock = locked.window.lock
    assert not lock.field.isEnabled()
    assert "30 giây" in lock.answer.text()
    locked.clock.advance(31)
    locked.qtbot.waitUntil(lock.field.isEnabled)
    enter(locked, PIN)
    assert not lock.is_shut


def test_the_first_time_a_pin_is_chosen_twice(console: Console) -> None:
    QTest.mouseClick(console.window.top_bar.lock, Qt.MouseButton.LeftButton)
    for words in ("123", "2468", "2469"):
        enter(console, words)
        assert not console.window.lock.is_shut
    enter(console, PIN)
    enter(console, PIN)
    assert console.window.lock.is_shut
    assert pin.matches(PIN, console.preferences.pin)
    enter(console, PIN)


def test_esc_leaves_the_choice_of_a_pin(console: Console) -> None:
    console.window.lock.lock()
    console.press(Qt.Key.Key_Escape)
    assert not console.window.lock.isVisible()
    assert not pin.is_kept(console.preferences.pin)


def test_it_says_that_it_is_no_encryption_and_the_palette_has_it(locked: Console) -> None:
    words = [label.text() for label in locked.window.lock.findChildren(PlainLabel)]
    assert any("không mã hóa tệp" in text for text in words)
    assert any("mã PIN" in entry.words for entry in locked.window._palette_lines())
