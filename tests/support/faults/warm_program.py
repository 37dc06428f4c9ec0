"""Starts the real program again and again from a process that has imported everything: a thousand kills in minutes.

python -m tests.support.faults.warm_program FOLDER, run by tests.support.faults.program_kills: each line "RUN" of
standard input forks one program on the folder's conference; "pid N" and, when it is dead, "dead STATUS" are answered.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.commands import floor, setup
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.facts import Mode
from app.queries.queue import queue_rows
from tests.support.conference_day import FILE, prepare
from tests.support.faults.program_hands import ProgramHands, Said
from ui.main import run_program
from ui.preferences import Preferences
from ui.projector.placement import identity_of


def make(folder: Path) -> None:
    """A conference in mid-question, and the screen its hall is on."""
    application = QGuiApplication([])
    preferences = Preferences(folder / "console.json")
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    preferences.save()
    path = prepare(folder, SystemClock())
    conference = Conference(path, SystemClock(), operator="Thư ký")
    setup.change_mode(conference, Mode.LIVE)
    first = queue_rows(conference.db)[0].id
    floor.start_question(conference, first)
    floor.start_answer(conference, first)
    conference.close()
    del application


def work(folder: Path, run: int) -> None:
    """The program itself: as from its command line, with hands on it once its window stands."""
    said = Said(folder / f"said-{run}")
    asked = json.loads((folder / "asked.json").read_text("utf-8"))
    kept: list[ProgramHands] = []
    preferences = Preferences(folder / "console.json")
    run_program(folder / FILE, preferences, lambda program: kept.append(ProgramHands(program, said, run, asked)))


def _forked(act: Callable[..., object], *arguments: object) -> int:
    """The child does this and ends; what it throws stands on its standard error."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        act(*arguments)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main(folder: Path) -> None:
    os.umask(0o077)
    _answer("made", _forked(make, folder))
    for line in sys.stdin:
        pid = _forked(work, folder, int(line))
        print("pid", pid, flush=True)  # noqa: T201
        _answer("dead", pid)


def _answer(word: str, pid: int) -> None:
    _, status = os.waitpid(pid, 0)
    print(word, status, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
