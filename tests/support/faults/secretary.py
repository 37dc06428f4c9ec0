"""A child process that works on a conference without windows: types, acts, and says what it was promised.

Lines on standard output: "k N NS" before key N is typed, "e ID NS" once event ID is safe, "s N NS" once key N is safe,
"f N NS" when a sync of the journal took N microseconds,
"t 1 NS" and "t 0 NS" when the bar would tell of trouble with the file and when it is over, "j" likewise of the journal.
A last line of JSON, if it ends by itself, holds the longest stalls and the state of the memory.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from app import password
from app.commands import minutes, queue
from app.conference import Conference, JournalState, SaveState
from app.domain.clock import SystemClock
from app.domain.errors import RuleError
from app.domain.ids import QuestionId
from app.domain.minutes import Slot, TextKey
from db import connection
from tests.support.conferences import digest_of_state

LETTERS = "ấàảãạêơưđ abcdefghi"
KEYS_A_PARAGRAPH = 40


def letter(number: int) -> str:
    return LETTERS[number % len(LETTERS)]


def paragraph_key(run: int, number: int) -> TextKey:
    """Where key `number` of a run goes: private notes of subjects that nothing else uses."""
    return TextKey(Slot.PRIVATE, run * 1_000_000 + number // KEYS_A_PARAGRAPH)


def say(word: str, number: int) -> None:
    os.write(1, b"%s %d %d\n" % (word.encode(), number, time.monotonic_ns()))


@dataclass
class Stalls:
    """Longest times in ms that the person at the keyboard would have waited."""

    key: float = 0.0
    command: float = 0.0
    keys: int = 0
    events: int = 0
    commands_ms: list[float] = field(default_factory=list)


class Secretary:
    """Types one text after the other and acts now and then; pace_s between keys, acting at every act_every-th key."""

    def __init__(self, path: Path, run: int, act_every: int) -> None:
        self.conference = Conference(path, SystemClock(), operator="Thư ký")
        self.conference.save_listener = self._hear_file
        self.conference.journal_listener = self._hear_journal
        self._told_trouble = {"t": False, "j": False}
        self.run = run
        self.act_every = act_every
        self.stalls = Stalls()
        self._text = ""
        self._told = 0
        self._told_keys = 0
        self._lines: list[tuple[int, int]] = []

    def step(self, number: int) -> None:
        say("k", number)
        self._time("key", self._type, number)
        if number % self.act_every == 0:
            self._time("command", self._act, number // self.act_every)
        if (number + 1) % KEYS_A_PARAGRAPH == 0:
            self._time("command", self._leave, number)
        self._tell()

    def _type(self, number: int) -> None:
        key = str(paragraph_key(self.run, number))
        base = "" if not self._text else None
        line = self.conference.journal.append(key, len(self._text), 0, letter(number), base)
        self.conference.journal.wait_held(line)
        self._text += letter(number)
        self._lines.append((line, number))

    def _leave(self, number: int) -> None:
        """The text becomes an event; its journal lines go only when that event is safe."""
        key = paragraph_key(self.run, number)
        minutes.write_text(self.conference, key, self._text)
        self._text = ""
        if self.conference.follower.wait_safe(self.conference.last_event(), 0):
            self.conference.journal.done(str(key))

    def _act(self, number: int) -> None:
        acts = (
            lambda: queue.register_question(self.conference, queue.NewQuestion(asker_name=f"Lò Văn {number}")),
            lambda: queue.approve(self.conference, QuestionId(number // 4 + 1)),
            self.conference.undo,
            self.conference.redo,
        )
        try:
            acts[number % len(acts)]()
        except RuleError:
            return

    def _time(self, what: str, act: object, number: int) -> None:
        start = time.perf_counter()
        act(number)  # type: ignore[operator]
        took = (time.perf_counter() - start) * 1000
        setattr(self.stalls, what, max(getattr(self.stalls, what), took))
        if what == "command":
            self.stalls.commands_ms.append(took)

    def _tell(self) -> None:
        safe = self.conference.follower.state().safe_up_to
        if safe > self._told:
            self._told = safe
            say("e", safe)
        lines = self.conference.journal.state().safe
        while self._lines and self._lines[0][0] <= lines:
            self._told_keys = self._lines.pop(0)[1]
        if self._told_keys:
            say("s", self._told_keys)

    def _hear_file(self, state: SaveState) -> None:
        self._hear("t", is_trouble=state.trouble is not None)

    def _hear_journal(self, state: JournalState) -> None:
        self._hear("j", is_trouble=state.failed)

    def _hear(self, word: str, *, is_trouble: bool) -> None:
        if is_trouble is not self._told_trouble[word]:
            self._told_trouble[word] = is_trouble
            say(word, int(is_trouble))

    def finish(self, keys: int) -> None:
        """Wait until all is safe, close, and tell how it was."""
        self.conference.follower.wait_safe(self.conference.last_event(), 30)
        self.stalls.keys, self.stalls.events = keys, self.conference.last_event()
        self.stalls.commands_ms.sort()
        facts = {**vars(self.stalls), "state": digest_of_state(self.conference.db)}
        facts["waiting"] = self.conference.close().waiting
        os.write(1, (json.dumps(facts) + "\n").encode())


def with_less_syncing() -> None:
    """The control: a file that is synced as SQLite's WAL is by NORMAL must lose promised events in a power cut."""
    real = connection.open_file

    def less(path: Path) -> object:
        db = real(path)
        db.execute("PRAGMA synchronous = NORMAL")
        return db

    connection.open_file = less  # type: ignore[assignment]


def tell_syncs() -> None:
    """Of the journal alone: SQLite does not sync by Python."""
    real = os.fsync

    def told(file: int) -> None:
        begun = time.perf_counter()
        real(file)
        say("f", round((time.perf_counter() - begun) * 1e6))

    os.fsync = told  # type: ignore[assignment]


def main(path: str, run: str, pace_ms: str, act_every: str, keys: str, sync: str) -> None:
    if sync == "NORMAL":
        with_less_syncing()
    tell_syncs()
    if password.is_locked(Path(path)):
        password.unlock(Path(path), os.environ[password.ENVIRONMENT])
    secretary = Secretary(Path(path), int(run), int(act_every))
    say("r", 0)
    limit = int(keys)
    for number in itertools.count() if not limit else range(limit):
        secretary.step(number)
        if float(pace_ms):
            time.sleep(float(pace_ms) / 1000)
    secretary.finish(limit)


if __name__ == "__main__":
    main(*sys.argv[1:])
