"""--self-test: the parts a packed program may lack, each used once. Makes its files in a folder that goes again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def self_test() -> int:
    """0 if a conference can be made, both windows drawn with our font and icons, and the file opened again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.domain.facts import Facts
    from app.queries import desk as lists
    from ui.application import make_application
    from ui.fonts import load_fonts
    from ui.icons import pixmap
    from ui.preferences import Preferences
    from ui.program import Program

    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Path(folder) / "console.ini")
        app = make_application(preferences)
        program = Program(preferences)
        file = Path(folder) / "thu.hoinghi"
        made = program.new_file(file)
        app.processEvents()
        console = program.console
        drawn = console is not None and not console.grab().isNull() and not console.hall.window.picture().isNull()
        written = console is not None and lists.facts(program.desk.conference.db) == Facts() if program.desk else False
        program.end()
        opened = program.open_file(file)
        program.end()
    marks = not load_fonts() and not pixmap("check", 16).isNull()
    return 0 if made and drawn and written and opened and marks else 1
