"""The room's panel over a real conference: steps and clocks, pages, answerers, and whose hand it leaves alone."""

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

from app import texts
from app.commands import agenda, minutes, projector, queue, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem
from app.domain.answer import PreparedAnswer
from app.domain.ids import AgencyId, QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.petition import Commitment
from app.domain.question import QuestionState
from app.domain.roster import Agency
from app.queries import floor as floor_queries
from db import tables
from tests.support.conferences import with_question
from tests.support.typing import compose_text, press, telex, type_text, unikey_type, unikey_words
from tests.ui.operator.conftest import Room
from ui.operator.floor_panel import ANSWER, CHAIR, PRIVATE, QUESTION, FloorPanel
from ui.shortcuts import Action


class Floor:
    """The panel in the middle of a window of 1366 x 768."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.panel = FloorPanel(room.desk, room.keys)
        frame = QWidget()
        room.window.setCentralWidget(frame)
        self.panel.setParent(frame)
        self.panel.setGeometry(368, 40, 616, 656)
        self.elsewhere = QLineEdit(frame)
        room.window.show()
        room.window.activateWindow()
        QApplication.processEvents()

    def press(self, action: Action) -> None:
        self.room.keys.trigger(action)
        QApplication.processEvents()

    def preview(self, question_id: QuestionId) -> None:
        self.room.desk.run(projector.prepare, f"question/{question_id}")

    def start(self, agency: str | None = "snv", *steps: Action) -> QuestionId:
        """A question has the floor, further steps taken."""
        question_id = with_question(self.room.conference, agency=self.room.ids[agency] if agency else None)
        self.preview(question_id)
        for action in (Action.NEXT_STEP, *steps):
            self.press(action)
        return question_id

    def state(self, question_id: QuestionId) -> QuestionState:
        return tables.QUESTIONS.get(self.room.conference.db, question_id).state

    def stored(self, slot: Slot, subject_id: int) -> str:
        return texts.text_of(self.room.conference.db, TextKey(slot, subject_id))

    def live(self) -> QTextEdit:
        return self.panel.answer_page.live.editor


@pytest.fixture
def floor_(room: Room) -> Floor:
    return Floor(room)


def test_f6_walks_a_question_to_its_end_and_takes_the_previewed_one(floor_: Floor) -> None:
    panel, clock = floor_.panel, floor_.room.clock
    first = with_question(floor_.room.conference, agency=floor_.room.ids["snv"])
    second = with_question(floor_.room.conference)
    assert not panel.empty.next_button.isEnabled()
    floor_.preview(first)
    assert panel.empty.next_button.text() == "Mời hỏi câu 01"
    walk = []
    for seconds in (70, 155, 20, 1):
        floor_.press(Action.NEXT_STEP)
        walk.append((panel.next_button.text(), floor_.state(first)))
        clock.advance(seconds)
    assert walk == [
        ("Mời trả lời", QuestionState.ASKING),
        ("Sang kết luận", QuestionState.ANSWERING),
        ("Kết thúc câu 01", QuestionState.CONCLUDING),
        ("Chọn câu tiếp theo", QuestionState.FINISHED),
    ]
    assert [reading.clock for reading in panel.steps.readings] == ["1:10", "2:35", "0:20"]
    floor_.preview(second)
    assert panel.next_button.text() == "Mời hỏi câu 02"
    floor_.press(Action.NEXT_STEP)
    assert floor_.state(second) is QuestionState.ASKING
    assert panel.header.number.text() == "Câu 02"


def test_the_clock_warns_and_counts_below_zero(floor_: Floor) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    steps, clock = floor_.panel.steps, floor_.room.clock
    seen = []
    for seconds in (149, 1, 30, 1, 14):
        clock.advance(seconds)
        steps.tick()
        now = steps.readings[1]
        seen.append((now.clock, now.note, now.warns))
    assert seen == [
        ("2:29", "/ 3:00", False),
        ("2:30", "/ 3:00", True),
        ("3:00", "/ 3:00", True),
        ("\u22120:01", "quá giờ", True),
        ("\u22120:15", "quá giờ", True),
    ]


def test_only_clocks_that_changed_are_repainted(floor_: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor_.start("snv", Action.NEXT_STEP)
    painted: list[QRect] = []
    monkeypatch.setattr(floor_.panel.steps, "update", lambda *where: painted.extend(where), raising=False)
    floor_.panel.steps.tick()
    assert painted == []
    floor_.room.clock.advance(1)
    floor_.panel.steps.tick()
    assert len(painted) == 1
    assert painted[0].width() < floor_.panel.steps.width()


def test_clock_keys_and_step_back(floor_: Floor) -> None:
    question_id = floor_.start("snv", Action.NEXT_STEP)
    floor_.room.clock.advance(20)
    floor_.press(Action.CLOCK_EARLIER)
    assert floor_.panel.steps.readings[1].clock == "0:35"
    floor_.press(Action.CLOCK_LATER)
    floor_.press(Action.STEP_BACK)
    assert floor_.state(question_id) is QuestionState.ASKING
    assert floor_.panel.steps.readings[1].clock == "0:20"


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


def test_f4_names_agency_and_respondent_by_few_keys(floor_: Floor) -> None:
    question_id = floor_.start(None)
    floor_.panel.question_page.verbatim.editor.setFocus()
    answerer = floor_.panel.header.answerer
    floor_.press(Action.ASSIGN_AGENCY)
    type_text(answerer.agency, "cat")
    press(answerer.agency, Qt.Key.Key_Return)
    assert answerer.respondent.hasFocus()
    unikey_words(answerer.respondent, "Ông Trần Bình Minh,")
    unikey_words(answerer.respondent, " Phó Giám đốc")
    press(answerer.respondent, Qt.Key.Key_Return)
    view = floor_.panel.view()
    assert view is not None
    assert view.active_answer is not None
    person = view.active_answer.respondent
    assert person is not None
    assert (person.honorific, person.name, person.title) == ("Ông", "Trần Bình Minh", "Phó Giám đốc")
    assert view.active_answer.agency is not None
    assert view.active_answer.agency.name == "Công an tỉnh"
    assert answerer.respondent_name.text() == "Ông Trần Bình Minh, Phó Giám đốc"
    assert floor_.panel.question_page.verbatim.editor.hasFocus()
    assert view.question.id == question_id


def test_an_agency_nobody_knows_is_not_invented(floor_: Floor) -> None:
    floor_.start(None)
    answerer = floor_.panel.header.answerer
    floor_.press(Action.ASSIGN_AGENCY)
    type_text(answerer.agency, "zzz")
    press(answerer.agency, Qt.Key.Key_Return)
    assert "zzz" in floor_.room.said[-1]
    assert answerer.agency.hasFocus()
    assert len(tables.AGENCIES.all(floor_.room.conference.db)) == 2


def test_several_answers_in_order_each_with_its_clock(floor_: Floor) -> None:
    question_id = floor_.start("snv", Action.NEXT_STEP)
    panel, clock = floor_.panel, floor_.room.clock
    clock.advance(170)
    floor_.press(Action.ADD_AGENCY)
    type_text(panel.header.answerer.agency, "cat")
    press(panel.header.answerer.agency, Qt.Key.Key_Return)
    press(panel.header.answerer.respondent, Qt.Key.Key_Return)
    assert panel.answer_page.answers.words() == ("1. SNV", "2. CAT")
    assert panel.next_button.text() == "Mời CAT trả lời"
    floor_.press(Action.NEXT_STEP)
    assert panel.steps.readings[1].clock == "0:00", "the second agency has its own time"
    floor_.live().setFocus()
    type_text(floor_.live(), "của công an")
    panel.choose_answer(panel.view().answers[0].answer.id)  # type: ignore[union-attr]
    assert floor_.live().toPlainText() == ""
    type_text(floor_.live(), "của nội vụ")
    panel.choose_answer(panel.view().answers[1].answer.id)  # type: ignore[union-attr]
    assert floor_.live().toPlainText() == "của công an"
    assert panel.next_button.text() == "Sang kết luận"
    assert floor_.state(question_id) is QuestionState.ANSWERING


def test_as_prepared_fills_the_answer_and_typing_goes_on(floor_: Floor) -> None:
    question_id = floor_.start("snv", Action.NEXT_STEP)
    floor_.press(Action.AS_PREPARED)
    assert "chuẩn bị" in floor_.room.said[-1]
    prepared = PreparedAnswer(question_id=question_id, agency_id=AgencyId(floor_.room.ids["snv"]), text="Đã chuẩn bị.")
    setup.add(floor_.room.conference, prepared)
    assert floor_.panel.answer_page.prepared.isVisible()
    floor_.press(Action.AS_PREPARED)
    type_text(floor_.live(), " Thêm.")
    answer = floor_.panel.answer()
    assert answer is not None
    floor_.room.desk.before_command.emit()
    assert floor_.stored(Slot.ANSWER, answer.answer.id) == "Đã chuẩn bị. Thêm."


def test_an_answer_can_be_typed_before_anybody_is_named(floor_: Floor) -> None:
    floor_.start(None)
    floor_.press(Action.GO_MINUTES)
    assert floor_.live().hasFocus()
    type_text(floor_.live(), "ngay")
    floor_.press(Action.NEXT_STEP)
    assert floor_.live().toPlainText() == "ngay"
    assert len(floor_.panel.view().answers) == 1  # type: ignore[union-attr]


def test_the_chair_breaks_in_with_words_of_his_own(floor_: Floor) -> None:
    question_id = floor_.start("snv", Action.NEXT_STEP)
    floor_.press(Action.INTERJECT)
    chair = floor_.panel.chair_page
    assert chair.live.editor.hasFocus()
    type_text(chair.live.editor, "Đề nghị nói rõ thời hạn.")
    chair.show_words(0)
    type_text(chair.live.editor, "Kết luận.")
    floor_.room.desk.before_command.emit()
    speech = floor_queries.interjections(floor_.room.conference.db, question_id)[0]
    assert floor_.stored(Slot.INTERJECTION, speech.id) == "Đề nghị nói rõ thời hạn."
    assert floor_.stored(Slot.CHAIR, question_id) == "Kết luận."


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


def test_texts_typed_are_shown_as_text(floor_: Floor) -> None:
    question_id = floor_.start("snv")
    agency = Agency(name="<b>Sở</b>")
    agency_id = setup.add(floor_.room.conference, agency)
    floor_.room.desk.run(queue.assign_agency, question_id, AgencyId(agency_id))
    assert floor_.panel.header.answerer.agency_name.text() == "<b>Sở</b>"
    assert floor_.panel.header.answerer.agency_name.textFormat() is Qt.TextFormat.PlainText


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


def test_words_of_the_steps_never_run_into_each_other(floor_: Floor) -> None:
    """A clerk who forgets F6 for an hour, in the narrow form: every painted run stays inside its own step."""
    floor_.start("snv")
    floor_.room.clock.advance(3700)
    floor_.press(Action.NEXT_STEP)
    steps = floor_.panel.steps
    for compact, width in ((False, 388), (True, 300)):
        steps.set_compact(compact)
        steps.resize(width, 36)
        for seconds in (0, 135, 60, 4000):
            floor_.room.clock.advance(seconds)
            steps.tick()
            picture = steps.grab().toImage()
            assert picture.width() == width
            for edge in steps.edges():
                inks = {picture.pixelColor(edge - 2, y).name() for y in range(8, 28)}
                assert len(inks) == 1, (compact, seconds, edge)
