"""The hall's table of product.md 4.4: every state, every key, as written there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import Rule, RuleError
from app.domain.projection import NOTHING, HallKey, HallState, Projection, Shown

NOW = datetime(2023, 3, 22, 8, 0, tzinfo=UTC)
OLD, NEW, FORMER = Shown("old", "question/1"), Shown("new", "question/2", 0, 3), Shown("former", "question/3")
NO_SCREEN, COVERED, LIVE, HELD, YIELDED = HallState


def row(state: HallState, loaded: Shown = NOTHING) -> Projection:
    return Projection(
        state=state, state_before=LIVE, picture=OLD, loaded=loaded, previous=FORMER, preview=NEW, taken_at=NOW
    )


@pytest.mark.parametrize(
    ("state", "key", "expected_state", "picture", "loaded"),
    [
        (NO_SCREEN, HallKey.TAKE, NO_SCREEN, OLD, NEW),
        (NO_SCREEN, HallKey.PREVIOUS, NO_SCREEN, OLD, FORMER),
        (NO_SCREEN, HallKey.COVER, NO_SCREEN, OLD, NOTHING),
        (NO_SCREEN, HallKey.HOLD, NO_SCREEN, OLD, NOTHING),
        (NO_SCREEN, HallKey.SCREEN_LOST, NO_SCREEN, OLD, NOTHING),
        (NO_SCREEN, HallKey.SCREEN_FOUND, LIVE, OLD, NOTHING),
        (COVERED, HallKey.TAKE, COVERED, OLD, NEW),
        (COVERED, HallKey.PREVIOUS, COVERED, OLD, FORMER),
        (COVERED, HallKey.COVER, LIVE, OLD, NOTHING),
        (COVERED, HallKey.HOLD, COVERED, OLD, NOTHING),
        (COVERED, HallKey.SCREEN_LOST, NO_SCREEN, OLD, NOTHING),
        (COVERED, HallKey.SCREEN_FOUND, COVERED, OLD, NOTHING),
        (LIVE, HallKey.TAKE, LIVE, NEW, NOTHING),
        (LIVE, HallKey.PREVIOUS, LIVE, FORMER, NOTHING),
        (LIVE, HallKey.COVER, COVERED, OLD, NOTHING),
        (LIVE, HallKey.HOLD, HELD, OLD, NOTHING),
        (LIVE, HallKey.SCREEN_LOST, NO_SCREEN, OLD, NOTHING),
        (LIVE, HallKey.SCREEN_FOUND, LIVE, OLD, NOTHING),
        (HELD, HallKey.TAKE, HELD, OLD, NEW),
        (HELD, HallKey.PREVIOUS, HELD, OLD, FORMER),
        (HELD, HallKey.COVER, COVERED, OLD, NOTHING),
        (HELD, HallKey.HOLD, LIVE, OLD, NOTHING),
        (HELD, HallKey.SCREEN_LOST, NO_SCREEN, OLD, NOTHING),
        (HELD, HallKey.SCREEN_FOUND, HELD, OLD, NOTHING),
        (NO_SCREEN, HallKey.YIELD, NO_SCREEN, OLD, NOTHING),
        (COVERED, HallKey.YIELD, YIELDED, OLD, NOTHING),
        (LIVE, HallKey.YIELD, LIVE, OLD, NOTHING),
        (HELD, HallKey.YIELD, HELD, OLD, NOTHING),
        (YIELDED, HallKey.TAKE, YIELDED, OLD, NEW),
        (YIELDED, HallKey.PREVIOUS, YIELDED, OLD, FORMER),
        (YIELDED, HallKey.COVER, COVERED, OLD, NOTHING),
        (YIELDED, HallKey.HOLD, YIELDED, OLD, NOTHING),
        (YIELDED, HallKey.YIELD, YIELDED, OLD, NOTHING),
        (YIELDED, HallKey.SCREEN_LOST, NO_SCREEN, OLD, NOTHING),
        (YIELDED, HallKey.SCREEN_FOUND, YIELDED, OLD, NOTHING),
    ],
)
def test_every_state_and_key(
    state: HallState, key: HallKey, expected_state: HallState, picture: Shown, loaded: Shown
) -> None:
    after = row(state).pressed(key, NOW)
    assert (after.state, after.picture, after.loaded) == (expected_state, picture, loaded)


@pytest.mark.parametrize("state", [NO_SCREEN, COVERED, HELD, YIELDED])
@pytest.mark.parametrize("key", [HallKey.NEXT_PAGE, HallKey.PREVIOUS_PAGE])
def test_pages_turn_in_live_only(state: HallState, key: HallKey) -> None:
    shown = replace(row(state), picture=replace(NEW, page=1))
    with pytest.raises(RuleError, match=Rule.NO_SUCH_PAGE.value):
        shown.pressed(key, NOW)


def test_pages_stop_at_both_ends() -> None:
    shown = replace(row(LIVE), picture=NEW)
    pages = [shown.picture.page]
    for _ in range(2):
        shown = shown.pressed(HallKey.NEXT_PAGE, NOW)
        pages.append(shown.picture.page)
    assert pages == [0, 1, 2]
    with pytest.raises(RuleError):
        shown.pressed(HallKey.NEXT_PAGE, NOW)
    with pytest.raises(RuleError):
        row(LIVE).pressed(HallKey.PREVIOUS_PAGE, NOW)


@pytest.mark.parametrize(("state", "key"), [(COVERED, HallKey.COVER), (HELD, HallKey.HOLD)])
def test_opening_shows_what_was_loaded_beneath(state: HallState, key: HallKey) -> None:
    opened = row(state, loaded=NEW).pressed(key, NOW)
    assert (opened.state, opened.picture, opened.previous, opened.loaded) == (LIVE, NEW, OLD, NOTHING)


def test_covering_a_held_picture_keeps_what_is_loaded() -> None:
    assert row(HELD, loaded=NEW).pressed(HallKey.COVER, NOW).loaded == NEW


def test_a_yielded_screen_that_was_lost_comes_back_covered() -> None:
    back = row(YIELDED).pressed(HallKey.SCREEN_LOST, NOW).pressed(HallKey.SCREEN_FOUND, NOW)
    assert back.state is COVERED


@pytest.mark.parametrize("state", [COVERED, LIVE, HELD])
def test_a_lost_screen_comes_back_to_the_same_state_and_picture(state: HallState) -> None:
    before = row(state)
    lost = before.pressed(HallKey.SCREEN_LOST, NOW).pressed(HallKey.TAKE, NOW)
    back = lost.pressed(HallKey.SCREEN_FOUND, NOW)
    assert (back.state, back.picture, back.loaded) == (state, OLD, NEW)


@pytest.mark.parametrize("state", list(HallState))
def test_lock_refuses_pictures_but_not_the_cover(state: HallState) -> None:
    locked = replace(row(state), is_locked=True)
    for key in (HallKey.TAKE, HallKey.PREVIOUS):
        with pytest.raises(RuleError, match=Rule.HALL_LOCKED.value):
            locked.pressed(key, NOW)
    assert locked.pressed(HallKey.COVER, NOW).state is row(state).pressed(HallKey.COVER, NOW).state


def test_nothing_to_show_is_refused() -> None:
    for key, code in ((HallKey.TAKE, Rule.NOTHING_PREVIEWED), (HallKey.PREVIOUS, Rule.NO_PREVIOUS_PICTURE)):
        with pytest.raises(RuleError, match=code.value):
            Projection(state=LIVE).pressed(key, NOW)


def test_the_former_picture_and_the_present_one_change_places() -> None:
    once = row(LIVE).pressed(HallKey.PREVIOUS, NOW)
    assert once.pressed(HallKey.PREVIOUS, NOW).picture == OLD


@pytest.mark.parametrize(
    ("state", "minutes", "same", "has_screen", "expected"),
    [
        (LIVE, 9, True, True, LIVE),
        (LIVE, 10, True, True, COVERED),
        (LIVE, 9, False, True, COVERED),
        (LIVE, -1, True, True, COVERED),
        (LIVE, 1, True, False, NO_SCREEN),
        (HELD, 1, True, True, COVERED),
        (YIELDED, 1, True, True, COVERED),
        (COVERED, 1, True, True, COVERED),
        (NO_SCREEN, 1, True, True, COVERED),
        (NO_SCREEN, 1, True, False, NO_SCREEN),
    ],
)
def test_restart_after_a_crash(
    state: HallState, minutes: int, same: bool, has_screen: bool, expected: HallState
) -> None:
    last = NOW - timedelta(minutes=minutes)
    after = row(state).restarted(NOW, last, same, has_screen)
    assert after.state is expected
    assert after.picture == OLD
    if expected is NO_SCREEN:
        assert after.pressed(HallKey.SCREEN_FOUND, NOW).state is COVERED


@pytest.mark.parametrize(
    ("state", "shown"), [(NO_SCREEN, NOTHING), (COVERED, NOTHING), (LIVE, OLD), (HELD, OLD), (YIELDED, NOTHING)]
)
def test_what_the_audience_sees(state: HallState, shown: Shown) -> None:
    assert row(state, loaded=NEW).visible == shown
