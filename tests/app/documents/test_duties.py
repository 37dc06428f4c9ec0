"""Bảng chuẩn bị: by agency, with deadline, state, and whether the prepared answer is in; on paper and as rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app import getting_in
from app.commands import plan as plan_commands
from app.commands import setup
from app.documents.blocks import RowKind, Table
from app.documents.duties import duties_document
from app.documents.pdf import render
from app.domain.answer import PreparedAnswer
from app.domain.ids import AgencyId
from app.domain.paper import Duty
from app.imports.plan import read_plan
from app.imports.workbook import read_source
from app.queries import desk
from app.queries.duties import duties
from app.queries.known import known
from app.queries.report import conference_report
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.pdf_measure import measure
from tests.support.plan_facts import PLAN


def test_states_by_the_day() -> None:
    today = date(2026, 3, 10)
    told = [
        getting_in.duty_state(is_done=done, due=due, today=today)
        for done, due in (
            (True, date(2026, 3, 1)),
            (False, None),
            (False, date(2026, 3, 7)),
            (False, today),
            (False, date(2026, 3, 12)),
            (False, date(2026, 5, 1)),
        )
    ]
    assert told == ["Đã xong", "Chưa xong", "Quá 3 ngày", "Hạn hôm nay", "Còn 2 ngày", "Chưa xong"]


def test_prepared_answers_are_told_by_agency(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    ids = with_people(conference)
    question = with_question(conference, agency=ids["snv"])
    for agency, text in ((ids["snv"], "Gửi giấy mời trước ngày 15/3/2023"), (ids["cat"], "Chuẩn bị nội dung")):
        setup.add(conference, Duty(agency_id=AgencyId(agency), text=text, due_text="trước ngày 15/3/2023"))
    setup.add(conference, Duty(text="Đưa tin", note="Báo tỉnh"))
    setup.add(conference, PreparedAnswer(question_id=question, agency_id=AgencyId(ids["snv"]), text="Dự thảo"))
    views = duties(conference.db)
    assert [(view.agency, view.prepared, view.asked_of) for view in views] == [
        ("Sở Nội vụ", 1, 1),
        ("Công an tỉnh", 0, 0),
        ("", 0, 0),
    ]
    assert views[0].due is not None
    made = duties_document(conference_report(conference.db))
    table = next(block for block in made.blocks if isinstance(block, Table))
    heads = [row.cells[1] for row in table.rows if row.kind is RowKind.GROUP]
    assert heads == ["Sở Nội vụ (đã gửi 1 văn bản chuẩn bị)", "Công an tỉnh", "Chưa rõ cơ quan"]
    assert [gap.message for gap in made.gaps] == ["Nhiệm vụ “Đưa tin”: chưa rõ cơ quan"]
    conference.close()


def test_the_duties_of_a_whole_plan_are_printed(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    found = read_plan(read_source(PLAN), known(conference.db), desk.facts(conference.db))
    plan_commands.take_plan(conference, found, PLAN.name)
    pages = measure(render(duties_document(conference_report(conference.db))))
    conference.close()
    text = " ".join(" ".join(line.text for line in page.lines) for page in pages)
    for wanted in ("Sở Nội vụ", "Tỉnh đoàn", "Phát hành giấy mời đại biểu", "BẢNG CHUẨN BỊ"):
        assert wanted in text
    assert len(pages) >= 2
