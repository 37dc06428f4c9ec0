"""The size of text acts at once, in Trực tiếp too, and leaves caret, words, hall and lengths as they should be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.commands import floor
from tests.support.full_console import fill
from tests.support.pictures import difference
from ui import theme
from ui.appearance import TEXT_SIZES
from ui.operator.main_window import MainWindow
from ui.scale import at_100, factor, px
from ui.shortcuts import Action
from ui.widgets.scroll_frame import seen_part


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()
    QTest.qWait(30)


def lay_out_anew(window: QWidget) -> None:
    """As the next change of the window's size would."""
    size = window.size()
    window.resize(size.width(), size.height() - 2)
    settle()
    window.resize(size)
    settle()


def places(window: QWidget) -> dict[int, tuple[str, object, object]]:
    """Where every visible part stands, and its least and largest size."""
    parts = [part for part in window.findChildren(QWidget) if part.isVisibleTo(window) and not part.isWindow()]
    return {
        number: (type(part).__name__, part.geometry(), (part.minimumSize(), part.maximumSize()))
        for number, part in enumerate(parts)
    }


def pick(console, words: str) -> None:
    """The line of the palette, by keys."""
    console.window.keys.trigger(Action.PALETTE)
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_px_loses_no_length(percent: int) -> None:
    theme.set_text_size(percent)
    assert [at_100(px(length)) for length in range(2000)] == list(range(2000))


def test_in_live_a_line_of_the_palette_grows_all_while_words_caret_and_hall_stay(console) -> None:
    console.go_live()
    floor.start_question(console.conference, console.questions[0])
    floor.start_answer(console.conference, console.questions[0])
    window = console.window
    window.keys.trigger(Action.GO_MINUTES)
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "Dang tra loi")
    settle()
    before, bar = console.hall.window.grab().toImage(), window.top_bar.height()
    surfaces: list[object] = []
    console.hall.window.surface_changed.connect(lambda: surfaces.append(1))
    pick(console, "co chu 150")
    assert factor() == 1.5
    assert console.preferences.text_size == 150
    assert window.top_bar.height() == px(40 if window.width() >= px(1280) else 36) > bar
    assert QApplication.focusWidget() is editor
    assert editor.toPlainText() == "Dang tra loi"
    assert editor.textCursor().position() == len("Dang tra loi")
    assert surfaces == []
    assert console.hall.window.grab().toImage() == before
    assert "Cỡ chữ 150%" not in [entry.words for entry in window.menus.sizes()]


def test_there_and_back_every_part_stands_where_it_stood(console) -> None:
    fill(console)
    lay_out_anew(console.window)
    before = places(console.window)
    for percent in (175, 125, 150, 100):
        theme.set_text_size(percent)
    lay_out_anew(console.window)
    assert places(console.window) == before


def test_a_console_that_grew_is_one_that_was_made_so(console, tmp_path) -> None:
    fill(console)
    console.window.keys.trigger(Action.CAPTURE)
    theme.set_text_size(150)
    console.window.keys.trigger(Action.GO_QUEUE)
    made = MainWindow(console.desk, console.preferences, tmp_path / "ban-sao-2")
    made.resize(console.window.size())
    made.show()
    made.keys.trigger(Action.GO_QUEUE)
    for window in (console.window, made):
        window.queue.select(console.questions[2])
        lay_out_anew(window)
        window.queue.view.clearFocus()
    try:
        assert difference(stock_and_room(console.window), stock_and_room(made)) < 0.002
    finally:
        made.close_now()
        made.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def stock_and_room(window: MainWindow) -> QImage:
    return window.workplace.grab().toImage()


@pytest.mark.parametrize(("percent", "size"), [(150, (1366, 768)), (175, (1366, 768)), (175, (1093, 614))])
def test_in_large_text_the_hall_stays_in_sight_while_stock_and_room_scroll(console, percent: int, size) -> None:
    """At 175 % it is one row above them, without pictures."""
    fill(console)
    window = console.window
    window.resize(*size)
    theme.set_text_size(percent)
    settle()
    column = window.hall_column
    pictures = (column.preview, column.live) if percent < 175 else (column.live_band,)
    told = (*pictures, column.take_button, column.cover_button, column.hold_button)
    parts = (*told, window.top_bar.save, window.top_bar.screen_cell, window.top_bar.chip, window.capture, window.strip)
    for action in (Action.GO_QUEUE, Action.GO_MINUTES, Action.GO_AGENDA):
        window.keys.trigger(action)
        settle()
        assert all(seen_part(part).size() == part.size() for part in parts)
        assert not any(cell.isVisible() and cell.width() and cell.is_cut() for cell in window.top_bar._cells)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert not seen_part(focus).isEmpty()
        assert not seen_part(focus).intersects(seen_part(column))


def test_in_one_row_the_hall_tells_each_of_its_states_in_whole_words(console) -> None:
    window, hall = console.window, console.hall
    window.resize(1093, 614)
    theme.set_text_size(175)
    console.preview(1)
    band = window.hall_column.live_band
    told = set()
    for act in (
        hall.take,
        hall.cover_or_open,
        hall.hold_or_release,
        hall.hold_or_release,
        hall.cover_or_open,
        hall.lend,
    ):
        act()
        console.clock.advance(1)
        settle()
        told.add(band.words()[0])
        assert not band.is_cut()
    hall.play_screen_lost(True)
    console.qtbot.waitUntil(lambda: "MẤT" in band.words()[0])
    assert not band.is_cut()
    assert told == {"KHÁN GIẢ ĐANG THẤY", "ĐANG GIỮ", "ĐANG CHE", "ĐANG NHƯỜNG MÀN"}
