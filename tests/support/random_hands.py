"""Random keys, words and clicks on every window of the program; after each nothing may be broken, lost or below zero.

Dialogs of the system's kind (files, folders) are closed at once: what they would do is not the program's.
"""

from __future__ import annotations

import logging
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.queries.floor import agenda_rows
from app.queries.queue import queue_rows
from db import connection
from db.database import Database
from tests.support.clock import FakeClock
from tests.support.conference_day import morning, prepare
from tests.support.conferences import state_of
from tests.support.input_methods import Method, keys_of, stream
from tests.support.typing import unikey_type
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.program import Program
from ui.projector.placement import identity_of
from ui.projector.sheet import Sheet
from ui.shortcuts import BINDINGS, Action

NONE = Qt.KeyboardModifier.NoModifier
_WORDS = (
    "bà Cầm Thị Phong",
    "trước ngày 30/6/2024",
    "đường",
    "lvp",
    "0912 345 678",
    "Ý kiến về mạng xã hội",
    "snv",
    "15",
    "08:30",
)
_KEYS = [
    *(Qt.Key(Qt.Key.Key_F1 + number) for number in range(12)),
    *(Qt.Key(Qt.Key.Key_A + number) for number in range(26)),
    *(Qt.Key(Qt.Key.Key_0 + number) for number in range(10)),
    *[Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete] * 3,
    *[Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End] * 2,
    Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Menu,
]  # fmt: skip
_MODIFIERS = [
    *[NONE] * 4, *[Qt.KeyboardModifier.ControlModifier] * 2, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
]  # fmt: skip
OPENED_ANEW, STAYS = 0.5, 0.95
"""How likely a closed program is opened without a file; and another act is done there before the file is opened."""
_MAY_REMOVE = frozenset({"undo", "redo", "list_changed", "imported"})
"""Kinds of events that may take a question away: an act undone, and the form that removes one row."""


class _Errors(logging.Handler):
    """Everything that was thrown or logged as an error. told: one text each."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(f"{record.name}: {record.getMessage()} {record.exc_info[1] if record.exc_info else ''}")

    def hook(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        self.told.append("".join(traceback.format_exception(kind, value, trace)))


class _Swallow(QObject):
    """Opens no file of this machine in another program."""

    @Slot(QUrl)
    def open_file(self, _: QUrl) -> None:
        pass


class RandomHands:
    """One program under random hands. done: how often each act was carried out; trail: the last of them in words."""

    def __init__(self, folder: Path, seed: int, begin: Callable[[Path, FakeClock], Path]) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.done: Counter[str] = Counter()
        self.trail: list[str] = []
        self.clock = morning()
        self.path = begin(folder, self.clock)
        self.errors = _Errors()
        preferences = Preferences(folder / "console.json")
        preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
        self.program = Program(preferences, self.clock)
        self._questions: set[int] = set()
        self._event = 0
        self._closed: tuple[Path, dict[str, list[tuple[object, ...]]]] = (self.path, {})
        self._open()
        self._adopt()

    def step(self) -> None:
        """One random act, then the look at what stands there."""
        acts: list[tuple[Callable[[], str], int]] = [
            (self._key, 40), (self._act, 20), (self._click, 30), (self._write, 10), (self._wait, 3), (self._close, 1),
            (self._command, 5),
        ]  # fmt: skip
        [act] = self.random.choices([act for act, _ in acts], [weight for _, weight in acts])
        self.clock.advance(self.random.choice([0.05, 0.7, 2.0, 30.0]))
        self.trail = [*self.trail[-40:], act.__name__]
        self.trail[-1] = act()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as a loop does before its next timer
        self.done[act.__name__.strip("_")] += 1
        self.judge()

    def judge(self) -> None:
        """No error, no row lost, no clock below zero."""
        assert not self.errors.told, f"{self._story()}\n{self.errors.told[0]}"
        if self.program.console is None:
            QCoreApplication.processEvents()
        if self.program.console is None:
            start = self.program.start_page
            if not start.isVisible() and self.random.random() < OPENED_ANEW:
                self.program.show_start()
            if start.isVisible() and self.random.random() < STAYS:
                return
            self._open()
        if self.program.desk is not self.desk:
            self._adopt()
        db = self.db
        ids = self._shown()
        self._judge_losses(db, ids)
        for table in ("speech", "agenda_item"):
            wrong = db.execute(f"SELECT id FROM {table} WHERE ended_at < started_at").fetchall()
            assert not wrong, f"{self._story()}: {table} {wrong} ends before it begins"
        for reading in self.console.floor.steps.readings:
            assert reading.is_over or not reading.clock.startswith(("-", "−")), f"{self._story()}: {reading}"

    def end(self) -> None:
        """Close in order; the file holds what the memory held."""
        self.judge()
        self.program.end()
        assert not self.errors.told, f"{self._story()}\n{self.errors.told[0]}"
        self._judge_file()

    def _judge_file(self) -> None:
        """What was closed last stands in its file."""
        path, memory = self._closed
        stored = connection.load_into_memory(path)
        file = state_of(stored, without_hall=False)
        stored.close()
        for table, rows in memory.items():
            assert file[table] == rows, f"{self._story()}: the file has {file[table]}, the memory had {rows} of {table}"

    def _remember(self) -> None:
        """The last moment of the memory."""
        conference = self.desk.conference
        self._closed = (conference.path, state_of(conference.db, without_hall=False))

    @property
    def console(self) -> MainWindow:
        assert self.program.console is not None
        return self.program.console

    @property
    def db(self) -> Database:
        return self.desk.conference.db

    def _open(self) -> None:
        """The file again, after it was closed."""
        if self._closed[1]:
            self._judge_file()
        assert self.program.open_file(self.path), self._story()

    def _adopt(self) -> None:
        """A conference was opened: the file, or a copy to rehearse on."""
        assert self.program.desk is not None
        self.desk = self.program.desk
        self.desk.closing.connect(self._remember)
        self.console.resize(1366, 768)
        for _ in range(200):
            if self.console.isActiveWindow():
                break
            QTest.qWait(5)
        self._questions, self._event = set(self._shown()), self.desk.conference.last_event()

    def _shown(self) -> list[int]:
        """The questions of the queue's panel; they must be those of the conference."""
        shown, stored = [row.id for row in self.console.queue.rows()], [row.id for row in queue_rows(self.db)]
        assert shown == stored, f"{self._story()}: shown {shown}, stored {stored}"
        items = (
            [line.item.id for line in self.console.agenda.list.rows.rows()]
            if self.console.agenda.list.isVisible()
            else []
        )
        assert items in ([], [row.item.id for row in agenda_rows(self.db)]), self._story()
        return [int(one) for one in stored]

    def _judge_losses(self, db: Database, ids: list[int]) -> None:
        for lost in self._questions - set(ids):
            kinds = db.execute(
                "SELECT e.kind FROM change c JOIN event e ON e.id = c.event_id"
                " WHERE c.table_name = 'question' AND c.row_id = ? AND c.after IS NULL AND e.id > ?",
                [lost, self._event],
            ).fetchall()
            assert kinds, f"{self._story()}: question {lost} is gone without an event"
            assert kinds[-1][0] in _MAY_REMOVE, f"{self._story()}: {kinds[-1][0]} removed question {lost}"
        self._questions, self._event = set(ids), self.desk.conference.last_event()

    def _story(self) -> str:
        return f"seed {self.seed}, act {sum(self.done.values())}: {self.trail}"

    def _windows(self) -> list[QWidget]:
        """All but the hall and the empty sheets beneath pictures."""
        hall = self.program.console.hall.window if self.program.console else None
        shown = (top for top in QApplication.topLevelWidgets() if top.isVisible())
        return [top for top in shown if top is not hall and not isinstance(top, Sheet)]

    def _target(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        return found or self.program.console or self.program.start_page

    def _key(self) -> str:
        key, modifiers = self.random.choice(_KEYS), self.random.choice(_MODIFIERS)
        QTest.keyClick(self._target(), key, modifiers)
        return f"{QKeySequence(key | modifiers).toString()}"

    def _act(self) -> str:
        """A key of the table, wherever the focus is."""
        name = self.random.choice(self.random.choice(BINDINGS).keys)
        combination = QKeySequence(name)[0]  # type: ignore[index]  # the stubs forget it
        QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
        return name

    def _command(self) -> str:
        """A line of the palette, many of which have no key."""
        if self.program.console is None:
            return "there is no palette"
        palette = self.console.palette_overlay
        self.console.keys.trigger(Action.PALETTE)
        if not palette.isVisible() or not palette.list.count():
            return "asks for the palette"
        row = self.random.randrange(palette.list.count())
        palette.list.setCurrentRow(row)
        words = palette.list.item(row).text()
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        return f"command {words!r}"

    def _write(self) -> str:
        words = self.random.choice(_WORDS)
        method = self.random.choice(list(Method))
        for word in words.split(" "):
            unikey_type(self._target(), stream(keys_of(word, method), method) + " ")
        return f"writes {words!r}"

    def _click(self) -> str:
        top = QApplication.activePopupWidget() or self.random.choice(self._windows() or [self.program.start_page])
        parts = [part for part in top.findChildren(QWidget) if part.isVisible() and part.width() and part.height()]
        part = self.random.choice(parts or [top])
        at = part.mapTo(top, QPoint(self.random.randrange(part.width()), self.random.randrange(part.height())))
        below = top.childAt(at) or top
        name = f"click {type(below).__name__} {below.accessibleName()!r}"
        button = Qt.MouseButton.RightButton if self.random.random() < 0.1 else Qt.MouseButton.LeftButton
        click = QTest.mouseDClick if self.random.random() < 0.1 else QTest.mouseClick
        click(below, button, NONE, below.mapFrom(top, at))
        return name

    def _wait(self) -> str:
        QTest.qWait(self.random.choice([1, 5, 30]))
        return "waits"

    def _close(self) -> str:
        """The cross of a window, mostly of the console."""
        top = self.random.choice([self.program.console or self.program.start_page, *self._windows()])
        name = f"closes {type(top).__name__}"
        top.close()
        QCoreApplication.processEvents()
        return name


@contextmanager
def hands(folder: Path, seed: int, begin: Callable[[Path, FakeClock], Path] = prepare) -> Generator[RandomHands]:
    """The program under random hands, everything it throws or logs as an error kept. begin: makes the file."""
    swallow, closer = _Swallow(), QTimer(interval=5)
    closer.timeout.connect(_close_dialog)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QDesktopServices.setUrlHandler("file", swallow, "open_file")  # type: ignore[arg-type]  # the stubs say bytes
    made = RandomHands(folder, seed, begin)
    former, sys.excepthook = sys.excepthook, made.errors.hook
    logging.getLogger().addHandler(made.errors)
    closer.start()
    try:
        yield made
        made.end()
    finally:
        made.program.end()
        made.program.start_page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        closer.stop()
        sys.excepthook = former
        logging.getLogger().removeHandler(made.errors)
        QDesktopServices.unsetUrlHandler("file")


def _close_dialog() -> None:
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        modal.reject()
