"""Identification: every screen says its number and name, and the console stays usable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.scene import TestCard
from ui.projector.canvas import paint_card
from ui.projector.identify import Identification, screen_title
from ui.projector.placement import identity_of
from ui.projector.screens import ScreenIdentity
from ui.projector.stage import HallSettings

pytestmark = pytest.mark.xvfb


def test_a_card_on_the_hall_screen_and_a_plate_on_the_console(qtbot: QtBot) -> None:
    console = QWidget()
    qtbot.addWidget(console)
    console.setGeometry(0, 0, 800, 500)
    with qtbot.waitExposed(console):
        console.show()
    identification = Identification(console, HallSettings())
    identification.show()
    names = [screen.name() for screen in QGuiApplication.screens()]
    at = names.index("PROJECTOR")
    card, plate = identification.cards()[at], identification.cards()[1 - at]
    qtbot.waitUntil(lambda: card.geometry() == QRect(1366, 0, 1920, 1080))
    title = screen_title(identity_of(QGuiApplication.screens()[at]))
    expected = paint_card(TestCard(title, at + 1), QSize(1920, 1080), 1, 0, HallSettings())
    assert card.picture().toImage() == expected.toImage()
    assert plate.width() < 500
    assert QRect(0, 0, 1366, 768).contains(plate.geometry())
    identification.show()
    assert len(identification.cards()) == 2
    identification.end()
    assert identification.cards() == []


@pytest.mark.parametrize(
    ("identity", "title"),
    [
        (ScreenIdentity("HDMI-1", "EPSON", "EB-2250U", "X"), "EPSON EB-2250U (HDMI-1)"),
        (ScreenIdentity("HDMI-1"), "HDMI-1"),
        (ScreenIdentity("", "EPSON"), "EPSON"),
    ],
)
def test_the_title_names_model_and_connector(identity: ScreenIdentity, title: str) -> None:
    assert screen_title(identity) == title
