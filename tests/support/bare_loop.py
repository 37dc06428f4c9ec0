"""A loop that does nothing, beside a measured program: when it stands still too, the machine did not run either.

python -m tests.support.bare_loop: a beat each 5 ms until its input ends, then JSON [[from, until], ...] of the beats
that came late, in seconds of time.monotonic(), which all processes of a machine share.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time

BEAT_S = 0.005
LATE_S = 0.01
Late = list[tuple[float, float]]


class BareLoop:
    """The process; stop() ends it and tells when it stood still."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.support.bare_loop"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def stop(self) -> Late:
        out, _ = self._process.communicate()
        return [(start, end) for start, end in json.loads(out)]


def stood_still_s(late: Late, start: float, end: float) -> float:
    """For how much of that time the bare loop stood still."""
    return sum(max(0.0, min(end, until) - max(start, since)) for since, until in late)


def main() -> None:
    late: Late = []
    before = time.monotonic()
    while not select.select([sys.stdin], [], [], BEAT_S)[0]:
        now = time.monotonic()
        if now - before > BEAT_S + LATE_S:
            late.append((before + BEAT_S, now))
        before = now
    print(json.dumps(late))  # noqa: T201


if __name__ == "__main__":
    main()
