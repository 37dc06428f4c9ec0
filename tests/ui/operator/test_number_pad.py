"""Keys of the number pad never move the hall: with Alt they write character codes on Windows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.projection import HallState

KEYS = (Qt.Key.Key_5, Qt.Key.Key_8, Qt.Key.Key_9, Qt.Key.Key_PageDown)


@pytest.fixture
def live(console):
    """One question on air, another previewed and settled."""
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    console.clock.advance(1)
    console.preview(2)
    assert console.row.state is HallState.LIVE
    return console


def press_on_the_pad(target: QWidget, live) -> None:
    pad = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    row = live.row
    for key in KEYS:
        QTest.keyClick(target, key, pad)
    assert (live.row.state, live.row.picture) == (row.state, row.picture)


def test_the_number_pad_moves_nothing_even_while_a_menu_is_open(live) -> None:
    live.window.menus.pop_up(live.window.menus.modes(), live.window.top_bar.mode)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    press_on_the_pad(menu, live)
    menu.close()


def test_the_number_pad_moves_nothing_while_a_field_has_its_own_menu_open(live) -> None:
    """Found by the oracle at its 380,000th act: Qt makes these menus, and asks nobody but them."""
    opened = 0
    for field in [one for one in live.window.findChildren(QWidget) if one.isVisible()]:
        middle = field.rect().center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, field.mapToGlobal(middle))
        QApplication.sendEvent(field, asked)
        menu = QApplication.activePopupWidget()
        if menu is not None:
            opened += 1
            press_on_the_pad(menu, live)
            menu.close()
    assert opened > 5
