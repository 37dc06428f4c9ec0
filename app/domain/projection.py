"""The hall's state machine (product.md 4.4): a pure table of states and keys. Knows no Qt, no database, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.errors import Rule, RuleError
from app.domain.records import dataclass

STILL_FRESH = timedelta(minutes=10)
"""A picture is put back after a crash only if the last recorded event is younger (product.md 4.4)."""


class HallState(StrEnum):
    """What the audience's screen does. YIELDED: another program has it ("Nhường màn"), until F8 covers it."""

    NO_SCREEN = "no_screen"
    COVERED = "covered"
    LIVE = "live"
    HELD = "held"
    YIELDED = "yielded"


class HallKey(StrEnum):
    """Everything that may move the hall: keys of the operator, and the screen itself."""

    TAKE = "take"
    PREVIOUS = "previous"
    COVER = "cover"
    HOLD = "hold"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    YIELD = "yield"
    SCREEN_LOST = "screen_lost"
    SCREEN_FOUND = "screen_found"


@dataclass(frozen=True, slots=True)
class Shown:
    """A frozen picture: the public card as JSON, which page of how many, and what it was made from."""

    card: str = ""
    subject: str = ""
    page: int = 0
    pages: int = 1

    def __bool__(self) -> bool:
        return bool(self.card)


NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class Projection:
    """The one row the hall is drawn from.

    picture: on air in LIVE and HELD. loaded: put beneath by F5 while covered, held or without a screen; shown by the
    next F8 or F9 that opens. previous: what Shift+F5 brings back. preview: what F5 would take. state_before: where a
    screen that was lost returns to. taken_at: when the picture on air was taken, UTC.
    """

    id: int = 1
    state: HallState = HallState.COVERED
    state_before: HallState = HallState.COVERED
    picture: Shown = NOTHING
    loaded: Shown = NOTHING
    previous: Shown = NOTHING
    preview: Shown = NOTHING
    taken_at: datetime | None = None
    is_locked: bool = False
    screen: str = ""

    def pressed(self, key: HallKey, now: datetime) -> Projection:
        """The row after a key; unchanged where the table has a dash. Errors: locked, nothing to show, no such page."""
        match key:
            case HallKey.TAKE:
                return self._taken(self.preview, Rule.NOTHING_PREVIEWED, now)
            case HallKey.PREVIOUS:
                return self._taken(self.previous, Rule.NO_PREVIOUS_PICTURE, now)
            case HallKey.COVER:
                return self._covered_or_opened(now)
            case HallKey.HOLD | HallKey.YIELD:
                return self._held_or_released(now) if key is HallKey.HOLD else self._yielded()
            case HallKey.NEXT_PAGE | HallKey.PREVIOUS_PAGE:
                return self._turned(1 if key is HallKey.NEXT_PAGE else -1)
            case HallKey.SCREEN_LOST | HallKey.SCREEN_FOUND:
                return self._lost() if key is HallKey.SCREEN_LOST else self._found()

    def restarted(
        self, now: datetime, last_event_at: datetime | None, same_screen: bool, has_screen: bool
    ) -> Projection:
        """The row after the program was started again (last column of the table)."""
        if not has_screen:
            return replace(self, state=HallState.NO_SCREEN, state_before=HallState.COVERED)
        fresh = last_event_at is not None and timedelta() <= now - last_event_at < STILL_FRESH
        if self.state is HallState.LIVE and same_screen and fresh:
            return self
        return replace(self, state=HallState.COVERED, state_before=HallState.COVERED)

    def _taken(self, wanted: Shown, missing: Rule, now: datetime) -> Projection:
        if self.is_locked:
            raise RuleError(Rule.HALL_LOCKED)
        if not wanted:
            raise RuleError(missing)
        if self.state is HallState.LIVE:
            return self._on_air(wanted, now)
        return replace(self, loaded=wanted)

    def _on_air(self, wanted: Shown, now: datetime) -> Projection:
        if wanted == self.picture:
            return replace(self, loaded=NOTHING)
        previous = self.picture or self.previous
        return replace(self, picture=wanted, loaded=NOTHING, previous=previous, taken_at=now)

    def _covered_or_opened(self, now: datetime) -> Projection:
        match self.state:
            case HallState.NO_SCREEN:
                return self
            case HallState.COVERED:
                opened = self._on_air(self.loaded, now) if self.loaded else self
                return replace(opened, state=HallState.LIVE)
            case HallState.LIVE | HallState.HELD | HallState.YIELDED:
                return replace(self, state=HallState.COVERED)

    def _held_or_released(self, now: datetime) -> Projection:
        match self.state:
            case HallState.LIVE:
                return replace(self, state=HallState.HELD)
            case HallState.HELD:
                released = self._on_air(self.loaded, now) if self.loaded else self
                return replace(released, state=HallState.LIVE)
            case HallState.NO_SCREEN | HallState.COVERED | HallState.YIELDED:
                return self

    def _yielded(self) -> Projection:
        return replace(self, state=HallState.YIELDED) if self.state is HallState.COVERED else self

    def _turned(self, step: int) -> Projection:
        page = self.picture.page + step
        if self.state is not HallState.LIVE or not 0 <= page < self.picture.pages:
            raise RuleError(Rule.NO_SUCH_PAGE)
        return replace(self, picture=replace(self.picture, page=page))

    def _lost(self) -> Projection:
        if self.state is HallState.NO_SCREEN:
            return self
        # A screen lent to another program comes back to us covered.
        before = HallState.COVERED if self.state is HallState.YIELDED else self.state
        return replace(self, state=HallState.NO_SCREEN, state_before=before)

    def _found(self) -> Projection:
        return replace(self, state=self.state_before) if self.state is HallState.NO_SCREEN else self

    def on_other_screen(self) -> Projection:
        """Shown on another screen than before: covered, until a person has seen it there and presses F8."""
        return replace(self, state=HallState.COVERED, state_before=HallState.COVERED)

    @property
    def visible(self) -> Shown:
        """What the audience sees: the picture in LIVE and HELD, else NOTHING (the cover, or no screen at all)."""
        return self.picture if self.state in {HallState.LIVE, HallState.HELD} else NOTHING
