"""Phiếu gợi ý kết luận on the console: one key, follows the data, leads back, says no more than its queries."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from app.commands import conclusions, petitions, setup
from app.domain.conclusion import Conclusion
from app.domain.due import Due
from app.domain.roster import Site
from app.queries.queue import (
    petition_reconciliation,
    petition_reconciliation_line,
    reconciliation,
    reconciliation_line,
)
from tests.support.floor import Floor
from tests.support.typing import press
from tests.ui.operator.conftest import Room
from ui.shortcuts import Action


@pytest.fixture
def on(room: Room) -> Floor:
    return Floor(room)


def test_one_key_shows_it_and_it_follows_what_is_recorded(on: Floor) -> None:
    question_id = on.start("snv", Action.NEXT_STEP, Action.NEXT_STEP, Action.NEXT_STEP)
    conference = on.room.conference
    on.press(Action.CLOSING_CARD)
    view = on.panel.closing
    assert view.isVisible()
    petitions.record_commitment(conference, question_id, "cập nhật dữ liệu", Due("trong quý III"))
    conclusions.record_conclusion(conference, Conclusion(text="Rà soát lại"))
    setup.add(conference, Site(name="Điểm cầu huyện Vân Hồ"))
    view.rebuild()
    told = view.text.toPlainText()
    for part in (
        "Cam kết tại Hội nghị (01):\n- ĐT2023-01.1 (trong quý III): cập nhật dữ liệu",
        "Rà soát lại.",
        "Điểm cầu huyện Vân Hồ",
        "Lời gợi ý cho mục 1 của thông báo: Hội nghị đã tiếp nhận 01 ý kiến",
    ):
        assert part in told
    on.press(Action.CLOSING_CARD)
    assert not view.isVisible()


def test_its_counts_are_those_of_the_console(on: Floor) -> None:
    on.start("snv", Action.NEXT_STEP, Action.NEXT_STEP, Action.NEXT_STEP)
    db = on.room.conference.db
    on.press(Action.CLOSING_CARD)
    told = on.panel.closing.text.toPlainText().replace(" 0", " ")
    assert reconciliation_line(reconciliation(db)).replace(" câu =", " ý kiến =") in told
    assert petition_reconciliation_line(petition_reconciliation(db)) in told


def test_esc_leads_back_and_a_change_of_the_room_leaves_it_open(on: Floor) -> None:
    on.start("snv")
    on.press(Action.CLOSING_CARD)
    on.press(Action.NEXT_STEP)
    assert on.panel.closing.isVisible()
    press(on.panel.closing.text, Qt.Key.Key_Escape)
    assert not on.panel.closing.isVisible()
    on.press(Action.CLOSING_CARD)
    on.press(Action.GO_MINUTES)
    assert not on.panel.closing.isVisible()


def test_it_can_be_wanted_on_the_chairs_screen_and_taken_back(on: Floor) -> None:
    wanted = QSignalSpy(on.panel.closing.chair_wanted)
    on.press(Action.CLOSING_CARD)
    on.panel.closing.chair_button.click()
    on.panel.closing.chair_button.click()
    assert [wanted.at(place)[0] for place in range(wanted.count())] == [True, False]
