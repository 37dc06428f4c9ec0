"""F2 to Ctrl+Enter with counted keys: what is stored, where the caret is afterwards, what is never lost."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from app.commands import setup
from app.domain.roster import Agency, Person
from app.queries import desk as lists
from app.queries.floor import question_view
from app.recovery import restore_typing
from tests.support.counted_keys import CountedKeys
from tests.support.typing import compose_text, telex, unikey_type
from ui.operator.capture_line import CaptureLine, Slot
from ui.widgets.completion_popup import CompletionPopup


class Line:
    """The line under an editor in which the operator was writing."""

    def __init__(self, room, qtbot) -> None:
        conference = room.conference
        setup.add(conference, Agency(name="Sở Giáo dục và Đào tạo", short_name="Sở GD&ĐT", keywords="trường, học sinh"))
        setup.save(
            conference,
            Person(id=room.ids["phu"], name="Lò Văn Phú", unit="Tỉnh đoàn Sơn La", site_id=room.ids["bac_yen"]),
        )
        self.room = room
        self.editor = QPlainTextEdit("Đồng chí Giám đốc Sở trả lời: ")
        self.line = CaptureLine(room.desk, room.keys)
        page = QWidget()
        box = QVBoxLayout(page)
        box.addWidget(self.editor)
        box.addWidget(self.line)
        room.window.setCentralWidget(page)
        room.window.show()
        room.window.activateWindow()
        qtbot.waitUntil(room.window.isActiveWindow)
        self.editor.setFocus()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.keys = CountedKeys(room.window)
        self.stored = QSignalSpy(self.line.stored)

    def slot(self, slot: Slot):
        return self.line._slots[slot]

    def popup(self) -> CompletionPopup | None:
        found = self.room.window.findChildren(CompletionPopup)
        return next((popup for popup in found if popup.isVisible()), None)

    def question(self):
        assert self.stored.count() == 1, self.room.said
        view = question_view(self.room.conference.db, self.stored.at(0)[0])
        assert view is not None
        return view


@pytest.fixture
def on(room, qtbot) -> Line:
    return Line(room, qtbot)


def test_t1_an_asker_on_the_roster_takes_at_most_eight_keys(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return", "Ctrl+Return")
    view = on.question()
    assert on.keys.count == 7
    assert view.asker.id == on.room.ids["phu"]
    assert view.site.id == on.room.ids["bac_yen"]
    assert view.question.state == "received"


def test_t2_with_the_agency_takes_at_most_twelve_keys(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return", "Return")
    on.keys.type("sgd")
    on.keys.press("Ctrl+Return")
    assert on.keys.count == 11
    assert on.question().active_answer.agency.name == "Sở Giáo dục và Đào tạo"


def test_t3_an_unknown_asker_with_unit_takes_at_most_thirty_keys(on):
    on.keys.press("F2")
    on.keys.type(f"{telex('Giàng')} A {telex('Lềnh')}", keys=len("Giangf A Leenhf") + 3)
    on.keys.press("Return")
    on.keys.type("tdsl")
    on.keys.press("Return", "Ctrl+Return")
    view = on.question()
    assert on.keys.count <= 30
    assert (view.asker.name, view.asker.unit) == ("Giàng A Lềnh", "Tỉnh đoàn Sơn La")
    assert not view.asker.on_roster


def test_t4_a_gist_of_six_words_follows_the_name_at_once(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return")
    gist = "giá vé xe buýt quá cao"
    on.keys.type(" ".join(telex(word) for word in gist.split()), keys=len("gias ves xe buyts quas cao"))
    on.keys.press("Ctrl+Return")
    assert on.keys.count <= 37
    view = on.question()
    assert (view.question.gist, view.asker.name) == (gist, "Lò Văn Phú")


def test_the_caret_comes_back_to_its_place_in_the_minutes(on):
    cursor = on.editor.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    on.editor.setTextCursor(cursor)
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return", "Ctrl+Return")
    assert QApplication.focusWidget() is on.editor
    assert (on.editor.textCursor().anchor(), on.editor.textCursor().position()) == (5, 9)


def test_a_new_name_is_kept_though_the_list_has_one_like_it(on):
    on.keys.press("F2")
    on.keys.type("Lo<ò Va<ăn P")
    assert on.popup() is not None
    on.keys.press("Return", "Ctrl+Return")
    assert on.question().asker.name == "Lò Văn P"


def test_down_takes_the_marked_name_though_it_was_typed_as_a_name(on):
    on.keys.press("F2")
    on.keys.type("Lo<ò Va<ăn P")
    on.keys.press("Down", "Return", "Ctrl+Return")
    assert on.question().asker.id == on.room.ids["phu"]


def test_up_from_the_first_name_keeps_short_hand_as_typed(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Up", "Return", "Ctrl+Return")
    assert on.question().asker.name == "lvp"


def test_escape_closes_the_list_then_leaves_without_losing_a_word(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    assert on.popup() is not None
    on.keys.press("Esc")
    assert on.popup() is None
    assert QApplication.focusWidget() is on.slot(Slot.WHO)
    on.keys.press("Esc")
    assert QApplication.focusWidget() is on.editor
    assert on.slot(Slot.WHO).text() == "lvp"
    assert on.stored.count() == 0


def test_tab_does_what_enter_does(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Tab")
    assert QApplication.focusWidget() is on.slot(Slot.GIST)
    assert on.slot(Slot.SITE).text() == "Điểm cầu UBND huyện Bắc Yên"


def test_every_slot_may_stay_empty(on):
    on.keys.press("F2", "Ctrl+Return")
    assert on.question().question.number == 1
    assert on.question().asker is None


def test_a_site_and_a_body_on_no_list_are_kept_as_given_and_undone_together(on):
    on.keys.press("F2", "Return", "Return")
    on.keys.type("Nhà va<ăn hóa")
    on.keys.press("Return", "Return")
    on.keys.type("Ngân hàng Chính sách xã hội")
    before = len(lists.agencies(on.room.conference.db))
    on.keys.press("Ctrl+Return")
    view = on.question()
    assert (view.site.name, view.active_answer.agency.name) == ("Nhà văn hóa", "Ngân hàng Chính sách xã hội")
    on.room.conference.undo()
    assert len(lists.agencies(on.room.conference.db)) == before


def test_short_hand_that_fits_no_agency_is_told_and_makes_none(on):
    on.keys.press("F2", "Return", "Return", "Return", "Return")
    on.keys.type("zzq")
    before = len(lists.agencies(on.room.conference.db))
    on.keys.press("Ctrl+Return")
    assert on.question().answers == ()
    assert "zzq" in on.room.said[-1]
    assert len(lists.agencies(on.room.conference.db)) == before


def test_a_roster_name_with_another_unit_is_a_namesake(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return", "Shift+Tab", "Shift+Tab")
    assert QApplication.focusWidget() is on.slot(Slot.UNIT)
    on.slot(Slot.UNIT).selectAll()
    on.keys.type("Đoàn xã Mường La")
    on.keys.press("Ctrl+Return")
    view = on.question()
    assert (view.asker.name, view.asker.unit) == ("Lò Văn Phú", "Đoàn xã Mường La")
    assert view.asker.id != on.room.ids["phu"]


def test_the_agency_is_offered_from_the_gist_and_never_taken_by_itself(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return")
    on.keys.type("thiếu trường học")
    on.keys.press("Return")
    assert QApplication.focusWidget() is on.slot(Slot.AGENCY)
    assert on.popup() is not None
    on.keys.press("Ctrl+Return")
    assert on.question().answers == ()


def test_ctrl_enter_with_the_offered_agency_marked_takes_it(on):
    on.keys.press("F2")
    on.keys.type("lvp")
    on.keys.press("Return")
    on.keys.type("thiếu trường học")
    on.keys.press("Return", "Down", "Ctrl+Return")
    assert on.question().active_answer.agency.short_name == "Sở GD&ĐT"


def test_words_of_the_slots_outlive_a_crash(on):
    on.keys.press("F2")
    on.keys.type("Lo<ò")
    on.keys.press("Return")
    on.keys.type("Tỉnh đoà<<<oàn")
    kept = {slot.value: on.slot(slot).text() for slot in (Slot.WHO, Slot.UNIT)}
    journal = on.room.conference.journal
    assert journal.wait_kept(journal.append("private/1", 0, 0, ""), 5)
    restored = restore_typing(on.room.conference).capture
    assert restored == kept
    on.line.restore(restored)
    on.keys.press("Ctrl+Return")
    assert journal.wait_kept(journal.done("private/1"), 5)
    assert restore_typing(on.room.conference).capture == {}


@pytest.mark.parametrize("slot", list(Slot))
@pytest.mark.parametrize("middle", [False, True])
def test_unikey_and_composed_words_arrive_as_meant(on, slot, middle):
    edit = on.slot(slot)
    edit.setFocus()
    edit.setText("ab" if middle else "")
    edit.setCursorPosition(1 if middle else 0)
    unikey_type(edit, telex("Nguyễn") + " " + telex("Trường"))
    compose_text(edit, ("việt",))
    assert edit.text() == ("aNguyễn Trườngviệtb" if middle else "Nguyễn Trườngviệt")


def test_the_list_stays_in_the_window_and_off_the_hall_column(on):
    hall = QWidget(on.room.window)
    hall.setGeometry(985, 40, 381, 650)
    hall.show()
    on.line.keep_clear_of(hall)
    on.slot(Slot.AGENCY).setFocus()
    on.keys.type("s")
    popup = on.popup()
    assert popup is not None
    assert popup.geometry().right() < 985
    assert on.room.window.rect().contains(popup.geometry())
    under = on.slot(Slot.AGENCY).mapTo(on.room.window, QPoint(0, 0)).y()
    assert popup.geometry().bottom() < under


def test_every_slot_has_a_name_for_screen_readers(on):
    for slot in Slot:
        assert on.slot(slot).accessibleName().startswith("Ghi nhanh: ")
        assert on.slot(slot).focusPolicy() & Qt.FocusPolicy.TabFocus
