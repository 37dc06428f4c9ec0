"""What the first pages of a new conference store: who chairs and writes, and the places. One event each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import getting_in
from app.commands import setup
from app.commands.row_writer import Writer
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.ids import PersonId
from app.domain.roster import Person, PersonRole, Role, Site, SiteKind
from app.domain.text import fold
from db import tables


def name_people(conference: Conference, role: Role, people: Sequence[Person]) -> None:
    """Give people a role; somebody of the same name on the list gets what they lack. Errors: EMPTY_NAME."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        ready = [setup.cleaned(person) for person in people]
        if not ready or not all(person.name for person in ready):
            raise RuleError(Rule.EMPTY_NAME)
        writer = Writer(tx.db, conference.station, tx.now)
        known = {fold(person.name): person for person in tables.PEOPLE.all(tx.db)}
        having = {row.person_id for row in tables.PERSON_ROLES.where(tx.db, "role = ?", [role.value])}
        for person in ready:
            before = known.get(fold(person.name))
            if before is None:
                person_id = PersonId(writer.add(tables.PEOPLE, person))
            else:
                person_id = before.id
                filled = replace(
                    before,
                    honorific=person.honorific or before.honorific,
                    title=person.title or before.title,
                    unit=person.unit or before.unit,
                )
                tables.PEOPLE.save(tx.db, filled)
            if person_id not in having:
                writer.add(tables.PERSON_ROLES, PersonRole(person_id=person_id, role=role))
        writer.finish()
        tx.summary = getting_in.people_named(role, [person.name for person in ready])


def name_sites(conference: Conference, main: str, remote: Sequence[str]) -> None:
    """The hall (the one main site is called so from now on) and the sites joined by video that are not there yet."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        writer = Writer(tx.db, conference.station, tx.now)
        sites = tables.SITES.all(tx.db, "position, id")
        hall = next((site for site in sites if site.kind is SiteKind.MAIN), None)
        named = setup.cleaned(replace(hall or Site(kind=SiteKind.MAIN), name=main))
        if named.name and hall is None:
            writer.add(tables.SITES, named)
        elif named.name and hall is not None:
            tables.SITES.save(tx.db, named)
        there = {fold(site.name) for site in sites}
        for name in remote:
            site = setup.cleaned(Site(name=name))
            if site.name and fold(site.name) not in there:
                there.add(fold(site.name))
                writer.add(tables.SITES, site)
        writer.finish()
        tx.summary = getting_in.sites_named()
