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
from db.database import Database
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


class Gate:
    """A question that keeps the thread until it is opened; what is asked after it waits."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, db: Database) -> tuple[int, bool]:
        self.begun.set()
        self.may_end.wait(10)
        return question_count(db), threading.current_thread() is threading.main_thread()


def test_a_long_question_is_asked_in_a_thread_of_the_state_before_the_next_act(desk: Desk, qtbot) -> None:
    answers: list[tuple[int, bool]] = []
    gate = Gate()
    desk.ask_beside(desk, gate, answers.append)
    assert gate.begun.wait(10)
    desk.run(queue.register_question, queue.NewQuestion())
    gate.may_end.set()
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


def test_long_questions_follow_one_another_each_of_the_newest_state(desk: Desk, qtbot) -> None:
    answers: list[int] = []
    gate = Gate()
    desk.ask_beside(desk, gate, lambda _: None)
    assert gate.begun.wait(10)
    desk.run(queue.register_question, queue.NewQuestion())
    desk.ask_beside(desk, question_count, answers.append)
    desk.ask_beside(desk, refuse, answers.append)
    desk.ask_beside(desk, question_count, answers.append)
    gate.may_end.set()
    with qtbot.capture_exceptions() as refused:
        qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [COUNT + 1, COUNT + 1]
    assert [str(error[1]) for error in refused] == ["no such question"]


def refuse(_: Database) -> int:
    raise LookupError("no such question")


def test_the_gaps_follow_when_they_are_read(window: PapersWindow, desk: Desk, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(window.gaps.words()))
    first = f"{', '.join(f'{n:02d}' for n in range(1, MOST_NUMBERS + 1))} và {COUNT - MOST_NUMBERS} câu khác"
    assert any(first in line for line in window.gaps.words())
    desk.run(queue.assign_agency, QuestionId(1), with_people(desk.conference)["snv"])
    qtbot.waitUntil(lambda: any(line.startswith("Câu 02, ") for line in window.gaps.words()))


def test_a_paper_of_many_questions_tells_up_to_where_it_was_read(
    window: PapersWindow, desk: Desk, tmp_path, qtbot
) -> None:
    gate, made = Gate(), []
    window.jobs.made.connect(lambda paper: made.append(paper.up_to_event))
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        window.jobs.start([PaperKind.SLIP], tmp_path)
        assert window.jobs.is_busy
        last = desk.conference.last_event()
        desk.ask_in_thread(desk, gate, lambda _: None)
        qtbot.waitUntil(gate.begun.is_set, timeout=10_000)  # the conference has been read
        desk.run(queue.register_question, queue.NewQuestion())
        gate.may_end.set()
    assert made == [last]
