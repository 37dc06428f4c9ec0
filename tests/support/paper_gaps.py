"""The console while its papers are made and looked at; how long its event loop stood still. A process of its own.

python -m tests.support.paper_gaps FOLDER: a real program with sixty questions, idle, then F12 opened, the whole set
made in its child, every paper chosen and its pages turned. Prints JSON of each phase: the largest gap, p99, and the
most processor time of a turn, in milliseconds. Fails if a paper failed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from app.commands import setup
from app.documents.catalogue import CATALOGUE
from app.domain.facts import Mode
from tests.support import loop_gaps  # first: it says where Qt draws
from tests.support.large import full_house
from ui import start_up
from ui.application import make_application
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.program import Program

_TURNS = 500
"""Turns of the event loop: long enough for what opening a window begins."""

_MOST_TURNS = 12
"""Pages of one paper that are turned."""
_MOST_WAITED = 500
"""Turns until a paper that was chosen has been read."""


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    preferences = Preferences(folder / "console.json")
    start_up.begin()
    app = make_application(preferences)
    program = Program(preferences)
    program.open_file(full_house(folder))
    start_up.settle_soon(program)
    console, desk = program.console, program.desk
    assert console is not None
    assert desk is not None
    desk.run(setup.change_mode, Mode.LIVE)
    heart = loop_gaps.Heart()
    failed: list[str] = []
    loop_gaps.measure(heart, lambda: None, loop_gaps.is_settled)
    hand = loop_gaps.Hand(_acts(console))

    def open_papers() -> None:
        console.papers.jobs.failed.connect(lambda kind, why: failed.append(f"{kind}: {why}"))
        console.papers.open()

    def make_all() -> None:
        console.papers.make_all()

    phases: dict[str, tuple[Callable[[], object], Callable[[], bool]]] = {
        "idle": (lambda: None, lambda: len(heart.gaps) > _TURNS),
        "F12 opened": (open_papers, lambda: len(heart.gaps) > _TURNS),
        "set made": (make_all, lambda: not console.papers.jobs.is_busy),
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


def _acts(console: MainWindow) -> Iterator[None]:
    """Each paper chosen, its pages turned one by one."""
    papers = console.papers
    for kind in CATALOGUE:
        papers.list.choose(kind)
        for _ in range(_MOST_WAITED):
            yield
            if papers.preview.page_count:
                break
        for _ in range(min(papers.preview.page_count - 1, _MOST_TURNS)):
            papers.preview.turn_on()
            yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
