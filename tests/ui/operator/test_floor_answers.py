"""Who answers and what they say: F4, several answers, prepared texts, the chair breaking in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.commands import queue, setup
from app.documents.blocks import Paragraph
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.domain.answer import AnswerKind, PreparedAnswer
from app.domain.ids import AgencyId
from app.domain.minutes import Slot
from app.domain.question import QuestionState
from app.domain.roster import Agency
from app.domain.scene import QuestionCard
from app.queries import floor as floor_queries
from app.queries.queue import queue_rows
from app.queries.report import conference_report
from app.scenes import question_subject, scene_for
from db import tables
from tests.support.floor import Floor
from tests.support.typing import press, type_text, unikey_words
from tests.ui.operator.conftest import Room
from ui.shortcuts import Action


@pytest.fixture
def floor_(room: Room) -> Floor:
    return Floor(room)


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


def test_the_chair_answers_himself_passes_on_and_adds(floor_: Floor) -> None:
    """By F4 he takes the place of who has not spoken, by Shift+F4 he comes after; the papers name him each time."""
    question_id = floor_.start("snv")
    answerer, button = floor_.panel.header.answerer, floor_.panel.next_button
    floor_.press(Action.ASSIGN_AGENCY)
    assert answerer.agency.placeholderText() == "SNV · Enter giữ"
    type_text(answerer.agency, "chu tich")
    press(answerer.agency, Qt.Key.Key_Return)
    assert answerer.agency_name.text() == "Chủ tịch trả lời"
    floor_.press(Action.NEXT_STEP)
    unikey_words(floor_.live(), "Tỉnh sẽ lo.")
    for action, keys in ((Action.ADD_AGENCY, "cat"), (Action.ADD_AGENCY, "ct")):
        floor_.press(action)
        type_text(answerer.agency, keys)
        press(answerer.agency, Qt.Key.Key_Return)
        if answerer.respondent.hasFocus():
            press(answerer.respondent, Qt.Key.Key_Return)
        assert button.text() == f"Mời {'Chủ tịch' if keys == 'ct' else 'CAT'} trả lời"
        floor_.press(Action.NEXT_STEP)
    floor_.room.desk.before_command.emit()
    db = floor_.room.conference.db
    kinds = [one.kind for one in tables.ANSWERS.where(db, "question_id = ?", [question_id], "position, id")]
    assert kinds == [AnswerKind.CHAIR, AnswerKind.ADDITION, AnswerKind.CHAIR]
    turns = tables.SPEECHES.where(db, "kind = 'answering'", [], "id")
    assert [turn.answer_id for turn in turns] == [1, 2, 3]
    told = [block.text for block in minutes_document(conference_report(db)).blocks if isinstance(block, Paragraph)]
    assert sum("Chủ tịch" in words and "trả lời" in words for words in told) >= 2
    (row,) = queue_rows(db)
    assert row.agency == "Chủ tịch"
    card = scene_for(db, question_subject(question_id))
    assert isinstance(card, QuestionCard)
    assert (card.agency, card.respondent) == ("", "Hoàng Quốc Khánh")


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


def test_what_differs_from_the_prepared_text_is_told_by_sign_and_shape_and_printed_nowhere(floor_: Floor) -> None:
    question_id = floor_.start("snv", Action.NEXT_STEP)
    agency = AgencyId(floor_.room.ids["snv"])
    text = "Sở đã làm xong trong quý II. Hết."
    setup.add(floor_.room.conference, PreparedAnswer(question_id=question_id, agency_id=agency, text=text))
    page = floor_.panel.answer_page
    assert page.prepared_text.toPlainText() == text
    floor_.press(Action.AS_PREPARED)
    assert page.prepared.title.text() == "Đúng như bản chuẩn bị"
    assert not page.as_prepared.isVisible()
    type_text(floor_.live(), " Xin cảm ơn.")
    cursor = floor_.live().textCursor()
    cursor.setPosition(text.index("II."))
    cursor.insertText("I")
    page.compare()
    assert page.prepared.title.text() == "Khác bản chuẩn bị: −1 +4 từ"
    assert page.prepared_text.toPlainText() == "Sở đã làm xong trong quý −II. +III. Hết. +Xin cảm ơn."
    looks = {}
    cursor = page.prepared_text.textCursor()
    for sign in ("−II.", "+III.", "đã làm"):
        cursor.setPosition(page.prepared_text.toPlainText().index(sign) + 1)
        looks[sign] = (cursor.charFormat().fontStrikeOut(), cursor.charFormat().fontUnderline())
    assert looks == {"−II.": (True, False), "+III.": (False, True), "đã làm": (False, False)}
    floor_.room.desk.before_command.emit()
    report = conference_report(floor_.room.conference.db)
    for paper in (minutes_document(report), conclusion_notice(report)):
        assert "II. Hết" not in "".join(block.text for block in paper.blocks if isinstance(block, Paragraph)).replace(
            "III. Hết", ""
        )


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


def test_texts_typed_are_shown_as_text(floor_: Floor) -> None:
    question_id = floor_.start("snv")
    agency = Agency(name="<b>Sở</b>")
    agency_id = setup.add(floor_.room.conference, agency)
    floor_.room.desk.run(queue.assign_agency, question_id, AgencyId(agency_id))
    assert floor_.panel.header.answerer.agency_name.text() == "<b>Sở</b>"
    assert floor_.panel.header.answerer.agency_name.textFormat() is Qt.TextFormat.PlainText
