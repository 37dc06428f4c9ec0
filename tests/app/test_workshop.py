"""A hội thảo from its programme to its papers: presenters in order with clocks, figures on the hall, its own words.

The seed is the report of Lào Cai's workshop of 28/11/2023; what it does not print (minutes of each paper) is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app import scenes
from app.commands import agenda, conclusions, entries, minutes, projector, setup
from app.conference import Conference
from app.documents.blocks import Block, Heading, Paragraph, Title
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.documents.pdf import render
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.conclusion import Conclusion, Verb
from app.domain.facts import ConferenceKind, Facts, Mode
from app.domain.ids import AgendaItemId, PersonId
from app.domain.minutes import Slot, TextKey
from app.domain.paper import Chart, ChartBar
from app.domain.roster import Person, Role
from app.domain.scene import ChartCard, SpeakerCard
from app.queries import floor
from app.queries.report import conference_report
from tests.support.clock import FakeClock

PAPERS = (
    ("Báo Lào Cai", "Tuyên truyền chính trị trên internet, mạng xã hội"),
    ("Liên đoàn Lao động tỉnh", "Tuyên truyền nâng cao nhận thức, trách nhiệm đối với lực lượng công nhân"),
    ("Công an tỉnh", "Công tác tuyên truyền, giáo dục pháp luật về an toàn, an ninh mạng"),
    ("Sở Thông tin và Truyền thông", "Nhận diện thông tin xấu, độc trên mạng xã hội"),
)
SURVEY = (("zalo", 93_700), ("facebook", 87_000), ("youtube", 47_600), ("tiktok", 26_200), ("VTVGo", 17_100))
NOT_OF_A_WORKSHOP = ("đối thoại", "thanh niên", "hội nghị", "câu hỏi", "phụ lục", "ubnd tỉnh", "điều 11")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Conference]:
    path = tmp_path / "hoi-thao.hoinghi"
    setup.create_conference_file(path)
    made = Conference(path, FakeClock(datetime(2023, 11, 28, 1, 0, tzinfo=UTC)), operator="Thư ký")
    name = "Hội thảo khoa học về sử dụng internet, mạng xã hội"
    facts = Facts(
        kind=ConferenceKind.WORKSHOP, name=name, theme="Nâng cao trách nhiệm trên mạng xã hội", province="Lào Cai",
        held_on=date(2023, 11, 28), place="Hội trường Tỉnh ủy", parent_organ="TỈNH ỦY LÀO CAI", organ="BAN TUYÊN GIÁO",
        youth_count="120 đại biểu",
    )  # fmt: skip
    setup.create_conference(made, facts)
    chair = Person(honorific="Đồng chí", name="Dương Đức Huy", title="Trưởng Ban Tuyên giáo Tỉnh ủy")
    setup.add_person(made, chair, [Role.CHAIR])
    setup.add_person(made, Person(name="Nguyễn Thị Thúy", title="Chuyên viên"), [Role.SECRETARY])
    for place, (unit, title) in enumerate(PAPERS):
        person = None
        if place == 0:
            presenter = Person(honorific="Đồng chí", name="Trần Văn Nam", title="Tổng Biên tập", unit=unit)
            person = PersonId(setup.add_person(made, presenter, [Role.GUEST]))
        item = AgendaItem(kind=AgendaKind.PAPER, title=title, responsible=unit, person_id=person, planned_minutes=15)
        agenda.add_item(made, item)
    agenda.add_item(made, AgendaItem(kind=AgendaKind.CONCLUSION, title="Kết luận hội thảo", planned_minutes=10))
    bars = [ChartBar(label=label, value_thousandths=value, text=f"{value / 1000:.1f}%") for label, value in SURVEY]
    entries.store_chart(made, Chart(title="Tỷ lệ người dùng mạng xã hội", unit="%"), bars)
    yield made
    made.close()


def items(conference: Conference) -> list[AgendaItemId]:
    return [row.item.id for row in floor.agenda_rows(conference.db)]


def held(conference: Conference) -> None:
    """All papers in order, ten minutes each, then the conclusion with one task."""
    clock = conference.clock
    assert isinstance(clock, FakeClock)
    setup.change_mode(conference, Mode.LIVE)
    for place, item in enumerate(items(conference)):
        agenda.start_item(conference, item)
        if place == 1:
            minutes.write_text(conference, TextKey(Slot.AGENDA, item), "Đề xuất ba giải pháp cho công nhân.")
        clock.advance(600)
        agenda.finish_item(conference, item)
    task = Conclusion(verb=Verb.REQUEST, lead_text="Các cơ quan truyền thông", text="tăng cường công tác tuyên truyền")
    conclusions.record_conclusion(conference, task)
    setup.change_mode(conference, Mode.AFTER)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [
        f"{block.kind} {block.subject}" if isinstance(block, Title) else block.text
        for block in blocks
        if isinstance(block, Title | Heading | Paragraph)
    ]


def test_presenters_stand_on_the_hall_in_order_with_their_clocks(workshop: Conference) -> None:
    setup.change_mode(workshop, Mode.LIVE)
    shown: list[tuple[str, str]] = []
    for item in items(workshop)[: len(PAPERS)]:
        agenda.start_item(workshop, item)
        card = scenes.scene_for(workshop.db, f"speaker/item/{item}")
        assert isinstance(card, SpeakerCard)
        assert card.started_at is not None
        assert card.ends_at == card.started_at + timedelta(minutes=15)
        shown.append((card.name, card.title))
    assert shown[0] == ("Đồng chí Trần Văn Nam", "Tổng Biên tập")
    assert [name for name, _ in shown[1:]] == [unit for unit, _ in PAPERS[1:]]


def test_the_figures_of_the_survey_stand_on_the_hall(workshop: Conference) -> None:
    chart = workshop.db.execute("SELECT id FROM chart").fetchone()[0]
    subject = f"chart/{chart}"
    projector.prepare(workshop, subject, 1)
    card = scenes.scene_for(workshop.db, subject)
    assert isinstance(card, ChartCard)
    assert [bar.text for bar in card.bars] == ["93.7%", "87.0%", "47.6%", "26.2%", "17.1%"]


def test_minutes_and_notice_speak_of_a_workshop(workshop: Conference) -> None:
    held(workshop)
    report = conference_report(workshop.db)
    told = {"minutes": texts(minutes_document(report).blocks), "notice": texts(conclusion_notice(report).blocks)}
    for name, lines in told.items():
        whole = " ".join(lines).casefold()
        assert not [word for word in NOT_OF_A_WORKSHOP if word in whole.replace("hội nghị:", "")], (name, lines)
        places = [whole.index(title.casefold()) for _, title in PAPERS]
        assert places == sorted(places)
    assert "II. KẾT LUẬN HỘI THẢO" in told["minutes"]
    assert "I. THAM LUẬN" in told["minutes"]
    assert any("Đề xuất ba giải pháp cho công nhân." in line for line in told["minutes"])
    assert "Hội thảo kết thúc vào 08 giờ 50 phút, ngày 28 tháng 11 năm 2023./." in told["minutes"]
    notice = told["notice"]
    assert notice[0].startswith("THÔNG BÁO Kết luận của Trưởng Ban Tuyên giáo Tỉnh ủy tại Hội thảo khoa học")
    assert "Hội thảo đã nghe 04 tham luận:" in notice
    assert "2. Liên đoàn Lao động tỉnh với tham luận “Tuyên truyền nâng cao nhận thức" in " ".join(notice)
    assert any("các cơ quan truyền thông" in line and "tăng cường" in line for line in notice)


def test_its_papers_can_be_printed(workshop: Conference) -> None:
    held(workshop)
    report = conference_report(workshop.db)
    for made in (minutes_document(report), conclusion_notice(report)):
        assert render(made).startswith(b"%PDF")


def test_talk_after_the_papers_is_in_the_minutes(workshop: Conference) -> None:
    talk = agenda.add_item(workshop, AgendaItem(kind=AgendaKind.DIALOGUE, title="Trao đổi, thảo luận"))
    held(workshop)
    minutes.write_text(workshop, TextKey(Slot.AGENDA, talk), "Các đại biểu trao đổi về giáo dục học sinh.")
    lines = texts(minutes_document(conference_report(workshop.db)).blocks)
    assert "II. TRAO ĐỔI, THẢO LUẬN" in lines
