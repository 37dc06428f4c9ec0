"""What a plan says of its programme, in the order such a conference has; where it says nothing, no item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.records import dataclass
from app.imports.matching import agency_key, plain
from app.imports.plan_outline import PlanLine, after_colon

_LONGEST_TITLE = 220
_CHAIRMAN = re.compile(r"Chủ tịch (?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu)")
_QUOTED = re.compile(r"“[^”]*”")
_DUTIES = "to chuc thuc hien"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An item of the programme. note: what the plan says of it; script: what the host may say; line: where from 1."""

    title: str
    who: str = ""
    note: str = ""
    script: str = ""
    line: int = 0
    source: str = ""


def plan_items(lines: Sequence[PlanLine]) -> list[PlanItem]:
    """The items the plan names itself, and the reception that every conference begins with."""
    chairman = chairman_of(lines)
    found = (
        _arts(lines),
        PlanItem("Tuyên bố lý do, giới thiệu đại biểu", script=_chapter(lines, "muc dich", "muc dich")),
        _film(lines),
        _report(lines),
        _dialogue(lines, chairman),
        _gifts(lines, chairman),
        _conclusion(lines, chairman),
    )
    return [item for item in found if item is not None]


def chairman_of(lines: Iterable[PlanLine]) -> str:
    """The title of who holds the dialogue, as the plan writes it."""
    return next((found[0] for line in lines if (found := _CHAIRMAN.search(line.text))), "")


def _arts(lines: Sequence[PlanLine]) -> PlanItem | None:
    clause = _clause(lines, r"(?:một số )?(tiết mục văn nghệ[^.;]*)")
    if clause is None:
        return None
    text, line = clause
    return PlanItem(_capital(_short(text)), _owners(lines, "van nghe"), line=line.place, source=line.text)


def _film(lines: Sequence[PlanLine]) -> PlanItem | None:
    clause = _clause(lines, r"(phóng sự[^.;]*)")
    if clause is None:
        return None
    text, line = clause
    named = _QUOTED.search(text)
    title = f"Trình chiếu phóng sự {named[0]}" if named else f"Trình chiếu {text.partition(' để ')[0]}"
    return PlanItem(_short(title), _owners(lines, "phong su"), line=line.place, source=line.text)


def _report(lines: Sequence[PlanLine]) -> PlanItem | None:
    line = next((line for line in lines if plain(line.text).startswith("thong tin nhanh")), None)
    if line is None:
        return None
    organiser = next((one.section for one in lines if _DUTIES in one.chapter and one.section), "")
    note = after_colon(line.text) or line.text
    first = note.partition(";")[0]
    title = f"Thông tin nhanh đến thanh niên kết quả {first[:1].lower()}{first[1:]}"
    return PlanItem(_short(title), _body(organiser), note=line.text, line=line.place, source=line.text)


def _dialogue(lines: Sequence[PlanLine], chairman: str) -> PlanItem | None:
    line = next((line for line in lines if re.match(r"doi thoai (?:truc tiep )?giua", plain(line.text))), None)
    if line is None and not chairman:
        return None
    text = line.text if line is not None else f"Đối thoại giữa {chairman} với thanh niên"
    title = re.split(r"\s+gồm các nội dung|\s+ngày \d|:", text)[0]
    heads = "Thủ trưởng các cơ quan, đơn vị" if any("giao nhiệm vụ" in line.text for line in lines) else ""
    who = "; ".join(part for part in (chairman, heads) if part)
    note = _chapter(lines, "muc dich", "yeu cau")
    return PlanItem(_short(title), who, note=note, line=line.place if line else 0, source=line.text if line else "")


def _gifts(lines: Sequence[PlanLine], chairman: str) -> PlanItem | None:
    clause = _clause(lines, r"(tặng quà[^.;(]*)")
    if clause is None:
        return None
    _, line = clause
    chosen = re.search(r"tấm gương (thanh niên[^.;(]*?)(?: trong | trên |$)", line.text)
    whom = chosen[1] if chosen else "thanh niên tiêu biểu"
    return PlanItem(
        _short(_capital(f"{chairman} tặng quà {whom}".strip())),
        _owners(lines, "tang qua"),
        line=line.place,
        source=line.text,
    )


def _conclusion(lines: Sequence[PlanLine], chairman: str) -> PlanItem | None:
    clause = _clause(lines, r"(kết luận nội dung đối thoại|kết luận hội nghị|kết luận đối thoại)")
    if clause is None:
        return None
    text, line = clause
    who = "; ".join(part for part in (chairman, _owners(lines, "ket luan noi dung")) if part)
    return PlanItem(_capital(_short(text)), who, line=line.place, source=line.text)


def _clause(lines: Sequence[PlanLine], pattern: str) -> tuple[str, PlanLine] | None:
    for line in lines:
        found = re.search(pattern, line.text, re.IGNORECASE)
        if found and line.chapter != "noi nhan":
            return found[1].strip(), line
    return None


def _owners(lines: Iterable[PlanLine], words: str) -> str:
    """The bodies in whose blocks of duties these folded words stand, once each."""
    found: dict[str, str] = {}
    for line in lines:
        owner = _body(line.section)
        said = line.text.partition(":")[2] if line.text == line.section else line.text
        if _DUTIES in line.chapter and owner and words in plain(said):
            found.setdefault(agency_key(owner), owner)
    return "; ".join(_first_two(list(found.values())))


def _first_two(bodies: list[str]) -> list[str]:
    """More than two are those who tell of it (press, all departments), not those who do it."""
    return bodies[:2]


def _body(section: str) -> str:
    name = section.partition(":")[0].strip()
    return name if 0 < len(name) <= 120 else ""


def _chapter(lines: Iterable[PlanLine], chapter: str, section: str) -> str:
    """The points of a section, each on its line."""
    inside = (line for line in lines if chapter in line.chapter and plain(line.section).startswith(section))
    return "\n".join(line.text for line in inside if line.text != line.section)


def _short(text: str) -> str:
    cut = text.strip(" :,;.*")
    return cut if len(cut) <= _LONGEST_TITLE else cut[:_LONGEST_TITLE].rsplit(" ", 1)[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
