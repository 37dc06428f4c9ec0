"""Versions that other versions have proved wrong: PySide6 6.12 on Python 3.11, and SQLite before 3.51.3."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from db.database import sqlite3

CALLS = 500


@pytest.mark.parametrize("what", ["set_text", "set_geometry", "process_events"])
def test_a_qt_call_that_returns_nothing_keeps_the_count_of_none(qapp: QApplication, what: str) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference per call and aborts after some 6400."""
    label = QLabel()
    call: Callable[[], object] = {
        "set_text": lambda: label.setText("Câu 07"),
        "set_geometry": lambda: label.setGeometry(0, 0, 1, 1),
        "process_events": qapp.processEvents,
    }[what]
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    assert abs(sys.getrefcount(None) - before) < CALLS / 10


def test_sqlite_is_past_the_fault_of_its_wal() -> None:
    """3.7.0 to 3.51.2 can corrupt a WAL file that two connections write and checkpoint."""
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
