"""Answers that are kept until a row changes are those SQLite would give, whatever happened in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.answer import Answer
from app.domain.ids import AnswerId, PersonId, QuestionId
from app.domain.question import Question
from app.domain.roster import Person
from db import connection, tables
from db.database import MOST_KEPT, MOST_ROWS_KEPT, Database


class GivenUpError(Exception):
    """Ends a transaction without its changes."""


def _memory(folder: Path) -> Database:
    path = folder / "a.hoinghi"
    if not path.exists():
        connection.create_file(path)
    db = connection.load_into_memory(path)
    db.execute("UPDATE recording SET event_id = 1")
    return db


def _told(db: Database) -> list[object]:
    """What panels ask."""
    return [
        *(tables.PEOPLE.find(db, number) for number in range(1, 5)),
        tables.PEOPLE.where(db, "name LIKE ?", ["A%"], "name DESC, id"),
        tables.PEOPLE.first(db, "birth_year = ?", [1999]),
        tables.ANSWERS.all(db),
        tables.QUESTIONS.where(db, "id IN (SELECT question_id FROM answer)"),
    ]


def _as_sqlite_says(db: Database) -> list[object]:
    return _told(Database(db.conn))  # one that has kept nothing


@contextmanager
def _given_up(db: Database) -> Iterator[None]:
    with suppress(GivenUpError), db.atomic():
        yield
        raise GivenUpError


def _kept(db: Database) -> AbstractContextManager[object]:
    return db.atomic()


Around = Callable[[Database], AbstractContextManager[object]]
AROUND: dict[str, tuple[Around, ...]] = {
    "each by itself": (),
    "kept": (_kept,),
    "given up": (_given_up,),
    "a part given up": (_kept, _given_up),
    "exchanged": (),
}
ACTS = st.tuples(
    st.sampled_from(("add", "save", "remove", "raw", "question")), st.integers(1, 4), st.sampled_from("AB")
)
STEPS = st.tuples(st.sampled_from(sorted(AROUND)), st.lists(ACTS, max_size=3))


def _do(db: Database, act: str, number: int, letter: str) -> None:
    person = Person(id=PersonId(number), name=f"{letter}{number}", birth_year=1999 if letter == "A" else None)
    there = db.execute("SELECT 1 FROM person WHERE id = ?", [number]).fetchone()
    if act == "add" and not there:
        tables.PEOPLE.add(db, person)
    elif act == "save":
        tables.PEOPLE.save(db, person)
    elif act == "remove":
        tables.PEOPLE.remove(db, number)
    elif act == "raw":
        db.conn.execute("UPDATE person SET name = ? WHERE id <= ?", [letter, number])
    elif db.execute("SELECT 1 FROM question WHERE id = ?", [number]).fetchone():
        db.execute("DELETE FROM answer WHERE question_id = ?", [number])
        db.execute("DELETE FROM question WHERE id = ?", [number])
    else:
        tables.QUESTIONS.add(db, Question(id=QuestionId(number), number=number))
        tables.ANSWERS.add(db, Answer(id=AnswerId(number), question_id=QuestionId(number)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=8))
def test_what_is_kept_is_what_sqlite_says(tmp_path: Path, steps: list[tuple[str, list[tuple[str, int, str]]]]) -> None:
    db, other = _memory(tmp_path), _memory(tmp_path)
    for how, acts in steps:
        assert _told(db) == _as_sqlite_says(db)
        with ExitStack() as around:
            for transaction in AROUND[how]:
                around.enter_context(transaction(db))
            for act in acts:
                _do(db, *act)
                assert _told(db) == _as_sqlite_says(db)
        if how == "exchanged":
            connection.exchange(db, other)
        assert _told(db) == _as_sqlite_says(db)
    db.close()
    other.close()


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    db = _memory(tmp_path)
    tables.PEOPLE.add(db, Person(name="A"))
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    first = tables.PEOPLE.find(db, 1)
    assert tables.PEOPLE.find(db, 1) is first
    assert len(asked) == 1
    tables.PEOPLE.save(db, Person(id=PersonId(1), name="B"))
    again = tables.PEOPLE.find(db, 1)
    assert again is not None
    assert again.name == "B"


def test_little_is_kept(tmp_path: Path) -> None:
    db = _memory(tmp_path)
    tables.PEOPLE.add_all(db, [Person(id=PersonId(n), name=str(n)) for n in range(1, 2 * MOST_KEPT)])
    for number in range(1, 2 * MOST_KEPT):
        assert tables.PEOPLE.find(db, number) is not None
        assert len(vars(db)["_kept"]) <= MOST_KEPT
    assert len(tables.PEOPLE.all(db)) > MOST_ROWS_KEPT
    assert all(len(answer) <= MOST_ROWS_KEPT for answer in vars(db)["_kept"].values())
