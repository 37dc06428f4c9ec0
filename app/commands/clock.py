"""The machine's clock was set, or the machine slept: what a person decided about it. Who noticed it is ui's matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app import summaries
from app.conference import Conference
from app.domain.changes import EventKind
from db import tables


def note_jump(conference: Conference, gap: timedelta, *, is_followed: bool, counts: bool = False) -> None:
    """The machine's wall went away by gap (negative: back). Always an act of the log; closed turns stay.

    is_followed: the conference goes by the machine's time again (conference.clock does so already). counts: the gap
    belongs to the turn and the item that run; else both begin that much later, so that their clocks go on.
    """
    with conference.record(EventKind.CLOCK_JUMPED) as tx:
        if is_followed and not counts:
            for speech in tables.SPEECHES.where(tx.db, "started_at IS NOT NULL AND ended_at IS NULL"):
                began = speech.started_at or tx.now
                tables.SPEECHES.save(tx.db, replace(speech, started_at=min(began + gap, tx.now)))
            for item in tables.AGENDA_ITEMS.where(tx.db, "started_at IS NOT NULL AND ended_at IS NULL"):
                began = item.started_at or tx.now
                tables.AGENDA_ITEMS.save(tx.db, replace(item, started_at=min(began + gap, tx.now)))
        tx.even_empty = True
        tx.summary = summaries.clock_jumped(gap, is_followed=is_followed, counts=counts)
