"""Rows of people: the roster of delegates, guests, respondents, chair and secretaries."""

from __future__ import annotations

from app.domain.import_preview import Decisions, Field, ImportKind, ImportRow, ProblemKind, RowState
from app.domain.roster import Role
from app.domain.text import fold
from app.imports.matching import Agencies, People, by_name, plain, word_of
from app.imports.reader import RowReader, Table, read_rows
from app.labels import word
from app.queries.known import Known
from app.queries.lists import PersonView

_ALSO = {"dai bieu tham du": Role.DELEGATE, "khach moi": Role.GUEST, "doan vien": Role.DELEGATE, "mc": Role.HOST}


def preview_rows(table: Table, known: Known, decisions: Decisions) -> tuple[ImportRow, ...]:
    agencies, people = Agencies(known), People(known)
    sites = by_name((site.name, site.id) for site in known.sites)
    groups = by_name((group.name, group.id) for group in known.groups)
    roles = {plain(word(role)): role for role in Role} | _ALSO
    rows: list[ImportRow] = []
    seen: dict[tuple[str, str], int] = {}
    for reader in read_rows(table, ImportKind.ROSTER, decisions):
        reader.need(Field.NAME)
        reader.link_agency(Field.AGENCY, agencies)
        for field, names in ((Field.SITE, sites), (Field.GROUP, groups)):
            if plain(reader.get(field)) in names:
                reader.links[field] = (names[plain(reader.get(field))],)
        reader.check_year(Field.BIRTH_YEAR)
        _read_role(reader, roles)
        key = (fold(reader.get(Field.NAME)), fold(reader.get(Field.UNIT)))
        if key in seen and key[0]:
            rows.append(reader.row(RowState.DUPLICATE, same_as=seen[key]))
            continue
        seen[key] = reader.number
        found = people.find(reader.get(Field.NAME), reader.get(Field.UNIT))
        if found is None:
            rows.append(reader.row())
        else:
            state = RowState.UPDATE if _says_more(reader, found) else RowState.DUPLICATE
            rows.append(reader.row(state, found.person.id))
    return tuple(rows)


def _read_role(reader: RowReader, roles: dict[str, Role]) -> None:
    if reader.get(Field.ROLE):
        role = word_of(reader.get(Field.ROLE), roles)
        if role is None:
            reader.problem(ProblemKind.UNKNOWN_WORD, Field.ROLE, blocks=False)
        reader.values[Field.ROLE] = (role or Role.DELEGATE).value


def _says_more(reader: RowReader, view: PersonView) -> bool:
    person = view.person
    stored = {
        Field.HONORIFIC: person.honorific,
        Field.NAME: person.name,
        Field.TITLE: person.title,
        Field.UNIT: person.unit,
        Field.BIRTH_YEAR: str(person.birth_year or ""),
        Field.PHONE: person.phone,
        Field.EMAIL: person.email,
        Field.NOTE: person.note,
    }
    if not person.on_roster or any(reader.get(field) not in {"", text} for field, text in stored.items()):
        return True
    if reader.get(Field.ROLE) and Role(reader.get(Field.ROLE)) not in view.roles:
        return True
    linked = {Field.AGENCY: person.agency_id, Field.SITE: person.site_id, Field.GROUP: person.youth_group_id}
    return any(reader.get(field) and reader.links.get(field, (0,))[0] != row for field, row in linked.items())
