"""What a new conference may take over from an earlier file: read from a copy, the file itself is never touched."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.domain.facts import Facts
from app.domain.ids import AgencyId
from app.domain.paper import Phrase, Recipient, SignatureBlock, TextModule
from app.domain.petition import PetitionResult
from app.domain.records import dataclass
from app.domain.roster import Agency, AgencyAlias, Person, PersonRole, Site, YouthGroup
from db import connection, copies, engine, tables
from db.database import Database

_SETTLED = frozenset({PetitionResult.SETTLED, PetitionResult.EXPLAINED, PetitionResult.OUT_OF_COMPETENCE})
"""Results after which nobody owes anything any more."""


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A commitment that was not kept when the file was closed last. number: of its question."""

    agency_id: AgencyId | None
    text: str
    due: str
    number: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """Rows of an earlier conference, with the ids they have there."""

    facts: Facts
    agencies: tuple[Agency, ...]
    aliases: tuple[AgencyAlias, ...]
    sites: tuple[Site, ...]
    groups: tuple[YouthGroup, ...]
    people: tuple[Person, ...]
    roles: tuple[PersonRole, ...]
    recipients: tuple[Recipient, ...]
    signatures: tuple[SignatureBlock, ...]
    phrases: tuple[Phrase, ...]
    modules: tuple[TextModule, ...]
    promises: tuple[OpenPromise, ...]


def read_earlier(path: Path, at: datetime) -> Earlier:
    """Read a file of this or an older version, also one that is open elsewhere. Errors: StorageError."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        try:
            copies.copy_file(path, copy)
        except engine.errors(OSError) as error:
            raise connection.trouble_of(error, path) from error
        connection.prepare_file(copy, at, lambda given, _: given)
        with closing(connection.load_into_memory(copy)) as db:
            return _read(db)


def _read(db: Database) -> Earlier:
    people = tables.PEOPLE.where(db, "on_roster = 1 AND name <> ''")
    known = {person.id for person in people}
    return Earlier(
        facts=tables.FACTS.get(db, 1),
        agencies=tables.AGENCIES.all(db, "position, id"),
        aliases=tables.AGENCY_ALIASES.all(db),
        sites=tables.SITES.all(db, "position, id"),
        groups=tables.YOUTH_GROUPS.all(db, "position, id"),
        people=people,
        roles=tuple(role for role in tables.PERSON_ROLES.all(db, "position, id") if role.person_id in known),
        recipients=tables.RECIPIENTS.all(db, "position, id"),
        signatures=tables.SIGNATURE_BLOCKS.all(db),
        phrases=tables.PHRASES.all(db),
        modules=tables.TEXT_MODULES.all(db),
        promises=tuple(_promises(db)),
    )


def _promises(db: Database) -> list[OpenPromise]:
    numbers = {question.id: question.number for question in tables.QUESTIONS.all(db)}
    open_ones = [one for one in tables.COMMITMENTS.all(db, "question_id, number") if one.result not in _SETTLED]
    return [OpenPromise(one.agency_id, one.text, one.due.text, numbers[one.question_id]) for one in open_ones]
