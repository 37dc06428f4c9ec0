"""The tables a report is made from, each read once and grouped: a few reads, however many questions there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from app import children, data_words
from app.domain.answer import Answer, PreparedAnswer
from app.domain.clock import local_day
from app.domain.conclusion import ConclusionAgency
from app.domain.ids import PersonId
from app.domain.minutes import Slot
from app.domain.petition import Commitment, Petition, PetitionSupport
from app.domain.question import Question
from app.domain.records import dataclass
from app.domain.report import ReportPerson
from app.domain.roster import Agency, Person, Site, Topic
from app.domain.speech import Speech, SpeechKind
from app.queries import turns
from app.scenes import CardRows
from db import tables
from db.database import Database

K = TypeVar("K")
V = TypeVar("V")
_PUBLIC = (Slot.ANSWER, Slot.CHAIR, Slot.AGENDA, Slot.INTERJECTION)
"""Texts that papers print; private notes are never read."""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """first_turns, spoken_s: by kind and the question or answer it is about. year: the one ages are counted in.

    speeches: those that began, in their order, by question. texts: by slot and subject.
    """

    questions: dict[int, Question]
    people: dict[int, Person]
    agencies: dict[int, Agency]
    sites: dict[int, Site]
    topics: dict[int, Topic]
    groups: dict[int, str]
    answers: dict[int, list[Answer]]
    petitions: dict[int, list[Petition]]
    supports: dict[int, list[PetitionSupport]]
    commitments: dict[int, list[Commitment]]
    conclusion_agencies: dict[int, list[ConclusionAgency]]
    prepared_by_question: dict[int, list[PreparedAnswer]]
    prepared_by_topic: dict[int, list[PreparedAnswer]]
    speeches: dict[int, list[Speech]]
    texts: dict[tuple[Slot, int], str]
    first_turns: dict[tuple[SpeechKind, int], datetime]
    spoken_s: dict[tuple[SpeechKind, int], int]
    signal_losses: frozenset[tuple[int, datetime]]
    held_on: date | None
    year: int | None
    children: frozenset[int]

    def person(self, person_id: PersonId | None) -> ReportPerson | None:
        found = self.people.get(person_id) if person_id else None
        if found is None:
            return None
        if found.id in self.children:
            return ReportPerson(title=data_words.CHILD_NAME, unit=found.unit)
        return ReportPerson(found.honorific, found.name, found.title, found.unit)

    def group(self, person_id: PersonId | None) -> str:
        found = self.people.get(person_id) if person_id else None
        return self.groups.get(found.youth_group_id, "") if found and found.youth_group_id else ""

    def printed(self, at: datetime | None) -> datetime | None:
        """The instant, if it lies on the day of the conference; what was entered on another day has no hour there."""
        return at if at is not None and self.held_on in {None, local_day(at)} else None

    def agency(self, agency_id: int | None) -> str:
        found = self.agencies.get(agency_id) if agency_id else None
        return found.name if found else ""

    def text(self, slot: Slot, subject_id: int) -> str:
        """The stored text, empty if nothing was written."""
        return self.texts.get((slot, subject_id), "")

    def prepared(self, question: Question) -> list[PreparedAnswer]:
        """What was sent in for this question, else for its topic."""
        return self.prepared_by_question.get(question.id) or self.prepared_by_topic.get(question.topic_id or 0, [])

    def card_rows(self, question: Question) -> CardRows:
        """What the public card of a question is made from, the same as app.scenes finds for one alone."""
        answer = next((answer for answer in self.answers.get(question.id, ()) if answer.agency_id is not None), None)
        petition = next(iter(self.petitions.get(question.id, ())), None)
        led_by = answer.agency_id if answer else petition.lead_agency_id if petition else None
        return CardRows(
            topic=self.topics.get(question.topic_id or 0),
            site=self.sites.get(question.site_id or 0),
            asker=self.people.get(question.asker_id or 0),
            agency=self.agencies.get(led_by or 0),
            respondent=self.people.get(answer.respondent_id or 0) if answer else None,
        )


def report_rows(db: Database, held_on: date | None) -> ReportRows:
    """Everything a report of this conference needs, lists in the order papers tell them."""
    speeches = tables.SPEECHES.where(db, "started_at IS NOT NULL", (), "started_at, id")
    first, spoken = _turns(speeches)
    prepared = tables.PREPARED_ANSWERS.all(db)
    return ReportRows(
        questions={question.id: question for question in tables.QUESTIONS.all(db, "position, id")},
        people={person.id: person for person in tables.PEOPLE.all(db)},
        agencies={agency.id: agency for agency in tables.AGENCIES.all(db)},
        sites={site.id: site for site in tables.SITES.all(db)},
        topics={topic.id: topic for topic in tables.TOPICS.all(db)},
        groups={group.id: group.name for group in tables.YOUTH_GROUPS.all(db)},
        answers=_grouped(tables.ANSWERS.all(db, "position, id"), lambda row: row.question_id),
        petitions=_grouped(tables.PETITIONS.all(db, "position, id"), lambda row: row.question_id),
        supports=_grouped(tables.PETITION_SUPPORTS.all(db), lambda row: row.petition_id),
        commitments=_grouped(tables.COMMITMENTS.all(db, "number, id"), lambda row: row.question_id),
        conclusion_agencies=_grouped(tables.CONCLUSION_AGENCIES.all(db, "position, id"), lambda row: row.conclusion_id),
        prepared_by_question=_grouped(prepared, lambda row: row.question_id),
        prepared_by_topic=_grouped((row for row in prepared if row.question_id is None), lambda row: row.topic_id),
        speeches=_grouped(speeches, lambda row: row.question_id),
        texts={
            (entry.slot, entry.subject_id): entry.text
            for slot in _PUBLIC
            for entry in tables.MINUTES_ENTRIES.where(db, "slot = ? AND sentence_key = ''", [slot.value])
        },
        first_turns=first,
        spoken_s=spoken,
        signal_losses=turns.signal_losses(db),
        held_on=held_on,
        year=children.year_of(db),
        children=children.hidden_ids(db),
    )


def _grouped(rows: Iterable[V], key: Callable[[V], K | None]) -> dict[K, list[V]]:
    """Rows by what they belong to, in the order they come; those that belong to nothing are left out."""
    found: dict[K, list[V]] = {}
    for row in rows:
        if (belongs_to := key(row)) is not None:
            found.setdefault(belongs_to, []).append(row)
    return found


def _turns(
    speeches: Iterable[Speech],
) -> tuple[dict[tuple[SpeechKind, int], datetime], dict[tuple[SpeechKind, int], int]]:
    """When each was first on the floor, and for how many seconds in all."""
    first: dict[tuple[SpeechKind, int], datetime] = {}
    spoken: dict[tuple[SpeechKind, int], int] = {}
    for speech in speeches:
        subject = speech.answer_id if speech.kind is SpeechKind.ANSWERING else speech.question_id
        if subject is not None and speech.started_at is not None:
            first.setdefault((speech.kind, subject), speech.started_at)
            seconds = int(speech.spoken(speech.started_at).total_seconds())
            spoken[speech.kind, subject] = spoken.get((speech.kind, subject), 0) + seconds
    return first, spoken
