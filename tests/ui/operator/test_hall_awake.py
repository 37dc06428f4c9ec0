"""The console keeps the machine awake while a hall screen is on, and lets it sleep at the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.fake_screen_saver import FakeScreenSaver
from ui.operator.hall_control import HallControl


@pytest.fixture
def saver(monkeypatch: pytest.MonkeyPatch):
    fake = FakeScreenSaver()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    yield fake
    fake.close()


def test_held_while_the_hall_is_on_and_released_at_the_end(saver: FakeScreenSaver, console) -> None:
    console.qtbot.waitUntil(lambda: saver.calls == ["Inhibit"])
    assert not console.window.top_bar.sleep.isVisible()
    console.window.close_now()
    assert saver.calls == ["Inhibit", "UnInhibit"]


def test_a_system_that_does_not_promise_is_told_in_the_top_bar_and_hides_nothing(console) -> None:
    hall: HallControl = console.hall
    top = console.window.top_bar
    console.qtbot.waitUntil(lambda: hall._awake.is_held)
    assert not hall.may_sleep
    hall._awake.is_refused = True
    hall._awake.changed.emit()
    assert top.sleep.isVisible()
    assert top.sleep.words() == "Máy có thể ngủ"
    assert console.window.strip.isVisible()  # what undo would take back stays in sight
    top.sleep.click()
    assert "Đặt máy không ngủ" in console.window.bar.words()
    console.press(Qt.Key.Key_Escape)
    assert console.window.strip.isVisible()
