"""Phiếu chuyển kiến nghị: one slip for each agency with codes and deadlines, and a cover list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.documents.blocks import Align, Block, Column, Document, Gap, Part, Row, RowKind, Table, Title, plain, trimmed
from app.documents.frame import letter_head, signature_area
from app.documents.minutes_questions import commitment_text
from app.documents.pdf_fonts import NO_BREAK_SPACE
from app.documents.petition_lines import (
    asker_lines,
    demands,
    passed_on,
    petition_code,
    question_code,
    supporting,
    unanswered,
)
from app.documents.wording import Wording
from app.domain.dates import slash_date, tally
from app.domain.due import Due
from app.domain.facts import Issuer
from app.domain.paper import PaperKind, Side, SignatureBlock
from app.domain.petition import PASSED_ON
from app.domain.records import dataclass
from app.domain.report import ConferenceReport, ReportQuestion
from app.reading.deadlines import parse_due

_SUPPORT = 4
"""Place of the supporting agencies in a slip."""
_BEFORE_NUMBER = f"{NO_BREAK_SPACE}("


@dataclass(frozen=True, slots=True)
class Matter:
    """A line of a slip: a petition the agency is to answer, or a promise it made."""

    code: str
    text: str
    question: ReportQuestion
    support: str
    due: Due


def matters_by_agency(report: ConferenceReport) -> dict[str, list[Matter]]:
    """What each agency has to settle, agencies in the order they first come up."""
    found: dict[str, list[Matter]] = {}
    for agency, matter in _matters(report):
        if agency:
            found.setdefault(agency, []).append(matter)
    return found


def _matters(report: ConferenceReport) -> Iterator[tuple[str, Matter]]:
    """Every matter with its agency, empty where nobody has been named for it; of a question its petitions first."""
    words = Wording(report, "slip")
    of = demands(report)
    open_ones = {id(petition) for _, petition in (*passed_on(of), *unanswered(of))}
    for question, petition in of:
        if id(petition) in open_ones and (petition.lead_agency or petition.reply_mode in PASSED_ON):
            text = petition.text or question.words or words("blank")
            code = petition_code(words, question, petition)
            yield petition.lead_agency, Matter(code, text, question, supporting(petition), petition.due)
        if not question.petitions or petition is question.petitions[-1]:
            for promise in question.commitments:
                code = f"{question_code(words, question)}.{promise.number}"
                text = words("commitment", text=commitment_text(words, replace(promise, agency="", due=Due())))
                yield promise.agency, Matter(code, text, question, "", promise.due)


def slips_document(report: ConferenceReport) -> Document:
    """All slips behind their cover list, each with page numbers of its own."""
    words = Wording(report, "slip")
    gaps = list(_gaps(words))
    matters = matters_by_agency(report)
    cover = Part(tuple(_cover(words, matters)))
    slips = tuple(Part(tuple(_slip(words, agency, of))) for agency, of in matters.items())
    return Document(f"{words('kind').capitalize()} {report.facts.name}", words("office"), (cover, *slips), tuple(gaps))


def slip_of(report: ConferenceReport, agency: str) -> Document:
    """One slip as a file of its own."""
    words = Wording(report, "slip")
    blocks = tuple(_slip(words, agency, matters_by_agency(report)[agency]))
    return Document(f"{words('kind').capitalize()} - {agency}", words("office"), (Part(blocks),))


def _gaps(words: Wording) -> Iterator[Gap]:
    report = words.report
    if not matters_by_agency(report):
        yield words.gap("slips", "slips")
    for question, petition in demands(report):
        if petition.reply_mode in PASSED_ON:
            if not petition.lead_agency:
                yield words.gap("agency", "agency", question)
            elif not petition.due.text:
                yield words.gap("due", "due", question)
    promised = {
        m.question.id: m.question for m in _nobodys(report) if any(not c.agency for c in m.question.commitments)
    }
    for question in promised.values():
        yield words.gap("commitment", "commitment", question)
    if not any(block.name for block in report.signers_of(PaperKind.SLIP)):
        yield words.gap("signer", "signer")


def _slip(words: Wording, agency: str, matters: Sequence[Matter]) -> Iterator[Block]:
    facts = words.report.facts
    issuer = facts.notice_issuer
    names = words("office" if issuer is Issuer.OFFICE else "committee")
    yield letter_head(words, words(f"symbol_{issuer.value}"), issuer, dated=True)
    yield Title(words("kind"), words("subject", name=facts.name))
    yield plain(words("addressee", agency=agency))
    day = slash_date(facts.held_on) if facts.held_on else words("blank_short")
    count = tally(len(matters))
    lead = words("lead", issuer=names, agency=agency, count=count, name=facts.name, day=day)
    yield plain(lead, keep_with_next=True)
    yield _table(words, matters)
    dated = sum(bool(matter.due.text) for matter in matters)
    by_when = words("by_given" if dated == len(matters) else "by_some" if dated else "by_none")
    yield plain(words("closing", agency=agency, issuer=names, by_when=by_when))
    default = SignatureBlock(paper=PaperKind.SLIP, side=Side.RIGHT, lines=words(f"{issuer.value}_signer"))
    area, _ = signature_area(words, PaperKind.SLIP, (default,))
    yield area


def _table(words: Wording, matters: Sequence[Matter]) -> Table:
    columns = (
        Column(words("column_number"), 10, Align.CENTRE),
        Column(words("column_code"), 25, Align.CENTRE),
        Column(words("column_text"), 52),
        Column(words("column_asker"), 38),
        Column(words("column_support"), 22),
        Column(words("column_due"), 26),
    )
    rows = (
        Row((str(place), m.code, m.text, asker_lines(words, m.question), m.support, m.due.text))
        for place, m in enumerate(matters, 1)
    )
    return trimmed(Table(columns, tuple(rows)), _SUPPORT)


def _cover(words: Wording, matters: dict[str, list[Matter]]) -> Iterator[Block]:
    facts = words.report.facts
    yield letter_head(words, "", facts.notice_issuer, dated=False)
    yield Title(words("cover_kind"), words("subject", name=facts.name))
    columns = (
        Column(words("column_number"), 11, Align.CENTRE),
        Column(words("cover_agency"), 42),
        Column(words("cover_count"), 14, Align.CENTRE),
        Column(words("cover_codes"), 58),
        Column(words("cover_due"), 22),
        Column(words("cover_received"), 24),
    )
    day = facts.held_on
    rows = [
        Row((str(n), agency, tally(len(of)), _codes(of), _earliest(of, day), ""))
        for n, (agency, of) in enumerate(matters.items(), 1)
    ]
    count = tally(sum(map(len, matters.values())))
    total = words("cover_total", slips=tally(len(matters)), count=count)
    yield Table(columns, (*rows, Row((total,), RowKind.TOTAL))) if rows else plain(words("none"))
    nobodys = _nobodys(words.report)
    if nobodys:
        yield plain(words("cover_nobody", count=tally(len(nobodys)), codes=_codes(nobodys)))


def _nobodys(report: ConferenceReport) -> list[Matter]:
    """Promises and matters passed on that no slip can hold, for want of an agency."""
    return [matter for agency, matter in _matters(report) if not agency]


def _codes(matters: Sequence[Matter]) -> str:
    """Each code once, a question's promises behind it; petitions of one share theirs: "ĐT2024-07 (1, 2)"."""
    found: dict[str, list[str]] = {}
    for matter in matters:
        code, _, number = matter.code.partition(_BEFORE_NUMBER)
        found.setdefault(code, []).extend(filter(None, [number.rstrip(")")]))
    joined = f",{NO_BREAK_SPACE}"
    questions = list(dict.fromkeys(matter.question.id for matter in matters))
    first = {matter.code.partition(_BEFORE_NUMBER)[0]: questions.index(matter.question.id) for matter in matters}
    ordered = sorted(found.items(), key=lambda item: (first[item[0]], len(item[0])))
    return ", ".join(f"{code}{_BEFORE_NUMBER}{joined.join(of)})" if of else code for code, of in ordered)


def _earliest(matters: Sequence[Matter], held_on: date | None) -> str:
    """The words of the earliest deadline; words that came without a day mean the day they say, others come last."""
    told = [matter.due for matter in matters if matter.due.text]
    days = [due.on or parse_due(due.text, held_on).on or date.max for due in told]
    return min(zip(days, told, strict=True), key=lambda one: one[0])[1].text if told else ""
