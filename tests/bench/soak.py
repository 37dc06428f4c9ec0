"""Four hours of rehearsal at ×10: cable out twenty times, imports and papers meanwhile; errors, gaps, clocks, memory.

SOAK_HOURS: hours of the conference (4: twenty-four minutes of real time); SOAK_PLUGS: how often the cable goes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

SLOW = True
HOURS = float(os.environ.get("SOAK_HOURS", "4"))
PLUGS = int(os.environ.get("SOAK_PLUGS", "20"))
GROWTH_MIB_H = 20.0
"""Of real time; the second half of the run alone."""
_PACE = 10
_COUNTED = {"plays": "rehearsals played", "imported": "lists imported", "printed": "papers made"}


def run(hours: float, plugs: int) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    words = [
        sys.executable,
        "-m",
        "tests.support.as_program",
        "tests.support.soak",
        str(hours * 3600 / _PACE),
        str(plugs),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    try:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        found = {"errors": [f"ended with {done.returncode}: {done.stderr[-600:]}"], "plays": 0, "plugs": 0,
                 "imported": 0, "printed": 0, "longest_ms": 0.0, "gaps_over_50": 0, "own_ms": 0.0, "stood": [],
                 "bare_longest_ms": 0.0, "ours_over_50": 0, "ours_longest_ms": 0.0, "clock_off_s": 0.0,
                 "memory_mib": 0.0, "slope_mib_h": 0.0}  # fmt: skip
    return found


def figures() -> Iterator[dict[str, Any]]:
    found = run(HOURS, PLUGS)
    errors = found["errors"]
    told = f": {'; '.join(errors[:3])}" if errors else ""
    yield {"name": f"soak of {HOURS:g} hours, errors{told}", "value": len(errors), "target": "0", "ok": not errors}
    for name in ("plays", "imported", "printed"):
        yield {"name": _COUNTED[name], "value": found[name], "unit": "", "target": "at least 1", "ok": found[name] > 0}
    yield {"name": "cable out and in", "value": found["plugs"], "unit": "times", "target": str(PLUGS),
           "ok": found["plugs"] == PLUGS}  # fmt: skip
    yield {"name": "longest gap of the main thread (floor: of a loop on each processor that does nothing)",
           "value": found["longest_ms"], "unit": "ms", "floor": found["bare_longest_ms"],
           "ratio": found["longest_ms"] / max(found["bare_longest_ms"], 1.0),
           "note": f"{found['gaps_over_50']} over 50 ms"}  # fmt: skip
    yield {"name": "the same without what such a loop stood still in it", "value": found["ours_longest_ms"],
           "unit": "ms", "target": "at most 50", "ok": found["ours_longest_ms"] <= 50,
           "note": f"{found['ours_over_50']} over 50 ms"}  # fmt: skip
    yield {"name": "most processor time of one turn of the main thread", "value": found["own_ms"], "unit": "ms"}
    for place in found["stood"]:
        yield {"name": "stood still, looked at each 5 ms", "note": place}
    yield {"name": "clock off", "value": found["clock_off_s"], "unit": "s", "target": "at most 1",
           "ok": found["clock_off_s"] <= 1}  # fmt: skip
    yield {"name": "memory after", "value": found["memory_mib"], "unit": "MiB"}
    slope = {"name": "memory slope", "value": found["slope_mib_h"], "unit": "MiB/h"}
    # A short run is still filling its caches: its slope says nothing.
    target = {"target": f"at most {GROWTH_MIB_H:g}", "ok": found["slope_mib_h"] <= GROWTH_MIB_H}
    yield slope | target if HOURS >= 1 else slope
