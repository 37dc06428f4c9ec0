"""The programme: what runs now, what is skipped or parked, minutes given or taken. Recorded times are never moved."""

from __future__ import annotations

import dataclasses

from app import summaries
from app.commands import setup
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaStatus
from app.domain.changes import EventKind
from app.domain.ids import AgendaItemId
from db import tables


def add_item(conference: Conference, item: AgendaItem) -> AgendaItemId:
    with conference.record(EventKind.AGENDA_CHANGED) as tx:
        ready = setup.cleaned(item)
        if not ready.position:
            ready = dataclasses.replace(ready, position=tables.AGENDA_ITEMS.next_position(tx.db))
        item_id = AgendaItemId(tables.AGENDA_ITEMS.add(tx.db, ready, conference.station))
        tx.summary = summaries.agenda_item_added(ready.title)
    return item_id


def change_item(conference: Conference, item: AgendaItem) -> None:
    """Change a line of the programme; its recorded times stay as they are."""
    with conference.record(EventKind.AGENDA_CHANGED) as tx:
        stored = tables.AGENDA_ITEMS.get(tx.db, item.id)
        kept = dataclasses.replace(item, started_at=stored.started_at, ended_at=stored.ended_at)
        tables.AGENDA_ITEMS.save(tx.db, setup.cleaned(kept))
        tx.summary = summaries.agenda_item_changed(item.title)


def remove_item(conference: Conference, item_id: AgendaItemId) -> None:
    with conference.record(EventKind.AGENDA_CHANGED) as tx:
        item = tables.AGENDA_ITEMS.get(tx.db, item_id)
        tables.AGENDA_ITEMS.remove(tx.db, item_id)
        tx.summary = summaries.agenda_item_removed(item.title)


def move_item(conference: Conference, item_id: AgendaItemId, before_id: AgendaItemId | None) -> None:
    with conference.record(EventKind.AGENDA_CHANGED) as tx:
        item = tables.AGENDA_ITEMS.get(tx.db, item_id)
        setup.place_before(tx.db, tables.AGENDA_ITEMS, item_id, before_id)
        tx.summary = summaries.agenda_item_moved(item.title)


def set_status(conference: Conference, item_id: AgendaItemId, status: AgendaStatus) -> None:
    """Skip, park or take back an item."""
    with conference.record(EventKind.AGENDA_CHANGED) as tx:
        item = tables.AGENDA_ITEMS.get(tx.db, item_id)
        tables.AGENDA_ITEMS.save(tx.db, dataclasses.replace(item, status=status))
        tx.summary = summaries.agenda_status(item.title, status)


def start_item(conference: Conference, item_id: AgendaItemId) -> None:
    """Begin an item; the one that runs ends at the same instant."""
    with conference.record(EventKind.AGENDA_STEPPED) as tx:
        item = tables.AGENDA_ITEMS.get(tx.db, item_id)
        for running in tables.AGENDA_ITEMS.where(tx.db, "started_at IS NOT NULL AND ended_at IS NULL"):
            if running.id != item_id:
                tables.AGENDA_ITEMS.save(tx.db, dataclasses.replace(running, ended_at=tx.now))
        started = item.started_at or tx.now
        tables.AGENDA_ITEMS.save(
            tx.db, dataclasses.replace(item, started_at=started, ended_at=None, status=AgendaStatus.PLANNED)
        )
        floor = tables.FLOOR.get(tx.db, 1)
        tables.FLOOR.save(tx.db, dataclasses.replace(floor, agenda_item_id=item_id))
        tx.summary = summaries.agenda_started(item.title)


def finish_item(conference: Conference, item_id: AgendaItemId) -> None:
    with conference.record(EventKind.AGENDA_STEPPED) as tx:
        item = tables.AGENDA_ITEMS.get(tx.db, item_id)
        if item.started_at and not item.ended_at:
            tables.AGENDA_ITEMS.save(tx.db, dataclasses.replace(item, ended_at=tx.now))
        tx.summary = summaries.agenda_finished(item.title)


def extend_item(conference: Conference, item_id: AgendaItemId, minutes: int) -> None:
    """Give the item more (or fewer) minutes than planned; later starts follow from it."""
    with conference.record(EventKind.AGENDA_CHANGED) as tx:
        item = tables.AGENDA_ITEMS.get(tx.db, item_id)
        extra = max(item.extra_minutes + minutes, -item.planned_minutes)
        tables.AGENDA_ITEMS.save(tx.db, dataclasses.replace(item, extra_minutes=extra))
        tx.summary = summaries.agenda_extended(item.title, minutes)
