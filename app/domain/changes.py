"""What a command changed: the one message that screens receive, and the kinds of event in the log."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from app.domain.ids import EventId
from app.domain.records import dataclass


class Table(StrEnum):
    """Recorded tables: every change to them is in the log."""

    __hash__ = str.__hash__
    """Members equal their words; Enum's own hash is written in Python, and an import asks it for each of its rows."""

    CONFERENCE = "conference"
    FLOOR = "floor"
    SITE = "site"
    AGENCY = "agency"
    AGENCY_ALIAS = "agency_alias"
    PERSON = "person"
    PERSON_ROLE = "person_role"
    TOPIC = "topic"
    YOUTH_GROUP = "youth_group"
    AGENDA_ITEM = "agenda_item"
    QUESTION = "question"
    PETITION = "petition"
    PETITION_SUPPORT = "petition_support"
    ANSWER = "answer"
    PREPARED_ANSWER = "prepared_answer"
    SPEECH = "speech"
    COMMITMENT = "commitment"
    MINUTES_ENTRY = "minutes_entry"
    LEGAL_TEXT = "legal_text"
    LEGAL_CITATION = "legal_citation"
    CONCLUSION = "conclusion"
    CONCLUSION_AGENCY = "conclusion_agency"
    RECIPIENT = "recipient"
    SIGNATURE_BLOCK = "signature_block"
    PARTICIPANT = "participant"
    ATTENDANCE = "attendance"
    DUTY = "duty"
    CHART = "chart"
    CHART_BAR = "chart_bar"
    PHRASE = "phrase"
    TEXT_MODULE = "text_module"
    ISSUED_DOCUMENT = "issued_document"
    PROJECTION = "projection"
    STATION = "station"


class EventKind(StrEnum):
    """What a person did. Undo takes back every kind but those in NOT_UNDOABLE."""

    CONFERENCE_CREATED = "conference_created"
    FACTS_CHANGED = "facts_changed"
    MODE_CHANGED = "mode_changed"
    REHEARSAL_BEGUN = "rehearsal_begun"
    STATION_ADDED = "station_added"
    CAPTURE_TAKEN = "capture_taken"
    LIST_CHANGED = "list_changed"
    IMPORTED = "imported"
    AGENDA_CHANGED = "agenda_changed"
    AGENDA_STEPPED = "agenda_stepped"
    QUESTION_REGISTERED = "question_registered"
    QUESTION_CHANGED = "question_changed"
    QUESTION_APPROVED = "question_approved"
    QUESTION_WITHDRAWN = "question_withdrawn"
    QUEUE_MOVED = "queue_moved"
    QUESTION_MERGED = "question_merged"
    QUESTION_UNMERGED = "question_unmerged"
    LIST_CLOSED = "list_closed"
    SIGNAL_CHANGED = "signal_changed"
    SITE_INVITED = "site_invited"
    QUESTION_STARTED = "question_started"
    ANSWER_STARTED = "answer_started"
    CONCLUSION_STARTED = "conclusion_started"
    QUESTION_FINISHED = "question_finished"
    STEP_TAKEN_BACK = "step_taken_back"
    CLOCK_CORRECTED = "clock_corrected"
    AGENCY_ASSIGNED = "agency_assigned"
    ANSWER_CHANGED = "answer_changed"
    INTERJECTION_NOTED = "interjection_noted"
    PETITION_CHANGED = "petition_changed"
    COMMITMENT_RECORDED = "commitment_recorded"
    COMMITMENT_CHANGED = "commitment_changed"
    CONCLUSION_RECORDED = "conclusion_recorded"
    CONCLUSION_CHANGED = "conclusion_changed"
    CITATION_CHANGED = "citation_changed"
    PAPER_TEXT_CHANGED = "paper_text_changed"
    MINUTES_FINALISED = "minutes_finalised"
    MINUTES_REOPENED = "minutes_reopened"
    FOLLOW_UP_CHANGED = "follow_up_changed"
    UNDO = "undo"
    REDO = "redo"
    TEXT_WRITTEN = "text_written"
    PREVIEWED = "previewed"
    TAKEN = "taken"
    COVERED = "covered"
    UNCOVERED = "uncovered"
    HELD = "held"
    RELEASED = "released"
    PREVIOUS_TAKEN = "previous_taken"
    PAGE_TURNED = "page_turned"
    YIELDED = "yielded"
    SCREEN_LOST = "screen_lost"
    SCREEN_FOUND = "screen_found"
    HALL_LOCKED = "hall_locked"
    HALL_RECOVERED = "hall_recovered"
    PAPER_ISSUED = "paper_issued"
    CLOCK_JUMPED = "clock_jumped"
    PERSON_ERASED = "person_erased"
    BOOKS_CLOSED = "books_closed"
    RESTORED = "restored"


HALL_KINDS = frozenset(
    {
        EventKind.PREVIEWED,
        EventKind.TAKEN,
        EventKind.COVERED,
        EventKind.UNCOVERED,
        EventKind.HELD,
        EventKind.RELEASED,
        EventKind.PREVIOUS_TAKEN,
        EventKind.PAGE_TURNED,
        EventKind.YIELDED,
        EventKind.SCREEN_LOST,
        EventKind.SCREEN_FOUND,
        EventKind.HALL_LOCKED,
        EventKind.HALL_RECOVERED,
    }
)
"""Kinds that write the projection row; its way back is Shift+F5, F8, F9, never undo."""

NOT_UNDOABLE = HALL_KINDS | {
    EventKind.CONFERENCE_CREATED,
    EventKind.REHEARSAL_BEGUN,
    EventKind.STATION_ADDED,
    EventKind.UNDO,
    EventKind.REDO,
    EventKind.TEXT_WRITTEN,
    EventKind.PAPER_ISSUED,
    EventKind.MINUTES_FINALISED,
    EventKind.MINUTES_REOPENED,
    EventKind.CLOCK_JUMPED,
    EventKind.PERSON_ERASED,
    EventKind.BOOKS_CLOSED,
    EventKind.RESTORED,
}
"""Typing has the text box's own undo; a paper once out is out; final minutes are reopened by an act of its own.

Undo and redo have stacks of their own.
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """One committed event and the rows it touched. tables: theirs, for the many who ask of one event."""

    event_id: EventId
    kind: EventKind
    rows: frozenset[tuple[Table, int]]
    tables: frozenset[Table] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", frozenset(table for table, _ in self.rows))

    def touches(self, *tables: Table) -> bool:
        return not self.tables.isdisjoint(tables)
