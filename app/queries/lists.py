"""What the forms of the lists show besides plain rows: a record together with the rows that hang on it."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.agenda import AgendaItem
from app.domain.answer import PreparedAnswer
from app.domain.changes import Table
from app.domain.ids import AgencyId
from app.domain.paper import Chart, ChartBar, IssuedDocument, PaperKind, Recipient, SignatureBlock, TextModule
from app.domain.petition import Commitment, Petition
from app.domain.question import Question
from app.domain.records import dataclass
from app.domain.roster import Agency, Attendance, Person, Role
from app.domain.text import name_sort_key
from db import tables
from db.database import Database


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency with its other names."""

    agency: Agency
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody with their roles and the names of where they belong."""

    person: Person
    roles: tuple[Role, ...]
    agency: str
    site: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with who asks and which agency answers first."""

    question: Question
    asker: Person | None
    agency_id: AgencyId | None
    agency: str


@dataclass(frozen=True, slots=True)
class PetitionView:
    """A demand with the number of its question and its agencies."""

    petition: Petition
    number: int
    lead: str
    supports: tuple[AgencyId, ...]


@dataclass(frozen=True, slots=True)
class PreparedView:
    """A prepared text with the names of what it belongs to. number: 0 where it is for a topic."""

    prepared: PreparedAnswer
    number: int
    topic: str
    agency: str
    respondent: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its bars."""

    chart: Chart
    bars: tuple[ChartBar, ...]


def row_counts(db: Database, wanted: Iterable[Table]) -> dict[Table, int]:
    """How many rows each of these tables has."""
    return {t: db.execute(f"SELECT count(*) FROM {t.value}").fetchone()[0] for t in wanted}  # noqa: S608 - an enum


def agencies(db: Database) -> tuple[AgencyView, ...]:
    aliases: dict[int, list[str]] = {}
    for row in tables.AGENCY_ALIASES.all(db):
        aliases.setdefault(row.agency_id, []).append(row.alias)
    return tuple(
        AgencyView(agency, tuple(aliases.get(agency.id, ()))) for agency in tables.AGENCIES.all(db, "position, id")
    )


def people(db: Database) -> tuple[PersonView, ...]:
    """Everybody: first those with a role, as papers order them, then the others by given name."""
    roles: dict[int, list[tuple[int, int, Role]]] = {}
    for row in tables.PERSON_ROLES.all(db):
        roles.setdefault(row.person_id, []).append((list(Role).index(row.role), row.position, row.role))
    agencies_by_id = {agency.id: agency.short_name or agency.name for agency in tables.AGENCIES.all(db)}
    sites = {site.id: site.name for site in tables.SITES.all(db)}

    def order(person: Person) -> tuple[object, ...]:
        return (min(roles.get(person.id, [(99, 0, Role.DELEGATE)]))[:2], name_sort_key(person.name, person.sort_name))

    return tuple(
        PersonView(
            person,
            tuple(role for _, _, role in sorted(roles.get(person.id, []))),
            agencies_by_id.get(person.agency_id, "") if person.agency_id else "",
            sites.get(person.site_id, "") if person.site_id else "",
        )
        for person in sorted(tables.PEOPLE.all(db), key=order)
    )


def questions(db: Database) -> tuple[QuestionView, ...]:
    """All questions in the order of the queue."""
    people_by_id = {person.id: person for person in tables.PEOPLE.all(db)}
    agency_names = {agency.id: agency.short_name or agency.name for agency in tables.AGENCIES.all(db)}
    led = {row.question_id: row.lead_agency_id for row in reversed(tables.PETITIONS.all(db, "position, id"))}
    answering = {row.question_id: row.agency_id for row in reversed(tables.ANSWERS.all(db, "position, id"))}
    views: list[QuestionView] = []
    for question in tables.QUESTIONS.all(db, "position, id"):
        agency_id = answering.get(question.id) or led.get(question.id)
        asker = people_by_id.get(question.asker_id) if question.asker_id else None
        views.append(QuestionView(question, asker, agency_id, agency_names.get(agency_id, "") if agency_id else ""))
    return tuple(views)


def question(db: Database, question_id: int) -> QuestionView:
    """One question; RuleError(NOT_FOUND) if it is gone."""
    found = tables.QUESTIONS.get(db, question_id)
    by_question = "question_id = ?", [question_id], "position, id"
    answer, petition = tables.ANSWERS.first(db, *by_question), tables.PETITIONS.first(db, *by_question)
    agency_id = (answer.agency_id if answer else None) or (petition.lead_agency_id if petition else None)
    agency = tables.AGENCIES.find(db, agency_id)
    name = (agency.short_name or agency.name) if agency else ""
    return QuestionView(found, tables.PEOPLE.find(db, found.asker_id), agency_id, name)


def petitions(db: Database) -> tuple[PetitionView, ...]:
    """Every demand, by the number of its question."""
    numbers = {question.id: question.number for question in tables.QUESTIONS.all(db)}
    agency_names = {agency.id: agency.short_name or agency.name for agency in tables.AGENCIES.all(db)}
    supports: dict[int, list[AgencyId]] = {}
    for row in tables.PETITION_SUPPORTS.all(db):
        supports.setdefault(row.petition_id, []).append(row.agency_id)
    views = [
        PetitionView(
            petition,
            numbers[petition.question_id],
            agency_names.get(petition.lead_agency_id, "") if petition.lead_agency_id else "",
            tuple(supports.get(petition.id, ())),
        )
        for petition in tables.PETITIONS.all(db, "position, id")
    ]
    return tuple(sorted(views, key=lambda view: view.number))


def prepared_answers(db: Database) -> tuple[PreparedView, ...]:
    numbers = {question.id: question.number for question in tables.QUESTIONS.all(db)}
    topics = {topic.id: topic.name for topic in tables.TOPICS.all(db)}
    agency_names = {agency.id: agency.short_name or agency.name for agency in tables.AGENCIES.all(db)}
    names = {person.id: person.name for person in tables.PEOPLE.all(db)}
    views = [
        PreparedView(
            prepared,
            numbers.get(prepared.question_id, 0) if prepared.question_id else 0,
            topics.get(prepared.topic_id, "") if prepared.topic_id else "",
            agency_names.get(prepared.agency_id, "") if prepared.agency_id else "",
            names.get(prepared.respondent_id, "") if prepared.respondent_id else "",
        )
        for prepared in tables.PREPARED_ANSWERS.all(db)
    ]
    return tuple(sorted(views, key=lambda view: (view.number == 0, view.number)))


def agenda_items(db: Database) -> tuple[AgendaItem, ...]:
    return tables.AGENDA_ITEMS.all(db, "position, id")


def commitments(db: Database) -> tuple[tuple[Commitment, int], ...]:
    """Every promise with the number of its question."""
    numbers = {question.id: question.number for question in tables.QUESTIONS.all(db)}
    found = ((commitment, numbers[commitment.question_id]) for commitment in tables.COMMITMENTS.all(db, "number, id"))
    return tuple(sorted(found, key=lambda pair: pair[1]))


def recipients(db: Database) -> tuple[Recipient, ...]:
    """The lines of every paper, paper by paper."""
    order = list(PaperKind)
    return tuple(sorted(tables.RECIPIENTS.all(db, "position, id"), key=lambda row: order.index(row.paper)))


def signature_blocks(db: Database) -> tuple[SignatureBlock, ...]:
    order = list(PaperKind)
    return tuple(sorted(tables.SIGNATURE_BLOCKS.all(db), key=lambda row: (order.index(row.paper), row.side)))


def text_modules(db: Database) -> tuple[TextModule, ...]:
    return tables.TEXT_MODULES.all(db, "abbreviation, id")


def text_module(db: Database, abbreviation: str) -> str:
    """What an abbreviation stands for, with or without its leading semicolon; empty if it is none."""
    found = tables.TEXT_MODULES.first(
        db, "abbreviation IN (?, ?)", [abbreviation, abbreviation.removeprefix(";")], "length(abbreviation) DESC"
    )
    return found.text if found and abbreviation.startswith(";") else ""


def attendances(db: Database) -> tuple[Attendance, ...]:
    """Counts of people by site, then by unit."""
    return tables.ATTENDANCES.all(db, "site_id IS NULL, site_id, id")


def charts(db: Database) -> tuple[ChartView, ...]:
    return tuple(
        ChartView(chart, tables.CHART_BARS.where(db, "chart_id = ?", [chart.id], "position, id"))
        for chart in tables.CHARTS.all(db, "position, id")
    )


def issued_papers(db: Database) -> tuple[IssuedDocument, ...]:
    """The files of the papers made so far: of each paper its newest version first, the previewed file before others."""
    return tables.ISSUED_DOCUMENTS.all(db, "version DESC, id")
