"""A plan is read into proposals; only what is accepted is taken, in one act that one undo takes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx

from app.commands import plan as commands
from app.commands import setup
from app.conference import Conference
from app.domain.facts import Level, Mode
from app.domain.plan import PlanFact, Proposal, ProposalKind
from app.domain.roster import Agency, Role
from app.imports.plan import read_plan
from app.imports.workbook import read_source, read_text
from app.queries import desk
from app.queries.known import known
from db import tables
from tests.app.imports.conftest import FILES
from tests.support.conferences import refused, state_of
from tests.support.plan_facts import PLAN, judged


def proposed(conference: Conference, source: Path | str) -> tuple[Proposal, ...]:
    read = read_source(source) if isinstance(source, Path) else read_text(source)
    return read_plan(read, known(conference.db), desk.facts(conference.db))


def as_word_file(path: Path, text: str) -> Path:
    """As offices write it: recipients and signature beside each other in a table without lines."""
    document = docx.Document()
    body, _, end = text.partition("Nơi nhận:")
    for line in body.splitlines():
        document.add_paragraph(line)
    recipients, _, signer = end.partition("CHỦ TỊCH")
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = f"Nơi nhận:{recipients}", f"CHỦ TỊCH\n\n{signer.strip()}"
    document.save(str(path))
    return path


def test_the_facts_of_the_printed_plan(conference: Conference) -> None:
    """At least 95 % of the facts listed for Lào Cai 2024 are proposed right."""
    facts = judged(proposed(conference, PLAN))
    right = sum(is_right for _, is_right in facts)
    assert len(facts) > 90
    assert right / len(facts) >= 0.95, [name for name, is_right in facts if not is_right]


def test_pasted_text_and_a_word_file_say_the_same(conference: Conference, tmp_path: Path) -> None:
    text = PLAN.read_text(encoding="utf-8")
    wanted = [(one.kind, one.text) for one in proposed(conference, PLAN)]
    assert [(one.kind, one.text) for one in proposed(conference, text)] == wanted
    word = as_word_file(tmp_path / "ke-hoach.docx", text)
    assert [(one.kind, one.text) for one in proposed(conference, word)] == wanted


def test_nothing_is_taken_that_was_not_accepted(conference: Conference) -> None:
    before = state_of(conference.db)
    found = proposed(conference, PLAN)
    assert state_of(conference.db) == before
    assert refused(conference, commands.take_plan, (), "") is not None
    theme = next(one for one in found if one.fact is PlanFact.THEME)
    commands.take_plan(conference, [replace(theme, text="Chủ đề đã sửa")], PLAN.name)
    changed = {name for name, rows in state_of(conference.db).items() if rows != before[name]}
    assert changed == {"conference"}
    assert desk.facts(conference.db).theme == "Chủ đề đã sửa"


def test_all_of_it_is_one_act_and_one_undo(conference: Conference) -> None:
    setup.add(conference, Agency(name="Tỉnh đoàn"))
    before, last = state_of(conference.db), conference.last_event()
    found = proposed(conference, PLAN)
    commands.take_plan(conference, found, PLAN.name)
    assert conference.last_event() == last + 1
    db, facts = conference.db, desk.facts(conference.db)
    assert (facts.province, facts.level, facts.place) == ("Lào Cai", Level.PROVINCE, "Trung tâm Hội nghị của tỉnh")
    assert str(facts.planned.on) == "2024-03-31"
    assert [person.name for person in desk.people_in_role(db, Role.CHAIR)][-1] == "Trịnh Xuân Trường"
    names = {agency.id: agency.name for agency in tables.AGENCIES.all(db)}
    duties = [(names.get(duty.agency_id or 0), duty.text[:30]) for duty in tables.DUTIES.all(db, "position")]
    assert len(duties) == 23
    assert duties[3][0] == "Tỉnh đoàn"
    assert all(name for name, _ in duties)
    assert tables.RECIPIENTS.all(db, "position")[0].text == "Bộ Nội vụ"
    again = [one for one in proposed(conference, PLAN) if not one.is_there]
    assert {one.kind for one in again} <= {ProposalKind.SIGNER, ProposalKind.LEGAL_TEXT}
    conference.undo()
    assert state_of(conference.db) == before


def test_an_agency_that_was_not_accepted_is_kept_in_words(conference: Conference) -> None:
    duty = next(one for one in proposed(conference, PLAN) if one.who.startswith("Các sở"))
    commands.take_plan(conference, [duty], "")
    stored = tables.DUTIES.all(conference.db)[0]
    assert (stored.agency_id, stored.note) == (None, duty.who)


def test_another_office_words_it_otherwise(conference: Conference) -> None:
    """A commune's plan: other numbering, other labels, a day that is fixed, deadlines in the duties."""
    found = proposed(conference, FILES / "ke-hoach-xa.txt")
    facts = {one.fact: one.text for one in found if one.fact is not None}
    assert facts[PlanFact.LEVEL] == "commune"
    assert facts[PlanFact.THEME] == "Thanh niên Suối Mơ với chuyển đổi số"
    assert facts[PlanFact.HELD_ON] == "20/3/2026"
    assert facts[PlanFact.FORM] == "mixed"
    assert facts[PlanFact.PLACE] == "Nhà văn hóa trung tâm xã"
    assert facts[PlanFact.YOUTH_COUNT] == "khoảng 80 thanh niên"
    duties = [(one.who, one.detail) for one in found if one.kind is ProposalKind.DUTY]
    assert ("Đoàn Thanh niên xã", "trước ngày 10/3/2026") in duties
    chair = next(one for one in found if one.kind is ProposalKind.CHAIR)
    assert (chair.text, chair.detail) == ("Lù Thị Mẩy", "Chủ tịch UBND xã")
    topics = [one.text for one in found if one.kind is ProposalKind.TOPIC]
    assert topics == ["Dịch vụ công trực tuyến tại xã", "Việc làm và khởi nghiệp của thanh niên"]


def test_a_ward_is_called_one(conference: Conference) -> None:
    text = (FILES / "ke-hoach-xa.txt").read_text(encoding="utf-8").replace("xã", "phường").replace("XÃ", "PHƯỜNG")
    facts = {one.fact: one.text for one in proposed(conference, text) if one.fact is not None}
    assert (facts[PlanFact.LEVEL], facts[PlanFact.PROVINCE]) == ("commune", "phường Suối Mơ")


def test_ordinary_words_are_no_plan(conference: Conference) -> None:
    found = proposed(conference, "Kính gửi các đồng chí\nMai họp lúc 8 giờ.\n")
    assert found == ()


def test_not_while_the_conference_runs(conference: Conference) -> None:
    found = proposed(conference, PLAN)
    setup.change_mode(conference, Mode.LIVE)
    assert refused(conference, commands.take_plan, found, "") is not None
