"""Which row is the header and what each column holds: by folded names, by what was mapped before, by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from app.domain.import_preview import Field, ImportKind
from app.domain.records import dataclass
from app.domain.text import fold
from app.imports.checks import column_letters
from app.imports.workbook import Sheet

LOOKED_AT = 40
"""Rows among which the header is looked for."""
_WORD = re.compile(r"[^\W_]+")
_NAMES: dict[Field, str] = {
    Field.NUMBER: "stt|tt|so tt|so thu tu|cau so|so cau|cau|ma so|so hieu",
    Field.HONORIFIC: "danh xung|xung ho|ong ba|cap bac|ong ba dong chi",
    Field.NAME: "ho va ten|ho ten|ho ten nguoi hoi|nguoi hoi|ten nguoi hoi|dai bieu|ho va ten dai bieu|nguoi kien nghi|"
    "ten dai bieu|ho va chu dem va ten|nguoi neu cau hoi|ten|ho va ten nguoi hoi|ho ten dai bieu|nguoi gui",
    Field.TITLE: "chuc vu|chuc danh|chuc vu chuc danh|nghe nghiep|chuc vu nghe nghiep",
    Field.UNIT: "don vi|don vi cong tac|noi cong tac|co quan don vi|don vi dia phuong|chi doan|truong lop|noi hoc tap|"
    "don vi hoc tap cong tac|dia phuong|to chuc|don vi cua nguoi hoi|doan co so",
    Field.SITE: "diem cau|dau cau|ten diem cau",
    Field.TOPIC: "linh vuc|nhom van de|chu de|nhom linh vuc|nhom noi dung|van de|nhom|linh vuc cau hoi",
    Field.TEXT: "noi dung cau hoi|cau hoi|noi dung kien nghi|noi dung|y kien|kien nghi|noi dung y kien|"
    "noi dung y kien kien nghi|y kien kien nghi|de xuat kien nghi|cau hoi kien nghi|noi dung de xuat|"
    "noi dung cau hoi kien nghi|noi dung hoi|y kien de xuat",
    Field.SHORT_TEXT: "noi dung rut gon|ban rut gon|tom tat|noi dung bien tap|rut gon|noi dung tom tat",
    Field.AGENCY: "co quan tra loi|co quan chu tri tra loi|co quan chu tri|so nganh tra loi|don vi tra loi|"
    "co quan don vi tra loi|giao co quan|don vi chu tri|so nganh|co quan|don vi duoc giao|giao don vi tra loi|"
    "co quan giai quyet|so ban nganh tra loi",
    Field.SUPPORTS: "co quan phoi hop|don vi phoi hop|phoi hop",
    Field.CHANNEL: "hinh thuc tiep nhan|hinh thuc|kenh tiep nhan|nguon",
    Field.ROLE: "vai tro|thanh phan|tu cach|vai tro tai hoi nghi",
    Field.GROUP: "nhom thanh nien|doi tuong|doi tuong thanh nien",
    Field.BIRTH_YEAR: "nam sinh|ngay sinh|ngay thang nam sinh",
    Field.PHONE: "dien thoai|so dien thoai|sdt|sdt lien he|lien he|di dong",
    Field.EMAIL: "email|thu dien tu|e mail|hop thu",
    Field.NOTE: "ghi chu",
    Field.START: "thoi gian|gio|tu gio|bat dau|thoi diem|gio bat dau",
    Field.MINUTES: "thoi luong|so phut|phut|thoi luong phut",
    Field.KIND: "loai|loai muc|loai noi dung",
    Field.RESPONSIBLE: "nguoi thuc hien|don vi thuc hien|phu trach|nguoi phu trach|thuc hien|chu tri|nguoi chu tri|"
    "co quan thuc hien|nguoi trinh bay|don vi phu trach",
    Field.SHORT_NAME: "ten viet tat|viet tat|ten ngan|ten rut gon|ten goi tat",
    Field.CODE: "ma|ma co quan|ky hieu",
    Field.ALIASES: "ten goi khac|ten khac|cac ten goi khac",
    Field.RANK: "phan loai|nhom co quan|cap|thuoc nhom|quan he|quan he voi ubnd",
    Field.PARENT: "co quan cap tren|truc thuoc|co quan chu quan",
    Field.KEYWORDS: "tu khoa|tu goi y|linh vuc phu trach|chuc nang",
    Field.VALID_FROM: "tu ngay|hieu luc tu|co hieu luc tu",
    Field.VALID_TO: "den ngay|hieu luc den|het hieu luc",
    Field.SUCCESSOR: "co quan ke tuc|ke tuc|co quan ke thua|ke thua|thay bang|sap nhap vao",
    Field.RESPONDENT: "nguoi tra loi|ho ten nguoi tra loi|lanh dao tra loi",
}
_OWN: dict[ImportKind, dict[Field, str]] = {
    ImportKind.AGENCIES: {Field.NAME: "ten co quan|co quan|ten don vi|don vi|ten day du|co quan don vi|ten"},
    ImportKind.ANSWERS: {
        Field.TEXT: "noi dung tra loi|tra loi|noi dung|noi dung chuan bi|du thao tra loi|noi dung du kien tra loi|"
        "noi dung giai trinh|van ban chuan bi"
    },
    ImportKind.AGENDA: {
        Field.NAME: "noi dung|noi dung cong viec|ten muc|muc|chuong trinh|cong viec|tieu de|noi dung chuong trinh"
    },
}
"""Where a kind means something else by the same words."""
FIELDS: dict[ImportKind, tuple[Field, ...]] = {
    ImportKind.QUESTIONS: (
        Field.NAME, Field.HONORIFIC, Field.TITLE, Field.UNIT, Field.SITE, Field.GROUP, Field.TOPIC, Field.TEXT,
        Field.SHORT_TEXT, Field.AGENCY, Field.SUPPORTS, Field.CHANNEL, Field.BIRTH_YEAR, Field.PHONE, Field.EMAIL,
        Field.NOTE,
    ),
    ImportKind.ROSTER: (
        Field.NAME, Field.HONORIFIC, Field.TITLE, Field.UNIT, Field.ROLE, Field.AGENCY, Field.SITE, Field.GROUP,
        Field.BIRTH_YEAR, Field.PHONE, Field.EMAIL, Field.NOTE,
    ),
    ImportKind.AGENDA: (Field.START, Field.MINUTES, Field.NAME, Field.RESPONSIBLE, Field.KIND, Field.NOTE),
    ImportKind.AGENCIES: (
        Field.NAME, Field.SHORT_NAME, Field.CODE, Field.ALIASES, Field.RANK, Field.PARENT, Field.KEYWORDS,
        Field.VALID_FROM, Field.VALID_TO, Field.SUCCESSOR,
    ),
    ImportKind.ANSWERS: (Field.NUMBER, Field.TOPIC, Field.AGENCY, Field.RESPONDENT, Field.TEXT),
}  # fmt: skip
NEEDED: dict[ImportKind, Field] = {
    ImportKind.QUESTIONS: Field.TEXT,
    ImportKind.ROSTER: Field.NAME,
    ImportKind.AGENDA: Field.NAME,
    ImportKind.AGENCIES: Field.NAME,
    ImportKind.ANSWERS: Field.TEXT,
}
"""Without this column there is nothing to take in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet. place from 0; title: the header's words."""

    place: int
    letters: str
    title: str
    is_hidden: bool = False


Mapped = Mapping[int, Field]
"""Place of a column -> what it holds; columns that are not there are not taken in."""


def header_key(title: str) -> str:
    """How a header is compared and remembered: folded words."""
    return " ".join(_WORD.findall(fold(title)))


def find_header(sheet: Sheet, kind: ImportKind, remembered: Mapping[str, str] | None = None) -> int | None:
    """The row (from 0) most of whose cells name what this kind has; the first of equals. None: there is none.

    remembered: titles that were mapped by hand before count as names.
    """
    best, most = None, 0
    converted = sheet.legacy is not None
    for row in range(min(LOOKED_AT, len(sheet.rows))):
        titles = [sheet.cell(row, place, converted=converted) for place in range(len(sheet.rows[row]))]
        mapped = _by_names(titles, kind)
        by_hand = [title for title in titles if (remembered or {}).get(header_key(title))]
        score = len(mapped) + len(by_hand) + (NEEDED[kind] in mapped.values())
        if score > most:
            best, most = row, score
    return best if most >= 2 else None


def columns(sheet: Sheet, header: int | None) -> tuple[Column, ...]:
    """The columns that have a title or any cell below it."""
    width = max(map(len, sheet.rows), default=0)
    start = 0 if header is None else header
    found: list[Column] = []
    for place in range(width):
        if any(place < len(row) and row[place] for row in sheet.rows[start:]):
            title = "" if header is None else sheet.cell(header, place, converted=sheet.legacy is not None)
            found.append(Column(place, column_letters(place), " ".join(title.split()), place in sheet.hidden))
    return tuple(found)


def guess(found: Sequence[Column], kind: ImportKind, remembered: Mapping[str, str]) -> dict[int, Field]:
    """What each column holds. remembered: header key -> field, or empty for "not taken in", as mapped before."""
    mapped: dict[int, Field] = {}
    rest: list[Column] = []
    for column in found:
        before = remembered.get(header_key(column.title)) if column.title else None
        if before is None:
            rest.append(column)
        elif before in FIELDS[kind] and before not in mapped.values():
            mapped[column.place] = Field(before)
    taken = set(mapped.values())
    by_name = _by_names([column.title for column in rest], kind)
    mapped |= {rest[place].place: field for place, field in by_name.items() if field not in taken}
    if not mapped and len(found) == 1:
        mapped[found[0].place] = NEEDED[kind]
    return mapped


def _by_names(titles: Sequence[str], kind: ImportKind) -> dict[int, Field]:
    """Each field once: first the columns whose title is one of its names, then those that begin with or hold one."""
    keys = [header_key(title) if len(title) <= 80 else "" for title in titles]
    mapped: dict[int, Field] = {}
    for fits in (_is_name, _begins_with, _holds):
        for field in FIELDS[kind]:
            if field in mapped.values():
                continue
            names = _names_of(kind, field)
            place = next((n for n, key in enumerate(keys) if key and n not in mapped and fits(key, names)), None)
            if place is not None:
                mapped[place] = field
    return mapped


class _Names(NamedTuple):
    """Names of a field; phrases: those of several words, with a space before and behind."""

    names: frozenset[str]
    phrases: tuple[str, ...]


@cache
def _names_of(kind: ImportKind, field: Field) -> _Names:
    names = _OWN.get(kind, {}).get(field, _NAMES[field]).split("|")
    return _Names(frozenset(names), tuple(f" {name} " for name in names if " " in name))


def _is_name(key: str, names: _Names) -> bool:
    return key in names.names


def _begins_with(key: str, names: _Names) -> bool:
    return f" {key}".startswith(names.phrases)


def _holds(key: str, names: _Names) -> bool:
    padded = f" {key} "
    return any(phrase in padded for phrase in names.phrases)
