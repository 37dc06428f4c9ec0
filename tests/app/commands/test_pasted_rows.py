"""Rows of a pasted table: each command is one event, one undo gives all back, what is there already is passed over."""

from collections.abc import Callable

import pytest

from app.commands import pasted_rows
from app.commands.pasted_rows import PastedConclusion, PastedPetition
from app.conference import Conference
from app.domain.conclusion import Conclusion
from app.domain.errors import Rule
from app.domain.ids import QuestionId
from app.domain.paper import Chart, ChartBar
from app.domain.petition import Commitment, Petition
from app.domain.roster import Topic
from db import tables
from tests.support.conferences import refused, state_of, with_people, with_question

Act = Callable[[Conference, QuestionId], int]
ACTS: dict[str, Act] = {
    "rows": lambda c, _: pasted_rows.add_rows(c, [Topic(name="Việc làm"), Topic(name="việc làm")]),
    "topics": lambda c, _: pasted_rows.add_topics(c, [("Khởi nghiệp", "Kinh tế")]),
    "petitions": lambda c, q: pasted_rows.add_petitions(
        c, [PastedPetition(Petition(question_id=q, text=text)) for text in ("Một", "Hai", "Hai")]
    ),
    "commitments": lambda c, q: pasted_rows.add_commitments(
        c, [Commitment(question_id=q, text=text) for text in ("Một", "Hai")]
    ),
    "conclusions": lambda c, _: pasted_rows.add_conclusions(c, [PastedConclusion(Conclusion(text="Rà soát"))]),
    "chart": lambda c, _: pasted_rows.add_chart(c, Chart(title="Vay vốn"), [ChartBar(label="2022", text="12")]),
}


@pytest.mark.parametrize("name", list(ACTS))
def test_one_event_and_one_undo(conference: Conference, name: str) -> None:
    with_people(conference)
    question = with_question(conference)
    before, last = state_of(conference.db), conference.last_event()
    assert ACTS[name](conference, question) >= 1
    assert conference.last_event() == last + 1
    after = state_of(conference.db)
    assert after != before
    conference.undo()
    assert state_of(conference.db) == before
    conference.redo()
    assert state_of(conference.db) == after


def test_what_is_there_already_is_passed_over(conference: Conference) -> None:
    with_people(conference)
    question = with_question(conference)
    for name in ("rows", "petitions", "commitments", "conclusions", "topics"):
        ACTS[name](conference, question)
        assert refused(conference, lambda c, act=ACTS[name]: act(c, question)) is Rule.NOTHING_TO_IMPORT
    assert [petition.text for petition in tables.PETITIONS.all(conference.db, "position")] == ["Một", "Hai"]
    assert [one.number for one in tables.COMMITMENTS.all(conference.db, "number")] == [1, 2]


def test_the_same_words_of_another_question_are_another_row(conference: Conference) -> None:
    with_people(conference)
    rows = [Commitment(question_id=with_question(conference), text="Trả lời") for _ in range(2)]
    assert pasted_rows.add_commitments(conference, rows) == 2
    assert [one.number for one in tables.COMMITMENTS.all(conference.db)] == [1, 1]
