"""Lines of a text -> the table they stand for: a programme pasted or cut from the plan, answers sent in as letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.import_preview import ImportKind
from app.imports.matching import plain
from app.imports.workbook import Sheet, Source

_BULLET = re.compile(r"^\s*(?:[-–+*•]|\(?\d{1,2}[.)]|[a-zđ][.)]|[IVX]+\.)\s*")
_CLOCK = r"\d{1,2}\s*(?:h|:|giờ)\s*\d{0,2}(?:\s*phút)?"
_TIME = re.compile(rf"^(?:từ\s+)?({_CLOCK}(?:\s*(?:-|–|đến)\s*{_CLOCK})?)\s*[:.,;–-]*\s*", re.IGNORECASE)
_LENGTH = re.compile(r"\s*\((\d{1,3}\s*(?:phút|'))\)\s*", re.IGNORECASE)
_BY = re.compile(
    r"\s*(?:\((?:do|phụ trách:?|thực hiện:?)\s*([^)]+)\)"
    r"|[-–:;]\s*(?:do|thực hiện:|phụ trách:|người thực hiện:)\s*(.+))\s*$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^\s*(?:trả lời\s+)?câu(?: hỏi)?(?: số)?\s*0*(\d{1,4})\s*[.:)–-]?\s*(.*)$", re.IGNORECASE | re.DOTALL
)
_PLAN_BLOCK = re.compile(r"^(\d{1,2})\.\s+([^:]{3,90}):?\s*(.*)$")
_AGENDA_HEADER = ("Thời gian", "Thời lượng", "Nội dung", "Người thực hiện")
_ANSWER_HEADER = ("Câu số", "Cơ quan trả lời", "Nội dung trả lời")
_LONGEST_TITLE = 220


def tables(source: Source, kind: ImportKind) -> tuple[Sheet, ...]:
    """The sheets of a source as tables of a kind. Text that stands for no such table is left as its lines."""
    cells = tuple(sheet for sheet in source.sheets if not sheet.is_prose)
    prose = [sheet for sheet in source.sheets if sheet.is_prose]
    if kind is ImportKind.ANSWERS and prose and not cells:
        rows = [row for sheet in prose for row in _answers(_lines(sheet), sheet.name or _stem(source.name))]
        return (Sheet(source.name, (_ANSWER_HEADER, *rows)),)
    if kind is ImportKind.AGENDA and prose:
        lines = [line for sheet in prose for line in _lines(sheet)]
        rows = list(_plan_items(lines) if _is_plan(lines) else _agenda_items(lines))
        made = (Sheet("", (_AGENDA_HEADER, *rows)),) if rows else ()
        return (*cells, *made) if cells else made or tuple(prose)
    return cells or tuple(prose)


def _lines(sheet: Sheet) -> list[str]:
    """Converted where the font was a legacy one and the lines were consented to; else as they are."""
    return [line for row in sheet.rows for cell in row for line in cell.split("\n") if line.strip()]


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _agenda_items(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        text = _BULLET.sub("", line).strip()
        time = _TIME.match(text)
        if time:
            text = text[time.end() :]
        length = _LENGTH.search(text)
        if length:
            text = f"{text[: length.start()]} {text[length.end() :]}".strip()
        by = _BY.search(text)
        if by:
            text = text[: by.start()]
        title = _BULLET.sub("", text).strip(" .;,")
        if title:
            who = (by[1] or by[2]).strip(" .") if by else ""
            yield time[1] if time else "", length[1] if length else "", title, who


def _is_plan(lines: list[str]) -> bool:
    """A whole plan, not its programme: it has the chapters of one."""
    folded = [plain(line) for line in lines]
    chapters = sum(bool(re.match(r"i{1,3} |iv |v ", line)) for line in folded)
    return chapters >= 2 and any("muc dich" in line or "to chuc thuc hien" in line for line in folded)


def _plan_items(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """What a plan says of its programme, in the order such a conference has; where it says nothing, no item."""
    arts = _sentence(lines, r"tiet muc van nghe[^.;]*", r"một số tiết mục văn nghệ|tiết mục văn nghệ")
    if arts:
        yield "", "", _capital(arts[0]), arts[1]
    yield "", "", "Tuyên bố lý do, giới thiệu đại biểu", ""
    film = _sentence(lines, r"phong su", r"phóng sự")
    if film:
        yield "", "", f"Trình chiếu {_until(film[0], 'để trình chiếu')}", film[1]
    report = _beginning(lines, "thong tin nhanh")
    if report:
        yield "", "", _until(report, ";"), ""
    talk = _until(_beginning(lines, "doi thoai giua"), "gồm các nội dung")
    yield "", "", talk or "Đối thoại giữa Chủ tịch UBND tỉnh với thanh niên", "Chủ tịch UBND tỉnh"
    gifts = _sentence(lines, r"tang qua", r"tặng quà")
    if gifts:
        yield "", "", _capital(_until(gifts[0], "(")), gifts[1]
    end = _sentence(lines, r"ket luan noi dung", r"kết luận nội dung")
    if end:
        yield "", "", "Kết luận nội dung đối thoại", "Chủ tịch UBND tỉnh"


def _beginning(lines: list[str], words: str) -> str:
    """The line that begins with these folded words, its number or letter aside."""
    bare = (_BULLET.sub("", line) for line in lines)
    return next((line for line in bare if plain(line).startswith(words)), "")


def _sentence(lines: list[str], pattern: str, start: str) -> tuple[str, str] | None:
    """The clause from its key words on, and the body whose block of duties it stands in."""
    owner = ""
    for line in lines:
        block = _PLAN_BLOCK.match(line.strip())
        if block:
            owner = block[2].strip()
        if re.search(pattern, plain(line)):
            found = re.search(rf"(?:{start})[^.;]*", line, re.IGNORECASE)
            if found:
                return _until(found[0].strip(), " để trình"), owner
    return None


def _until(text: str, mark: str) -> str:
    cut = text.partition(mark)[0].strip(" :,;.*")
    return cut if len(cut) <= _LONGEST_TITLE else cut[:_LONGEST_TITLE].rsplit(" ", 1)[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _answers(lines: list[str], agency: str) -> Iterator[tuple[str, ...]]:
    """Each "Câu 3: …" begins an answer; without any the whole text is one, for no question yet."""
    number, text = "", list[str]()
    for line in lines:
        found = _ANSWER.match(line)
        if found:
            if number and text:
                yield number, agency, "\n".join(text)
            number, text = found[1], [found[2]] if found[2] else []
        else:
            text.append(line)
    if text:
        yield number, agency, "\n".join(text)
