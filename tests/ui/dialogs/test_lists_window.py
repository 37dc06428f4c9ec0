"""Every page by keys alone: adding, changing, removing, ordering, and Ctrl+U after each; nothing typed is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.commands import agenda, conclusions, petitions, setup
from app.domain.agenda import AgendaItem
from app.domain.answer import PreparedAnswer
from app.domain.conclusion import Conclusion, Part
from app.domain.due import Precision
from app.domain.facts import MeetingForm, Mode
from app.domain.paper import Chart, Duty, PaperKind, Participant, Recipient, SignatureBlock, TextModule
from app.domain.roster import Attendance, Person, Role, Site, Topic, YouthGroup
from app.queries import desk as lists
from app.queries import lists as queries
from tests.support.conferences import state_of, with_question
from tests.support.layout_audit import audit
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.list_page import ListPage
from ui.dialogs.pages import PageKey
from ui.dialogs.sources import ListRow
from ui.fonts import sized_font
from ui.theme import BODY, SMALL, set_theme
from ui.widgets.ink import ink

NEW_ROWS: dict[PageKey, dict[str, str]] = {
    PageKey.AGENDA: {
        "title": "Phát biểu khai mạc",
        "kind": "phat bieu",
        "planned_start": "8:30",
        "planned_minutes": "15",
    },
    PageKey.SITES: {"name": "Điểm cầu UBND huyện Mộc Châu", "kind": "trung tam"},
    PageKey.AGENCIES: {"name": "Sở Giáo dục và Đào tạo", "short_name": "Sở GDĐT", "rank": "khong truc thuoc"},
    PageKey.PEOPLE: {"honorific": "Ông", "name": "Quàng Văn Lâm", "title": "Phó Giám đốc", "agency_id": "snv"},
    PageKey.TOPICS: {"name": "Chuyển đổi số"},
    PageKey.QUESTIONS: {"asker": "Lường Minh Tươi", "asker.unit": "Đoàn trường", "verbatim": "Giải pháp nào?"},
    PageKey.PETITIONS: {"question_id": "01", "text": "Hỗ trợ đào tạo nghề", "lead_agency_id": "snv"},
    PageKey.PREPARED: {"agency_id": "snv", "question_id": "01", "text": "Sở đã tham mưu"},
    PageKey.COMMITMENTS: {"question_id": "01", "text": "Mở lớp tập huấn", "due.text": "trước ngày 20/4/2023"},
    PageKey.CONCLUSIONS: {"verb": "giao", "text": "Hoàn thành kế hoạch", "due.text": "trong tháng 6/2023"},
    PageKey.PARTICIPANTS: {"text": "đại diện lãnh đạo các sở"},
    PageKey.ATTENDANCE: {"unit": "Đoàn khối các cơ quan", "invited": "40", "present": "38"},
    PageKey.RECIPIENTS: {"paper": "bien ban", "text": "Lưu: VT, NC"},
    PageKey.SIGNATURES: {"paper": "thong bao", "lines": "TL. CHỦ TỊCH", "name": "Hoàng Ngọc Bích"},
    PageKey.MODULES: {"abbreviation": "đvtn", "text": "đoàn viên, thanh niên"},
    PageKey.DUTIES: {"agency_id": "snv", "text": "Gửi giấy mời", "due_text": "trước ngày 15/3/2023"},
    PageKey.YOUTH_GROUPS: {"name": "Thanh niên công nhân"},
    PageKey.CHARTS: {"title": "Hồ sơ trực tuyến", "unit": "%", "bars": "Năm 2022; 12,5"},
}
CHANGED_FIELD = {
    PageKey.AGENDA: "title", PageKey.QUESTIONS: "verbatim", PageKey.SIGNATURES: "name", PageKey.CHARTS: "title",
    PageKey.ATTENDANCE: "unit",
    **dict.fromkeys(
        (PageKey.SITES, PageKey.AGENCIES, PageKey.PEOPLE, PageKey.TOPICS, PageKey.YOUTH_GROUPS), "name"
    ),
}  # fmt: skip
"""Where it is not "text"."""


def some_rows(office) -> None:
    """One more row for the pages that are empty at first."""
    conference = office.conference
    question_id = with_question(conference, approved=False)
    petitions.record_commitment(conference, question_id, "Mở lớp")
    agenda.add_item(conference, AgendaItem(title="Văn nghệ"))
    for record in (
        Topic(name="Việc làm"), Participant(text="báo chí"), Recipient(text="Tỉnh ủy"), TextModule(abbreviation="hn"),
        SignatureBlock(lines="CHỦ TỊCH"), PreparedAnswer(question_id=question_id, text="Đã chuẩn bị"),
        Chart(title="Cũ"), Attendance(unit="Tỉnh đoàn", invited=30, present=28), Site(name="Điểm cầu Mai Sơn"),
        Duty(text="Lập dự toán"), Duty(text="Đưa tin"), YouthGroup(name="Sinh viên"), YouthGroup(name="Công nhân"),
    ):  # fmt: skip
        setup.add(conference, record)
    conclusions.record_conclusion(conference, Conclusion(text="Tổ chức đối thoại"))


def rows_of(page: ListPage) -> Sequence[ListRow]:
    return page.table.rows_model.rows()


def person(office, name: str) -> Person:
    return next(person for person in lists.people(office.conference.db) if person.id == office.ids[name])


def test_every_list_has_a_row_in_these_tests() -> None:
    assert NEW_ROWS.keys() == BY_KEY.keys() - {PageKey.FACTS}


@pytest.mark.parametrize("key", NEW_ROWS)
def test_a_row_is_added_by_keys_and_undone(office, key: PageKey) -> None:
    some_rows(office)
    page = office.page(key)
    before, count = state_of(office.conference.db), len(rows_of(page))
    office.hands.press("Ctrl+M")
    office.enter(NEW_ROWS[key])
    office.hands.press("Ctrl+Return")
    assert not office.said
    rows = rows_of(page)
    assert len(rows) == count + 1
    stored = page.page.source.read(office.conference.db, max(row.id for row in rows))
    for field in NEW_ROWS[key]:
        assert stored[field], f"{field} was not stored"
    assert not page.has_draft()
    office.hands.press("Ctrl+U")
    assert state_of(office.conference.db) == before


@pytest.mark.parametrize("key", NEW_ROWS)
def test_a_row_is_changed_by_keys_and_undone(office, key: PageKey) -> None:
    some_rows(office)
    page = office.page(key)
    before, row_id = state_of(office.conference.db), page.row_id
    field = CHANGED_FIELD.get(key, "text")
    office.enter({field: "Nội dung mới"})
    office.hands.press("Ctrl+Return")
    assert not office.said
    assert page.row_id == row_id
    assert str(page.page.source.read(office.conference.db, row_id)[field]) == "Nội dung mới"
    office.hands.press("Ctrl+U")
    assert state_of(office.conference.db) == before


@pytest.mark.parametrize("key", NEW_ROWS)
def test_a_row_is_removed_by_delete_and_undone(office, key: PageKey) -> None:
    some_rows(office)
    page = office.page(key)
    office.hands.press("Ctrl+M")
    office.enter(NEW_ROWS[key])
    office.hands.press("Ctrl+Return")
    before = state_of(office.conference.db)
    page.table.row_chosen.emit(max(row.id for row in rows_of(page)))
    page.table.setFocus()
    office.hands.press("Del")
    assert not office.said
    assert state_of(office.conference.db) != before
    office.hands.press("Ctrl+U")
    assert state_of(office.conference.db) == before


@pytest.mark.parametrize("key", [key for key, page in BY_KEY.items() if page.can_move])
def test_a_row_moves_up_and_down_by_keys(office, key: PageKey) -> None:
    some_rows(office)
    setup.set_roles(office.conference, office.ids["phu"], [Role.CHAIR])
    page = office.page(key)
    for _ in range(2):
        office.hands.press("Ctrl+M")
        office.enter(NEW_ROWS[key])
        office.hands.press("Ctrl+Return")
    rows = rows_of(page)
    order = [row.id for row in rows]
    upper, lower = next((a.id, b.id) for a, b in pairwise(rows) if a.group == b.group)
    page.table.row_chosen.emit(lower)
    office.hands.press("Alt+Up")
    moved = [row.id for row in rows_of(page)]
    assert moved.index(lower) + 1 == moved.index(upper)
    assert page.row_id == lower
    office.hands.press("Alt+Down")
    assert [row.id for row in rows_of(page)] == order


def test_every_field_is_reached_by_tab_in_its_order(office) -> None:
    for key in BY_KEY:
        page = office.page(key)
        page.form.focus_field()
        for name in page.form.field_names():
            wanted = page.form.input_of(name)
            inside = wanted.focusProxy() or wanted
            while QApplication.focusWidget() is not inside:
                before = QApplication.focusWidget()
                office.hands.press("Tab")
                assert QApplication.focusWidget() is not before
                assert wanted.isAncestorOf(QApplication.focusWidget()) or before is not inside, f"{key}: {name}"


def test_facts_are_typed_with_the_administrative_date(office) -> None:
    office.page(PageKey.FACTS)
    values = {"theme": "Thanh niên Sơn La với chuyển đổi số", "form": "truc tiep ket", "held_on": "22/3/2023"}
    office.enter(
        {**values, "planned.text": "dự kiến trong tháng 3 năm 2023", "ask_limit_s": "2:30", "hall_depth_dm": "18,5"}
    )
    office.hands.press("Ctrl+Return")
    facts = lists.facts(office.conference.db)
    assert (facts.theme, facts.form, facts.held_on) == (values["theme"], MeetingForm.MIXED, date(2023, 3, 22))
    assert (facts.planned.precision, facts.planned.on) == (Precision.MONTH, date(2023, 3, 31))
    assert (facts.ask_limit_s, facts.hall_depth_dm) == (150, 185)
    assert office.window.page().form.input_of("held_on").text() == "22/3/2023"


def test_a_question_with_a_known_asker_takes_their_title_and_site(office) -> None:
    conference = office.conference
    setup.save(conference, replace(person(office, "phu"), title="Bí thư", site_id=office.ids["bac_yen"]))
    office.page(PageKey.QUESTIONS)
    office.hands.press("Ctrl+M")
    office.enter({"asker": "lvphu"})
    office.hands.press("Return")
    office.enter({"verbatim": "Câu hỏi"})
    office.hands.press("Ctrl+Return")
    view = queries.questions(conference.db)[-1]
    assert (view.question.asker_id, view.question.site_id) == (office.ids["phu"], office.ids["bac_yen"])
    assert person(office, "phu").title == "Bí thư"


def test_a_name_typed_over_a_new_asker_corrects_that_person(office) -> None:
    with_question(office.conference, approved=False)
    office.page(PageKey.QUESTIONS)
    before = len(lists.people(office.conference.db))
    office.enter({"asker": "Quàng Văn Tuân"})
    office.hands.press("Ctrl+Return")
    assert len(lists.people(office.conference.db)) == before
    assert queries.questions(office.conference.db)[0].asker.name == "Quàng Văn Tuân"


def test_several_agencies_lead_and_support_a_task(office) -> None:
    office.page(PageKey.CONCLUSIONS)
    office.hands.press("Ctrl+M")
    office.go_to("lead")
    for name in ("snv", "cat"):
        office.type(name)
        office.hands.press("Return")
    office.enter({"text": "Chủ trì thực hiện"})
    office.hands.press("Ctrl+Return")
    task = lists.conclusions(office.conference.db)[-1]
    leads = lists.conclusion_agencies(office.conference.db, task.id, Part.LEAD)
    assert leads == [office.ids["snv"], office.ids["cat"]]


def test_backspace_in_the_empty_line_takes_the_last_agency_off(office) -> None:
    page = office.page(PageKey.CONCLUSIONS)
    office.hands.press("Ctrl+M")
    office.go_to("lead")
    for keys in ("snv", "cat"):
        office.type(keys)
        office.hands.press("Return")
    office.hands.press("Backspace")
    assert page.form.input_of("lead").read() == (office.ids["snv"],)


def test_a_preset_fills_the_lines_of_a_signature(office) -> None:
    office.page(PageKey.SIGNATURES)
    office.hands.press("Ctrl+M")
    office.go_to("preset")
    office.type("kt chanh")
    office.hands.press("Return", "Ctrl+Return")
    blocks = queries.signature_blocks(office.conference.db)
    assert [block.lines for block in blocks] == ["KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"]


def test_the_next_new_recipient_is_for_the_same_paper(office) -> None:
    office.page(PageKey.RECIPIENTS)
    office.hands.press("Ctrl+M")
    office.enter({"paper": "bien ban", "text": "Tỉnh ủy"})
    office.hands.press("Ctrl+Return")
    office.enter({"text": "Lưu: VT"})
    office.hands.press("Ctrl+Return")
    assert [row.text for row in lists.recipients(office.conference.db, PaperKind.MINUTES)] == ["Tỉnh ủy", "Lưu: VT"]


def test_choosing_another_row_stores_what_was_typed(office) -> None:
    page = office.page(PageKey.SITES)
    first, second = rows_of(page)
    office.enter({"name": "Điểm cầu trung tâm"})
    page.table.selectRow(1)
    assert page.row_id == second.id
    assert lists.sites(office.conference.db)[0].name == "Điểm cầu trung tâm"
    assert first.id == lists.sites(office.conference.db)[0].id


def test_what_cannot_be_stored_stays_in_the_form_and_is_marked(office, qtbot) -> None:
    page = office.page(PageKey.FACTS)
    office.enter({"held_on": "31/02/2023"})
    office.window.open(PageKey.SITES)
    entry = office.window.navigation.pages_model.entries()[1]
    assert entry.has_draft
    assert "Có ô ghi chưa đúng" in office.said[-1]
    office.window.open(PageKey.FACTS)
    assert page.form.input_of("held_on").text() == "31/02/2023"
    office.window.close()
    office.window.open(PageKey.FACTS)
    qtbot.waitUntil(office.window.isActiveWindow)
    assert page.form.input_of("held_on").text() == "31/02/2023"
    office.enter({"held_on": "28/02/2023"})
    office.hands.press("Ctrl+Return")
    assert lists.facts(office.conference.db).held_on == date(2023, 2, 28)


def test_escape_leaves_the_form_and_keeps_what_was_typed(office) -> None:
    page = office.page(PageKey.SITES)
    office.enter({"name": "Điểm cầu Phù Yên"})
    office.hands.press("Esc")
    assert QApplication.focusWidget() is page.table
    assert page.has_draft()
    office.hands.press("Esc")
    assert QApplication.focusWidget() is office.window.navigation
    office.hands.press("Esc")
    assert not office.window.isVisible()
    assert lists.sites(office.conference.db)[0].name == "Điểm cầu Phù Yên"


def test_a_draft_is_not_overwritten_by_a_change_from_elsewhere(office) -> None:
    page = office.page(PageKey.SITES)
    office.enter({"name": "Điểm cầu Phù Yên"})
    stored = lists.sites(office.conference.db)[0]
    setup.save(office.conference, replace(stored, contact_name="Anh Sơn"))
    assert page.form.input_of("name").text() == "Điểm cầu Phù Yên"
    office.hands.press("Ctrl+Return")
    stored = lists.sites(office.conference.db)[0]
    assert (stored.name, stored.contact_name) == ("Điểm cầu Phù Yên", "Anh Sơn")


def test_a_draft_of_a_row_that_was_removed_becomes_a_new_row(office) -> None:
    page = office.page(PageKey.SITES)
    setup.add(office.conference, Site(name="Điểm cầu Mộc Châu"))
    page.table.row_chosen.emit(rows_of(page)[-1].id)
    office.enter({"contact_name": "Anh Sơn"})
    setup.remove(office.conference, lists.sites(office.conference.db)[-1])
    office.hands.press("Ctrl+Return")
    last = lists.sites(office.conference.db)[-1]
    assert (last.name, last.contact_name) == ("Điểm cầu Mộc Châu", "Anh Sơn")


def test_undo_while_something_is_typed_keeps_what_is_typed(office) -> None:
    page = office.page(PageKey.SITES)
    setup.add(office.conference, Topic(name="Việc làm"))
    office.enter({"name": "Điểm cầu Phù Yên"})
    office.hands.press("Ctrl+U")
    assert lists.topics(office.conference.db) == ()
    assert page.form.input_of("name").text() == "Điểm cầu Phù Yên"


def test_a_row_in_use_is_not_removed_and_the_bar_says_why(office) -> None:
    with_question(office.conference, agency=office.ids["snv"])
    page = office.page(PageKey.AGENCIES)
    page.table.setFocus()
    office.hands.press("Del")
    assert office.window.bar.words() == "Không xóa được: đang được dùng ở nơi khác."
    assert len(rows_of(page)) == 2


def test_while_the_conference_runs_only_the_directions_and_the_counts_are_open(office, qtbot) -> None:
    office.page(PageKey.SITES)
    office.enter({"name": "Điểm cầu Phù Yên"})
    setup.change_mode(office.conference, Mode.LIVE)
    qtbot.waitUntil(lambda: not office.window.isVisible())
    assert lists.sites(office.conference.db)[0].name == "Điểm cầu Phù Yên"
    office.window.open(PageKey.SITES)
    assert office.window.page().page.key is PageKey.CONCLUSIONS
    open_pages = [e.page.key for e in office.window.navigation.pages_model.entries() if e.page and e.is_open]
    assert open_pages == [PageKey.CONCLUSIONS, PageKey.ATTENDANCE]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_every_page_is_whole(office, size: tuple[int, int], theme: str) -> None:
    some_rows(office)
    set_theme(theme)
    office.window.resize(*size)
    for key in BY_KEY:
        page = office.page(key)
        page.form.focus_field()
        assert audit(office.window, frozenset({"vpubnd", "dvtn"})) == [], key
        assert cut_short(page) == [], key


def cut_short(page: ListPage) -> list[str]:
    """Heads, and numbers, telephones and states, that do not fit; words cut beside a column with room left over."""
    cut, idle, starved = [], [], []
    for place, column in enumerate(page.page.columns):
        cells = [" ".join(row.cells[place].split()) for row in rows_of(page)]
        if page.table.isColumnHidden(place):
            cut += [cell for cell in cells if cell]
            continue
        room = page.table.columnWidth(place) - (24 if place == 0 else 16)
        words = [(column.title, SMALL), *((text, BODY) for text in cells if len(text) <= 13)]
        cut += [text for text, pixels in words if advance(text, pixels) > room]
        starved += [cell for cell in cells if not ink(BODY, "#000000", 600).fits(cell, room, 2)]
        widest = max([advance(cell, BODY) for cell in cells] + [advance(column.title, SMALL)])
        idle += [column.title] if room - widest > 40 else []
    return cut + (idle if starved else [])


def advance(words: str, pixels: int) -> int:
    return QFontMetrics(sized_font(pixels, 600)).horizontalAdvance(words)
