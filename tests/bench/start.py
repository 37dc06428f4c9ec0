"""From the command to the painted window under Xvfb: the console with 10,000 questions, a bare window, other programs.

Painted is the console when its list is; also measured: until the list follows an arrow key, until all parts stand.

START_RUNS: runs of each. Others are timed where HOINGHI_PROGRAMS names them ("Anki=/path/anki;OpenLP=openlp -w"), each
in a place of its own.
"""

from __future__ import annotations

import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.__main__ import Figure
from tests.support.large import conference_of
from tests.support.start_watch import ANSWERED, WHOLE

RUNS = int(os.environ.get("START_RUNS", "7"))
QUESTIONS = 10_000
MOST = 2.0
BARE = (
    "import sys; from PySide6.QtWidgets import QApplication, QWidget; a = QApplication(sys.argv);"
    "w = QWidget(); w.setStyleSheet('background: #334455'); w.resize(1100, 700); w.show(); a.exec()"
)
OURS, FLOOR = "console with 10,000 questions", "bare PySide6 window"
START_PAGE = "start page"


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        python = [sys.executable, "-m", "ui.main"]
        programs = {
            FLOOR: [sys.executable, "-c", BARE],
            OURS: [*python, "open", str(conference_of(Path(name), QUESTIONS))],
            START_PAGE: python,
            **others(),
        }
        given = json.dumps({"runs": RUNS, "programs": programs, "answering": [OURS]})
        command = [sys.executable, "-m", "tests.support.x_server", "-m", "tests.support.start_watch"]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    floor = statistics.median(found[FLOOR])
    return [_figure(name, times, floor, found[OURS]) for name, times in found.items() if name != FLOOR]


def others() -> dict[str, list[str]]:
    listed = os.environ.get("HOINGHI_PROGRAMS", "")
    pairs = (entry.split("=", 1) for entry in listed.split(";") if "=" in entry)
    return {name: shlex.split(command) for name, command in pairs}


def _figure(name: str, times: list[float], floor: float, ours: list[float]) -> Figure:
    if not times:
        return Figure(name=f"start of {name}", note="no window")
    value = statistics.median(times)
    row = Figure(name=f"start of {name}", value=value, unit="ms", floor=floor, ratio=value / floor)
    if name in {OURS, ANSWERED}:
        return {**row, "target": f"<= {MOST} x a bare window", "ok": value <= MOST * floor}
    if name in {START_PAGE, WHOLE}:
        return row
    return {**row, "target": "slower than ours", "ok": value > statistics.median(ours)}
