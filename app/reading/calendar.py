"""Which last day a named month, quarter, half year or year has, seen from the day of the conference.

Where the year is left out the first one is meant that is not over yet. Everything is None where no day can be told.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_HORIZON = 9
"""Years to look ahead for a day that does not exist each year: 29 February is missing eight years around 2100."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date | None:
    """Last day of a month; months beyond 12 run on into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1]) if 1 <= year <= 9998 else None


def year_end(year: int) -> date | None:
    return day_of(year, 12, 31)


def first_open(make: Callable[[int], date | None], year: int | None, today: date | None) -> date | None:
    """make(year), or for a year left out the first result that is not before today."""
    if year is not None:
        return make(year)
    if today is None:
        return None
    days = (make(today.year + ahead) for ahead in range(_HORIZON))
    return next((day for day in days if day is not None and day >= today), None)


def before(begin: date | None) -> date | None:
    """The day before a month, quarter or year begins: what "trước tháng 12" means."""
    return begin - timedelta(days=1) if begin is not None and begin > date.min else None


def months_later(today: date, months: int) -> date | None:
    """The same day of a later month, or its last day where the month is shorter."""
    last = month_end(today.year, today.month + months)
    return last and last.replace(day=min(today.day, last.day))


def days_later(today: date, days: int) -> date | None:
    return today + timedelta(days=days) if (date.max - today).days > days else None


def sunday(today: date, weeks: int = 0) -> date | None:
    """The Sunday of this week (weeks = 0) or a later one; weeks begin on Monday."""
    return days_later(today, 6 - today.weekday() + 7 * weeks)


def weekday_of(today: date, weekday: int, weeks: int | None) -> date | None:
    """Weekday (0 = Monday) of the week so many weeks ahead; None weeks: the next one, today counts."""
    if weeks is None:
        return days_later(today, (weekday - today.weekday()) % 7)
    return days_later(today, weekday - today.weekday() + 7 * weeks)
