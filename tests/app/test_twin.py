"""A command that ran beside is as if it had run here, or did not happen at all."""

import hashlib
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands import queue
from app.conference import Conference
from app.domain.changes import Changes, Table
from app.domain.errors import RuleError
from db import chain, connection, recorder
from db.recorder import RowChange
from tests.support.conferences import new_conference, state_of, with_people, with_question


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    conference = new_conference(tmp_path)
    with_people(conference)
    yield conference
    conference.close()


def in_thread(work: partial[object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_what_ran_beside_is_taken_over_with_event_undo_and_file(conference: Conference) -> None:
    heard: list[Changes] = []
    conference.subscribe(heard.append)
    before, base = state_of(conference.db), conference.last_event()
    twin = conference.beside()
    in_thread(partial(with_question, twin, approved=False))
    assert state_of(conference.db) == before
    assert conference.adopt(twin)
    assert [changes.event_id for changes in heard] == [base + 1]
    assert len(state_of(conference.db)["question"]) == 1
    assert conference.follower.wait_safe(base + 1, 10)
    db = connection.load_into_memory(conference.path)
    assert state_of(db) == state_of(conference.db)
    assert chain.verify(db) is None
    db.close()
    conference.undo()
    assert state_of(conference.db) == before
    conference.redo()
    queue.approve(conference, queue.QuestionId(1))
    conference.unsubscribe(heard.append)


def test_undo_may_run_beside(conference: Conference) -> None:
    before = state_of(conference.db)
    with_question(conference, approved=False)
    twin = conference.beside()
    in_thread(partial(type(twin).undo, twin))
    assert conference.adopt(twin)
    assert state_of(conference.db) == before
    assert conference.redo_summary()


def test_nothing_is_mixed_with_what_happened_meanwhile(conference: Conference) -> None:
    twin = conference.beside()
    with_question(twin)
    with_question(conference)
    after, last = state_of(conference.db), conference.last_event()
    assert not conference.adopt(twin)
    assert (state_of(conference.db), conference.last_event()) == (after, last)


def test_references_are_checked_beside_as_here(conference: Conference) -> None:
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    from app.commands import setup
    from db import tables

    twin = conference.beside()
    with pytest.raises(RuleError):
        setup.remove(twin, tables.AGENCIES.get(twin.db, ids["snv"]))


_images = st.none() | st.text(max_size=20)


@given(
    st.tuples(st.integers(), st.text(), st.none() | st.integers()),
    st.lists(st.builds(RowChange, st.sampled_from(Table), st.integers(), _images, _images), max_size=4),
)
def test_digest_made_row_by_row_is_that_of_the_whole_text(head: tuple[object, ...], rows: list[RowChange]) -> None:
    whole = json.dumps([*head, [[r.table, r.row_id, r.before, r.after] for r in rows]], ensure_ascii=False)
    assert recorder.content_digest("salt", head, rows) == hashlib.sha256(f"salt{whole}".encode()).hexdigest()
