"""No key waits for the disk: three ways to write, on a healthy, a slow and a frozen disk; and one durable event.

Ways: "main" commits on the main thread (WAL, FULL); "main, synced by a thread" commits there with NORMAL and a thread
syncs the log; "memory, followed" is what is built: state in memory, a thread writes the file, typing has a journal.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.clock import SystemClock
from db import connection, followed_file, recorder, tables
from db.database import sqlite3
from db.recorder import EventRecord
from tests.bench.__main__ import Figure
from tests.support.conferences import caught_records, new_conference, with_question
from tests.support.faults import loop_disk, preload
from tests.support.faults.loop_disk import LoopDisk

WAYS = ("main", "main, synced by a thread", "memory, followed")
CONDITIONS = ("healthy", "sync takes 400 ms", "frozen for 3 s")
KEYS = 100
KEY_S = 0.05
KEYS_A_COMMAND = 20
FELT_MS = 100
EVENTS = 400
SYNCS_MS = (1, 4)
"""Added to those of this machine: as disks of laptops have them, good and middling."""
_DURABLE = "durable"
EVENTS_BEFORE = 2 * followed_file.EVENTS_BEFORE_CHECKPOINT
"""Not counted: until both write-ahead logs have gone into their files once and are written over. A log that still
grows takes a third longer to sync, and a file that is open for a while has none."""
ROOT = Path(__file__).resolve().parents[2]


def figures() -> list[Figure]:
    rows: list[Figure] = []
    for condition in CONDITIONS:
        for way in WAYS:
            rows += _stalls(way, condition)
    with tempfile.TemporaryDirectory() as name:
        return rows + _durable_event(Path(name)) + _durable_event_of_a_laptop(Path(name))


def _stalls(way: str, condition: str) -> list[Figure]:
    name = f"write path, {condition}, {way}"
    missing = preload.missing() if "sync" in condition else loop_disk.missing() if "frozen" in condition else ""
    if missing:
        return [Figure(name=name, note=f"not measurable: {missing}")]
    found = _measured(way, condition)
    rows = [
        Figure(name=f"{name}: longest stall of a key", value=found["key_ms"], unit="ms"),
        Figure(name=f"{name}: longest stall of a command", value=found["command_ms"], unit="ms"),
        Figure(name=f"{name}: key kept p99", value=found["kept_p99_ms"], unit="ms"),
        Figure(name=f"{name}: command safe p50", value=found["safe_p50_ms"], unit="ms"),
    ]
    for row in rows[:2] if way == WAYS[-1] else ():  # the other ways are there to compare with
        row["target"], row["ok"] = f"<= {FELT_MS}", row["value"] <= FELT_MS
    return rows


def _measured(way: str, condition: str) -> dict[str, float]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = dict(os.environ)
        disk = None
        slow = None
        if "frozen" in condition:
            disk = stack.enter_context(LoopDisk(folder))
            folder = disk.folder
        if "sync" in condition:
            slow = preload.Disk(folder / "control")
            environment = slow.environment()
        command = [sys.executable, "-m", "tests.bench.write_path", way, str(folder)]
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        if slow:
            slow.does("sync", 0, 400, ".hoinghi")
        if disk:
            time.sleep(1)
            disk.freeze()
            time.sleep(3)
            disk.thaw()
        with child.stdout as out:
            result: dict[str, float] = json.loads(out.read())
        child.wait()
    return result


class OnMain:
    """Commits on the main thread, typing is a draft row; with_thread: NORMAL, and a thread syncs the log."""

    def __init__(self, path: Path, *, with_thread: bool) -> None:
        self._db = connection.open_file(path)
        self._db.execute("CREATE TABLE draft (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        self._made = self._synced = 0
        self._wake = threading.Condition()
        self._with_thread = with_thread
        if with_thread:
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._wal = os.open(f"{path}-wal", os.O_RDWR)
            threading.Thread(target=self._sync_loop, daemon=True).start()

    def type(self, text: str) -> None:
        with self._db.atomic():
            self._db.execute("INSERT INTO draft VALUES (1, ?) ON CONFLICT DO UPDATE SET text = excluded.text", [text])
        self._made += 1

    def act(self, gist: str) -> int:
        with recorder.recording(self._db, EventKind.QUESTION_CHANGED, datetime.now(UTC), 0, "") as tx:  # noqa: TID251
            tables.QUESTIONS.save(tx.db, replace(tables.QUESTIONS.get(tx.db, 1), gist=gist))
        with self._wake:
            self._made += 1
            self._wake.notify_all()
            return self._made

    def wait_safe(self, number: int) -> None:
        if self._with_thread:
            with self._wake:
                self._wake.wait_for(lambda: self._synced >= number, 30)

    def _sync_loop(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._made > self._synced)
                number = self._made
            os.fsync(self._wal)
            with self._wake:
                self._synced = number
                self._wake.notify_all()


class Followed:
    """As built."""

    def __init__(self, path: Path) -> None:
        self._conference = Conference(path, SystemClock())
        self._typed = 0

    def type(self, text: str) -> None:
        base = None if self._typed else ""
        line = self._conference.journal.append("private/1", self._typed, 0, text[-1], base)
        self._conference.journal.wait_held(line)
        self._typed += 1

    def act(self, gist: str) -> int:
        with self._conference.record(EventKind.QUESTION_CHANGED) as tx:
            tables.QUESTIONS.save(tx.db, replace(tables.QUESTIONS.get(tx.db, 1), gist=gist))
        return self._conference.last_event()

    def wait_safe(self, number: int) -> None:
        self._conference.follower.wait_safe(number, 30)


def child(way: str, folder: str) -> None:
    """In a process of its own: type a key each 50 ms and act each second; print the stalls."""
    conference = new_conference(Path(folder))
    with_question(conference)
    conference.close()
    writer = Followed(conference.path) if way == WAYS[2] else OnMain(conference.path, with_thread=way == WAYS[1])
    print("ready", flush=True)  # noqa: T201
    keys: list[float] = []
    commands: list[float] = []
    waits: list[threading.Thread] = []
    safe: list[float] = []
    for number in range(KEYS):
        keys.append(_ms(lambda number=number: writer.type("x" * (number + 1))))
        if number % KEYS_A_COMMAND == 0:
            start = time.perf_counter()
            event = writer.act(f"ý {number}")
            commands.append((time.perf_counter() - start) * 1000)
            waits.append(threading.Thread(target=_note_when_safe, args=(writer, event, start, safe)))
            waits[-1].start()
        time.sleep(KEY_S)
    for wait in waits:
        wait.join()
    found = {
        "key_ms": max(keys),
        "command_ms": max(commands),
        "kept_p99_ms": _p99(keys),
        "safe_p50_ms": statistics.median(safe),
    }
    print(json.dumps(found))  # noqa: T201


def _note_when_safe(writer: OnMain | Followed, event: int, start: float, safe: list[float]) -> None:
    writer.wait_safe(event)
    safe.append((time.perf_counter() - start) * 1000)


def _ms(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _durable_event(folder: Path, disk: str = "") -> list[Figure]:
    """One command with its event on disk, against raw sqlite3 writing the very same rows, taken in turns."""
    conference = new_conference(folder)
    with_question(conference)
    raw = _raw_database(conference.path, folder / "raw.db")
    records = caught_records(conference)
    built: list[float] = []
    floor: list[float] = []
    for number in range(EVENTS_BEFORE + EVENTS):
        built.append(_ms(lambda number=number: _act_durably(conference, f"ý {number}")))
        floor.append(_ms(lambda: _write_raw(raw, records[-1])))
    conference.close()
    raw.close()
    del built[:EVENTS_BEFORE], floor[:EVENTS_BEFORE]
    name = f"durable event with state and log{disk}"
    return [
        _ratio(f"{name}, p50", statistics.median(built), statistics.median(floor), 1.5),
        _ratio(f"{name}, p99", _p99(built), _p99(floor), 3.0),
    ]


def _durable_event_of_a_laptop(folder: Path) -> list[Figure]:
    """The same where each sync takes longer: what two threads hand over weighs less, what is written twice as much."""
    if missing := preload.missing():
        return [Figure(name="durable event with state and log", note=f"not measurable with slow syncs: {missing}")]
    rows: list[Figure] = []
    for sync_ms in SYNCS_MS:
        place = folder / f"{sync_ms} ms"
        place.mkdir()
        slow = preload.Disk(folder / "control")
        slow.does("sync", 0, sync_ms, str(folder))
        words = [sys.executable, "-m", "tests.bench.write_path", _DURABLE, str(place), f", syncs of {sync_ms} ms"]
        rows += json.loads(subprocess.check_output(words, cwd=ROOT, env=slow.environment()))
    return rows


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


def _ratio(name: str, value: float, floor: float, most: float) -> Figure:
    ratio = value / floor
    return Figure(
        name=name, value=value, unit="ms", floor=floor, ratio=ratio, target=f"<= {most} x raw sqlite3", ok=ratio <= most
    )


def _act_durably(conference: Conference, gist: str) -> None:
    with conference.record(EventKind.QUESTION_CHANGED) as tx:
        tables.QUESTIONS.save(tx.db, replace(tables.QUESTIONS.get(tx.db, 1), gist=gist))
    conference.follower.wait_safe(conference.last_event(), 30)


def _raw_database(path: Path, target: Path) -> Any:
    """The same tables and indexes without a trigger, the same question, WAL and FULL; SQLite empties its log itself."""
    source = connection.open_file(path)
    raw = sqlite3.connect(str(target), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        raw.execute(f"PRAGMA {pragma}")
    wanted = "name IN ('event', 'change', 'question', 'change_event', 'question_parent', 'question_merged_into')"
    for (sql,) in source.execute(f"SELECT sql FROM sqlite_master WHERE {wanted}").fetchall():
        raw.execute(sql)
    for row in source.execute("SELECT * FROM question").fetchall():
        raw.execute(f"INSERT INTO question VALUES ({', '.join('?' * len(row))})", row)
    source.close()
    return raw


def _write_raw(raw: Any, record: EventRecord) -> None:
    head = (record.id, record.uuid, record.at, record.mono_ms, record.operator, record.kind, record.summary)
    raw.execute("BEGIN")
    raw.execute(
        "INSERT INTO event (id, uuid, at, mono_ms, operator, kind, summary, undoes, salt, content_digest, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, record.undoes, record.salt, record.content_digest, record.digest),
    )
    for row in record.rows:
        raw.execute(
            "INSERT INTO change (event_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
            (record.id, row.table, row.row_id, row.before, row.after),
        )
        raw.execute("UPDATE question SET gist = ? WHERE id = ?", (json.loads(row.after or "{}")["gist"], row.row_id))
    raw.execute("COMMIT")


if __name__ == "__main__":
    if sys.argv[1] == _DURABLE:
        print(json.dumps(_durable_event(Path(sys.argv[2]), sys.argv[3])))  # noqa: T201
    else:
        child(*sys.argv[1:])
