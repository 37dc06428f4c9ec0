"""How long an import takes beside python-calamine merely reading the same file; how much of a plan is read right.

openpyxl merely reading it is timed where HOINGHI_PEERS names the Python of an environment that has it.
"""

from __future__ import annotations

import functools
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import python_calamine
import xlsxwriter

from app.commands import imports
from app.conference import Conference
from app.domain.import_preview import Decisions, ImportKind
from app.imports import previews
from app.imports.plan import read_plan
from app.imports.workbook import read_in_child, read_source
from app.queries import desk
from app.queries.known import known
from db import connection, tables
from db.rows import Rows
from tests.support.conferences import new_conference, with_people
from tests.support.plan_facts import PLAN, judged
from ui.start_up import SWITCH_S
from ui.tasks import wait_for_child

RUNS = 3
ROWS = 10_000
_ADDED_TO: tuple[Rows[Any], ...] = (
    tables.TOPICS, tables.PEOPLE, tables.QUESTIONS, tables.PETITIONS, tables.ANSWERS,
)  # fmt: skip
_HEAD = ["STT", "Họ và tên", "Đơn vị", "Điểm cầu", "Lĩnh vực", "Nội dung câu hỏi", "Cơ quan trả lời", "Điện thoại"]


def _workbook(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, _HEAD)
    for n in range(rows):
        text = f"Câu hỏi thứ {n}: tỉnh có giải pháp gì để hỗ trợ thanh niên xã {n % 97} khởi nghiệp?"
        row = [str(n + 1), f"Nguyễn Văn {n}", f"Đoàn xã {n % 155}", "Điểm cầu UBND tỉnh", f"Lĩnh vực {n % 9}", text]
        sheet.write_row(n + 1, 0, [*row, "Sở Nội vụ" if n % 2 else "Công an tỉnh", f"09{n:08d}"])
    book.close()


def _bare(path: Path) -> float:
    begun = perf_counter()
    python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    return perf_counter() - begun


def _raw(conference: Conference, folder: Path, *, on_disk: bool = False) -> float:
    """The same rows into an empty conference, in memory or in its file, with the recorder's triggers and no more.

    As one writes many rows with bare sqlite3, by executemany, whatever the program does.
    """
    other = new_conference(folder, name=f"floor-{on_disk}.hoinghi")
    with_people(other)
    other.close()
    db = connection.open_file(other.path) if on_disk else connection.load_into_memory(other.path)
    kept = {table: {record.id for record in table.all(db)} for table in _ADDED_TO}
    rows = {table: [one for one in table.all(conference.db) if one.id not in kept[table]] for table in _ADDED_TO}
    begun = perf_counter()
    with db.atomic():
        db.execute("UPDATE recording SET event_id = 1000000")
        for table, records in rows.items():
            marks = ", ".join("?" * len(table.columns))
            encoded = [table.encoded(record) for record in records]
            db.conn.executemany(f"INSERT INTO {table.table.value} VALUES ({marks})", encoded)
        db.execute("UPDATE recording SET event_id = NULL")
    spent = perf_counter() - begun
    db.close()
    return spent


@dataclass(frozen=True, slots=True)
class _Large:
    """Seconds for 10,000 rows: to the recorded event, until it is on disk, the bare rows in both, the one undo."""

    recorded: float
    durable: float
    raw: float
    raw_on_disk: float
    undone: float


def _large(path: Path) -> _Large:
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        with_people(conference)
        begun = perf_counter()
        source = read_source(path)
        table = previews.table_of(source.sheets[0], ImportKind.QUESTIONS)
        decided = Decisions(kept=frozenset(range(20_001)))
        found = previews.preview(ImportKind.QUESTIONS, source.name, table, known(conference.db), decided)
        imports.import_rows(conference, found)
        recorded = perf_counter() - begun
        assert conference.follower.wait_safe(conference.last_event(), 60)
        durable = perf_counter() - begun
        raw, raw_on_disk = _raw(conference, Path(folder)), _raw(conference, Path(folder), on_disk=True)
        begun = perf_counter()
        conference.undo()
        undone = perf_counter() - begun
        conference.close()
    return _Large(recorded, durable, raw, raw_on_disk, undone)


def _peers(path: Path, durable: float) -> Iterator[dict[str, Any]]:
    """Openpyxl reading every cell of the same file, all at once as it does by default."""
    python = os.environ.get("HOINGHI_PEERS")
    if not python:
        return
    script = (
        "import sys, time, openpyxl; begun = time.perf_counter(); book = openpyxl.load_workbook(sys.argv[1]);"
        "rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)];"
        "print(time.perf_counter() - begun)"
    )
    done = subprocess.run([python, "-c", script, str(path)], capture_output=True, text=True, check=True)
    read = float(done.stdout)
    name = "10,000 questions to an event on disk (floor: openpyxl merely reading)"
    row = {"name": name, "value": durable, "unit": "s", "floor": read, "ratio": durable / read}
    yield {**row, "target": "ratio < 1", "ok": durable < read}


def _plan_facts() -> dict[str, Any]:
    """Share of the printed plan's facts that are proposed right, in per cent."""
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        found = judged(read_plan(read_source(PLAN), known(conference.db), desk.facts(conference.db)))
        conference.close()
    share = 100 * sum(is_right for _, is_right in found) / len(found)
    return {"name": f"facts of the plan of Lào Cai 2024 proposed right, of {len(found)}", "value": share, "unit": "%",
            "target": ">= 95 %", "ok": share >= 95}  # fmt: skip


def _whole(path: Path, *, in_child: bool) -> float:
    """From the file to the recorded event."""
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        with_people(conference)
        begun = perf_counter()
        source = wait_for_child(functools.partial(read_in_child, path), 60) if in_child else read_source(path)
        decided = Decisions(kept=frozenset(range(20_001)))  # the rows are alike, as no real list is
        table = previews.table_of(source.sheets[0], ImportKind.QUESTIONS)
        found = previews.preview(ImportKind.QUESTIONS, source.name, table, known(conference.db), decided)
        imports.import_rows(conference, found)
        spent = perf_counter() - begun
        assert len(found.written) == len(source.sheets[0].rows) - 1
        conference.close()
    return spent


def figures() -> list[dict[str, Any]]:
    """Reading 10,000 rows beside its floor; whole imports of 1,000 and of 200 rows."""
    rows: list[dict[str, Any]] = []
    gc.disable()  # as in the program, which looks for garbage at rest (ui.garbage)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)  # as in the program
    with tempfile.TemporaryDirectory() as folder:
        large, many, usual = (Path(folder) / f"{name}.xlsx" for name in ("large", "many", "usual"))
        _workbook(large, ROWS)
        _workbook(many, 1_000)
        _workbook(usual, 200)
        floor = min(_bare(large) for _ in range(RUNS))
        read = min(_timed_read(large) for _ in range(RUNS))
        found = _Large(*map(min, zip(*(astuple(_large(large)) for _ in range(RUNS)), strict=True)))
        peers = list(_peers(large, found.durable))
        whole = _whole(many, in_child=False)
        child = min(_whole(usual, in_child=True) for _ in range(RUNS))
    sys.setswitchinterval(interval)
    gc.enable()
    ratio = read / floor
    rows.append({"name": "10,000 rows checked and read", "value": read, "unit": "s", "floor": floor, "ratio": ratio,
                 "target": "ratio <= 6", "ok": ratio <= 6})  # fmt: skip
    rows.append(_plan_facts())
    for name, spent, raw in (
        ("one recorded event", found.recorded, found.raw),
        ("an event on disk", found.durable, found.raw + found.raw_on_disk),
    ):
        least = 6 * floor + raw
        rows.append({"name": f"10,000 questions to {name}", "value": spent, "unit": "s", "floor": least,
                     "ratio": spent / least, "target": "at most 6 x bare calamine and the recorder's rows (ratio <= 1)",
                     "ok": spent <= least, "note": f"recorder's rows alone {raw:.2f} s"})  # fmt: skip
    rows += peers
    rows.append({"name": "one undo takes 10,000 questions back", "value": found.undone, "unit": "s", "floor": found.raw,
                 "ratio": found.undone / found.raw})  # fmt: skip
    rows.append({"name": "1,000 questions to one recorded event", "value": whole, "unit": "s"})
    rows.append({"name": "200 questions with their child process", "value": child, "unit": "s", "target": "<= 3 s",
                 "ok": child <= 3.0})  # fmt: skip
    return rows


def _timed_read(path: Path) -> float:
    begun = perf_counter()
    read_source(path)
    return perf_counter() - begun
