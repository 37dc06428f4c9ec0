"""A queue of thousands that an import touched all over: read part by part, and equal to the whole in the end."""

from collections.abc import Callable, Generator
from operator import is_
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.commands import floor, queue
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.dates import dotted
from app.domain.ids import QuestionId
from app.domain.question import Question, QuestionState
from app.queries.queue import queue_rows
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import with_people
from tests.support.large import conference_of
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.queue_panel import QueuePanel
from ui.operator.queue_reader import LONG, TOP
from ui.operator.queue_view import AHEAD_MS
from ui.widgets import ink

FIRST = 3
BEHIND = 90_000_000


@pytest.fixture
def panel(qtbot, tmp_path: Path) -> Generator[QueuePanel]:
    conference = Conference(conference_of(tmp_path, FIRST), FakeClock(), operator="Ngân")
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    made = QueuePanel(desk, Keys(console), console)
    yield made
    desk.close()
    conference.close()


def _opened(qtbot, tmp_path: Path, change: Callable[[Conference], object]) -> QueuePanel:
    """The panel of a long queue as a start makes it, after an act."""
    conference = Conference(conference_of(tmp_path, 2 * LONG), FakeClock(), operator="Ngân")
    change(conference)
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    made = QueuePanel(desk, Keys(console), console)
    console.destroyed.connect(lambda: (desk.close(), conference.close()))
    return made


def _import(conference: Conference, first: int) -> None:
    with conference.record(EventKind.IMPORTED) as tx:
        ids = range(first, first + LONG)
        new = [Question(id=QuestionId(n), number=n, position=BEHIND + n, gist=f"câu {n}") for n in ids]
        tables.QUESTIONS.add_all(tx.db, new)


def _is_whole(panel: QueuePanel) -> bool:
    return panel.rows() == queue_rows(panel._desk.conference.db)


def test_the_old_rows_stay_until_the_whole_queue_is_read(panel: QueuePanel, qtbot) -> None:
    _import(panel._desk.conference, 100)
    assert len(panel.rows()) == FIRST
    qtbot.waitUntil(lambda: _is_whole(panel))
    assert len(panel.rows()) == FIRST + LONG


def test_what_happens_while_it_is_read_is_in_the_queue_in_the_end(panel: QueuePanel, qtbot) -> None:
    conference = panel._desk.conference
    ids = with_people(conference)
    _import(conference, 100)
    panel._reader._read_on()
    queue.move_question(conference, QuestionId(100 + LONG - 1), QuestionId(1))
    queue.move_question(conference, QuestionId(2), None)
    queue.assign_agency(conference, QuestionId(1), ids["snv"])
    queue.approve(conference, QuestionId(3))
    floor.start_question(conference, QuestionId(3))
    queue.register_question(conference, queue.NewQuestion())
    assert {row.id for row in panel.rows() if row.is_current} == {3}
    qtbot.waitUntil(lambda: len(panel.rows()) > LONG)
    assert _is_whole(panel)


def test_a_second_import_meanwhile_begins_anew_and_taking_it_back_too(panel: QueuePanel, qtbot) -> None:
    conference = panel._desk.conference
    _import(conference, 100)
    panel._reader._read_on()
    _import(conference, 5000)
    qtbot.waitUntil(lambda: _is_whole(panel))
    before = panel.rows()
    assert len(before) == FIRST + 2 * LONG
    conference.undo()
    qtbot.waitUntil(lambda: _is_whole(panel))
    assert all(map(is_, panel.rows(), before))  # read again, and not kept twice
    assert not panel._reader._rows
    conference.undo()
    assert len(panel.rows()) == FIRST


def test_a_start_shows_the_top_of_a_long_queue_and_then_all_of_it(qtbot, tmp_path: Path) -> None:
    panel = _opened(qtbot, tmp_path, lambda _: None)
    assert panel.view.rows.rowCount() == TOP
    assert panel._count.text() == dotted(2 * LONG)
    queue.approve(panel._desk.conference, QuestionId(7))
    assert next(line for line in panel.view.rows.rows() if line.key == 7).row.question.state is QuestionState.WAITING
    qtbot.waitUntil(lambda: panel.view.rows.rowCount() == 2 * LONG)
    assert _is_whole(panel)


def test_what_looks_at_the_whole_queue_does_not_see_its_top_alone(qtbot, tmp_path: Path) -> None:
    panel = _opened(qtbot, tmp_path, lambda _: None)
    panel.select(2 * LONG - 1)
    assert panel.selected().id == 2 * LONG - 1
    assert len(panel.rows()) == 2 * LONG


def test_a_question_on_the_floor_further_down_is_seen_at_once(qtbot, tmp_path: Path) -> None:
    def ask(conference: Conference) -> None:
        queue.approve(conference, QuestionId(LONG))
        floor.start_question(conference, QuestionId(LONG))

    panel = _opened(qtbot, tmp_path, ask)
    assert panel.view.rows.rowCount() == 2 * LONG
    panel._to_list()
    assert panel.selected().is_current


def test_the_next_page_is_laid_out_before_it_is_asked_for(qtbot, tmp_path: Path) -> None:
    """The words of each line are its own; what is kept of them is kept for every list."""
    panel = _opened(qtbot, tmp_path, lambda conference: None)
    window = panel.window()
    window.resize(400, 600)
    panel.setGeometry(window.rect())
    panel.select(panel.rows()[0].id)
    window.show()
    qtbot.waitUntil(lambda: ink._laid_out.cache_info().misses > 0)
    qtbot.wait(20 * AHEAD_MS)
    made = ink._laid_out.cache_info().misses
    top = panel.view.rowAt(0)
    QTest.keyClick(panel.view, Qt.Key.Key_PageDown)
    QTest.keyClick(panel.view, Qt.Key.Key_PageDown)
    panel.view.viewport().grab()
    assert panel.view.rowAt(0) > top
    assert ink._laid_out.cache_info().misses == made
    window.close()
