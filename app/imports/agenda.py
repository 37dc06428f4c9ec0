"""Rows of the programme: start, length, title, who does it, and its kind guessed from its words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.import_preview import Decisions, Field, ImportKind, ImportRow, ProblemKind, RowState
from app.imports.matching import plain, word_of
from app.imports.reader import RowReader, Table, read_rows
from app.labels import word
from app.queries.known import Known

_CLOCK = re.compile(r"(\d{1,2})\s*(?:h|:|g|giờ)\s*(\d{1,2})?(?:\s*(?:phút|'|p\b))?", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,3})\s*(?:phút|phut|p|'|’|ph)?\.?", re.IGNORECASE)
_KINDS: tuple[tuple[AgendaKind, str], ...] = (
    (AgendaKind.BREAK, r"giai lao|nghi giua gio|tea ?break"),
    (AgendaKind.GIFTS, r"tang (?:qua|hoa|bieu trung|ky niem chuong)|trao (?:qua|thuong|hoc bong)"),
    (AgendaKind.FILM, r"phong su|chieu phim|video|clip|phim tai lieu"),
    (AgendaKind.ARTS, r"van nghe"),
    (AgendaKind.CLOSING, r"be mac|cam on|chup anh luu niem"),
    (AgendaKind.CONCLUSION, r"ket luan"),
    (AgendaKind.OPENING, r"khai mac|phat bieu chao mung"),
    (AgendaKind.PAPER, r"tham luan"),
    (AgendaKind.INTRODUCTION, r"tuyen bo ly do|gioi thieu dai bieu|on dinh to chuc|don (?:tiep|dai bieu)|chao co"),
    (AgendaKind.DIALOGUE, r"doi thoai|neu (?:cau hoi|y kien)|tra loi|trao doi|thao luan|hoi dap"),
    (AgendaKind.REPORT, r"bao cao|thong tin|trinh bay"),
)


def preview_rows(table: Table, known: Known, decisions: Decisions) -> tuple[ImportRow, ...]:
    kinds = {plain(word(kind)): kind for kind in AgendaKind}
    stored = {plain(item.title): item for item in known.agenda}
    rows: list[ImportRow] = []
    seen: dict[str, int] = {}
    for reader in read_rows(table, ImportKind.AGENDA, decisions):
        reader.need(Field.NAME)
        _read_times(reader)
        title = plain(reader.get(Field.NAME))
        written = word_of(reader.get(Field.KIND), kinds) if reader.get(Field.KIND) else None
        reader.values[Field.KIND] = (written or kind_of(reader.get(Field.NAME))).value
        if title in seen and title:
            rows.append(reader.row(RowState.DUPLICATE, same_as=seen[title]))
            continue
        seen[title] = reader.number
        item = stored.get(title)
        if item is None:
            rows.append(reader.row())
        else:
            rows.append(reader.row(RowState.UPDATE if _says_more(reader, item) else RowState.DUPLICATE, item.id))
    return _with_lengths(rows)


def kind_of(title: str) -> AgendaKind:
    """What an item is by its words; the first pattern that is met, since "kết luận" outweighs "đối thoại"."""
    folded = plain(title)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, folded)), AgendaKind.OTHER)


def _read_times(reader: RowReader) -> None:
    """Read "8h00 - 8h15" as a start and a length, "15 phút" as a length."""
    text = reader.get(Field.START)
    length = reader.get(Field.MINUTES)
    if text:
        clocks = [(int(hour), int(minute or 0)) for hour, minute in _CLOCK.findall(text)]
        if any(hour > 23 or minute > 59 for hour, minute in clocks) or (not clocks and not _LENGTH.fullmatch(text)):
            reader.problem(ProblemKind.BAD_TIME, Field.START)
        elif not clocks:
            length = length or text
            del reader.values[Field.START]
        else:
            reader.values[Field.START] = f"{clocks[0][0]:02d}:{clocks[0][1]:02d}"
            if len(clocks) > 1 and not length:
                length = str(_between(*clocks[:2]))
    if length:
        found = _LENGTH.fullmatch(length)
        if found is None:
            reader.problem(ProblemKind.BAD_NUMBER, Field.MINUTES, length)
        else:
            reader.values[Field.MINUTES] = str(int(found[1]))


def _between(start: tuple[int, int], end: tuple[int, int]) -> int:
    return max(0, (end[0] - start[0]) * 60 + end[1] - start[1])


def _with_lengths(rows: list[ImportRow]) -> tuple[ImportRow, ...]:
    """An item without a length that stands between two starts lasts until the next one begins."""
    done = list(rows)
    for place, (row, after) in enumerate(pairwise(rows)):
        start, end = row.values.get(Field.START, ""), after.values.get(Field.START, "")
        if start and end and Field.MINUTES not in row.values and row.state is not RowState.ERROR:
            minutes = _between(_clock(start), _clock(end)) if ":" in start and ":" in end else 0
            if minutes:
                done[place] = replace(row, values={**row.values, Field.MINUTES: str(minutes)})
    return tuple(done)


def _clock(text: str) -> tuple[int, int]:
    hour, _, minute = text.partition(":")
    return (int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else (0, 0)


def _says_more(reader: RowReader, item: AgendaItem) -> bool:
    stored = {
        Field.START: item.planned_start,
        Field.MINUTES: str(item.planned_minutes),
        Field.RESPONSIBLE: item.responsible,
        Field.NOTE: item.note,
    }
    return any(reader.get(field) not in {"", text} for field, text in stored.items())
