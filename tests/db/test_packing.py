"""The log in memory is packed, and is the log of the file to the last letter, whatever was done."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands import minutes, projector, setup
from app.conference import Conference
from app.domain.minutes import Slot, TextKey
from app.queries.hall import hall_moments
from db import chain, connection, copies, packing, past
from db.database import Database
from tests.support.conferences import new_conference, state_of, with_question

IMAGES = "SELECT event_id, table_name, row_id, before, after FROM change ORDER BY id"
SAID = "Đề nghị tỉnh cho biết giải pháp hỗ trợ thanh niên vùng cao khởi nghiệp từ nông sản. "


@pytest.fixture
def conference(tmp_path: Path) -> Generator[Conference]:
    made = new_conference(tmp_path)
    yield made
    made.close()


def _work(conference: Conference) -> None:
    """Texts that grow, pictures on the hall, a question that comes and goes."""
    projector.recover(conference, "screen", None)
    projector.cover_or_open(conference)
    for number in range(1, 9):
        question = with_question(conference)
        minutes.write_text(conference, TextKey(Slot.PRIVATE, question), SAID * number)
        projector.prepare(conference, f"question/{question}", 1)
        projector.take(conference)
    with_question(conference)
    conference.undo()
    conference.undo()


def _noted(db: Database) -> list[tuple[object, ...]]:
    return [(event, table, row, *packing.unpacked(table, *images)) for event, table, row, *images in db.execute(IMAGES)]


def test_the_packed_log_is_that_of_the_file_and_a_fraction_of_it(conference: Conference) -> None:
    _work(conference)
    assert conference.follower.wait_safe(conference.last_event(), 60)
    with closing(connection.open_reading(conference.path)) as file:
        written = [tuple(row) for row in file.execute(IMAGES)]
    assert _noted(conference.db) == written
    lengths = "SELECT sum(length(before)) + sum(length(after)) FROM change"
    assert conference.db.execute(lengths).fetchone()[0] < 0.5 * sum(len(str(i)) for row in written for i in row[3:])
    assert chain.verify(conference.db) is None
    assert chain.unlike_the_log(conference.db) == []


def test_what_reads_the_log_reads_it_packed(conference: Conference) -> None:
    before, then = state_of(conference.db, without_hall=False), conference.last_event()
    _work(conference)
    with closing(past.as_of(conference.db, then)) as earlier:
        assert state_of(earlier, without_hall=False) == before
    shown = [moment.shown.subject for moment in hall_moments(conference.db) if moment.shown]
    assert shown == [f"question/{number}" for number in range(1, 9)]


def test_a_file_that_is_lost_gets_its_log_from_memory_as_it_was(conference: Conference, tmp_path: Path) -> None:
    _work(conference)
    assert conference.follower.wait_safe(conference.last_event(), 60)
    lost = tmp_path / "lost.hoinghi"
    setup.create_conference_file(lost)
    with closing(connection.open_file(lost)) as file:
        with file.atomic():
            copies.restate(file, conference.db, lost.name)
        assert [tuple(row) for row in file.execute(IMAGES)] == _noted(conference.db)
        assert chain.verify(file) is None


@given(before=st.none() | st.text(), after=st.text())
def test_any_image_comes_back(before: str | None, after: str) -> None:
    pair = before and f'{{"id":1,"text":"{before}"}}', f'{{"id":1,"text":"{after}"}}'
    assert packing.unpacked("none", *packing._packed_pair("none", *pair)) == pair


@pytest.mark.parametrize("image", ["=", "=====", "=qwYH", '={"id":1}'])
def test_what_looks_packed_in_a_damaged_file_stays_as_it_is(image: str) -> None:
    assert packing.unpacked("of no table", image, image) == (image, image)
