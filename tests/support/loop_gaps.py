"""The console at work with everything heavy at once; how long its event loop stood still. Run as a process of its own.

python -m tests.support.loop_gaps FOLDER ROWS [MORE]: opens a conference of ROWS questions, imports MORE rows (as many),
prints all papers and makes a backup at the same time; prints JSON with the gaps between two turns of the loop, in
milliseconds: the largest, p99, the most processor time of the main thread in one turn, and the largest without what a
processor stood still in it (tests.support.bare_loop). Before that: idle, the code of later windows imported, each
window and overlay made and opened by its key. Fails if not all of it was done.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}")
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.commands import setup
from app.domain.facts import Mode
from app.domain.import_preview import Decisions
from tests.support.bare_loop import BareLoops, stood_still_s
from tests.support.large import conference_of
from ui import ahead, start_up
from ui.application import make_application
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.program import Program
from ui.shortcuts import Action

Act = Callable[[MainWindow], object]
_PATIENCE_S = 300.0
_STARTED_S = 0.6
LONG_S = 0.02
_WINDOWS: tuple[tuple[Act, Act | None], ...] = (
    (lambda console: console.keys.trigger(Action.LISTS), lambda console: console.lists.close()),
    (lambda console: console.open_plan(), lambda console: console.plan.close()),
    (lambda console: console.keys.trigger(Action.PREFLIGHT), lambda console: console.preflight.close()),
    (lambda console: console.keys.trigger(Action.SHOW_KEYS), lambda console: console.keys_overlay.leave()),
    (lambda console: console.keys.trigger(Action.OTHER_PICTURES), lambda console: console.pictures_overlay.leave()),
    (lambda console: console.journal_overlay.open(), lambda console: console.journal_overlay.leave()),
    (lambda console: console.keys.trigger(Action.IMPORT), None),
    (lambda console: console.keys.trigger(Action.PAPERS), None),
)
"""The last two stay: an import and papers are looked at while they are made."""


class Heart:
    """Beats each millisecond; a gap is what lies between two beats.

    own: the most processor time of the main thread between two, whatever else the machine had to do meanwhile. long: of
    the larger gaps, from when until when, in seconds of time.monotonic().
    """

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.long: list[tuple[float, float]] = []
        self.own = 0.0
        self._last, self._last_own = time.monotonic(), time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, own = time.monotonic(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        if now - self._last > LONG_S:
            self.long.append((self._last, now))
        self.own = max(self.own, (own - self._last_own) * 1000)
        self._last, self._last_own = now, own

    def begin(self) -> None:
        self.gaps.clear()
        self.long = []
        self.own = 0.0
        self._last, self._last_own = time.monotonic(), time.thread_time()


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


def is_settled() -> bool:
    """What the program imports a little after its start is there, as it is long before anybody opens a window."""
    return ahead.WINDOWS[-1] in sys.modules


class Hand:
    """Does one act in a turn of the event loop, as keys bring them."""

    def __init__(self, acts: Iterator[None], every_ms: int = 20) -> None:
        self._acts = acts
        self._timer = QTimer(interval=every_ms)
        self._timer.timeout.connect(self._act)
        self.is_done = False

    def begin(self) -> None:
        self._timer.start()

    def _act(self) -> None:
        if next(self._acts, self) is self:
            self._timer.stop()
            self.is_done = True


def main(arguments: list[str]) -> int:
    folder, rows, more = Path(arguments[0]), int(arguments[1]), int(arguments[-1])
    path = conference_of(folder, rows)
    preferences = Preferences(folder / "console.json")
    start_up.begin()
    bare = BareLoops()
    app = make_application(preferences)
    program = Program(preferences)
    program.open_file(path)
    start_up.settle_soon(program)
    console, desk = program.console, program.desk
    assert console is not None
    assert desk is not None
    desk.run(setup.change_mode, Mode.PREPARING)
    started = time.perf_counter() + _STARTED_S
    while time.perf_counter() < started:
        app.processEvents()
    heart, found = Heart(), {}
    long: dict[str, list[tuple[float, float]]] = {}
    hand = Hand(_acts(console), 200)
    wanted = Decisions(kept=frozenset(range(rows + more + 2)))
    phases: dict[str, tuple[Callable[[], object], Callable[[], bool]]] = {
        "code of windows imported": (lambda: None, is_settled),
        "idle": (lambda: None, lambda: len(heart.gaps) > 300),
        "windows made": (hand.begin, lambda: hand.is_done),
        "import, papers, backup": (
            partial(_begin_all, console, _list_of(folder, more), wanted),
            partial(_is_over, console),
        ),
    }
    for name, (begin, is_done) in phases.items():
        gaps = measure(heart, begin, is_done)
        found[name] = [gaps[-1], gaps[int(len(gaps) * 0.99)], heart.own]
        long[name] = heart.long
    is_over, lates = _is_over(console), bare.stop()
    for name, spans in long.items():
        ours = [1000 * (until - since - stood_still_s(lates, since, until)) for since, until in spans]
        found[name].append(max(ours, default=found[name][0]))
    print(json.dumps(found))  # noqa: T201 - its answer
    program.end()
    app.processEvents()
    return 0 if is_over else 1


def _acts(console: MainWindow) -> Iterator[None]:
    """Every window and panel that is made when first wanted, each shown by an act of its own and put away."""
    for show, put_away in _WINDOWS:
        show(console)
        yield
        if put_away is not None:
            put_away(console)
            yield


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
