"""What is asked of a file before any library opens it: type, size, members, ratio, declared cells.

Hostile files take a library down by memory (reliability.md B3), so they are refused from their outside.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from app.domain.import_preview import ImportRefusedError, Refusal

MOST_BYTES = 20 << 20
MOST_UNPACKED = 200 << 20
MOST_MEMBERS = 200
MOST_RATIO = 100
RATIO_FROM = 1 << 20
"""Small members of one letter repeated pack better than any ratio, and harm nobody."""
MOST_ROWS = 20_001
MOST_COLUMNS = 64
MOST_CELL = 32_767
"""Letters of one cell: Excel's own limit."""

SPREADSHEETS = frozenset({".xlsx", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
KNOWN = SPREADSHEETS | TEXTS | {".xls", ".docx"}
_MACROS = frozenset({".xlsm", ".xltm", ".xlam", ".xlsb", ".docm", ".dotm"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml", ".ods": "content.xml"}
_CHUNK = 1 << 20
_COLUMN = re.compile(rb'r="(?<!\wr=")([A-Z]{2,})\d*"')
_ROW = re.compile(rb'r="(?<!\wr=")[A-Z]*(\d{5,})"')
"""That no letter stands before is asked last: a pattern that begins with plain letters is found three times as fast."""
_ROW_START, _ANY_ROW_START = re.compile(rb"row(?<=<row)\b"), re.compile(rb"<(?:\w+:)?row\b")
_CELL_START = re.compile(rb"<(?:\w+:)?c\b")
_FILLED_REPEAT = re.compile(rb'<table:table-cell\b[^>]*number-columns-repeated="(\d+)"[^>]*[^/]>')


def check_file(path: Path) -> None:
    """Refuse (ImportRefusedError) a file that is not what its name says, or that would be too much."""
    suffix = path.suffix.lower()
    if suffix in _MACROS:
        raise ImportRefusedError(Refusal.MACROS, file=path.name)
    if suffix not in KNOWN:
        raise ImportRefusedError(Refusal.UNKNOWN_TYPE, file=path.name)
    size, head = _size_and_head(path)
    if size == 0:
        raise ImportRefusedError(Refusal.EMPTY, file=path.name)
    if size > MOST_BYTES:
        raise ImportRefusedError(Refusal.TOO_LARGE, file=path.name)
    if suffix in TEXTS:
        if head.startswith((_OLE, b"PK\x03\x04", b"%PDF")):
            raise ImportRefusedError(Refusal.WRONG_TYPE, file=path.name)
    elif head.startswith(_OLE):
        _check_ole(path, suffix)
    elif head.startswith(b"PK") and suffix != ".xls":
        _check_package(path, suffix)
    elif head.startswith(b"PK"):
        raise ImportRefusedError(Refusal.WRONG_TYPE, file=path.name)
    else:
        raise ImportRefusedError(Refusal.DAMAGED if suffix != ".xls" else Refusal.WRONG_TYPE, file=path.name)


def column_letters(place: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _size_and_head(path: Path) -> tuple[int, bytes]:
    try:
        with path.open("rb") as file:
            return path.stat().st_size, file.read(8)
    except FileNotFoundError as error:
        raise ImportRefusedError(Refusal.MISSING, file=path.name) from error
    except OSError as error:
        raise ImportRefusedError(Refusal.NO_ACCESS, file=path.name) from error


def _check_ole(path: Path, suffix: str) -> None:
    """The old container: an .xls, or a newer file behind a password."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ImportRefusedError(Refusal.PASSWORD, file=path.name)
    if suffix != ".xls":
        raise ImportRefusedError(Refusal.WRONG_TYPE, file=path.name)
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in content:
        raise ImportRefusedError(Refusal.MACROS, file=path.name)


def _check_package(path: Path, suffix: str) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            _check_members(members, path.name)
            names = {member.filename for member in members}
            _check_content(package, names, suffix, path.name)
            for member in members:
                _check_member(package, member, path.name)
    except ImportRefusedError:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError) as error:
        code = Refusal.PASSWORD if "password" in str(error) or "encrypted" in str(error) else Refusal.DAMAGED
        raise ImportRefusedError(code, file=path.name) from error
    except Exception as error:  # zlib.error has no common base
        raise ImportRefusedError(Refusal.DAMAGED, file=path.name) from error


def _check_members(members: list[zipfile.ZipInfo], file: str) -> None:
    if len(members) > MOST_MEMBERS:
        raise ImportRefusedError(Refusal.TOO_MANY_MEMBERS, file=file)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise ImportRefusedError(Refusal.TOO_DENSE, file=file)
    for member in members:
        if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise ImportRefusedError(Refusal.TOO_DENSE, file=file)
        parts = member.filename.replace("\\", "/").split("/")
        if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in member.filename:
            raise ImportRefusedError(Refusal.BAD_NAMES, file=file)


def _check_content(package: zipfile.ZipFile, names: set[str], suffix: str, file: str) -> None:
    if _MAIN[suffix] not in names:
        raise ImportRefusedError(Refusal.WRONG_TYPE, file=file)
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise ImportRefusedError(Refusal.MACROS, file=file)
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise ImportRefusedError(Refusal.LINKS, file=file)
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise ImportRefusedError(Refusal.PASSWORD, file=file)


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> None:
    """Read every part once: what it says of its size must be true, no entities, no cell out of bounds."""
    is_xml = member.filename.endswith((".xml", ".rels"))
    is_sheet = member.filename.startswith("xl/worksheets/") and is_xml
    is_ods = member.filename == "content.xml"
    rows = widest = 0
    for place, part in enumerate(_parts(package, member)):
        if is_xml and place == 0 and (b"<!DOCTYPE" in part[:4096] or b"<!ENTITY" in part[:4096]):
            raise ImportRefusedError(Refusal.ENTITIES, file=file)
        if is_sheet:
            found, most, column = _measure(part)
            rows, widest = max(rows + found, most), max(widest, column)
        if is_ods and any(int(count) > MOST_COLUMNS for count in _FILLED_REPEAT.findall(part)):
            widest = MOST_COLUMNS + 1
        if rows > MOST_ROWS or widest > MOST_COLUMNS:
            raise ImportRefusedError(Refusal.TOO_MANY_CELLS, file=file)


def _parts(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces that end at the end of a tag, so that no address is cut in two."""
    read = 0
    with package.open(member) as stream:
        rest = b""
        while piece := stream.read(_CHUNK):
            read += len(piece)
            if read > member.file_size:
                raise zipfile.BadZipFile("larger than it says")
            whole, mark, tail = (rest + piece).rpartition(b">")
            if mark:
                yield whole + mark
            rest = tail if mark else rest + piece
        if rest:
            yield rest


def _measure(part: bytes) -> tuple[int, int, int]:
    """Rows begun in a piece of a sheet, the highest row number named, the highest column named or counted.

    Of numbers and columns only those are looked at that are long enough to be too many.
    """
    columns = set(_COLUMN.findall(part))
    widest = max((_column_number(letters) for letters in columns), default=0)
    most = max((int(digits) for digits in set(_ROW.findall(part))), default=0)
    rows = (_ANY_ROW_START if b":row" in part else _ROW_START).split(part)
    if widest <= MOST_COLUMNS:
        full = (row for row in rows if row.count(b"<") > MOST_COLUMNS)
        widest = max(widest, *(len(_CELL_START.findall(row)) for row in full), 0)
    return len(rows) - 1, most, widest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number
