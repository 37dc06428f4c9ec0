"""Rows of prepared answers: for which question or topic, from whom, and the text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.answer import PreparedAnswer
from app.domain.import_preview import Decisions, Field, ImportKind, ImportRow, ProblemKind, RowState
from app.imports.matching import Agencies, People, by_name, plain
from app.imports.reader import RowReader, Table, read_rows
from app.queries.known import Known

_NUMBER = re.compile(r"(?:câu(?: hỏi)?(?: số)?\s*)?0*(\d{1,5})", re.IGNORECASE)
_Key = tuple[int, int, int]


def preview_rows(table: Table, known: Known, decisions: Decisions) -> tuple[ImportRow, ...]:
    agencies, people = Agencies(known), People(known)
    topics = by_name((topic.name, topic.id) for topic in known.topics)
    numbers = {view.question.number: view.question.id for view in known.questions}
    stored: dict[_Key, PreparedAnswer] = {
        (row.question_id or 0, row.topic_id or 0, row.agency_id or 0): row for row in known.prepared
    }
    rows: list[ImportRow] = []
    seen: dict[_Key, int] = {}
    for reader in read_rows(table, ImportKind.ANSWERS, decisions):
        reader.need(Field.TEXT)
        reader.link_agency(Field.AGENCY, agencies)
        _link_question(reader, numbers)
        if plain(reader.get(Field.TOPIC)) in topics:
            reader.links[Field.TOPIC] = (topics[plain(reader.get(Field.TOPIC))],)
        person = people.find(reader.get(Field.RESPONDENT), "") if reader.get(Field.RESPONDENT) else None
        if person is not None:
            reader.links[Field.RESPONDENT] = (person.person.id,)
        rows.append(_judge(reader, stored, seen))
    return tuple(rows)


def _link_question(reader: RowReader, numbers: Mapping[int, int]) -> None:
    text = reader.get(Field.NUMBER)
    if not text:
        return
    found = _NUMBER.fullmatch(text)
    if found is None:
        reader.problem(ProblemKind.BAD_NUMBER, Field.NUMBER)
    elif int(found[1]) not in numbers:
        reader.problem(ProblemKind.UNKNOWN_QUESTION, Field.NUMBER)
    else:
        reader.links[Field.NUMBER] = (numbers[int(found[1])],)


def _judge(reader: RowReader, stored: dict[_Key, PreparedAnswer], seen: dict[_Key, int]) -> ImportRow:
    def link(field: Field) -> int:
        return reader.links.get(field, (0,))[0]

    key = (link(Field.NUMBER), link(Field.TOPIC), link(Field.AGENCY))
    if key[0] and key in seen:
        return reader.row(RowState.DUPLICATE, same_as=seen[key])
    seen[key] = reader.number
    known = stored.get(key)
    if known is None or not any(key[:2]):
        same = next((row for row in stored.values() if row.text == reader.get(Field.TEXT)), None)
        return reader.row(RowState.DUPLICATE, same.id) if same else reader.row()
    state = RowState.DUPLICATE if known.text == reader.get(Field.TEXT) else RowState.UPDATE
    return reader.row(state, known.id)
