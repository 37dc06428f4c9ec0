"""What one act costs with 10² to 10⁵ questions, and what 10³ to 10⁶ events cost to open, verify and copy (C9)."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from app import backup
from app.commands import queue
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.clock import SystemClock
from app.domain.ids import QuestionId
from app.queries.kept_queue import KeptQueue
from app.queries.queue import queue_rows
from db import chain, connection, recorder
from tests.bench.__main__ import Figure
from tests.support.conferences import new_conference
from tests.support.large import conference_of
from ui.operator.queue_lines import Grouping, QueueGroups

SLOW = True
QUESTIONS = (100, 1_000, 10_000, 100_000)
EVENTS = (1_000, 10_000, 100_000, 1_000_000)
ACTS = 60
MOST_GROWTH = 1.25
REFRESH, OPENING = "refresh of the list after an act", "opening"
FRAME_MS = {10_000: 16.7, 100_000: 33.3}
"""The list holds every row: an act walks it once, so this grows; until it is repainted (C4)."""
MOST_US_AN_EVENT = 0.5
"""Opening checks the whole file (quick_check), so it grows as well (C9)."""
_HEAD = "id, uuid, at, mono_ms, operator, kind, summary, undoes, salt, content_digest, digest"


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        rows = _growing("questions", [_acts(Path(name), count) for count in QUESTIONS], QUESTIONS)
        return rows + _growing("events", [_log(Path(name), count) for count in EVENTS], EVENTS)


def _growing(what: str, found: list[dict[str, float]], sizes: tuple[int, ...]) -> list[Figure]:
    """One row a measure and size; the floor is the same measure at the smallest size."""
    rows: list[Figure] = []
    for name in found[0]:
        floor = found[0][name]
        for size, values in zip(sizes, found, strict=True):
            ratio = values[name] / floor
            row = Figure(name=f"{name}, {size:,} {what}", value=values[name], unit="ms", floor=floor, ratio=ratio)
            target, ok = _judged(name, size, values[name], floor)
            rows.append({**row, "target": target, "ok": ok})
    return rows


def _judged(name: str, size: int, value: float, floor: float) -> tuple[str, bool]:
    """What one act costs must not grow; what reads all rows may, by so much a row."""
    if name == REFRESH:
        most = FRAME_MS.get(size, FRAME_MS[10_000])
        return f"<= {most} ms", value <= most
    if name == OPENING:
        most = floor + MOST_US_AN_EVENT * size / 1000
        return f"<= {most:.0f} ms, {MOST_US_AN_EVENT} µs an event", value <= most
    return f"<= {MOST_GROWTH} x the smallest", value <= MOST_GROWTH * floor


def _acts(folder: Path, count: int) -> dict[str, float]:
    conference = Conference(conference_of(folder, count, f"questions-{count}.hoinghi"), SystemClock())
    middle = [QuestionId(count // 2 + n) for n in range(ACTS // 2)] * 2
    ids = iter(middle)
    safe = conference.follower.wait_safe
    measures: dict[str, Callable[[], object]] = {
        "approve and write it": lambda: (queue.approve(conference, next(ids)), safe(conference.last_event(), 30)),
        "take it back": lambda: (conference.undo(), safe(conference.last_event(), 30)),
    }
    found = {name: _median(act, ACTS // 2) for name, act in measures.items()}
    places = iter(middle)
    found["move it in the queue"] = _median(
        lambda: (queue.move_question(conference, next(places), QuestionId(1)), safe(conference.last_event(), 30)),
        ACTS // 2,
    )
    found[REFRESH] = _refresh(conference, middle)
    conference.close()
    found["opening, a thousand questions"] = _once(lambda: Conference(conference.path, SystemClock()).close()) * (
        1000 / count
    )
    return found


def _refresh(conference: Conference, ids: list[QuestionId]) -> float:
    kept = KeptQueue(queue_rows(conference.db))
    groups = QueueGroups(kept.rows(), Grouping.SITE)
    times: list[float] = []
    heard: list[object] = []

    def listen(changes: object) -> None:
        heard.append(changes)

    conference.subscribe(listen)
    for question_id in ids[: ACTS // 4]:
        queue.approve(conference, question_id)
        begun = time.perf_counter()
        steps = kept.hear(conference.db, heard[-1])  # type: ignore[arg-type]
        assert steps is not None
        groups.take_in(steps)
        groups.lines(())
        times.append((time.perf_counter() - begun) * 1000)
    conference.unsubscribe(listen)
    return statistics.median(times)


def _log(folder: Path, count: int) -> dict[str, float]:
    """A file with that many events, sound in chain and digests, as years of work would leave it."""
    conference = new_conference(folder, name=f"events-{count}.hoinghi")
    conference.close()
    with closing(connection.open_file(conference.path)) as db, db.atomic():
        previous = db.execute("SELECT digest FROM event ORDER BY id DESC LIMIT 1").fetchone()[0]
        insert = f"INSERT INTO event ({_HEAD}) VALUES ({', '.join('?' * 11)})"
        db.conn.executemany(insert, _events(count, previous))
    per_1000 = 1000 / count

    def verify() -> None:
        with closing(connection.open_file(conference.path)) as db:
            assert chain.verify(db) is None

    return {
        OPENING: _once(lambda: Conference(conference.path, SystemClock()).close()),
        "checking the chain, a thousand events": _once(verify) * per_1000,
        "backup, a thousand events": _once(lambda: backup.backup_now(conference.path, folder, SystemClock().now()))
        * per_1000,
    }


def _events(count: int, previous: str) -> Iterator[tuple[object, ...]]:
    for number in range(2, count + 1):
        head = (number, f"uuid-{number}", "2026-03-22T07:00:00.000+00:00", number, "Thư ký")
        act = (EventKind.QUESTION_CHANGED.value, f"Sửa câu hỏi {number}", None)
        content = recorder.content_digest("salt", (*head, *act), ())
        previous = recorder.chain_digest(previous, content)
        yield (*head, *act, "salt", content, previous)


def _median(act: Callable[[], object], times: int) -> float:
    return statistics.median(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
