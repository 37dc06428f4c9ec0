"""The steps of a question and their clocks, as the room's panel shows and walks them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from app.commands import queue
from app.domain.question import QuestionState
from db import tables
from tests.support.conferences import with_question
from tests.support.floor import Floor
from tests.ui.operator.conftest import Room
from ui.shortcuts import Action


@pytest.fixture
def floor_(room: Room) -> Floor:
    return Floor(room)


def test_f6_walks_a_question_to_its_end_and_takes_the_previewed_one(floor_: Floor) -> None:
    panel, clock = floor_.panel, floor_.room.clock
    first = with_question(floor_.room.conference, agency=floor_.room.ids["snv"])
    second = with_question(floor_.room.conference)
    assert not panel.empty.next_button.isEnabled()
    floor_.preview(first)
    assert panel.empty.next_button.text() == "Mời hỏi câu 01"
    walk = []
    for seconds in (70, 155, 20, 1):
        floor_.press(Action.NEXT_STEP)
        walk.append((panel.next_button.text(), floor_.state(first)))
        clock.advance(seconds)
    assert walk == [
        ("Mời trả lời", QuestionState.ASKING),
        ("Sang kết luận", QuestionState.ANSWERING),
        ("Kết thúc câu 01", QuestionState.CONCLUDING),
        ("Mời hỏi: chọn câu", QuestionState.FINISHED),
    ]
    assert [reading.clock for reading in panel.steps.readings] == ["1:10", "2:35", "0:20"]
    floor_.preview(second)
    assert panel.next_button.text() == "Mời hỏi câu 02"
    floor_.press(Action.NEXT_STEP)
    assert floor_.state(second) is QuestionState.ASKING
    assert panel.header.number.text() == "Câu 02"


def test_f6_says_what_to_do_first_where_it_can_do_nothing(floor_: Floor) -> None:
    said = floor_.room.said
    floor_.press(Action.NEXT_STEP)
    assert "hàng đợi (Ctrl+2), Enter" in said[-1]
    new = with_question(floor_.room.conference, approved=False)
    floor_.preview(new)
    assert floor_.panel.empty.next_button.text() == "Duyệt câu 01 · Ctrl+D"
    floor_.press(Action.NEXT_STEP)
    assert said[-1] == "Câu 01 chưa duyệt. Tới câu đó trong hàng đợi, nhấn Ctrl+D."
    assert floor_.state(new) is QuestionState.RECEIVED


def test_a_group_is_asked_by_ctrl_f6_before_answers_begin_and_f6_calls_them_in_turn(floor_: Floor) -> None:
    panel, conference = floor_.panel, floor_.room.conference
    instead, button = panel.header.answerer.instead, panel.next_button
    first, second, third = (with_question(conference, agency=floor_.room.ids["snv"]) for _ in range(3))
    floor_.preview(first)
    floor_.press(Action.NEXT_STEP)
    assert (instead.isVisible(), instead.text()) == (True, "Để chờ trả lời")
    for question_id, words in ((second, "Mời hỏi câu 02"), (third, "Mời hỏi câu 03")):
        floor_.preview(question_id)
        assert instead.text() == words
        floor_.press(Action.TAKE_INSTEAD)
    assert [floor_.state(one) for one in (first, second, third)] == [
        QuestionState.AWAITING_ANSWER, QuestionState.AWAITING_ANSWER, QuestionState.ASKING,
    ]  # fmt: skip
    floor_.press(Action.TAKE_INSTEAD)
    assert (instead.isVisible(), button.text()) == (False, "Mời trả lời câu 03")
    floor_.preview(first)
    called = []
    for _ in range(3):
        called.append(button.text())
        for _ in range(3):
            floor_.press(Action.NEXT_STEP)
    assert called == ["Mời trả lời câu 01", "Mời trả lời câu 02", "Mời trả lời câu 03"]
    assert {floor_.state(one) for one in (first, second, third)} == {QuestionState.FINISHED}


def test_ctrl_f6_on_an_unapproved_question_or_an_empty_floor_says_what_to_do(floor_: Floor) -> None:
    said = floor_.room.said
    floor_.press(Action.TAKE_INSTEAD)
    assert said[-1] == "Chưa chọn câu nào. Chọn một câu rồi nhấn Enter."
    asked = floor_.start("snv")
    floor_.preview(with_question(floor_.room.conference, approved=False))
    floor_.press(Action.TAKE_INSTEAD)
    assert said[-1] == "Câu 02 chưa duyệt. Tới câu đó trong hàng đợi, nhấn Ctrl+D."
    assert floor_.state(asked) is QuestionState.ASKING


def test_f6_goes_on_where_a_question_was_cut_short_without_another_in_between(floor_: Floor) -> None:
    conference, button = floor_.room.conference, floor_.panel.next_button
    asked = floor_.start("snv")
    seen = []
    for _ in range(3):
        floor_.room.desk.run(queue.mark_signal_lost, asked)
        words, enabled = button.text(), button.isEnabled()
        floor_.press(Action.NEXT_STEP)
        seen.append((words, enabled, floor_.state(asked)))
        floor_.press(Action.NEXT_STEP)
    assert seen == [
        ("Mời hỏi câu 01", True, QuestionState.ASKING),
        ("Trả lời tiếp câu 01", True, QuestionState.ANSWERING),
        ("Kết luận tiếp câu 01", True, QuestionState.CONCLUDING),
    ]
    assert len([turn for turn in tables.SPEECHES.all(conference.db) if turn.resumes_id]) == 3


def test_the_clock_warns_and_counts_below_zero(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    steps, clock = floor_.panel.steps, floor_.room.clock
    seen = []
    for seconds in (149, 1, 30, 1, 14):
        clock.advance(seconds)
        steps.tick()
        now = steps.readings[1]
        seen.append((now.clock, now.note, now.warns))
    assert seen == [
        ("2:29", "/ 3:00", False),
        ("2:30", "/ 3:00", True),
        ("3:00", "/ 3:00", True),
        ("\u22120:01", "quá giờ", True),
        ("\u22120:15", "quá giờ", True),
    ]


def test_only_clocks_that_changed_are_repainted(floor_: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    painted: list[QRect] = []
    monkeypatch.setattr(floor_.panel.steps, "update", lambda *where: painted.extend(where), raising=False)
    floor_.panel.steps.tick()
    assert painted == []
    floor_.room.clock.advance(1)
    floor_.panel.steps.tick()
    assert len(painted) == 1
    assert painted[0].width() < floor_.panel.steps.width()


def test_clock_keys_and_step_back(floor_: Floor) -> None:
    question_id = floor_.start("snv", Action.NEXT_STEP)
    floor_.room.clock.advance(20)
    floor_.press(Action.CLOCK_EARLIER)
    assert floor_.panel.steps.readings[1].clock == "0:35"
    floor_.press(Action.CLOCK_LATER)
    floor_.press(Action.STEP_BACK)
    assert floor_.state(question_id) is QuestionState.ASKING
    assert floor_.panel.steps.readings[1].clock == "0:20"


def test_words_of_the_steps_never_run_into_each_other(floor_: Floor) -> None:
    """A clerk who forgets F6 for an hour, in the narrow form: every painted run stays inside its own step."""
    floor_.start("snv")
    floor_.room.clock.advance(3700)
    floor_.press(Action.NEXT_STEP)
    steps = floor_.panel.steps
    for compact, width in ((False, 388), (True, 300)):
        steps.set_compact(compact)
        steps.resize(width, 36)
        for seconds in (0, 135, 60, 4000):
            floor_.room.clock.advance(seconds)
            steps.tick()
            picture = steps.grab().toImage()
            assert picture.width() == width
            for edge in steps.edges():
                inks = {picture.pixelColor(edge - 2, y).name() for y in range(8, 28)}
                assert len(inks) == 1, (compact, seconds, edge)
