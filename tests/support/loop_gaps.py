"""The console at work with everything heavy at once; how long its event loop stood still. Run as a process of its own.

python -m tests.support.loop_gaps FOLDER ROWS [MORE]: opens a conference of ROWS questions, imports MORE rows (as many),
prints all papers and makes a backup at the same time; prints JSON with the gaps between two turns of the loop, in
milliseconds: the largest, p99 and how many; "own": the most processor time of the main thread in one turn. Fails if not
all of it was done.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}")
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.commands import setup
from app.domain.facts import Mode
from app.domain.import_preview import Decisions
from tests.support.large import conference_of
from ui import start_up
from ui.application import make_application
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.program import Program

_PATIENCE_S = 300.0
SETTLED_S = 3.0
"""After the start: what the program imports a little later is there, as it is long before anybody imports a list."""


class Heart:
    """Beats each millisecond; a gap is what lies between two beats.

    own: the most processor time of the main thread between two, whatever else the machine had to do meanwhile.
    """

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.own = 0.0
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.own = max(self.own, (own - self._last_own) * 1000)
        self._last, self._last_own = now, own

    def begin(self) -> None:
        self.gaps.clear()
        self.own = 0.0
        self._last, self._last_own = time.perf_counter(), time.thread_time()


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
    folder, rows, more = Path(arguments[0]), int(arguments[1]), int(arguments[-1])
    path = conference_of(folder, rows)
    preferences = Preferences(folder / "console.ini")
    start_up.begin()
    app = make_application(preferences)
    program = Program(preferences)
    program.open_file(path)
    start_up.settle_soon(program)
    console, desk = program.console, program.desk
    assert console is not None
    assert desk is not None
    desk.run(setup.change_mode, Mode.PREPARING)
    settled = time.perf_counter() + SETTLED_S
    while time.perf_counter() < settled:
        app.processEvents()
    heart = Heart()
    found = {"idle": measure(heart, lambda: None, lambda: len(heart.gaps) > 300)}
    found["windows made"] = measure(heart, lambda: _open_windows(console), console.papers.isVisible)
    wanted = Decisions(kept=frozenset(range(rows + more + 2)))
    begin = partial(_begin_all, console, _list_of(folder, more), wanted)
    found["import, papers, backup"] = measure(heart, begin, lambda: _is_over(console))
    is_over, own = _is_over(console), heart.own
    told = {name: [gaps[-1], gaps[int(len(gaps) * 0.99)], len(gaps)] for name, gaps in found.items()}
    print(json.dumps({**told, "own": [own]}))  # noqa: T201 - its answer
    program.end()
    app.processEvents()
    return 0 if is_over else 1


def _open_windows(console: MainWindow) -> None:
    assert console.imports is not None
    console.papers.open()


def _list_of(folder: Path, rows: int) -> Path:
    path = folder / "danh-sach.csv"
    lines = "".join(f"A{n},Tỉnh có giải pháp gì cho xã {n}?\n" for n in range(rows))
    path.write_text("Họ tên,Nội dung câu hỏi\n" + lines, encoding="utf-8-sig")
    return path


def _begin_all(console: MainWindow, path: Path, wanted: Decisions) -> None:
    """Each act in a turn of its own, as keys bring them."""
    session = console.imports.session
    session.taken_in.connect(lambda _: setattr(console, "loop_gaps_taken", True))
    session.previewed.connect(lambda: _go_on(console, wanted))
    QTimer.singleShot(0, session, lambda: session.read_file(path))
    QTimer.singleShot(0, console, console.papers.make_all)
    QTimer.singleShot(0, console, console.saving.save_now)


def _go_on(console: MainWindow, wanted: Decisions) -> None:
    """Keep every row, then take them in."""
    session = console.imports.session
    if session.preview is None or session.is_busy:
        return
    next_act = session.take_in if session.decisions == wanted else partial(session.decide, wanted)
    QTimer.singleShot(0, session, next_act)


def _is_over(console: MainWindow) -> bool:
    has_imported = getattr(console, "loop_gaps_taken", False)
    return has_imported and not console.papers.jobs.is_busy and console.saving.copied_at is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
