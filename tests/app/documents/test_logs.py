"""The logs on paper: a day that all of it happened on is told once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.documents.blocks import Table
from app.documents.logs import event_log
from tests.support import reports


@pytest.mark.parametrize(("days", "dated"), [(0, False), (1, True)])
def test_a_log_of_one_day_names_it_once_one_of_several_in_each_row(days: int, dated: bool) -> None:
    report = reports.sixty_questions()
    *former, last = report.log
    log = (*former, replace(last, at=last.at + timedelta(days=days)))
    (part,) = event_log(replace(report, log=log)).parts
    (table,) = [block for block in part.blocks if isinstance(block, Table)]
    assert all(("/2023" in row.cells[1]) is dated for row in table.rows)
