"""Never frozen (C10): the event loop's gaps while a long list is imported, all papers are made and a copy is saved.

FROZEN_ROWS: questions of the conference whose papers are made; FROZEN_IMPORT: rows of the list.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.__main__ import Figure
from tests.support.faults import preload

SLOW = True
ROWS = int(os.environ.get("FROZEN_ROWS", "3000"))
IMPORTED = int(os.environ.get("FROZEN_IMPORT", "10000"))
SYNC_MS = 400
PATIENCE_S = 400
_ALL = "import, papers, backup"
_OWN, _OURS = 2, 3
"""Where tests.support.loop_gaps tells the processor time, and the largest gap without what the machine stood still."""


def figures() -> Iterator[Figure]:
    yield from _figures("a healthy disk", 50, dict(os.environ))
    if why := preload.missing():
        yield Figure(name="gaps with slow syncs", note=f"not measured: {why}")
        return
    with tempfile.TemporaryDirectory() as name:
        disk = preload.Disk(Path(name) / "control")
        disk.does("sync", 0, SYNC_MS, ".hoinghi")
        yield from _figures(f"syncs of {SYNC_MS} ms", 100, disk.environment())


def _figures(disk: str, most_ms: int, environment: dict[str, str]) -> Iterator[Figure]:
    """Idle is the floor: the same console in the same child with nothing to do."""
    gaps, told = _run(environment)
    for place, what in enumerate(("largest gap", "gap p99")):
        name = f"{what}, {ROWS} questions, {IMPORTED} imported, {disk}"
        if told:
            yield Figure(name=name, ok=False, note=told)
            continue
        if place == 0:
            for phase in ("code of windows imported", "windows made"):
                yield _within(f"{phase}, {what}, {disk}", gaps[phase][_OURS], most_ms, gaps[phase][0])
                yield _within(f"{phase}, most processor time of one turn, {disk}", gaps[phase][_OWN], most_ms)
            yield _within(f"most processor time of one turn, {disk}", gaps[_ALL][_OWN], most_ms)
        value, floor = gaps[_ALL][_OURS if place == 0 else place], gaps["idle"][place]
        row = _within(name, value, most_ms, gaps[_ALL][place])
        yield {**row, "floor": floor, "ratio": value / floor}


def _within(name: str, value: float, most_ms: int, whole: float | None = None) -> Figure:
    """whole: with what a processor of the machine stood still in the same moment, where that is more."""
    row = Figure(name=name, value=value, unit="ms", target=f"<= {most_ms} ms", ok=value <= most_ms)
    if whole is not None and whole > value:
        row["note"] = f"{whole:.0f} ms with what the machine stood still"
    return row


def _run(environment: dict[str, str]) -> tuple[dict[str, list[float]], str]:
    """The gaps, or why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "tests.support.loop_gaps", folder, str(ROWS), str(IMPORTED)]
        try:
            done = subprocess.run(
                words, capture_output=True, text=True, check=False, env=environment, timeout=PATIENCE_S
            )
        except subprocess.TimeoutExpired:
            return {}, "not over in time"
    if done.returncode:
        return {}, f"ended with {done.returncode}: {done.stderr[-300:]}"
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found, ""
