"""Begins a list of agencies from a template: one event, one undo. What stands there already is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import getting_in, places
from app.commands import setup
from app.commands.row_writer import Writer
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.ids import AgencyId
from app.domain.roster import Agency, AgencyAlias
from app.domain.text import fold
from app.reading import agency_lists
from db import tables
from db.database import Database


def load_template(conference: Conference, key: str) -> int:
    """Add the agencies of a template that are not there by any spelling; returns how many.

    Errors: NOTHING_TO_IMPORT where all of them are there.
    """
    with conference.record(EventKind.LIST_CHANGED) as tx:
        writer = Writer(tx.db, conference.station, tx.now)
        known = _known(tx.db)
        wanted = _wanted(tx.db, key)
        added: dict[str, Agency] = {}
        for one in wanted:
            spellings = _spellings(one)
            if any(name in known for name in spellings):
                continue
            agency = replace(one.agency, id=AgencyId(writer.add(tables.AGENCIES, setup.cleaned(one.agency))))
            added[one.agency.name] = agency
            known.update(dict.fromkeys(spellings, agency.id))
            for alias in one.aliases:
                writer.add(tables.AGENCY_ALIASES, AgencyAlias(agency_id=agency.id, alias=alias))
        if not added:
            raise RuleError(Rule.NOTHING_TO_IMPORT)
        writer.flush()
        for one in wanted:
            _tie(writer, one, added, known)
        tx.summary = getting_in.agencies_loaded(len(added), agency_lists.titles()[key])
    return len(added)


def new_names(db: Database, key: str) -> list[str]:
    """The agencies that load_template() would add."""
    known = _known(db)
    return [one.agency.name for one in _wanted(db, key) if not any(name in known for name in _spellings(one))]


def _wanted(db: Database, key: str) -> Sequence[agency_lists.ShippedAgency]:
    return agency_lists.template(key, places.agency_unit(tables.FACTS.get(db, 1)))


def _spellings(one: agency_lists.ShippedAgency) -> list[str]:
    return [fold(name) for name in (one.agency.name, *one.aliases)]


def _known(db: Database) -> dict[str, AgencyId]:
    found = {fold(agency.name): agency.id for agency in tables.AGENCIES.all(db)}
    for alias in tables.AGENCY_ALIASES.all(db):
        found.setdefault(fold(alias.alias), alias.agency_id)
    return found


def _tie(writer: Writer, one: agency_lists.ShippedAgency, added: dict[str, Agency], known: dict[str, AgencyId]) -> None:
    """Parent and successor, where they are in the list."""
    agency = added.get(one.agency.name)
    if agency is None:
        return
    parent, successor = known.get(fold(one.parent)), known.get(fold(one.successor))
    if parent or successor:
        stored = tables.AGENCIES.get(writer.db, agency.id)
        tables.AGENCIES.save(writer.db, replace(stored, parent_id=parent, successor_id=successor))
