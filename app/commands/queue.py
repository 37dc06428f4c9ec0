"""The queue: registering, approving, ordering, merging and ending questions, and who is to answer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app import scenes, summaries
from app.commands import setup
from app.conference import Conference
from app.domain.answer import Answer, AnswerKind
from app.domain.changes import EventKind
from app.domain.due import NO_DUE, Due
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, AnswerId, PersonId, QuestionId, SiteId, TopicId
from app.domain.petition import Petition, ReplyMode, own_competence
from app.domain.question import ON_FLOOR, UNASKED, Channel, Question, QuestionKind, QuestionState
from app.domain.records import dataclass
from app.domain.roster import Agency, Person, Site
from db import tables
from db.database import Database
from db.recorder import Transaction

_NOT_SAID_BY_CHAIR = """question_id = ? AND (kind <> 'chair'
    OR id NOT IN (SELECT answer_id FROM speech WHERE answer_id IS NOT NULL))"""
"""What the chair has answered himself stays his, whoever is named afterwards."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What the capture line or a form knows of a question; every field may be empty.

    asker_id: somebody on the roster (a unit they lack is filled in); else asker_name (and honorific, title, unit) is
    kept as given. site_name, agency_name: a site or body that is on no list yet; it joins the list as given.
    """

    asker_id: PersonId | None = None
    honorific: str = ""
    asker_name: str = ""
    title: str = ""
    unit: str = ""
    site_id: SiteId | None = None
    site_name: str = ""
    topic_id: TopicId | None = None
    gist: str = ""
    verbatim: str = ""
    short_text: str = ""
    channel: Channel = Channel.SPOKEN
    kind: QuestionKind = QuestionKind.QUESTION
    agency_id: AgencyId | None = None
    agency_name: str = ""
    parent_id: QuestionId | None = None


def register_question(conference: Conference, new: NewQuestion) -> QuestionId:
    """Store a question at the end of the queue with the next number; its single petition comes with it."""
    with conference.record(EventKind.QUESTION_REGISTERED) as tx:
        question_id = add_question(tx.db, conference.station, setup.cleaned(new), conference.clock.now())
        question = tables.QUESTIONS.get(tx.db, question_id)
        tx.summary = summaries.registered(question.number, asker_name(tx.db, question))
    return question_id


def register_follow_up(conference: Conference, parent_id: QuestionId) -> QuestionId:
    """The same person asks again: a child right behind its parent, ready to be asked, with a number of its own."""
    with conference.record(EventKind.QUESTION_REGISTERED) as tx:
        parent = tables.QUESTIONS.get(tx.db, parent_id)
        petition = tables.PETITIONS.first(tx.db, "question_id = ?", [parent_id], "position, id")
        new = NewQuestion(
            asker_id=parent.asker_id,
            site_id=parent.site_id,
            topic_id=parent.topic_id,
            kind=QuestionKind.FOLLOW_UP,
            agency_id=petition.lead_agency_id if petition else None,
            parent_id=parent_id,
        )
        question_id = add_question(tx.db, conference.station, new, conference.clock.now())
        child = tables.QUESTIONS.get(tx.db, question_id)
        tables.QUESTIONS.save(tx.db, replace(child, state=QuestionState.WAITING))
        family = [q.id for q in tables.QUESTIONS.all(tx.db, "position, id") if parent_id in {q.id, q.parent_id}]
        last = tables.QUESTIONS.get(tx.db, [member for member in family if member != question_id][-1])
        after = tables.QUESTIONS.first(tx.db, "position > ? AND id <> ?", [last.position, question_id], "position, id")
        setup.place_before(tx.db, tables.QUESTIONS, question_id, after.id if after else None)
        tx.summary = summaries.followed_up(child.number, parent.number)
    return question_id


def add_question(db: Database, station: int, new: NewQuestion, at: datetime) -> QuestionId:
    """Inside a command: the question, its asker if unknown, its petition, and the answer place of its agency."""
    number = 1 + int(db.execute("SELECT coalesce(max(number), 0) FROM question").fetchone()[0])
    new = _with_new_places(db, station, new)
    question = Question(
        number=number,
        kind=new.kind,
        position=tables.QUESTIONS.next_position(db),
        asker_id=_asker(db, station, new),
        site_id=new.site_id,
        topic_id=new.topic_id,
        channel=new.channel,
        gist=new.gist,
        verbatim=new.verbatim,
        short_text=new.short_text,
        parent_id=new.parent_id,
        received_at=at,
    )
    question_id = QuestionId(tables.QUESTIONS.add(db, question, station))
    competence = own_competence(tables.FACTS.get(db, 1).level)
    petition = Petition(question_id=question_id, position=1024, lead_agency_id=new.agency_id, competence=competence)
    tables.PETITIONS.add(db, petition, station)
    if new.agency_id is not None:
        answer = Answer(question_id=question_id, position=1024, agency_id=new.agency_id)
        tables.ANSWERS.add(db, answer, station)
    return question_id


def _with_new_places(db: Database, station: int, new: NewQuestion) -> NewQuestion:
    site_id, agency_id = new.site_id, new.agency_id
    if site_id is None and new.site_name:
        site = Site(name=new.site_name, position=tables.SITES.next_position(db))
        site_id = SiteId(tables.SITES.add(db, site, station))
    if agency_id is None and new.agency_name:
        agency = Agency(name=new.agency_name, position=tables.AGENCIES.next_position(db))
        agency_id = AgencyId(tables.AGENCIES.add(db, agency, station))
    return replace(new, site_id=site_id, agency_id=agency_id)


def _asker(db: Database, station: int, new: NewQuestion) -> PersonId | None:
    known = tables.PEOPLE.find(db, new.asker_id)
    if known is not None and new.unit and not known.unit:
        tables.PEOPLE.save(db, replace(known, unit=new.unit))
    if new.asker_id is not None or not (new.asker_name or new.unit):
        return new.asker_id
    person = Person(
        honorific=new.honorific,
        name=new.asker_name,
        title=new.title,
        unit=new.unit,
        site_id=new.site_id,
        on_roster=False,
    )
    return PersonId(tables.PEOPLE.add(db, person, station))


def asker_name(db: Database, question: Question) -> str:
    person = tables.PEOPLE.find(db, question.asker_id)
    return person.name if person else ""


def change_question(conference: Conference, question: Question) -> None:
    """Overwrite what a form shows of a question; stage, place, number and links have acts of their own."""
    with conference.record(EventKind.QUESTION_CHANGED) as tx:
        stored = tables.QUESTIONS.get(tx.db, question.id)
        kept = replace(
            question,
            number=stored.number,
            state=stored.state,
            position=stored.position,
            parent_id=stored.parent_id,
            merged_into_id=stored.merged_into_id,
            state_before=stored.state_before,
            signal_lost_at=stored.signal_lost_at,
        )
        tables.QUESTIONS.save(tx.db, setup.cleaned(kept))
        tx.summary = summaries.question_changed(stored.number)


def set_asker(conference: Conference, question_id: QuestionId, person: Person) -> None:
    """Name or correct the asker. A person of the roster is given by id; a new one is kept as given."""
    with conference.record(EventKind.QUESTION_CHANGED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        ready = setup.cleaned(person)
        if ready.id == NEW:
            person_id = PersonId(tables.PEOPLE.add(tx.db, replace(ready, on_roster=False), conference.station))
        else:
            person_id = ready.id
            tables.PEOPLE.save(tx.db, ready)
        site_id = question.site_id or ready.site_id
        tables.QUESTIONS.save(tx.db, replace(question, asker_id=person_id, site_id=site_id))
        tx.summary = summaries.asker_named(question.number, ready.name)


def approve(conference: Conference, question_id: QuestionId) -> None:
    """Into the queue of the day (Chờ hỏi); from there F5 may show it."""
    with conference.record(EventKind.QUESTION_APPROVED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state not in UNASKED:
            raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state)
        tables.QUESTIONS.save(tx.db, replace(question, state=QuestionState.WAITING))
        tx.summary = summaries.approved(question.number)


def take_approval_back(conference: Conference, question_id: QuestionId) -> None:
    with conference.record(EventKind.QUESTION_APPROVED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state not in UNASKED - {QuestionState.RECEIVED}:
            raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state)
        tables.QUESTIONS.save(tx.db, replace(question, state=QuestionState.RECEIVED))
        tx.summary = summaries.approval_taken_back(question.number)


def set_stage(conference: Conference, question_id: QuestionId, state: QuestionState) -> None:
    """Sort a question that has not been asked: edited, approved for the programme, reserve."""
    with conference.record(EventKind.QUESTION_CHANGED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state not in UNASKED or state not in UNASKED:
            raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state, wanted=state)
        tables.QUESTIONS.save(tx.db, replace(question, state=state))
        tx.summary = summaries.stage_set(question.number, state)


def end_question(conference: Conference, question_id: QuestionId, state: QuestionState, reason: str = "") -> None:
    """Withdrawn, left out (with its reason) or off topic. Errors: LIVE_ITEM while it has the floor, ON_SCREEN."""
    with conference.record(EventKind.QUESTION_WITHDRAWN) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if tables.PROJECTION.get(tx.db, 1).visible.subject == scenes.question_subject(question_id):
            raise RuleError(Rule.ON_SCREEN, number=question.number)
        tables.QUESTIONS.save(tx.db, setup.cleaned(question.ended_as(state, reason)))
        tx.summary = summaries.ended(question.number, state)


def bring_back(conference: Conference, question_id: QuestionId) -> None:
    """A withdrawn, left-out or off-topic question returns to the stage it had."""
    with conference.record(EventKind.QUESTION_WITHDRAWN) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state_before is None:
            raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state)
        back = replace(question, state=question.state_before, state_before=None, merged_into_id=None, end_reason="")
        tables.QUESTIONS.save(tx.db, back)
        tx.summary = summaries.brought_back(question.number)


def mark_signal_lost(conference: Conference, question_id: QuestionId) -> None:
    """The line broke: the clock stops, the question keeps its place and is asked again later."""
    with conference.record(EventKind.SIGNAL_CHANGED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        cut_off(tx, question)
        tx.summary = summaries.signal_lost(question.number)


def cut_off(tx: Transaction, question: Question) -> None:
    """Inside a command: the open turn of a question ends, and it waits to be heard again."""
    for speech in tables.SPEECHES.where(tx.db, "question_id = ? AND ended_at IS NULL", [question.id]):
        tables.SPEECHES.save(tx.db, replace(speech, ended_at=tx.now))
    back = question.state
    if back in ON_FLOOR:
        back = QuestionState.WAITING if back is QuestionState.ASKING else QuestionState.AWAITING_ANSWER
    tables.QUESTIONS.save(tx.db, replace(question, state=back, signal_lost_at=tx.now))


def move_question(conference: Conference, question_id: QuestionId, before_id: QuestionId | None) -> None:
    """Put a question before another one of the queue, or at its end."""
    with conference.record(EventKind.QUEUE_MOVED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        setup.place_before(tx.db, tables.QUESTIONS, question_id, before_id)
        tx.summary = summaries.moved(question.number)


def merge(conference: Conference, question_id: QuestionId, into_id: QuestionId) -> None:
    """Mark a question as the same as another; its wording and asker stay with it, and both are named on paper."""
    with conference.record(EventKind.QUESTION_MERGED) as tx:
        question, into = tables.QUESTIONS.get(tx.db, question_id), tables.QUESTIONS.get(tx.db, into_id)
        if question_id in {into_id, into.merged_into_id}:
            raise RuleError(Rule.MERGE_WITH_ITSELF, number=question.number)
        if into.state is QuestionState.MERGED:
            raise RuleError(Rule.WRONG_STATE, number=into.number, state=into.state)
        merged = replace(question.ended_as(QuestionState.MERGED), merged_into_id=into_id)
        tables.QUESTIONS.save(tx.db, merged)
        tx.summary = summaries.merged(question.number, into.number)


def unmerge(conference: Conference, question_id: QuestionId) -> None:
    """Take a merged question out again, with its own stage, place and words."""
    with conference.record(EventKind.QUESTION_UNMERGED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        if question.state is not QuestionState.MERGED or question.state_before is None:
            raise RuleError(Rule.WRONG_STATE, number=question.number, state=question.state)
        apart = replace(question, state=question.state_before, state_before=None, merged_into_id=None)
        tables.QUESTIONS.save(tx.db, apart)
        tx.summary = summaries.unmerged(question.number)


def close_list(conference: Conference, due: Due = NO_DUE, only: Sequence[QuestionId] | None = None) -> int:
    """End the questions: all that are unasked go to written answer with their agency and due. Returns how many.

    only: move just these (the surplus that no longer fits) and leave the list open.
    """
    with conference.record(EventKind.LIST_CLOSED) as tx:
        left = [q for q in tables.QUESTIONS.all(tx.db, "position, id") if q.state in UNASKED]
        moved = [q for q in left if only is None or q.id in only]
        for question in moved:
            tables.QUESTIONS.save(tx.db, question.ended_as(QuestionState.NOT_REACHED))
            for petition in tables.PETITIONS.where(tx.db, "question_id = ?", [question.id]):
                if petition.reply_mode is ReplyMode.NONE:
                    tables.PETITIONS.save(tx.db, replace(petition, reply_mode=ReplyMode.WRITTEN, due=due))
        if only is None:
            facts = tables.FACTS.get(tx.db, 1)
            tables.FACTS.save(tx.db, replace(facts, list_closed_at=tx.now))
        numbers = [question.number for question in moved]
        tx.summary = summaries.list_closed(len(moved)) if only is None else summaries.surplus_moved(numbers)
    return len(moved)


def assign_agency(conference: Conference, question_id: QuestionId, agency_id: AgencyId) -> AnswerId:
    """The agency that answers first. Petitions still led by the former agency (or none) go with it."""
    with conference.record(EventKind.AGENCY_ASSIGNED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        agency = tables.AGENCIES.get(tx.db, agency_id)
        answer_id = write_first_agency(tx.db, question_id, agency_id, conference.station)
        tx.summary = summaries.agency_assigned(agency.short_name or agency.name, question.number)
    return answer_id


def write_first_agency(db: Database, question_id: QuestionId, agency_id: AgencyId | None, station: int) -> AnswerId:
    """Inside a command: give the first answer, and the petitions that went with it, to an agency (or to nobody)."""
    first = tables.ANSWERS.first(db, _NOT_SAID_BY_CHAIR, [question_id], "position, id")
    former = first.agency_id if first else None
    if first is None:
        position = tables.ANSWERS.next_position(db, "question_id = ?", [question_id])
        answer_id = AnswerId(tables.ANSWERS.add(db, Answer(question_id=question_id, position=position), station))
        first = tables.ANSWERS.get(db, answer_id)
    respondent = first.respondent_id if former == agency_id else None
    kind = AnswerKind.AGENCY if first.kind is AnswerKind.CHAIR else first.kind
    tables.ANSWERS.save(db, replace(first, kind=kind, agency_id=agency_id, respondent_id=respondent))
    for petition in tables.PETITIONS.where(db, "question_id = ?", [question_id]):
        if petition.lead_agency_id in {None, former}:
            tables.PETITIONS.save(db, replace(petition, lead_agency_id=agency_id))
    return first.id


def add_answering_agency(
    conference: Conference,
    question_id: QuestionId,
    agency_id: AgencyId | None,
    kind: AnswerKind = AnswerKind.ADDITION,
) -> AnswerId:
    """One more answer after those there are: another agency adds, or the chair answers himself (agency None)."""
    with conference.record(EventKind.AGENCY_ASSIGNED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        agency = tables.AGENCIES.find(tx.db, agency_id)
        position = tables.ANSWERS.next_position(tx.db, "question_id = ?", [question_id])
        answer = Answer(question_id=question_id, position=position, kind=kind, agency_id=agency_id)
        answer_id = AnswerId(tables.ANSWERS.add(tx.db, answer, conference.station))
        tx.summary = summaries.answer_added((agency.short_name or agency.name) if agency else "", question.number)
    return answer_id


def set_respondent(conference: Conference, answer_id: AnswerId, person: Person) -> None:
    """Name who speaks for the agency; a new person is kept as given and belongs to that agency."""
    with conference.record(EventKind.ANSWER_CHANGED) as tx:
        answer = tables.ANSWERS.get(tx.db, answer_id)
        question = tables.QUESTIONS.get(tx.db, answer.question_id)
        ready = setup.cleaned(person)
        if ready.id == NEW:
            fresh = replace(ready, agency_id=ready.agency_id or answer.agency_id, on_roster=False)
            person_id = PersonId(tables.PEOPLE.add(tx.db, fresh, conference.station))
        else:
            person_id = ready.id
            tables.PEOPLE.save(tx.db, ready)
        tables.ANSWERS.save(tx.db, replace(answer, respondent_id=person_id))
        tx.summary = summaries.respondent_named(ready.name, question.number)


def reassign_answer(conference: Conference, answer_id: AnswerId, agency_id: AgencyId) -> None:
    """Another agency gives this answer; who was to speak for the former one no longer does."""
    with conference.record(EventKind.AGENCY_ASSIGNED) as tx:
        answer = tables.ANSWERS.get(tx.db, answer_id)
        question = tables.QUESTIONS.get(tx.db, answer.question_id)
        agency = tables.AGENCIES.get(tx.db, agency_id)
        first = tables.ANSWERS.first(tx.db, "question_id = ?", [question.id], "position, id")
        if first is not None and first.id == answer_id:
            write_first_agency(tx.db, question.id, agency_id, conference.station)
        elif answer.agency_id != agency_id:
            kind = AnswerKind.ADDITION if answer.kind is AnswerKind.CHAIR else answer.kind
            given = replace(answer, kind=kind, agency_id=agency_id, respondent_id=None, as_prepared=False)
            tables.ANSWERS.save(tx.db, given)
        tx.summary = summaries.agency_assigned(agency.short_name or agency.name, question.number)


def remove_answer(conference: Conference, answer_id: AnswerId) -> None:
    """Take an answer place away; what was typed into it stays in the file as an orphan text of the question."""
    with conference.record(EventKind.ANSWER_CHANGED) as tx:
        answer = tables.ANSWERS.get(tx.db, answer_id)
        question = tables.QUESTIONS.get(tx.db, answer.question_id)
        tables.ANSWERS.remove(tx.db, answer_id)
        tx.summary = summaries.answer_removed(question.number)
