"""From a sentence of the minutes back to the acts it tells of: the rows behind its key, and the log lines of these."""

from __future__ import annotations

import json

from app.domain.changes import Table
from app.queries.history import LogLine, lines_of
from db.database import Database

MOST = 60

_SOURCES: dict[str, tuple[tuple[Table, str], ...]] = {
    "question/asked": (
        (Table.QUESTION, "SELECT :id"),
        (Table.SPEECH, "SELECT id FROM speech WHERE question_id = :id AND kind = 'asking'"),
        (Table.PERSON, "SELECT asker_id FROM question WHERE id = :id"),
    ),
    "question/chair": (
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'chair' AND subject_id = :id"),
        (Table.SPEECH, "SELECT id FROM speech WHERE question_id = :id AND kind = 'concluding'"),
    ),
    "question/commitments": ((Table.COMMITMENT, "SELECT id FROM commitment WHERE question_id = :id"),),
    "question/commitment": (
        (Table.COMMITMENT, "SELECT id FROM commitment WHERE question_id = :id AND number = :number"),
    ),
    "question/handed_on": ((Table.PETITION, "SELECT id FROM petition WHERE question_id = :id"),),
    "question/doubles": ((Table.QUESTION, "SELECT id FROM question WHERE merged_into_id = :id"),),
    "question": ((Table.QUESTION, "SELECT :id"),),
    "answer": (
        (Table.ANSWER, "SELECT :id"),
        (Table.SPEECH, "SELECT id FROM speech WHERE answer_id = :id"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'answer' AND subject_id = :id"),
        (Table.PERSON, "SELECT respondent_id FROM answer WHERE id = :id"),
    ),
    "speech": (
        (Table.SPEECH, "SELECT id FROM speech WHERE :id IN (id, resumes_id)"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'interjection' AND subject_id = :id"),
    ),
    "agenda": (
        (Table.AGENDA_ITEM, "SELECT :id"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'agenda' AND subject_id = :id"),
    ),
    "conclusion": (
        (Table.CONCLUSION, "SELECT :id"),
        (Table.CONCLUSION_AGENCY, "SELECT id FROM conclusion_agency WHERE conclusion_id = :id"),
    ),
    "conclusion/lead": ((Table.CONCLUSION, "SELECT id FROM conclusion"),),
    "facts/present": ((Table.PARTICIPANT, "SELECT id FROM participant"), (Table.CONFERENCE, "SELECT 1")),
    "facts/sites": ((Table.SITE, "SELECT id FROM site"),),
    "facts": ((Table.CONFERENCE, "SELECT 1"), (Table.PERSON_ROLE, "SELECT id FROM person_role")),
    "dialogue": ((Table.QUESTION, "SELECT id FROM question"),),
    "unanswered": ((Table.QUESTION, "SELECT id FROM question"),),
    "lost/answer": (
        (Table.ANSWER, "SELECT :id"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'answer' AND subject_id = :id"),
    ),
    "lost/interjection": (
        (Table.SPEECH, "SELECT :id"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'interjection' AND subject_id = :id"),
    ),
    "lost/chair": (
        (Table.QUESTION, "SELECT :id"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'chair' AND subject_id = :id"),
    ),
    "lost/agenda": (
        (Table.AGENDA_ITEM, "SELECT :id"),
        (Table.MINUTES_ENTRY, "SELECT id FROM minutes_entry WHERE slot = 'agenda' AND subject_id = :id"),
    ),
    "ended": ((Table.CONFERENCE, "SELECT 1"),),
}
"""By the words of a key without its numbers, the longest that fits; each gives the rows the sentence is made from."""


def events_of_sentence(db: Database, key: str) -> tuple[LogLine, ...]:
    """Newest first, the most recent ones; a person's own rewriting of the sentence is among them."""
    numbers = [int(part) for part in key.split("/") if part.isdigit()]
    named = {"id": numbers[0] if numbers else 0, "number": numbers[1] if len(numbers) > 1 else 0}
    rows: list[tuple[str, int]] = []
    for table, sql in _sources(key):
        rows += [(table.value, row[0]) for row in db.execute(sql, named).fetchall() if row[0] is not None]
    own = db.execute("SELECT id FROM minutes_entry WHERE slot = 'sentence' AND sentence_key = ?", [key]).fetchall()
    rows += [(Table.MINUTES_ENTRY.value, row[0]) for row in own]
    sql = (
        "SELECT DISTINCT event_id FROM change WHERE (table_name, row_id) IN "
        "(SELECT value ->> 0, value ->> 1 FROM json_each(?)) ORDER BY event_id DESC LIMIT ?"
    )
    ids = [row[0] for row in db.execute(sql, [json.dumps(rows), MOST]).fetchall()]
    return lines_of(db, ids)


def _sources(key: str) -> tuple[tuple[Table, str], ...]:
    words = [part for part in key.split("/") if not part.isdigit()]
    while words:
        if found := _SOURCES.get("/".join(words)):
            return found
        words.pop()
    return ()
