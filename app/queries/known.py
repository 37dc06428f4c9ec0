"""All that an import compares with, read once: agencies with their spellings, people, places, questions, agenda."""

from __future__ import annotations

from app.domain.agenda import AgendaItem
from app.domain.answer import PreparedAnswer
from app.domain.ids import EventId
from app.domain.paper import Duty, PaperKind
from app.domain.records import dataclass
from app.domain.roster import Site, Topic, YouthGroup
from app.queries import lists
from app.queries.lists import AgencyView, PersonView, QuestionView
from db import tables
from db.database import Database


@dataclass(frozen=True, slots=True)
class Known:
    """The conference at one event. province: dropped from names of agencies when they are compared."""

    at_event: EventId
    province: str
    agencies: tuple[AgencyView, ...]
    people: tuple[PersonView, ...]
    sites: tuple[Site, ...]
    topics: tuple[Topic, ...]
    groups: tuple[YouthGroup, ...]
    questions: tuple[QuestionView, ...]
    agenda: tuple[AgendaItem, ...]
    prepared: tuple[PreparedAnswer, ...]
    duties: tuple[Duty, ...] = ()
    participants: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def known(db: Database) -> Known:
    event = db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]
    facts = tables.FACTS.find(db, 1)
    return Known(
        EventId(event),
        facts.province if facts else "",
        lists.agencies(db),
        lists.people(db),
        tables.SITES.all(db, "position, id"),
        tables.TOPICS.all(db, "position, id"),
        tables.YOUTH_GROUPS.all(db, "position, id"),
        lists.questions(db),
        lists.agenda_items(db),
        tables.PREPARED_ANSWERS.all(db),
        tables.DUTIES.all(db, "position, id"),
        tuple(row.text for row in tables.PARTICIPANTS.all(db)),
        tuple(row.text for row in tables.RECIPIENTS.where(db, "paper = ?", [PaperKind.NOTICE.value])),
    )
