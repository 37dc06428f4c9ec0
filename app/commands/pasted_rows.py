"""Rows of a pasted table into a list: one event, one undo. Lists with a preview go through the import."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from app import getting_in
from app.commands import setup
from app.commands.row_writer import Writer
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.conclusion import Conclusion, ConclusionAgency, Part
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AgencyId, ConclusionId, PetitionId, TopicId
from app.domain.paper import Chart, ChartBar
from app.domain.petition import Commitment, Petition, PetitionSupport, ReplyMode
from app.domain.records import dataclass
from app.domain.roster import Topic
from app.domain.text import fold
from db import tables
from db.rows import Rows

T = TypeVar("T")
_ROWS: Mapping[type, Rows[Any]] = {cast("Any", rows).record: rows for rows in tables.ALL}
_STEP = 1024
_WORDS = ("name", "text", "abbreviation", "unit", "lines", "title")
_OF = ("paper", "side", "question_id", "parent_id")
"""Two rows say the same only where these are the same, too."""


@dataclass(frozen=True, slots=True)
class PastedPetition:
    """A demand with the agencies that support its lead."""

    petition: Petition
    supports: Sequence[AgencyId] = ()


@dataclass(frozen=True, slots=True)
class PastedConclusion:
    """A direction with the agencies that lead it; none: it names them in words."""

    conclusion: Conclusion
    leads: Sequence[AgencyId] = ()


def add_rows(conference: Conference, records: Sequence[object]) -> int:
    """Add records of one list; those that say what a row says already are passed over.

    Errors: NOTHING_TO_IMPORT where none is left.
    """
    return _add(conference, records, lambda record: record, _keep)


def add_commitments(conference: Conference, commitments: Sequence[Commitment]) -> int:
    """Add promises, each with the next number of its question. Errors: NOTHING_TO_IMPORT."""

    def write(writer: Writer, record: Commitment) -> None:
        writer.flush()
        sql = "SELECT coalesce(max(number), 0) + 1 FROM commitment WHERE question_id = ?"
        number = int(writer.db.execute(sql, [record.question_id]).fetchone()[0])
        writer.add(tables.COMMITMENTS, replace(record, number=number))

    return _add(conference, commitments, lambda one: one, write)


def add_petitions(conference: Conference, rows: Sequence[PastedPetition]) -> int:
    """Add demands. The only one of a question that has no words of its own yet is filled. Errors: NOTHING_TO_IMPORT."""
    return _add(conference, rows, lambda row: row.petition, _write_petition)


def add_conclusions(conference: Conference, rows: Sequence[PastedConclusion]) -> int:
    """Add directions in their order. Errors: NOTHING_TO_IMPORT."""

    def write(writer: Writer, row: PastedConclusion) -> None:
        task_id = ConclusionId(writer.add(tables.CONCLUSIONS, setup.cleaned(row.conclusion)))
        for place, agency_id in enumerate(row.leads, 1):
            writer.add(tables.CONCLUSION_AGENCIES, ConclusionAgency(NEW, task_id, agency_id, Part.LEAD, place))

    return _add(conference, rows, lambda row: row.conclusion, write)


def add_topics(conference: Conference, rows: Sequence[tuple[str, str]]) -> int:
    """Add topics, each with the name of its group; a group that is not there is added. Errors: NOTHING_TO_IMPORT."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        writer = Writer(tx.db, conference.station, tx.now)
        ids = {fold(topic.name): topic.id for topic in reversed(tables.TOPICS.all(tx.db, "position, id"))}
        before = len(ids)

        def topic(name: str, parent_id: TopicId | None) -> TopicId | None:
            ready = setup.cleaned(Topic(name=name))
            if ready.name and fold(ready.name) not in ids:
                ids[fold(ready.name)] = TopicId(writer.add(tables.TOPICS, replace(ready, parent_id=parent_id)))
            return ids.get(fold(ready.name))

        for name, group in rows:
            topic(name, topic(group, None))
        _finish(writer, len(ids) - before)
        tx.summary = getting_in.rows_pasted(len(ids) - before)
    return len(ids) - before


def add_chart(conference: Conference, chart: Chart, bars: Sequence[ChartBar]) -> int:
    """Add a chart with its bars; returns how many. Errors: NOTHING_TO_IMPORT where there is none."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        writer = Writer(tx.db, conference.station, tx.now)
        chart_id = writer.add(tables.CHARTS, setup.cleaned(chart))
        for place, bar in enumerate(bars, 1):
            writer.add(tables.CHART_BARS, replace(setup.cleaned(bar), chart_id=chart_id, position=place * _STEP))
        _finish(writer, len(bars))
        tx.summary = getting_in.rows_pasted(len(bars))
    return len(bars)


def _add(
    conference: Conference, rows: Sequence[T], record_of: Callable[[T], object], write: Callable[[Writer, T], object]
) -> int:
    with conference.record(EventKind.LIST_CHANGED) as tx:
        writer = Writer(tx.db, conference.station, tx.now)
        there = {_said(record) for record in _ROWS[type(record_of(rows[0]))].all(tx.db)} if rows else set()
        count = 0
        for row in rows:
            record = setup.cleaned(cast("Any", record_of(row)))
            if _has_words(record) and _said(record) not in there:
                there.add(_said(record))
                write(writer, row)
                count += 1
        _finish(writer, count)
        tx.summary = getting_in.rows_pasted(count)
    return count


def _finish(writer: Writer, count: int) -> None:
    if not count:
        raise RuleError(Rule.NOTHING_TO_IMPORT)
    writer.finish()


def _keep(writer: Writer, record: object) -> None:
    writer.add(_ROWS[type(record)], setup.cleaned(cast("Any", record)))


def _write_petition(writer: Writer, row: PastedPetition) -> None:
    writer.flush()
    ready = setup.cleaned(row.petition)
    stored = tables.PETITIONS.where(writer.db, "question_id = ?", [ready.question_id])
    first = stored[0] if len(stored) == 1 else None
    if first is not None and not first.text and first.reply_mode is ReplyMode.NONE:
        lead = ready.lead_agency_id or first.lead_agency_id
        tables.PETITIONS.save(writer.db, replace(ready, id=first.id, position=first.position, lead_agency_id=lead))
        petition_id = first.id
    else:
        petition_id = PetitionId(writer.add(tables.PETITIONS, ready))
    there = {one.agency_id for one in tables.PETITION_SUPPORTS.where(writer.db, "petition_id = ?", [petition_id])}
    for agency_id in dict.fromkeys(row.supports):
        if agency_id not in there:
            writer.add(tables.PETITION_SUPPORTS, PetitionSupport(NEW, petition_id, agency_id))


def _has_words(record: Any) -> bool:
    return any(getattr(record, name, "") for name in _WORDS)


def _said(record: Any) -> str:
    """The words by which a row is one of its list."""
    return "|".join(
        [fold(getattr(record, name, "")) for name in _WORDS] + [str(getattr(record, name, "")) for name in _OF]
    )
