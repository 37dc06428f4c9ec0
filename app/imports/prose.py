"""Lines of a text -> the table they stand for: a programme pasted or cut from the plan, answers sent in as letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from app.domain.import_preview import ImportKind, Legacy
from app.domain.records import dataclass
from app.domain.text import clean_text
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it stands in the file, and what it says."""

    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the table, and the same with the letters of the file."""

    cells: tuple[str, ...]
    raw: tuple[str, ...]


def tables(source: Source, kind: ImportKind) -> tuple[Sheet, ...]:
    """The sheets of a source as tables of a kind. Text that stands for no such table is left as its lines.

    Lines in a legacy font are taken apart by what they say in Unicode; their cells show the letters as they stand in
    the file until somebody agrees to the conversion.
    """
    cells = tuple(sheet for sheet in source.sheets if not sheet.is_prose)
    prose = [sheet for sheet in source.sheets if sheet.is_prose]
    legacy = next((sheet.legacy for sheet in prose if sheet.legacy is not None), None)
    if kind is ImportKind.ANSWERS and prose and not cells:
        found = [row for sheet in prose for row in _answers(_lines(sheet), sheet.name or _stem(source.name))]
        return (_table(source.name, _ANSWER_HEADER, found, legacy),)
    if kind is ImportKind.AGENDA and prose:
        lines = [line for sheet in prose for line in _lines(sheet)]
        read = [line.text for line in lines]
        found = _plan_rows(lines) if is_plan(read) else list(_agenda_items(lines))
        made = (_table("", _AGENDA_HEADER, found, legacy),) if found else ()
        return (*cells, *made) if cells else made or tuple(prose)
    return cells or tuple(prose)


def _table(name: str, header: tuple[str, ...], found: Sequence[_Found], legacy: Legacy | None) -> Sheet:
    rows = (header, *(_cleaned(row.cells) for row in found))
    if legacy is None:
        return Sheet(name, rows)
    return Sheet(name, (header, *(_cleaned(row.raw) for row in found)), legacy=legacy, converted=rows)


def _cleaned(cells: tuple[str, ...]) -> tuple[str, ...]:
    """What was cut out of a cleaned line may begin or end with a space."""
    return tuple(map(clean_text, cells))


def _lines(sheet: Sheet) -> list[_Line]:
    """The lines of a text with what they say in Unicode."""
    converted = sheet.converted or sheet.rows
    pairs = (pair for raw, read in zip(sheet.rows, converted, strict=False) for pair in zip(raw, read, strict=False))
    return [
        _Line(raw, read)
        for raw_cell, read_cell in pairs
        for raw, read in zip_longest(raw_cell.split("\n"), read_cell.split("\n"), fillvalue="")
        if read.strip()
    ]


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _agenda_items(lines: Iterable[_Line]) -> Iterator[_Found]:
    for line in lines:
        text = _BULLET.sub("", line.text).strip()
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
            cells = (time[1] if time else "", length[1] if length else "", title, who)
            yield _Found(cells, ("", "", line.raw, ""))


def _plan_rows(lines: Sequence[_Line]) -> list[_Found]:
    items = plan_items(outline(line.text for line in lines))
    raw = [lines[item.line - 1].raw if item.line else item.title for item in items]
    return [_Found(("", "", item.title, item.who), ("", "", raw[place], "")) for place, item in enumerate(items)]


def _answers(lines: Iterable[_Line], agency: str) -> Iterator[_Found]:
    """Each "Câu 3: …" begins an answer; without any the whole text is one, for no question yet."""
    number, text, raw = "", list[str](), list[str]()
    for line in lines:
        found = _ANSWER.match(line.text)
        if found:
            if number and text:
                yield _Found((number, agency, "\n".join(text)), (number, agency, "\n".join(raw)))
            number, text, raw = found[1], [found[2]] if found[2] else [], [line.raw]
        else:
            text.append(line.text)
            raw.append(line.raw)
    if text:
        yield _Found((number, agency, "\n".join(text)), (number, agency, "\n".join(raw)))
