"""--self-test: the parts a packed program may lack, each used once. Makes its files in a folder that goes again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from app.domain.facts import Facts
from app.queries import desk as lists
from ui.application import make_application
from ui.fonts import load_fonts
from ui.icons import pixmap
from ui.preferences import Preferences
from ui.program import Program


def self_test() -> int:
    """0 if a conference can be made, both windows drawn with our font and icons, and the file opened again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Path(folder) / "console.json")
        app = make_application(preferences)
        program = Program(preferences)
        file = Path(folder) / "thu.hoinghi"
        works = [program.new_file(file)]
        if program.console is not None and program.desk is not None:
            works.append(lists.facts(program.desk.conference.db) == Facts())
            works += [not program.console.grab().isNull(), not program.console.hall.window.picture().isNull()]
        _end(program)
        works.append(program.open_file(file))
        _end(program)
        works += [not load_fonts(), not pixmap("check", 16).isNull()]
        program.start_page.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return 0 if all(works) else 1


def _end(program: Program) -> None:
    """There is no event loop here that would carry out what is to be deleted later."""
    program.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
