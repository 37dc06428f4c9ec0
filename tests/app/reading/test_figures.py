"""The figures the program promises for reading Vietnamese, on sets written before any pattern."""

import pytest

from tests.bench.reading import (
    agency_score,
    citation_scores,
    deadline_scores,
    doubles_score,
    figures,
    personal_data_scores,
    trap_scores,
)


@pytest.mark.parametrize("name", ["deadlines_tuning", "deadlines_held_out"])
def test_deadlines_are_found(name: str) -> None:
    recall, precision = deadline_scores(name)
    assert recall >= 0.95
    assert precision >= 0.90


def test_words_that_mislead_are_left_alone_and_deadlines_beside_them_found() -> None:
    left, found = trap_scores()
    assert left >= 0.95
    assert found >= 0.95


def test_citations_are_found() -> None:
    recall, precision = citation_scores()
    assert recall >= 0.95
    assert precision >= 0.90


def test_all_personal_data_is_flagged_and_nothing_harmless() -> None:
    assert personal_data_scores() == (1.0, 0)


def test_true_double_is_among_the_first_three() -> None:
    assert doubles_score() >= 0.80


def test_first_agency_is_right() -> None:
    assert agency_score() >= 0.70


def test_report_has_a_row_for_each_target_and_all_are_met() -> None:
    rows = [row for row in figures() if "blind" not in row["name"]]
    assert len(rows) == 12
    assert all(row["ok"] for row in rows)
    assert all(set(row) == {"name", "value", "unit", "target", "ok"} for row in rows)
