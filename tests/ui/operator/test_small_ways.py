"""Ways that are easily missing: Tab out of the last slot, a second answer corrected, a demand split off, the caret."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from app.commands import floor, minutes, queue, setup
from app.domain.answer import AnswerKind
from app.domain.ids import AgencyId
from app.domain.minutes import Slot, TextKey
from app.domain.roster import Agency
from app.queries import desk as lists
from app.queries.floor import question_view
from tests.support.layout_audit import audit_menu
from tests.support.typing import type_text
from ui.operator.floor_panel import ANSWER
from ui.shortcuts import Action
from ui.widgets.inset_box import InsetBox


def tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def press(part: QWidget, letter: str) -> None:
    """A key with a letter that no keyboard of QTest knows."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(0)
        QApplication.sendEvent(part, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def focus_name() -> str:
    return QApplication.focusWidget().accessibleName()


def test_tab_goes_round_in_the_capture_line_and_esc_leaves_it(console) -> None:
    before = QApplication.focusWidget()
    capture = console.window.capture
    console.window.keys.trigger(Action.CAPTURE)
    tab(4)
    assert focus_name() == "Ghi nhanh: cơ quan trả lời"
    type_text(QApplication.focusWidget(), "snv")
    tab()
    assert [edit.text() for edit in capture._slots.values()][-1] == "Sở Nội vụ"
    assert focus_name() == "Ghi nhanh: người hỏi"
    console.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_a_sentence_typed_with_the_focus_on_any_button_does_nothing(console) -> None:
    """Tried by a new user: two Tabs too many, and every space of the sentence took back one act."""
    window = console.window
    queue.register_question(console.conference, queue.NewQuestion(gist="Nhà ở"))
    buttons = [
        part
        for part in window.findChildren(QAbstractButton)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(buttons) > 8
    for part in buttons:
        last = console.conference.last_event()
        part.setFocus()
        assert part.hasFocus()
        for letter in " nhà ở xã hội ":
            press(part, letter)
        assert (console.conference.last_event(), part.isVisible()) == (last, True), part.accessibleName()
        assert QApplication.activePopupWidget() is None


def test_enter_presses_the_button_in_focus(console) -> None:
    top = console.window.top_bar.operator
    top.setFocus()
    console.press(Qt.Key.Key_Return)
    assert console.window.name_overlay.isVisible()


def test_what_was_taken_back_can_be_done_again(console) -> None:
    strip = console.window.strip
    queue.register_question(console.conference, queue.NewQuestion(gist="Nhà ở"))
    done = strip.words()
    assert not strip.redo_button.isVisible()
    console.press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert strip.words() != done
    assert strip.redo_button.accessibleName() == f"Làm lại: {done}"
    strip.redo_button.click()
    assert (strip.words(), strip.redo_button.isVisible()) == (done, False)
    console.press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    console.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "lam lai")
    console.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert strip.words() == done


def test_tab_walks_the_card_of_an_order_from_end_to_end(console) -> None:
    floor.start_question(console.conference, console.questions[0])
    console.window.keys.trigger(Action.CHAIR_TASK)
    card = console.window.floor.commitments.task_card
    assert card.lead.hasFocus()
    type_text(card.lead, "snv")
    tab()
    assert card.due.hasFocus()
    tab()
    assert card.supports.field.hasFocus()
    tab()
    assert card.words.hasFocus()
    assert card.leads.ids() == [agency.id for agency in lists.agencies(console.conference.db)][:1]


@pytest.fixture
def answers(console):
    question = console.questions[0]
    floor.start_question(console.conference, question)
    agencies = [agency.id for agency in lists.agencies(console.conference.db)]
    second = queue.add_answering_agency(console.conference, question, AgencyId(agencies[1]), AnswerKind.ADDITION)
    console.window.floor.choose_answer(second)
    console.second, console.agencies = second, agencies
    return console


def test_a_second_answer_goes_to_another_agency_by_its_button(answers, qtbot) -> None:
    page = answers.window.floor.answer_page
    assert page.turns.isVisible()
    assert answers.window.floor.tabs.place() == ANSWER
    page.other_agency.click()
    picker = QApplication.focusWidget()
    type_text(picker, "snv")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    view = question_view(answers.conference.db, answers.questions[0])
    assert [answer.answer.agency_id for answer in view.answers] == [answers.agencies[0], answers.agencies[0]]
    answers.conference.undo()
    view = question_view(answers.conference.db, answers.questions[0])
    assert [answer.answer.agency_id for answer in view.answers] == answers.agencies[:2]


def test_the_first_answer_takes_its_demands_with_it(answers) -> None:
    question = answers.questions[0]
    first = question_view(answers.conference.db, question).answers[0].answer
    queue.reassign_answer(answers.conference, first.id, AgencyId(answers.agencies[1]))
    view = question_view(answers.conference.db, question)
    assert view.answers[0].answer.agency_id == view.petitions[0].lead_agency_id == answers.agencies[1]


def test_a_second_answer_is_dropped_by_its_button_and_comes_back_with_its_words(answers) -> None:
    key = TextKey(Slot.ANSWER, answers.second)
    minutes.write_text(answers.conference, key, "Bổ sung về kinh phí.")
    answers.window.floor.answer_page.drop_answer.click()
    assert len(question_view(answers.conference.db, answers.questions[0]).answers) == 1
    assert not answers.window.floor.answer_page.turns.isVisible()
    answers.conference.undo()
    answers.window.floor.choose_answer(answers.second)
    assert answers.window.floor.answer_page.live.editor.toPlainText() == "Bổ sung về kinh phí."


def test_a_demand_is_split_off_in_the_middle_of_the_conference(console) -> None:
    console.go_live()
    console.window.keys.trigger(Action.GO_QUEUE)
    console.window.queue.select(console.questions[1])
    acts = dict(console.window.queue.acts_without_key())
    acts["Tách thêm một nội dung kiến nghị của câu đang chọn"]()
    type_text(QApplication.focusWidget(), "Mở lớp dạy nghề")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    demands = question_view(console.conference.db, console.questions[1]).petitions
    assert [demand.text for demand in demands] == ["", "Mở lớp dạy nghề"]
    assert demands[0].lead_agency_id == demands[1].lead_agency_id
    field = QApplication.focusWidget()
    assert field.placeholderText().endswith(" · Enter giữ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert console.window.queue.view.hasFocus()


def test_a_demand_split_off_goes_to_an_agency_of_its_own_and_the_first_keeps_its_own(console) -> None:
    db, question = console.conference.db, console.questions[1]
    other = setup.add(console.conference, Agency(name="Sở Giáo dục và Đào tạo", short_name="Sở GD&ĐT"))
    console.go_live()
    console.window.queue.select(question)
    first = question_view(db, question).petitions[0].lead_agency_id
    dict(console.window.queue.acts_without_key())["Tách thêm một nội dung kiến nghị của câu đang chọn"]()
    type_text(QApplication.focusWidget(), "Mở lớp dạy nghề")
    for letters in ("zzz", "sgd"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QApplication.focusWidget().clear()
        type_text(QApplication.focusWidget(), letters)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [demand.lead_agency_id for demand in question_view(db, question).petitions] == [first, other]
    console.conference.undo()
    assert [demand.lead_agency_id for demand in question_view(db, question).petitions] == [first, first]


def test_every_act_of_a_question_stands_in_the_menu_of_the_button(console, qtbot) -> None:
    console.window.queue.select(console.questions[1])
    QTest.mouseClick(console.window.queue.more_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menus = [menu, *menu.findChildren(QMenu)]
    assert audit_menu(menu, round(614 / 1.75)) == []
    words = " | ".join(action.text() for one in menus for action in one.actions())
    for wanted in ("Gộp", "Tách câu đã gộp", "Tách thêm", "hỏi thêm", "Mất tín hiệu", "Rút", "Nhóm theo", "Đóng danh"):
        assert wanted in words
    menu.close()


def test_the_caret_stays_in_sight_when_the_window_gets_small(console, qtbot) -> None:
    floor.start_question(console.conference, console.questions[0])
    answer = floor.start_answer(console.conference, console.questions[0])
    lines = "\n".join(f"Ý thứ {number} của Sở." for number in range(12))
    minutes.write_text(console.conference, TextKey(Slot.ANSWER, answer), lines)
    editor = console.window.floor.answer_page.live.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    console.window.resize(1093, 614)

    def is_seen() -> bool:
        bottom = editor.viewport().mapTo(console.window, editor.cursorRect().bottomLeft())
        return editor.viewport().rect().contains(editor.cursorRect()) and console.window.rect().contains(bottom)

    qtbot.waitUntil(is_seen)
    console.window.resize(780, 439)  # text of 175 %: the bench scrolls
    qtbot.waitUntil(is_seen)
    assert not [box for box in console.window.findChildren(InsetBox) if box.isVisible()]
    assert editor.mapTo(console.window, QPoint(0, 0)).y() > 0 or editor.height() > 100
