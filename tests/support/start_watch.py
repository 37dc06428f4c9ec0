"""Starts programs one after another and sees when their first window stands painted on the laptop's monitor.

python -m tests.support.start_watch: reads JSON {"runs": n, "programs": {name: command}, "answering": [names]} and
prints {name: [ms]}; an X client without Qt looks at some lines of pixels every few milliseconds. The first run of each
only warms the caches. Those that answer are sent a key once painted; {ANSWERED: [ms]} is when their list has moved on,
{WHOLE: [ms]} when nothing more came to their window.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.key_to_pixel import Eye

LINES = tuple(range(60, 760, 50))
WIDTH = 1366
PAINTED = 0.35
"""Share of the pixels looked at that a window must have changed: a main window, not a splash picture."""
ANSWERED, WHOLE = "key answered", "whole console"
QUIET_S = 0.4
"""So long nothing of a window that stands whole is painted anew, but for a clock."""
LIST = (20, 200, 240, 260)
"""Where the console's list is looked at: x, y, width, height; its first rows, and nothing that moves by itself."""
_PATIENCE_S = 30.0
_POLL_S = 0.003


class Watch(Eye):
    """Lines of the root window as bytes."""

    def look(self) -> list[bytes]:
        return [self._line(y) for y in LINES]

    def answered(self) -> float:
        """Milliseconds until the list follows an arrow key. Errors: TimeoutError."""
        x, y, width, height = LIST
        self._at = (ctypes.c_int(x), ctypes.c_int(y))
        return self.press("Down", width, height)

    def whole(self, begun: float) -> float:
        """Milliseconds from begun to the last change before all was still."""
        last, picture = time.perf_counter(), self.look()
        while time.perf_counter() - last < QUIET_S and last - begun < _PATIENCE_S:
            time.sleep(_POLL_S)
            now = self.look()
            if now != picture:
                last, picture = time.perf_counter(), now
        return (last - begun) * 1000

    def _line(self, y: int) -> bytes:
        self._at = (ctypes.c_int(0), ctypes.c_int(y))
        return self.patch(WIDTH, 1)


def changed(before: list[bytes], now: list[bytes]) -> float:
    """Share of the pixels that differ, 0 to 1."""
    differing = sum(
        sum(a[i : i + 4] != b[i : i + 4] for i in range(0, len(a), 16)) for a, b in zip(before, now, strict=True)
    )
    return differing / (len(LINES) * WIDTH / 4)


def start(watch: Watch, command: list[str], home: str, *, answers: bool = False) -> tuple[float, float, float]:
    """Milliseconds until the window is painted, a key is answered, all of it stands. Errors: TimeoutError."""
    empty = watch.look()
    environment = os.environ | {
        "HOME": home,
        "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_DATA_HOME": f"{home}/data",
        "XDG_RUNTIME_DIR": home,
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "WAKEPY_FAKE_SUCCESS": "1",
        "PYTHONPYCACHEPREFIX": f"{home}/bytecode",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while changed(empty, watch.look()) < PAINTED:
            if time.perf_counter() - begun > _PATIENCE_S or process.poll() is not None:
                raise TimeoutError("no window")
            time.sleep(_POLL_S)
        painted = (time.perf_counter() - begun) * 1000
        if not answers:
            return painted, 0.0, 0.0
        return painted, painted + watch.answered(), watch.whole(begun)
    finally:
        _end(process)
        while changed(empty, watch.look()) > 0:
            time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    for ending in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, ending)
            process.wait(3)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def main() -> int:
    given = json.load(sys.stdin)
    watch = Watch(0, 0)
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o700)
        for _ in range(given["runs"] + 1):  # in turns, so that a busy moment hits all alike
            for name, command in given["programs"].items():
                answers = name in given["answering"]
                try:
                    painted, answered, whole = start(watch, command, home, answers=answers)
                except TimeoutError:
                    found.setdefault(name, [])
                    continue
                found.setdefault(name, []).append(painted)
                if answers:
                    found.setdefault(ANSWERED, []).append(answered)
                    found.setdefault(WHOLE, []).append(whole)
    print(json.dumps({name: times[1:] for name, times in found.items()}))  # noqa: T201 - its answer
    return 0


if __name__ == "__main__":
    sys.exit(main())
