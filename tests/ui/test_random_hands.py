"""The short form of the random hands, and what they have found; the 100,000 are `run.py bench --only random_hands`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest

from app.commands import minutes
from app.domain.minutes import Slot, TextKey
from app.queries.kept_queue import KeptQueue
from tests.support.beginnings import BEGINNINGS
from tests.support.conferences import with_question
from tests.support.random_hands import hands
from ui.operator.undo_strip import UndoStrip
from ui.shortcuts import Action


@pytest.mark.slow
@pytest.mark.parametrize("begin", BEGINNINGS)
def test_random_keys_and_clicks_break_nothing(qtbot, tmp_path: Path, caplog, begin) -> None:
    with hands(tmp_path, 1 + BEGINNINGS.index(begin), begin) as made:
        for _ in range(150):
            made.step()
    assert made.done["click"] > 20
    assert not [record for record in caplog.records if record.levelname in {"ERROR", "CRITICAL"}]
    caplog.clear()


def test_the_hands_see_a_question_that_is_lost(qtbot, tmp_path: Path) -> None:
    with hands(tmp_path, 1) as made:
        shown = made.console.queue._queue
        made.console.queue._queue = KeptQueue(shown.rows()[1:])
        with pytest.raises(AssertionError, match="stored"):
            made.judge()
        made.console.queue._queue = shown


def test_what_the_hall_wanted_to_do_next_is_not_done_on_a_closed_file(qtbot, tmp_path: Path) -> None:
    with hands(tmp_path, 1) as made:
        desk = made.console._desk
        question = with_question(desk.conference)
        made.console.hall.preview(f"question/{question}")
        desk.run(minutes.write_text, TextKey(Slot.VERBATIM, question), "Bao giờ có sóng di động?")
        made.console.close_now()
        QCoreApplication.processEvents()
        made.judge()


def test_the_menu_of_the_forecast_opens_without_an_error(qtbot, tmp_path: Path) -> None:
    with hands(tmp_path, 1) as made:
        made.console.top_bar.forecast.click()
        made.judge()


def test_a_line_of_the_palette_chosen_just_before_the_console_closes_does_nothing(qtbot, tmp_path: Path) -> None:
    with hands(tmp_path, 1) as made:
        made.console.pictures_overlay.open()
        QTest.keyClick(made.console.pictures_overlay.field, Qt.Key.Key_Return)
        made.console.close_now()
        QCoreApplication.processEvents()
        made.judge()


def test_the_closing_card_goes_to_paper(qtbot, tmp_path: Path) -> None:
    with hands(tmp_path, 1) as made:
        view = made.console.floor.closing
        made.console.floor.go_closing()
        view.print_button.click()
        qtbot.waitUntil(lambda: not view.jobs.is_busy, timeout=30_000)
        made.judge()
        assert view.print_button.isEnabled()


def test_what_was_to_be_shown_next_is_read_without_an_error_while_the_console_closes(qtbot, tmp_path: Path) -> None:
    """Timers of the same turn come before the windows go."""
    with hands(tmp_path, 1) as made:
        console, told = made.console, []
        console.keys.trigger(Action.PAPERS)
        QTimer.singleShot(0, console, lambda: told.append(console.findChild(UndoStrip).refresh()))
        console.close_now()
        QCoreApplication.processEvents()
        made.judge()
        assert told == [None]
