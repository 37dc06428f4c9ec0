"""A clock that tests move by hand: the only thing that is faked anywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Wall and monotonic clock; advance() moves both, jump() only the wall."""

    def __init__(self, now: datetime = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)) -> None:
        self._now = now
        self._mono_ms = 1000

    def now(self) -> datetime:
        return self._now

    def mono_ms(self) -> int:
        return self._mono_ms

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._mono_ms += int(seconds * 1000)

    def jump(self, seconds: float) -> None:
        """The wall clock is set by somebody."""
        self._now += timedelta(seconds=seconds)
