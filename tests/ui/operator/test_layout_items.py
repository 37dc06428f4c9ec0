"""Items of layouts: none is kept by Python, whatever was opened, at whatever size of text (ui/layout_items.py)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.support import full_console
from ui import theme
from ui.layout_items import add_layout, layout_items


def kept() -> list[str]:
    """Items that Python still has, by what stands in them."""
    found = (one for one in Shiboken.getAllValidWrappers() if isinstance(one, QLayoutItem))
    return [repr(one.widget()) for one in found if not isinstance(one, QLayout)]


def test_nothing_is_kept_of_a_console_and_all_that_is_opened_over_it(console) -> None:
    before = kept()
    window = console.window
    full_console.fill(console)
    for overlay in full_console.overlays(console).values():
        overlay.open()
        overlay.leave()
    for opened in (window.lists, window.papers, window.preflight, window.imports, window.plan):
        opened.show()
    for size in (125, 100):
        theme.set_text_size(size)
        console.qtbot.wait(20)
    for opened in (window.lists, window.papers, window.preflight, window.imports, window.plan):
        opened.close()
    assert kept() == before


def test_they_are_told_in_order_and_gone_once_told(qtbot: QtBot) -> None:
    host, inner = QWidget(), QHBoxLayout()
    qtbot.addWidget(host)
    outer, one, two = QVBoxLayout(host), QLabel("1"), QLabel("2")
    before = kept()
    inner.addWidget(one)
    inner.addSpacing(4)
    add_layout(outer, inner)
    outer.addWidget(two)
    assert [item.layout() or item.widget() for item in layout_items(outer)] == [inner, two]
    assert [item.spacerItem() is not None for item in layout_items(inner)] == [False, True]
    last = list(layout_items(outer))[-1]
    with pytest.raises(RuntimeError, match="already deleted"):
        last.widget()
    assert kept() == before
    assert (one.parentWidget(), inner.count(), outer.count()) == (host, 2, 2)


def test_a_layout_stands_where_it_was_put(qtbot: QtBot) -> None:
    host, first, last = QWidget(), QHBoxLayout(), QHBoxLayout()
    qtbot.addWidget(host)
    outer = QVBoxLayout(host)
    outer.addWidget(QLabel())
    add_layout(outer, last, 3)
    add_layout(outer, first, at=0)
    assert (outer.indexOf(first), outer.indexOf(last), outer.stretch(2)) == (0, 2, 3)
