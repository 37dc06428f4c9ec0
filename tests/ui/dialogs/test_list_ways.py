"""Ways into and about the lists: searched without accents, pasted from a spreadsheet, templates, gentle warnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands import pasted_rows, setup
from app.domain.errors import Rule
from app.domain.import_preview import ImportKind
from app.domain.roster import Agency, Person, Role, Topic
from app.queries import desk as lists
from app.queries.stale_names import stale_names
from db import tables
from tests.support.conferences import refused, state_of
from ui.dialogs.list_page import ListPage
from ui.dialogs.pages import PageKey

NAMES = ("Chá A Của", "Y Thanh Hà Niê Kđăm", "H'Hen Niê", "Lò Văn Phú", "Quàng Văn Tuấn")


def shown(page: ListPage) -> list[str]:
    return [row.cells[0] for row in page.table.rows_model.rows()]


def paste(page: ListPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_names_of_every_people_stay_and_are_found_without_accents(office) -> None:
    for name in NAMES:
        setup.add_person(office.conference, Person(name=name, title="Đại biểu"), [Role.DELEGATE])
    page = office.page(PageKey.PEOPLE)
    assert set(NAMES) <= {person.name for person in tables.PEOPLE.all(office.conference.db)}
    for typed, name in (("kdam", "Y Thanh Hà Niê Kđăm"), ("h'hen", "H'Hen Niê"), ("cha a cua", "Chá A Của")):
        office.hands.press("Ctrl+F")
        page.top.search.setText(typed)
        assert [cell.removeprefix("Đồng chí ") for cell in shown(page)] == [name]
    office.hands.press("Esc")
    assert len(shown(page)) > len(NAMES)


def test_several_titles_and_units_of_one_person_stay_as_typed(office) -> None:
    page = office.page(PageKey.PEOPLE)
    page.start_new()
    titles, units = "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh", "Đoàn ĐBQH tỉnh; UBND tỉnh"
    roles = (Role.CHAIR, Role.DELEGATE)
    page.form.fill({"name": "Y Thanh Hà Niê Kđăm", "title": titles, "unit": units, "roles": roles})
    assert page.commit()
    stored = tables.PEOPLE.first(office.conference.db, "name = ?", ["Y Thanh Hà Niê Kđăm"])
    assert (stored.title, stored.unit) == (titles, units)
    assert set(lists.roles_of(office.conference.db, stored.id)) == set(roles)


def test_people_are_sorted_by_given_name_with_an_override(office) -> None:
    db = office.conference.db
    for person in (Person(name="H'Hen Niê", sort_name="H'Hen"), Person(name="Lò Thị An"), Person(name="Chá A Của")):
        setup.add(office.conference, person)
    names = [person.name for person in lists.people(db)]
    assert [names.index(name) for name in ("Lò Thị An", "Chá A Của", "H'Hen Niê")] == sorted(
        names.index(name) for name in ("Lò Thị An", "Chá A Của", "H'Hen Niê")
    )


def test_a_column_is_pasted_into_a_plain_list_in_one_act(office) -> None:
    page = office.page(PageKey.TOPICS)
    setup.add(office.conference, Topic(name="Việc làm"))
    before, last = state_of(office.conference.db), office.conference.last_event()
    paste(page, "Chuyển đổi số\nViệc làm\nKhởi nghiệp\n")
    assert shown(page) == ["Việc làm", "Chuyển đổi số", "Khởi nghiệp"]
    assert office.conference.last_event() == last + 1
    office.hands.press("Ctrl+U")
    assert state_of(office.conference.db) == before


def test_duties_are_pasted_with_their_agency_by_any_spelling(office) -> None:
    page = office.page(PageKey.DUTIES)
    setup.add(office.conference, Topic(name="x"))
    paste(page, "SNV\tGửi giấy mời\ttrước ngày 15/3/2023\nTổ hậu cần\tChuẩn bị hội trường\t\n")
    duties = tables.DUTIES.all(office.conference.db)
    assert [(duty.agency_id, duty.text, duty.note) for duty in duties] == [
        (office.ids["snv"], "Gửi giấy mời", ""),
        (None, "Chuẩn bị hội trường", "Tổ hậu cần"),
    ]


def test_a_table_for_a_list_with_a_preview_is_handed_on(office) -> None:
    asked: list[tuple[object, str]] = []
    office.window.import_wanted.connect(lambda kind, text: asked.append((kind, text)))
    page = office.page(PageKey.PEOPLE)
    paste(page, "Họ và tên\tĐơn vị\nA\tB")
    assert asked == [(ImportKind.ROSTER, "Họ và tên\tĐơn vị\nA\tB")]
    page.top.ways[0].click()
    assert asked[1] == (ImportKind.ROSTER, "")


def test_an_empty_paste_changes_nothing(office) -> None:
    assert refused(office.conference, pasted_rows.add_rows, [Topic(name="  ")]) is Rule.NOTHING_TO_IMPORT


def test_sub_topics_stand_below_their_group(office) -> None:
    group = setup.add(office.conference, Topic(name="Chuyển đổi số"))
    setup.add(office.conference, Topic(name="Việc làm"))
    setup.add(office.conference, Topic(name="Dịch vụ công", parent_id=group))
    assert shown(office.page(PageKey.TOPICS)) == ["Chuyển đổi số", "– Dịch vụ công", "Việc làm"]


def test_names_out_of_date_are_said_and_block_nothing(office) -> None:
    db = office.conference.db
    setup.add(office.conference, Agency(name="Sở Thông tin và Truyền thông"))
    setup.add_person(office.conference, Person(name="A", unit="Huyện đoàn Bắc Yên"), [Role.GUEST])
    assert stale_names(db) == ()
    setup.change_facts(office.conference, replace(lists.facts(db), held_on=date(2024, 4, 4)))
    assert stale_names(db) == ()
    setup.change_facts(office.conference, replace(lists.facts(db), held_on=date(2025, 11, 21)))
    said = {(one.table.value, one.name, one.successor) for one in stale_names(db)}
    assert ("agency", "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ") in said
    assert ("person", "Huyện đoàn", "") in said
    assert ("site", "UBND huyện Bắc Yên", "") in said
    page = office.page(PageKey.AGENCIES)
    row = page.table.rows_model.rows()[-1]
    assert row.need == 0
    page.show_row(row.id)
    words = page.warning_words()
    assert words.startswith("Tên “Sở Thông tin và Truyền thông” chỉ dùng đến 30/6/2025. Nay là")
    page.form.fill({"short_name": "Sở TTTT"})
    assert page.commit()


def test_a_new_name_before_its_day_is_said_as_well(office) -> None:
    db = office.conference.db
    setup.add(office.conference, Agency(name="Sở Dân tộc và Tôn giáo", valid_from=date(2025, 7, 1)))
    setup.change_facts(office.conference, replace(lists.facts(db), held_on=date(2024, 4, 4)))
    assert [(one.name, one.begins) for one in stale_names(db)] == [("Sở Dân tộc và Tôn giáo", date(2025, 7, 1))]


def test_letters_find_a_page_without_marks(office) -> None:
    office.window.navigation.setFocus()
    office.hands.type("k")
    assert office.window.page().page.key is PageKey.CONCLUSIONS
    office.hands.type("k")
    office.hands.press("Return")  # before the page is made
    assert office.window.page().page.key is PageKey.SIGNATURES
    assert QApplication.focusWidget().isVisible()


def test_a_page_that_is_still_made_is_entered_when_it_stands(office, qtbot) -> None:
    window = office.window
    window.navigation.setFocus()
    office.hands.type("k")
    office.hands.press("Return")
    assert PageKey.CONCLUSIONS not in window._pages, "made in turns of their own"
    qtbot.waitUntil(lambda: not window.navigation.hasFocus())
    assert window.page().isAncestorOf(QApplication.focusWidget())


def test_a_key_after_the_one_that_enters_a_page_is_for_the_page(office) -> None:
    window = office.window
    window.navigation.setFocus()
    office.hands.type("k")
    office.hands.press("Return")
    office.hands.type("k")
    assert window.page().page.key is PageKey.CONCLUSIONS
    assert "k" in QApplication.focusWidget().text()
