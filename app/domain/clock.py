"""Where the time comes from. Stored times are UTC; people see fixed +07:00 (Viet Nam has had one offset since 2000)."""

from __future__ import annotations

import math
import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

ICT = timezone(timedelta(hours=7), "ICT")
"""Indochina Time, the only zone of the screens and papers."""


class Clock(Protocol):
    """Two clocks, because either may jump: the wall is changed by people, the monotonic one may stop in sleep."""

    def now(self) -> datetime:
        """Wall time, UTC, aware."""
        ...

    def mono_ms(self) -> int:
        """Milliseconds of a clock that never goes back while the machine is on."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class SteadyClock:
    """The machine's wall time as it was at the start, carried on by the monotonic clock.

    Whoever sets the machine's clock moves no running turn. gap: how far the machine's wall has gone away since.
    """

    def __init__(self, base: Clock) -> None:
        self._base = base
        self.follow()

    def follow(self) -> None:
        """From now on by the machine's wall as it is."""
        self._wall, self._since_ms = self._base.now(), self._base.mono_ms()

    def gap(self) -> timedelta:
        return self._base.now() - self.now()

    def now(self) -> datetime:
        return self._wall + timedelta(milliseconds=self._base.mono_ms() - self._since_ms)

    def mono_ms(self) -> int:
        return self._base.mono_ms()


class PacedClock:
    """A clock of a rehearsal: begins at a moment of its own and goes `pace` times as fast as the machine's."""

    def __init__(self, base: Clock, begins: datetime, pace: int = 1) -> None:
        self._base = base
        self._since_ms = base.mono_ms()
        self._wall, self._mono_ms = begins, self._since_ms
        self.pace = pace

    def set_pace(self, pace: int) -> None:
        """From now on; the time that has passed stays as it was."""
        now, mono_ms = self.now(), self.mono_ms()
        self._wall, self._mono_ms, self._since_ms = now, mono_ms, self._base.mono_ms()
        self.pace = pace

    def now(self) -> datetime:
        return self._wall + timedelta(milliseconds=self._passed_ms())

    def mono_ms(self) -> int:
        return self._mono_ms + self._passed_ms()

    def _passed_ms(self) -> int:
        return (self._base.mono_ms() - self._since_ms) * self.pace


class SteppedClock:
    """A clock that goes only when it is told to: a rehearsal played without hands gives the same times each time."""

    def __init__(self, begins: datetime) -> None:
        self._begins = begins
        self._mono_ms = 0

    def step(self, seconds: float) -> None:
        self._mono_ms += math.ceil(seconds * 1000)

    def now(self) -> datetime:
        return self._begins + timedelta(milliseconds=self._mono_ms)

    def mono_ms(self) -> int:
        return self._mono_ms


def local(at: datetime) -> datetime:
    """The same instant as Viet Nam sees it."""
    return at.astimezone(ICT)


def local_day(at: datetime) -> date:
    """The calendar day in Viet Nam at an instant."""
    return local(at).date()
