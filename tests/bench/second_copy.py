"""How far the second copy is behind the first (R5): on a healthy disk, on a slow one, and after the stick is back."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from app.conference import Conference, Spare
from app.domain.clock import SystemClock
from db import second_copy
from tests.bench.__main__ import Figure
from tests.support.conferences import new_conference, with_question
from tests.support.faults import loop_disk
from tests.support.faults.loop_disk import LoopDisk

EVENTS = 300
PACE_S = 0.01
"""Faster than anybody works, slow enough that each event is its own transaction in both files."""
AWAY_S = 5.0
BACK_S = 2.0


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if loop_disk.missing():
            (place / "disk").mkdir()
            return _lag(place, place / "disk")
        with LoopDisk(place) as disk:
            (disk.folder / "copy").mkdir()
            rows = _lag(place, disk.folder / "copy")
            return rows + _pulled(place, disk)


def _opened(place: Path, folder: Path, name: str) -> Conference:
    new_conference(place, name=name).close()
    return Conference(place / name, SystemClock(), spare=Spare(folder))


def _lag(place: Path, folder: Path) -> list[Figure]:
    conference = _opened(place, folder, "lag.hoinghi")
    assert conference.second is not None
    conference.second.wait_safe(conference.last_event(), 10)
    first: list[float] = []
    second: list[float] = []
    for _ in range(EVENTS):
        begun = time.perf_counter()
        with_question(conference, approved=False)
        conference.follower.wait_safe(conference.last_event(), 10)
        first.append(time.perf_counter() - begun)
        conference.second.wait_safe(conference.last_event(), 10)
        second.append(time.perf_counter() - begun)
        time.sleep(PACE_S)
    conference.close()
    rows = []
    for label, share in (("p50", 0.5), ("p99", 0.99)):
        value, floor = _quantile(second, share), _quantile(first, share)
        name = f"second copy has the event, from the key, {label}"
        row = Figure(name=name, value=value, unit="ms", floor=floor, ratio=value / floor)
        rows.append({**row, "target": "<= 250 ms", "ok": value <= 250})
    return rows


def _pulled(place: Path, disk: LoopDisk) -> list[Figure]:
    """The stick is pulled for some seconds while work goes on; from the moment it is back until it is complete."""
    folder = disk.folder / "copy"
    conference = _opened(place, folder, "pulled.hoinghi")
    assert conference.second is not None
    conference.second.wait_safe(conference.last_event(), 10)
    disk.unplug()
    longest = 0.0
    end = time.monotonic() + AWAY_S
    while time.monotonic() < end:
        begun = time.perf_counter()
        with_question(conference, approved=False)
        longest = max(longest, (time.perf_counter() - begun) * 1000)
        time.sleep(PACE_S)
    disk.plug_in()
    begun = time.perf_counter()
    whole = conference.second.wait_safe(conference.last_event(), 60)
    took = time.perf_counter() - begun
    last = conference.last_event()
    conference.close()
    ahead = second_copy.events_ahead(conference.path, second_copy.path_for(conference.path, folder))
    return [
        Figure(name="second copy complete after the stick is back", value=took, unit="s", target=f"<= {BACK_S} s",
               ok=whole and took <= BACK_S, note=f"{last} events"),
        Figure(name="events missing in it then", value=-1 if ahead is None else -ahead, unit="events", ok=ahead == 0),
        Figure(name="longest command while it was away", value=longest, unit="ms", target="<= 100 ms",
               ok=longest <= 100),
    ]  # fmt: skip


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)] * 1000
