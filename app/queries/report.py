"""One snapshot of a conference in one read: the frozen tree every paper is made from. Private fields stay behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app import children, scenes
from app.domain import report
from app.domain.answer import Answer
from app.domain.changes import HALL_KINDS
from app.domain.conclusion import Part
from app.domain.ids import QuestionId
from app.domain.minutes import Slot
from app.domain.petition import Commitment, Petition
from app.domain.question import Question, QuestionKind
from app.domain.roster import Role
from app.domain.speech import Speech, SpeechKind
from app.queries import turns
from app.queries.duties import duties
from app.queries.gaps import in_words, present
from app.queries.history import log_lines
from app.queries.legal_texts import cited_texts
from app.queries.report_rows import ReportRows, report_rows
from db import tables
from db.database import Database


def conference_report(db: Database, *, with_log: bool = True) -> report.ConferenceReport:
    """The state now, for papers, without names of children that are kept back.

    with_log: what was done, act by act, too; half of the work, and only its own paper tells of it.
    """
    return children.without(_whole_report(db, with_log=with_log), children.hidden_names(db))


def _whole_report(db: Database, *, with_log: bool) -> report.ConferenceReport:
    """A transaction holds the state still while it is read."""
    with db.atomic():
        facts = tables.FACTS.get(db, 1)
        rows = report_rows(db, facts.held_on)
        questions, tasks = _questions(rows, facts.code), _conclusions(db, rows)
        return report.ConferenceReport(
            facts=replace(
                facts,
                opened_at=rows.printed(facts.opened_at),
                ended_at=rows.printed(facts.ended_at),
                youth_count=facts.youth_count or in_words(present(db)),
            ),
            chair=next(iter(_in_role(db, rows, Role.CHAIR)), None),
            co_chairs=_in_role(db, rows, Role.CO_CHAIR),
            secretaries=_in_role(db, rows, Role.SECRETARY),
            guests=_in_role(db, rows, Role.GUEST),
            participants=tuple(row.text for row in tables.PARTICIPANTS.all(db, "position, id")),
            sites=tuple(report.ReportSite(site.name, site.kind) for site in tables.SITES.all(db, "position, id")),
            agenda=_agenda(db, rows),
            questions=questions,
            conclusions=tasks,
            legal_texts=cited_texts(tables.LEGAL_TEXTS.all(db), questions, tasks),
            recipients=tables.RECIPIENTS.all(db, "position, id"),
            signature_blocks=tables.SIGNATURE_BLOCKS.all(db),
            phrases=conference_phrases(db),
            sentences={
                entry.sentence_key: entry.text
                for entry in tables.MINUTES_ENTRIES.where(db, "slot = ? AND text <> ''", [Slot.SENTENCE.value])
            },
            lost_words=_lost_words(db),
            up_to_event=int(db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]),
            log=_log(db) if with_log else (),
            duties=tuple(_duties(db)),
        )


def conference_phrases(db: Database) -> dict[str, str]:
    """The office's own wording by template key."""
    return {phrase.key: phrase.text for phrase in tables.PHRASES.all(db)}


def _duties(db: Database) -> Iterator[report.ReportDuty]:
    for view in duties(db):
        duty = view.duty
        yield report.ReportDuty(
            duty.id, view.agency, duty.text, duty.due_text, duty.is_done, duty.note, view.prepared, view.asked_of
        )


def _lost_words(db: Database) -> dict[str, str]:
    """Words whose place was undone or removed, by a key of their own. Private ones are never read."""
    sql = (
        "SELECT slot, subject_id, text FROM minutes_entry WHERE text <> '' AND ("
        "slot = 'answer' AND subject_id NOT IN (SELECT id FROM answer) OR "
        "slot = 'interjection' AND subject_id NOT IN (SELECT id FROM speech) OR "
        "slot = 'chair' AND subject_id NOT IN (SELECT id FROM question) OR "
        "slot = 'agenda' AND subject_id NOT IN (SELECT id FROM agenda_item)) ORDER BY id"
    )
    return {f"lost/{slot}/{subject}": text for slot, subject, text in db.execute(sql).fetchall()}


def _log(db: Database) -> tuple[report.ReportLogLine, ...]:
    """The whole log, oldest first, without previews and typing."""
    return tuple(
        report.ReportLogLine(line.id, line.at, line.operator, line.summary, line.is_undone, line.kind in HALL_KINDS)
        for line in reversed(log_lines(db, limit=-1))
    )


def _in_role(db: Database, rows: ReportRows, role: Role) -> tuple[report.ReportPerson, ...]:
    found = tables.PERSON_ROLES.where(db, "role = ?", [role.value], "position, id")
    return tuple(person for row in found if (person := rows.person(row.person_id)) is not None)


def _agenda(db: Database, rows: ReportRows) -> tuple[report.ReportAgendaItem, ...]:
    return tuple(
        report.ReportAgendaItem(
            id=item.id,
            kind=item.kind,
            status=item.status,
            title=item.title,
            responsible=item.responsible,
            person=rows.person(item.person_id),
            planned_start=item.planned_start,
            planned_minutes=item.planned_minutes,
            started_at=rows.printed(item.started_at),
            ended_at=rows.printed(item.ended_at),
            text=rows.text(Slot.AGENDA, item.id),
            script=item.script,
        )
        for item in tables.AGENDA_ITEMS.all(db, "position, id")
    )


def _questions(rows: ReportRows, code: str) -> tuple[report.ReportQuestion, ...]:
    """Top questions in minutes order: as they were asked, then the others as they stand in the queue."""
    children: dict[QuestionId, list[Question]] = {}
    doubles: dict[QuestionId, list[Question]] = {}
    for question in rows.questions.values():
        if question.parent_id is not None:
            children.setdefault(question.parent_id, []).append(question)
        if question.merged_into_id is not None:
            doubles.setdefault(question.merged_into_id, []).append(question)

    def view(question: Question, above: frozenset[QuestionId] = frozenset()) -> report.ReportQuestion:
        """above: questions it is told under; a parent merged into its own follow-up is not told again below it."""
        path = above | {question.id}
        return _question(
            rows,
            question,
            code,
            tuple(view(child, path) for child in children.get(question.id, ()) if child.id not in path),
            tuple(view(double, path) for double in doubles.get(question.id, ()) if double.id not in path),
        )

    def order(question: Question) -> tuple[bool, str, int]:
        asked = rows.first_turns.get((SpeechKind.ASKING, question.id))
        return asked is None, asked.isoformat() if asked else "", question.position

    stored = rows.questions.values()
    tops = [q for q in stored if q.parent_id is None and q.kind is not QuestionKind.INTERJECTION]
    return tuple(view(question) for question in sorted(tops, key=order))


def _question(
    rows: ReportRows,
    question: Question,
    code: str,
    follow_ups: tuple[report.ReportQuestion, ...],
    doubles: tuple[report.ReportQuestion, ...],
) -> report.ReportQuestion:
    into = rows.questions.get(question.merged_into_id) if question.merged_into_id else None
    card_rows = rows.card_rows(question)
    speeches = rows.speeches.get(question.id, ())
    return report.ReportQuestion(
        id=question.id,
        number=question.number,
        code=f"{code}-{question.number:02d}" if code else "",
        kind=question.kind,
        state=question.state,
        asker=rows.person(question.asker_id),
        site=card_rows.site.name if card_rows.site else "",
        topic=card_rows.topic.name if card_rows.topic else "",
        channel=question.channel,
        gist=question.gist,
        verbatim=question.verbatim,
        short_text=question.short_text,
        asked_at=rows.printed(rows.first_turns.get((SpeechKind.ASKING, question.id))),
        petitions=tuple(_petition(rows, petition) for petition in rows.petitions.get(question.id, ())),
        answers=tuple(_answer(rows, answer) for answer in rows.answers.get(question.id, ())),
        chair_remarks=rows.text(Slot.CHAIR, question.id),
        interjections=_interjections(rows, speeches),
        pauses=turns.pauses(speeches, question, rows.signal_losses, rows.printed),
        commitments=tuple(_commitment(rows, commitment) for commitment in rows.commitments.get(question.id, ())),
        follow_ups=follow_ups,
        doubles=doubles,
        merged_into=into.number if into else 0,
        end_reason=question.end_reason,
        public=scenes.card_from(question, card_rows, rows.year),
        group=rows.group(question.asker_id),
        prepared=tuple(
            report.ReportPrepared(rows.agency(row.agency_id), rows.person(row.respondent_id), row.text)
            for row in rows.prepared(question)
        ),
        spoken_s=rows.spoken_s.get((SpeechKind.ASKING, question.id), 0),
    )


def _petition(rows: ReportRows, petition: Petition) -> report.ReportPetition:
    return report.ReportPetition(
        id=petition.id,
        text=petition.text,
        lead_agency=rows.agency(petition.lead_agency_id),
        supporting=tuple(rows.agency(support.agency_id) for support in rows.supports.get(petition.id, ())),
        reply_mode=petition.reply_mode,
        due=petition.due,
        result=petition.result,
        result_text=petition.result_text,
        reply_number=petition.reply_number,
        note=petition.note,
    )


def _answer(rows: ReportRows, answer: Answer) -> report.ReportAnswer:
    respondent = rows.person(answer.respondent_id)
    agency = rows.agency(answer.agency_id)
    if respondent is not None and agency and respondent.unit == agency:
        respondent = report.ReportPerson(respondent.honorific, respondent.name, respondent.title)
    return report.ReportAnswer(
        id=answer.id,
        kind=answer.kind,
        agency=agency,
        respondent=respondent,
        text=rows.text(Slot.ANSWER, answer.id),
        as_prepared=answer.as_prepared,
        started_at=rows.printed(rows.first_turns.get((SpeechKind.ANSWERING, answer.id))),
        spoken_s=rows.spoken_s.get((SpeechKind.ANSWERING, answer.id), 0),
    )


def _interjections(rows: ReportRows, speeches: Iterable[Speech]) -> tuple[report.ReportInterjection, ...]:
    return tuple(
        report.ReportInterjection(
            turn.id, turn.started_at, rows.printed(turn.started_at), rows.text(Slot.INTERJECTION, turn.id)
        )
        for turn in speeches
        if turn.kind is SpeechKind.INTERJECTING and turn.started_at is not None
    )


def _commitment(rows: ReportRows, commitment: Commitment) -> report.ReportCommitment:
    agency = rows.agency(commitment.agency_id)
    return report.ReportCommitment(commitment.number, agency, commitment.text, commitment.due, commitment.result)


def _conclusions(db: Database, rows: ReportRows) -> tuple[report.ReportConclusion, ...]:
    found: list[report.ReportConclusion] = []
    for task in tables.CONCLUSIONS.all(db, "position, id"):
        agencies = rows.conclusion_agencies.get(task.id, ())
        source = rows.questions.get(task.question_id) if task.question_id else None
        found.append(
            report.ReportConclusion(
                id=task.id,
                section=task.section,
                verb=task.verb,
                leads=tuple(rows.agency(row.agency_id) for row in agencies if row.part is Part.LEAD),
                supports=tuple(rows.agency(row.agency_id) for row in agencies if row.part is Part.SUPPORT),
                lead_text=task.lead_text,
                text=task.text,
                due=task.due,
                question_number=source.number if source else 0,
            )
        )
    return tuple(found)
