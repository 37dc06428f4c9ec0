"""Nhật ký điều hành and nhật ký màn chiếu: what was done, when and by whom, in the order of the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.documents.blocks import Align, Block, Column, Document, Part, Row, Table, Title, plain, trimmed
from app.documents.wording import Wording
from app.domain.clock import local
from app.domain.dates import slash_date, two_digits
from app.domain.report import ConferenceReport, ReportLogLine


def event_log(report: ConferenceReport) -> Document:
    """Every act but previews and typing; what was taken back is marked, not left out."""
    return _log(report, "event", report.log)


def hall_log(report: ConferenceReport) -> Document:
    """Only what moved the picture in the hall."""
    return _log(report, "hall", tuple(line for line in report.log if line.on_hall))


def _log(report: ConferenceReport, key: str, lines: Sequence[ReportLogLine]) -> Document:
    words = Wording(report, "log")
    gaps = () if lines else (words.gap("empty", "empty"),)
    title = f"{words(f'kind_{key}').capitalize()} {report.facts.name}"
    return Document(title, words("office"), (Part(tuple(_blocks(words, key, lines))),), gaps)


def _blocks(words: Wording, key: str, lines: Sequence[ReportLogLine]) -> Iterator[Block]:
    yield Title(words(f"kind_{key}"), words.report.facts.name)
    if not lines:
        yield plain(words("none"))
        return
    first, last = (_instant(words, line.at) for line in (lines[0], lines[-1]))
    yield plain(words("lead", count=two_digits(len(lines)), first=first, last=last))
    named = any(line.operator for line in lines)
    columns = [Column(words("column_number"), 14, Align.CENTRE), Column(words("column_at"), 26, Align.CENTRE)]
    columns += [Column(words("column_operator"), 30)] if named else []
    columns += [Column(words("column_text"), 72), Column(words("column_note"), 23)]
    yield trimmed(Table(tuple(columns), tuple(_row(words, line, named=named) for line in lines)), len(columns) - 1)


def _row(words: Wording, line: ReportLogLine, *, named: bool) -> Row:
    at = f"{_clock(words, line.at)}\n{slash_date(local(line.at).date())}"
    note = words("undone") if line.is_undone else ""
    return Row((str(line.id), at, *([line.operator] if named else []), line.text, note))


def _instant(words: Wording, at: datetime) -> str:
    return words("instant", clock=_clock(words, at), day=slash_date(local(at).date()))


def _clock(words: Wording, at: datetime) -> str:
    here = local(at)
    digits = {"hour": two_digits(here.hour), "minute": two_digits(here.minute), "second": two_digits(here.second)}
    return words("clock_seconds", **digits)
