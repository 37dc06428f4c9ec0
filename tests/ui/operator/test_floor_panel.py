"""The room's panel over a real conference: pages, places, and whose hand it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.commands import agenda, minutes, queue
from app.conference import Conference
from app.domain.agenda import AgendaItem
from app.domain.minutes import Slot, TextKey
from app.domain.petition import Commitment
from app.domain.question import QuestionState
from db import tables
from tests.support.conferences import with_question
from tests.support.floor import Floor
from tests.support.typing import compose_text, press, telex, type_text, unikey_type, unikey_words
from tests.ui.operator.conftest import Room
from ui.operator.floor_panel import ANSWER, CHAIR, PRIVATE, QUESTION, FloorPanel
from ui.shortcuts import Action


@pytest.fixture
def floor_(room: Room) -> Floor:
    return Floor(room)


def test_every_text_takes_unikey_and_composed_words(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    floor_.press(Action.INTERJECT)
    panel = floor_.panel
    shown = 0
    for page in range(4):
        panel.tabs.choose(page)
        for box in panel.findChildren(QTextEdit) + panel.findChildren(QPlainTextEdit):
            if box.isVisible() and not box.isReadOnly():
                _types_vietnamese(box)
                shown += 1
    assert shown == 5
    panel.commitments.open_commitment(_new_commitment(panel))
    for field in panel.findChildren(QPlainTextEdit):
        if field.isVisible():
            _types_vietnamese(field)
            shown += 1
    assert shown == 6


def _new_commitment(panel: FloorPanel) -> Commitment:
    view = panel.view()
    assert view is not None
    return Commitment(question_id=view.question.id)


def _types_vietnamese(box: QTextEdit | QPlainTextEdit) -> None:
    box.setFocus()
    box.selectAll()
    unikey_words(box, "Nguyễn Thị Thúy")
    cursor = box.textCursor()
    cursor.setPosition(7)
    box.setTextCursor(cursor)
    unikey_type(box, telex("Ẫm"))
    compose_text(box, ("được",))
    assert box.toPlainText() == "Nguyễn Ẫmđược" + "Thị Thúy"


def test_every_line_takes_unikey(floor_: Floor) -> None:
    floor_.start("snv")
    answerer = floor_.panel.header.answerer
    floor_.press(Action.ADD_AGENCY)
    answerer.respondent.setEnabled(True)
    card = floor_.panel.commitments.card
    for field in (answerer.agency, answerer.respondent, card.agency, card.due):
        field.setText("")
        unikey_words(field, "Nguyễn Thị Thúy")
        field.setCursorPosition(7)
        unikey_type(field, telex("Ẫm"))
        assert field.text() == "Nguyễn ẪmThị Thúy"


def test_a_refresh_leaves_caret_selection_scroll_and_syllable_alone(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    editor = floor_.panel.answer_page.live.editor
    editor.setFocus()
    editor.insert_words("\n".join(f"dòng {number}" for number in range(80)))
    cursor = editor.textCursor()
    cursor.setPosition(50)
    cursor.setPosition(60, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.verticalScrollBar().setValue(20)
    other = with_question(floor_.room.conference)
    floor_.room.desk.run(queue.move_question, other, None)
    floor_.room.clock.advance(5)
    floor_.panel.steps.tick()
    assert (editor.textCursor().anchor(), editor.textCursor().position()) == (50, 60)
    assert editor.verticalScrollBar().value() == 20
    QCoreApplication.sendEvent(editor, QInputMethodEvent("nguyê", []))
    floor_.room.desk.run(queue.take_approval_back, other)
    assert editor.textCursor().block().layout().preeditAreaText() == "nguyê"
    assert editor.hasFocus()


def test_a_step_never_moves_the_page_under_a_typing_hand(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    floor_.live().setFocus()
    type_text(floor_.live(), "còn dở")
    floor_.press(Action.NEXT_STEP)
    assert floor_.panel.tabs.place() == ANSWER
    assert floor_.live().hasFocus()
    floor_.elsewhere.setFocus()
    floor_.press(Action.STEP_BACK)
    floor_.press(Action.NEXT_STEP)
    assert floor_.panel.tabs.place() == CHAIR


def test_the_next_question_takes_the_caret_along_and_loses_no_word(floor_: Floor) -> None:
    first = floor_.start("snv", Action.NEXT_STEP)
    answer = floor_.panel.answer()
    assert answer is not None
    second = with_question(floor_.room.conference)
    floor_.press(Action.NEXT_STEP)
    floor_.press(Action.NEXT_STEP)
    floor_.preview(second)
    floor_.live().setFocus()
    type_text(floor_.live(), "câu trước")
    floor_.press(Action.NEXT_STEP)
    assert floor_.stored(Slot.ANSWER, answer.answer.id) == "câu trước"
    assert floor_.state(first) is QuestionState.FINISHED
    assert floor_.panel.tabs.place() == QUESTION
    focus = QApplication.focusWidget()
    assert focus is floor_.panel.question_page.verbatim.editor
    type_text(focus, "x")
    floor_.room.desk.before_command.emit()
    assert "x" in floor_.stored(Slot.VERBATIM, second)


def test_no_button_of_the_room_can_be_pressed_by_a_space_that_was_typed(floor_: Floor) -> None:
    assert floor_.panel.next_button.focusPolicy() is Qt.FocusPolicy.NoFocus
    floor_.start("snv", Action.NEXT_STEP)
    floor_.live().setFocus()
    for action in (Action.ASSIGN_AGENCY, Action.ADD_AGENCY, Action.COMMITMENT, Action.CHAIR_TASK):
        floor_.press(action)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit | QPlainTextEdit)
        press(focus, Qt.Key.Key_Escape)
        if QApplication.focusWidget() is focus:
            press(focus, Qt.Key.Key_Escape)  # the first one closed the list of names
        assert floor_.live().hasFocus(), action


def test_browsing_never_moves_the_room(floor_: Floor) -> None:
    floor_.start("snv")
    other = with_question(floor_.room.conference)
    floor_.room.desk.browsed.emit(other)
    floor_.preview(other)
    assert floor_.panel.header.number.text() == "Câu 01"


def test_time_stamp_at_the_caret(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    floor_.live().setFocus()
    type_text(floor_.live(), "a ")
    floor_.press(Action.TIME_STAMP)
    assert floor_.live().toPlainText() == "a [14:00:00] "


def test_where_the_keys_of_places_lead(floor_: Floor) -> None:
    floor_.press(Action.GO_CURRENT)
    assert "Chưa chọn câu nào" in floor_.room.said[-1]
    floor_.start("snv", Action.NEXT_STEP)
    floor_.press(Action.GO_CURRENT)
    assert floor_.panel.question_page.verbatim.editor.hasFocus()
    floor_.press(Action.GO_MINUTES)
    assert floor_.live().hasFocus()
    floor_.panel.tabs.choose(PRIVATE)
    floor_.press(Action.GO_MINUTES)
    assert floor_.panel.private_page.live.editor.hasFocus()


def test_notes_of_the_programme_while_nobody_asks(floor_: Floor) -> None:
    item = AgendaItem(title="Phát biểu khai mạc")
    item_id = floor_.room.desk.run(agenda.add_item, item)
    floor_.room.desk.run(agenda.start_item, item_id)
    editor = floor_.panel.empty.notes.editor
    assert editor.isVisible()
    floor_.press(Action.GO_MINUTES)
    type_text(editor, "Đồng chí Chủ tịch khai mạc.")
    floor_.start("snv")
    assert floor_.stored(Slot.AGENDA, item_id or 0) == "Đồng chí Chủ tịch khai mạc."


def test_undo_takes_the_question_off_the_floor_and_leaves_the_words(floor_: Floor) -> None:
    question_id = floor_.start("snv")
    floor_.panel.tabs.choose(PRIVATE)
    editor = floor_.panel.private_page.live.editor
    editor.setFocus()
    type_text(editor, "ghi chú")
    floor_.room.desk.run(Conference.undo)
    assert floor_.panel.view() is None
    assert floor_.stored(Slot.PRIVATE, question_id) == "ghi chú"


@pytest.mark.parametrize(("width", "height", "panel"), [(1366, 768, (616, 656)), (1093, 614, (491, 510))])
def test_nothing_overlaps_and_enough_lines_stay(floor_: Floor, width: int, height: int, panel: tuple[int, int]) -> None:
    floor_.room.window.resize(width, height)
    floor_.start("snv", Action.NEXT_STEP)
    floor_.panel.resize(*panel)
    QApplication.processEvents()
    top = floor_.panel
    parts = [top.header.number, top.header.unit, top.header.answerer, top.steps, top.tabs, top.pages, top.commitments]
    lows = []
    for part in parts:
        place = QRect(part.mapTo(top, QPoint()), part.size())
        assert place.bottom() < panel[1]
        assert not lows or place.top() >= lows[-1]
        lows.append(place.bottom())
    editor = floor_.live()
    line = editor.document().documentLayout().blockBoundingRect(editor.document().firstBlock()).height()
    assert editor.viewport().height() / line >= 9


def test_every_input_and_button_has_a_name(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    kinds = QLineEdit | QTextEdit | QPlainTextEdit | QAbstractButton | QComboBox | QAbstractItemView
    nameless = [
        part
        for part in floor_.panel.findChildren(QWidget)
        if isinstance(part, kinds)
        and part.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (part.accessibleName() or getattr(part, "text", str)())
    ]
    assert [repr(part) for part in nameless] == []


def test_a_merged_in_change_of_the_verbatim_text_is_shown(floor_: Floor) -> None:
    question_id = floor_.start("snv")
    question = tables.QUESTIONS.get(floor_.room.conference.db, question_id)
    floor_.room.desk.run(queue.change_question, replace(question, verbatim="Sửa ở biểu mẫu"))
    assert floor_.panel.question_page.verbatim.editor.toPlainText() == "Sửa ở biểu mẫu"
    floor_.room.desk.run(minutes.write_text, TextKey(Slot.SHORT, question_id), "Ngắn")
    assert floor_.panel.question_page.short.editor.toPlainText() == "Ngắn"


def test_a_question_of_which_only_the_gist_is_known_says_what_the_hall_sees(floor_: Floor) -> None:
    question_id = queue.register_question(floor_.room.conference, queue.NewQuestion(gist="Nhà ở cho công nhân"))
    queue.approve(floor_.room.conference, question_id)
    floor_.preview(question_id)
    floor_.press(Action.NEXT_STEP)
    page = floor_.panel.question_page
    assert page.verbatim.editor.placeholderText() == "Mới ghi ý chính: Nhà ở cho công nhân"
    assert page.short.editor.placeholderText() == "Để trống: chiếu ý chính"
    floor_.room.desk.run(minutes.write_text, TextKey(Slot.VERBATIM, question_id), "Nhà ở cho công nhân thì sao ạ?")
    assert page.short.editor.placeholderText() == "Để trống: chiếu nguyên văn"


def test_a_hand_that_types_on_while_the_chair_speaks_is_told_where_his_words_go(floor_: Floor) -> None:
    """F6 moves no page under a typing hand; without a word the chair's sentence was typed into the answer."""
    floor_.start("snv", Action.NEXT_STEP)
    hint = floor_.panel._stamp_hint
    for compact, words in ((False, "Ghi lời Chủ tịch · Ctrl+4"), (True, "Ghi · Ctrl+4")):
        floor_.panel.set_compact(compact)
        floor_.press(Action.GO_MINUTES)
        assert "Ctrl+4" not in hint.text()
        floor_.press(Action.NEXT_STEP)
        assert (floor_.panel.tabs.place(), hint.text(), hint.property("role")) == (ANSWER, words, "need")
        floor_.press(Action.GO_MINUTES)
        assert (floor_.panel.tabs.place(), hint.property("role")) == (CHAIR, "quiet")
        floor_.press(Action.STEP_BACK)
        floor_.panel.show_page(ANSWER)
