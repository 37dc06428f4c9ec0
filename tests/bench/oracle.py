"""Random acts over the whole program: what the hall shows changes by its keys alone; and the seeded bugs it must catch.

ORACLE_ACTS: how many acts (1,000,000 take an hour and more on two quiet cores). ORACLE_SEED: the first seed, each
session takes the next; runs on several machines or days share the work by beginning 1,000 apart.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

SLOW = True
ACTS = int(os.environ.get("ORACLE_ACTS", "100000"))
FIRST_SEED = int(os.environ.get("ORACLE_SEED", "1"))
LIMIT_S = 3600
"""For the sessions of one process, which take one or two minutes: whatever stands so long is a fault as well."""
JOBS = 2
SESSION = 2000
"""Acts on one console; then another conference is opened, so that no state grows for ever."""
A_PROCESS = 5
"""Sessions in one process: a crash costs no more, and all memory comes back."""
_NOTHING: dict[str, Any] = {"done": {}, "switches": 0, "seconds": 0.0, "processor_s": 0.0}
BUG_SESSIONS = 40
"""Within so many sessions a seeded bug must be seen; most are within a few hundred acts, the rarest in one of eight."""


def figures() -> Iterator[dict[str, Any]]:
    acts = min(SESSION, ACTS)
    batches = max(1, ACTS // (acts * A_PROCESS))
    done: Counter[str] = Counter()
    switches, wrong, seconds, processor_s = 0, list[str](), 0.0, 0.0
    with ThreadPoolExecutor(JOBS) as pool:
        starts = range(FIRST_SEED, FIRST_SEED + batches * A_PROCESS, A_PROCESS)
        for found in pool.map(lambda seed: run(seed, min(A_PROCESS, ACTS // acts), acts), starts):
            done += Counter(found["done"])
            switches += found["switches"]
            seconds += found["seconds"]
            processor_s += found["processor_s"]
            wrong += [found["wrong"]] if found["wrong"] else []
            print(f"    {done.total()} acts, {switches} pictures let out, strays: {wrong[:1]}", flush=True)  # noqa: T201
        yield {
            "name": "random acts, hall moved by its keys only", "value": done.total(), "unit": "acts",
            "target": "0 strays", "ok": not wrong, "note": json.dumps({"strays": wrong, **done}),
        }  # fmt: skip
        yield {"name": "pictures let out meanwhile", "value": switches, "unit": "pictures"}
        yield {"name": "an act with its judgement", "value": 1000 * seconds / max(1, done.total()), "unit": "ms"}
        yield {
            "name": "processor time of it", "value": 1000 * processor_s / max(1, done.total()), "unit": "ms",
            "note": f"seeds from {FIRST_SEED} on",
        }  # fmt: skip
        bugs = _bugs()
        missed = [name for name, found in zip(bugs, pool.map(_with_bug, bugs), strict=True) if not found["wrong"]]
        yield {
            "name": "seeded bugs caught", "value": len(bugs) - len(missed), "unit": f"of {len(bugs)}",
            "target": f"all (missed: {', '.join(missed) or 'none'})", "ok": not missed,
        }  # fmt: skip


def run(seed: int, sessions: int, acts: int, *bug: str) -> dict[str, Any]:
    """What a process of its own found; a process that died is a stray."""
    module = "tests.support.oracle_session"
    words = [sys.executable, "-X", "faulthandler", "-m", module, str(seed), str(sessions), str(acts), *bug]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        return {**_NOTHING, "wrong": f"seed {seed}: not done after {LIMIT_S} s"}
    try:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        wrong = f"seed {seed}: the process ended with {done.returncode}: {done.stderr[-6000:]}"
        return {**_NOTHING, "wrong": wrong}
    return found


def _bugs() -> list[str]:
    listed = "from tests.support.hall_oracle_bugs import BUGS; print(*BUGS)"
    return subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()


def _with_bug(name: str) -> dict[str, Any]:
    return run(1, BUG_SESSIONS, SESSION, name)
