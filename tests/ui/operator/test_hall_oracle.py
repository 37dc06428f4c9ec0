"""The short form of the oracle: a few hundred random acts; the 100,000 are `run.py bench --only oracle`."""

from __future__ import annotations

import logging

import pytest

from tests.support.hall_oracle import Oracle


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_acts_change_the_hall_by_its_keys_only(
    console, seed: int, caplog: pytest.LogCaptureFixture, qtbot
) -> None:
    console.preview(1)
    oracle = Oracle(console.window, console.desk, console.clock, seed)
    with qtbot.capture_exceptions():  # the panels that throw
        try:
            for _ in range(250):
                oracle.step()
        finally:
            oracle.end()
    assert oracle.switches > 3
    assert oracle.done["with_error"]
    assert all(record.levelno < logging.CRITICAL for record in caplog.records)
    caplog.clear()


def test_the_oracle_sees_a_picture_that_moved_by_itself(console) -> None:
    oracle = Oracle(console.window, console.desk, console.clock, 1)
    try:
        console.hall.window.show_pixmap(console.hall.window.grab().scaled(1920, 1080), 0)
        console.hall.window.picture().fill("#ff0000")
        with pytest.raises(AssertionError, match="without a hall key"):
            oracle._judge(moves=False)
    finally:
        oracle.end()


def test_a_thousand_escapes_in_every_state_change_nothing(console) -> None:
    from PySide6.QtCore import Qt

    console.preview(1)
    console.press(Qt.Key.Key_F5)
    hall = console.hall
    for way in ([], [Qt.Key.Key_F8], [Qt.Key.Key_F9], [Qt.Key.Key_F9, Qt.Key.Key_F8]):
        for key in way:
            console.press(key)
        before = (console.row, hall.window.picture().cacheKey())
        for _ in range(250):
            console.press(Qt.Key.Key_Escape)
        assert (console.row, hall.window.picture().cacheKey()) == before
    hall.lend()
    before = (console.row, hall.window.picture().cacheKey())
    for _ in range(250):
        console.press(Qt.Key.Key_Escape)
    assert (console.row, hall.window.picture().cacheKey()) == before
