"""A run that was cut off is told at the next start with its log; one that ended in order is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.support.clock import FakeClock
from ui.last_run import LastRun
from ui.operator.bar import Topic
from ui.preferences import Preferences
from ui.program import Program

ROOT = Path(__file__).parents[2]
DYING = """
import os, signal, sys
from pathlib import Path
from ui.last_run import LastRun
folder = Path(sys.argv[1])
(folder / "program.log").write_text("ERROR unexpected ValueError", encoding="utf-8")
kept = LastRun(folder)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    if os.name == "nt":
        pytest.skip("SIGKILL")
    done = subprocess.run([sys.executable, "-c", DYING, tmp_path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    return tmp_path


def test_a_run_that_was_killed_is_reported_once(cut_off: Path) -> None:
    first = LastRun(cut_off)
    assert "unexpected ValueError" in first.report
    assert "Python" in first.report
    first.end()
    assert LastRun(cut_off).report == ""


def test_a_second_window_is_no_crash(tmp_path: Path) -> None:
    running, other = LastRun(tmp_path), LastRun(tmp_path)
    assert (running.report, other.report) == ("", "")


def test_the_report_is_offered_with_a_button_that_copies_it(qtbot: QtBot, tmp_path: Path) -> None:
    program = Program(Preferences(tmp_path / "console.json"), FakeClock())
    qtbot.addWidget(program.start_page)
    program.show_start()
    program.show_crash("ValueError (a.py:7)")
    bar = program.start_page.bar
    assert "không có nội dung hội nghị" in bar.words()
    buttons = {button.text(): button for button in bar.findChildren(QAbstractButton)}
    QTest.mouseClick(buttons["Chép nhật ký lỗi"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "ValueError (a.py:7)"
    QTest.mouseClick(buttons["Đã rõ"], Qt.MouseButton.LeftButton)
    assert not bar.has(Topic.CRASH)
    program.end()
