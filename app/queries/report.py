"""One snapshot of a conference in one read: the frozen tree every paper is made from. Private fields stay behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from app import children, data_words, scenes, texts
from app.domain import report
from app.domain.answer import Answer
from app.domain.changes import HALL_KINDS
from app.domain.clock import local_day
from app.domain.conclusion import Part
from app.domain.ids import PersonId, QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.question import Question, QuestionKind
from app.domain.roster import Agency, Person, Role
from app.domain.speech import Speech, SpeechKind
from app.queries import turns
from app.queries.duties import duties
from app.queries.gaps import in_words, present
from app.queries.history import log_lines
from app.queries.legal_texts import cited_texts
from db import tables


@dataclass(frozen=True, slots=True)
class _Names:
    """Lists read once, so that a snapshot costs a few queries, not thousands."""

    people: dict[int, Person]
    agencies: dict[int, Agency]
    sites: dict[int, str]
    topics: dict[int, str]
    groups: dict[int, str]
    first_turns: dict[tuple[SpeechKind, int], datetime]
    spoken_s: dict[tuple[SpeechKind, int], int]
    signal_losses: frozenset[tuple[int, datetime]]
    held_on: date | None
    children: frozenset[int]

    def person(self, person_id: PersonId | None) -> report.ReportPerson | None:
        found = self.people.get(person_id) if person_id else None
        if found is None:
            return None
        if found.id in self.children:
            return report.ReportPerson(title=data_words.CHILD_NAME, unit=found.unit)
        return report.ReportPerson(found.honorific, found.name, found.title, found.unit)

    def group(self, person_id: PersonId | None) -> str:
        found = self.people.get(person_id) if person_id else None
        return self.groups.get(found.youth_group_id, "") if found and found.youth_group_id else ""

    def printed(self, at: datetime | None) -> datetime | None:
        """The instant, if it lies on the day of the conference; what was entered on another day has no hour there."""
        return at if at is not None and self.held_on in {None, local_day(at)} else None

    def agency(self, agency_id: int | None) -> str:
        found = self.agencies.get(agency_id) if agency_id else None
        return found.name if found else ""


def conference_report(db: Database) -> report.ConferenceReport:
    """The state now, for papers, without names of children that are kept back."""
    return children.without(_whole_report(db), children.hidden_names(db))


def _whole_report(db: Database) -> report.ConferenceReport:
    """A transaction holds the state still while it is read."""
    with db.atomic():
        facts = tables.FACTS.get(db, 1)
        names = _names(db, facts.held_on)
        questions, tasks = _questions(db, names, facts.code), _conclusions(db, names)
        return report.ConferenceReport(
            facts=replace(
                facts,
                opened_at=names.printed(facts.opened_at),
                ended_at=names.printed(facts.ended_at),
                youth_count=facts.youth_count or in_words(present(db)),
            ),
            chair=next(iter(_in_role(db, names, Role.CHAIR)), None),
            co_chairs=_in_role(db, names, Role.CO_CHAIR),
            secretaries=_in_role(db, names, Role.SECRETARY),
            guests=_in_role(db, names, Role.GUEST),
            participants=tuple(row.text for row in tables.PARTICIPANTS.all(db, "position, id")),
            sites=tuple(report.ReportSite(site.name, site.kind) for site in tables.SITES.all(db, "position, id")),
            agenda=_agenda(db, names),
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
            log=_log(db),
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


def _names(db: Database, held_on: date | None) -> _Names:
    first: dict[tuple[SpeechKind, int], datetime] = {}
    spoken: dict[tuple[SpeechKind, int], int] = {}
    people = {int(person.id): person for person in tables.PEOPLE.all(db)}
    for speech in tables.SPEECHES.where(db, "started_at IS NOT NULL", (), "started_at DESC, id DESC"):
        subject = _subject(speech)
        if subject is not None and speech.started_at is not None:
            first[speech.kind, subject] = speech.started_at
            seconds = int(speech.spoken(speech.started_at).total_seconds())
            spoken[speech.kind, subject] = spoken.get((speech.kind, subject), 0) + seconds
    return _Names(
        people=people,
        agencies={agency.id: agency for agency in tables.AGENCIES.all(db)},
        sites={site.id: site.name for site in tables.SITES.all(db)},
        topics={topic.id: topic.name for topic in tables.TOPICS.all(db)},
        groups={group.id: group.name for group in tables.YOUTH_GROUPS.all(db)},
        first_turns=first,
        spoken_s=spoken,
        signal_losses=turns.signal_losses(db),
        held_on=held_on,
        children=children.hidden_ids(db),
    )


def _subject(speech: Speech) -> int | None:
    return speech.answer_id if speech.kind is SpeechKind.ANSWERING else speech.question_id


def _in_role(db: Database, names: _Names, role: Role) -> tuple[report.ReportPerson, ...]:
    rows = tables.PERSON_ROLES.where(db, "role = ?", [role.value], "position, id")
    return tuple(person for row in rows if (person := names.person(row.person_id)) is not None)


def _agenda(db: Database, names: _Names) -> tuple[report.ReportAgendaItem, ...]:
    return tuple(
        report.ReportAgendaItem(
            id=item.id,
            kind=item.kind,
            status=item.status,
            title=item.title,
            responsible=item.responsible,
            person=names.person(item.person_id),
            planned_start=item.planned_start,
            planned_minutes=item.planned_minutes,
            started_at=names.printed(item.started_at),
            ended_at=names.printed(item.ended_at),
            text=texts.text_of(db, TextKey(Slot.AGENDA, item.id)),
            script=item.script,
        )
        for item in tables.AGENDA_ITEMS.all(db, "position, id")
    )


def _questions(db: Database, names: _Names, code: str) -> tuple[report.ReportQuestion, ...]:
    """Top questions in minutes order: as they were asked, then the others as they stand in the queue."""
    stored = tables.QUESTIONS.all(db, "position, id")
    children: dict[QuestionId, list[Question]] = {}
    doubles: dict[QuestionId, list[Question]] = {}
    for question in stored:
        if question.parent_id is not None:
            children.setdefault(question.parent_id, []).append(question)
        if question.merged_into_id is not None:
            doubles.setdefault(question.merged_into_id, []).append(question)

    def view(question: Question, above: frozenset[QuestionId] = frozenset()) -> report.ReportQuestion:
        """above: questions it is told under; a parent merged into its own follow-up is not told again below it."""
        path = above | {question.id}
        return _question(
            db,
            names,
            question,
            code,
            tuple(view(child, path) for child in children.get(question.id, ()) if child.id not in path),
            tuple(view(double, path) for double in doubles.get(question.id, ()) if double.id not in path),
        )

    def order(question: Question) -> tuple[bool, str, int]:
        asked = names.first_turns.get((SpeechKind.ASKING, question.id))
        return asked is None, asked.isoformat() if asked else "", question.position

    tops = [q for q in stored if q.parent_id is None and q.kind is not QuestionKind.INTERJECTION]
    return tuple(view(question) for question in sorted(tops, key=order))


def _question(
    db: Database,
    names: _Names,
    question: Question,
    code: str,
    follow_ups: tuple[report.ReportQuestion, ...],
    doubles: tuple[report.ReportQuestion, ...],
) -> report.ReportQuestion:
    into = tables.QUESTIONS.find(db, question.merged_into_id)
    return report.ReportQuestion(
        id=question.id,
        number=question.number,
        code=f"{code}-{question.number:02d}" if code else "",
        kind=question.kind,
        state=question.state,
        asker=names.person(question.asker_id),
        site=names.sites.get(question.site_id, "") if question.site_id else "",
        topic=names.topics.get(question.topic_id, "") if question.topic_id else "",
        channel=question.channel,
        gist=question.gist,
        verbatim=question.verbatim,
        short_text=question.short_text,
        asked_at=names.printed(names.first_turns.get((SpeechKind.ASKING, question.id))),
        petitions=_petitions(db, names, question.id),
        answers=tuple(
            _answer(db, names, answer)
            for answer in tables.ANSWERS.where(db, "question_id = ?", [question.id], "position, id")
        ),
        chair_remarks=texts.text_of(db, TextKey(Slot.CHAIR, question.id)),
        interjections=turns.interjections(db, question.id, names.printed),
        pauses=turns.pauses(db, question, names.signal_losses, names.printed),
        commitments=_commitments(db, names, question.id),
        follow_ups=follow_ups,
        doubles=doubles,
        merged_into=into.number if into else 0,
        end_reason=question.end_reason,
        public=scenes.question_card(db, question),
        group=names.group(question.asker_id),
        prepared=_prepared(db, names, question),
        spoken_s=names.spoken_s.get((SpeechKind.ASKING, question.id), 0),
    )


def _prepared(db: Database, names: _Names, question: Question) -> tuple[report.ReportPrepared, ...]:
    """What was sent in for this question, else for its topic."""
    found = tables.PREPARED_ANSWERS.where(db, "question_id = ?", [question.id], "id")
    if not found and question.topic_id:
        found = tables.PREPARED_ANSWERS.where(db, "topic_id = ? AND question_id IS NULL", [question.topic_id], "id")
    return tuple(
        report.ReportPrepared(names.agency(row.agency_id), names.person(row.respondent_id), row.text) for row in found
    )


def _petitions(db: Database, names: _Names, question_id: int) -> tuple[report.ReportPetition, ...]:
    found: list[report.ReportPetition] = []
    for petition in tables.PETITIONS.where(db, "question_id = ?", [question_id], "position, id"):
        supports = tables.PETITION_SUPPORTS.where(db, "petition_id = ?", [petition.id])
        found.append(
            report.ReportPetition(
                id=petition.id,
                text=petition.text,
                lead_agency=names.agency(petition.lead_agency_id),
                supporting=tuple(names.agency(support.agency_id) for support in supports),
                reply_mode=petition.reply_mode,
                due=petition.due,
                result=petition.result,
                result_text=petition.result_text,
                reply_number=petition.reply_number,
                note=petition.note,
            )
        )
    return tuple(found)


def _answer(db: Database, names: _Names, answer: Answer) -> report.ReportAnswer:
    respondent = names.person(answer.respondent_id)
    agency = names.agency(answer.agency_id)
    if respondent is not None and agency and respondent.unit == agency:
        respondent = report.ReportPerson(respondent.honorific, respondent.name, respondent.title)
    return report.ReportAnswer(
        id=answer.id,
        kind=answer.kind,
        agency=agency,
        respondent=respondent,
        text=texts.text_of(db, TextKey(Slot.ANSWER, answer.id)),
        as_prepared=answer.as_prepared,
        started_at=names.printed(names.first_turns.get((SpeechKind.ANSWERING, answer.id))),
        spoken_s=names.spoken_s.get((SpeechKind.ANSWERING, answer.id), 0),
    )


def _commitments(db: Database, names: _Names, question_id: int) -> tuple[report.ReportCommitment, ...]:
    return tuple(
        report.ReportCommitment(
            commitment.number, names.agency(commitment.agency_id), commitment.text, commitment.due, commitment.result
        )
        for commitment in tables.COMMITMENTS.where(db, "question_id = ?", [question_id], "number, id")
    )


def _conclusions(db: Database, names: _Names) -> tuple[report.ReportConclusion, ...]:
    found: list[report.ReportConclusion] = []
    for task in tables.CONCLUSIONS.all(db, "position, id"):
        rows = tables.CONCLUSION_AGENCIES.where(db, "conclusion_id = ?", [task.id], "position, id")
        source = tables.QUESTIONS.find(db, task.question_id)
        found.append(
            report.ReportConclusion(
                id=task.id,
                section=task.section,
                verb=task.verb,
                leads=tuple(names.agency(row.agency_id) for row in rows if row.part is Part.LEAD),
                supports=tuple(names.agency(row.agency_id) for row in rows if row.part is Part.SUPPORT),
                lead_text=task.lead_text,
                text=task.text,
                due=task.due,
                question_number=source.number if source else 0,
            )
        )
    return tuple(found)
