"""A start brings only what the first window needs: modules for later are not there before it stands painted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.conferences import new_conference

LATER = (
    "docx", "lxml", "PIL", "reportlab", "xlsxwriter", "python_calamine", "rapidfuzz", "pypdf", "pypdfium2",
    "multiprocessing.context", "app.imports.reader", "app.documents", "app.reading.deadlines",
    "app.reading.personal_data", "app.reading.citations", "ui.dialogs", "ui.preflight", "ui.demo",
    "ui.rehearsal.session", "ui.operator.start_page", "ui.operator.minutes_view", "ui.operator.floor_panel",
    "ui.operator.hall_control", "ui.operator.capture_line", "ui.projector.stage", "sqlite_utils", "click", "dateutil",
)  # fmt: skip
RUNNING = """
import gc, json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from ui import start_up
start_up.begin()
from ui.main import run_program
from ui.preferences import Preferences

class Watch(QObject):
    seen = None

    def collects(self):
        return gc.isenabled() or self.parent().findChild(QObject, "garbage") is not None

    def eventFilter(self, watched, event):
        if self.seen is None and event.type() is QEvent.Type.Paint:
            self.seen = sorted(sys.modules), self.collects()
            QApplication.instance().removeEventFilter(self)
            start_up.QTimer.singleShot(start_up.SETTLED_MS + 50, lambda: wait(self))
        return False

def wait(watch):
    import time
    from ui import ahead
    until = time.monotonic() + 60
    wanted = {*ahead.TEXTS, *ahead.WINDOWS}
    while not wanted <= sys.modules.keys() and time.monotonic() < until:
        QApplication.processEvents()
    told = {"modules": watch.seen[0], "collecting": [watch.seen[1], watch.collects()]}
    told["late"] = sorted(wanted - sys.modules.keys())
    before, console = set(sys.modules), watch.program.console
    for name in ("lists", "papers", "preflight", "imports", "plan", "keys_overlay", "pictures_overlay", "look_ups",
                 "journal_overlay", "captures"):
        getattr(console, name)
    console.papers.open()
    console.lists.open()
    QPixmap(1920, 1080).scaled(352, 198, mode=Qt.TransformationMode.SmoothTransformation)
    told["threads"] = sorted(file.read_text().strip() for file in Path("/proc/self/task").glob("*/comm"))
    told["missed"] = sorted(name for name in sys.modules.keys() - before if name.startswith(("app.", "ui.")))
    told["all"] = sorted(sys.modules)
    print(json.dumps(told))
    watch.program.end()

def begun(program):
    watch = Watch(program)
    watch.program = program
    QApplication.instance().installEventFilter(watch)

run_program(Path(sys.argv[1]), Preferences(Path(sys.argv[1]).with_name("console.json")), begun)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    conference = new_conference(tmp_path_factory.mktemp("start"))
    conference.close()
    command = [sys.executable, "-c", RUNNING, str(conference.path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WAKEPY_FAKE_SUCCESS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_what_is_for_later_is_not_there_before_the_first_paint_and_ready_soon_after(told) -> None:
    assert "ui.operator.main_window" in told["modules"]
    early = [name for name in told["modules"] if any(f"{name}.".startswith(f"{later}.") for later in LATER)]
    assert early == []
    assert told["collecting"] == [False, True]
    assert told["late"] == []


def test_no_window_that_is_opened_later_waits_for_its_code_and_no_setter_of_papers_is_kept(told) -> None:
    assert told["missed"] == []
    assert [name for name in ("docx", "lxml", "xlsxwriter", "app.documents.paper_set") if name in told["all"]] == []


def test_a_file_is_being_opened_before_qt_can_make_windows(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    conference.close()
    lines = (
        "import sys; from pathlib import Path; from ui import later_modules; later_modules.import_qt()",
        "from ui import main, opening",
        "class Begun(Exception): pass",
        "def begun(*_): raise Begun",
        "opening.OpenedAhead.__init__ = begun",
        "from ui.preferences import Preferences",
        f"file = Path({str(conference.path)!r})",
        "try: main.run_program(file, Preferences(file.with_name('console.json')))",
        "except Begun: print({'PySide6.QtGui', 'PySide6.QtWidgets', 'ui.theme'} & sys.modules.keys())",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "set()"


def test_no_picture_waits_for_other_threads_of_qt(told) -> None:
    assert [name for name in told["threads"] if "pool" in name] == []


def test_a_wrong_call_of_qt_is_explained_though_the_readers_of_signatures_waited() -> None:
    lines = (
        "from ui import later_modules; later_modules.import_qt()",
        "import sys; waiting = [type(sys.modules[name]).__name__ for name in later_modules.NAMES]",
        "from PySide6.QtCore import QTimer",
        "try: QTimer().start('soon')",
        "except TypeError as error: print(set(waiting), error)",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith("{'Later'}")
    assert "start(msec: int" in done.stdout
