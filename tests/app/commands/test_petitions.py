"""Demands and promises: each demand has its own agency, reply and due date; promises are numbered per question."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands import petitions
from app.conference import Conference
from app.domain.due import Due, Precision
from app.domain.errors import Rule
from app.domain.ids import AgencyId, QuestionId
from app.domain.petition import Petition, PetitionResult, ReplyMode
from db import tables
from tests.support.conferences import refused, with_question

DUE = Due("trước ngày 20/4/2023", date(2023, 4, 19), Precision.DAY)


@pytest.fixture
def question_id(conference: Conference, ids: dict[str, int]) -> QuestionId:
    return with_question(conference, agency=ids["snv"])


def of(conference: Conference, question_id: QuestionId) -> tuple[Petition, ...]:
    return tables.PETITIONS.where(conference.db, "question_id = ?", [question_id], "position, id")


def test_add_petition_comes_after_those_there_are(conference: Conference, question_id: QuestionId) -> None:
    petitions.add_petition(conference, Petition(question_id=question_id, text=" Mở  lớp\x07 "))
    assert [p.text for p in of(conference, question_id)] == ["", "Mở lớp"]


def test_change_petition_of_one_demand_leaves_the_others(conference: Conference, question_id: QuestionId) -> None:
    petitions.add_petition(conference, Petition(question_id=question_id, text="hai"))
    first, second = of(conference, question_id)
    changed = replace(first, reply_mode=ReplyMode.WRITTEN, due=DUE, result=PetitionResult.ASSIGNED)
    petitions.change_petition(conference, replace(changed, question_id=QuestionId(99), position=9999))
    assert of(conference, question_id) == (changed, second)


def test_remove_petition_takes_its_supports_along_and_leaves_one(
    conference: Conference, question_id: QuestionId, ids: dict[str, int]
) -> None:
    extra = petitions.add_petition(conference, Petition(question_id=question_id, text="hai"))
    petitions.set_supports(conference, extra, [AgencyId(ids["cat"])])
    petitions.remove_petition(conference, extra)
    assert tables.PETITION_SUPPORTS.all(conference.db) == ()
    (last,) = of(conference, question_id)
    assert refused(conference, petitions.remove_petition, last.id) is Rule.IN_USE


def test_set_supports_makes_them_exactly_these(
    conference: Conference, question_id: QuestionId, ids: dict[str, int]
) -> None:
    (petition,) = of(conference, question_id)
    snv, cat = AgencyId(ids["snv"]), AgencyId(ids["cat"])
    petitions.set_supports(conference, petition.id, [snv, cat])
    kept = tables.PETITION_SUPPORTS.where(conference.db, "agency_id = ?", [cat])
    petitions.set_supports(conference, petition.id, [cat])
    assert tables.PETITION_SUPPORTS.all(conference.db) == kept


def test_set_reply_mode_is_for_every_demand_and_keeps_due_dates_unless_one_is_given(
    conference: Conference, question_id: QuestionId
) -> None:
    petitions.add_petition(conference, Petition(question_id=question_id, due=DUE))
    petitions.set_reply_mode(conference, question_id, ReplyMode.WRITTEN)
    assert [(p.reply_mode, p.due) for p in of(conference, question_id)] == [
        (ReplyMode.WRITTEN, Due()),
        (ReplyMode.WRITTEN, DUE),
    ]
    petitions.set_reply_mode(conference, question_id, ReplyMode.WRITTEN, Due("quý II"))
    assert {p.due.text for p in of(conference, question_id)} == {"quý II"}


def test_record_commitment_is_numbered_inside_its_question(conference: Conference, question_id: QuestionId) -> None:
    other = with_question(conference)
    for where in (question_id, other, question_id):
        petitions.record_commitment(conference, where, "Sẽ  làm", Due(" trước  20/4 "))
    found = tables.COMMITMENTS.all(conference.db)
    assert [(c.question_id, c.number) for c in found] == [(question_id, 1), (other, 1), (question_id, 2)]
    assert {(c.text, c.due.text) for c in found} == {("Sẽ làm", "trước 20/4")}


def test_record_commitment_needs_words(conference: Conference, question_id: QuestionId) -> None:
    assert refused(conference, petitions.record_commitment, question_id, " \n ") is Rule.EMPTY_NAME


def test_change_commitment_keeps_its_number_and_question(conference: Conference, question_id: QuestionId) -> None:
    commitment_id = petitions.record_commitment(conference, question_id, "Sẽ làm", DUE)
    stored = tables.COMMITMENTS.get(conference.db, commitment_id)
    petitions.change_commitment(conference, replace(stored, text="Sẽ làm xong", number=7, question_id=QuestionId(9)))
    assert tables.COMMITMENTS.get(conference.db, commitment_id) == replace(stored, text="Sẽ làm xong")


def test_remove_commitment_gives_its_number_to_no_earlier_one(conference: Conference, question_id: QuestionId) -> None:
    first = petitions.record_commitment(conference, question_id, "một")
    petitions.record_commitment(conference, question_id, "hai")
    petitions.remove_commitment(conference, first)
    third = petitions.record_commitment(conference, question_id, "ba")
    assert tables.COMMITMENTS.get(conference.db, third).number == 3


def test_set_lead_is_of_one_demand_alone(conference: Conference, question_id: QuestionId, ids: dict[str, int]) -> None:
    extra = petitions.add_petition(conference, Petition(question_id=question_id, text="Mở lớp"))
    before = [petition.lead_agency_id for petition in tables.PETITIONS.all(conference.db)]
    petitions.set_lead(conference, extra, AgencyId(ids["cat"]))
    assert [petition.lead_agency_id for petition in tables.PETITIONS.all(conference.db)] == [before[0], ids["cat"]]
