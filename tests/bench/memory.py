"""Memory with ten thousand questions over eight hours of work, lived through second by second (tests.support.long_day).

LONG_DAY_HOURS: how many of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from statistics import median

from tests.bench.__main__ import Figure
from tests.support.memory import slope_an_hour

SLOW = True
HOURS = float(os.environ.get("LONG_DAY_HOURS", "8"))
QUESTIONS = 10_000
MOST_MIB = 150.0
TOGETHER = 6
"""Readings, one a minute: among them one is taken while no picture comes or goes, which are 8 MiB each."""
MOST_MIB_AN_HOUR = 1.0


def figures() -> list[Figure]:
    words = [sys.executable, "-m", "tests.support.as_program", "tests.support.long_day", str(HOURS), str(QUESTIONS)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    found = json.loads(done.stdout.splitlines()[-1])
    day = f"{QUESTIONS:,} questions, {HOURS:g} hours, {found['events']} events"
    readings = found["readings"]
    half = len(readings) // 2
    lowest = [min(readings[at : at + TOGETHER]) for at in range(0, len(readings), TOGETHER)]
    after, slope = found["memory_mib"], found["slope_mib_h"]
    return [
        Figure(name=f"{day}: memory at the start", value=readings[0], unit="MiB"),
        Figure(name=f"{day}: memory after", value=after, unit="MiB", target="<= 150 MiB", ok=after <= MOST_MIB),
        Figure(
            name=f"{day}: slope over the second half",
            value=slope,
            unit="MiB/h",
            target="<= 1 MiB an hour of the conference",
            ok=slope <= MOST_MIB_AN_HOUR,
        ),
        Figure(name=f"{day}: half of the second half's readings are below", value=median(readings[half:]), unit="MiB"),
        Figure(
            name=f"{day}: slope of the lowest of every six minutes, over the second half",
            value=slope_an_hour(lowest, 60.0 * TOGETHER),
            unit="MiB/h",
        ),
        Figure(name=f"{day}: time it took", value=found["took_s"], unit="s"),
    ]
