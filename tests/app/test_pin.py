"""The PIN: salted and slow, five tries, then a wait that no wall clock shortens."""

import pytest

from app import pin
from tests.support.clock import FakeClock


def test_only_the_right_pin_matches_and_no_two_hashes_are_alike() -> None:
    stored = pin.hashed("2468")
    assert pin.matches("2468", stored)
    assert not pin.matches("2469", stored)
    assert not pin.matches("", stored)
    assert stored != pin.hashed("2468")
    assert "2468" not in stored


@pytest.mark.parametrize("stored", ["", "$", "abc", "00$11", "zz" * 16 + "$" + "0" * 128, "1234"])
def test_nothing_matches_what_is_no_hash(stored: str) -> None:
    assert not pin.is_kept(stored)
    assert not pin.matches("", stored)


def test_five_tries_then_a_wait_that_doubles() -> None:
    clock, stored = FakeClock(), pin.hashed("2468")
    guard = pin.Guard(clock)
    for _ in range(pin.TRIES):
        assert guard.wait_s() == 0
        assert not guard.try_pin("0000", stored)
    assert guard.wait_s() == pin.FIRST_WAIT_S
    assert not guard.try_pin("2468", stored), "the right one is not looked at during the wait"
    clock.jump(3600)
    assert guard.wait_s() == pin.FIRST_WAIT_S, "setting the wall clock helps nobody"
    clock.advance(pin.FIRST_WAIT_S)
    assert not guard.try_pin("0000", stored)
    assert guard.wait_s() == 2 * pin.FIRST_WAIT_S
    clock.advance(2 * pin.FIRST_WAIT_S)
    assert guard.try_pin("2468", stored)
    assert (guard.wrong, guard.wait_s()) == (0, 0)


def test_the_wait_has_an_end() -> None:
    clock, guard = FakeClock(), pin.Guard(FakeClock())
    guard.clock = clock
    for _ in range(12):
        guard.try_pin("x", "")
        clock.advance(guard.wait_s())
    guard.try_pin("x", "")
    assert guard.wait_s() == pin.LONGEST_WAIT_S
