"""Running clocks: what they say, and that a tick repaints nothing but the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.domain.scene import SpeakerCard
from tests.support.clock import FakeClock
from tests.support.hall_cards import all_cards
from ui.projector.canvas import clocks_of, paint_card
from ui.projector.clock import HallClock, Reading, reading
from ui.projector.stage import ClockPlace, HallSettings
from ui.projector.window import ProjectorWindow

NOON = datetime(2023, 3, 22, 5, 0, tzinfo=UTC)


def _place(kind: str, moment: datetime | None = NOON) -> ClockPlace:
    return ClockPlace(kind, moment, 0, 0, 800, 200, 100, "#000000")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "seconds", "said"),
    [
        ("remaining", -90, Reading("Thời gian còn lại", "01:30")),
        ("remaining", -0.4, Reading("Thời gian còn lại", "00:01")),
        ("remaining", 0, Reading("Thời gian còn lại", "00:00")),
        ("remaining", 15, Reading("Quá giờ", "−00:15", over=True)),
        ("remaining", -3725, Reading("Thời gian còn lại", "1:02:05")),
        ("countdown", -61, Reading("", "01:01")),
        ("countdown", 300, Reading("", "00:00")),
        ("elapsed", 75, Reading("Đã phát biểu", "01:15")),
        ("elapsed", -5, Reading("Đã phát biểu", "00:00")),
        ("wall", 60, Reading("", "12:01")),
    ],
)
def test_what_a_clock_says(kind: str, seconds: float, said: Reading) -> None:
    assert reading(_place(kind), NOON + timedelta(seconds=seconds)) == said


def _shown(qtbot: QtBot, clock: FakeClock) -> ProjectorWindow:
    window = ProjectorWindow(clock.now)
    qtbot.addWidget(window, before_close_func=lambda w: w.end())
    window.resize(960, 540)
    card = SpeakerCard("answers", "Ông Lò Văn Phú", ends_at=clock.now() + timedelta(seconds=100))
    size, dpr = window.surface()
    window.show_pixmap(paint_card(card, size, dpr, 0, HallSettings()), 0, clocks_of(card, size, HallSettings()))
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_ticks_repaint_the_clock_and_never_the_picture(qtbot: QtBot) -> None:
    clock = FakeClock()
    window = _shown(qtbot, clock)
    qtbot.wait(50)
    face = window.findChild(HallClock)
    assert isinstance(face, HallClock)
    pictures = window.paint_count
    for _ in range(5):
        faces = face.paint_count
        clock.advance(1)
        qtbot.waitUntil(lambda seen=faces: face.paint_count > seen)
    assert window.paint_count == pictures


def test_the_clock_stops_with_its_card(qtbot: QtBot) -> None:
    window = _shown(qtbot, FakeClock())
    window.show_pixmap(paint_card(all_cards()["notice"], QSize(960, 540), 1, 0, HallSettings()), 0)
    plain = window.grab().toImage()
    assert plain == paint_card(all_cards()["notice"], QSize(960, 540), 1, 0, HallSettings()).toImage()


def test_the_clock_is_painted_on_the_ground_of_its_place(qtbot: QtBot) -> None:
    window = _shown(qtbot, FakeClock())
    image = window.grab().toImage()
    assert image.pixelColor(500, 420) == QColor("#0F333E")
    golden = sum(image.pixelColor(x, 478) == QColor("#F4C95D") for x in range(600, 915))
    assert golden > 10
