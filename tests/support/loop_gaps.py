"""The console at work with everything heavy at once; how long its event loop stood still. Run as a process of its own.

python -m tests.support.loop_gaps FOLDER ROWS: opens a conference of ROWS questions, imports ROWS rows more, prints all
papers and makes a backup at the same time; prints JSON with the gaps between two turns of the loop, in milliseconds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}")
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.commands import setup
from app.domain.facts import Mode
from app.domain.import_preview import Decisions
from tests.support.large import conference_of
from ui.application import make_application
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.program import Program

_PATIENCE_S = 300.0


class Heart:
    """Beats each millisecond; a gap is what lies between two beats."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def begin(self) -> None:
        self.gaps.clear()
        self._last = time.perf_counter()


def measure(heart: Heart, begin: Callable[[], object], is_done: Callable[[], bool]) -> list[float]:
    """The gaps from an act until it is done and painted."""
    heart.begin()
    begun = time.perf_counter()
    begin()
    while not is_done() and time.perf_counter() - begun < _PATIENCE_S:
        QApplication.processEvents()
    for _ in range(50):
        QApplication.processEvents()
        time.sleep(0.002)
    return sorted(heart.gaps)


def main(arguments: list[str]) -> int:
    folder, rows = Path(arguments[0]), int(arguments[1])
    path = conference_of(folder, rows)
    preferences = Preferences(folder / "console.ini")
    app = make_application(preferences)
    program = Program(preferences)
    program.open_file(path)
    console, desk = program.console, program.desk
    assert console is not None
    assert desk is not None
    desk.run(setup.change_mode, Mode.PREPARING)
    heart = Heart()
    found = {"idle": measure(heart, lambda: None, lambda: len(heart.gaps) > 300)}
    found["import, papers, backup"] = measure(
        heart, lambda: _begin_all(console, folder, rows), lambda: _is_over(console)
    )
    print(json.dumps({name: [gaps[-1], gaps[int(len(gaps) * 0.99)], len(gaps)] for name, gaps in found.items()}))  # noqa: T201 - its answer
    program.end()
    app.processEvents()
    return 0


def _begin_all(console: MainWindow, folder: Path, rows: int) -> None:
    session = console.imports.session
    words = "".join(f"A{n}\tTỉnh có giải pháp gì cho xã {n}?\n" for n in range(rows))
    session.taken_in.connect(lambda _: setattr(console, "loop_gaps_taken", True))
    session.previewed.connect(lambda: _take(console))
    session.read_text("Họ tên\tNội dung câu hỏi\n" + words)
    session.decide(Decisions(kept=frozenset(range(2 * rows + 2))))
    console.papers.open()
    console.papers.make_all()
    console.saving.save_now()


def _take(console: MainWindow) -> None:
    session = console.imports.session
    if session.preview is not None and not session.is_busy:
        QTimer.singleShot(0, session, session.take_in)


def _is_over(console: MainWindow) -> bool:
    has_imported = getattr(console, "loop_gaps_taken", False)
    return has_imported and not console.papers.jobs.is_busy and console.saving.copied_at is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
