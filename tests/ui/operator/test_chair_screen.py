"""The chair's screen: what it shows, its quiet messages, and that it and the hall never change places."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication

from app.commands import conclusions, floor, queue
from app.domain import scene
from app.domain.chair import ChairCard, QuietMessage
from app.domain.conclusion import Conclusion
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.queries.chair import chair_card
from tests.support import hotplug
from tests.support.hotplug import LAPTOP, PROJECTOR, Plugged
from ui.chair.window import ChairWindow
from ui.projector.canvas import LAYOUTS, paint_card
from ui.projector.clock import HallClock
from ui.projector.placement import identity_of
from ui.projector.screens import ScreenIdentity
from ui.projector.stage import HallSettings

HALL = replace(PROJECTOR, width=1280, height=720)
CHAIR = Plugged("CHAIR", 2646, 0, 640, 480)
"""Both beside the laptop within the width of the X server of the tests."""


@pytest.fixture
def chair(console) -> Generator[object]:
    hotplug.plug(LAPTOP, HALL, CHAIR)
    console.qtbot.waitUntil(lambda: hotplug.is_plugged(LAPTOP, HALL, CHAIR), timeout=5000)
    console.qtbot.waitUntil(lambda: is_on(console.hall.window, HALL), timeout=5000)
    console.window.chair.choose_screen(identity("CHAIR"))
    console.qtbot.waitUntil(lambda: is_on(console.window.chair.window, CHAIR))
    yield console
    hotplug.plug(LAPTOP, PROJECTOR)
    console.qtbot.waitUntil(lambda: hotplug.is_plugged(LAPTOP, PROJECTOR))


def identity(name: str) -> ScreenIdentity:
    return next(identity_of(screen) for screen in QGuiApplication.screens() if screen.name() == name)


def is_on(window, screen: Plugged) -> bool:
    place = QRect(screen.x, screen.y, screen.width, screen.height)
    return window.isVisible() and window.isFullScreen() and window.geometry() == place


@pytest.mark.xvfb
def test_it_shows_the_room_the_prepared_answer_and_the_next_three(chair) -> None:
    before = chair.hall.window.picture().cacheKey()
    chair.desk.run(floor.start_question, chair.questions[0])
    window: ChairWindow = chair.window.chair.window
    chair.qtbot.waitUntil(lambda: window.shown()[0].current is not None)
    card = window.shown()[0]
    assert (card.current.number, card.step) == (1, "Đang hỏi")
    assert [question.number for question in card.following] == [2, 3]
    assert card.started_at is not None
    assert chair.hall.window.picture().cacheKey() == before


def test_clock_of_the_chair_follows_a_correction(chair) -> None:
    chair.desk.run(floor.start_question, chair.questions[0])
    first = chair_card(chair.conference.db)
    chair.clock.advance(60)
    chair.desk.run(floor.correct_clock, 15)
    second = chair_card(chair.conference.db)
    assert first.ends_at is not None
    assert second.ends_at is not None
    assert (first.ends_at - second.ends_at).total_seconds() == 15
    chair.qtbot.waitUntil(lambda: chair.window.chair.window.shown()[0] == second)


@pytest.mark.xvfb
def test_quiet_messages_reach_the_chair_and_never_the_hall(chair) -> None:
    chair.preview(1)
    chair.press(Qt.Key.Key_F5)
    chair.press(Qt.Key.Key_F8)
    assert chair.row.state is HallState.LIVE
    before = (chair.hall.window.picture().cacheKey(), chair.row)
    entries = {entry.words: entry.do for entry in chair.window.menus.messages()}
    for message in QuietMessage:
        chair.window.chair.send(message)
        assert chair.window.chair.window.shown()[1] == chair.window.chair.message
    entries["Nhắc chủ tọa: Xin kết luận"]()
    assert chair.window.chair.window.shown()[1] == "Xin kết luận"
    assert (chair.hall.window.picture().cacheKey(), chair.row) == before
    {entry.words: entry.do for entry in chair.window.menus.messages()}["Thôi nhắc chủ tọa"]()
    assert chair.window.chair.window.shown()[1] == ""


def test_the_two_windows_refuse_each_others_cards(qapp) -> None:
    private = ChairCard(None, "", "bí mật", ())
    assert ChairCard not in LAYOUTS
    with pytest.raises(KeyError):
        paint_card(private, QSize(640, 360), 1.0, 0, HallSettings())  # type: ignore[arg-type]
    window = ChairWindow(lambda: None)  # type: ignore[arg-type,return-value]
    with pytest.raises(TypeError):
        window.show_card(scene.NoticeCard("x"), "")  # type: ignore[arg-type]
    window.end()
    window.deleteLater()


@pytest.mark.xvfb
def test_unplugging_either_never_swaps_them(chair) -> None:
    """Each comes and goes, alone and together, also under the other's place: never the wrong picture on a screen."""
    hall, own = chair.hall.window, chair.window.chair.window
    swapped = (replace(HALL, x=2006), replace(CHAIR, x=1366))
    steps = [(CHAIR,), (HALL,), (), (HALL, CHAIR), swapped, (replace(CHAIR, x=1366),), (HALL, CHAIR)]
    for others in steps:
        hotplug.plug(LAPTOP, *others)
        there = {screen.name: screen for screen in others}
        chair.qtbot.waitUntil(lambda others=others: hotplug.is_plugged(LAPTOP, *others), timeout=5000)
        for window, name in ((hall, "PROJECTOR"), (own, "CHAIR")):
            mine, other = there.get(name), there.get("CHAIR" if name == "PROJECTOR" else "PROJECTOR")
            chair.qtbot.waitUntil(lambda w=window, s=mine: is_on(w, s) if s else not w.isVisible(), timeout=5000)
            assert other is None or not is_on(window, other)


@pytest.mark.xvfb
def test_its_clock_runs_and_its_picture_follows_the_room(chair) -> None:
    chair.desk.run(floor.start_question, chair.questions[0])
    window: ChairWindow = chair.window.chair.window
    chair.qtbot.waitUntil(lambda: window.shown()[0].started_at is not None)
    face = window.findChild(HallClock)
    painted, picture = face.paint_count, window.picture().cacheKey()
    chair.clock.advance(3)
    chair.qtbot.waitUntil(lambda: face.paint_count > painted)
    assert window.picture().cacheKey() == picture  # a tick repaints the clock alone
    chair.desk.run(queue.end_question, chair.questions[1], QuestionState.WITHDRAWN)
    chair.qtbot.waitUntil(lambda: [each.number for each in window.shown()[0].following] == [3])
    assert window.picture().cacheKey() != picture


def test_two_screens_alike_without_serials_are_not_guessed(chair) -> None:
    """The offscreen screens have no maker and no serial: one renamed stays dark on both sides."""
    hotplug.plug(LAPTOP, replace(HALL, name="HDMI-7"), replace(CHAIR, name="HDMI-8"))
    chair.qtbot.waitUntil(lambda: not chair.hall.window.isVisible() and not chair.window.chair.window.isVisible())
    chair.qtbot.wait(400)
    assert not chair.hall.window.isVisible()
    assert not chair.window.chair.window.isVisible()


def test_the_hall_takes_the_screen_and_the_chair_gives_it_up(chair) -> None:
    chair.hall.choose_screen(identity("CHAIR"))
    chair.qtbot.waitUntil(lambda: is_on(chair.hall.window, CHAIR))
    assert not chair.window.chair.is_on
    assert not chair.window.chair.window.isVisible()


def test_the_closing_card_takes_the_place_of_the_room_and_gives_it_back(chair) -> None:
    window: ChairWindow = chair.window.chair.window
    room = window.picture().cacheKey()
    hall = chair.hall.window.picture().cacheKey()
    chair.window.floor.closing.chair_button.click()
    card = window.picture().cacheKey()
    assert card != room
    chair.desk.run(conclusions.record_conclusion, Conclusion(text="Rà soát lại"))
    chair.qtbot.waitUntil(lambda: window.picture().cacheKey() != card)
    chair.window.chair.send(next(iter(QuietMessage)))
    assert window.shown()[1]
    chair.window.floor.closing.chair_button.click()
    assert chair.hall.window.picture().cacheKey() == hall
