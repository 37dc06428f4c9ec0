"""Key press to pixels of the hall, offscreen and on an X server, against a bare window; the fit of a long text.

HALL_SWITCHES: how many switches the camera watches (500 take five minutes).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

PRESSES = 60
SWITCHES = int(os.environ.get("HALL_SWITCHES", "500"))


LIMIT_S = 180 + 2 * PRESSES + SWITCHES
"""Above the measuring process's own limit, which tells where it stood."""


def _run(command: list[str], switches: int) -> dict[str, Any]:
    """What the process measured; RuntimeError with the end of its words if it measured nothing."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    words = [*command, "-m", "tests.support.hall_latency", str(PRESSES), str(switches)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment, timeout=LIMIT_S)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"ended with {done.returncode}: {done.stderr[-1500:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _percentiles(times: list[float]) -> tuple[float, float, float]:
    cuts = quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def _latency(name: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    limits = (None, 16.7, 33.0)
    for label, value, floor, limit in zip(
        ("p50", "p95", "p99"), _percentiles(found["hall"]), _percentiles(found["bare"]), limits, strict=True
    ):
        ok = value <= 2 * floor if limit is None else value <= limit
        target = "at most twice the bare window" if limit is None else f"at most {limit} ms"
        rows.append(
            {"name": f"F5 to pixels, {name}, {label}", "value": value, "unit": "ms", "floor": floor,
             "ratio": value / floor, "target": target, "ok": ok}
        )  # fmt: skip
    return rows


def _fit_of_2000() -> dict[str, Any]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert app is not None
    from app.domain.scene import NoticeCard
    from tests.support.hall_cards import long_text
    from ui.projector.canvas import page_count
    from ui.projector.stage import HallSettings

    times = []
    for number in range(20):
        begun = time.perf_counter()
        page_count(NoticeCard(f"{number} {long_text(1990)}"), QSize(1920, 1080), HallSettings())
        times.append((time.perf_counter() - begun) * 1000)
    p50 = _percentiles(times)[0]
    return {
        "name": "fit of 2,000 characters, p50",
        "value": p50,
        "unit": "ms",
        "target": "at most 50 ms",
        "ok": p50 <= 50,
    }


def figures() -> Iterator[dict[str, Any]]:
    yield _fit_of_2000()
    for name, command, switches in (
        ("offscreen", [sys.executable], 0),
        ("X server", [sys.executable, "-m", "tests.support.x_server"], SWITCHES),
    ):
        try:
            found = _run(command, switches)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            yield {"name": f"F5 to pixels, {name}", "note": str(error), "target": "measured", "ok": False}
            continue
        yield from _latency(name, found)
        yield from _seen(found)


def _seen(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the camera and the film showed, on X only."""
    for fault in ("blank", "stale") if found["seen"] else ():
        count = found["seen"][fault]
        yield {
            "name": f"{fault} frames in {SWITCHES} switches at 60 Hz", "value": count, "unit": "frames",
            "target": "0", "ok": count == 0, "note": f"{found['seen']['photographed']} frames photographed",
        }  # fmt: skip
    if found["film"]:
        slowest = max(found["film"])
        yield {
            "name": "F8 over another program's film, slowest", "value": slowest, "unit": "ms",
            "target": "at most 100 ms", "ok": slowest <= 100,
        }  # fmt: skip
