"""A file, a folder of answers or pasted text -> sheets of cleaned cells. A pure function, run in a child process.

It decides nothing: which row is the header and what a column means is found elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.domain.import_preview import ImportRefusedError, Legacy, Refusal
from app.domain.records import dataclass
from app.domain.text import clean_text, is_plain
from app.imports import legacy_text, text_table, word_tables
from app.imports.checks import MOST_CELL, MOST_COLUMNS, MOST_ROWS, TEXTS, check_file, column_letters

Rows = tuple[tuple[str, ...], ...]
_HEADROOM = 280 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells from A1 on, as text that clean_text leaves as it is.

    legacy: a font encoding was found; converted: the same cells in Unicode.
    hidden: columns (from 0) that the sheet hides. is_prose: lines of a text, not cells of a table.
    """

    name: str
    rows: Rows
    hidden: frozenset[int] = frozenset()
    legacy: Legacy | None = None
    converted: Rows = ()
    is_prose: bool = False

    def cell(self, row: int, column: int, *, converted: bool = False) -> str:
        """Empty outside of what is filled. row and column count from 0."""
        rows = self.converted if converted and self.converted else self.rows
        return rows[row][column] if row < len(rows) and 0 <= column < len(rows[row]) else ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds. name: the file as the person knows it; encoding: of text files, else empty.

    lines: all words of a .docx in their order, those of its tables among them.
    """

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    lines: tuple[str, ...] = ()


def read_in_child(path: Path, encoding: str = "") -> Source:
    """read_source with a lid on memory; what goes over it ends this process, so call it only in a child."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + _HEADROOM
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return read_source(path, encoding)


def read_source(path: Path, encoding: str = "") -> Source:
    """Read a file or a folder of .docx. encoding: chosen by a person for a text file. Errors: ImportRefusedError."""
    if path.is_dir():
        return _folder(path)
    check_file(path)
    suffix = path.suffix.lower()
    try:
        if suffix in TEXTS:
            rows, used = text_table.read_file(path, encoding)
            prose = suffix == ".txt" and max(map(len, rows), default=0) <= 1
            return _source(path.name, [_sheet("", rows, is_prose=prose)], used)
        if suffix == ".docx":
            lines = tuple(map(clean_text, word_tables.lines(path)))
            return replace(_source(path.name, _word_sheets(path)), lines=lines)
        return _source(path.name, _spreadsheet(path))
    except MemoryError as error:
        raise ImportRefusedError(Refusal.TOO_HEAVY, file=path.name) from error


def read_text(text: str, name: str = "") -> Source:
    """Text from the clipboard: cells by tabs (as spreadsheets copy), else lines."""
    if len(text) > MOST_CELL * 64:
        raise ImportRefusedError(Refusal.TOO_LARGE, file=name)
    rows = text_table.read_pasted(text)
    return _source(name, [_sheet("", rows, is_prose=max(map(len, rows), default=0) <= 1)])


def _source(name: str, sheets: Iterable[Sheet], encoding: str = "") -> Source:
    filled = tuple(sheet for sheet in sheets if any(any(row) for row in sheet.rows))
    if not filled:
        raise ImportRefusedError(Refusal.EMPTY, file=name)
    for sheet in filled:
        _check_size(sheet, name)
    return Source(name, filled, encoding)


def _check_size(sheet: Sheet, file: str) -> None:
    if len(sheet.rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in sheet.rows):
        raise ImportRefusedError(Refusal.TOO_MANY_CELLS, file=file)
    for number, row in enumerate(() if sheet.is_prose else sheet.rows, start=1):
        if max(map(len, row), default=0) > MOST_CELL:
            place = next(place for place, cell in enumerate(row) if len(cell) > MOST_CELL)
            raise ImportRefusedError(Refusal.LONG_CELL, file=file, cell=f"{column_letters(place)}{number}")


def _sheet(
    name: str, raw: Sequence[Sequence[str]], hidden: frozenset[int] = frozenset(), *, is_prose: bool = False
) -> Sheet:
    """Clean every cell. Legacy text is looked for before: cleaning drops the soft hyphen, which is ư in TCVN3."""
    legacy = legacy_text.find_legacy(cell for row in raw for cell in row)
    rows = tuple(map(_cleaned, raw))
    converted: Rows = ()
    if legacy is not None:
        converted = tuple(tuple(clean_text(legacy_text.convert_if_better(cell, legacy)) for cell in row) for row in raw)
    return Sheet(name, _trimmed(rows), hidden, legacy, converted, is_prose)


def _cleaned(row: Sequence[str]) -> tuple[str, ...]:
    """Nearly every row is clean; of one whose cells are set apart by single spaces that is asked at once."""
    return tuple(row) if is_plain(" ".join(filter(None, row))) else tuple(map(clean_text, row))


def _trimmed(rows: Rows) -> Rows:
    """Without empty rows at the end."""
    last = next((i for i in range(len(rows), 0, -1) if any(rows[i - 1])), 0)
    return rows[:last]


def _spreadsheet(path: Path) -> list[Sheet]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(str(path))
        names = [meta.name for meta in book.sheets_metadata if meta.visible == calamine.SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(name) for name in names]
        found: list[Sheet] = []
        for place, sheet in enumerate(sheets):
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                raise ImportRefusedError(Refusal.TOO_MANY_CELLS, file=path.name)
            cells = sheet.to_python(skip_empty_area=False)
            rows = [[value if type(value) is str else as_text(value) for value in row] for row in cells]
            _fill_merged(rows, sheet.merged_cell_ranges or [])
            hidden = word_tables.hidden_columns(path, place) if path.suffix.lower() == ".xlsx" else frozenset()
            found.append(_sheet(sheet.name, rows, hidden))
    except calamine.PasswordError as error:
        raise ImportRefusedError(Refusal.PASSWORD, file=path.name) from error
    except (calamine.CalamineError, OSError, ValueError, IndexError) as error:
        text = str(error).lower()
        code = Refusal.PASSWORD if "password" in text else Refusal.DAMAGED
        raise ImportRefusedError(code, file=path.name) from error
    return found


def _fill_merged(rows: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A value merged over rows stands for each of them; one merged over columns is a title and stays where it is."""
    for (top, left), (bottom, _) in ranges:
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def as_text(value: object) -> str:
    """A typed cell as a person would have written it: 1 for 1.0, 04/03/2024 for a day, 08:00 for a time."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        day = f"{value:%d/%m/}{value.year}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _word_sheets(path: Path) -> list[Sheet]:
    sheets = [_sheet(f"{n}", rows) for n, rows in enumerate(word_tables.tables(path), start=1)]
    lines = word_tables.paragraphs(path)
    if lines:
        sheets.append(_sheet("", [[line] for line in lines], is_prose=True))
    return sheets


def _folder(folder: Path) -> Source:
    """One .docx for one agency, each a sheet of lines named by its file; temporary files of Word are passed over."""
    files = sorted(path for path in folder.glob("*.docx") if not path.name.startswith("~$"))
    if not files:
        raise ImportRefusedError(Refusal.EMPTY, file=folder.name)
    if len(files) > MOST_COLUMNS * 4:
        raise ImportRefusedError(Refusal.TOO_LARGE, file=folder.name)
    sheets: list[Sheet] = []
    for file in files:
        check_file(file)
        sheets.append(_sheet(file.stem, [[line] for line in word_tables.paragraphs(file)], is_prose=True))
    return _source(folder.name, sheets)
