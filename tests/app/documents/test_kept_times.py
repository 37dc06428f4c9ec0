"""Programme as planned and as it was kept, printed from what the log holds."""

from datetime import datetime
from pathlib import Path

import pytest

from app.commands import agenda
from app.conference import Conference
from app.documents.blocks import Row, RowKind, Table
from app.documents.statistics_report import statistics_report
from app.domain.agenda import AgendaItem, AgendaKind, AgendaStatus
from app.queries.report import conference_report
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference

PLAN = ((AgendaKind.OPENING, 15, 14 * 60 + 7), (AgendaKind.DIALOGUE, 90, 93 * 60 + 11), (AgendaKind.ARTS, 10, 0),
        (AgendaKind.CONCLUSION, 20, 20 * 60))  # fmt: skip


@pytest.fixture
def conference(tmp_path: Path):
    clock = FakeClock()
    made = new_conference(tmp_path, clock)
    ids = [
        agenda.add_item(
            made, AgendaItem(kind=kind, title=kind.value, planned_start="" if n else "14:00", planned_minutes=minutes)
        )
        for n, (kind, minutes, _) in enumerate(PLAN)
    ]
    agenda.set_status(made, ids[2], AgendaStatus.SKIPPED)
    for item_id, (_, _, seconds) in zip(ids, PLAN, strict=True):
        if seconds:
            agenda.start_item(made, item_id)
            clock.advance(seconds)
    agenda.finish_item(made, ids[3])
    yield made
    made.close()


def programme_table(conference: Conference) -> Table:
    tables = [block for block in statistics_report(conference_report(conference.db)).blocks if isinstance(block, Table)]
    (found,) = [table for table in tables if table.columns[2].title == "Kế hoạch"]
    return found


def seconds_in(words: str) -> int:
    minutes, _, seconds = words.partition(":")
    return 60 * int(minutes) + int(seconds)


def test_each_item_stands_with_what_was_planned_and_what_it_took(conference: Conference) -> None:
    *rows, total = programme_table(conference).rows
    assert [row.cells[2:] for row in rows] == [
        ("14 giờ 00\n15 phút", "từ 14 giờ 00\nđến 14 giờ 14", "14:07", "−0:53"),
        ("14 giờ 15\n90 phút", "từ 14 giờ 14\nđến 15 giờ 47", "93:11", "+3:11"),
        ("10 phút", "Bỏ qua", "", ""),
        ("15 giờ 45\n20 phút", "từ 15 giờ 47\nđến 16 giờ 07", "20:00", "0:00"),
    ]
    assert isinstance(total, Row)
    assert total.kind is RowKind.TOTAL
    assert "thực hiện 127 phút 18 giây; chênh lệch +02 phút 18 giây" in total.cells[0]


def test_the_sum_is_that_of_the_log_to_the_second(conference: Conference) -> None:
    """The log tells when each item began and ended; the table must add up to the same."""
    told = conference.db.execute("SELECT at FROM event WHERE kind = 'agenda_stepped' ORDER BY id").fetchall()
    began = [datetime.fromisoformat(at) for (at,) in told]
    rows = [row for row in programme_table(conference).rows if row.kind is not RowKind.TOTAL]
    assert sum(seconds_in(row.cells[4]) for row in rows if row.cells[4]) == (began[-1] - began[0]).total_seconds()


def test_a_conference_that_did_not_begin_has_no_such_table(tmp_path: Path) -> None:
    made = new_conference(tmp_path)
    agenda.add_item(made, AgendaItem(title="Khai mạc", planned_minutes=10, planned_start="14:00"))
    report = statistics_report(conference_report(made.db))
    made.close()
    assert not [b for b in report.blocks if isinstance(b, Table) and b.columns[2].title == "Kế hoạch"]
