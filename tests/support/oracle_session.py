"""Sessions of the oracle in a process of their own: python -m tests.support.oracle_session SEED SESSIONS ACTS [BUG].

Prints one line of JSON: what was done, or the first thing that was wrong. The hall's screen is a small one, so that
a million pictures can be painted; disk and paper are in memory where the system has such a folder.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ui import overrides

_SHM = Path("/dev/shm")
_HALL = {"width": 640, "height": 360}


def prepare(folder: Path) -> None:
    """The platform with its two screens, and errors as the program has them; before Qt is imported."""
    overrides.make_errors_whole()
    described = json.loads(Path(__file__).with_name("two_screens.json").read_text("utf-8"))
    described["screens"][1].update(_HALL)
    screens = folder / "screens.json"
    screens.write_text(json.dumps(described), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"


def session(folder: Path, seed: int, acts: int) -> tuple[Counter[str], int]:
    """One console under random hands; AssertionError where the hall moved by itself."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    from app.commands import minutes
    from app.domain.minutes import Slot, TextKey
    from tests.support.clock import FakeClock
    from tests.support.conferences import new_conference, with_people, with_question
    from tests.support.hall_cards import long_text
    from tests.support.hall_oracle import Oracle
    from ui.desk import Desk
    from ui.operator.main_window import MainWindow
    from ui.preferences import Preferences
    from ui.projector.placement import identity_of

    clock = FakeClock()
    conference = new_conference(folder, clock)
    agency = with_people(conference)["snv"]
    for number in range(8):
        question = with_question(conference, approved=number < 6, agency=agency)
        if number < 3:  # of several pages
            minutes.write_text(conference, TextKey(Slot.VERBATIM, question), long_text(1900))
    preferences = Preferences(folder / "console.json")
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    desk = Desk(conference)
    window = MainWindow(desk, preferences, folder / "copies")
    window.resize(1366, 768)
    window.show()
    window.start()
    QTest.qWait(100)
    oracle = Oracle(window, desk, clock, seed, folder / "papers")
    try:
        for _ in range(acts):
            oracle.step()
    finally:
        oracle.end()
        window.close_now()
        window.deleteLater()
        desk.close()
        conference.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return oracle.done, oracle.switches


def main(arguments: list[str]) -> int:
    seed, sessions, acts = (int(each) for each in arguments[:3])
    memory = _SHM if _SHM.is_dir() else None
    done: Counter[str] = Counter()
    switches, wrong, begun = 0, "", time.monotonic()
    with tempfile.TemporaryDirectory(dir=memory) as folder, pytest.MonkeyPatch.context() as patch:
        prepare(Path(folder))
        os.chdir(folder)  # papers are printed to whatever folder the hands type
        from PySide6.QtWidgets import QApplication

        from tests.support.hall_oracle import PANEL_FAILED
        from tests.support.hall_oracle_bugs import BUGS
        from ui.garbage import GarbageCollector

        app = QApplication.instance() or QApplication([])
        GarbageCollector(app)  # as in the program: what goes in another thread takes the process with it
        logging.disable(logging.CRITICAL)
        sys.excepthook = _quiet_about(PANEL_FAILED)
        for name in arguments[3:]:
            BUGS[name](patch)
        try:
            for number in range(seed, seed + sessions):
                place = Path(folder) / str(number)
                place.mkdir()
                found, let_out = session(place, number, acts)
                done += found
                switches += let_out
        except AssertionError as error:
            wrong = str(error)
        assert app is not None
    told = {"done": done, "switches": switches, "wrong": wrong, "processor_s": time.process_time()}
    print(json.dumps({**told, "seconds": time.monotonic() - begun}))  # noqa: T201 - its result
    return 0


def _quiet_about(message: str) -> Any:
    """The panels that throw on purpose are no news."""

    def hook(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if message not in str(error):
            sys.__excepthook__(kind, error, trace)

    return hook


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
