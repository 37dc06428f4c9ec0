"""The short form of the oracle: a few hundred random acts and two seeded bugs.

The 100,000 acts and all the bugs are `run.py bench --only oracle`.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.bench import oracle as bench
from tests.support.hall_oracle import Oracle


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_acts_change_the_hall_by_its_keys_only(
    console, seed: int, caplog: pytest.LogCaptureFixture, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # papers are printed to whatever folder the hands type
    console.preview(1)
    oracle = Oracle(console.window, console.desk, console.clock, seed, tmp_path / "papers")
    with qtbot.capture_exceptions():  # the panels that throw
        try:
            for _ in range(250):
                oracle.step()
        finally:
            oracle.end()
    assert oracle.switches
    assert oracle.done["with_error"]
    assert all(record.levelno < logging.CRITICAL for record in caplog.records)
    caplog.clear()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bug", "words"),
    [
        ("thumbnail_paints_the_preview_on_the_hall", "without a hall key"),
        ("crash_hides_the_hall", "the hall is gone"),
    ],
)
def test_a_seeded_bug_is_caught(bug: str, words: str) -> None:
    assert words in bench.run(1, 1, 400, bug)["wrong"]


def test_a_thousand_escapes_in_every_state_change_nothing(console) -> None:
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    hall = console.hall
    for way in ([], [Qt.Key.Key_F8], [Qt.Key.Key_F9], [Qt.Key.Key_F9, Qt.Key.Key_F8], None):
        if way is None:
            hall.lend()
        for key in way or ():
            console.press(key)
        before = (console.row, hall.window.picture().cacheKey())
        for _ in range(1000):
            console.press(Qt.Key.Key_Escape)
        assert (console.row, hall.window.picture().cacheKey()) == before
