"""The plan's duties by agency: until when, how they stand, and whether the agency's prepared answer is in."""

from __future__ import annotations

from datetime import date

from app.domain.facts import Facts
from app.domain.paper import Duty
from app.domain.records import dataclass
from app.reading.deadlines import parse_due
from db import tables
from db.database import Database


@dataclass(frozen=True, slots=True)
class DutyView:
    """agency: its name, empty where none of the list was tied to it. due: the day its words mean, if they fix one.

    prepared: texts the agency has sent in. asked_of: questions given to it.
    """

    duty: Duty
    agency: str
    due: date | None
    prepared: int = 0
    asked_of: int = 0


def duties(db: Database) -> tuple[DutyView, ...]:
    """By agency as the list of agencies orders them, those without one at the end; inside as they stand."""
    facts = tables.FACTS.get(db, 1)
    agencies = {agency.id: agency for agency in tables.AGENCIES.all(db)}
    prepared: dict[int, int] = {}
    for row in tables.PREPARED_ANSWERS.all(db):
        if row.agency_id and row.text:
            prepared[row.agency_id] = prepared.get(row.agency_id, 0) + 1
    asked: dict[int, int] = {}
    for petition in tables.PETITIONS.all(db):
        if petition.lead_agency_id:
            asked[petition.lead_agency_id] = asked.get(petition.lead_agency_id, 0) + 1
    views: list[DutyView] = []
    for duty in tables.DUTIES.all(db, "position, id"):
        agency = agencies.get(duty.agency_id) if duty.agency_id else None
        views.append(
            DutyView(
                duty,
                agency.name if agency else "",
                _day(duty, facts),
                prepared.get(agency.id, 0) if agency else 0,
                asked.get(agency.id, 0) if agency else 0,
            )
        )
    first = {view.agency: place for place, view in reversed(list(enumerate(views)))}
    return tuple(sorted(views, key=lambda view: (not view.agency, first[view.agency])))


def _day(duty: Duty, facts: Facts) -> date | None:
    return parse_due(duty.due_text, facts.held_on).on if duty.due_text else None
