"""The complete Sơn La conference has no gap; each of twelve holes made in it is found, alone, and closes again."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from app.commands import conclusions, floor, minutes, petitions, queue, setup
from app.conference import Conference
from app.domain.conclusion import Conclusion, Verb
from app.domain.due import Due, Precision
from app.domain.gap import Gap, GapKind
from app.domain.ids import AgencyId, CommitmentId, ConclusionId, QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.paper import PaperKind, Recipient, Side, SignatureBlock
from app.domain.petition import ReplyMode
from app.domain.roster import Agency, Attendance, Person, Role, Site, SiteKind
from app.queries.desk import facts
from app.queries.gaps import agrees, gaps, in_words
from app.queries.report import conference_report
from db import tables
from tests.support.conferences import new_conference
from tests.support.reports import source
from ui.dialogs.gap_list import _PLACES

R = TypeVar("R")
HELD = date(2023, 3, 22)


def whole(folder: Path) -> Conference:
    """The seven questions of the article, answered, with their promises, four orders and what the papers need."""
    data = source("son_la_2023")
    conference = new_conference(folder)
    setup.change_facts(
        conference, replace(facts(conference.db), held_on=HELD, theme=data["theme"], youth_count="hơn 300 thanh niên")
    )
    hall = setup.add(conference, Site(name="Điểm cầu UBND tỉnh", kind=SiteKind.MAIN))
    setup.add(conference, Site(name="Điểm cầu UBND huyện Bắc Yên"))
    setup.add(conference, Attendance(unit="Tỉnh đoàn", site_id=hall, invited=320, present=312))
    setup.add_person(conference, Person(name="Hoàng Quốc Khánh", title="Chủ tịch UBND tỉnh"), [Role.CHAIR])
    setup.add_person(conference, Person(name="Cà Thị Hoa"), [Role.SECRETARY])
    for paper in (PaperKind.MINUTES, PaperKind.NOTICE):
        block = SignatureBlock(paper=paper, side=Side.RIGHT, lines="CHỦ TỊCH", name="Hoàng Quốc Khánh")
        setup.add(conference, block)
    setup.add(conference, Recipient(paper=PaperKind.NOTICE, text="Như trên"))
    agencies: dict[str, AgencyId] = {}
    for item in data["qa"]:
        _one_question(conference, item, agencies, hall)
    for task in data["conclusion_tasks"]:
        order = Conclusion(verb=Verb.REQUEST, lead_text="; ".join(task["assignees"]), text=task["text"])
        conclusions.record_conclusion(conference, order)
    return conference


def _one_question(conference: Conference, item: dict, agencies: dict[str, AgencyId], hall: int) -> None:  # type: ignore[type-arg]
    name = item["respondent"]["agency"]
    if name not in agencies:
        agencies[name] = AgencyId(setup.add(conference, Agency(name=name)))
    new = queue.NewQuestion(asker_name=item["asker"]["name"], verbatim=item["question"], agency_id=agencies[name])
    question_id = queue.register_question(conference, new)
    stored = tables.QUESTIONS.get(conference.db, question_id)
    queue.change_question(conference, replace(stored, site_id=hall))
    queue.approve(conference, question_id)
    floor.start_question(conference, question_id)
    answer_id = floor.start_answer(conference, question_id)
    queue.set_respondent(conference, answer_id, Person(name=item["respondent"]["name"]))
    minutes.write_text(conference, TextKey(Slot.ANSWER, answer_id), item["answer"])
    for promise in item["commitments"]:
        due = Due(promise["due_text"], date.fromisoformat(promise["due"]), Precision.DAY)
        petitions.record_commitment(conference, question_id, promise["text"], due, agencies[name], answer_id)
    floor.start_conclusion(conference, question_id)
    floor.finish_question(conference, question_id)


@pytest.fixture
def conference(tmp_path: Path) -> Generator[Conference]:
    conference = whole(tmp_path)
    yield conference
    conference.close()


def _question(conference: Conference) -> QuestionId:
    return QuestionId(3)


def _save(conference: Conference, record: object) -> None:
    setup.save(conference, record)


def no_agency(c: Conference) -> None:
    stored = queue.register_question(c, queue.NewQuestion(asker_name="Lò Thị Mai", verbatim="Bao giờ có trạm y tế?"))
    queue.approve(c, stored)


def unanswered(c: Conference) -> None:
    petition = tables.PETITIONS.where(c.db, "question_id = ?", [_question(c)])[0]
    petitions.change_petition(c, replace(petition, reply_mode=ReplyMode.NONE))


def no_respondent(c: Conference) -> None:
    queue.add_answering_agency(c, _question(c), AgencyId(1))


def no_due(c: Conference) -> None:
    petitions.set_reply_mode(c, _question(c), ReplyMode.WRITTEN)


def reply_due_past(c: Conference) -> None:
    petitions.set_reply_mode(c, _question(c), ReplyMode.WRITTEN, Due("20/3/2023", date(2023, 3, 20), Precision.DAY))


def no_commitment_due(c: Conference) -> None:
    petitions.record_commitment(c, _question(c), "cập nhật dữ liệu")


def commitment_due_past(c: Conference) -> None:
    promise = tables.COMMITMENTS.get(c.db, CommitmentId(1))
    petitions.change_commitment(c, replace(promise, due=Due("15/7/2022", date(2022, 7, 15), Precision.DAY)))


def no_task_lead(c: Conference) -> None:
    conclusions.record_conclusion(c, Conclusion(verb=Verb.ASSIGN, text="xây dựng Đề án"))


def task_due_past(c: Conference) -> None:
    task = tables.CONCLUSIONS.get(c.db, ConclusionId(1))
    past = replace(task, due=Due("trong năm 2022", date(2022, 12, 31), Precision.YEAR))
    conclusions.change_conclusion(c, past, (), ())


def counts_disagree(c: Conference) -> None:
    row = tables.ATTENDANCES.all(c.db)[0]
    setup.save(c, replace(row, present=287))


def no_signer(c: Conference) -> None:
    block = next(b for b in tables.SIGNATURE_BLOCKS.all(c.db) if b.paper is PaperKind.NOTICE)
    setup.save(c, replace(block, name=""))


def no_site(c: Conference) -> None:
    stored = tables.QUESTIONS.get(c.db, _question(c))
    queue.change_question(c, replace(stored, site_id=None))


SEEDS: dict[GapKind, Callable[[Conference], None]] = {
    GapKind.NO_AGENCY: no_agency,
    GapKind.UNANSWERED: unanswered,
    GapKind.NO_RESPONDENT: no_respondent,
    GapKind.NO_DUE: no_due,
    GapKind.REPLY_DUE_PAST: reply_due_past,
    GapKind.NO_COMMITMENT_DUE: no_commitment_due,
    GapKind.COMMITMENT_DUE_PAST: commitment_due_past,
    GapKind.NO_TASK_LEAD: no_task_lead,
    GapKind.TASK_DUE_PAST: task_due_past,
    GapKind.COUNTS_DISAGREE: counts_disagree,
    GapKind.NO_NOTICE_SIGNER: no_signer,
    GapKind.NO_SITE: no_site,
}


def test_the_complete_conference_has_none(conference: Conference) -> None:
    assert gaps(conference.db) == ()


@pytest.mark.parametrize("kind", list(SEEDS))
def test_each_hole_is_found_alone_and_closes_by_undo(conference: Conference, kind: GapKind) -> None:
    SEEDS[kind](conference)
    assert {gap.kind for gap in gaps(conference.db)} == {kind}
    while gaps(conference.db):
        conference.undo()
    assert gaps(conference.db) == ()


def test_all_twelve_at_once_are_all_found(conference: Conference) -> None:
    for kind, make in SEEDS.items():
        if kind not in {GapKind.UNANSWERED, GapKind.NO_DUE, GapKind.REPLY_DUE_PAST}:
            make(conference)
    for question_id, mode, due in (
        (4, ReplyMode.NONE, Due("")),
        (5, ReplyMode.WRITTEN, Due("")),
        (6, ReplyMode.WRITTEN, Due("20/3/2023", date(2023, 3, 20), Precision.DAY)),
    ):
        petitions.set_reply_mode(conference, QuestionId(question_id), mode, due)
    found = gaps(conference.db)
    assert len(SEEDS) == 12
    assert {gap.kind for gap in found} == set(SEEDS)
    assert {gap for gap in found if gap.kind is GapKind.NO_DUE} == {Gap(GapKind.NO_DUE, QuestionId(5), 5)}


def test_every_kind_leads_to_the_page_of_its_field() -> None:
    assert set(_PLACES) == set(GapKind)


@pytest.mark.parametrize(
    ("said", "counted", "fits"),
    [
        ("hơn 300 thanh niên", 312, True),
        ("hơn 300 thanh niên", 300, False),
        ("hơn 300", 287, False),
        ("300", 300, True),
        ("300", 299, False),
        ("gần 1.000 thanh niên", 986, True),
        ("gần 1.000 thanh niên", 1003, False),
        ("khoảng 300", 250, True),
        ("đông đảo thanh niên", 12, True),
        ("", 12, True),
        ("300", None, True),
    ],
)
def test_words_for_a_number_against_the_count(said: str, counted: int | None, fits: bool) -> None:
    assert agrees(said, counted) is fits


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (None, ""), (0, ""), (12, "12 thanh niên"), (57, "hơn 50 thanh niên"), (300, "300 thanh niên"),
        (312, "hơn 300 thanh niên"), (1234, "hơn 1.200 thanh niên"),
    ],
)  # fmt: skip
def test_a_count_by_unit_and_site_feeds_the_words_of_the_papers(counted: int | None, said: str) -> None:
    assert in_words(counted) == said
    assert agrees(said, counted)


def test_the_papers_take_the_count_where_nobody_has_worded_it(conference: Conference) -> None:
    setup.change_facts(conference, replace(facts(conference.db), youth_count=""))
    assert conference_report(conference.db).facts.youth_count == "hơn 300 thanh niên"
    assert gaps(conference.db) == ()
