"""The one entry to the previews: a table, what is known and what a person decided -> ImportPreview."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.import_preview import (
    NOTHING_DECIDED,
    Decisions,
    Field,
    ImportKind,
    ImportPreview,
    ImportRefusedError,
    ImportRow,
    Refusal,
)
from app.domain.text import fold
from app.imports import agencies, agenda, answers, headers, questions, roster
from app.imports.reader import Table
from app.imports.workbook import Sheet
from app.queries.known import Known

_KINDS: dict[ImportKind, Callable[[Table, Known, Decisions], tuple[ImportRow, ...]]] = {
    ImportKind.QUESTIONS: questions.preview_rows,
    ImportKind.ROSTER: roster.preview_rows,
    ImportKind.AGENDA: agenda.preview_rows,
    ImportKind.AGENCIES: agencies.preview_rows,
    ImportKind.ANSWERS: answers.preview_rows,
}
_AGENCY_FIELDS = (Field.AGENCY, Field.SUPPORTS, Field.PARENT, Field.SUCCESSOR)


def preview(
    kind: ImportKind, source: str, table: Table, known: Known, decisions: Decisions = NOTHING_DECIDED
) -> ImportPreview:
    """Pure: what an import would do. source: the file's name for the log."""
    rows = _KINDS[kind](table, known, decisions)
    aliases, added = _settled(rows, known, decisions)
    return ImportPreview(kind, source, rows, known.at_event, aliases, added)


def table_of(sheet: Sheet, kind: ImportKind, remembered: Mapping[str, str] | None = None) -> Table:
    """The sheet with its header found and its columns guessed. Errors: NO_HEADER where nothing needed was found."""
    header = headers.find_header(sheet, kind, remembered)
    mapped = headers.guess(headers.columns(sheet, header), kind, remembered or {})
    if headers.NEEDED[kind] not in mapped.values():
        raise ImportRefusedError(Refusal.NO_HEADER, sheet=sheet.name)
    return Table(sheet, header, mapped)


def best_sheet(sheets: tuple[Sheet, ...], kind: ImportKind) -> Sheet:
    """The sheet with the most rows under a header of this kind, else the first."""
    if len(sheets) == 1:
        return sheets[0]
    found = [sheet for sheet in sheets if headers.find_header(sheet, kind) is not None]
    return max(found, key=lambda sheet: len(sheet.rows)) if found else sheets[0]


def _settled(
    rows: tuple[ImportRow, ...], known: Known, decisions: Decisions
) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """Spellings and new agencies that were decided and stand in rows that are taken in."""
    if not decisions.agencies:
        return (), ()
    spelled = {fold(name) for view in known.agencies for name in (view.agency.name, *view.aliases)}
    aliases: dict[tuple[int, str], None] = {}
    added: dict[str, None] = {}
    for row in rows:
        if not row.is_written:
            continue
        for name in (part.strip() for field in _AGENCY_FIELDS for part in row.values.get(field, "").split(";")):
            decided = decisions.agencies.get(fold(name))
            if decided and fold(name) not in spelled:
                aliases[decided, name] = None
            elif decided == 0:
                added[name] = None
    return tuple(aliases), tuple(added)
