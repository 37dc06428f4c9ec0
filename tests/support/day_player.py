"""Lives through the conference of tests.support.conference_day on the real program, by keys alone, and counts them.

After every task the state of the conference must be what the task is for; a mouse event is counted as a defect.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.ids import QuestionId
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.queries import floor
from app.queries.floor import CurrentQuestion
from app.queries.queue import QueueRow, queue_rows
from db.database import Database
from tests.support.clock import FakeClock
from tests.support.conference_day import morning, prepare
from tests.support.counted_keys import CountedKeys
from tests.support.input_methods import stream, strokes
from ui.operator.main_window import MainWindow
from ui.operator.queue_lines import QuestionLine
from ui.preferences import Preferences
from ui.program import Program
from ui.projector.placement import identity_of

_MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)
PATIENCE_S = 20


class MouseWatch(QObject):
    """Counts what a mouse sends to any window of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.events += event.type() in _MOUSE
        return False


@contextmanager
def opened(folder: Path) -> Generator[DayPlayer]:
    """The program as it is started on the morning of the day, on a laptop with the projector it knows."""
    clock = morning()
    path = prepare(folder, clock)
    preferences = Preferences(folder / "console.json")
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    program = Program(preferences, clock)
    assert program.open_file(path)
    app = QApplication.instance()
    assert app is not None
    mouse = MouseWatch()
    app.installEventFilter(mouse)
    try:
        yield DayPlayer(program, clock, mouse)
    finally:
        app.removeEventFilter(mouse)
        program.end()
        program.start_page.deleteLater()


class DayPlayer:
    """costs: keys of every time a task was done."""

    def __init__(self, program: Program, clock: FakeClock, mouse: MouseWatch) -> None:
        self.program = program
        self.clock = clock
        self.mouse = mouse
        self.take_over()
        self.costs: dict[str, list[int]] = defaultdict(list)

    def take_over(self) -> None:
        """The console that stands now, also after the file was opened again."""
        assert self.program.console is not None
        self.console: MainWindow = self.program.console
        self.keys = CountedKeys(self.console)
        self.until("window that has the keyboard", self.console.isActiveWindow)

    @property
    def db(self) -> Database:
        return self.console._desk.conference.db

    @contextmanager
    def task(self, name: str) -> Generator[None]:
        before = self.keys.count
        yield
        self.costs[name].append(self.keys.count - before)

    def write(self, keys: str) -> None:
        """Words in Telex, as UniKey hands them on."""
        self.keys.type(stream(keys), strokes(keys))

    def until(self, what: str, is_so: Callable[[], object]) -> None:
        begun = time.monotonic()
        while not is_so():
            assert time.monotonic() - begun < PATIENCE_S, f"no {what}; the bar says: {self.console.bar.words()}"
            QTest.qWait(5)

    def later(self, seconds: float) -> None:
        """Time goes by."""
        self.clock.advance(seconds)
        QApplication.processEvents()

    def command(self, words: str, keys: str) -> None:
        """A line of the palette by the beginning of its words."""
        self.keys.press("Ctrl+K")
        self.write(keys)
        first = self.console.palette_overlay.entries()[0].words
        assert first.startswith(words), first
        self.keys.press("Return")
        QApplication.processEvents()

    def rows(self) -> tuple[QueueRow, ...]:
        return queue_rows(self.db)

    def began_at(self) -> datetime:
        """When the question on the floor began to be asked."""
        begun = self.current().asking.turns[0].started_at
        assert begun is not None
        return begun

    def numbered(self, number: int) -> QueueRow:
        return next(row for row in self.rows() if row.question.number == number)

    def current(self) -> CurrentQuestion:
        found = floor.current_question(self.db)
        assert found is not None
        return found

    def state(self, number: int) -> QuestionState:
        return self.numbered(number).question.state

    def shown(self) -> list[QueueRow]:
        """The questions as the list shows them, from above."""
        return [line.row for line in self.console.queue.view.rows.rows() if isinstance(line, QuestionLine)]

    def waiting(self) -> list[QueueRow]:
        return [row for row in self.shown() if row.question.state is QuestionState.WAITING]

    def selected(self) -> QueueRow | None:
        return self.console.queue.selected()

    def text(self) -> str:
        """What stands in the answer's editor."""
        return self.console.floor.answer_page.live.editor.toPlainText()

    def promises(self) -> int:
        return len(self.current().commitments)

    def standing(self) -> int:
        """Questions that stand for themselves."""
        return sum(row.question.state is not QuestionState.MERGED for row in self.rows())

    def modes(self, questions: list[QuestionId]) -> set[ReplyMode]:
        views = [floor.question_view(self.db, question_id) for question_id in questions]
        return {petition.reply_mode for view in views if view for petition in view.petitions}
