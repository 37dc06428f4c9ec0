"""Digits of official dates against the examples of the decree and of the five seed documents."""

from datetime import date

import pytest

from app.domain.dates import day_digits, dotted, month_digits, roman, slash_date, tally, two_digits


@pytest.mark.parametrize(
    ("day", "slashed"),
    [
        (date(2024, 4, 4), "04/4/2024"),
        (date(2020, 1, 5), "05/01/2020"),
        (date(2019, 6, 29), "29/6/2019"),
        (date(2022, 3, 5), "05/3/2022"),
        (date(2020, 2, 28), "28/02/2020"),
        (date(2025, 11, 21), "21/11/2025"),
    ],
)
def test_only_days_below_ten_and_months_one_and_two_take_a_zero(day: date, slashed: str) -> None:
    assert slash_date(day) == slashed
    assert slashed.startswith(f"{day_digits(day.day)}/{month_digits(day.month)}/")


def test_counts_have_two_digits() -> None:
    assert [two_digits(count) for count in (0, 3, 9, 10, 154)] == ["00", "03", "09", "10", "154"]
    assert [tally(count) for count in (3, 999, 1250)] == ["03", "999", "1.250"]
    assert [dotted(count) for count in (3, 1250, 12000, 1234567)] == ["3", "1.250", "12.000", "1.234.567"]


def test_roman_numerals() -> None:
    wanted = {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 49: "XLIX", 90: "XC", 99: "XCIX", 148: "CXLVIII"}
    assert {number: roman(number) for number in wanted} == wanted
    with pytest.raises(ValueError, match="0"):
        roman(0)
