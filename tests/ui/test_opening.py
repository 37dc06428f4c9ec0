"""A file opened ahead, in a thread, is the same conference; what cannot be opened is told where it is waited for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.conference import Spare
from app.domain.errors import StorageError, Trouble
from app.queries import desk
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference
from ui.opening import OpenedAhead, Wanted, open_conference
from ui.operator.bar import Topic
from ui.preferences import Preferences
from ui.program import Program


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    conference = new_conference(tmp_path)
    conference.close()
    return Wanted(conference.path, FakeClock(), "Ngân", None)


def test_what_was_opened_ahead_is_the_same_conference_and_is_locked(wanted: Wanted) -> None:
    lock, conference = OpenedAhead(wanted).take()
    with pytest.raises(StorageError) as told:
        open_conference(wanted)
    assert told.value.code is Trouble.IN_USE
    ahead = desk.facts(conference.db)
    conference.close()
    lock.unlock()
    lock, conference = open_conference(wanted)
    assert desk.facts(conference.db) == ahead
    conference.close()
    lock.unlock()


def test_a_damaged_file_is_told_where_it_is_waited_for_and_nothing_is_held(wanted: Wanted) -> None:
    wanted.path.write_bytes(b"no database" * 100)
    for opening in (OpenedAhead(wanted).take, lambda: open_conference(wanted)):
        with pytest.raises(StorageError) as told:
            opening()
        assert told.value.code is Trouble.NOT_OURS


@pytest.fixture
def program(qtbot, tmp_path: Path, wanted: Wanted) -> Callable[[Wanted], Program]:
    def made(begun: Wanted) -> Program:
        preferences = Preferences(tmp_path / "console.json")
        preferences.operator = wanted.operator
        spare = Spare(preferences.second_folder)
        ahead = OpenedAhead(Wanted(begun.path, begun.clock, begun.operator, spare))
        program = Program(preferences, wanted.clock, ahead)
        assert program.open_file(wanted.path)
        assert program.desk is not None
        return program

    return made


def test_the_program_takes_what_was_opened_ahead(qtbot, program, wanted: Wanted) -> None:
    """Opening it a second time would be refused: it is locked. What the last run died of is told after the list."""
    made = program(wanted)
    assert made.desk.conference.path == wanted.path
    made.tell_crash("ValueError (a.py:7)")
    assert "bar" not in vars(made.console)  # the list is painted first
    qtbot.waitUntil(lambda: "bar" in vars(made.console) and made.console.bar.has(Topic.CRASH))
    made.end()
