"""Key press to pixels of the hall, offscreen and on an X server, against a bare window; the fit of a long text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from statistics import quantiles
from typing import Any

PRESSES = 60
SWITCHES = int(os.environ.get("HALL_SWITCHES", "500"))


def _run(command: list[str], switches: int) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    words = [*command, "-m", "tests.support.hall_latency", str(PRESSES), str(switches)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
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


def figures() -> list[dict[str, Any]]:
    rows = _latency("offscreen", _run([sys.executable], 0))
    on_x = _run([sys.executable, "-m", "tests.support.x_server"], SWITCHES)
    rows += _latency("X server", on_x)
    seen = on_x["seen"]
    for fault in ("blank", "stale"):
        rows.append(
            {"name": f"{fault} frames in {SWITCHES} switches at 60 Hz", "value": seen[fault], "unit": "frames",
             "target": "0", "ok": seen[fault] == 0, "note": f"{seen['photographed']} frames photographed"}
        )  # fmt: skip
    slowest = max(on_x["film"])
    rows.append(
        {"name": "F8 over another program's film, slowest", "value": slowest, "unit": "ms",
         "target": "at most 100 ms", "ok": slowest <= 100}
    )  # fmt: skip
    rows.append(_fit_of_2000())
    return rows
