"""A hand on the real mouse of an X server (xdotool), in a process of its own.

During a drag Qt runs a loop that returns only when the button is let go.
"""

from __future__ import annotations

import subprocess

from PySide6.QtCore import QPoint


def drag(start: QPoint, end: QPoint) -> subprocess.Popen[bytes]:
    """From one place of the screen to another in ten steps."""
    words: list[object] = ["xdotool", "mousemove", start.x(), start.y(), "mousedown", 1, "sleep", 0.1]
    for part in range(1, 11):
        x = start.x() + (end.x() - start.x()) * part // 10
        y = start.y() + (end.y() - start.y()) * part // 10
        words += ["mousemove", x, y, "sleep", 0.03]
    return subprocess.Popen([str(word) for word in [*words, "sleep", 0.1, "mouseup", 1]])
