"""What the programme planned and what it took: a table of its items, from the recorded starts and ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from app import labels
from app.documents.blocks import Align, Block, Column, Heading, Row, RowKind, Table
from app.documents.programme import clock_point, timed_items
from app.documents.wording import Wording
from app.domain.agenda import AgendaStatus
from app.domain.clock import local
from app.domain.dates import two_digits
from app.domain.report import ReportAgendaItem

PLUS, MINUS = "+", "\N{MINUS SIGN}"


def kept_times(words: Wording, number: str) -> Iterator[Block]:
    """Nothing where no item was ever begun. The sums are those of the rows, to the second."""
    items = words.report.agenda
    if not any(item.started_at for item in items):
        return
    starts = {id(timed.item): timed.start for timed in timed_items(words.report)}
    yield Heading(f"{number}. {words('by_programme')}")
    columns = (
        Column(words("column_number"), 11, Align.CENTRE),
        Column(words("column_item"), 50),
        Column(words("column_planned"), 28, Align.CENTRE),
        Column(words("column_kept"), 30, Align.CENTRE),
        Column(words("column_took"), 26, Align.CENTRE),
        Column(words("column_difference"), 24, Align.CENTRE),
    )
    rows = [Row((str(n), *_cells(words, item, starts.get(id(item))))) for n, item in enumerate(items, 1)]
    kept = [item for item in items if _length(item) is not None]
    planned = sum(60 * item.planned_minutes for item in kept)
    took = sum(_length(item) or 0 for item in kept)
    total = words(
        "total_programme",
        planned=_words(words, planned),
        took=_words(words, took),
        difference=f"{_sign(took - planned)}{_words(words, abs(took - planned))}",
    )
    yield Table(columns, (*rows, Row((total,), RowKind.TOTAL)))


def _cells(words: Wording, item: ReportAgendaItem, start: int | None) -> tuple[str, ...]:
    minutes = words("planned_minutes", minutes=two_digits(item.planned_minutes)) if item.planned_minutes else ""
    planned = "\n".join(part for part in (clock_point(words, start) if start is not None else "", minutes) if part)
    length = _length(item)
    if item.started_at is None:
        is_left = item.status is not AgendaStatus.PLANNED
        return item.title, planned, labels.word(item.status) if is_left else words("not_begun"), "", ""
    began, ended = (local(at) if at else None for at in (item.started_at, item.ended_at))
    kept = [
        words(key, clock=clock_point(words, at.hour * 60 + at.minute))
        for key, at in (("from", began), ("until", ended))
        if at
    ]
    if length is None:
        return item.title, planned, kept[0], "", ""
    return item.title, planned, "\n".join(kept), _clock(words, length), _difference(words, item, length)


def _length(item: ReportAgendaItem) -> int | None:
    """Whole seconds; None while it has no end."""
    if item.started_at is None or item.ended_at is None:
        return None
    return (item.ended_at - item.started_at) // timedelta(seconds=1)


def _difference(words: Wording, item: ReportAgendaItem, length: int) -> str:
    late = length - 60 * item.planned_minutes
    return f"{_sign(late)}{_clock(words, abs(late))}" if item.planned_minutes else ""


def _sign(seconds: int) -> str:
    return PLUS if seconds > 0 else MINUS if seconds < 0 else ""


def _clock(words: Wording, seconds: int) -> str:
    return words("minutes_seconds", minutes=str(seconds // 60), seconds=two_digits(seconds % 60))


def _words(words: Wording, seconds: int) -> str:
    return words("length", minutes=two_digits(seconds // 60), seconds=two_digits(seconds % 60))
