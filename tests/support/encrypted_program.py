"""The real program on a file with a password, in a process of its own; it runs until it is killed.

python -m tests.support.encrypted_program work|look FOLDER: types the password; "work" takes a question, begins to type
and copies the file, "look" only looks. One line of JSON on the standard output says what is seen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.commands import queue
from tests.support.encrypted import PASSWORD, WORDS
from ui.main import run_program
from ui.preferences import Preferences
from ui.program import Program

FILE = "hoi-nghi.hoinghi"
TEXT = "verbatim/1"
TURN_MS = 50


def begin(program: Program, work: bool) -> None:
    panel = program.passwords.asking
    panel.fields[0].setText(PASSWORD)
    QTest.keyClick(panel.fields[0], Qt.Key.Key_Return)
    _when(program, lambda: program.desk is not None, lambda: _work(program) if work else _tell(program))


def _work(program: Program) -> None:
    assert program.desk is not None
    assert program.console is not None
    conference = program.desk.conference
    queue.register_question(conference, queue.NewQuestion(asker_name=WORDS[0], verbatim=WORDS[2]))
    program.console.saving.save_now()
    typed = conference.journal.append(TEXT, 0, 0, WORDS[1], WORDS[2])
    conference.journal.wait_safe(typed, 30)
    conference.follower.wait_safe(conference.last_event(), 30)
    saving = program.console.saving
    _when(program, lambda: saving.copied_at is not None, lambda: _tell(program))


def _tell(program: Program) -> None:
    assert program.desk is not None
    conference = program.desk.conference
    rows = conference.db.execute("SELECT verbatim FROM question").fetchall()
    found = {"events": conference.last_event(), "texts": [row[0] for row in rows], "undo": conference.undo_summary()}
    print(json.dumps(found), flush=True)  # noqa: T201


def _when(program: Program, holds: Callable[[], bool], act: Callable[[], object]) -> None:
    timer = QTimer(program, interval=TURN_MS)

    def look() -> None:
        if holds():
            timer.stop()
            act()

    timer.timeout.connect(look)
    timer.start()


if __name__ == "__main__":
    verb, folder = sys.argv[1], Path(sys.argv[2])
    own = Preferences(folder / "own" / "console.json")
    run_program(folder / FILE, own, lambda program: begin(program, verb == "work"))
