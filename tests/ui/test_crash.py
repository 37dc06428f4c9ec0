"""An unexpected error is logged by type and place, never with its words; the program goes on and is told."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAID = "Lò Văn Phú đang nói điều riêng"
"""Given as an argument: from Python 3.13 on the log shows lines of a program given by -c, as it does those of files."""
PROGRAM = """
import logging, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from ui import crash

app = QCoreApplication([])
reports = crash.install(Path(sys.argv[1]))
reports.found.connect(lambda place: print(place, flush=True))

def fail():
    raise ValueError(sys.argv[2])

QTimer.singleShot(0, fail)
QTimer.singleShot(10, lambda: threading.Thread(target=fail).start())
def caught():
    try:
        fail()
    except ValueError:
        logging.getLogger("app").exception("a listener failed")

QTimer.singleShot(15, caught)
QTimer.singleShot(20, lambda: qWarning("a word of Qt"))
QTimer.singleShot(400, app.quit)
sys.exit(app.exec())
"""


def test_errors_are_logged_without_what_they_quote(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), SAID],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=40, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.count("ValueError (<string>:") == 2
    log = (tmp_path / "program.log").read_text(encoding="utf-8")
    assert log.count("unexpected ValueError") == 2
    assert "a word of Qt" in log
    assert "a listener failed\nValueError\n" in log
    assert "Lò Văn Phú" not in log + done.stderr
    assert (tmp_path / "faults.txt").exists()


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "taken"), SAID],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=40, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.count("ValueError (<string>:") == 2
