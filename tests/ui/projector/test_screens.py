"""Which screen is taken: the table of twelve situations of the second screen, and the grades behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.projector.screens import (
    Decision,
    Likeness,
    Reason,
    ScreenIdentity,
    SeenScreen,
    Verdict,
    choose_screen,
    likeness,
)

EPSON = ScreenIdentity("HDMI-1", "EPSON", "EB-2250U", "X4YK01", 1920, 1200)
NO_SERIAL = replace(EPSON, serial="")
TWIN = replace(EPSON, name="HDMI-2", serial="X4YK02")
PANEL = ScreenIdentity("eDP-1", "BOE", "NV156", "", 344, 194)
TELEVISION = ScreenIdentity("DP-1", "SAMSUNG", "QB65", "", 1428, 803)

LAPTOP = SeenScreen(PANEL, (0, 0, 1366, 768), is_console=True)


def _beside(identity: ScreenIdentity, n: int = 1, size: tuple[int, int] = (1920, 1080)) -> SeenScreen:
    return SeenScreen(identity, (1366 + (n - 1) * 1920, 0, *size))


def _take(screen: int) -> Decision:
    return Decision(Verdict.TAKE, Reason.FOUND, screen)


def _ask(reason: Reason, *candidates: int) -> Decision:
    return Decision(Verdict.ASK, reason, None, candidates)


def _dark(reason: Reason, *candidates: int) -> Decision:
    return Decision(Verdict.DARK, reason, None, candidates)


SITUATIONS = {
    "same": (EPSON, [LAPTOP, _beside(EPSON)], False, _take(1)),
    "renamed, by its serial": (EPSON, [LAPTOP, _beside(replace(EPSON, name="DP-3"))], False, _take(1)),
    "renamed, without serial": (
        NO_SERIAL,
        [LAPTOP, _beside(replace(NO_SERIAL, name="DP-3"))],
        False,
        _ask(Reason.CHANGED, 1),
    ),
    "no serial": (NO_SERIAL, [LAPTOP, _beside(NO_SERIAL)], False, _take(1)),
    "serial gone": (EPSON, [LAPTOP, _beside(NO_SERIAL)], False, _ask(Reason.CHANGED, 1)),
    "two alike without serial": (
        NO_SERIAL,
        [LAPTOP, _beside(NO_SERIAL), _beside(replace(NO_SERIAL, name="HDMI-2"), 2)],
        False,
        _ask(Reason.ALIKE, 1, 2),
    ),
    "two alike of one name": (
        NO_SERIAL,
        [LAPTOP, _beside(NO_SERIAL), _beside(NO_SERIAL, 2)],
        False,
        _ask(Reason.ALIKE, 1, 2),
    ),
    "swapped, told by serial": (
        EPSON,
        [LAPTOP, _beside(replace(TWIN, name="HDMI-1")), _beside(replace(EPSON, name="HDMI-2"), 2)],
        False,
        _take(2),
    ),
    "mirrored": (EPSON, [LAPTOP, SeenScreen(EPSON, (0, 0, 1366, 768))], False, _dark(Reason.MIRRORED)),
    "mirrored beside a third": (
        EPSON,
        [LAPTOP, SeenScreen(EPSON, (0, 0, 1366, 768)), _beside(TELEVISION)],
        False,
        _dark(Reason.MIRRORED, 2),
    ),
    "one only": (EPSON, [LAPTOP], False, Decision(Verdict.WINDOW, Reason.ONE_SCREEN)),
    "lost while live": (EPSON, [LAPTOP], True, _dark(Reason.LOST)),
    "lost while another is there": (EPSON, [LAPTOP, _beside(TELEVISION)], True, _dark(Reason.LOST, 1)),
    "back with another size": (
        ScreenIdentity("HDMI-1", width_mm=508, height_mm=286),
        [LAPTOP, _beside(ScreenIdentity("HDMI-1", width_mm=339, height_mm=190), size=(1280, 720))],
        True,
        _take(1),
    ),
    "next day under that name with another size": (
        ScreenIdentity("HDMI-1", width_mm=508, height_mm=286),
        [LAPTOP, _beside(ScreenIdentity("HDMI-1", width_mm=339, height_mm=190))],
        False,
        _ask(Reason.CHANGED, 1),
    ),
    "primary removed, the rest moves": (
        EPSON,
        [replace(LAPTOP, geometry=(1920, 0, 1366, 768)), SeenScreen(EPSON, (0, 0, 1920, 1080))],
        True,
        _take(1),
    ),
    "all removed": (EPSON, [], True, _dark(Reason.NO_SCREEN)),
    "console's screen removed": (EPSON, [replace(_beside(EPSON), is_console=True)], True, _dark(Reason.LOST)),
    "console's screen removed, three before": (
        EPSON,
        [replace(_beside(EPSON), is_console=True), _beside(TELEVISION, 2)],
        True,
        _dark(Reason.CONSOLE, 1),
    ),
    "another screen": (EPSON, [LAPTOP, _beside(TELEVISION)], False, _dark(Reason.LOST, 1)),
    "never chosen": (None, [LAPTOP, _beside(TELEVISION)], False, _ask(Reason.NOT_CHOSEN, 1)),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_situation(name: str) -> None:
    known, screens, was_shown, expected = SITUATIONS[name]
    assert choose_screen(known, screens, was_shown=was_shown) == expected


_identities = st.builds(
    ScreenIdentity,
    st.sampled_from(["", "HDMI-1", "HDMI-2"]),
    st.sampled_from(["", "EPSON"]),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from([0, 500]),
    st.just(0),
)
_places = st.tuples(st.sampled_from([0, 1366, 3286]), st.just(0), st.just(1000), st.just(700))


@given(
    _identities | st.none(), st.lists(st.builds(SeenScreen, _identities, _places), max_size=4), st.booleans(), st.data()
)
def test_the_picture_never_lies_over_the_console_and_is_taken_only_for_an_exact_likeness(
    known: ScreenIdentity | None, screens: list[SeenScreen], was_shown: bool, data: st.DataObject
) -> None:
    home = data.draw(st.integers(-1, len(screens) - 1))
    screens = [replace(screen, is_console=n == home) for n, screen in enumerate(screens)]
    decision = choose_screen(known, screens, was_shown=was_shown)
    offered = {*decision.candidates, *(() if decision.screen is None else (decision.screen,))}
    assert home not in offered
    if home >= 0:
        assert all(screens[n].geometry != screens[home].geometry for n in offered)
    if decision.verdict is Verdict.TAKE:
        assert known is not None
        assert decision.screen is not None
        assert likeness(known, screens[decision.screen].identity, same_session=was_shown) is Likeness.EXACT
    assert (decision.verdict is Verdict.WINDOW) <= (len(screens) == 1 and not was_shown)


def test_a_contradiction_is_never_a_likeness() -> None:
    assert likeness(EPSON, replace(EPSON, serial="other")) is Likeness.NONE
    assert likeness(EPSON, replace(EPSON, model="other")) is Likeness.NONE
    assert likeness(ScreenIdentity(""), ScreenIdentity("")) is Likeness.NONE
