"""1,000 times the projector is pulled and plugged again: no wrong screen, no crash, no growth of memory.

HALL_PLUGS: how many cycles, offscreen and under X each (1,000 take some twenty minutes in all).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

SLOW = True
CYCLES = int(os.environ.get("HALL_PLUGS", "1000"))
GROWTH_MIB = 4.0
"""Of some 150; the log of these events alone is kept in memory up to 3,000 events and costs about two."""
BACK_S = 2.0


def run(command: list[str], cycles: int) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    words = [*command, "-m", "tests.support.plug_cycles", str(cycles)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    try:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {"cycles": 0, "wrong": f"ended with {done.returncode}: {done.stderr[-1000:]}",
                "slowest_s": 0.0, "memory_mib": [0.0, 0.0]}  # fmt: skip
    return found


def figures() -> Iterator[dict[str, Any]]:
    for name, command in (
        ("offscreen", [sys.executable]),
        ("X server", [sys.executable, "-m", "tests.support.x_server"]),
    ):
        found = run(command, CYCLES)
        before, after = found["memory_mib"]
        yield {
            "name": f"pulled and plugged, {name}", "value": found["cycles"], "unit": "cycles",
            "target": f"{CYCLES}, no wrong screen", "ok": not found["wrong"] and found["cycles"] == CYCLES,
            "note": found["wrong"],
        }  # fmt: skip
        yield {
            "name": f"memory grown by them, {name}", "value": after - before, "unit": "MiB",
            "target": f"at most {GROWTH_MIB:.0f}", "ok": after - before <= GROWTH_MIB, "note": f"from {before:.0f} MiB",
        }  # fmt: skip
        yield {
            "name": f"plug to picture, slowest, {name}", "value": found["slowest_s"], "unit": "s",
            "target": f"at most {BACK_S:.0f} s", "ok": found["slowest_s"] <= BACK_S,
        }  # fmt: skip
