"""The search: words by their beginnings, the number without its zero, exact marks first; kept current act by act."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands import minutes, queue, setup
from app.conference import Conference
from app.domain.changes import Changes
from app.domain.errors import RuleError
from app.domain.ids import QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.roster import Person
from app.queries.find import FindIndex, Found, Kind, with_questions
from app.queries.queue import queue_rows
from tests.support.conferences import new_conference, with_people, with_question

QUERIES = ["cau", "1", "phu", "so noi vu", "vay v", "thêu", "hoang nam", "ý 2", "khong co"]


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    made = new_conference(tmp_path)
    yield made
    made.close()


def filled(index: FindIndex, conference: Conference) -> FindIndex:
    for _ in index.fill(conference.db, queue_rows(conference.db)):
        pass
    return index


def found(conference: Conference, query: str) -> Found:
    return filled(FindIndex(), conference).find(query)


def ask(conference: Conference, asker: str = "", gist: str = "") -> QuestionId:
    return queue.register_question(conference, queue.NewQuestion(asker_name=asker, gist=gist))


def test_words_are_found_by_their_beginnings_in_any_order(conference) -> None:
    wanted = ask(conference, "Nguyễn Thị Hồng Nhung", "(vay vốn, đất “ở”)")
    for query in ("nhung", "hong ng", "NHUNG VAY", "vốn vay", "dat o", "o, dat", "nh h t n"):
        assert found(conference, query).best[0].id == wanted, query
    for query in ("uyen", "hung", "-", "nhung xx"):  # the middle of a word is no beginning
        assert found(conference, query).total == 0, query


def test_a_question_is_found_by_its_number_before_all_that_hold_it(conference) -> None:
    for number in range(1, 13):
        ask(conference, gist=f"khoản {13 - number}")
    assert [found(conference, typed).best[0].title for typed in ("7", "07", "câu 7", "12")] == [
        "Câu 07", "Câu 07", "Câu 07", "Câu 12",
    ]  # fmt: skip


def test_marks_as_typed_come_first_and_then_the_title(conference) -> None:
    ask(conference, gist="Hoàng Nam")
    marked = ask(conference, "Hoàng Năm")
    titled = ask(conference, "Hoàng Nam")
    hits = [hit for hit in found(conference, "năm").best if hit.kind is Kind.QUESTION]
    assert hits[0].id == marked
    assert len(hits) == 3
    assert next(hit for hit in found(conference, "hoàng nam").best if hit.kind is Kind.QUESTION).id == titled


def test_only_the_best_are_told_and_all_are_counted(conference) -> None:
    for _ in range(9):
        ask(conference, gist="đường")
    hits = filled(FindIndex(), conference).find("duong", most=4)
    assert (len(hits.best), hits.total) == (4, 9)


def test_a_person_leads_to_the_first_question_asked(conference) -> None:
    quiet = setup.add_person(conference, Person(name="Giàng A Páo"), [])
    question = ask(conference, "Mùa A Sùng")
    people = [hit for hit in found(conference, "a").best if hit.kind is Kind.PERSON]
    assert {hit.id: hit.question_id for hit in with_questions(conference.db, people)}[quiet] is None
    assert question in {hit.question_id for hit in with_questions(conference.db, people)}


acts = st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from(["Hoàng Năm", "vay vốn", "thêu thổ cẩm", ""]))


def act(conference: Conference, ids: dict[str, int], kind: int, place: int, words: str) -> None:
    rows = queue_rows(conference.db)
    if not rows:
        kind, row = 0, None
    else:
        row = rows[place % len(rows)]
    try:
        [
            lambda: ask(conference, words, words),
            lambda: queue.approve(conference, row.id),
            lambda: queue.move_question(conference, row.id, rows[0].id),
            lambda: setup.save(conference, Person(id=ids["phu"], name=words or "Phú")),
            lambda: minutes.write_text(conference, TextKey(Slot.PRIVATE, row.id), words),
            lambda: queue.assign_agency(conference, row.id, ids["snv"]),
            conference.undo,
        ][kind]()
    except RuleError:
        assert kind in {2, 6}


@given(st.lists(acts, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_an_index_that_follows_acts_finds_what_one_made_anew_finds(story) -> None:
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        try:
            ids = with_people(conference)
            with_question(conference, agency=ids["snv"])
            index = filled(FindIndex(), conference)
            heard: list[Changes] = []
            conference.subscribe(index.hear)
            conference.subscribe(heard.append)
            for kind, place, words in story:
                act(conference, ids, kind, place, words)
                filled(index, conference)
                anew = filled(FindIndex(), conference)
                assert index.is_current
                assert [index.find(query) for query in QUERIES] == [anew.find(query) for query in QUERIES]
        finally:
            conference.close()
