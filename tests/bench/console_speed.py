"""The console with much in it: keys until all is painted, the filter, and the list, each against a bare Qt floor.

Start of the console stands in `start`. CONSOLE_QUESTIONS and CONSOLE_ROWS shrink it for a try.
"""

from __future__ import annotations

import gc
import itertools
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from app.commands import floor, queue
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.ids import QuestionId
from app.domain.text import fold
from db import connection
from tests.bench.__main__ import Figure
from tests.bench.growth import _HEAD, _events
from tests.support.large import conference_of
from ui import start_up
from ui.application import make_application
from ui.desk import Desk
from ui.garbage import GarbageCollector
from ui.operator.main_window import MainWindow
from ui.operator.queue_delegate import spoken_line
from ui.preferences import Preferences
from ui.projector.placement import identity_of
from ui.shortcuts import Action

QUESTIONS = int(os.environ.get("CONSOLE_QUESTIONS", "2000"))
EVENTS = 10 * QUESTIONS
ROWS = int(os.environ.get("CONSOLE_ROWS", "10000"))
TIMES = 60
REPEAT_MS = 33
FELT_MS, FRAME_MS = 50.0, 16.7
TYPED = ["7", "77", "777", "", "nông"]
"""What is typed to narrow ten thousand: some hits, few, very few, all, and a word that all have."""
SCREENS = Path(__file__).resolve().parents[1] / "support" / "two_screens.json"


class BareRows(QAbstractTableModel):
    """Rows of one text in a Python list: the least a list of ours could be."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.rows[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def move_to_top(self, row: int) -> None:
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), 0)
        self.rows.insert(0, self.rows.pop(row))
        self.endMoveRows()


class Bare:
    """A window of a line and a table, on the same screen and of the same size."""

    def __init__(self, count: int) -> None:
        self.window, self.line, self.table = QWidget(), QLineEdit(), QTableView()
        self.model = BareRows([f"Câu {number:05d} · Người hỏi · Đơn vị" for number in range(count)])
        self.table.setModel(self.model)
        column = QVBoxLayout(self.window)
        column.addWidget(self.line)
        column.addWidget(self.table)
        self.window.resize(1366, 768)
        self.window.show()
        QTest.qWait(50)


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREENS}")
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"
    with tempfile.TemporaryDirectory() as home:
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            os.environ[f"XDG_{name}"] = home
        app = make_application(Preferences(Path(home) / "console.json"))
        assert app is not None
        with _as_in_the_program():
            return [*_keys(Path(home)), *_lists(Path(home))]


@contextmanager
def _as_in_the_program() -> Iterator[None]:
    """How threads take turns and when garbage is looked for, also for the floors; what runs later has Python's way."""
    interval = sys.getswitchinterval()
    start_up.begin()
    yield
    sys.setswitchinterval(interval)
    gc.enable()


@contextmanager
def _console(path: Path) -> Iterator[MainWindow]:
    conference = Conference(path, SystemClock())
    preferences = Preferences(path.with_suffix(".json"))
    preferences.hall_screen = identity_of(QGuiApplication.screens()[-1])
    desk = Desk(conference)
    window = MainWindow(desk, preferences, path.parent / "copies")
    window.resize(1366, 768)
    window.show()
    window.start()
    QTest.qWait(300)
    window.queue.rows()  # all of it is read, and kept from the search for garbage, some seconds after a start
    gc.freeze()
    GarbageCollector(window)
    yield window
    window.close_now()
    window.deleteLater()
    desk.close()
    conference.close()
    QApplication.processEvents()


def _keys(folder: Path) -> list[Figure]:
    """Every kind of key: from the press until nothing is left to paint."""
    path = conference_of(folder, QUESTIONS, "keys.hoinghi")
    _add_events(path)
    rows: list[Figure] = []
    bare = Bare(QUESTIONS)
    bare.line.setFocus()
    letter = _times(lambda: QTest.keyClick(bare.line, Qt.Key.Key_A))
    bare.table.setFocus()
    arrow = _times(lambda: QTest.keyClick(bare.table, Qt.Key.Key_Down))
    bare.window.close()
    with _console(path) as window:
        for name, act, is_arrow in _acts(window):
            times = _times(act)
            rows.append(
                _figure(
                    f"{name}, {QUESTIONS:,} questions, {EVENTS:,} events", times, arrow if is_arrow else letter, FELT_MS
                )
            )
    return rows


def _acts(window: MainWindow) -> Iterator[tuple[str, Callable[[], object], bool]]:
    """Name, the key, and whether the floor is an arrow in a table (else a letter in a line)."""
    control = Qt.KeyboardModifier.ControlModifier

    def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], object]:
        return lambda: QTest.keyClick(QApplication.focusWidget() or window, code, modifiers)

    window.keys.trigger(Action.GO_QUEUE)
    yield "arrow in the queue", key(Qt.Key.Key_Down), True
    yield "Ctrl+D, approved and back", key(Qt.Key.Key_D, control), True
    yield "Ctrl+U", key(Qt.Key.Key_U, control), True
    yield "Enter, into the preview", key(Qt.Key.Key_Return), True
    queue.approve(window._desk.conference, QuestionId(QUESTIONS // 2))
    floor.next_step(window._desk.conference, QuestionId(QUESTIONS // 2))
    window.keys.trigger(Action.GO_MINUTES)
    yield "letter in the minutes", key(Qt.Key.Key_A), False
    yield "F6, a step", key(Qt.Key.Key_F6), True
    window.keys.trigger(Action.CAPTURE)
    yield "letter in the capture line", key(Qt.Key.Key_A), False
    window.queue.filter_box.setFocus()
    there_and_back = itertools.cycle((Qt.Key.Key_N, Qt.Key.Key_Backspace))
    yield "letter in the filter", lambda: QTest.keyClick(window.queue.filter_box, next(there_and_back)), False


def _lists(folder: Path) -> list[Figure]:
    """The filter against a plain loop, an act's refresh and a move against a bare table."""
    bare = Bare(ROWS)
    move = _times(lambda: bare.model.move_to_top(ROWS // 2))
    bare.window.close()
    with _console(conference_of(folder, ROWS, "rows.hoinghi")) as window:
        folded = [row.key for row in window.queue.rows()]
        loop = _times(lambda: [key for key in folded if fold(TYPED[-1]) in key])
        words = iter(TYPED * TIMES)
        filtered = _times(lambda: window.queue.filter_box.setText(next(words)))
        window.queue.filter_box.clear()
        pages = [_scrolled(window), _searched(window, folded)]
        ids = iter(range(ROWS // 2, ROWS))
        desk = window._desk
        refreshed = _times(lambda: desk.run(queue.approve, QuestionId(next(ids))))
        moved = _moved(window)
    name = f"{ROWS:,} questions"
    return [
        _figure(f"filter of {name} to the painted list (floor: a loop over folded texts)", filtered, loop, FRAME_MS),
        _figure(f"an act and the refresh of {name} (floor: a move in a bare table)", refreshed, move, FELT_MS),
        _figure(f"reorder of {name}, recorded and painted (floor: a move in a bare table)", moved, move, FRAME_MS),
        *itertools.chain.from_iterable(pages),
    ]


def _scrolled(window: MainWindow) -> list[Figure]:
    """Page after page of the whole queue, against Qt's own model of strings: the same words, rows and room.

    By then it has been told what is missing: those lines take room from the list.
    """
    view = window.queue.view
    QTest.qWait(3000)
    window.queue.select(window.queue.rows()[0].id)
    table = QTableView()
    table.setModel(QStringListModel([spoken_line(line) for line in view.rows.rows()]))
    table.setShowGrid(False)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().setDefaultSectionSize(view.look.question_height())
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().hide()
    table.resize(view.size())
    table.show()
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.qWait(50)
    least = _times(lambda: QTest.keyClick(table, Qt.Key.Key_PageDown), _held)
    table.close()
    window.keys.trigger(Action.GO_QUEUE)
    times = _times(lambda: QTest.keyClick(view, Qt.Key.Key_PageDown), _held)
    return [_ratio(f"page in {ROWS:,} questions, key held (floor: Qt's own list of the same words)", times, least, 1.6)]


def _held() -> None:
    """As long as a held key takes until it comes again."""
    QTest.qWait(REPEAT_MS)


def _searched(window: MainWindow, folded: list[str]) -> list[Figure]:
    """Ctrl+F without accents, against FTS5 asked for the very same hits; and until it is painted."""
    finder = window.look_ups.finder
    finder.open()
    finder.field.setText(TYPED[0])
    index = finder._index
    rows, least = [], [0.0]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE found USING fts5(folded, content='')")
        db.executemany("INSERT INTO found (rowid, folded) VALUES (?, ?)", enumerate(folded))
        ask = "SELECT rowid FROM found WHERE found MATCH ?"
        for typed in ("777", "nông", "khởi nghiệp 12"):
            words = " ".join(f"{word}*" for word in fold(typed).split())
            found = len(db.execute(ask, [words]).fetchall())
            assert found == index.find(typed).total, typed
            least = _asked(lambda words=words: db.execute(ask, [words]).fetchall())  # type: ignore[misc]
            asked = _asked(lambda typed=typed: index.find(typed))  # type: ignore[misc]
            name = f"search of {ROWS:,} questions, {found:,} hits ranked (floor: FTS5, the same hits)"
            rows.append(_ratio(name, asked, least, 3))
    texts = iter(TYPED * TIMES)
    painted = _times(lambda: finder.field.setText(next(texts)))
    finder.leave()
    return [*rows, _figure(f"key in the search of {ROWS:,} questions to the painted list", painted, least, FRAME_MS)]


def _moved(window: MainWindow) -> list[float]:
    """The question in the middle of the list goes to the top by its key."""
    view = window.queue.view

    def choose() -> None:
        view.setCurrentIndex(view.rows.index(ROWS // 2, 0))

    return _times(lambda: window.keys.trigger(Action.MOVE_TOP), choose)


def _add_events(path: Path) -> None:
    with closing(connection.open_file(path)) as db, db.atomic():
        first, previous = db.execute("SELECT id, digest FROM event ORDER BY id DESC LIMIT 1").fetchone()
        insert = f"INSERT INTO event ({_HEAD}) VALUES ({', '.join('?' * 11)})"
        db.conn.executemany(insert, (row for row in _events(first + EVENTS, previous) if row[0] > first))


def _times(act: Callable[[], object], before: Callable[[], object] = lambda: None) -> list[float]:
    """Milliseconds from the act until everything it asked for is painted."""
    found = []
    for _ in range(TIMES):
        before()
        QApplication.processEvents()
        begun = time.perf_counter()
        act()
        QApplication.processEvents()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def _asked(act: Callable[[], object]) -> list[float]:
    """Milliseconds of what paints nothing."""
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def _ratio(name: str, times: list[float], floor_times: list[float], most: float) -> Figure:
    """p50 against p50."""
    value, least = statistics.median(times), statistics.median(floor_times)
    return Figure(
        name=f"{name}, p50",
        value=value,
        unit="ms",
        floor=least,
        ratio=value / least,
        target=f"<= {most} x",
        ok=value <= most * least,
    )


def _figure(name: str, times: list[float], floor_times: list[float], most: float) -> Figure:
    """p95 against p95, so that a busy moment hits both alike."""
    value, least = (statistics.quantiles(found, n=20)[18] for found in (times, floor_times))
    return Figure(
        name=f"{name}, p95",
        value=value,
        unit="ms",
        floor=least,
        ratio=value / least,
        target=f"<= {most} ms",
        ok=value <= most,
    )
