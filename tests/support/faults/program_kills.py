"""SIGKILL after SIGKILL on the real program under hands; what was lost, and what it shows when it is back.

Short runs are tests, the full count is `run.py bench --only faults`. The program is tests.support.faults.warm_program.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.projection import Projection
from db import connection, second_copy, tables
from db.database import Database
from db.held_lines import place_of
from db.typing_journal import journal_path
from tests.support.conference_day import FILE
from tests.support.faults.crashes import ROOT, wrong_in

SCREENS = Path(__file__).parents[1] / "two_screens.json"
WORDS = {"no_screen": "KHÔNG MÀN HÌNH", "covered": "CHE", "live": "PHÁT", "held": "GIỮ"}
AFTER_A_CRASH = {"covered": "covered", "live": "live", "held": "covered"}
"""The last column of product.md 4.4, on the same screen and within ten minutes."""
SECOND = "ban-thu-hai"
"""Where ui.preferences puts the second copy beside an ini of its own."""
START_S = 90.0
RUNS_A_FILE = 50
"""Then a new conference: its texts and its log would grow from run to run."""


@dataclass
class Found:
    """Sums over all kills; keys_lost and oldest_key_ms are the worst single one; wrong names what never may be."""

    kills: int = 0
    kills_while_starting: int = 0
    events_promised: int = 0
    events_lost: int = 0
    keys_typed: int = 0
    kills_with_a_key_lost: int = 0
    keys_lost: int = 0
    oldest_key_ms: float = 0.0
    clicks: int = 0
    reopened_live: int = 0
    reopened_covered: int = 0
    reopening_ms: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Before:
    """What the next start is held against."""

    texts: dict[str, str] = field(default_factory=dict)
    under_way: tuple[str, str, int] | None = None
    storing: bool = False
    told: list[str] = field(default_factory=list)
    event: int = 0
    seen: dict[str, Any] = field(default_factory=dict)
    state: str = ""
    picture: list[Any] = field(default_factory=list)
    killed_at: int = 0
    typed_at: list[tuple[str, int, int, int]] = field(default_factory=list)
    """Key, when it was sent and when the program had taken it (monotonic ns), lines in the journal's file then."""
    left: str = ""


class Starter:
    """The process that forks programs, and the conference they work on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        environment = os.environ | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={SCREENS}",
            "WAKEPY_FAKE_SUCCESS": "1",
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        with (folder / "errors").open("w") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.faults.warm_program", str(folder)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._answer("made")
        self.path = folder / FILE

    def start(self, run: int) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{run}\n")
        self._process.stdin.flush()
        return self._answer("pid")

    def kill(self, pid: int) -> bool:
        """False if it had ended before by itself."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self._answer("dead") == signal.SIGKILL

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        held = place_of(journal_path(self.path))
        if held is not None:
            held.unlink(missing_ok=True)

    def _answer(self, word: str) -> int:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said, _, number = line.partition(" ")
            if said == word:
                return int(number)
        raise RuntimeError((self.folder / "errors").read_text("utf-8")[-2000:])


class Kills:
    """One conference, killed again and again."""

    def __init__(self, starter: Starter, found: Found, dice: random.Random) -> None:
        self._starter, self._found, self._dice = starter, found, dice
        self._second = second_copy.path_for(starter.path, starter.folder / SECOND)
        with closing(connection.open_file(starter.path)) as db:
            self._before = Before(event=db.execute("SELECT max(id) FROM event").fetchone()[0])

    def kill_once(self, run: int, *, while_starting: bool = False, longest_s: float) -> None:
        folder = self._starter.folder
        (folder / "asked.json").write_text(json.dumps(list(self._before.texts)), "utf-8")
        begun = time.monotonic()
        pid = self._starter.start(run)
        said = folder / f"said-{run}"
        if while_starting:
            time.sleep(self._dice.uniform(0, longest_s))
        elif not self._says(said, b'"ready"'):
            self._found.wrong.append(f"run {run}: it did not start: {(folder / 'errors').read_text('utf-8')[-600:]}")
        else:
            self._found.reopening_ms.append((time.monotonic() - begun) * 1000)
            if longest_s > 0:
                self._says(said, b'"click"', b'"key"')
            time.sleep(self._dice.uniform(0, longest_s))
        at = time.monotonic_ns()
        if not self._starter.kill(pid):
            self._found.wrong.append(f"run {run}: it ended by itself: {(folder / 'errors').read_text('utf-8')[-1500:]}")
        self._found.kills += longest_s > 0
        self._found.kills_while_starting += while_starting
        self._examine(run, _lines(said), at)
        said.unlink(missing_ok=True)

    def _says(self, said: Path, *words: bytes) -> bool:
        """Wait until the program has told one of them."""
        ends = time.monotonic() + START_S
        while time.monotonic() < ends:
            if said.exists() and any(word in said.read_bytes() for word in words):
                return True
            time.sleep(0.005)
        return False

    def _examine(self, run: int, lines: list[tuple[str, int, Any]], at: int) -> None:
        ready = next((what for word, _, what in lines if word == "ready"), None)
        if ready is not None:
            self._judge_return(run, ready)
            self._before.texts.update(ready["texts"])
            self._before.under_way, self._before.storing, self._before.typed_at = None, False, []
        self._hear(lines)
        self._before.killed_at = at
        self._before.left = self._left()
        promised = max((what for word, _, what in lines if word == "safe"), default=0)
        self._judge_file(run, max(promised, self._before.event))

    def _hear(self, lines: list[tuple[str, int, Any]]) -> None:
        before, found = self._before, self._found
        for word, at, what in lines:
            if word == "key":
                before.under_way = (*what, at)
                found.keys_typed += 1
            elif word == "typed":
                if before.under_way:
                    sent = before.under_way[0], before.under_way[2]
                    before.typed_at = [*before.typed_at[-50:], (*sent, at, what[2])]
                before.texts[what[0]] = what[1]
                before.under_way, before.storing = None, False
            elif word == "stores":
                before.storing = True
            elif word == "seen":
                before.seen = what
            found.clicks += word == "click"

    def _left(self) -> str:
        """How much of the typing journal the kill has left, in its file and in memory."""
        journal = journal_path(self._starter.path)
        sizes = [path.stat().st_size if path and path.exists() else 0 for path in (journal, place_of(journal))]
        return f"{sizes[0]} bytes in the file, {sizes[1]} held"

    def _judge_file(self, run: int, promised: int) -> None:
        """Copies of what the kill left, so that the next start finds it untouched."""
        shutil.rmtree(self._starter.folder / "copy", ignore_errors=True)
        (self._starter.folder / "copy").mkdir()
        copy = self._copied(self._starter.path)
        with closing(connection.open_file(copy)) as db:
            self._found.wrong += [f"run {run}: {name}" for name in wrong_in(db)]
            last, row = _end_of(db)
        if self._second.exists():  # its follower may have been the quicker one: then the next start takes over from it
            with closing(connection.open_file(self._copied(self._second))) as db:
                ahead, row_ahead = _end_of(db)
            last, row = (ahead, row_ahead) if ahead > last else (last, row)
        self._found.events_promised += max(0, promised - self._before.event)
        self._found.events_lost += max(0, promised - last)
        self._before.event = last
        self._before.state, self._before.picture = row.state.value, [row.picture.card, row.picture.page]

    def _copied(self, path: Path) -> Path:
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                shutil.copyfile(source, self._starter.folder / "copy" / source.name)
        return self._starter.folder / "copy" / path.name

    def _judge_return(self, run: int, ready: dict[str, Any]) -> None:
        """Started again: the hall by the table, its picture, question and step as they were, every letter."""
        before, seen = self._before, ready["seen"]
        wanted = AFTER_A_CRASH.get(before.state)
        if wanted is not None:
            self._found.reopened_live += wanted == "live"
            self._found.reopened_covered += wanted == "covered"
            if seen["hall"] != WORDS[wanted] or seen["picture"] != before.picture:
                self._found.wrong.append(f"run {run}: {before.state} became {seen['hall']}")
        if before.seen and before.seen["event"] == before.event:
            for what in ("question", "step"):
                if seen[what] != before.seen[what]:
                    self._found.wrong.append(f"run {run}: {what} was {before.seen[what]!r}, is {seen[what]!r}")
        self._judge_texts(run, ready["texts"])

    def _judge_texts(self, run: int, texts: dict[str, str]) -> None:
        for key, is_now in texts.items():
            was = self._before.texts[key]
            if is_now == was or (self._before.storing and key.startswith("capture/")):
                continue
            way = self._before.under_way
            if way and way[0] == key and is_now == was + way[1]:
                continue
            if not was.startswith(is_now):
                self._found.wrong.append(f"run {run}: {key} was {was[-40:]!r}, is {is_now[-40:]!r}")
                continue
            typed = [entry for entry in self._before.typed_at if entry[0] == key]
            lost = len(was) - len(is_now)
            self._found.kills_with_a_key_lost += 1
            self._found.lost.append(f"run {run}: {key}, {lost} of {was[-20:]!r}: {self._told_of(typed[-lost:])}")
            self._found.keys_lost = max(self._found.keys_lost, lost)
            oldest = typed[-lost][1] if lost <= len(typed) else 0
            self._found.oldest_key_ms = max(self._found.oldest_key_ms, (self._before.killed_at - oldest) / 1e6)

    def _told_of(self, typed: list[tuple[str, int, int, int]]) -> str:
        """The way of lost keys, in ms before the kill."""
        before = self._before.killed_at
        ways = [
            f"sent {(before - sent) / 1e6:.1f}, taken {(before - taken) / 1e6:.1f}, {count} lines in the file"
            for _, sent, taken, count in typed
        ]
        return "; ".join([*ways, self._before.left])


def _end_of(db: Database) -> tuple[int, Projection]:
    """The newest event, and the hall's row after it."""
    return db.execute("SELECT max(id) FROM event").fetchone()[0], tables.PROJECTION.get(db, 1)


def _lines(said: Path) -> list[tuple[str, int, Any]]:
    found = []
    for line in said.read_bytes().split(b"\n") if said.exists() else []:
        try:
            word, at, what = json.loads(line)
        except ValueError:  # the last one, torn
            continue
        found.append((word, at, what))
    return found


def killed(times: int, folder: Path, starting_every: int = 8, seed: int = 1, longest_s: float = 0.9) -> Found:
    """So many kills at random instants, one in starting_every of them while the program starts.

    A last start of each conference, not counted, shows what the last kill has left.
    """
    dice, found = random.Random(seed), Found()
    for first in range(0, times, RUNS_A_FILE):
        place = folder / f"from-{first}"
        place.mkdir()
        starter = Starter(place)
        kills = Kills(starter, found, dice)
        count = min(RUNS_A_FILE, times - first)
        for run in range(first + 1, first + count + 1):
            while_starting = bool(starting_every) and run % starting_every == 0
            kills.kill_once(run, while_starting=while_starting, longest_s=longest_s)
        kills.kill_once(first + count + 1, longest_s=0)
        starter.close()
        shutil.rmtree(place, ignore_errors=True)
    return found
