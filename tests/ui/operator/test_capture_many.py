"""The capture line after an import of hundreds: their names are learnt in a thread, and the newest answer counts."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.commands import setup
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.ids import PersonId
from app.domain.roster import Person
from db import tables
from tests.support.clock import FakeClock
from tests.support.large import conference_of
from ui.desk import FEW_QUESTIONS, MANY_ROWS, Desk
from ui.keys import Keys
from ui.operator.capture_line import CaptureLine
from ui.tasks import stop_all

FIRST = 100


@pytest.fixture
def line(qtbot, tmp_path: Path) -> Generator[CaptureLine]:
    conference = Conference(conference_of(tmp_path, FEW_QUESTIONS + 1), FakeClock(), operator="Ngân")
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    yield CaptureLine(desk, Keys(console), console)
    stop_all()
    desk.close()
    conference.close()


def _import(conference: Conference) -> None:
    with conference.record(EventKind.IMPORTED) as tx:
        ids = range(FIRST, FIRST + MANY_ROWS + 1)
        tables.PEOPLE.add_all(tx.db, [Person(id=PersonId(n), name=f"Lò Văn {n}") for n in ids])


def test_the_names_of_an_import_follow(line: CaptureLine, qtbot) -> None:
    _import(line._desk.conference)
    assert line._people == {}
    qtbot.waitUntil(lambda: len(line._people) == MANY_ROWS + 1)


def test_who_came_meanwhile_is_known_at_once_and_stays_known(line: CaptureLine, qtbot) -> None:
    conference = line._desk.conference
    _import(conference)
    setup.save(conference, Person(id=PersonId(FIRST), name="Giàng A Lềnh"))
    assert line._people[PersonId(FIRST)].name == "Giàng A Lềnh"
    qtbot.wait(300)
    assert line._people[PersonId(FIRST)].name == "Giàng A Lềnh"
