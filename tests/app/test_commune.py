"""A conference of a xã from its plan to all its papers: nowhere is it called a province's.

The plan is invented in the form communes use (tests/fixtures/imports/ke-hoach-xa.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import labels, scenes
from app.commands import agency_lists, agenda, conclusions, first_steps, floor, petitions, queue, setup
from app.commands import plan as plan_commands
from app.conference import Conference
from app.documents.blocks import AnnexHead, Block, Cards, Heading, LetterHead, Paragraph, SignatureArea, Table, Title
from app.documents.catalogue import CATALOGUE
from app.domain.conclusion import Conclusion, Section, Verb
from app.domain.due import Due
from app.domain.facts import Facts, Issuer, Level, Mode
from app.domain.ids import AgencyId
from app.domain.paper import PaperKind
from app.domain.petition import Competence, ReplyMode
from app.domain.roster import Role
from app.imports.plan import read_plan
from app.imports.workbook import read_source
from app.queries import desk, lists
from app.queries.known import known
from app.queries.report import conference_report
from tests.support.clock import FakeClock
from ui.widgets.agency_picker import person_of

PLAN = Path(__file__).resolve().parents[1] / "fixtures" / "imports" / "ke-hoach-xa.txt"
PROVINCE = re.compile(r"\btỉnh\b|TỈNH|VPUBND tỉnh|\bsở\b|\bhuyện\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conference]:
    """From an empty file by the steps of the wizard, the plan and a short day."""
    path = tmp_path_factory.mktemp("xa") / "suoi-mo.hoinghi"
    setup.create_conference_file(path)
    made = Conference(path, FakeClock(), operator="Thư ký")
    setup.create_conference(made, Facts(level=Level.COMMUNE, province="Suối Mơ"))
    agency_lists.load_template(made, "commune_now")
    proposals = read_plan(read_source(PLAN), known(made.db), desk.facts(made.db))
    plan_commands.take_plan(made, [one for one in proposals if not one.is_there], PLAN.name)
    secretary = person_of("Bà Vàng Thị Sua, Công chức Văn phòng")
    assert secretary is not None
    first_steps.name_people(made, Role.SECRETARY, [secretary])
    first_steps.name_sites(made, "Nhà văn hóa trung tâm xã", ["Điểm cầu bản Cọ"])
    _hold(made)
    yield made
    made.close()


def _hold(made: Conference) -> None:
    police = next(agency.id for agency in desk.agencies(made.db) if agency.name == "Công an xã")
    setup.change_mode(made, Mode.LIVE)
    for item in [item.id for item in lists.agenda_items(made.db)][:2]:
        agenda.start_item(made, item)
        agenda.finish_item(made, item)
    for text, agency in (("Làm sao tránh bị lừa qua mạng?", police), ("Khi nào có lớp dạy nghề?", None)):
        given = AgencyId(agency) if agency else None
        new = queue.NewQuestion(asker_name="Giàng A Pao", unit="Chi đoàn bản Cọ", verbatim=text, agency_id=given)
        question = queue.register_question(made, new)
        queue.approve(made, question)
        if agency:
            floor.start_question(made, question)
            floor.start_answer(made, question)
            floor.finish_question(made, question)
            petitions.record_commitment(
                made, question, "Mở lớp tập huấn", Due("trước ngày 30/4/2026"), AgencyId(police)
            )
        else:
            petitions.set_reply_mode(made, question, ReplyMode.WRITTEN, Due("trước ngày 30/4/2026"))
    task = Conclusion(section=Section.AGENCY, verb=Verb.ASSIGN, text="Tuyên truyền phòng, chống lừa đảo qua mạng")
    conclusions.record_conclusion(made, task, leads=[AgencyId(police)])
    setup.change_mode(made, Mode.AFTER)


def words(block: Block) -> list[str]:  # noqa: PLR0911 one case a block
    if isinstance(block, Table):
        return [*(column.title for column in block.columns), *(cell for row in block.rows for cell in row.cells)]
    if isinstance(block, LetterHead):
        return [*block.parent, *block.organ, block.number, block.place_and_date]
    if isinstance(block, SignatureArea):
        lines = [line for signer in block.signers for line in signer.lines]
        return [*lines, *(block.recipients.lines if block.recipients else ())]
    if isinstance(block, Cards):
        return [line for card in block.cards for line in card.lines]
    if isinstance(block, AnnexHead):
        return [block.label, block.title, block.attached]
    if isinstance(block, Title):
        return [block.kind, block.subject]
    return [block.text] if isinstance(block, Paragraph | Heading) else []


@pytest.mark.parametrize("paper", CATALOGUE)
@pytest.mark.parametrize("issuer", Issuer)
def test_no_paper_calls_it_a_province(held: Conference, paper: PaperKind, issuer: Issuer) -> None:
    report = conference_report(held.db)
    report = replace(report, facts=replace(report.facts, notice_issuer=issuer), log=())
    document = CATALOGUE[paper].document(report)
    said = [text for block in document.blocks for text in words(block)] + [gap.message for gap in document.gaps]
    assert [text for text in said if PROVINCE.search(text)] == []


def test_what_it_is_asked_is_the_commune_s_to_settle(held: Conference) -> None:
    assert {view.petition.competence for view in lists.petitions(held.db)} == {Competence.COMMUNE}


def test_the_letterhead_is_the_commune_s(held: Conference) -> None:
    made = CATALOGUE[PaperKind.MINUTES].document(conference_report(held.db))
    head = next(block for block in made.blocks if isinstance(block, LetterHead))
    assert " ".join((*head.parent, *head.organ)) == "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ"
    assert head.number == "Số:          /BB-UBND"


def test_the_screens_call_it_by_its_level(held: Conference) -> None:
    facts = desk.facts(held.db)
    assert labels.word(facts.level) == "Cấp xã"
    cover = scenes.cover_card(held.db)
    assert cover.authority == "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ"
    assert not PROVINCE.search(f"{cover.name} {cover.theme} {cover.place_date} {cover.authority}")
    assert not [agency.name for agency in desk.agencies(held.db) if PROVINCE.search(agency.name)]


def test_a_ward_and_a_district_have_their_words(tmp_path: Path) -> None:
    for level, name, wanted in (
        (Level.COMMUNE, "phường Tô Hiệu", "ỦY BAN NHÂN DÂN PHƯỜNG TÔ HIỆU"),
        (Level.DISTRICT, "Bắc Yên", "ỦY BAN NHÂN DÂN HUYỆN BẮC YÊN"),
        (Level.PROVINCE, "Sơn La", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"),
    ):
        path = tmp_path / f"{level.value}.hoinghi"
        setup.create_conference_file(path)
        made = Conference(path, FakeClock())
        setup.create_conference(made, Facts(name="Hội nghị", level=level, province=name))
        assert scenes.cover_card(made.db).authority == wanted
        made.close()
