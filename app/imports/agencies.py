"""Rows of agencies: names, other names, standing, since when and until when, and who came after them."""

from __future__ import annotations

from app.domain import dates
from app.domain.import_preview import Decisions, Field, ImportKind, ImportRow, ProblemKind, RowState
from app.domain.roster import Rank
from app.imports.matching import Agencies, agency_key, plain, word_of
from app.imports.reader import RowReader, Table, read_rows
from app.labels import word
from app.queries.known import Known
from app.queries.lists import AgencyView

_ALSO = {
    "thuoc ubnd": Rank.SUBORDINATE,
    "truc thuoc": Rank.SUBORDINATE,
    "so": Rank.SUBORDINATE,
    "khong truc thuoc": Rank.INDEPENDENT,
    "doan the": Rank.INDEPENDENT,
    "cap tren": Rank.SUPERIOR,
    "trung uong": Rank.SUPERIOR,
    "khac": Rank.OTHER,
}


def preview_rows(table: Table, known: Known, decisions: Decisions) -> tuple[ImportRow, ...]:
    agencies = Agencies(known)
    views: dict[int, AgencyView] = {view.agency.id: view for view in known.agencies}
    ranks = {plain(word(rank)): rank for rank in Rank} | _ALSO
    readers = list(read_rows(table, ImportKind.AGENCIES, decisions))
    names = {agency_key(reader.get(Field.NAME)) for reader in readers}
    rows: list[ImportRow] = []
    seen: dict[str, int] = {}
    for reader in readers:
        reader.need(Field.NAME)
        reader.check_day(Field.VALID_FROM)
        reader.check_day(Field.VALID_TO)
        if reader.get(Field.RANK):
            rank = word_of(reader.get(Field.RANK), ranks)
            if rank is None:
                reader.problem(ProblemKind.UNKNOWN_WORD, Field.RANK, blocks=False)
            reader.values[Field.RANK] = (rank or Rank.SUBORDINATE).value
        for field in (Field.PARENT, Field.SUCCESSOR):
            found = agencies.find(reader.get(field))
            if agency_key(reader.get(field)) not in names:
                reader.link_agency(field, agencies)
            elif found is not None:
                reader.links[field] = (found,)
        key = agency_key(reader.get(Field.NAME))
        if key in seen:
            rows.append(reader.row(RowState.DUPLICATE, same_as=seen[key]))
            continue
        seen[key] = reader.number
        found = agencies.find(reader.get(Field.NAME))
        if found is None:
            rows.append(reader.row())
        else:
            state = RowState.UPDATE if _says_more(reader, views[found]) else RowState.DUPLICATE
            rows.append(reader.row(state, found))
    return tuple(rows)


def _says_more(reader: RowReader, view: AgencyView) -> bool:
    agency = view.agency
    stored = {
        Field.SHORT_NAME: agency.short_name,
        Field.CODE: agency.code,
        Field.KEYWORDS: agency.keywords,
        Field.RANK: agency.rank.value,
    }
    if any(reader.get(field) not in {"", text} for field, text in stored.items()):
        return True
    days = {Field.VALID_FROM: agency.valid_from, Field.VALID_TO: agency.valid_to}
    if any(reader.get(field) and dates.typed_day(reader.get(field)) != day for field, day in days.items()):
        return True
    for field, row in ((Field.PARENT, agency.parent_id), (Field.SUCCESSOR, agency.successor_id)):
        if reader.get(field) and reader.links.get(field, (0,))[0] != row:
            return True
    spellings = {agency.name, *view.aliases}
    return any(name not in spellings for name in (reader.get(Field.NAME), *reader.several(Field.ALIASES)))
