"""Runs a Python command under an X server of its own: python -m tests.support.x_server -m pytest -m xvfb.

The server has the two screens of two_screens.json as monitors, and a window manager; no desktop is touched.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Generator

LAPTOP = ("LAPTOP", "1366/361x768/203+0+0", "screen")
PROJECTOR = ("PROJECTOR", "1920/508x1080/286+1366+0", "none")


@contextlib.contextmanager
def _ended_at_exit(process: subprocess.Popen[str]) -> Generator[subprocess.Popen[str]]:
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)


def main(arguments: list[str]) -> int:
    # -noreset: otherwise the server forgets the monitors as soon as xrandr, its last client, has gone
    server = ["Xvfb", "-displayfd", "1", "-screen", "0", "3286x1080x24", "-noreset", "-nolisten", "tcp"]
    with _ended_at_exit(
        subprocess.Popen(server, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    ) as process:
        assert process.stdout is not None
        display = process.stdout.readline().strip()
        if not display:
            print("Xvfb did not start", file=sys.stderr)  # noqa: T201 - a tool for the terminal
            return 1
        environment = os.environ | {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        for monitor in (LAPTOP, PROJECTOR):
            subprocess.run(["xrandr", "--setmonitor", *monitor], env=environment, stdout=subprocess.DEVNULL, check=True)
        with _ended_at_exit(
            subprocess.Popen(
                ["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, text=True
            )
        ):
            return subprocess.run([sys.executable, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
