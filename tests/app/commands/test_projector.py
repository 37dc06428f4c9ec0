"""What the hall sees changes by PHÁT, CHE, GIỮ, page and screen alone, and comes back after a crash by the table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app import scenes
from app.commands import agenda, floor, minutes, projector, queue, setup
from app.conference import Conference
from app.domain import scene
from app.domain.agenda import AgendaItem
from app.domain.errors import Rule
from app.domain.ids import QuestionId, TopicId
from app.domain.minutes import Slot, TextKey
from app.domain.projection import STILL_FRESH, HallState, Projection
from app.domain.roster import Topic
from app.queries.hall import choices
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import refused, with_people, with_question


def hall(conference: Conference) -> Projection:
    return tables.PROJECTION.get(conference.db, 1)


@pytest.fixture
def question_id(conference: Conference) -> QuestionId:
    return with_question(conference)


@pytest.fixture
def live(conference: Conference, question_id: QuestionId) -> QuestionId:
    """The question is on air."""
    projector.cover_or_open(conference)
    projector.prepare(conference, scenes.question_subject(question_id), pages=3)
    projector.take(conference)
    assert hall(conference).visible.subject == scenes.question_subject(question_id)
    return question_id


def test_prepare_shows_the_hall_nothing(conference: Conference, live: QuestionId) -> None:
    before = hall(conference)
    projector.prepare(conference, "agenda")
    after = hall(conference)
    assert (after.picture, after.loaded, after.state) == (before.picture, before.loaded, before.state)
    assert after.preview.subject == "agenda"
    assert refused(conference, projector.prepare, "question/77") is Rule.NOT_FOUND


def test_clear_preview_leaves_nothing_to_take(conference: Conference, live: QuestionId) -> None:
    projector.clear_preview(conference)
    assert refused(conference, projector.take) is Rule.NOTHING_PREVIEWED


def test_take_shows_the_picture_as_it_was_prepared_until_taken_again(conference: Conference, live: QuestionId) -> None:
    picture = hall(conference).picture
    minutes.write_text(conference, TextKey(Slot.VERBATIM, live), "sửa khi đang chiếu")
    queue.end_question(conference, with_question(conference), floor.QuestionState.WITHDRAWN)
    assert hall(conference).picture == picture
    projector.prepare(conference, scenes.question_subject(live))
    projector.take(conference)
    assert "sửa khi đang chiếu" in hall(conference).picture.card


def test_take_of_a_question_that_is_not_approved_is_refused(conference: Conference) -> None:
    question_id = with_question(conference, approved=False)
    projector.prepare(conference, scenes.question_subject(question_id))
    assert refused(conference, projector.take) is Rule.NOT_APPROVED


def test_take_while_covered_is_shown_by_the_next_opening(conference: Conference, live: QuestionId) -> None:
    projector.cover_or_open(conference)
    projector.prepare(conference, "cover")
    projector.take(conference)
    assert not hall(conference).visible
    projector.cover_or_open(conference)
    assert hall(conference).visible.subject == "cover"


def test_take_previous_brings_the_former_picture_back(conference: Conference, live: QuestionId) -> None:
    first = hall(conference).picture
    assert refused(conference, projector.take_previous) is Rule.NO_PREVIOUS_PICTURE
    projector.prepare(conference, "cover")
    projector.take(conference)
    projector.take_previous(conference)
    assert hall(conference).picture == first


def test_hold_or_release_keeps_the_picture_while_others_are_taken(conference: Conference, live: QuestionId) -> None:
    held = hall(conference).picture
    projector.hold_or_release(conference)
    projector.prepare(conference, "cover")
    projector.take(conference)
    assert hall(conference).visible == held
    projector.hold_or_release(conference)
    assert hall(conference).visible.subject == "cover"


def test_turn_page_stays_within_the_pages_of_the_picture(conference: Conference, live: QuestionId) -> None:
    assert refused(conference, projector.turn_page, -1) is Rule.NO_SUCH_PAGE
    projector.turn_page(conference, 1)
    projector.turn_page(conference, 1)
    assert hall(conference).picture.page == 2
    assert refused(conference, projector.turn_page, 1) is Rule.NO_SUCH_PAGE
    projector.cover_or_open(conference)
    assert refused(conference, projector.turn_page, -1) is Rule.NO_SUCH_PAGE


def test_set_locked_refuses_pictures_but_not_the_cover(conference: Conference, live: QuestionId) -> None:
    projector.set_locked(conference, True)
    assert refused(conference, projector.take) is Rule.HALL_LOCKED
    assert refused(conference, projector.take_previous) is Rule.HALL_LOCKED
    projector.cover_or_open(conference)
    assert hall(conference).state is HallState.COVERED
    projector.set_locked(conference, False)
    projector.take(conference)


def test_yield_screen_is_done_from_the_cover_and_ends_with_it(conference: Conference, live: QuestionId) -> None:
    projector.yield_screen(conference)
    assert hall(conference).state is HallState.LIVE
    projector.cover_or_open(conference)
    projector.yield_screen(conference)
    assert hall(conference).state is HallState.YIELDED
    assert not hall(conference).visible
    projector.cover_or_open(conference)
    assert hall(conference).state is HallState.COVERED


def test_screen_lost_and_screen_found_return_to_where_the_hall_was(conference: Conference, live: QuestionId) -> None:
    before = hall(conference)
    projector.screen_lost(conference)
    assert hall(conference).state is HallState.NO_SCREEN
    assert not hall(conference).visible
    projector.screen_found(conference, "EPSON/123")
    after = hall(conference)
    assert (after.state, after.picture, after.screen) == (before.state, before.picture, "EPSON/123")


@pytest.mark.parametrize(
    ("pause", "screen", "state"),
    [
        (timedelta(minutes=1), "EPSON", HallState.LIVE),
        (STILL_FRESH + timedelta(seconds=1), "EPSON", HallState.COVERED),
        (timedelta(minutes=1), "another", HallState.COVERED),
        (timedelta(minutes=1), "", HallState.NO_SCREEN),
        (timedelta(minutes=-5), "EPSON", HallState.COVERED),
    ],
    ids=["same screen soon", "too late", "another screen", "no screen", "clock set back"],
)
def test_recover_shows_the_same_picture_only_on_the_same_screen_and_soon(
    conference: Conference, live: QuestionId, clock: FakeClock, pause: timedelta, screen: str, state: HallState
) -> None:
    projector.screen_found(conference, "EPSON")
    picture, last = hall(conference).picture, conference.last_event_at()
    clock.jump(pause.total_seconds())
    assert projector.recover(conference, screen, last).state is state
    assert hall(conference).state is state
    assert hall(conference).picture == picture
    assert hall(conference).screen == (screen or "EPSON")


@pytest.mark.parametrize(
    "act",
    [
        projector.take,
        projector.take_previous,
        projector.cover_or_open,
        projector.hold_or_release,
        projector.screen_lost,
        lambda conference: projector.turn_page(conference, 1),
    ],
)
def test_undo_passes_over_everything_the_hall_saw(
    conference: Conference, live: QuestionId, act: Callable[[Conference], None]
) -> None:
    projector.prepare(conference, "cover")
    projector.take(conference)
    projector.prepare(conference, scenes.question_subject(live), pages=2)
    projector.take(conference)
    act(conference)
    shown = hall(conference)
    conference.undo()
    assert hall(conference) == shown
    assert tables.QUESTIONS.get(conference.db, live).state is floor.QuestionState.RECEIVED


def test_card_on_air_is_public_text_only(conference: Conference, live: QuestionId) -> None:
    minutes.write_text(conference, TextKey(Slot.PRIVATE, live), "ghi chú nội bộ")
    projector.prepare(conference, scenes.question_subject(live))
    projector.take(conference)
    card = scene.from_json(hall(conference).picture.card)
    assert "nội bộ" not in repr(card)


def test_a_group_shows_what_may_be_shown_in_its_order_and_the_agency_of_all(conference: Conference) -> None:
    people = with_people(conference)
    topic = TopicId(setup.add(conference, Topic(name="Việc làm")))
    ids = [with_question(conference, approved=number != 1, agency=people["snv"]) for number in range(4)]
    for number, question_id in enumerate(ids):
        question = tables.QUESTIONS.get(conference.db, question_id)
        words = "" if number == 2 else f"Câu thứ {number}?"
        queue.change_question(conference, replace(question, topic_id=topic, verbatim=words, gist="", short_text=""))
    queue.move_question(conference, ids[3], ids[0])
    card = scenes.scene_for(conference.db, f"group/{topic}")
    assert isinstance(card, scene.QuestionGroupCard)
    assert [row.text for row in card.rows] == ["Câu thứ 3?", "Câu thứ 0?"]
    assert {row.asker for row in card.rows} == {"Quàng Văn Tuấn"}
    assert card.agency == "Sở Nội vụ"
    assert f"group/{topic}" in {choice.subject for choice in choices(conference.db)}
    queue.change_question(conference, replace(tables.QUESTIONS.get(conference.db, ids[0]), verbatim=""))
    assert f"group/{topic}" not in {choice.subject for choice in choices(conference.db)}


def test_an_item_that_has_ended_is_not_shown_as_under_way(conference: Conference) -> None:
    items = [agenda.add_item(conference, AgendaItem(title=title)) for title in ("Khai mạc", "Đối thoại")]
    agenda.start_item(conference, items[0])
    assert scenes.agenda_card(conference.db).current == 0
    agenda.finish_item(conference, items[0])
    card = scenes.agenda_card(conference.db)
    assert card.current is None
    assert [row.done for row in card.items] == [True, False]


def test_on_another_screen_the_hall_is_covered_and_its_picture_waits(conference: Conference, live: QuestionId) -> None:
    shown = hall(conference).picture
    projector.screen_lost(conference)
    projector.screen_found(conference, "TELEVISION", is_other=True)
    row = hall(conference)
    assert (row.state, row.picture) == (HallState.COVERED, shown)
    projector.cover_or_open(conference)
    assert hall(conference).visible == shown
