"""The chair's directions: task lines with verb, lead, supports and due, in the order of the notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import summaries
from app.commands import setup
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.conclusion import Conclusion, ConclusionAgency, LegalText, Part
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, ConclusionId, QuestionId
from db import tables
from db.database import Database


def record_conclusion(
    conference: Conference,
    task: Conclusion,
    leads: Sequence[AgencyId] = (),
    supports: Sequence[AgencyId] = (),
) -> ConclusionId:
    """Note a direction. Errors: EMPTY_NAME if there is no text."""
    with conference.record(EventKind.CONCLUSION_RECORDED) as tx:
        position = task.position or tables.CONCLUSIONS.next_position(tx.db)
        ready = setup.cleaned(replace(task, position=position))
        if not ready.text:
            raise RuleError(Rule.EMPTY_NAME)
        task_id = ConclusionId(tables.CONCLUSIONS.add(tx.db, ready, conference.station))
        _write_agencies(tx.db, task_id, leads, supports, conference.station)
        tx.summary = summaries.conclusion_recorded(ready.text)
    return task_id


def change_conclusion(
    conference: Conference, task: Conclusion, leads: Sequence[AgencyId], supports: Sequence[AgencyId]
) -> None:
    with conference.record(EventKind.CONCLUSION_CHANGED) as tx:
        stored = tables.CONCLUSIONS.get(tx.db, task.id)
        ready = setup.cleaned(replace(task, position=stored.position))
        tables.CONCLUSIONS.save(tx.db, ready)
        _write_agencies(tx.db, task.id, leads, supports, conference.station)
        tx.summary = summaries.conclusion_changed(ready.text)


def remove_conclusion(conference: Conference, task_id: ConclusionId) -> None:
    with conference.record(EventKind.CONCLUSION_CHANGED) as tx:
        stored = tables.CONCLUSIONS.get(tx.db, task_id)
        _write_agencies(tx.db, task_id, (), (), conference.station)
        tables.CONCLUSIONS.remove(tx.db, task_id)
        tx.summary = summaries.conclusion_removed(stored.text)


def move_conclusion(conference: Conference, task_id: ConclusionId, before_id: ConclusionId | None) -> None:
    with conference.record(EventKind.CONCLUSION_CHANGED) as tx:
        stored = tables.CONCLUSIONS.get(tx.db, task_id)
        setup.place_before(tx.db, tables.CONCLUSIONS, task_id, before_id)
        tx.summary = summaries.conclusion_moved(stored.text)


def cite(conference: Conference, text: LegalText, question_id: QuestionId | None = None) -> None:
    """Note that a legal text was cited; the text itself is stored once."""
    with conference.record(EventKind.CITATION_CHANGED) as tx:
        ready = setup.cleaned(text)
        known = tables.LEGAL_TEXTS.first(tx.db, "full = ?", [ready.full])
        text_id = known.id if known else tables.LEGAL_TEXTS.add(tx.db, ready, conference.station)
        seen = tables.LEGAL_CITATIONS.first(tx.db, "legal_text_id = ? AND question_id IS ?", [text_id, question_id])
        if seen is None:
            citation = tables.LEGAL_CITATIONS.record(legal_text_id=text_id, question_id=question_id)
            tables.LEGAL_CITATIONS.add(tx.db, citation, conference.station)
        tx.summary = summaries.cited(ready.full)


def _write_agencies(
    db: Database, task_id: ConclusionId, leads: Sequence[AgencyId], supports: Sequence[AgencyId], station: int
) -> None:
    wanted = [(agency, Part.LEAD) for agency in leads] + [(agency, Part.SUPPORT) for agency in supports]
    stored = tables.CONCLUSION_AGENCIES.where(db, "conclusion_id = ?", [task_id])
    for row in stored:
        if (row.agency_id, row.part) not in wanted:
            tables.CONCLUSION_AGENCIES.remove(db, row.id)
    kept = {(row.agency_id, row.part): row for row in stored}
    for place, (agency_id, part) in enumerate(wanted, start=1):
        known = kept.get((agency_id, part))
        if known is None:
            row = ConclusionAgency(NEW, task_id, agency_id, part, place)
            tables.CONCLUSION_AGENCIES.add(db, row, station)
        elif known.position != place:
            tables.CONCLUSION_AGENCIES.save(db, replace(known, position=place))
