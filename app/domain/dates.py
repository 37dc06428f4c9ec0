"""Digits of official dates, counts and Roman numerals. The words around them live in app.documents."""

from __future__ import annotations

import re
from datetime import date

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_TYPED_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def day_digits(day: int) -> str:
    """Write a day: below 10 it takes a leading zero (Decree 30/2020, Annex I, II.4.b)."""
    return f"{day:02d}"


def month_digits(month: int) -> str:
    """Write a month: only 1 and 2 take a leading zero (Decree 30/2020, Annex I, II.4.b)."""
    return f"{month:02d}" if month < 3 else str(month)


def slash_date(day: date) -> str:
    """04/4/2024, 05/01/2020, 28/02/2020: the same rule in the short form."""
    return f"{day_digits(day.day)}/{month_digits(day.month)}/{day.year}"


def typed_day(text: str) -> date | None:
    """The day somebody typed as day/month/year (04/4/2024, 4-4-2024, 04.04.2024), None if it is none."""
    match = _TYPED_DAY.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def two_digits(number: int) -> str:
    """Write a number or a time of a report: below 10 with two digits, 03 but 11."""
    return f"{number:02d}"


def dotted(count: int) -> str:
    """Write a count on the screen: from 1.000 on with a dot between the thousands."""
    return f"{count:,}".replace(",", ".")


def tally(count: int) -> str:
    """Write a count of a report: 03, 11, 1.250."""
    return dotted(count) if count >= 1000 else two_digits(count)


def roman(number: int) -> str:
    """1 -> I, 4 -> IV, 12 -> XII; from 400 on the C is simply repeated. ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    parts: list[str] = []
    rest = number
    for value, letters in _ROMAN:
        parts.append(letters * (rest // value))
        rest %= value
    return "".join(parts) + _ROMAN_UNITS[rest]
