"""Days as people type them into a form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import slash_date, typed_day


@pytest.mark.parametrize("typed", ["04/4/2024", "4/4/2024", " 04/04/2024 ", "4-4-2024", "04.4.2024", "4 / 4 / 2024"])
def test_every_usual_spelling_is_that_day(typed: str) -> None:
    assert typed_day(typed) == date(2024, 4, 4)


@pytest.mark.parametrize("typed", ["", "31/02/2024", "2024-04-04", "4/4/24", "tháng 4", "04/4/2024 sáng", "00/1/2024"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert typed_day(typed) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_papers_write_can_be_typed_back(day: date) -> None:
    assert typed_day(slash_date(day)) == day
