"""The names that fields complete: people, units, sites, agencies of the conference, prepared for app.queries.lookup."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.records import dataclass
from app.domain.roster import Person
from app.domain.text import sort_key
from app.queries import desk
from app.queries.lookup import Candidate, prepare
from db.database import Database


@dataclass(frozen=True, slots=True)
class Names:
    """Everything the capture line completes. A person's candidate has the person's id, a unit's only a place."""

    roster: tuple[Person, ...]
    people: tuple[Candidate, ...]
    units: tuple[Candidate, ...]
    sites: tuple[Candidate, ...]
    agencies: tuple[Candidate, ...]


def names(db: Database) -> Names:
    roster = _once([person for person in desk.people(db) if person.name])
    units = sorted({person.unit for person in roster if person.unit}, key=sort_key)
    return Names(
        roster,
        tuple(prepare(person.id, person.name, person.unit or person.title) for person in roster),
        tuple(prepare(place, unit) for place, unit in enumerate(units)),
        tuple(prepare(site.id, site.name) for site in desk.sites(db)),
        agencies(db),
    )


def _once(people: Sequence[Person]) -> tuple[Person, ...]:
    """Somebody who was named twice as given is offered once, and not at all beside their entry on the roster."""
    found: dict[tuple[str, str], Person] = {}
    for person in people:
        key = (person.name, person.unit)
        if key not in found or (person.on_roster and not found[key].on_roster):
            found[key] = person
    offered = {person.id for person in found.values()}
    twice_on_roster = [person for person in people if person.on_roster and person.id not in offered]
    return (*found.values(), *twice_on_roster)


def chosen(offered: Sequence[Candidate], ids: Sequence[int]) -> tuple[Candidate, ...]:
    """Those with these ids, in the order of the ids."""
    by_id = {candidate.id: candidate for candidate in offered}
    return tuple(by_id[row_id] for row_id in ids if row_id in by_id)


def agencies(db: Database) -> tuple[Candidate, ...]:
    """Agencies in their order, found by name, short name, code and any other name they are known by."""
    aliases: dict[int, list[str]] = {}
    for alias in desk.agency_aliases(db):
        aliases.setdefault(alias.agency_id, []).append(alias.alias)
    return tuple(
        prepare(
            agency.id,
            agency.name,
            agency.short_name if agency.short_name != agency.name else "",
            (agency.short_name, agency.code, *aliases.get(agency.id, ())),
        )
        for agency in desk.agencies(db)
    )
