"""T25 of product.md 5.1: a laptop that has opened no conference yet, from the start page to a question in the hall.

By keys alone: the pages of a new conference filled in, the checks before the hour waited for, one question captured.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.facts import Mode
from app.domain.projection import HallState
from app.queries import desk as lists
from tests.support.clock import FakeClock
from tests.support.conference_day import DAY, morning
from tests.support.counted_keys import CountedKeys
from tests.support.day_player import PATIENCE_S, MouseWatch
from tests.support.input_methods import keys_of, stream, strokes
from ui.dialogs.setup_steps import STEPS
from ui.dialogs.setup_wizard import SetupWizard
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.preflight.findings import Grade
from ui.program import Program


@dataclass(frozen=True)
class FromTheBox:
    """keys: pressed in all. machine_s: what the hands waited for the machine. mouse: events of a mouse."""

    keys: int
    machine_s: float
    mouse: int
    path: Path


class BoxPlayer:
    """Hands on a program that has nothing open yet."""

    def __init__(self, program: Program, clock: FakeClock) -> None:
        self.program, self.clock = program, clock
        self.keys = CountedKeys(program.start_page)
        self.waited_s = 0.0

    @property
    def console(self) -> MainWindow:
        assert self.program.console is not None
        return self.program.console

    def write(self, text: str) -> None:
        """Words in Telex, a line by Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.keys.press("Return")
            keys = keys_of(line)
            self.keys.type(stream(keys), strokes(keys))

    def until(self, what: str, is_so: Callable[[], object]) -> None:
        """Hands rest while the machine works."""
        begun = time.monotonic()
        while not is_so():
            assert time.monotonic() - begun < PATIENCE_S, f"no {what}; {_seen(self)}"
            QTest.qWait(5)
        self.waited_s += time.monotonic() - begun


def from_the_box(folder: Path) -> FromTheBox:
    """Live through it; documents lie in a folder of the test."""
    clock = morning()
    program = Program(Preferences(folder / "console.json"), clock)
    app, mouse = QApplication.instance(), MouseWatch()
    assert app is not None
    app.installEventFilter(mouse)
    player = BoxPlayer(program, clock)
    try:
        program.show_start()
        program.start_page.activateWindow()
        player.until("start page", program.start_page.isActiveWindow)
        _name_file(player, folder)
        _fill_pages(player)
        _check_before(player)
        _project(player)
        path = player.console._desk.conference.path
    finally:
        app.removeEventFilter(mouse)
        program.end()
        program.start_page.deleteLater()
    return FromTheBox(player.keys.count, player.waited_s, mouse.events, path)


def _name_of_focus() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus else ""


def _name_file(player: BoxPlayer, folder: Path) -> None:
    """The dialog of the system has an event loop of its own: the name is typed from within it."""

    def type_name() -> None:
        focus = QApplication.focusWidget()
        if focus is None or not isinstance(focus.window(), QFileDialog):
            QTimer.singleShot(5, type_name)
            return
        player.write(DAY["box"]["file"])
        player.keys.press("Return")

    QTimer.singleShot(5, type_name)
    with patch.dict(os.environ, XDG_DOCUMENTS_DIR=str(folder), XDG_CONFIG_HOME=str(folder)):
        player.keys.press("Ctrl+N")
    player.until("question for a password", lambda: _name_of_focus() == "Mật khẩu mới")
    player.keys.press("Return")  # none
    player.until("pages of a new conference", lambda: player.program.console and _steps(player).isActiveWindow())


def _fill_pages(player: BoxPlayer) -> None:
    for step, texts in zip(STEPS, DAY["box"]["pages"], strict=True):
        names = [field.name for section in step.sections for field in section.fields]
        last = max(names.index(name) for name in texts)
        for name in names[: last + 1]:
            player.write(texts.get(name, ""))
            if name != names[last]:
                player.keys.press("Tab")
        player.keys.press("Ctrl+Return")
    player.until("end of the pages", lambda: not _steps(player).isVisible())
    _to_front(player)
    db = player.console._desk.conference.db
    facts, pages = lists.facts(db), DAY["box"]["pages"]
    assert (facts.name, facts.organ, facts.hall_depth_dm) == (pages[0]["name"], pages[0]["organ"], 200)
    assert facts.held_on is not None
    assert len(lists.agencies(db)) >= 10
    assert [site.name for site in lists.sites(db)] == DAY["sites"]


def _check_before(player: BoxPlayer) -> None:
    """The hall's screen, then every check to its end, with what it asks of the hands."""
    player.keys.press("Shift+F8")
    hall = player.console.hall
    player.until("hall", lambda: hall.row.state is HallState.COVERED and hall.trouble is None)
    _to_front(player)
    player.keys.press("Shift+F1")
    window = player.console.preflight
    player.until("checks", window.isActiveWindow)
    player.write(DAY["box"]["typed"])
    player.keys.press("F5", "F8")
    player.until("end of the checks", lambda: _grades(player).isdisjoint({Grade.RUNNING}))
    player.keys.press("Escape")
    _to_front(player)


def _project(player: BoxPlayer) -> None:
    """One question from the floor, approved, on the hall's screen, uncovered."""
    asked = DAY["box"]["question"]
    player.keys.press("F2")
    player.write(asked["who"])
    player.keys.press("Return")
    player.write(asked["unit"])
    player.keys.press("Return", "Return")
    player.write(asked["gist"])
    player.keys.press("Ctrl+Return", "Ctrl+D", "Ctrl+K")
    player.keys.type(stream(DAY["inputs"]["command T25"]["keys"]), strokes(DAY["inputs"]["command T25"]["keys"]))
    player.keys.press("Return")
    conference, hall = player.console._desk.conference, player.console.hall
    player.until("mode Trực tiếp", lambda: lists.facts(conference.db).mode is Mode.LIVE)
    player.keys.press("Ctrl+2", "Return")
    player.until("preview", lambda: hall.row.preview)
    player.clock.advance(1)  # a look at the preview, which the program insists on
    player.keys.press("F5", "F8")
    player.until("question in the hall", lambda: hall.row.state is HallState.LIVE)
    assert hall.row.visible.subject.startswith("question/")


def _grades(player: BoxPlayer) -> set[Grade]:
    return {finding.grade for finding in player.console.preflight.findings().values()}


def _steps(player: BoxPlayer) -> SetupWizard:
    return player.console.first_steps


def _to_front(player: BoxPlayer) -> None:
    """What a window manager does when the window before the console closes; offscreen there is none."""
    player.console.activateWindow()
    player.until("console", player.console.isActiveWindow)


def _seen(player: BoxPlayer) -> str:
    console = player.program.console
    return f"{_steps(player).place} {_steps(player).said()} {console.bar.words()}" if console else "no console"
