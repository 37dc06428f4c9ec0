"""One row at a time: the cells of the mapped columns with corrections, and the problems that are found in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from app.domain import dates
from app.domain.import_preview import Decisions, Field, ImportKind, ImportRow, Problem, ProblemKind, RowState
from app.domain.records import dataclass
from app.domain.text import clean_line, clean_text, fold
from app.imports.checks import column_letters
from app.imports.headers import Mapped
from app.imports.matching import Agencies
from app.imports.workbook import Sheet

_LINES = frozenset({Field.TEXT, Field.SHORT_TEXT, Field.NOTE, Field.ALIASES, Field.SUPPORTS})
_YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")
_COUNT = re.compile(r"\(?\d{1,2}\)?")
_SEVERAL = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header row (from 0; None: every row is data) and what its columns hold."""

    sheet: Sheet
    header: int | None
    mapped: Mapped

    def data_rows(self) -> range:
        return range(0 if self.header is None else self.header + 1, len(self.sheet.rows))


class RowReader:
    """values: the mapped cells of one row that hold something. Kinds of import note links and problems here."""

    def __init__(self, table: Table, row: int, decisions: Decisions) -> None:
        self.number = row + 1
        self.links: dict[Field, tuple[int, ...]] = {}
        self.problems: list[Problem] = []
        self._decisions = decisions
        self._mapped = table.mapped
        self.values: dict[Field, str] = {}
        sheet = table.sheet
        cells = (sheet.converted if decisions.convert and sheet.converted else sheet.rows)[row]
        is_legacy = sheet.legacy is not None and not (decisions.convert or decisions.keep_legacy)
        for place, field in table.mapped.items():
            corrected = decisions.corrections.get((self.number, field)) if decisions.corrections else None
            text = cells[place] if place < len(cells) else ""
            if corrected is not None:
                text = clean_text(corrected) if field in _LINES else clean_line(corrected)
            elif is_legacy:
                self._look_for_legacy(sheet, row, place, field)
            if not (text.isprintable() or field in _LINES):  # of cleaned cells that are printable none has line breaks
                text = clean_line(text)
            if text:
                self.values[field] = text
                if text[0] == "=":
                    self.problem(ProblemKind.FORMULA, field)

    def get(self, field: Field) -> str:
        return self.values.get(field, "")

    def several(self, field: Field) -> tuple[str, ...]:
        """Names in one cell, set apart by semicolons or line breaks."""
        return _parted(self.get(field))

    def problem(
        self,
        kind: ProblemKind,
        field: Field,
        text: str | None = None,
        nearest: Sequence[int] = (),
        *,
        blocks: bool = True,
    ) -> None:
        letters = next((column_letters(place) for place, held in self._mapped.items() if held is field), "")
        cell = f"{letters}{self.number}"
        shown = self.get(field) if text is None else text
        self.problems.append(Problem(kind, cell, field, shown, tuple(nearest), blocks))

    def need(self, field: Field) -> None:
        if not self.get(field):
            self.problem(ProblemKind.MISSING, field)

    def link_agency(self, field: Field, agencies: Agencies, *, blocks: bool = True) -> None:
        """Tie the names in a cell to agencies: as decided, else by spelling; what is unknown becomes a problem."""
        if field not in self.values:
            return
        found: list[int] = []
        for name in self.several(field):
            decided = self._decisions.agencies.get(fold(name)) if self._decisions.agencies else None
            agency = agencies.find(name) if decided is None else decided
            if agency is None:
                self.problem(ProblemKind.UNKNOWN_AGENCY, field, name, agencies.nearest(name), blocks=blocks)
            elif agency:
                found.append(agency)
        if found:
            self.links[field] = tuple(dict.fromkeys(found))

    def check_year(self, field: Field) -> None:
        """Only the year of birth is kept, also of a whole date."""
        if self.get(field):
            year = _YEAR.search(self.get(field))
            if year is None:
                self.problem(ProblemKind.BAD_NUMBER, field)
            else:
                self.values[field] = year[1]

    def check_day(self, field: Field) -> None:
        if self.get(field) and dates.typed_day(self.get(field)) is None:
            self.problem(ProblemKind.BAD_DAY, field)

    def row(
        self, state: RowState = RowState.NEW, target_id: int = 0, target_number: int = 0, same_as: int = 0
    ) -> ImportRow:
        """The finished row; a blocking problem outweighs every state."""
        blocked = bool(self.problems) and any(problem.is_blocking for problem in self.problems)
        decided = self._decisions
        if state is RowState.DUPLICATE and self.number in decided.kept:
            state = RowState.NEW
        return ImportRow(
            self.number,
            RowState.ERROR if blocked else state,
            self.values,
            self.links,
            tuple(self.problems),
            target_id,
            target_number,
            same_as,
            is_merged=not blocked and state is RowState.DUPLICATE and self.number in decided.merged,
            is_left=self.number in decided.left,
        )

    def _look_for_legacy(self, sheet: Sheet, row: int, place: int, field: Field) -> None:
        converted = sheet.cell(row, place, converted=True)
        if converted != sheet.cell(row, place):
            self.problem(ProblemKind.LEGACY_TEXT, field, converted)


def read_rows(table: Table, kind: ImportKind, decisions: Decisions) -> Iterator[RowReader]:
    """Every row that says something: not empty, not only a running number, not the column numbers under a header."""
    for row in table.data_rows():
        reader = RowReader(table, row, decisions)
        said = len(reader.values) - (Field.NUMBER in reader.values)
        if said and not (kind is not ImportKind.AGENDA and _is_counting(reader.values.values())):
            yield reader


def _is_counting(cells: Collection[str]) -> bool:
    """The row "1 2 3 4 5" or "(1) (2) (3)" below a header."""
    return len(cells) > 2 and all(_COUNT.fullmatch(cell) for cell in cells)


@lru_cache(maxsize=4096)
def _parted(text: str) -> tuple[str, ...]:
    """The same few names stand in ten thousand rows."""
    return tuple(part for part in map(clean_line, _SEVERAL.split(text)) if part)
