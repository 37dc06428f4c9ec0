"""Crash after crash on one conference file: killed at random instants, or cut off from power; and what was lost.

Short runs are tests, the full counts are benchmarks. The child is tests.support.faults.secretary.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.conference import Conference
from app.domain.clock import SystemClock
from app.recovery import restore_typing
from app.texts import text_of
from db import chain, connection
from db.database import Database
from tests.support.conferences import new_conference, state_of
from tests.support.faults.loop_disk import LoopDisk
from tests.support.faults.secretary import KEYS_A_PARAGRAPH, letter, paragraph_key

ROOT = Path(__file__).resolve().parents[3]
FILE = "hoi-nghi.hoinghi"
LONGEST_S = 0.25
_PATIENCE_S = 30.0
_KEYS_FIRST = 3
Begin = Callable[[Path], Path]


@dataclass
class Losses:
    """Sums over all crashes. keys_lost and oldest_key_ms are the worst single crash; wrong names what never may be."""

    crashes: int = 0
    crashes_with_losses: int = 0
    events_promised: int = 0
    last_event: int = 0
    events_lost: int = 0
    keys_typed: int = 0
    keys_lost: int = 0
    promised_keys_lost: int = 0
    oldest_key_ms: float = 0.0
    longest_sync_ms: float = 0.0
    reopening_ms: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Report:
    """What a child that came to its end told: its lines and its last words (secretary.Stalls and more)."""

    lines: list[tuple[str, int, int]]
    facts: dict[str, Any]

    def first(self, word: str, number: int) -> int:
        """When it said so first, monotonic ns."""
        return next(at for said, n, at in self.lines if (said, n) == (word, number))


@dataclass
class Promises:
    """What the child said before `until` (monotonic ns): last event and key promised, and when each key was typed.

    sync_ms: the longest sync of the journal. keys: how many it said at all; those after `until` may be kept as well.
    """

    event: int
    key: int
    typed_at: dict[int, int]
    sync_ms: float
    keys: int


@dataclass(frozen=True)
class Work:
    """How the child works. pace_ms: between keys; keys: 0 until it is killed; sync: NORMAL is the control."""

    pace_ms: float = 1
    act_every: int = 5
    keys: int = 0
    sync: str = "FULL"


def start(path: Path, run: int, work: Work, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The child, ready to type (it has opened the conference)."""
    options = [path, run, work.pace_ms, work.act_every, work.keys, work.sync]
    command = [sys.executable, "-m", "tests.support.faults.secretary", *map(str, options)]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    if not _out(child).readline().startswith(b"r "):
        raise RuntimeError("the child did not start")
    return child


def _out(child: subprocess.Popen[bytes]) -> IO[bytes]:
    if child.stdout is None:
        raise RuntimeError("the child has no output")
    return child.stdout


def kill(child: subprocess.Popen[bytes]) -> list[str]:
    child.kill()
    return said_by(child)


def said_by(child: subprocess.Popen[bytes]) -> list[str]:
    """All lines up to its end. Not communicate(): that passes over what readline() has read ahead."""
    with _out(child) as out:
        lines = out.read().decode().splitlines()
    child.wait()
    return lines


def report(child: subprocess.Popen[bytes]) -> Report:
    """Wait for the end of a child that was given a number of keys."""
    *lines, facts = said_by(child)
    return Report(_parsed(lines), json.loads(facts))


def _parsed(lines: list[str]) -> list[tuple[str, int, int]]:
    parts = [line.split() for line in lines if line.count(" ") == 2]
    return [(word, int(number), int(at)) for word, number, at in parts]


def promises(lines: list[str], until: int | None = None) -> Promises:
    parts = _parsed(lines)
    said = [part for part in parts if until is None or part[2] < until]
    last = {word: max((n for w, n, _ in said if w == word), default=0) for word in "esf"}
    keys = 1 + max((n for word, n, _ in parts if word == "k"), default=-1)
    return Promises(last["e"], last["s"], {n: at for word, n, at in said if word == "k"}, last["f"] / 1000, keys)


def killed(times: int, folder: Path, seed: int = 1, longest_s: float = 0.25, *, starved: bool = False) -> Losses:
    """SIGKILL a typing and acting child at random instants, always on the same file.

    starved: its threads beside the one that types get next to nothing of the processors (Linux).
    """
    path, chance, losses = new_file(folder), random.Random(seed), Losses()
    for run in range(1, times + 1):
        child = start(path, run, Work())
        with _starving(child.pid) if starved else contextlib.nullcontext():
            # it types slowly by then: a kill before the first keys would show nothing
            told = _first_keys(child, _KEYS_FIRST) if starved else []
            time.sleep(chance.uniform(0, longest_s))
            at = time.monotonic_ns()
            said = promises(told + kill(child))
        _examine(path, run, said, at, losses)
    return losses


def _first_keys(child: subprocess.Popen[bytes], keys: int) -> list[str]:
    """The lines it told up to the key of that number, or up to the end of our patience."""
    lines: list[str] = []
    late = threading.Timer(_PATIENCE_S, child.kill)
    late.start()
    while sum(line.startswith("k ") for line in lines) < keys and (line := _out(child).readline().decode()):
        lines.append(line.rstrip())
    late.cancel()
    return lines


@contextlib.contextmanager
def _starving(pid: int) -> Iterator[None]:
    """A loop without end on every processor, and threads that run only where nothing else wants to."""
    for thread in (int(entry.name) for entry in Path(f"/proc/{pid}/task").iterdir()):
        if thread != pid:
            os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))
    loops = [subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"]) for _ in range(os.cpu_count() or 2)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def cut_off(times: int, folder: Path, sync: str = "FULL", seed: int = 2, begin: Begin | None = None) -> Losses:
    """Cut the power at random instants; nothing that was not synced is there afterwards.

    begin: makes the file, if not new_file; its password, if it has one, is in the environment.
    """
    chance, losses = random.Random(seed), Losses()
    disk = LoopDisk(folder)
    with disk:
        path = (begin or new_file)(disk.folder)
        for run in range(1, times + 1):
            child = start(path, run, Work(sync=sync))
            time.sleep(chance.uniform(0.05, LONGEST_S))
            at = disk.cut()
            said = promises(kill(child), until=at)
            if not disk.take_out():
                raise RuntimeError("the disk is still held")
            disk.plug_in()
            _examine(path, run, said, at, losses)
    return losses


def new_file(folder: Path) -> Path:
    """A conference file with its first event, closed."""
    conference = new_conference(folder)
    conference.close()
    return conference.path


def _examine(path: Path, run: int, said: Promises, at: int, losses: Losses) -> None:
    losses.wrong += [f"run {run}: {name}" for name in wrong_with(path)]
    start_s = time.perf_counter()
    conference = Conference(path, SystemClock())
    losses.reopening_ms = max(losses.reopening_ms, (time.perf_counter() - start_s) * 1000)
    missing = max(0, said.event - conference.last_event())
    restored = restore_typing(conference)
    typed = 1 + max(said.typed_at, default=-1)
    got = "".join(
        text_of(conference.db, paragraph_key(run, number)) for number in range(0, typed + 1, KEYS_A_PARAGRAPH)
    )
    last_event = conference.last_event()
    conference.close()
    if restored.left:
        losses.wrong.append(f"run {run}: {restored.left} typed texts have no place")
    if not "".join(letter(number) for number in range(said.keys + 1)).startswith(got):
        losses.wrong.append(f"run {run}: the text is garbled: {got!r}")
    lost = max(0, typed - len(got))
    losses.crashes += 1
    losses.longest_sync_ms = max(losses.longest_sync_ms, said.sync_ms)
    losses.events_promised += max(0, said.event - losses.last_event)
    losses.last_event = last_event
    losses.events_lost += missing
    losses.crashes_with_losses += bool(missing)
    losses.keys_typed += typed
    losses.keys_lost = max(losses.keys_lost, lost)
    losses.promised_keys_lost += max(0, said.key + 1 - len(got)) if said.key else 0
    if lost:
        losses.oldest_key_ms = max(losses.oldest_key_ms, (at - said.typed_at[len(got)]) / 1e6)


def wrong_with(path: Path) -> list[str]:
    """Which of the checks of a closed file fail: integrity, chain, state against log, loading twice."""
    with closing(connection.open_file(path)) as db:
        found = wrong_in(db)
    with closing(connection.load_into_memory(path)) as one, closing(connection.load_into_memory(path)) as other:
        return found if state_of(one) == state_of(other) else [*found, "twice the same"]


def wrong_in(db: Database) -> list[str]:
    """Which checks of an open file fail: integrity, chain, state against log."""
    found = {
        "integrity": db.execute("PRAGMA integrity_check").fetchall() == [("ok",)],
        "chain": chain.verify(db) is None,
        "state": not chain.unlike_the_log(db),
    }
    return [name for name, is_right in found.items() if not is_right]
