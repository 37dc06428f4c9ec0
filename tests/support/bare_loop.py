"""A loop that does nothing on each processor, beside a measured program: when one stands still, the machine did.

python -m tests.support.bare_loop PROCESSOR: a beat each 5 ms until its input ends, then JSON [[from, until], ...] of
the beats that came late, in seconds of time.monotonic(), which all processes of a machine share. It stays on its
processor and goes before all others there, where the system allows that: no program can hold it up then, only a
machine whose processor is lent to others. One loop for all of them says nothing of the processor it is not on.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time

BEAT_S = 0.005
LATE_S = 0.01
Late = list[tuple[float, float]]


class BareLoops:
    """The processes; stop() ends them and tells when each stood still."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.support.bare_loop"]
        self.processes = [
            subprocess.Popen([*words, str(one)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for one in sorted(_processors())
        ]

    def stop(self) -> list[Late]:
        told = [process.communicate()[0] for process in self.processes]
        return [[(since, until) for since, until in json.loads(out)] for out in told]


def stood_still_s(lates: list[Late], start: float, end: float) -> float:
    """For how much of that time the processor stood still that did so longest."""
    return max(sum(max(0.0, min(end, until) - max(start, since)) for since, until in late) for late in lates)


def longest_s(lates: list[Late]) -> float:
    """From one beat to the next, on any processor."""
    return max((until - since + BEAT_S for late in lates for since, until in late), default=0.0)


def _processors() -> set[int]:
    return os.sched_getaffinity(0) if sys.platform == "linux" else {0}


def _stay_on(processor: int) -> None:
    if sys.platform == "linux":
        os.sched_setaffinity(0, {processor})
        with contextlib.suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def main(processor: int) -> None:
    _stay_on(processor)
    late: Late = []
    before = time.monotonic()
    while not select.select([sys.stdin], [], [], BEAT_S)[0]:
        now = time.monotonic()
        if now - before > BEAT_S + LATE_S:
            late.append((before + BEAT_S, now))
        before = now
    print(json.dumps(late))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
