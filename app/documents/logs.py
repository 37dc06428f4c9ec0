"""Nhật ký điều hành and nhật ký màn chiếu: what was done and what the hall saw, when and by whom, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.documents.blocks import Align, Block, Column, Document, Part, Row, Table, Title, plain, trimmed
from app.documents.wording import Wording
from app.domain.clock import local
from app.domain.dates import slash_date, tally, two_digits
from app.domain.projection import HallState
from app.domain.report import ConferenceReport, ReportHallMoment, ReportLogLine


def event_log(report: ConferenceReport) -> Document:
    """Every act but previews and typing; what was taken back is marked, not left out."""
    words = Wording(report, "log")
    table = _acts(words, report.log) if report.log else None
    return _log(words, "event", table, _times_of_log(report))


def hall_log(report: ConferenceReport) -> Document:
    """Every picture the hall saw, with thumbnail and times, and when it saw none."""
    words = Wording(report, "log")
    table = _pictures(words, report.hall) if report.hall else None
    is_empty = not any(line.on_hall for line in report.log)  # known also where the pictures were not read
    return _log(words, "hall", table, _times_of_hall(report), is_empty=is_empty)


def _log(
    words: Wording, key: str, table: Table | None, times: Sequence[datetime], *, is_empty: bool | None = None
) -> Document:
    report = words.report
    gaps = (words.gap("empty", "empty"),) if (not times if is_empty is None else is_empty) else ()
    title = f"{words(f'kind_{key}').capitalize()} {report.facts.name}"
    blocks: list[Block] = [Title(words(f"kind_{key}"), report.facts.name)]
    if table is None:
        blocks.append(plain(words("none")))
    else:
        first = _clock(words, times[0]) if _on_one_day(times) else _instant(words, times[0])
        count = tally(len(table.rows))
        lead = words(f"lead_{key}", count=count, first=first, last=_instant(words, times[-1]))
        blocks += [plain(" ".join((lead, *_left_out(words)))), table]
    return Document(title, words("office"), (Part(tuple(blocks)),), gaps)


def _times_of_log(report: ConferenceReport) -> list[datetime]:
    return [line.at for line in report.log]


def _times_of_hall(report: ConferenceReport) -> list[datetime]:
    return [at for moment in report.hall for at in (moment.at, moment.until) if at is not None]


def _on_one_day(times: Sequence[datetime]) -> bool:
    """Then the day stands once, above the table, and not in each of its rows."""
    return len({local(at).date() for at in times}) < 2


def _left_out(words: Wording) -> Iterator[str]:
    """Of a very long log the program keeps the newest events at hand; a record must say where it begins."""
    log = words.report.log
    if log and log[0].id > 1:
        yield words("left_out", number=str(log[0].id))


def _acts(words: Wording, lines: Sequence[ReportLogLine]) -> Table:
    named = any(line.operator for line in lines)
    columns = [Column(words("column_number"), 14, Align.CENTRE), Column(words("column_at"), 24, Align.CENTRE)]
    columns += [Column(words("column_operator"), 40)] if named else []
    columns += [Column(words("column_text"), 62), Column(words("column_note"), 23)]
    dated = not _on_one_day(_times_of_log(words.report))
    rows = tuple(_act(words, line, named=named, dated=dated) for line in lines)
    return trimmed(Table(tuple(columns), rows), len(columns) - 1)


def _act(words: Wording, line: ReportLogLine, *, named: bool, dated: bool) -> Row:
    day = f"\n{slash_date(local(line.at).date())}" if dated else ""
    at = f"{_clock(words, line.at)}{day}"
    note = words("undone") if line.is_undone else ""
    return Row((str(line.id), at, *([line.operator] if named else []), line.text, note))


def _pictures(words: Wording, moments: Sequence[ReportHallMoment]) -> Table:
    named = any(moment.operator for moment in moments)
    columns = [Column(words("column_number"), 12, Align.CENTRE), Column(words("column_picture"), 48, Align.CENTRE)]
    columns += [Column(words("column_at"), 29, Align.CENTRE), Column(words("column_shown"), 38)]
    columns += [Column(words("column_operator"), 38)] if named else []
    dated = not _on_one_day(_times_of_hall(words.report))
    rows = (_picture(words, number, moment, named=named, dated=dated) for number, moment in enumerate(moments, 1))
    return Table(tuple(columns), tuple(rows), pictures_in=1)


def _picture(words: Wording, number: int, moment: ReportHallMoment, *, named: bool, dated: bool) -> Row:
    times = "\n".join(_times(words, moment, dated=dated))
    shown = "\n".join(_shown(words, moment))
    pictured = shown if moment.picture else words("without_picture")
    return Row(
        (str(number), pictured, times, shown, *([moment.operator] if named else [])),
        picture=moment.picture,
    )


def _times(words: Wording, moment: ReportHallMoment, *, dated: bool) -> Iterator[str]:
    yield _clock(words, moment.at)
    if moment.until is not None:
        yield words("until", clock=_clock(words, moment.until))
    if dated:
        yield slash_date(local(moment.at).date())


def _shown(words: Wording, moment: ReportHallMoment) -> Iterator[str]:
    yield moment.title or words(f"state_{moment.state.value}")
    if moment.pages > 1:
        yield words("page", page=str(moment.page + 1), pages=str(moment.pages))
    if moment.state is HallState.HELD:
        yield words("held")


def _instant(words: Wording, at: datetime) -> str:
    return words("instant", clock=_clock(words, at), day=slash_date(local(at).date()))


def _clock(words: Wording, at: datetime) -> str:
    here = local(at)
    digits = {"hour": two_digits(here.hour), "minute": two_digits(here.minute), "second": two_digits(here.second)}
    return words("clock_seconds", **digits)
