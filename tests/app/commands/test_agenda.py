"""The programme: one item runs at a time, recorded times are never moved, minutes given and taken."""

from dataclasses import replace

import pytest

from app.commands import agenda
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaStatus
from app.domain.ids import AgendaItemId
from db import tables
from tests.support.clock import FakeClock


@pytest.fixture
def items(conference: Conference) -> list[AgendaItemId]:
    return [agenda.add_item(conference, AgendaItem(title=title, planned_minutes=10)) for title in "ABC"]


def item(conference: Conference, item_id: AgendaItemId) -> AgendaItem:
    return tables.AGENDA_ITEMS.get(conference.db, item_id)


def titles(conference: Conference) -> str:
    return "".join(found.title for found in tables.AGENDA_ITEMS.all(conference.db, "position, id"))


def test_add_item_comes_last(conference: Conference, items: list[AgendaItemId]) -> None:
    agenda.add_item(conference, AgendaItem(title=" D "))
    assert titles(conference) == "ABCD"


def test_start_item_ends_the_one_that_runs_at_the_same_instant(
    conference: Conference, items: list[AgendaItemId], clock: FakeClock
) -> None:
    agenda.start_item(conference, items[0])
    clock.advance(600)
    agenda.start_item(conference, items[1])
    first, second = item(conference, items[0]), item(conference, items[1])
    assert first.ended_at == second.started_at == clock.now()
    assert tables.FLOOR.get(conference.db, 1).agenda_item_id == items[1]


def test_start_item_again_keeps_its_first_start_and_takes_it_back_from_skipped(
    conference: Conference, items: list[AgendaItemId], clock: FakeClock
) -> None:
    agenda.start_item(conference, items[0])
    started = clock.now()
    clock.advance(60)
    agenda.finish_item(conference, items[0])
    agenda.set_status(conference, items[0], AgendaStatus.SKIPPED)
    agenda.start_item(conference, items[0])
    again = item(conference, items[0])
    assert (again.started_at, again.ended_at, again.status) == (started, None, AgendaStatus.PLANNED)


def test_finish_item_notes_the_end_once_and_only_of_what_has_begun(
    conference: Conference, items: list[AgendaItemId], clock: FakeClock
) -> None:
    agenda.finish_item(conference, items[1])
    assert item(conference, items[1]).ended_at is None
    agenda.start_item(conference, items[0])
    clock.advance(5)
    agenda.finish_item(conference, items[0])
    ended = clock.now()
    clock.advance(5)
    agenda.finish_item(conference, items[0])
    assert item(conference, items[0]).ended_at == ended


def test_change_item_never_moves_recorded_times(conference: Conference, items: list[AgendaItemId]) -> None:
    form = item(conference, items[0])
    agenda.start_item(conference, items[0])
    started = item(conference, items[0])
    agenda.change_item(conference, replace(form, title="Khai mạc", planned_minutes=15))
    assert item(conference, items[0]) == replace(started, title="Khai mạc", planned_minutes=15)


def test_move_item_changes_the_order(conference: Conference, items: list[AgendaItemId]) -> None:
    agenda.move_item(conference, items[2], items[0])
    assert titles(conference) == "CAB"
    agenda.move_item(conference, items[2], None)
    assert titles(conference) == "ABC"


def test_set_status_parks_without_losing_the_place(conference: Conference, items: list[AgendaItemId]) -> None:
    agenda.set_status(conference, items[1], AgendaStatus.PARKED)
    assert item(conference, items[1]).status is AgendaStatus.PARKED
    assert titles(conference) == "ABC"


def test_remove_item_comes_back_in_its_place_by_undo(conference: Conference, items: list[AgendaItemId]) -> None:
    agenda.remove_item(conference, items[1])
    assert titles(conference) == "AC"
    conference.undo()
    assert titles(conference) == "ABC"


def test_extend_item_never_takes_more_than_was_planned(conference: Conference, items: list[AgendaItemId]) -> None:
    agenda.extend_item(conference, items[0], 5)
    agenda.extend_item(conference, items[0], -3)
    assert item(conference, items[0]).extra_minutes == 2
    agenda.extend_item(conference, items[0], -60)
    assert item(conference, items[0]).extra_minutes == -10
