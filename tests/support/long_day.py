"""Eight hours of work on ten thousand questions, second by second without waiting for the second; what memory does.

python -m tests.support.long_day HOURS QUESTIONS: prints JSON. Each second of the conference every timer of the windows
that ticks by the second is let tick, and the hands of tests.support.faults.program_hands do one small thing.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}"
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands import floor, queue, setup
from app.conference import Conference
from app.domain.clock import SteppedClock, SystemClock
from app.domain.facts import Mode
from app.domain.ids import QuestionId
from tests.support.faults.program_hands import ProgramHands, Said
from tests.support.memory import memory_mib, slope_an_hour
from ui import start_up, tasks
from ui.application import make_application
from ui.preferences import Preferences
from ui.program import Program
from ui.projector.placement import identity_of

SECONDS_A_READING = 60
REST_S = 1.0
APPROVED = 40
FILE = "hoi-nghi.hoinghi"
TICKS_MS = range(200, 2001)
"""Timers of the windows with such an interval tick by the second; longer ones fire when their time has come."""


def make(folder: Path, questions: int) -> None:
    """The file, in mid-question; in a process of its own, whose memory is not measured."""
    from tests.support.large import conference_of

    path = conference_of(folder, questions, FILE)
    conference = Conference(path, SystemClock())
    for number in range(1, APPROVED + 1):
        queue.approve(conference, QuestionId(number))
    setup.change_mode(conference, Mode.LIVE)
    floor.start_question(conference, QuestionId(1))
    floor.start_answer(conference, QuestionId(1))
    conference.close()


def _rest(app: QApplication) -> None:
    """The hours go by two hundred times as fast, and what the program asks beside does not.

    A copy of the state, which a commit begins anew, would be under way at every reading.
    """
    until = time.monotonic() + REST_S
    while tasks.are_running() and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.002)


def lived(folder: Path, hours: float) -> dict[str, object]:
    preferences = Preferences(folder / "console.json")
    app = make_application(preferences)
    assert isinstance(app, QApplication)
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    clock = SteppedClock(SystemClock().now())
    program = Program(preferences, clock)
    assert program.open_file(folder / FILE)
    assert program.desk is not None
    assert program.console is not None
    start_up.settle_soon(program)
    QTest.qWaitForWindowActive(program.console)
    hands = ProgramHands(program, Said(folder / "said"), 1, [])
    hands.stop()
    began, memory = time.monotonic(), []
    before = program.desk.conference.last_event()
    for second in range(round(hours * 3600)):
        clock.step(1)
        for timer in program.console.findChildren(QTimer):
            if timer.isActive() and not timer.isSingleShot() and timer.interval() in TICKS_MS:
                timer.timeout.emit()
        hands.turn()
        app.processEvents()
        if second % SECONDS_A_READING == 0:
            _rest(app)
            memory.append(memory_mib())
    found: dict[str, object] = {
        "events": program.desk.conference.last_event() - before,
        "memory_mib": memory[-1],
        "from_mib": memory[len(memory) // 2],
        "slope_mib_h": slope_an_hour(memory, SECONDS_A_READING),
        "took_s": time.monotonic() - began,
        "readings": memory,
    }
    program.end()
    QCoreApplication.processEvents()
    return found


def main(hours: float, questions: int) -> None:
    with tempfile.TemporaryDirectory(prefix="hoinghi-day-", ignore_cleanup_errors=True) as place:
        maker = multiprocessing.get_context("fork").Process(target=make, args=(Path(place), questions))
        maker.start()
        maker.join()
        print(json.dumps(lived(Path(place), hours)))  # noqa: T201


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
