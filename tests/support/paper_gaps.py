"""The console while its papers are made and looked at; how long its event loop stood still. A process of its own.

python -m tests.support.paper_gaps FOLDER: a real program with sixty questions, idle, then F12 opened, the whole set
made in its child, every paper chosen and its pages turned. Prints JSON of each phase: the largest gap, p99, and the
most processor time of a turn, in milliseconds. Fails if a paper failed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support import loop_gaps  # first: it says where Qt draws

from PySide6.QtCore import QTimer  # isort: skip

from app.commands import setup
from app.documents.catalogue import CATALOGUE
from app.domain.facts import Mode
from tests.support.large import full_house
from ui import start_up
from ui.application import make_application
from ui.dialogs.papers_window import PapersWindow
from ui.preferences import Preferences
from ui.program import Program

_TURNS = 500
"""Turns of the event loop: long enough for what opening a window begins."""

_MOST_TURNS = 12
"""Pages of one paper that are turned."""


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    preferences = Preferences(folder / "console.ini")
    start_up.begin()
    app = make_application(preferences)
    program = Program(preferences)
    program.open_file(full_house(folder))
    start_up.settle_soon(program)
    console, desk = program.console, program.desk
    assert console is not None
    assert desk is not None
    desk.run(setup.change_mode, Mode.LIVE)
    papers, heart = console.papers, loop_gaps.Heart()
    failed: list[str] = []
    papers.jobs.failed.connect(lambda kind, why: failed.append(f"{kind}: {why}"))
    settled = time.perf_counter() + loop_gaps.SETTLED_S
    loop_gaps.measure(heart, lambda: None, lambda: time.perf_counter() > settled)
    hand = _Hand(_acts(papers))
    phases: dict[str, tuple[Callable[[], object], Callable[[], bool]]] = {
        "idle": (lambda: None, lambda: len(heart.gaps) > _TURNS),
        "F12 opened": (papers.open, lambda: len(heart.gaps) > _TURNS),
        "set made": (papers.make_all, lambda: not papers.jobs.is_busy),
        "pages looked at": (hand.begin, lambda: hand.is_done),
    }
    told: dict[str, list[float]] = {}
    for name, (begin, is_done) in phases.items():
        gaps = loop_gaps.measure(heart, begin, is_done)
        told[name] = [gaps[-1], gaps[int(len(gaps) * 0.99)], heart.own]
    print(json.dumps(told))  # noqa: T201 - its answer
    program.end()
    app.processEvents()
    return len(failed)


class _Hand:
    """Does one act in a turn of the event loop, as keys bring them."""

    def __init__(self, acts: Iterator[None]) -> None:
        self._acts = acts
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._act)
        self.is_done = False

    def begin(self) -> None:
        self._timer.start()

    def _act(self) -> None:
        if next(self._acts, self) is self:
            self._timer.stop()
            self.is_done = True


def _acts(papers: PapersWindow) -> Iterator[None]:
    """Each paper chosen, its pages turned one by one."""
    for kind in CATALOGUE:
        papers.list.choose(kind)
        yield
        for _ in range(min(papers.preview.page_count - 1, _MOST_TURNS)):
            papers.preview.turn_on()
            yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
