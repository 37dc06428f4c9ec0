"""Many new rows by one statement are the rows that one by one would have been, also in the log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ids import PersonId, QuestionId
from app.domain.question import Channel, Question
from app.domain.roster import Person
from db import connection, tables
from db.database import Database
from db.rows import ROWS_A_STATEMENT, Rows

HARD = ("", " ", '"', "'", "\\", "\n\t", "?", "column1", "12", "1e3", "null", "đường Ừ", "😀")
COUNT = ROWS_A_STATEMENT + 7


def _recorded(folder: Path, name: str) -> Database:
    connection.create_file(folder / name)
    db = connection.load_into_memory(folder / name)
    db.execute("UPDATE recording SET event_id = 1")
    return db


def _log(db: Database) -> list[object]:
    return db.execute("SELECT table_name, row_id, before, after FROM change ORDER BY id").fetchall()


@pytest.mark.parametrize("count", [1, 2, ROWS_A_STATEMENT, COUNT])
def test_rows_by_one_statement_are_those_added_one_by_one(tmp_path: Path, count: int) -> None:
    texts = [HARD[n % len(HARD)] for n in range(count)]
    people = [
        Person(id=PersonId(n), name=text, note=HARD[-n % 3], birth_year=[None, 1999, 0][n % 3], on_roster=n > 3)
        for n, text in enumerate(texts, start=1)
    ]
    one, many = _recorded(tmp_path, "a.hoinghi"), _recorded(tmp_path, "b.hoinghi")
    for person in people:
        tables.PEOPLE.add(one, person)
    tables.PEOPLE.add_all(many, people)
    assert tables.PEOPLE.all(many) == tuple(people)
    assert _log(many) == _log(one)


def test_rows_like_a_record_take_what_is_not_named_from_it(tmp_path: Path) -> None:
    db = _recorded(tmp_path, "a.hoinghi")
    like = Question(channel=Channel.PORTAL, gist="như cũ", number=7)
    rows: Rows[Question] = tables.QUESTIONS
    values = [(HARD[n % len(HARD)], n, None) for n in range(1, COUNT)]
    for insert in rows.inserts(rows.encoded(like), ("verbatim", "id", "topic_id"), values):
        db.execute(*insert)
    assert rows.all(db) == tuple(replace(like, id=QuestionId(n), verbatim=text) for text, n, _ in values)
