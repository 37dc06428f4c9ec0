"""What one form of the lists stores in one act: a record together with the rows that hang on it.

Plain records go through setup.add and setup.save; orders and removals are there, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import summaries
from app.commands import queue, setup
from app.conference import Conference
from app.domain.changes import EventKind, Table
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, PersonId, PetitionId, QuestionId
from app.domain.paper import Chart, ChartBar
from app.domain.petition import Petition, PetitionSupport
from app.domain.question import UNASKED, Question
from app.domain.records import dataclass
from app.domain.roster import Agency, AgencyAlias, Person, Role
from app.domain.text import clean_line
from db import tables
from db.database import Database


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question as a form holds it. asker.id NEW: typed, not chosen; agency_id: who answers first."""

    question: Question
    asker: Person | None = None
    agency_id: AgencyId | None = None


def store_agency(conference: Conference, agency: Agency, aliases: Sequence[str]) -> AgencyId:
    """Add an agency (id NEW) or overwrite it, with exactly these other names. Errors: EMPTY_NAME."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        ready = _named(agency)
        if ready.id == NEW:
            placed = replace(ready, position=tables.AGENCIES.next_position(tx.db))
            agency_id = AgencyId(tables.AGENCIES.add(tx.db, placed, conference.station))
            tx.summary = summaries.list_row_added(Table.AGENCY, ready.name)
        else:
            agency_id = tables.AGENCIES.get(tx.db, ready.id).id
            tables.AGENCIES.save(tx.db, ready)
            tx.summary = summaries.list_row_changed(Table.AGENCY, ready.name)
        wanted = [alias for alias in dict.fromkeys(clean_line(name) for name in aliases) if alias]
        stored = {row.alias: row for row in tables.AGENCY_ALIASES.where(tx.db, "agency_id = ?", [agency_id])}
        for alias, row in stored.items():
            if alias not in wanted:
                tables.AGENCY_ALIASES.remove(tx.db, row.id)
        for alias in wanted:
            if alias not in stored:
                tables.AGENCY_ALIASES.add(tx.db, AgencyAlias(NEW, agency_id, alias), conference.station)
    return agency_id


def store_person(conference: Conference, person: Person, roles: Sequence[Role]) -> PersonId:
    """Add a person (id NEW) or overwrite them, with exactly these roles. Errors: EMPTY_NAME."""
    if person.id == NEW:
        return setup.add_person(conference, person, roles)
    with conference.record(EventKind.LIST_CHANGED) as tx:
        tables.PEOPLE.get(tx.db, person.id)
        tables.PEOPLE.save(tx.db, _named(person))
        setup.write_roles(tx.db, person.id, roles, conference.station)
        tx.summary = summaries.list_row_changed(Table.PERSON, person.name)
    return person.id


def move_in_role(conference: Conference, person_id: PersonId, role: Role, before_id: PersonId | None) -> None:
    """Change the order in which people of one role stand on paper; before_id None: last."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        person = tables.PEOPLE.get(tx.db, person_id)
        rows = tables.PERSON_ROLES.where(tx.db, "role = ?", [role.value], "position, id")
        moved = next((row for row in rows if row.person_id == person_id), None)
        if moved is None:
            raise RuleError(Rule.NOT_FOUND)
        ordered = [row for row in rows if row is not moved]
        place = next((i for i, row in enumerate(ordered) if row.person_id == before_id), len(ordered))
        ordered.insert(place, moved)
        for number, row in enumerate(ordered, start=1):
            tables.PERSON_ROLES.save(tx.db, replace(row, position=number * 1024))
        tx.summary = summaries.list_row_moved(Table.PERSON, person.name)


def store_question(conference: Conference, entry: QuestionEntry) -> QuestionId:
    """Register a question (id NEW) with all that is known of it, or overwrite what the form shows.

    A stage may be given as long as nobody asked it. Errors: WRONG_STATE, EMPTY_NAME where there is nothing at all.
    """
    new = entry.question.id == NEW
    with conference.record(EventKind.QUESTION_REGISTERED if new else EventKind.QUESTION_CHANGED) as tx:
        ready = setup.cleaned(entry.question)
        asker_id = _store_asker(tx.db, conference.station, entry)
        if new:
            question = _add_question(tx.db, conference, replace(ready, asker_id=asker_id), entry.agency_id)
            tx.summary = summaries.registered(question.number, queue.asker_name(tx.db, question))
        else:
            question = _overwrite_question(tx.db, replace(ready, asker_id=asker_id))
            first = tables.ANSWERS.first(tx.db, "question_id = ?", [question.id], "position, id")
            if entry.agency_id != (first.agency_id if first else None):
                queue.write_first_agency(tx.db, question.id, entry.agency_id, conference.station)
            tx.summary = summaries.question_changed(question.number)
    return question.id


def store_petition(conference: Conference, petition: Petition, supports: Sequence[AgencyId]) -> PetitionId:
    """Add a demand (id NEW) to its question or overwrite it, with exactly these supporting agencies."""
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        question = tables.QUESTIONS.get(tx.db, petition.question_id)
        ready = setup.cleaned(petition)
        if ready.id == NEW:
            position = tables.PETITIONS.next_position(tx.db, "question_id = ?", [question.id])
            placed = replace(ready, position=position)
            petition_id = PetitionId(tables.PETITIONS.add(tx.db, placed, conference.station))
            tx.summary = summaries.petition_added(question.number)
        else:
            petition_id = ready.id
            stored = tables.PETITIONS.get(tx.db, petition_id)
            kept = replace(ready, question_id=stored.question_id, position=stored.position)
            tables.PETITIONS.save(tx.db, kept)
            tx.summary = summaries.petition_changed(question.number)
        _write_supports(tx.db, petition_id, supports, conference.station)
    return petition_id


def store_chart(conference: Conference, chart: Chart, bars: Sequence[ChartBar]) -> int:
    """Add a chart (id NEW) or overwrite it, with exactly these bars in this order. Errors: EMPTY_NAME."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        ready = setup.cleaned(chart)
        if not ready.title:
            raise RuleError(Rule.EMPTY_NAME)
        if ready.id == NEW:
            placed = replace(ready, position=tables.CHARTS.next_position(tx.db))
            chart_id = tables.CHARTS.add(tx.db, placed, conference.station)
            tx.summary = summaries.list_row_added(Table.CHART, ready.title)
        else:
            chart_id = tables.CHARTS.get(tx.db, ready.id).id
            tables.CHARTS.save(tx.db, ready)
            tx.summary = summaries.list_row_changed(Table.CHART, ready.title)
        _write_bars(tx.db, chart_id, bars, conference.station)
    return chart_id


def remove_chart(conference: Conference, chart_id: int) -> None:
    """Take a chart away with its bars."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        chart = tables.CHARTS.get(tx.db, chart_id)
        _write_bars(tx.db, chart_id, (), conference.station)
        tables.CHARTS.remove(tx.db, chart_id)
        tx.summary = summaries.list_row_removed(Table.CHART, chart.title)


def _named(record: setup.R) -> setup.R:
    ready = setup.cleaned(record)
    if not getattr(ready, "name", ""):
        raise RuleError(Rule.EMPTY_NAME)
    return ready


def _store_asker(db: Database, station: int, entry: QuestionEntry) -> PersonId | None:
    """The asker's id. A name typed over that of somebody off the roster corrects it; else it is a new person."""
    if entry.asker is None or not (ready := setup.cleaned(entry.asker)).name:
        return None
    if ready.id == NEW:
        before = tables.QUESTIONS.find(db, entry.question.id)
        known = tables.PEOPLE.find(db, before.asker_id) if before else None
        if known is None or known.on_roster or _asks_elsewhere(db, known.id, entry.question.id):
            return PersonId(tables.PEOPLE.add(db, replace(ready, on_roster=False), station))
        ready = replace(ready, id=known.id, on_roster=False)
    tables.PEOPLE.get(db, ready.id)
    tables.PEOPLE.save(db, ready)
    return ready.id


def _asks_elsewhere(db: Database, person_id: PersonId, question_id: QuestionId) -> bool:
    return tables.QUESTIONS.first(db, "asker_id = ? AND id != ?", [person_id, question_id]) is not None


def _add_question(db: Database, conference: Conference, ready: Question, agency_id: AgencyId | None) -> Question:
    if not (ready.verbatim or ready.short_text or ready.gist or ready.asker_id):
        raise RuleError(Rule.EMPTY_NAME)
    new = queue.NewQuestion(
        asker_id=ready.asker_id,
        site_id=ready.site_id,
        topic_id=ready.topic_id,
        gist=ready.gist,
        verbatim=ready.verbatim,
        short_text=ready.short_text,
        channel=ready.channel,
        kind=ready.kind,
        agency_id=agency_id,
    )
    question = tables.QUESTIONS.get(db, queue.add_question(db, conference.station, new, conference.clock.now()))
    if ready.state not in UNASKED:
        raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state)
    staged = replace(question, state=ready.state)
    tables.QUESTIONS.save(db, staged)
    return staged


def _overwrite_question(db: Database, ready: Question) -> Question:
    stored = tables.QUESTIONS.get(db, ready.id)
    if ready.state is not stored.state and not {ready.state, stored.state} <= UNASKED:
        raise RuleError(Rule.WRONG_STATE, number=stored.number, state=stored.state, wanted=ready.state)
    kept = replace(
        stored,
        state=ready.state,
        kind=ready.kind,
        asker_id=ready.asker_id,
        site_id=ready.site_id,
        topic_id=ready.topic_id,
        channel=ready.channel,
        gist=ready.gist,
        verbatim=ready.verbatim,
        short_text=ready.short_text,
    )
    tables.QUESTIONS.save(db, kept)
    return kept


def _write_supports(db: Database, petition_id: PetitionId, agency_ids: Sequence[AgencyId], station: int) -> None:
    stored = {row.agency_id: row for row in tables.PETITION_SUPPORTS.where(db, "petition_id = ?", [petition_id])}
    for agency_id, row in stored.items():
        if agency_id not in agency_ids:
            tables.PETITION_SUPPORTS.remove(db, row.id)
    for agency_id in agency_ids:
        if agency_id not in stored:
            tables.PETITION_SUPPORTS.add(db, PetitionSupport(NEW, petition_id, agency_id), station)


def _write_bars(db: Database, chart_id: int, bars: Sequence[ChartBar], station: int) -> None:
    stored = list(tables.CHART_BARS.where(db, "chart_id = ?", [chart_id], "position, id"))
    for row in stored[len(bars) :]:
        tables.CHART_BARS.remove(db, row.id)
    for place, bar in enumerate(bars):
        known = stored[place].id if place < len(stored) else NEW
        ready = replace(setup.cleaned(bar), id=known, chart_id=chart_id, position=(place + 1) * 1024)
        if known == NEW:
            tables.CHART_BARS.add(db, ready, station)
        else:
            tables.CHART_BARS.save(db, ready)
