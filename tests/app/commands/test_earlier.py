"""A new conference begun from an earlier file: what is taken over, what stays behind, one undo."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands import earlier as commands
from app.commands import floor, petitions, setup
from app.commands.earlier import EarlierPart
from app.conference import Conference
from app.domain.due import Due
from app.domain.errors import Rule, StorageError, Trouble
from app.domain.facts import Mode
from app.domain.ids import AgencyId
from app.domain.paper import PaperKind, Recipient, SignatureBlock
from app.domain.petition import PetitionResult
from app.domain.roster import Person, Role
from app.earlier import Earlier, read_earlier
from app.queries import desk, lists
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, refused, state_of, with_people, with_question

EVERYTHING = frozenset(EarlierPart)


def earlier_file(folder: Path) -> Path:
    """A conference that was held: an office, a roster, one commitment kept and one still owed."""
    held = new_conference(folder, name="2023.hoinghi")
    ids = with_people(held)
    facts = replace(desk.facts(held.db), organ="VĂN PHÒNG", place_name="Sơn La", theme="Chủ đề 2023", ask_limit_s=90)
    setup.change_facts(held, facts)
    setup.add(held, Recipient(paper=PaperKind.NOTICE, text="Thường trực Tỉnh ủy"))
    setup.add(held, SignatureBlock(paper=PaperKind.NOTICE, lines="CHÁNH VĂN PHÒNG", name="Nguyễn Văn A"))
    spoke = Person(name="Trần Bình Minh", title="Phó Giám đốc", agency_id=AgencyId(ids["snv"]))
    setup.add_person(held, spoke, [Role.RESPONDENT])
    question = with_question(held, agency=ids["snv"])
    floor.start_question(held, question)
    for text, due in (("Cập nhật 109 trường dữ liệu", "trước ngày 30/5/2023"), ("Mở lớp tập huấn", "trong quý III")):
        petitions.record_commitment(held, question, text, Due(due), AgencyId(ids["snv"]))
    kept = tables.COMMITMENTS.all(held.db)[1]
    petitions.change_commitment(held, replace(kept, result=PetitionResult.SETTLED))
    held.close()
    return held.path


@pytest.fixture
def earlier(tmp_path: Path) -> Earlier:
    return read_earlier(earlier_file(tmp_path), FakeClock().now())


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = earlier_file(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    read_earlier(path, FakeClock().now())
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_file_that_is_open_is_read_as_well(tmp_path: Path) -> None:
    open_one = Conference(earlier_file(tmp_path), FakeClock())
    assert read_earlier(open_one.path, FakeClock().now()).facts.theme == "Chủ đề 2023"
    open_one.close()


def test_a_file_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.hoinghi").write_bytes(b"hello" * 100)
    with pytest.raises(StorageError) as refusal:
        read_earlier(tmp_path / "x.hoinghi", FakeClock().now())
    assert refusal.value.code in {Trouble.NOT_OURS, Trouble.DAMAGED}


def test_office_agencies_roster_and_what_is_still_owed(tmp_path: Path, earlier: Earlier) -> None:
    made = new_conference(tmp_path, name="2024.hoinghi")
    setup.change_facts(made, replace(desk.facts(made.db), name="Hội nghị 2024", theme="Chủ đề 2024"))
    before, last = state_of(made.db), made.last_event()
    commands.take_over(made, earlier, EVERYTHING)
    assert made.last_event() == last + 1
    facts = desk.facts(made.db)
    assert (facts.name, facts.theme) == ("Hội nghị 2024", "Chủ đề 2024")
    assert (facts.organ, facts.place_name, facts.ask_limit_s) == ("VĂN PHÒNG", "Sơn La", 90)
    names = {agency.id: agency.name for agency in desk.agencies(made.db)}
    assert list(names.values()) == ["Sở Nội vụ", "Công an tỉnh"]
    minh = next(view for view in lists.people(made.db) if view.person.name == "Trần Bình Minh")
    assert (minh.roles, minh.agency) == ((Role.RESPONDENT,), "SNV")
    assert [person.name for person in desk.people_in_role(made.db, Role.CHAIR)] == ["Hoàng Quốc Khánh"]
    duties = tables.DUTIES.all(made.db)
    assert [(names[duty.agency_id or 0], duty.text, duty.due_text, duty.is_done) for duty in duties] == [
        ("Sở Nội vụ", "Cập nhật 109 trường dữ liệu", "trước ngày 30/5/2023", False)
    ]
    assert duties[0].note == "Cam kết tại Hội nghị đối thoại, câu 01"
    assert not tables.QUESTIONS.all(made.db)
    assert desk.signature_blocks(made.db, PaperKind.NOTICE)[0].name == "Nguyễn Văn A"
    again = state_of(made.db)
    commands.take_over(made, earlier, EVERYTHING)
    assert state_of(made.db) == again
    made.undo()
    assert state_of(made.db) == before
    made.close()


def test_parts_can_be_left_and_what_stands_is_not_doubled(tmp_path: Path, earlier: Earlier) -> None:
    made = new_conference(tmp_path, name="2024.hoinghi")
    ids = with_people(made)
    commands.take_over(made, earlier, frozenset({EarlierPart.PROMISES}))
    assert len(desk.agencies(made.db)) == 2
    assert tables.DUTIES.all(made.db)[0].agency_id == ids["snv"]
    assert refused(made, commands.take_over, earlier, frozenset()) is Rule.NOTHING_TO_IMPORT
    setup.change_mode(made, Mode.LIVE)
    assert refused(made, commands.take_over, earlier, EVERYTHING) is Rule.NOT_IN_LIVE
    made.close()
