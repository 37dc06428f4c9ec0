"""A clock that jumped: an act of the log; running turns keep their length unless the gap counts."""

from datetime import timedelta

import pytest

from app.commands import clock, floor
from app.conference import Conference
from app.domain.changes import EventKind
from app.queries.history import log_lines
from db import tables
from tests.support.conferences import with_question

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("is_followed", "counts", "moved"),
    [(True, False, HOUR), (True, True, timedelta()), (False, False, timedelta())],
)
def test_note_jump_moves_only_the_turn_that_runs_and_only_when_the_gap_does_not_count(
    conference: Conference, ids: dict[str, int], is_followed: bool, counts: bool, moved: timedelta
) -> None:
    floor.start_question(conference, with_question(conference, agency=ids["snv"]))
    floor.next_step(conference, None)
    closed, running = tables.SPEECHES.all(conference.db)
    conference.clock.advance(HOUR.total_seconds())
    clock.note_jump(conference, HOUR, is_followed=is_followed, counts=counts)
    after_closed, after_running = tables.SPEECHES.all(conference.db)
    assert after_closed == closed
    assert after_running.started_at - running.started_at == moved
    newest = log_lines(conference.db)[0]
    assert (newest.kind, newest.is_undoable, bool(newest.summary)) == (EventKind.CLOCK_JUMPED, False, True)
