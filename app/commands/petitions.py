"""Demands, how each is answered, and what respondents promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import summaries
from app.commands import setup
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.due import NO_DUE, Due
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, AnswerId, CommitmentId, PetitionId, QuestionId
from app.domain.petition import Commitment, Petition, PetitionSupport, ReplyMode
from app.domain.text import clean_line
from db import tables


def add_petition(conference: Conference, petition: Petition) -> PetitionId:
    """Split one more demand off a question."""
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        question = tables.QUESTIONS.get(tx.db, petition.question_id)
        position = tables.PETITIONS.next_position(tx.db, "question_id = ?", [question.id])
        ready = setup.cleaned(replace(petition, position=position))
        petition_id = PetitionId(tables.PETITIONS.add(tx.db, ready, conference.station))
        tx.summary = summaries.petition_added(question.number)
    return petition_id


def change_petition(conference: Conference, petition: Petition) -> None:
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        stored = tables.PETITIONS.get(tx.db, petition.id)
        question = tables.QUESTIONS.get(tx.db, stored.question_id)
        kept = replace(petition, question_id=stored.question_id, position=stored.position)
        tables.PETITIONS.save(tx.db, setup.cleaned(kept))
        tx.summary = summaries.petition_changed(question.number)


def set_lead(conference: Conference, petition_id: PetitionId, agency_id: AgencyId) -> None:
    """Who is in charge of one demand; the others of its question keep theirs."""
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        petition = tables.PETITIONS.get(tx.db, petition_id)
        question = tables.QUESTIONS.get(tx.db, petition.question_id)
        agency = tables.AGENCIES.get(tx.db, agency_id)
        tables.PETITIONS.save(tx.db, replace(petition, lead_agency_id=agency_id))
        tx.summary = summaries.agency_assigned(agency.short_name or agency.name, question.number)


def remove_petition(conference: Conference, petition_id: PetitionId) -> None:
    """Put two demands together again; the last one of a question stays."""
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        petition = tables.PETITIONS.get(tx.db, petition_id)
        question = tables.QUESTIONS.get(tx.db, petition.question_id)
        if len(tables.PETITIONS.where(tx.db, "question_id = ?", [question.id])) == 1:
            raise RuleError(Rule.IN_USE)
        for support in tables.PETITION_SUPPORTS.where(tx.db, "petition_id = ?", [petition_id]):
            tables.PETITION_SUPPORTS.remove(tx.db, support.id)
        tables.PETITIONS.remove(tx.db, petition_id)
        tx.summary = summaries.petition_removed(question.number)


def set_supports(conference: Conference, petition_id: PetitionId, agency_ids: Sequence[AgencyId]) -> None:
    """The supporting agencies of a demand, exactly these."""
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        petition = tables.PETITIONS.get(tx.db, petition_id)
        question = tables.QUESTIONS.get(tx.db, petition.question_id)
        stored = {s.agency_id: s for s in tables.PETITION_SUPPORTS.where(tx.db, "petition_id = ?", [petition_id])}
        for agency_id, support in stored.items():
            if agency_id not in agency_ids:
                tables.PETITION_SUPPORTS.remove(tx.db, support.id)
        for agency_id in agency_ids:
            if agency_id not in stored:
                tables.PETITION_SUPPORTS.add(tx.db, PetitionSupport(NEW, petition_id, agency_id), conference.station)
        tx.summary = summaries.petition_changed(question.number)


def set_reply_mode(conference: Conference, question_id: QuestionId, mode: ReplyMode, due: Due = NO_DUE) -> None:
    """How every demand of a question is answered (each can be changed alone by change_petition)."""
    with conference.record(EventKind.PETITION_CHANGED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        for petition in tables.PETITIONS.where(tx.db, "question_id = ?", [question_id]):
            tables.PETITIONS.save(tx.db, replace(petition, reply_mode=mode, due=due or petition.due))
        tx.summary = summaries.reply_mode_set(question.number, mode)


def record_commitment(
    conference: Conference,
    question_id: QuestionId,
    text: str,
    due: Due = NO_DUE,
    agency_id: AgencyId | None = None,
    answer_id: AnswerId | None = None,
) -> CommitmentId:
    """What a respondent promised. Errors: EMPTY_NAME if there is no text."""
    with conference.record(EventKind.COMMITMENT_RECORDED) as tx:
        question = tables.QUESTIONS.get(tx.db, question_id)
        sql = "SELECT coalesce(max(number), 0) + 1 FROM commitment WHERE question_id = ?"
        number = int(tx.db.execute(sql, [question_id]).fetchone()[0])
        commitment = setup.cleaned(
            Commitment(
                question_id=question_id,
                answer_id=answer_id,
                number=number,
                agency_id=agency_id,
                text=text,
                due=replace(due, text=clean_line(due.text)),
            )
        )
        if not commitment.text:
            raise RuleError(Rule.EMPTY_NAME)
        commitment_id = CommitmentId(tables.COMMITMENTS.add(tx.db, commitment, conference.station))
        tx.summary = summaries.commitment_recorded(number, question.number)
    return commitment_id


def change_commitment(conference: Conference, commitment: Commitment) -> None:
    with conference.record(EventKind.COMMITMENT_CHANGED) as tx:
        stored = tables.COMMITMENTS.get(tx.db, commitment.id)
        question = tables.QUESTIONS.get(tx.db, stored.question_id)
        kept = replace(commitment, question_id=stored.question_id, number=stored.number)
        tables.COMMITMENTS.save(tx.db, setup.cleaned(kept))
        tx.summary = summaries.commitment_changed(stored.number, question.number)


def remove_commitment(conference: Conference, commitment_id: CommitmentId) -> None:
    with conference.record(EventKind.COMMITMENT_CHANGED) as tx:
        stored = tables.COMMITMENTS.get(tx.db, commitment_id)
        question = tables.QUESTIONS.get(tx.db, stored.question_id)
        tables.COMMITMENTS.remove(tx.db, commitment_id)
        tx.summary = summaries.commitment_removed(stored.number, question.number)
