"""Tables pasted into lists whose rows name something else: an agency, a question, a site, a group, a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from app import labels
from app.commands import pasted_rows
from app.conference import Conference, Database
from app.domain.conclusion import Conclusion, section_for, verb_for
from app.domain.due import NO_DUE, Due
from app.domain.errors import Rule, RuleError
from app.domain.ids import AgencyId, QuestionId, SiteId
from app.domain.paper import Chart, ChartBar, Duty, PaperKind, Recipient, Side, SignatureBlock
from app.domain.petition import Commitment, Petition, ReplyMode, own_competence
from app.domain.roster import Attendance, Site, SiteKind
from app.imports.matching import Agencies, by_name, plain, word_of
from app.queries import desk, lists
from app.queries.known import known
from ui.dialogs.pages import Pasted

T = TypeVar("T")
Cells = Sequence[str]
Take = Callable[[Conference, Sequence[Cells]], int]
_NUMBER = re.compile(r"(\d+)(?:\.\d+)?\s*$")
_FIGURE = re.compile(r"(-?)(\d{1,9})(?:[.,](\d{1,3}))?")


def _split(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]


class _Known:
    """What words of a table may mean in a conference; asked for once for all its rows."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.agencies = Agencies(known(db))
        self._questions = {view.question.number: QuestionId(view.question.id) for view in lists.questions(db)}
        self.sites = by_name((site.name, SiteId(site.id)) for site in desk.sites(db))
        self.ranks = {agency.id: agency.rank for agency in desk.agencies(db)}
        facts = desk.facts(db)
        self._day, self.competence = facts.held_on, own_competence(facts.level)

    def agency(self, words: str) -> AgencyId | None:
        found = self.agencies.find(words) if words.strip() else None
        return AgencyId(found) if found else None

    def question(self, cell: str, row: int) -> QuestionId:
        """Errors: NO_SUCH_QUESTION, which tells the row and the cell."""
        match = _NUMBER.search(cell)
        number = self._questions.get(int(match[1])) if match else None
        if number is None:
            raise RuleError(Rule.NO_SUCH_QUESTION, summary=f"hàng {row}: “{cell}”")
        return number

    def due(self, words: str) -> Due:
        from app.reading.deadlines import parse_due  # half a second of patterns: not at the start of the program

        return parse_due(words, self._day) if words.strip() else NO_DUE


def _records(build: Callable[[_Known, Cells, int], object]) -> Take:
    """A command that adds what is built of each row; rows count from 1."""

    def take(conference: Conference, rows: Sequence[Cells]) -> int:
        there = _Known(conference.db)
        return pasted_rows.add_rows(conference, [build(there, row, n) for n, row in enumerate(rows, 1)])

    return take


def _site(_: _Known, cells: Cells, _row: int) -> Site:
    name, person, phone, kind = cells
    found = word_of(kind, {plain(labels.word(one)): one for one in SiteKind}) if kind else None
    return Site(name=name, contact_name=person, contact_phone=phone, kind=found or Site().kind)


def _attendance(there: _Known, cells: Cells, _row: int) -> Attendance:
    unit, invited, present, note, site = cells
    counts = [int(cell) if cell.isdigit() else 0 for cell in (invited, present)]
    return Attendance(unit=unit, invited=counts[0], present=counts[1], note=note, site_id=there.sites.get(plain(site)))


def _duty(there: _Known, cells: Cells, _row: int) -> Duty:
    """An agency that is not known stays as a note."""
    agency, text, due, note = cells
    agency_id = there.agency(agency)
    notes = [part for part in ("" if agency_id else agency, note) if part]
    return Duty(agency_id=agency_id, text=text, due_text=due, note=". ".join(notes))


def _paper(words: str) -> PaperKind:
    found = word_of(words, {plain(labels.word(kind)): kind for kind in PaperKind}) if words else None
    return found or PaperKind.NOTICE


def _recipient(_: _Known, cells: Cells, _row: int) -> Recipient:
    return Recipient(text=cells[0], paper=_paper(cells[1]))


def _signature(_: _Known, cells: Cells, _row: int) -> SignatureBlock:
    """Authority and position as one cell of several lines, or with strokes or semicolons between them."""
    lines, name, paper, side = cells
    parts = [part.strip() for part in re.split(r"[;\n]| / ", lines) if part.strip()]
    left = plain(side) == plain(labels.word(Side.LEFT))
    return SignatureBlock(
        paper=_paper(paper), side=Side.LEFT if left else Side.RIGHT, lines="\n".join(parts), name=name
    )


def _take_petitions(conference: Conference, rows: Sequence[Cells]) -> int:
    there = _Known(conference.db)
    modes = {plain(labels.word(mode)): mode for mode in ReplyMode}
    found = []
    for n, (number, text, lead, mode, due, supports) in enumerate(rows, 1):
        petition = Petition(
            question_id=there.question(number, n),
            text=text,
            lead_agency_id=there.agency(lead),
            reply_mode=(word_of(mode, modes) if mode else None) or ReplyMode.NONE,
            due=there.due(due),
            competence=there.competence,
        )
        agencies = [agency for part in _split(supports) if (agency := there.agency(part))]
        found.append(pasted_rows.PastedPetition(petition, agencies))
    return pasted_rows.add_petitions(conference, found)


def _take_commitments(conference: Conference, rows: Sequence[Cells]) -> int:
    there = _Known(conference.db)
    found = [
        Commitment(question_id=there.question(number, n), agency_id=there.agency(agency), text=text, due=there.due(due))
        for n, (number, agency, text, due) in enumerate(rows, 1)
    ]
    return pasted_rows.add_commitments(conference, found)


def _take_conclusions(conference: Conference, rows: Sequence[Cells]) -> int:
    """Verb and section follow from who is told; addressees that are no agencies of the list stand as written."""
    there = _Known(conference.db)
    found = []
    for told, text, due in rows:
        parts = _split(told)
        leads = [agency for part in parts if (agency := there.agency(part))]
        words = "" if len(leads) == len(parts) else told
        leads = [] if words else leads
        verb = verb_for(there.ranks.get(leads[0]) if leads else None)
        section = section_for(verb, has_lead=bool(leads or words))
        one = Conclusion(verb=verb, section=section, lead_text=words, text=text, due=there.due(due))
        found.append(pasted_rows.PastedConclusion(one, leads))
    return pasted_rows.add_conclusions(conference, found)


def _take_topics(conference: Conference, rows: Sequence[Cells]) -> int:
    return pasted_rows.add_topics(conference, [(name, group) for name, group in rows])


def _take_chart(default: str, conference: Conference, rows: Sequence[Cells]) -> int:
    """Labels and numbers in two columns; a first row without a number names the chart and its unit.

    Errors: BAD_NUMBER, NOTHING_TO_IMPORT.
    """
    named = bool(rows) and len(rows[0]) > 1 and _FIGURE.search(rows[0][1]) is None
    title = next((cell for cell in reversed(rows[0]) if cell), default) if named else default
    bars = [bar_of(row[0], row[1] if len(row) > 1 else "") for row in rows[1 if named else 0 :]]
    return pasted_rows.add_chart(conference, Chart(title=title), bars)


def bar_of(label: str, number: str) -> ChartBar:
    """A bar with its number as it is printed. Errors: BAD_NUMBER."""
    match = _FIGURE.search(number)
    if match is None or not label.strip():
        raise RuleError(Rule.BAD_NUMBER)
    thousandths = int(match[2]) * 1000 + int((match[3] or "0").ljust(3, "0"))
    value = -thousandths if match[1] else thousandths
    return ChartBar(label=label.strip(), value_thousandths=value, text=number.strip())


SITE_TABLE = Pasted(("Điểm cầu", "Người phụ trách", "Điện thoại", "Loại"), _records(_site))
TOPIC_TABLE = Pasted(("Lĩnh vực", "Thuộc nhóm"), _take_topics)
ATTENDANCE_TABLE = Pasted(("Đơn vị", "Mời", "Có mặt", "Ghi chú", "Điểm cầu"), _records(_attendance))
DUTY_TABLE = Pasted(("Cơ quan", "Nhiệm vụ", "Thời hạn", "Ghi chú"), _records(_duty))
PETITION_TABLE = Pasted(("Câu", "Nội dung", "Chủ trì", "Hình thức trả lời", "Thời hạn", "Phối hợp"), _take_petitions)
COMMITMENT_TABLE = Pasted(("Câu", "Cơ quan", "Nội dung", "Thời hạn"), _take_commitments)
CONCLUSION_TABLE = Pasted(("Giao cho", "Nội dung", "Thời hạn"), _take_conclusions)
RECIPIENT_TABLE = Pasted(("Nơi nhận", "Văn bản"), _records(_recipient))
SIGNATURE_TABLE = Pasted(("Quyền hạn, chức vụ", "Họ và tên", "Văn bản", "Vị trí"), _records(_signature))
CHART_TABLE = Pasted((), partial(_take_chart, "Biểu đồ"))
