"""One row of a preview -> rows of the lists, inside the command that takes an import in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.commands import queue, setup
from app.commands.row_writer import Writer
from app.domain import dates
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.answer import PreparedAnswer
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, PersonId, PetitionId, QuestionId, SiteId, TopicId
from app.domain.import_preview import Field, ImportKind, ImportRow, RowState
from app.domain.petition import PetitionSupport
from app.domain.question import UNASKED, Channel, QuestionState
from app.domain.roster import Agency, AgencyAlias, Person, PersonRole, Rank, Role, Site, Topic, YouthGroup
from app.domain.text import fold
from db import tables
from db.database import Database
from db.rows import SqlValue

_NEW_ON_ROSTER, _NEW_ASKER = Person(), Person(on_roster=False)
_ASKER_TEXTS = (
    ("honorific", Field.HONORIFIC), ("name", Field.NAME), ("title", Field.TITLE), ("unit", Field.UNIT),
    ("phone", Field.PHONE), ("email", Field.EMAIL),
)  # fmt: skip


def _write_question(writer: Writer, row: ImportRow) -> None:
    if row.state is RowState.UPDATE:
        _update_question(writer, row)
        return
    lead = row.link(Field.AGENCY)
    asker_id, site_id = _asker(writer, row, None)
    question_id = writer.add_like(
        tables.QUESTIONS,
        writer.question,
        number=writer.number,
        asker_id=asker_id,
        site_id=site_id,
        topic_id=_topic(writer, row),
        verbatim=row.values.get(Field.TEXT, ""),
        short_text=row.values.get(Field.SHORT_TEXT, ""),
        **_state(writer, row),
    )
    writer.number += 1
    writer.by_row[row.number] = QuestionId(question_id)
    note = row.values.get(Field.NOTE, "")
    petition_id = writer.add_like(
        tables.PETITIONS, writer.petition, question_id=question_id, lead_agency_id=lead, note=note
    )
    for agency_id in (*row.links.get(Field.AGENCY, ())[1:], *row.links.get(Field.SUPPORTS, ())):
        writer.add(tables.PETITION_SUPPORTS, PetitionSupport(NEW, PetitionId(petition_id), AgencyId(agency_id)))
    if lead:
        writer.add_like(tables.ANSWERS, writer.answer, question_id=question_id, agency_id=lead)


def _state(writer: Writer, row: ImportRow) -> dict[str, SqlValue]:
    """Named for each row, also where they are as always: rows of the same columns go in together."""
    columns: dict[str, SqlValue] = {
        "channel": Channel(row.values.get(Field.CHANNEL, writer.question.channel)).value,
        "state": writer.question.state.value,
        "state_before": None,
        "merged_into_id": None,
    }
    if row.is_merged:
        columns["state"], columns["state_before"] = QuestionState.MERGED.value, QuestionState.RECEIVED.value
        columns["merged_into_id"] = _merged_into(writer, row)
    return columns


def _merged_into(writer: Writer, row: ImportRow) -> QuestionId:
    """Where a merged row goes: the stored question it repeats, or the one an earlier row became (not itself merged)."""
    writer.flush()
    target = QuestionId(row.target_id) if row.target_id else writer.by_row.get(row.same_as_row)
    stored = tables.QUESTIONS.find(writer.db, target)
    if stored is None:
        raise RuleError(Rule.NOT_FOUND)
    return stored.merged_into_id or stored.id


def _update_question(writer: Writer, row: ImportRow) -> None:
    writer.flush()
    stored = tables.QUESTIONS.get(writer.db, row.target_id)
    if stored.state not in UNASKED:
        raise RuleError(Rule.WRONG_STATE, number=stored.number, state=stored.state)
    site, topic = _site(writer, row), _topic(writer, row)
    asker_id, asker_site_id = _asker(writer, row, stored.asker_id)
    ready = replace(
        stored,
        asker_id=asker_id,
        site_id=site or stored.site_id or asker_site_id,
        topic_id=topic or stored.topic_id,
        verbatim=row.values.get(Field.TEXT) or stored.verbatim,
        short_text=row.values.get(Field.SHORT_TEXT) or stored.short_text,
    )
    tables.QUESTIONS.save(writer.db, setup.cleaned(ready))
    writer.by_row[row.number] = stored.id
    agency = row.link(Field.AGENCY)
    if agency:
        queue.write_first_agency(writer.db, stored.id, AgencyId(agency), writer.station)
        writer.forget(tables.ANSWERS)


def _asker(writer: Writer, row: ImportRow, stored_id: PersonId | None) -> tuple[PersonId | None, SiteId | None]:
    """Somebody known gets what they lack; somebody already asking is corrected; else a new person off the roster.

    Who asks, and from where: where the row names no site, that of the roster.
    """
    known = tables.PEOPLE.find(writer.db, row.link(Field.NAME) or stored_id)
    if known is None:
        return _new_asker(writer, row)
    person = _person(writer, row, known, is_asker=True)
    if not (person.name or person.unit):
        return None, person.site_id
    if person != known:
        tables.PEOPLE.save(writer.db, person)
    return person.id, person.site_id


def _new_asker(writer: Writer, row: ImportRow) -> tuple[PersonId | None, SiteId | None]:
    """Nearly every row of a list of questions has one: no record is made of them, only its columns."""
    values = row.values
    texts = {column: values.get(field, "") for column, field in _ASKER_TEXTS}
    site, group, year = _site(writer, row), _group(writer, row), values.get(Field.BIRTH_YEAR, "")
    if not (texts["name"] or texts["unit"]):
        return None, site
    born = int(year) if year.isdigit() else None
    columns: dict[str, SqlValue] = {"site_id": site, "youth_group_id": group, "birth_year": born}
    return PersonId(writer.add_like(tables.PEOPLE, _NEW_ASKER, **texts, **columns)), site


def _write_person(writer: Writer, row: ImportRow) -> None:
    known = tables.PEOPLE.get(writer.db, row.target_id) if row.state is RowState.UPDATE else None
    person = _person(writer, row, known, is_asker=False)
    if known is None:
        person_id = PersonId(writer.add(tables.PEOPLE, person))
    else:
        tables.PEOPLE.save(writer.db, replace(person, on_roster=True))
        person_id = known.id
    role = Role(row.values.get(Field.ROLE, Role.DELEGATE.value))
    stored = tables.PERSON_ROLES.where(writer.db, "person_id = ?", [person_id]) if known else ()
    if not stored or (Field.ROLE in row.values and role not in {one.role for one in stored}):
        writer.add(tables.PERSON_ROLES, PersonRole(NEW, person_id, role))


def _person(writer: Writer, row: ImportRow, known: Person | None, *, is_asker: bool) -> Person:
    """The person with the cells of the row. An asker is not put on the roster; what that knows is not overwritten."""
    before = known or (_NEW_ASKER if is_asker else _NEW_ON_ROSTER)
    only_gaps = is_asker and before.on_roster

    def text(field: Field, now: str) -> str:
        return now if only_gaps and now else row.values.get(field, "") or now

    site, agency = _site(writer, row), row.link(Field.AGENCY)
    year = row.values.get(Field.BIRTH_YEAR, "")
    answers = Field.ROLE in row.values or not row.values.get(Field.TEXT)
    said: dict[str, Any] = {
        "honorific": text(Field.HONORIFIC, before.honorific),
        "name": text(Field.NAME, before.name),
        "title": text(Field.TITLE, before.title),
        "unit": text(Field.UNIT, before.unit),
        "agency_id": AgencyId(agency) if agency and answers else before.agency_id,
        "site_id": SiteId(site) if site else before.site_id,
        "youth_group_id": _group(writer, row) or before.youth_group_id,
        "birth_year": int(year) if year.isdigit() else before.birth_year,
        "phone": text(Field.PHONE, before.phone),
        "email": text(Field.EMAIL, before.email),
        "note": text(Field.NOTE, before.note) if answers else before.note,
    }
    return setup.cleaned(replace(known, **said) if known else Person(on_roster=before.on_roster, **said))


def _write_agenda_item(writer: Writer, row: ImportRow) -> None:
    known = tables.AGENDA_ITEMS.get(writer.db, row.target_id) if row.state is RowState.UPDATE else AgendaItem()
    minutes = row.values.get(Field.MINUTES, "")
    item = setup.cleaned(
        replace(
            known,
            kind=AgendaKind(row.values[Field.KIND]) if known.id == NEW else known.kind,
            title=row.values[Field.NAME],
            responsible=row.values.get(Field.RESPONSIBLE, known.responsible),
            planned_start=row.values.get(Field.START, known.planned_start),
            planned_minutes=int(minutes) if minutes.isdigit() else known.planned_minutes,
            note=row.values.get(Field.NOTE, known.note),
        )
    )
    if known.id == NEW:
        writer.add(tables.AGENDA_ITEMS, item)
    else:
        tables.AGENDA_ITEMS.save(writer.db, item)


def _write_agency(writer: Writer, row: ImportRow) -> None:
    """Parents and successors may stand further down: they are tied when all rows are in."""
    known = tables.AGENCIES.get(writer.db, row.target_id) if row.state is RowState.UPDATE else Agency()
    values = row.values
    agency = setup.cleaned(
        replace(
            known,
            name=known.name or values[Field.NAME],
            short_name=values.get(Field.SHORT_NAME, known.short_name),
            code=values.get(Field.CODE, known.code),
            rank=Rank(values[Field.RANK]) if Field.RANK in values else known.rank,
            keywords=values.get(Field.KEYWORDS, known.keywords),
            valid_from=dates.typed_day(values.get(Field.VALID_FROM, "")) or known.valid_from,
            valid_to=dates.typed_day(values.get(Field.VALID_TO, "")) or known.valid_to,
        )
    )
    if known.id == NEW:
        agency = replace(agency, id=AgencyId(writer.add(tables.AGENCIES, agency)))
    else:
        tables.AGENCIES.save(writer.db, agency)
    _add_aliases(writer, agency, values)
    writer.later(lambda: _tie_agency(writer, agency.id, row))


def _add_aliases(writer: Writer, agency: Agency, values: Any) -> None:
    stored = {alias.alias for alias in tables.AGENCY_ALIASES.where(writer.db, "agency_id = ?", [agency.id])}
    names = [values[Field.NAME], *values.get(Field.ALIASES, "").replace("\n", ";").split(";")]
    for name in dict.fromkeys(name.strip() for name in names):
        if name and name not in {agency.name, *stored}:
            writer.add(tables.AGENCY_ALIASES, AgencyAlias(agency_id=agency.id, alias=name))


def _tie_agency(writer: Writer, agency_id: AgencyId, row: ImportRow) -> None:
    ties: dict[str, Any] = {}
    for field, column in ((Field.PARENT, "parent_id"), (Field.SUCCESSOR, "successor_id")):
        found = row.link(field) or _agency_named(writer.db, row.values.get(field, ""))
        if found and found != agency_id:
            ties[column] = AgencyId(found)
    if ties:
        stored = tables.AGENCIES.get(writer.db, agency_id)
        tables.AGENCIES.save(writer.db, replace(stored, **ties))


def _agency_named(db: Database, name: str) -> int | None:
    if not name:
        return None
    return next((agency.id for agency in tables.AGENCIES.all(db) if fold(agency.name) == fold(name)), None)


def _write_answer(writer: Writer, row: ImportRow) -> None:
    values = row.values
    if row.state is RowState.UPDATE:
        stored = tables.PREPARED_ANSWERS.get(writer.db, row.target_id)
        tables.PREPARED_ANSWERS.save(writer.db, setup.cleaned(replace(stored, text=values[Field.TEXT])))
        return
    question, agency = row.link(Field.NUMBER), row.link(Field.AGENCY)
    respondent = row.link(Field.RESPONDENT)
    if respondent is None and values.get(Field.RESPONDENT):
        person = Person(name=values[Field.RESPONDENT], agency_id=AgencyId(agency) if agency else None)
        respondent = writer.add(tables.PEOPLE, setup.cleaned(person))
        writer.add(tables.PERSON_ROLES, PersonRole(NEW, PersonId(respondent), Role.RESPONDENT))
    prepared = PreparedAnswer(
        question_id=QuestionId(question) if question else None,
        topic_id=_topic(writer, row),
        agency_id=AgencyId(agency) if agency else None,
        respondent_id=PersonId(respondent) if respondent else None,
        text=values[Field.TEXT],
    )
    writer.add(tables.PREPARED_ANSWERS, setup.cleaned(prepared))


def _site(writer: Writer, row: ImportRow) -> SiteId | None:
    found = writer.named(tables.SITES, Site, row.values.get(Field.SITE, ""), row.link(Field.SITE))
    return SiteId(found) if found else None


def _group(writer: Writer, row: ImportRow) -> int | None:
    return writer.named(tables.YOUTH_GROUPS, YouthGroup, row.values.get(Field.GROUP, ""), row.link(Field.GROUP))


def _topic(writer: Writer, row: ImportRow) -> TopicId | None:
    found = writer.named(tables.TOPICS, Topic, row.values.get(Field.TOPIC, ""), row.link(Field.TOPIC))
    return TopicId(found) if found else None


WRITERS: Mapping[ImportKind, Callable[[Writer, ImportRow], object]] = {
    ImportKind.QUESTIONS: _write_question,
    ImportKind.ROSTER: _write_person,
    ImportKind.AGENDA: _write_agenda_item,
    ImportKind.AGENCIES: _write_agency,
    ImportKind.ANSWERS: _write_answer,
}
"""What stores one row of each kind."""
