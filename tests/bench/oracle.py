"""100,000 random acts over the whole program: what the hall shows changes by its keys alone. About half an hour."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SLOW = True
ACTS = int(os.environ.get("ORACLE_ACTS", "100000"))
SESSION = 2000
"""Acts on one console; then another conference is opened, so that no state grows for ever."""


def figures() -> list[dict[str, Any]]:
    screens = Path(__file__).resolve().parents[1] / "support" / "two_screens.json"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    logging.disable(logging.CRITICAL)
    sys.excepthook = _but_panels
    begun, acts, switches, counts = time.monotonic(), 0, 0, dict[str, int]()
    for session in range(max(1, ACTS // SESSION)):
        with tempfile.TemporaryDirectory() as folder:
            done, switched = _session(Path(folder), session, min(SESSION, ACTS))
        acts += sum(done.values())
        switches += switched
        counts = {name: counts.get(name, 0) + done[name] for name in {*counts, *done}}
        print(f"    {acts} acts, {switches} pictures let out, {time.monotonic() - begun:.0f} s", flush=True)  # noqa: T201
    assert app is not None
    note = json.dumps(counts, sort_keys=True)
    return [
        {"name": "random acts, hall moved by its keys only", "value": acts, "unit": "acts", "target": "0 strays",
         "ok": True, "note": note},
        {"name": "pictures let out meanwhile", "value": switches, "unit": "pictures"},
    ]  # fmt: skip


def _but_panels(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """The panels that throw on purpose are no news."""
    if str(error) != "a panel failed":
        sys.__excepthook__(kind, error, trace)


def _session(folder: Path, seed: int, acts: int) -> tuple[dict[str, int], int]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    from tests.support.clock import FakeClock
    from tests.support.conferences import new_conference, with_people, with_question
    from tests.support.hall_oracle import Oracle
    from ui.desk import Desk
    from ui.operator.main_window import MainWindow
    from ui.preferences import Preferences
    from ui.projector.placement import identity_of

    clock = FakeClock()
    conference = new_conference(folder, clock)
    agency = with_people(conference)["snv"]
    for number in range(8):
        with_question(conference, approved=number < 6, agency=agency)
    preferences = Preferences(folder / "console.ini")
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    desk = Desk(conference)
    window = MainWindow(desk, preferences, folder / "copies")
    window.resize(1366, 768)
    window.show()
    window.start()
    QTest.qWait(300)
    oracle = Oracle(window, desk, clock, seed)
    for _ in range(acts):
        oracle.step()
    oracle.end()
    window.close_now()
    window.deleteLater()
    desk.close()
    conference.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return dict(oracle.done), oracle.switches
