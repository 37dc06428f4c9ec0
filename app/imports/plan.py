"""The text of a plan -> proposals, field by field. It proposes and never writes; what is doubtful is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.domain.dates import slash_date, typed_day
from app.domain.facts import Facts, Level, MeetingForm
from app.domain.ids import AgencyId
from app.domain.plan import PlanFact, Proposal, ProposalKind
from app.domain.records import dataclass
from app.domain.text import fold
from app.imports import legacy_text
from app.imports.agenda import kind_of
from app.imports.matching import Agencies, agency_key, plain
from app.imports.plan_agenda import chairman_of, plan_items
from app.imports.plan_outline import Mark, PlanLine, after_colon, outline
from app.imports.workbook import Source
from app.queries.known import Known
from app.reading import agency_lists
from app.reading.deadlines import find_deadlines

_BODY = re.compile(
    r"(?:Sở|Ban|Văn phòng|Công an|Bộ Chỉ huy|Ban Chỉ huy|Hội|Hiệp [hH]ội|Trường|Phân hiệu|Tỉnh [đĐ]oàn|Thành [đĐ]oàn|"
    r"Huyện [đĐ]oàn|Đoàn|Đài|Báo|UBND|Ủy ban|HĐND|Kho bạc|Ngân hàng|Liên đoàn|Thanh tra|Cục|Chi cục|Viện|Bảo hiểm|"
    r"Tòa án|Mặt trận|MTTQ|Phòng|Trung tâm|VNPT|Viettel|Trạm)\b"
)
_PLACE_AND_DATE = re.compile(r"^(\S[^,]{1,40}), ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{4}$")
_SYMBOL = re.compile(r"^Số\s*:?\s*([\d.…]*\s*/\s*\S+)")
_COUNT = re.compile(r"((?:hơn |khoảng |trên |gần )?\d{2,4})\s+(?:người|đại biểu|đoàn viên|thanh niên)")
_PLACE_NAME = re.compile(
    r"\b(tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu) ((?:[A-ZĐÀ-Ỹ][\w'’-]*)(?: [A-ZĐÀ-Ỹ][\w'’-]*){0,3})"
)
_LEVELS = {
    "tỉnh": Level.PROVINCE, "thành phố": Level.PROVINCE, "huyện": Level.DISTRICT, "thị xã": Level.DISTRICT,
    "xã": Level.COMMUNE, "phường": Level.COMMUNE, "đặc khu": Level.COMMUNE,
}  # fmt: skip
_DAY = re.compile(r"ngày (\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})")
_DUTIES = "to chuc thuc hien"


def read_plan(source: Source, known: Known, facts: Facts) -> tuple[Proposal, ...]:
    """All that the plan says and this program can hold; empty where it is no plan."""
    lines = outline(part for cell in _words(source) for part in cell.split("\n"))
    found = [
        *_facts(lines),
        *_topics(lines),
        *_agenda(lines),
        *_participants(lines),
        *_chair(lines),
        *_duties(lines),
        *_end(lines),
        *_legal(lines),
    ]
    agencies = Agencies(known)
    found = [*found, *_agencies(found, lines)]
    order = list(ProposalKind)
    found.sort(key=lambda one: order.index(one.kind))
    compared = _Compared(known, facts, agencies)
    return tuple(replace(compared.settled(one), number=number) for number, one in enumerate(found, start=1))


def _words(source: Source) -> Iterable[str]:
    """Letters of old fonts are read in Unicode: each proposal is seen by somebody before it is taken."""
    legacy = next((sheet.legacy for sheet in source.sheets if sheet.legacy is not None), None)
    if source.lines:
        return [legacy_text.convert_if_better(line, legacy) if legacy else line for line in source.lines]
    return [cell for sheet in source.sheets for row in sheet.converted or sheet.rows for cell in row]


def _proposal(kind: ProposalKind, text: str, line: PlanLine | None, **rest: str) -> Proposal:
    place, source = (line.place, line.text) if line is not None else (0, "")
    return Proposal(0, kind, text, line=place, source=source, **rest)  # type: ignore[arg-type]


def _fact(fact: PlanFact, text: str, line: PlanLine | None, detail: str = "") -> Proposal:
    return replace(_proposal(ProposalKind.FACT, text, line, detail=detail), fact=fact)


def _facts(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    subject = _subject(lines)
    if subject is not None:
        name = re.sub(r"^(?:Về việc\s+|V/v\s+)?tổ chức\s+", "", subject.text, flags=re.IGNORECASE).strip(" .")
        yield _fact(PlanFact.NAME, name[:1].upper() + name[1:], subject)
    theme = _labelled(lines, "chu de")
    if theme is not None:
        yield _fact(PlanFact.THEME, after_colon(theme.text).strip(' .“”"'), theme)
    chairman = chairman_of(lines)
    level = next((level for word, level in _LEVELS.items() if chairman.endswith(f" {word}")), None)
    if level is not None:
        yield _fact(PlanFact.LEVEL, level.value, next(line for line in lines if chairman in line.text))
    place = next((line for line in lines if _PLACE_AND_DATE.match(line.text)), None)
    found = _PLACE_NAME.search(subject.text) if subject is not None else None
    if found is not None:
        usual = found[1] in {"tỉnh", "huyện", "xã"}  # of a phường, a thị xã the kind is part of what is typed
        yield _fact(PlanFact.PROVINCE, found[2] if usual else f"{found[1]} {found[2]}", subject)
    if place is not None:
        yield _fact(PlanFact.PLACE_NAME, place.text.partition(",")[0], place)
    yield from _where_and_when(lines)


def _where_and_when(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    form = _labelled(lines, "hinh thuc")
    if form is not None:
        words = plain(after_colon(form.text))
        online, here = "truc tuyen" in words, "truc tiep" in words
        kind = MeetingForm.MIXED if online and here else MeetingForm.ONLINE if online else MeetingForm.IN_PERSON
        if online or here:
            yield _fact(PlanFact.FORM, kind.value, form)
    when = _labelled(lines, "thoi gian")
    if when is not None:
        text, _, rest = after_colon(when.text).partition("(")
        yield _fact(PlanFact.PLANNED, text.strip(" ."), when, rest.rstrip(" .)"))
        day = _DAY.search(text)
        if day is not None and (on := typed_day(day[1])) is not None:
            yield _fact(PlanFact.HELD_ON, slash_date(on), when)
    where = _labelled(lines, "dia diem")
    if where is not None:
        soft, text = re.match(r"^(dự kiến\s+)?(?:tại\s+)?(.*)$", after_colon(where.text), re.IGNORECASE).groups()  # type: ignore[union-attr]
        yield _fact(PlanFact.PLACE, text.strip(" ."), where, (soft or "").strip())
    for line in lines:
        count = _COUNT.search(line.text)
        if count and "thanh phan" in line.chapter and "thanh nien" in plain(line.text):
            yield _fact(PlanFact.YOUTH_COUNT, f"{count[1]} thanh niên", line)
            return


def _subject(lines: Sequence[PlanLine]) -> PlanLine | None:
    """The line under the words KẾ HOẠCH, else the one that begins "Về việc tổ chức"."""
    for before, line in pairwise(lines):
        if plain(before.text) == "ke hoach" and before.text.isupper():
            return line
    return next((line for line in lines if re.match(r"(?:ve viec |v v )?to chuc .*doi thoai", plain(line.text))), None)


def _labelled(lines: Iterable[PlanLine], label: str) -> PlanLine | None:
    """The line "2. Địa điểm: …"; a label without words behind it takes the line that follows."""
    waiting = False
    for line in lines:
        head, colon, rest = line.text.partition(":")
        if waiting and line.mark in {Mark.NONE, Mark.BULLET}:
            return replace(line, text=f":{line.text}")
        waiting = False
        if colon and len(head) <= 60 and plain(head).startswith(label):
            if rest.strip():
                return line
            waiting = True
    return None


def _topics(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    """The points of what is talked about; a point that opens further ones is only their head."""
    inside = [line for line in lines if plain(line.section).startswith("noi dung") and line.text != line.section]
    points = [line for line in inside if line.mark is Mark.BULLET]
    for line in points or [line for line in inside if line.mark is Mark.LETTER]:
        if not plain(line.letter).startswith("thong tin") and not line.text.endswith(":"):
            yield _proposal(ProposalKind.TOPIC, line.text.rstrip(" ;."), line)


def _agenda(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    if not any(line.mark is Mark.CHAPTER for line in lines):
        return
    for item in plan_items(lines):
        yield Proposal(
            0, ProposalKind.AGENDA, item.title, who=item.who, detail=item.note, script=item.script,
            item_kind=kind_of(item.title), line=item.line, source=item.source,
        )  # fmt: skip


def _participants(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    inside = [line for line in lines if "thanh phan" in line.chapter and line.mark is not Mark.CHAPTER]
    points = [line for line in inside if line.mark is not Mark.NONE] or inside
    for line in points:
        if not line.text.startswith("("):
            yield _proposal(ProposalKind.PARTICIPANT, line.text.rstrip(" ;."), line)
    for line in points:
        head, _, members = line.text.partition(":")
        if "thanh nien" in plain(head) and "gom" in plain(head).split():
            for member in members.split(";"):
                name = member.strip(" .…;")
                if name:
                    yield _proposal(ProposalKind.YOUTH_GROUP, name, line)


def _chair(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    """Whoever signs as chairman and is named as chairing by title; anybody else is left to be typed."""
    line = next(
        (
            line
            for line in lines
            if "thanh phan" in line.chapter and re.search(r"chu tri (?:doi thoai|hoi nghi)|chu tri$", plain(line.text))
        ),
        None,
    )
    position, name = _signer(lines)
    title = chairman_of([line]) if line is not None else ""
    if line is not None and name and title and plain(position[-1]) == "chu tich":
        yield _proposal(ProposalKind.CHAIR, name, line, detail=title)


def _duties(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    for line in lines:
        if _DUTIES not in line.chapter or not line.section:
            continue
        head, _, rest = line.section.partition(":")
        is_head = line.mark is Mark.SECTION
        text = rest.strip() if is_head else line.text
        if len(head) > 120 or not text or plain(text).startswith("tren day la"):
            continue
        for body in _bodies(head):
            due = next((one.due.text for one in find_deadlines(text, None) if re.search(r"\d", one.due.text)), "")
            yield _proposal(ProposalKind.DUTY, text, line, who=body, detail=due)


def _bodies(head: str) -> list[str]:
    """Two bodies of "Báo Lào Cai, Đài Phát thanh …"; "Các sở, ban, ngành …" is one address."""
    head = head.strip(" .;")
    parts = [part.strip() for part in re.split(r",\s+|\s+và\s+(?=Sở|Đài|Báo|Công an|Tỉnh)", head)]
    return parts if len(parts) > 1 and all(_BODY.match(part) for part in parts) else [head]


def _agencies(found: Iterable[Proposal], lines: Iterable[PlanLine]) -> Iterator[Proposal]:
    """Every body once, by its own name where that is known, with the plan's spellings in who.

    First those who get duties, then those whose heads are invited by name.
    """
    bodies: dict[str, Proposal] = {}
    duties = [replace(one, kind=ProposalKind.AGENCY, text=one.who, who="", detail="") for one in found if one.who
              and one.kind is ProposalKind.DUTY]  # fmt: skip
    for one in (*duties, *_invited(lines)):
        own = agency_lists.own_names().get(fold(one.text), one.text)
        known = bodies.setdefault(agency_key(own), replace(one, text=own))
        if one.text not in (known.text, *known.who.split("; ")):
            bodies[agency_key(own)] = replace(known, who="; ".join(filter(None, (known.who, one.text))))
    yield from bodies.values()


def _invited(lines: Iterable[PlanLine]) -> Iterator[Proposal]:
    for line in lines:
        if "thanh phan" in line.chapter and "gom" not in plain(line.text).split():
            for part in line.text.partition(":")[2].split(";"):
                name = part.strip(" .…")
                if _BODY.match(name):
                    yield _proposal(ProposalKind.AGENCY, name, line)


def _end(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    for line in lines:
        if line.chapter == "noi nhan" and line.mark is Mark.BULLET:
            yield _proposal(ProposalKind.RECIPIENT, line.text.rstrip(" ;."), line)
    position, name = _signer(lines)
    if name and position:
        line = next(line for line in reversed(lines) if line.text == name)
        yield _proposal(ProposalKind.SIGNER, name, line, detail="\n".join(position))


def _signer(lines: Sequence[PlanLine]) -> tuple[list[str], str]:
    """Lines in capitals and the name below them, at the very end."""
    tail = [line.text for line in lines if line.chapter == "noi nhan" and line.mark is Mark.NONE]
    tail = [text for text in tail if not plain(text).startswith("noi nhan")]
    position = [text for text in tail if text.isupper() and len(text) <= 60]
    names = [text for text in tail if text.istitle() or _is_name(text)]
    return position, names[-1] if names and position and names[-1] not in position else ""


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() for word in words) and not text.isupper()


def _legal(lines: Sequence[PlanLine]) -> Iterator[Proposal]:
    for line in lines:
        if line.text.startswith("Căn cứ ") and not line.chapter:
            yield _proposal(ProposalKind.LEGAL_TEXT, line.text.removeprefix("Căn cứ ").rstrip(" ;.,"), line)
    symbol = next((line for line in lines if _SYMBOL.match(line.text)), None)
    subject = _subject(lines)
    if symbol is not None and subject is not None:
        number = _SYMBOL.match(symbol.text)[1].replace(" ", "")  # type: ignore[index]
        dated = next((line.text for line in lines if _PLACE_AND_DATE.match(line.text)), "")
        name = subject.text[:1].lower() + subject.text[1:]
        number = number if number[0].isdigit() else f"…{number}"
        yield _proposal(ProposalKind.LEGAL_TEXT, f"Kế hoạch số {number} {name}", symbol, detail=dated)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What the conference has already, so that a proposal says so."""

    known: Known
    facts: Facts
    agencies: Agencies

    def settled(self, one: Proposal) -> Proposal:
        agency = self.agencies.find(one.text if one.kind is ProposalKind.AGENCY else one.who)
        names = self._names(one.kind)
        there = plain(one.text) in names
        if one.kind is ProposalKind.AGENCY:
            there = agency is not None
        if one.kind is ProposalKind.FACT and one.fact is not None:
            there = plain(fact_now(self.facts, one.fact)) == plain(one.text)
        if one.kind is ProposalKind.DUTY:
            there = any(plain(d.text) == plain(one.text) and d.agency_id == agency for d in self.known.duties)
        return replace(one, agency_id=AgencyId(agency) if agency else None, is_there=there)

    def _names(self, kind: ProposalKind) -> set[str]:
        known = self.known
        texts: dict[ProposalKind, Iterable[str]] = {
            ProposalKind.TOPIC: (topic.name for topic in known.topics),
            ProposalKind.AGENDA: (item.title for item in known.agenda),
            ProposalKind.YOUTH_GROUP: (group.name for group in known.groups),
            ProposalKind.CHAIR: (view.person.name for view in known.people),
            ProposalKind.PARTICIPANT: known.participants,
            ProposalKind.RECIPIENT: known.recipients,
        }
        return {plain(text) for text in texts.get(kind, ())}


def fact_now(facts: Facts, fact: PlanFact) -> str:
    """What the conference says of it now, in the form of a proposal's text."""
    if fact is PlanFact.PLANNED:
        return facts.planned.text
    if fact is PlanFact.HELD_ON:
        return slash_date(facts.held_on) if facts.held_on else ""
    return str(getattr(facts, fact.value))
