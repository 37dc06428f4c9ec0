"""Chương trình hội nghị: the agenda with times and persons in charge, as it is handed out before the conference."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Gap,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    Title,
    plain,
    trimmed,
)
from app.documents.frame import letter_head
from app.documents.wording import Wording, sentence
from app.domain.agenda import AgendaStatus
from app.domain.dates import two_digits
from app.domain.facts import Issuer
from app.domain.records import dataclass
from app.domain.report import ConferenceReport, ReportAgendaItem

_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class TimedItem:
    """An item with its planned minutes of the day, None where nothing fixes them."""

    item: ReportAgendaItem
    start: int | None
    end: int | None


def timed_items(report: ConferenceReport) -> list[TimedItem]:
    """Items of the programme; one without a start of its own begins when the one before it ends."""
    found: list[TimedItem] = []
    now: int | None = None
    for item in report.agenda:
        if item.status is not AgendaStatus.PLANNED:
            continue
        start = _minutes_of(item.planned_start)
        start = now if start is None else start
        now = None if start is None or not item.planned_minutes else (start + item.planned_minutes) % _DAY_MINUTES
        found.append(TimedItem(item, start, now))
    return found


def programme_document(report: ConferenceReport) -> Document:
    """Write the programme; items skipped or put aside are not in it."""
    words = Wording(report, "programme")
    gaps: list[Gap] = []
    blocks = tuple(programme_blocks(words, gaps))
    return Document(f"{words('kind').capitalize()} {report.facts.name}", words("office"), (Part(blocks),), tuple(gaps))


def programme_blocks(words: Wording, gaps: list[Gap]) -> Iterator[Block]:
    """Head, title, when and where, and the table."""
    facts = words.report.facts
    yield letter_head(words, "", Issuer.OFFICE if facts.organ else Issuer.COMMITTEE, dated=False)
    yield Title(words("kind"), facts.name)
    items = timed_items(words.report)
    if facts.held_on is None:
        gaps.append(words.gap("held_on", "held_on"))
    clock = words("from_clock", clock=clock_point(words, items[0].start)) if items and items[0].start else ""
    part = f"{facts.day_part} " if facts.day_part else ""
    yield _line(words("time"), f"{clock}{part}{words.date(facts.held_on)}")
    if not facts.place:
        gaps.append(words.gap("place", "place"))
    yield _line(words("place"), facts.place or words("blank"))
    if facts.theme:
        yield _line(words("theme"), f"“{facts.theme}”")
    if not items:
        gaps.append(words.gap("items", "items"))
    columns = (
        Column(words("column_time"), 44, Align.CENTRE),
        Column(words("column_item"), 74),
        Column(words("column_who"), 47),
    )
    yield (
        trimmed(Table(columns, tuple(_row(words, item, gaps) for item in items)), 0) if items else plain(words("none"))
    )


def clock_point(words: Wording, minutes: int | None) -> str:
    """14 giờ 05; empty if not known."""
    if minutes is None:
        return ""
    return words("clock_point", hour=two_digits(minutes // 60), minute=two_digits(minutes % 60))


def who_leads(words: Wording, item: ReportAgendaItem) -> str:
    return words.person(item.person) or item.responsible


def _line(label: str, text: str) -> Paragraph:
    return Paragraph((Run(label, bold=True), Run(sentence(text))))


def _row(words: Wording, timed: TimedItem, gaps: list[Gap]) -> Row:
    item, who = timed.item, who_leads(words, timed.item)
    for key, is_there in (("time", timed.start is not None or item.planned_minutes), ("who", bool(who))):
        if not is_there:
            gaps.append(Gap(f"agenda/{item.id}/{key}", words(f"gap.{key}", item=item.title)))
    return Row((_span(words, timed), item.title, who))


def _span(words: Wording, timed: TimedItem) -> str:
    """From when to when on two lines, or how long where the start is open."""
    if timed.start is None:
        return words("minutes_only", minutes=str(timed.item.planned_minutes)) if timed.item.planned_minutes else ""
    start = clock_point(words, timed.start)
    if timed.end is None:
        return start
    return words("span", start=start, end=clock_point(words, timed.end))


def _minutes_of(clock: str) -> int | None:
    """Minutes of the day of "08:30"; None for anything else."""
    hour, _, minute = clock.partition(":")
    if not (hour.isdigit() and minute.isdigit()):
        return None
    return (int(hour) * 60 + int(minute)) % _DAY_MINUTES
