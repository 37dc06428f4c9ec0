"""Phiếu chuyển kiến nghị: one slip for each agency with codes and deadlines, and a cover list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.blocks import Align, Block, Column, Document, Gap, Part, Row, RowKind, Table, Title, plain, trimmed
from app.documents.frame import letter_head, signature_area
from app.documents.minutes_questions import commitment_text
from app.documents.pdf_fonts import NO_BREAK_SPACE
from app.documents.petition_lines import asker_lines, demands, passed_on, petition_code, question_code, unanswered
from app.documents.wording import Wording
from app.domain.dates import slash_date, two_digits
from app.domain.due import Due
from app.domain.facts import Issuer
from app.domain.paper import PaperKind, Side, SignatureBlock
from app.domain.petition import PASSED_ON
from app.domain.report import ConferenceReport, ReportQuestion

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
    words = Wording(report, "slip")
    found: dict[str, list[Matter]] = {}
    of = demands(report)
    given = {id(petition) for _, petition in (*passed_on(of), *unanswered(of)) if petition.lead_agency}
    for question, petition in of:
        if id(petition) in given:
            text = petition.text or question.words or words("blank")
            code = petition_code(words, question, petition)
            matter = Matter(code, text, question, ", ".join(petition.supporting), petition.due)
            found.setdefault(petition.lead_agency, []).append(matter)
        if not question.petitions or petition is question.petitions[0]:
            for promise in question.commitments:
                code = f"{question_code(words, question)}.{promise.number}"
                text = words("commitment", text=commitment_text(words, replace(promise, agency="", due=Due())))
                if promise.agency:
                    found.setdefault(promise.agency, []).append(Matter(code, text, question, "", promise.due))
    return found


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
    count = two_digits(len(matters))
    lead = words("lead", issuer=names, agency=agency, count=count, name=facts.name, day=day)
    yield plain(lead, keep_with_next=True)
    yield _table(words, matters)
    yield plain(words("closing", agency=agency, issuer=names))
    default = SignatureBlock(paper=PaperKind.SLIP, side=Side.RIGHT, lines=words(f"{issuer.value}_signer"))
    area, _ = signature_area(words, PaperKind.SLIP, (default,))
    yield area


def _table(words: Wording, matters: Sequence[Matter]) -> Table:
    columns = (
        Column(words("column_number"), 10, Align.CENTRE),
        Column(words("column_code"), 30, Align.CENTRE),
        Column(words("column_text"), 52),
        Column(words("column_asker"), 38),
        Column(words("column_support"), 22),
        Column(words("column_due"), 21),
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
    rows = [
        Row((str(n), agency, two_digits(len(of)), _codes(of), _earliest(of), ""))
        for n, (agency, of) in enumerate(matters.items(), 1)
    ]
    count = two_digits(sum(map(len, matters.values())))
    total = words("cover_total", slips=two_digits(len(matters)), count=count)
    yield Table(columns, (*rows, Row((total,), RowKind.TOTAL)))


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


def _earliest(matters: Sequence[Matter]) -> str:
    """The first deadline with a day, else the first in words."""
    dated = [matter.due for matter in matters if matter.due.on is not None]
    if dated:
        return min(dated, key=lambda due: str(due.on)).text
    return next((matter.due.text for matter in matters if matter.due.text), "")
