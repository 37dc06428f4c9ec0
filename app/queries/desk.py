"""The lists of a conference as forms and pickers show them, and the hall's row."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.conclusion import Conclusion, Part
from app.domain.facts import Facts, Floor
from app.domain.ids import AgencyId
from app.domain.paper import PaperKind, Participant, Recipient, SignatureBlock
from app.domain.projection import Projection
from app.domain.roster import Agency, AgencyAlias, Person, Role, Site, Topic, YouthGroup
from app.domain.station import Station
from app.domain.text import name_sort_key
from db import tables
from db.database import Database


def facts(db: Database) -> Facts:
    return tables.FACTS.get(db, 1)


def floor(db: Database) -> Floor:
    return tables.FLOOR.get(db, 1)


def projection(db: Database) -> Projection:
    return tables.PROJECTION.get(db, 1)


def sites(db: Database) -> tuple[Site, ...]:
    return tables.SITES.all(db, "position, id")


def agencies(db: Database) -> tuple[Agency, ...]:
    return tables.AGENCIES.all(db, "position, id")


def agency_aliases(db: Database) -> tuple[AgencyAlias, ...]:
    return tables.AGENCY_ALIASES.all(db)


def topics(db: Database) -> tuple[Topic, ...]:
    return tables.TOPICS.all(db, "position, id")


def youth_groups(db: Database) -> tuple[YouthGroup, ...]:
    return tables.YOUTH_GROUPS.all(db, "position, id")


def stations(db: Database) -> tuple[Station, ...]:
    return tables.STATIONS.all(db)


def people(db: Database, roster_only: bool = False) -> tuple[Person, ...]:
    """Everybody, sorted as Vietnamese lists are: by given name."""
    found = tables.PEOPLE.where(db, "on_roster = 1" if roster_only else "1")
    return tuple(sorted(found, key=lambda person: name_sort_key(person.name, person.sort_name)))


def people_in_role(db: Database, role: Role) -> tuple[Person, ...]:
    rows = tables.PERSON_ROLES.where(db, "role = ?", [role.value], "position, id")
    return tuple(tables.PEOPLE.get(db, row.person_id) for row in rows)


def roles_of(db: Database, person_id: int) -> tuple[Role, ...]:
    return tuple(row.role for row in tables.PERSON_ROLES.where(db, "person_id = ?", [person_id]))


def recipients(db: Database, paper: PaperKind) -> tuple[Recipient, ...]:
    return tables.RECIPIENTS.where(db, "paper = ?", [paper.value], "position, id")


def signature_blocks(db: Database, paper: PaperKind) -> tuple[SignatureBlock, ...]:
    return tables.SIGNATURE_BLOCKS.where(db, "paper = ?", [paper.value])


def participants(db: Database) -> tuple[Participant, ...]:
    return tables.PARTICIPANTS.all(db, "position, id")


def conclusions(db: Database) -> tuple[Conclusion, ...]:
    return tables.CONCLUSIONS.all(db, "position, id")


def conclusion_agencies(db: Database, task_id: int, part: Part) -> Sequence[AgencyId]:
    rows = tables.CONCLUSION_AGENCIES.where(db, "conclusion_id = ? AND part = ?", [task_id, part.value], "position, id")
    return [row.agency_id for row in rows]


def people_count(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM person").fetchone()[0])


def question_numbered(db: Database, number: int) -> int:
    """The id of the question with this number, the first in the queue; 0 if there is none."""
    found = db.execute("SELECT id FROM question WHERE number = ? ORDER BY position, id", [number]).fetchone()
    return int(found[0]) if found else 0


def question_count(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM question").fetchone()[0])
