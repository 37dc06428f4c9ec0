"""The process ends with its status, whatever its threads are in the middle of."""

from __future__ import annotations

import subprocess
import sys

import pytest

COPIES = """
import sys, threading
from ui.last_exit import LastExit
last_exit = LastExit()
import atexit
from PySide6.QtGui import QImage
begun = threading.Event()
def copy_for_ever():
    content = bytes(1500 * 1500 * 4)
    while True:
        picture = QImage(content, 1500, 1500, 6000, QImage.Format.Format_RGB32).copy()
        picture.setDevicePixelRatio(2.0)
        begun.set()
threading.Thread(target=copy_for_ever, daemon=True).start()
begun.wait()
atexit.register(print, "what was registered is done", end="")
"""
SAID = b"what was registered is done"


def _end(program: str) -> tuple[int, bytes, bytes]:
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    return ended.returncode, ended.stdout, ended.stderr.splitlines()[-1] if ended.stderr else b""


@pytest.mark.parametrize("status", [0, 7])
def test_in_the_middle_of_a_picture_being_copied(status: int) -> None:
    """Left to Python, up to 3.13, the process would be aborted: "terminate called without an active exception"."""
    assert _end(COPIES + f"last_exit.status = {status}\n") == (status, SAID, b"")


def test_an_error_is_told_and_is_a_failure() -> None:
    assert _end(COPIES + "raise KeyError('x')\n") == (1, SAID, b"KeyError: 'x'")
