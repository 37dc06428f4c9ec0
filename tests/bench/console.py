"""Keys of every task of product.md 5.1, pressed and counted in a conference of 22 questions; seconds by the KLM.

The inputs stand in tests/fixtures/lao_cai_2024_day.json and were fixed before the first measurement.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.__main__ import Figure

_HOW_OFTEN_IN_T23 = {"T1": 1, "T11": 1, "T9": 3, "F5": 1, "T13": 1, "T20": 1}


def figures() -> list[Figure]:
    screens = Path(__file__).resolve().parents[1] / "support" / "two_screens.json"
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screens}")
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert app is not None
    from tests.support.box_story import from_the_box
    from tests.support.conference_day import DAY
    from tests.support.day_player import opened
    from tests.support.day_story import live_through, make_papers, take_in_collected

    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as day:
        live_through(day)
        make_papers(day)
        mouse, costs = day.mouse.events, {name: list(counts) for name, counts in day.costs.items()}
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as day:
        machine = take_in_collected(day)
        mouse += day.mouse.events
        costs |= {name: list(counts) for name, counts in day.costs.items()}
    with tempfile.TemporaryDirectory() as folder:
        box = from_the_box(Path(folder))
    mouse += box.mouse
    costs["T25"] = [box.keys]
    rows = [Figure(name="mouse events from opening to close", value=mouse, unit="events", target="0", ok=mouse == 0)]
    seconds: dict[str, float] = {}
    for name, task in DAY["tasks"].items():
        if name in costs:
            made = _figures(name, task, costs[name], DAY["klm"])
            seconds[name] = made[-1]["value"]
            rows += made
    in_time = Figure(name="T24, the machine's part", value=machine, unit="s", target="<= 3 s", ok=machine <= 3)
    box_s, limit = seconds["T25"] + box.machine_s, DAY["tasks"]["T25"]["seconds"]
    note = f"s, {box.machine_s:.1f} of them waited for the machine"
    from_box = Figure(name="T25, hands and machine", value=box_s, unit=note, target=f"<= {limit} s", ok=box_s <= limit)
    return [*rows, in_time, from_box, _whole_question(DAY, seconds)]


def _figures(name: str, task: dict[str, object], counts: list[int], klm: dict[str, float]) -> list[Figure]:
    """Keys and seconds: the median of its inputs against the table, the dearest input in the note."""
    keys, limit, within = median(counts), task["keys"], task["seconds"]
    seconds = keys * klm["key"] + int(str(task["decisions"])) * klm["decision"]
    note = f"{len(counts)} times, at most {max(counts)} keys"
    what = f"{name} {task['what']}"
    in_keys = Figure(name=what, value=keys, unit=f"keys ({note})")
    if isinstance(limit, int):
        in_keys |= Figure(target=f"<= {limit}", ok=keys <= limit)
    in_seconds = Figure(name=what, value=seconds, unit="s KLM")
    if isinstance(within, int):
        in_seconds |= Figure(target=f"<= {within} s", ok=seconds <= within)
    return [in_keys, in_seconds]


def _whole_question(day: dict[str, object], seconds: dict[str, float]) -> Figure:
    """T23: from the capture to the promise, one note included."""
    document = json.loads(json.dumps(day))
    klm, task = document["klm"], document["tasks"]["T23"]
    f5 = klm["key"] + klm["decision"]
    note = len(document["inputs"]["note T20"]["keys"]) * klm["key"]
    total = note + sum(times * seconds.get(name, f5) for name, times in _HOW_OFTEN_IN_T23.items())
    limit = task["seconds"]
    return Figure(name=f"T23 {task['what']}", value=total, unit="s KLM", target=f"<= {limit} s", ok=total <= limit)
