"""The presenter's clicker: its page keys move the hall while it is switched on, and only then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.commands import minutes
from app.domain.minutes import Slot, TextKey
from tests.support.hall_cards import long_text
from tests.support.layout_audit import audit
from ui.operator.top_cell import TopCell

DOWN, UP = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


@pytest.fixture
def long_live(console):
    """A question of several pages on air."""
    key = TextKey(Slot.VERBATIM, console.questions[0])
    console.desk.run(minutes.write_text, key, long_text(1900))
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    assert console.row.visible.pages > 2
    return console


def test_off_at_the_start_the_page_keys_move_nothing(long_live) -> None:
    picture = long_live.hall.window.picture().cacheKey()
    for key in (DOWN, UP, DOWN):
        long_live.press(key)
    assert long_live.row.visible.page == 0
    assert long_live.hall.window.picture().cacheKey() == picture


@pytest.mark.xvfb
def test_switched_on_it_turns_pages_from_any_focus_and_off_again_none(long_live) -> None:
    top = long_live.window.top_bar
    QTest.mouseClick(top.clicker, Qt.MouseButton.LeftButton)
    assert top.clicker.words() == "Bút đang bật"
    assert top.clicker.accessibleName() == "Bút trình chiếu: đang bật"
    focuses = (long_live.window.capture, long_live.window.queue.view, long_live.window.queue.filter_box)
    for page, part in enumerate(focuses, 1):
        part.setFocus()
        long_live.press(DOWN)
        assert long_live.row.visible.page == min(page, long_live.row.visible.pages - 1)
    long_live.press(UP)
    page = long_live.row.visible.page
    pad = Qt.KeyboardModifier.KeypadModifier
    long_live.press(UP, pad)
    assert long_live.row.visible.page == page
    QTest.mouseClick(top.clicker, Qt.MouseButton.LeftButton)
    long_live.press(UP)
    assert long_live.row.visible.page == page
    assert top.clicker.words() == ""


def test_it_serves_windows_that_open_later(long_live) -> None:
    long_live.window.keys.switch_clicker()
    papers = long_live.window.papers
    papers.open()
    QTest.keyClick(papers, DOWN)
    assert long_live.row.visible.page == 1
    papers.close()


def test_the_palette_and_the_menu_name_the_switch(console) -> None:
    entries = {entry.words: entry.do for entry in console.window.menus.screens()}
    entries["Bật bút trình chiếu (PgUp, PgDn lật trang màn chiếu)"]()
    assert console.window.keys.clicker_is_on
    assert "Tắt bút trình chiếu" in {entry.words for entry in console.window.menus.screens()}


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_switch_and_word_about_sleep_fit_the_top_bar(console, size: tuple[int, int]) -> None:
    console.hall._awake.is_refused = True
    console.hall._awake.changed.emit()
    console.window.keys.switch_clicker()
    console.window.saving.copied_at = console.clock.now()
    console.go_live()
    console.window.resize(*size)
    top = console.window.top_bar

    def cut() -> list[str]:
        return [cell.accessibleName() for cell in top.findChildren(TopCell) if cell.isVisible() and cell.is_cut()]

    console.qtbot.waitUntil(lambda: top.width() == size[0] and cut() == [])
    assert audit(top, frozenset({"projector"})) == []
    assert top.clicker.isVisible()
