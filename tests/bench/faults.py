"""The full counts of the crash tests: 1,000 kills and 200 power cuts, with the control that must lose."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.__main__ import Figure
from tests.support.faults import crashes, loop_disk
from tests.support.faults.crashes import Losses

SLOW = True
KILLS = 1000
POWER_CUTS = 200
CONTROLS = 40


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        rows = _rows("SIGKILL", crashes.killed(KILLS, Path(folder)), most_keys=1)
    if loop_disk.missing():
        return [*rows, Figure(name="power cut", note=f"not measurable: {loop_disk.missing()}")]
    with tempfile.TemporaryDirectory() as folder:
        rows += _rows("power cut", crashes.cut_off(POWER_CUTS, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        control = crashes.cut_off(CONTROLS, Path(folder), sync="NORMAL")
    name = f"power cut, control with NORMAL: cuts of {CONTROLS} that lose promised events"
    return [*rows, _count(name, control.crashes_with_losses, ">= 1", ok=control.crashes_with_losses >= 1)]


def _rows(what: str, found: Losses, most_keys: int | None = None) -> list[Figure]:
    kind = f"{what} x {found.crashes}"
    rows = [
        _count(f"{kind}: promised events lost of {found.events_promised}", found.events_lost, "0"),
        _count(f"{kind}: promised keys lost of {found.keys_typed} typed", found.promised_keys_lost, "0"),
        _count(f"{kind}: files that fail a check", len(found.wrong), "0"),
        Figure(name=f"{kind}: age of the oldest key lost", value=found.oldest_key_ms, unit="ms"),
        Figure(name=f"{kind}: longest reopening", value=found.reopening_ms, unit="ms"),
    ]
    keys = Figure(name=f"{kind}: most keys lost at once", value=found.keys_lost, unit="keys")
    if most_keys is not None:
        keys["target"], keys["ok"] = f"<= {most_keys}", found.keys_lost <= most_keys
    return [*rows, keys]


def _count(name: str, value: int, target: str, ok: bool | None = None) -> Figure:
    return Figure(name=name, value=value, unit="", target=target, ok=value == 0 if ok is None else ok)
