"""While the conference runs the main thread names no file of the user: any of them may lie on a disk that hangs."""

import os
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.commands import floor, queue, setup
from app.domain.facts import Mode
from app.domain.projection import HallState
from tests.support.hotplug import LAPTOP, PROJECTOR, plug
from tests.support.typing import type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
_NAMED = {"open", "os.mkdir", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.chmod", "os.truncate"}
_watched: list["Watch"] = []


class Watch:
    """What the main thread has named below a folder, and the part of the program that did."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self.found: list[str] = []

    def see(self, act: str, path: object) -> None:
        is_main = threading.current_thread() is threading.main_thread()
        if is_main and isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(self._folder):
            frame = sys._getframe(2)
            while frame.f_back is not None and "/ui/" not in frame.f_code.co_filename:
                frame = frame.f_back
            self.found.append(f"{act} {os.fspath(path)} in {frame.f_code.co_filename}:{frame.f_lineno}")


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    for watch in _watched:
        if event in _NAMED:
            watch.see(event, arguments[0])


sys.addaudithook(_hear)  # for as long as this process lives; it hears nothing unless a test watches


@pytest.fixture
def watched(console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Watch]:
    """The conference runs, question 1 is on air."""
    console.preview(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    console.desk.run(setup.change_mode, Mode.LIVE)
    assert console.window.papers  # made before: what windows import lies with the program, not with the user
    watch, stat = Watch(tmp_path), os.stat

    def looked_at(path: object, *rest: object, **named: object) -> os.stat_result:
        watch.see("os.stat", path)
        return stat(path, *rest, **named)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "stat", looked_at)
    _watched.append(watch)
    yield watch
    _watched.remove(watch)


def test_it_sees_what_the_main_thread_does(console, watched: Watch) -> None:
    console.conference.path.exists()
    console.conference.path.with_name("x").write_text("x")
    assert [line.split()[0] for line in watched.found] == ["os.stat", "open"]


def test_no_key_of_the_running_conference_names_a_file(console, watched: Watch) -> None:
    palette = console.window.palette_overlay
    console.press(Qt.Key.Key_K, CONTROL)
    type_text(palette.field, "ghi ho")
    console.press(Qt.Key.Key_Escape)
    console.press(Qt.Key.Key_H, CONTROL)
    console.press(Qt.Key.Key_Escape)
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F9):
        console.press(key)
    plug(LAPTOP)
    console.qtbot.waitUntil(lambda: console.row.state is HallState.NO_SCREEN)
    console.preferences.hall_screen = None
    plug(LAPTOP, PROJECTOR)
    console.qtbot.waitUntil(lambda: console.row.state is not HallState.NO_SCREEN)
    console.desk.run(queue.register_question, queue.NewQuestion(gist="Câu mới"))
    console.desk.run(floor.start_question, console.questions[0])
    console.desk.run(floor.start_answer, console.questions[0])
    console.press(Qt.Key.Key_F12)
    console.qtbot.waitUntil(console.window.papers.isVisible)
    with console.qtbot.waitSignal(console.window.papers.jobs.finished, timeout=30_000):
        console.window.papers.make_all()
    console.qtbot.waitUntil(lambda: console.window.papers.preview.page_count > 0)
    console.window.papers.close()
    console.press(Qt.Key.Key_9, CONTROL)
    console.press(Qt.Key.Key_Escape)
    console.press(Qt.Key.Key_U, CONTROL)
    console.qtbot.wait(100)
    assert watched.found == []
