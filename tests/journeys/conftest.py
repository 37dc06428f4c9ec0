"""Plays a demo once for all tests and all workers of a run, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

ROOT = Path(__file__).parents[2]
PATIENCE_S = 170
"""More than the minute the demo may take: the tests share the machine with others."""


@dataclass(frozen=True)
class Played:
    """What a demo printed and left. status: its exit status."""

    folder: Path
    status: int
    printed: str

    def paper(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def environment(*, offscreen: bool) -> dict[str, str]:
    """As on a machine without any display, or on the one the tests run on; files of the person stay untouched."""
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    if offscreen:
        kept = {name: value for name, value in kept.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    watch = ROOT / "tests" / "support" / "network_watch"
    return kept | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(watch)))}


def network_log(folder: Path) -> Path:
    """What a demo did on the network; not there if it did nothing."""
    return folder.with_name(f"{folder.name}.network")


CUT_OFF = """
import os, sys
from pathlib import Path
from ui.last_run import LastRun
from ui.preferences import Preferences
logs = Preferences().logs
logs.mkdir(parents=True)
kept = LastRun(logs)
os._exit(1)
"""


def home_after_a_crash(place: Path) -> dict[str, str]:
    """The environment of a user whose last run of the program was cut off and not yet told."""
    homes = {"XDG_STATE_HOME": str(place), "XDG_CONFIG_HOME": str(place), "XDG_DATA_HOME": str(place)}
    done = subprocess.run([sys.executable, "-c", CUT_OFF], cwd=ROOT, env=os.environ | homes, check=False)
    assert done.returncode == 1
    assert list(place.rglob("running.lock"))
    return homes


def play(folder: Path, *words: str, offscreen: bool = True) -> Played:
    """A demo for a user whose last run crashed: that is nothing to a demo, and its report is not taken away."""
    home = home_after_a_crash(folder.with_name(f"{folder.name}.home"))
    command = [sys.executable, "-P", "-m", "ui.main", "demo", "--out", str(folder), *words]
    done = subprocess.run(
        command,
        env=environment(offscreen=offscreen) | home | {"NETWORK_LOG": str(network_log(folder))},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )
    assert list(folder.with_name(f"{folder.name}.home").rglob("running.lock"))
    return Played(folder, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[..., Played]:
    """The demo with these words; the same words play it only once."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def once(name: str, *words: str) -> Played:
        folder, told = shared / name, shared / f"{name}.json"
        lock = QLockFile(str(shared / f"{name}.lock"))
        lock.setStaleLockTime(0)
        assert lock.tryLock(2 * PATIENCE_S * 1000)
        try:
            if not told.exists():
                done = play(folder, *words)
                told.write_text(json.dumps([done.status, done.printed]), encoding="utf-8")
            return Played(folder, *json.loads(told.read_text(encoding="utf-8")))
        finally:
            lock.unlock()

    return once
