"""Takes the profile of the office, lists, roster and open commitments of an earlier conference over: one undo."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from app import getting_in
from app.commands import setup
from app.commands.row_writer import Writer
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.domain.ids import AgencyId, PersonId
from app.domain.office import with_office
from app.domain.paper import Duty
from app.domain.text import fold
from app.earlier import Earlier
from db import tables
from db.rows import Rows


class EarlierPart(StrEnum):
    """What may be taken over apart."""

    OFFICE = "office"
    AGENCIES = "agencies"
    PEOPLE = "people"
    PROMISES = "promises"


def take_over(conference: Conference, earlier: Earlier, parts: frozenset[EarlierPart]) -> None:
    """Add what is not there yet. Errors: NOT_IN_LIVE, NOTHING_TO_IMPORT where no part was chosen."""
    with conference.record(EventKind.IMPORTED) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        if facts.mode is Mode.LIVE:
            raise RuleError(Rule.NOT_IN_LIVE)
        if not parts:
            raise RuleError(Rule.NOTHING_TO_IMPORT)
        taken = _TakenOver(Writer(tx.db, conference.station, tx.now), earlier)
        if EarlierPart.OFFICE in parts:
            tables.FACTS.save(tx.db, with_office(facts, earlier.facts))
            taken.add_office()
        if EarlierPart.AGENCIES in parts:
            taken.add_agencies()
        if EarlierPart.PEOPLE in parts:
            taken.add_people()
        if EarlierPart.PROMISES in parts:
            taken.add_promises()
        taken.writer.finish()
        tx.summary = getting_in.taken_over(earlier.facts.name)


class _TakenOver:
    """Ids of the earlier file -> ids here; a row of the same name that stands here already is used."""

    def __init__(self, writer: Writer, earlier: Earlier) -> None:
        self.writer = writer
        self._earlier = earlier
        self._agencies = self._known(tables.AGENCIES, earlier.agencies)
        self._sites = self._known(tables.SITES, earlier.sites)
        self._groups = self._known(tables.YOUTH_GROUPS, earlier.groups)

    def add_office(self) -> None:
        """Recipients, signatures, wordings and abbreviations, into lists that are empty here."""
        earlier = self._earlier
        for rows, records in (
            (tables.RECIPIENTS, earlier.recipients),
            (tables.SIGNATURE_BLOCKS, earlier.signatures),
            (tables.PHRASES, earlier.phrases),
            (tables.TEXT_MODULES, earlier.modules),
        ):
            if not rows.all(self.writer.db):
                for record in records:
                    self._add(rows, record)

    def add_agencies(self) -> None:
        added = [agency for agency in self._earlier.agencies if agency.id not in self._agencies]
        for agency in added:
            self._agencies[agency.id] = self._add(tables.AGENCIES, replace(agency, parent_id=None, successor_id=None))
        new = {agency.id for agency in added}
        for alias in self._earlier.aliases:
            if alias.agency_id in new:
                self._add(tables.AGENCY_ALIASES, replace(alias, agency_id=AgencyId(self._agencies[alias.agency_id])))
        self.writer.flush()
        for agency in added:
            self._tie(AgencyId(self._agencies[agency.id]), agency.parent_id, agency.successor_id)

    def add_people(self) -> None:
        """The roster with its sites and groups; somebody of the same name and unit is there already."""
        for rows, records, ids in (
            (tables.SITES, self._earlier.sites, self._sites),
            (tables.YOUTH_GROUPS, self._earlier.groups, self._groups),
        ):
            for record in records:
                if record.id not in ids:
                    ids[record.id] = self._add(rows, record)
        there = {(fold(one.name), fold(one.unit)) for one in tables.PEOPLE.all(self.writer.db)}
        people: dict[int, int] = {}
        for person in self._earlier.people:
            if (fold(person.name), fold(person.unit)) not in there:
                ties: dict[str, Any] = {
                    "agency_id": self._agencies.get(person.agency_id or 0),
                    "site_id": self._sites.get(person.site_id or 0),
                    "youth_group_id": self._groups.get(person.youth_group_id or 0),
                }
                here = replace(person, **ties)
                people[person.id] = self._add(tables.PEOPLE, here)
        for role in self._earlier.roles:
            if role.person_id in people:
                self._add(tables.PERSON_ROLES, replace(role, person_id=PersonId(people[role.person_id])))

    def add_promises(self) -> None:
        """What agencies still owe, as duties to be answered for before the next conference."""
        there = {fold(duty.text) for duty in tables.DUTIES.all(self.writer.db)}
        names = {agency.id: agency.name for agency in self._earlier.agencies}
        for one in self._earlier.promises:
            if fold(one.text) in there:
                continue
            agency = self._agencies.get(one.agency_id or 0)
            name = "" if agency else names.get(one.agency_id or AgencyId(0), "")
            note = getting_in.open_promise(self._earlier.facts.name, one.number, name)
            self._add(
                tables.DUTIES,
                Duty(agency_id=AgencyId(agency) if agency else None, text=one.text, due_text=one.due, note=note),
            )

    def _known(self, rows: Rows[Any], records: tuple[Any, ...]) -> dict[int, int]:
        here = {fold(record.name): record.id for record in rows.all(self.writer.db)}
        return {record.id: here[fold(record.name)] for record in records if fold(record.name) in here}

    def _add(self, rows: Rows[Any], record: Any) -> int:
        if hasattr(record, "position"):
            record = replace(record, position=0)
        return self.writer.add(rows, setup.cleaned(record))

    def _tie(self, agency_id: AgencyId, parent: int | None, successor: int | None) -> None:
        parent, successor = self._agencies.get(parent or 0), self._agencies.get(successor or 0)
        if parent or successor:
            stored = tables.AGENCIES.get(self.writer.db, agency_id)
            tied = replace(
                stored,
                parent_id=AgencyId(parent) if parent else None,
                successor_id=AgencyId(successor) if successor else None,
            )
            tables.AGENCIES.save(self.writer.db, tied)
