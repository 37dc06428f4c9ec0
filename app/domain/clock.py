"""Where the time comes from. Stored times are UTC; people see fixed +07:00 (Viet Nam has had one offset since 2000)."""

from __future__ import annotations

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


def local(at: datetime) -> datetime:
    """The same instant as Viet Nam sees it."""
    return at.astimezone(ICT)


def local_day(at: datetime) -> date:
    """The calendar day in Viet Nam at an instant."""
    return local(at).date()
