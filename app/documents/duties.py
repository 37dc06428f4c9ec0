"""Bảng chuẩn bị: the plan's duties by agency, until when, whether they are done and the prepared answer is in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from app.documents.blocks import Align, Block, Column, Document, Gap, Part, Row, RowKind, Table, Title, plain, trimmed
from app.documents.frame import letter_head
from app.documents.wording import Wording
from app.domain.dates import roman, tally
from app.domain.facts import Issuer
from app.domain.report import ConferenceReport, ReportDuty

_COLUMNS = (
    ("column_number", 11.0, Align.CENTRE),
    ("column_duty", 80.0, Align.LEFT),
    ("column_due", 28.0, Align.LEFT),
    ("column_state", 20.0, Align.CENTRE),
    ("column_note", 26.0, Align.LEFT),
)
_NOTE = 4


def duties_document(report: ConferenceReport) -> Document:
    """Write the table; an agency without a prepared answer is told so beside its name."""
    words = Wording(report, "duties")
    gaps = [] if report.duties else [words.gap("duties", "duties")]
    gaps += [Gap(f"duty/{duty.id}/agency", words("gap.agency", text=duty.text)) for duty in report.duties
             if not duty.agency]  # fmt: skip
    blocks = tuple(_blocks(words))
    title = f"{words('kind').capitalize()} {report.facts.name}"
    return Document(title, words("office"), (Part(blocks),), tuple(gaps))


def _blocks(words: Wording) -> Iterator[Block]:
    facts = words.report.facts
    yield letter_head(words, "", Issuer.OFFICE if facts.organ else Issuer.COMMITTEE, dated=False)
    yield Title(words("kind"), facts.name)
    columns = tuple(Column(words(key), weight, align) for key, weight, align in _COLUMNS)
    duties = words.report.duties
    rows = tuple(_rows(words))
    if rows:
        done = tally(sum(duty.is_done for duty in duties))
        yield plain(words("lead", count=tally(len(duties)), done=done), keep_with_next=True)
    yield trimmed(Table(columns, rows), _NOTE) if rows else plain(words("none"))


def _rows(words: Wording) -> Iterator[Row]:
    number = 0
    for place, (agency, duties) in enumerate(groupby(words.report.duties, key=lambda duty: duty.agency), start=1):
        listed = list(duties)
        yield Row((roman(place), _agency(words, agency, listed[0])), RowKind.GROUP)
        for duty in listed:
            number += 1
            state = words("done" if duty.is_done else "not_done")
            yield Row((str(number), duty.text, duty.due, state, duty.note))


def _agency(words: Wording, agency: str, duty: ReportDuty) -> str:
    if not agency:
        return words("no_agency")
    if duty.prepared:
        return words("prepared", agency=agency, count=str(duty.prepared))
    return words("nothing_prepared", agency=agency) if duty.asked_of else agency
