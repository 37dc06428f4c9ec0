"""The full counts of the crash tests: 1,000 kills of the real program, 200 power cuts, a control that must lose."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.__main__ import Figure
from tests.support.faults import crashes, loop_disk, program_kills
from tests.support.faults.crashes import Losses

SLOW = True
KILLS = int(os.environ.get("BENCH_KILLS", "1000"))
"""Of the program with its windows; a fifth as many of the same work without windows, a key each millisecond."""
POWER_CUTS = KILLS // 5
CONTROLS = max(1, KILLS // 25)
OLDEST_KEY_MS = 20
OLDEST_KEY_IN_A_CUT_MS = 100
"""And one sync."""


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _program(program_kills.killed(KILLS, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        yield from _rows("SIGKILL without windows", crashes.killed(KILLS // 5, Path(folder)), most_keys=1)
    if loop_disk.missing():
        yield Figure(name="power cut", note=f"not measurable: {loop_disk.missing()}")
        return
    with tempfile.TemporaryDirectory() as folder:
        found = crashes.cut_off(POWER_CUTS, Path(folder))
        yield from _rows("power cut", found)
        most = OLDEST_KEY_IN_A_CUT_MS + found.longest_sync_ms
        target = f"<= 100 ms + one sync ({found.longest_sync_ms:.0f} ms)"
        yield _age("power cut", found.oldest_key_ms, target, most)
    with tempfile.TemporaryDirectory() as folder:
        control = crashes.cut_off(CONTROLS, Path(folder), sync="NORMAL")
    name = f"power cut, control with NORMAL: cuts of {CONTROLS} that lose promised events"
    yield _count(name, control.crashes_with_losses, ">= 1", ok=control.crashes_with_losses >= 1)


def _program(found: program_kills.Found) -> Iterator[Figure]:
    kind = f"SIGKILL of the program x {found.kills}"
    yield _count(f"{kind}: promised events lost of {found.events_promised}", found.events_lost, "0")
    told = f": {'; '.join(found.wrong[:3])}" if found.wrong else ""
    yield _count(f"{kind}: files or screens not as they must be{told}", len(found.wrong), "0")
    keys = f"{kind}: most keys lost at once, of {found.keys_typed}"
    yield _count(keys, found.keys_lost, "<= 1", ok=found.keys_lost <= 1)
    said = f": {'; '.join(found.lost[:3])}" if found.lost else ""
    yield _count(f"{kind}: kills that lost a key{said}", found.kills_with_a_key_lost, "")
    yield _age(kind, found.oldest_key_ms, f"<= {OLDEST_KEY_MS} ms", OLDEST_KEY_MS)
    for name, value in (
        ("while it starts", found.kills_while_starting),
        ("clicks", found.clicks),
        ("hall on air again", found.reopened_live),
        ("hall covered", found.reopened_covered),
    ):
        yield _count(f"{kind}: {name}", value, "")
    starts = sorted(found.reopening_ms)
    name = f"{kind}: start after it, to the painted console"
    late = starts[int(len(starts) * 0.95)]
    yield Figure(name=f"{name}, p50", value=statistics.median(starts), unit="ms")
    yield Figure(name=f"{name}, p95", value=late, unit="ms", target="<= 3 s", ok=late <= 3000)
    yield Figure(name=f"{name}, longest", value=starts[-1], unit="ms")


def _rows(what: str, found: Losses, most_keys: int | None = None) -> Iterator[Figure]:
    kind = f"{what} x {found.crashes}"
    yield _count(f"{kind}: promised events lost of {found.events_promised}", found.events_lost, "0")
    yield _count(f"{kind}: promised keys lost of {found.keys_typed} typed", found.promised_keys_lost, "0")
    yield _count(f"{kind}: files that fail a check", len(found.wrong), "0")
    yield Figure(name=f"{kind}: longest reopening", value=found.reopening_ms, unit="ms")
    if most_keys is not None:
        name = f"{kind}: most keys lost at once"
        yield _count(name, found.keys_lost, f"<= {most_keys}", ok=found.keys_lost <= most_keys)
        yield _age(kind, found.oldest_key_ms)


def _count(name: str, value: int, target: str, ok: bool | None = None) -> Figure:
    if not target:
        return Figure(name=name, value=value, unit="")
    return Figure(name=name, value=value, unit="", target=target, ok=value == 0 if ok is None else ok)


def _age(kind: str, value: float, target: str = "", most: float = 0.0) -> Figure:
    row = Figure(name=f"{kind}: age of the oldest key lost", value=value, unit="ms")
    if target:
        row["target"], row["ok"] = target, value <= most
    return row
