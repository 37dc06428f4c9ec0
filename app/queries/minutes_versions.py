"""Versions of the minutes: drafts that were issued, times they were made final; and a report as it stood at each.

A print of the final version is no version of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from app.domain.records import dataclass
from app.domain.report import ConferenceReport
from app.queries.report import conference_report
from db import past
from db.database import Database


class VersionKind(StrEnum):
    """What made a version: a paper that went out, or the minutes made final."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class MinutesVersion:
    """One version. number: counts versions of its kind from 1. event_id: the last event it shows."""

    kind: VersionKind
    number: int
    event_id: int
    at: datetime
    operator: str


def versions(db: Database) -> tuple[MinutesVersion, ...]:
    """The newest first."""
    sql = (
        "SELECT event.at, event.operator, event.kind, issued_document.up_to_event, event.id FROM event "
        "LEFT JOIN change ON change.event_id = event.id AND change.table_name = 'issued_document' "
        "LEFT JOIN issued_document ON issued_document.id = change.row_id "
        "WHERE event.kind = 'minutes_finalised' OR (event.kind = 'paper_issued' AND issued_document.paper = 'minutes' "
        "AND issued_document.is_final = 0) GROUP BY event.id ORDER BY event.id"
    )
    found: list[MinutesVersion] = []
    for at, operator, event_kind, up_to, event_id in db.execute(sql).fetchall():
        kind = VersionKind.FINAL if event_kind == "minutes_finalised" else VersionKind.DRAFT
        number = sum(version.kind is kind for version in found) + 1
        shown = event_id if up_to is None else up_to
        found.append(MinutesVersion(kind, number, shown, datetime.fromisoformat(at), operator))
    return tuple(reversed(found))


def report_for_papers(db: Database) -> ConferenceReport:
    """The conference now; once the minutes are final it carries the moment they were, which is what they print."""
    report = conference_report(db)
    if report.facts.minutes_finalised_at is None:
        return report
    final = next((version for version in versions(db) if version.kind is VersionKind.FINAL), None)
    return replace(report, final=report_as_of(db, final.event_id)) if final else report


def report_as_of(db: Database, event_id: int) -> ConferenceReport:
    """The conference as it stood when that event was the last."""
    earlier = past.as_of(db, event_id)
    try:
        return conference_report(earlier, with_log=False)
    finally:
        earlier.close()
