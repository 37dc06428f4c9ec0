"""Lines of a text -> the table they stand for: a programme pasted or cut from the plan, answers sent in as letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.import_preview import ImportKind
from app.imports.plan_agenda import plan_items
from app.imports.plan_outline import is_plan, outline
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
_AGENDA_HEADER = ("Thời gian", "Thời lượng", "Nội dung", "Người thực hiện")
_ANSWER_HEADER = ("Câu số", "Cơ quan trả lời", "Nội dung trả lời")


def tables(source: Source, kind: ImportKind) -> tuple[Sheet, ...]:
    """The sheets of a source as tables of a kind. Text that stands for no such table is left as its lines."""
    cells = tuple(sheet for sheet in source.sheets if not sheet.is_prose)
    prose = [sheet for sheet in source.sheets if sheet.is_prose]
    if kind is ImportKind.ANSWERS and prose and not cells:
        rows = [row for sheet in prose for row in _answers(_lines(sheet), sheet.name or _stem(source.name))]
        return (Sheet(source.name, (_ANSWER_HEADER, *rows)),)
    if kind is ImportKind.AGENDA and prose:
        lines = [line for sheet in prose for line in _lines(sheet)]
        rows = _plan_rows(lines) if is_plan(lines) else list(_agenda_items(lines))
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


def _plan_rows(lines: Iterable[str]) -> list[tuple[str, ...]]:
    return [("", "", item.title, item.who) for item in plan_items(outline(lines))]


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
