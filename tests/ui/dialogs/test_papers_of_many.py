"""F12 of a conference with many questions: gaps and papers are read beside the console, of the state as it was."""

import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import delete

from app.commands import queue
from app.conference import Conference
from app.domain.ids import QuestionId
from app.domain.paper import PaperKind
from app.queries.desk import question_count
from tests.support.clock import FakeClock
from tests.support.conferences import with_people
from tests.support.large import conference_of
from ui import tasks
from ui.desk import FEW_QUESTIONS, Desk
from ui.dialogs.gap_list import MOST_NUMBERS
from ui.dialogs.papers_window import PapersWindow
from ui.keys import Keys
from ui.tasks import stop_all

COUNT = FEW_QUESTIONS + 10


@pytest.fixture
def desk(qtbot, tmp_path: Path) -> Generator[Desk]:
    conference = Conference(conference_of(tmp_path, COUNT), FakeClock(), operator="Ngân")
    made = Desk(conference)
    yield made
    stop_all()
    made.close()
    conference.close()


@pytest.fixture
def window(qtbot, desk: Desk, tmp_path: Path) -> PapersWindow:
    console = QWidget()
    qtbot.addWidget(console)
    opened = PapersWindow(desk, Keys(console), tmp_path / "mau-co-quan.json")
    qtbot.addWidget(opened)
    opened.open()
    return opened


def test_a_long_question_is_asked_in_a_thread_of_the_state_before_the_next_act(desk: Desk, qtbot) -> None:
    answers: list[tuple[int, bool]] = []
    may_read = threading.Event()

    def count(db) -> tuple[int, bool]:
        may_read.wait(10)
        return question_count(db), threading.current_thread() is threading.main_thread()

    desk.ask_beside(desk, count, answers.append)
    desk.run(queue.register_question, queue.NewQuestion())
    may_read.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(COUNT, False)]
    assert question_count(desk.conference.db) == COUNT + 1


def test_nobody_hears_of_an_answer_whose_window_is_gone(desk: Desk, qtbot) -> None:
    """A label of a window that was closed meanwhile is gone in Qt; touching it raised an error."""
    heard: list[int] = []
    may_read = threading.Event()
    gone, there = QLabel(), QLabel()
    qtbot.addWidget(there)
    for owner in (gone, there):

        def show(count: int, owner: QLabel = owner) -> None:
            owner.setText(str(count))
            heard.append(count)

        desk.ask_in_thread(owner, lambda db: question_count(db) if may_read.wait(10) else 0, show)
    delete(gone)
    may_read.set()
    qtbot.waitUntil(lambda: there.text() == str(COUNT))
    qtbot.waitUntil(lambda: not tasks._running)
    assert heard == [COUNT]


def test_the_gaps_follow_when_they_are_read(window: PapersWindow, desk: Desk, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(window.gaps.words()))
    first = f"{', '.join(f'{n:02d}' for n in range(1, MOST_NUMBERS + 1))} và {COUNT - MOST_NUMBERS} câu khác"
    assert any(first in line for line in window.gaps.words())
    desk.run(queue.assign_agency, QuestionId(1), with_people(desk.conference)["snv"])
    qtbot.waitUntil(lambda: any(line.startswith("Câu 02, ") for line in window.gaps.words()))


def test_a_paper_of_many_questions_tells_up_to_where_it_was_read(
    window: PapersWindow, desk: Desk, tmp_path, qtbot
) -> None:
    last = desk.conference.last_event()
    made: list[object] = []
    window.jobs.made.connect(lambda paper: made.append(paper.up_to_event))
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        window.jobs.start([PaperKind.SLIP], tmp_path)
        assert window.jobs.is_busy
        desk.run(queue.register_question, queue.NewQuestion())
    assert made == [last]
