"""1,000 times the projector is pulled and plugged again: no wrong screen, no crash, no growth of memory.

HALL_PLUGS: how many cycles, offscreen and under X each (1,000 take some half an hour in all). What the conference
records of each cycle stays in memory with the log, and is told apart; what Qt and the allocator keep by themselves is
the growth of a bare window that went through the same.
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
LIMIT_S = 120 + 4 * CYCLES
GROWTH_MIB = 3.0
"""Of some 150, above that of the bare window, from cycle 250 to the last. Python itself holds 0.1 KiB more a cycle;
the rest is what SQLite and the allocator need around the pages of the log."""
BACK_S = 2.0
NOTHING = {"cycles": 0, "slowest_s": 0.0, "from_mib": 0.0, "grown_mib": 0.0, "log_mib": 0.0, "read_mib": []}


def run(command: list[str], cycles: int, *kind: str) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment["MALLOC_ARENA_MAX"] = "1"  # or each thread keeps free memory of its own, more or less by chance
    words = [*command, "-m", "tests.support.as_program", "tests.support.plug_cycles", str(cycles), *kind]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment, timeout=LIMIT_S)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return {**NOTHING, "wrong": f"not done after {LIMIT_S} s"}
    except (IndexError, ValueError):
        return {**NOTHING, "wrong": f"ended with {done.returncode}: {done.stderr[-1000:]}"}
    return found


def figures() -> Iterator[dict[str, Any]]:
    for name, command in (
        ("offscreen", [sys.executable]),
        ("X server", [sys.executable, "-m", "tests.support.x_server"]),
    ):
        found, bare = run(command, CYCLES), run(command, CYCLES, "bare")
        wrong = found["wrong"] or bare["wrong"]
        grown = found["grown_mib"] - found["log_mib"]
        yield {
            "name": f"pulled and plugged, {name}", "value": found["cycles"], "unit": "cycles",
            "target": f"{CYCLES}, no wrong screen", "ok": not wrong and found["cycles"] == CYCLES, "note": wrong,
        }  # fmt: skip
        yield {
            "name": f"memory grown by them, {name}", "value": grown, "unit": "MiB",
            "target": f"at most {GROWTH_MIB:.0f} + {bare['grown_mib']:.1f} of a bare window",
            "ok": not wrong and grown <= bare["grown_mib"] + GROWTH_MIB,
            "note": f"from {found['from_mib']:.0f} MiB; bare {bare['grown_mib']:.1f}, log {found['log_mib']:.1f} MiB; "
            f"read without the log: {found['read_mib']}",
        }  # fmt: skip
        yield {
            "name": f"plug to picture, slowest, {name}", "value": found["slowest_s"], "unit": "s",
            "target": f"at most {BACK_S:.0f} s", "ok": not wrong and found["slowest_s"] <= BACK_S,
        }  # fmt: skip
