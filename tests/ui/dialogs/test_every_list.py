"""Every list: edited in place with undo, pasted from a spreadsheet in one act, searched without accents."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.conclusion import Section, Verb
from app.domain.due import Due, Precision
from app.domain.roster import Role
from app.domain.text import fold
from db import tables
from tests.support.conferences import state_of, with_question
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.list_page import ListPage
from ui.dialogs.pages import PageKey

LISTS = [key for key, page in BY_KEY.items() if not page.is_single]
PETITIONS = """Câu\tNội dung kiến nghị\tCơ quan chủ trì\tThời hạn\tCơ quan phối hợp
1\tMở lớp nghề điện\tSNV\ttrước ngày 20/4/2023\tCông an tỉnh
Câu 01\tCấp vốn vay\tSNV\t\t"""
PROMISES = "Câu số\tNội dung cam kết\tCơ quan\tThời hạn\n01\tCập nhật dữ liệu đất\tSNV\ttrong quý III"
DIRECTIONS = """Giao cho\tNội dung\tThời hạn
SNV\tChủ trì rà soát Đề án 12\ttrước 30/5/2023
Các xã, phường\tBáo cáo kết quả\t"""
HEADS = "Đơn vị\tĐiểm cầu\tMời\tCó mặt\nĐoàn xã Tà Xùa\tĐiểm cầu UBND huyện Bắc Yên\t30\t28"
PASTED = {
    PageKey.SITES: ("Điểm cầu\tĐiện thoại\nXã Tà Xùa\t0912345678\nXã Hồng Ngài\t0987", "ta xua"),
    PageKey.DUTIES: ("1\tSNV\tGửi giấy mời Đảng ủy\ttrước 15/3\n2\tTổ hậu cần\tHội trường\t", "dang uy"),
    PageKey.TOPICS: ("Thuộc nhóm\tLĩnh vực\nKinh tế số\tKhởi nghiệp\n\tViệc làm", "khoi nghiep"),
    PageKey.YOUTH_GROUPS: ("Thanh niên nông thôn\nThanh niên tôn giáo", "ton giao"),
    PageKey.PETITIONS: (PETITIONS, "von vay"),
    PageKey.COMMITMENTS: (PROMISES, "du lieu dat"),
    PageKey.CONCLUSIONS: (DIRECTIONS, "de an 12"),
    PageKey.PARTICIPANTS: ("Đại diện các trường học\nLãnh đạo các sở", "truong hoc"),
    PageKey.ATTENDANCE: (HEADS, "ta xua"),
    PageKey.RECIPIENTS: ("Thường trực Tỉnh ủy\tThông báo kết luận\nLưu: VT, NC\tBiên bản", "thuong truc"),
    PageKey.SIGNATURES: ('"TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"\tLò Văn Đức\tThông báo kết luận', "van duc"),
    PageKey.MODULES: ("Gõ tắt\tThành\nubnd\tỦy ban nhân dân", "nhan dan"),
    PageKey.CHARTS: ("Năm\tĐoàn viên vay vốn\n2022\t12,5\n2023\t20", "vay von"),
}
"""A table for each list without a preview, and words by which its row is found."""
FILLED = {
    PageKey.AGENDA: {"title": "Phát biểu khai mạc Đại hội"},
    PageKey.AGENCIES: {"name": "Sở Du lịch và Đô thị"},
    PageKey.PEOPLE: {"name": "Y Thanh Hà Niê Kđăm", "roles": (Role.DELEGATE,)},
    PageKey.QUESTIONS: {"verbatim": "Bao giờ có đường vào bản Đứa?"},
    PageKey.PREPARED: {"text": "Sở đã khảo sát đường Đèo Gió."},
}
"""A row for each list whose tables go through the preview of the import."""


def shown(page: ListPage) -> list[str]:
    return [" ".join(row.cells) for row in page.table.rows_model.rows()]


def edited_in_place(office, page: ListPage, row_id: int) -> None:
    """A row is changed in its form and stored by Ctrl+Enter; one undo gives it back."""
    page.show_row(row_id)
    name = next(name for name, value in page.form.loaded.items()
                if name in page.form.field_names() and type(value) is str and value)  # fmt: skip
    before = state_of(office.conference.db)
    page.form.fill({name: f"{page.form.loaded[name]}9"})
    office.hands.press("Ctrl+Return")
    assert state_of(office.conference.db) != before
    office.hands.press("Ctrl+U")
    assert state_of(office.conference.db) == before


def test_every_list_is_in_one_of_the_tables() -> None:
    assert set(LISTS) == set(PASTED) | set(FILLED)
    assert all((BY_KEY[key].imports is None) is (key in PASTED) for key in LISTS)


@pytest.mark.parametrize("key", list(PASTED))
def test_a_table_is_pasted_found_edited_and_taken_back(office, key: PageKey) -> None:
    with_question(office.conference, agency=office.ids["snv"])
    page = office.page(key)
    text, words = PASTED[key]
    before, last = state_of(office.conference.db), office.conference.last_event()
    QGuiApplication.clipboard().setText(text)
    next(way for way in page.top.ways if way.text() == "Dán bảng").click()
    assert office.said == []
    assert office.conference.last_event() == last + 1
    office.hands.press("Ctrl+F")
    page.top.search.setText(words)
    assert len(shown(page)) == 1
    row_id = page.table.rows_model.rows()[0].id
    edited_in_place(office, page, row_id)
    page.top.search.setText("")
    office.hands.press("Ctrl+U")
    assert state_of(office.conference.db) == before


@pytest.mark.parametrize("key", list(FILLED))
def test_a_list_with_a_preview_hands_tables_on_and_is_found_and_edited(office, key: PageKey) -> None:
    asked: list[tuple[object, str]] = []
    office.window.import_wanted.connect(lambda kind, text: asked.append((kind, text)))
    page = office.page(key)
    page.start_new()
    QGuiApplication.clipboard().setText("STT\tNội dung\n1\tMột")
    page.form.focus_field()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert asked == [(BY_KEY[key].imports, "STT\tNội dung\n1\tMột")]
    page.form.fill(FILLED[key])
    assert page.commit()
    row_id = page.row_id
    words = next(iter(FILLED[key].values()))
    office.hands.press("Ctrl+F")
    page.top.search.setText(fold(str(words)).rstrip("?.")[-9:])
    assert [row.id for row in page.table.rows_model.rows()] == [row_id]
    edited_in_place(office, page, row_id)


def paste_into_the_empty_form(office, key: PageKey, text: str) -> ListPage:
    """As somebody does who finds the list empty: the caret stands in the first field."""
    page = office.page(key)
    page.start_new()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return page


def test_rows_that_name_something_else_are_linked(office) -> None:
    db, ids = office.conference.db, office.ids
    question = with_question(office.conference, agency=ids["snv"])
    for key in (PageKey.PETITIONS, PageKey.COMMITMENTS, PageKey.CONCLUSIONS, PageKey.CHARTS, PageKey.TOPICS):
        paste_into_the_empty_form(office, key, PASTED[key][0])
    assert office.said == []
    first, second = tables.PETITIONS.all(db, "position")
    assert (first.text, first.lead_agency_id) == ("Mở lớp nghề điện", ids["snv"])
    assert first.due == Due("trước ngày 20/4/2023", date(2023, 4, 20), Precision.DAY)
    assert (second.question_id, second.text) == (question, "Cấp vốn vay")
    assert [row.petition_id for row in tables.PETITION_SUPPORTS.all(db)] == [first.id]
    promise = tables.COMMITMENTS.all(db)[0]
    assert (promise.question_id, promise.number, promise.agency_id) == (question, 1, ids["snv"])
    told = tables.CONCLUSIONS.all(db, "position")
    assert [(one.verb, one.section, one.lead_text) for one in told] == [
        (Verb.ASSIGN, Section.AGENCY, ""), (Verb.ASSIGN, Section.AGENCY, "Các xã, phường"),
    ]  # fmt: skip
    assert [row.agency_id for row in tables.CONCLUSION_AGENCIES.all(db)] == [ids["snv"]]
    chart = tables.CHARTS.all(db)[0]
    bars = [(bar.label, bar.value_thousandths, bar.text) for bar in tables.CHART_BARS.all(db, "position")]
    assert (chart.title, bars) == ("Đoàn viên vay vốn", [("2022", 12500, "12,5"), ("2023", 20000, "20")])
    names = {topic.id: topic.name for topic in tables.TOPICS.all(db)}
    assert {(topic.name, names.get(topic.parent_id)) for topic in tables.TOPICS.all(db)} == {
        ("Kinh tế số", None), ("Khởi nghiệp", "Kinh tế số"), ("Việc làm", None),
    }  # fmt: skip


def test_a_question_that_is_not_there_is_named_and_nothing_is_written(office) -> None:
    with_question(office.conference, agency=office.ids["snv"])
    before = state_of(office.conference.db)
    paste_into_the_empty_form(office, PageKey.COMMITMENTS, "1\tSNV\tMột\t\n7\tSNV\tHai\t")
    assert office.said == ["Không có câu hỏi này. Chưa dán hàng nào. (hàng 2: “7”)"]
    assert state_of(office.conference.db) == before


def test_words_of_one_cell_and_words_typed_before_stay_in_the_field(office) -> None:
    before = state_of(office.conference.db)
    page = paste_into_the_empty_form(office, PageKey.SITES, "Điểm cầu Bắc Yên\n")
    assert page.form.is_dirty
    QGuiApplication.clipboard().setText("A\tB\nC\tD")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.form.is_dirty
    assert state_of(office.conference.db) == before
