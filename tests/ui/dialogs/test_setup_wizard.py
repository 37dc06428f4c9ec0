"""The first pages of a new conference: by keys alone, everything may be left, one act a page, an earlier file."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.commands import first_steps, setup
from app.conference import Conference
from app.domain.errors import Rule
from app.domain.facts import ConferenceKind, Facts, Level, Mode
from app.domain.roster import Person, Role, SiteKind
from app.queries import desk as lists
from tests.support.conferences import new_conference, refused, state_of, with_people
from tests.support.layout_audit import audit
from tests.support.typing import unikey_type
from ui.desk import Desk
from ui.dialogs.setup_steps import STEPS
from ui.dialogs.setup_wizard import SetupWizard
from ui.keys import Keys
from ui.shortcuts import Action
from ui.theme import set_theme


@pytest.fixture
def wizard(qtbot, tmp_path: Path) -> Generator[SetupWizard]:
    set_theme("light")
    path = tmp_path / "moi.hoinghi"
    setup.create_conference_file(path)
    conference = new_conference(tmp_path, name="trong.hoinghi")
    setup.change_facts(conference, Facts())
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    keys = Keys(console)
    keys.on(Action.UNDO, lambda: desk.run(Conference.undo))
    made = SetupWizard(desk, keys)
    qtbot.addWidget(made)
    made.desk, made.keys = desk, keys
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    desk.close()
    conference.close()


def go_on() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_every_page_may_be_left_and_nothing_is_written(wizard: SetupWizard) -> None:
    before = state_of(wizard.desk.conference.db)
    for place in range(len(STEPS)):
        assert wizard.place == place
        go_on()
    assert not wizard.isVisible()
    assert state_of(wizard.desk.conference.db) == before


def test_pages_store_one_act_each(wizard: SetupWizard) -> None:
    db = wizard.desk.conference.db
    values = (
        {"name": "Hội nghị đối thoại", "level": Level.COMMUNE, "province": "phường Tô Hiệu"},
        {"template": "commune_now"},
        {"honorific": "Đồng chí", "name": "Chá A Của", "title": "Chủ tịch UBND phường"},
        {"people": "Bà Nguyễn Thị Thúy, Chuyên viên\nĐồng chí Lò Văn Phú"},
        {"main": "Điểm cầu UBND phường", "remote": "Điểm cầu bản Cọ\nĐiểm cầu bản Hẹo"},
        {"hall_depth_dm": 150},
    )
    for page in values:
        last = wizard.desk.conference.last_event()
        wizard.forms[wizard.place].fill(page)
        go_on()
        assert wizard.desk.conference.last_event() == last + 1
    facts = lists.facts(db)
    assert (facts.level, facts.province, facts.hall_depth_dm) == (Level.COMMUNE, "phường Tô Hiệu", 150)
    assert "Công an phường" in [agency.name for agency in lists.agencies(db)]
    assert [(p.honorific, p.name) for p in lists.people_in_role(db, Role.CHAIR)] == [("Đồng chí", "Chá A Của")]
    assert [p.name for p in lists.people_in_role(db, Role.SECRETARY)] == ["Nguyễn Thị Thúy", "Lò Văn Phú"]
    assert (lists.sites(db)[0].name, lists.sites(db)[0].kind) == ("Điểm cầu UBND phường", SiteKind.MAIN)
    assert len(lists.sites(db)) == 3


def test_the_keys_of_the_console_work_in_it(wizard: SetupWizard) -> None:
    """Ctrl+U in a box too, which would clear its line itself; F8 belongs to the hall from anywhere."""
    pressed: list[Action] = []
    wizard.keys.on(Action.COVER, lambda: pressed.append(Action.COVER))
    wizard.forms[0].fill({"name": "Hội thảo"})
    go_on()
    assert lists.facts(wizard.desk.conference.db).name == "Hội thảo"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert lists.facts(wizard.desk.conference.db).name == ""
    assert pressed == [Action.COVER]


def test_a_list_of_agencies_is_chosen_by_typing_at_once(wizard: SetupWizard) -> None:
    """The page has "(để sau)" in the line with the focus: the letters replace it."""
    go_on()
    unikey_type(QApplication.focusWidget(), "La<ào Cai")
    go_on()
    assert wizard.place == 2
    assert "Sở Nội vụ" in [agency.name for agency in lists.agencies(wizard.desk.conference.db)]


def test_it_tells_the_agencies_of_a_list_and_the_screen_in_use(wizard: SetupWizard) -> None:
    wizard.screen_words = lambda: "Đang chiếu ra màn EPSON."
    assert wizard.forms[wizard.place].told.text() == ""
    wizard.forms[0].fill({"level": Level.COMMUNE, "province": "phường Tô Hiệu"})
    go_on()
    wizard.forms[1].fill({"template": "commune_now"})
    assert "Công an phường" in wizard.forms[wizard.place].told.text()
    go_on()
    assert wizard.forms[wizard.place].told.text() == ""
    wizard.go_back()
    added = len(lists.agencies(wizard.desk.conference.db))
    assert wizard.forms[wizard.place].told.text().startswith(f"Đang có {added} cơ quan: ")
    for _ in range(4):
        go_on()
    assert wizard.forms[wizard.place].told.text() == "Đang chiếu ra màn EPSON."


def test_going_back_shows_what_was_stored_and_corrects_it(wizard: SetupWizard) -> None:
    wizard.forms[0].fill({"name": "Hội thảo", "kind": ConferenceKind.WORKSHOP})
    go_on()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert wizard.place == 0
    assert wizard.forms[0].loaded["name"] == "Hội thảo"
    assert wizard.forms[0].loaded["kind"] is ConferenceKind.WORKSHOP


def test_an_earlier_conference_fills_it(wizard: SetupWizard, tmp_path: Path) -> None:
    held = new_conference(tmp_path, name="2023.hoinghi")
    with_people(held)
    setup.change_facts(held, replace(lists.facts(held.db), organ="VĂN PHÒNG"))
    held.close()
    before = state_of(wizard.desk.conference.db)
    wizard.take_over(held.path)
    db = wizard.desk.conference.db
    assert lists.facts(db).organ == "VĂN PHÒNG"
    assert wizard.forms[0].loaded["organ"] == "VĂN PHÒNG"
    assert len(lists.agencies(db)) == 2
    assert "Đã lấy từ “Hội nghị đối thoại”: 2 cơ quan, 2 đại biểu, 0 cam kết" in wizard.said()
    wizard.desk.conference.undo()
    assert state_of(db) == before
    (tmp_path / "x.hoinghi").write_bytes(b"x" * 200)
    wizard.take_over(tmp_path / "x.hoinghi")
    assert "x.hoinghi" in wizard.said()


def test_it_is_not_for_a_conference_that_runs(wizard: SetupWizard, qtbot) -> None:
    setup.change_mode(wizard.desk.conference, Mode.LIVE)
    qtbot.waitUntil(lambda: not wizard.isVisible())


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_every_page_is_whole(wizard: SetupWizard, qtbot, size: tuple[int, int]) -> None:
    wizard.resize(*size)
    for step in STEPS:
        qtbot.wait(20)
        assert audit(wizard, frozenset({"vpubnd"})) == [], step.title
        go_on()


def test_people_and_sites_that_are_there_are_not_doubled(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    with_people(conference)
    first_steps.name_people(conference, Role.SECRETARY, [Person(name="Lò Văn Phú", title="Bí thư")])
    first_steps.name_sites(conference, "Hội trường lớn", ["Điểm cầu UBND huyện Bắc Yên", ""])
    people = [person for person in lists.people(conference.db) if person.name == "Lò Văn Phú"]
    assert [(person.title, person.unit) for person in people] == [("Bí thư", "Tỉnh đoàn Sơn La")]
    assert [site.name for site in lists.sites(conference.db)] == ["Hội trường lớn", "Điểm cầu UBND huyện Bắc Yên"]
    assert refused(conference, first_steps.name_people, Role.CHAIR, []) is Rule.EMPTY_NAME
    conference.close()
