"""Whether the program ended in order the last time, and what its logs say if it did not. Nothing of a conference."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QLockFile, qVersion

_MARK = "running.lock"
_LOGS = ("program.log", "faults.txt")
_LINES = 80
"""Lines of each log that are told: the last error with its places in the code."""


class LastRun:
    """Made at the start, ended at the orderly end. report: of a run that was cut off, else empty.

    The mark is a lock, so that a second window of the program is not taken for a dead one.
    """

    def __init__(self, folder: Path) -> None:
        place = folder / _MARK
        was_running = place.exists()
        self._lock = QLockFile(str(place))
        self._lock.setStaleLockTime(0)
        is_alone = self._lock.tryLock(0)
        self.report = _report(folder) if was_running and is_alone else ""

    def end(self) -> None:
        self._lock.unlock()


def _report(folder: Path) -> str:
    head = f"Hội nghị đối thoại · {platform.platform()} · Python {platform.python_version()} · Qt {qVersion()}"
    parts = [head]
    for name in _LOGS:
        try:
            lines = (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES:]
        except OSError:
            continue
        if lines:
            parts += ["", name, *lines]
    return "\n".join(parts)
