"""Names of minors and children in the hall: given name from 16, none below without consent, also without a date."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands import queue, setup
from app.domain.roster import Person
from app.queries.desk import facts
from app.scenes import question_card
from db import tables
from tests.support.conferences import new_conference, with_question


@pytest.mark.parametrize("held_on", [date(2023, 3, 22), None])
@pytest.mark.parametrize(
    ("birth_year", "consent", "shown"),
    [
        (None, "", "Em Lò Thị Mai Hoa"),
        (1995, "", "Em Lò Thị Mai Hoa"),
        (2006, "", "Em Hoa"),
        (2006, "đã đồng ý", "Em Lò Thị Mai Hoa"),
        (2010, "", ""),
        (2010, "đã đồng ý", "Em Lò Thị Mai Hoa"),
    ],
)
def test_name_shown_by_age(tmp_path, held_on: date | None, birth_year: int | None, consent: str, shown: str) -> None:
    conference = new_conference(tmp_path)
    setup.change_facts(conference, replace(facts(conference.db), held_on=held_on))
    question_id = with_question(conference)
    person = Person(honorific="Em", name="Lò Thị Mai Hoa", birth_year=birth_year, consent=consent)
    queue.set_asker(conference, question_id, person)
    assert question_card(conference.db, tables.QUESTIONS.get(conference.db, question_id)).asker == shown
    conference.close()
