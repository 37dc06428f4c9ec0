"""The only acts that write the projection row: what the hall sees, and what it would see next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app import scenes, summaries
from app.conference import Conference
from app.domain import scene
from app.domain.asset import Asset
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.projection import NOTHING, HallKey, HallState, Projection, Shown
from db import tables
from db.recorder import keep_asset


def prepare(conference: Conference, subject: str, pages: int = 1, asset: Asset | None = None) -> None:
    """Put a subject into the preview, as it is now. pages: how many the painter needs. The hall sees nothing.

    asset: the file of a picture's card, kept in the conference from now on.
    """
    with conference.record(EventKind.PREVIEWED) as tx:
        if asset is not None:
            keep_asset(tx, asset)
        card = scenes.scene_for(tx.db, subject)
        row = tables.PROJECTION.get(tx.db, 1)
        preview = Shown(scene.to_json(card), subject, 0, pages)
        tables.PROJECTION.save(tx.db, replace(row, preview=preview))
        tx.summary = summaries.previewed(card)


def clear_preview(conference: Conference) -> None:
    with conference.record(EventKind.PREVIEWED) as tx:
        tables.PROJECTION.save(tx.db, replace(tables.PROJECTION.get(tx.db, 1), preview=NOTHING))
        tx.summary = summaries.preview_cleared()


def take(conference: Conference) -> None:
    """F5. Errors: HALL_LOCKED, NOTHING_PREVIEWED, NOT_APPROVED (the console then offers approve_and_take)."""
    row = tables.PROJECTION.get(conference.db, 1)
    if row.preview and not scenes.is_projectable(conference.db, row.preview.subject):
        raise RuleError(Rule.NOT_APPROVED, subject=row.preview.subject)
    _press(conference, EventKind.TAKEN, HallKey.TAKE)


def take_previous(conference: Conference) -> None:
    """Shift+F5: the former picture again. Errors: HALL_LOCKED, NO_PREVIOUS_PICTURE."""
    _press(conference, EventKind.PREVIOUS_TAKEN, HallKey.PREVIOUS)


def cover_or_open(conference: Conference) -> None:
    """F8."""
    state = tables.PROJECTION.get(conference.db, 1).state
    kind = EventKind.UNCOVERED if state is HallState.COVERED else EventKind.COVERED
    _press(conference, kind, HallKey.COVER)


def hold_or_release(conference: Conference) -> None:
    """F9."""
    state = tables.PROJECTION.get(conference.db, 1).state
    _press(conference, EventKind.RELEASED if state is HallState.HELD else EventKind.HELD, HallKey.HOLD)


def turn_page(conference: Conference, step: int) -> None:
    """Alt+PgUp / Alt+PgDn. Errors: NO_SUCH_PAGE, also when the hall is not live."""
    _press(conference, EventKind.PAGE_TURNED, HallKey.NEXT_PAGE if step > 0 else HallKey.PREVIOUS_PAGE)


def yield_screen(conference: Conference) -> None:
    """Lend the covered screen to another program (a video player); F8 covers it again."""
    _press(conference, EventKind.YIELDED, HallKey.YIELD)


def screen_lost(conference: Conference) -> None:
    _press(conference, EventKind.SCREEN_LOST, HallKey.SCREEN_LOST)


def screen_found(conference: Conference, screen: str, is_other: bool = False) -> None:
    """The hall's screen is there (again). screen: its identity as stored by the console.

    is_other: it is not the one the audience looked at before; then the hall is covered.
    """
    with conference.record(EventKind.SCREEN_FOUND) as tx:
        row = tables.PROJECTION.get(tx.db, 1).pressed(HallKey.SCREEN_FOUND, tx.now)
        row = row.on_other_screen() if is_other else row
        tables.PROJECTION.save(tx.db, replace(row, screen=screen))
        tx.summary = summaries.hall_moved(EventKind.SCREEN_FOUND, "")


def set_locked(conference: Conference, locked: bool) -> None:
    """Ctrl+L: F5 and Shift+F5 are refused until unlocked."""
    with conference.record(EventKind.HALL_LOCKED) as tx:
        tables.PROJECTION.save(tx.db, replace(tables.PROJECTION.get(tx.db, 1), is_locked=locked))
        tx.summary = summaries.hall_locked(locked)


def recover(conference: Conference, screen: str, last_event_at: datetime | None) -> Projection:
    """At start: the state of the last column of product.md 4.4. screen: identity found now, empty if none."""
    with conference.record(EventKind.HALL_RECOVERED) as tx:
        row = tables.PROJECTION.get(tx.db, 1)
        same = bool(screen) and screen == row.screen
        back = row.restarted(tx.now, last_event_at, same, bool(screen))
        tables.PROJECTION.save(tx.db, replace(back, screen=screen or row.screen))
        tx.summary = summaries.hall_recovered(back.state)
    return back


def _press(conference: Conference, kind: EventKind, key: HallKey) -> None:
    with conference.record(kind) as tx:
        row = tables.PROJECTION.get(tx.db, 1)
        pressed = row.pressed(key, tx.now)
        tables.PROJECTION.save(tx.db, pressed)
        shown = pressed.picture if pressed.state is HallState.LIVE else pressed.loaded
        tx.summary = summaries.hall_moved(kind, _title(shown))


def _title(shown: Shown) -> str:
    return summaries.card_title(scene.from_json(shown.card)) if shown else ""
