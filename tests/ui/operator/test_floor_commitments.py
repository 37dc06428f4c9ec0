"""Promises and orders: found while typed, offered, never stored by themselves, kept with their deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands import setup
from app.domain.conclusion import Part, Section, Verb
from app.domain.due import NO_DUE, Precision
from app.domain.roster import Agency, Rank
from app.queries import desk as lists
from app.queries import floor as floor_queries
from db import tables
from tests.support.floor import Floor
from tests.support.typing import press, type_text, unikey_words
from tests.ui.operator.conftest import Room
from ui.operator.card import due_words
from ui.shortcuts import Action

SPOKEN = "Sở đã rà soát. Sở Nội vụ sẽ trình đề án trước ngày 30/5/2023. Xin cảm ơn."


@pytest.fixture
def answering(room: Room) -> Floor:
    facts = lists.facts(room.conference.db)
    setup.change_facts(room.conference, replace(facts, held_on=date(2023, 3, 22)))
    made = Floor(room)
    made.start("snv", Action.NEXT_STEP)
    made.live().setFocus()
    return made


def promises(made: Floor) -> floor_queries.Promises:
    view = made.panel.view()
    assert view is not None
    return floor_queries.promises(made.room.conference.db, view.question.id)


def test_a_deadline_is_offered_and_stored_only_by_f7_and_enter(answering: Floor, qtbot: QtBot) -> None:
    area = answering.panel.commitments
    type_text(answering.live(), SPOKEN)
    qtbot.waitUntil(lambda: area.offer is not None)
    assert area.offer is not None
    assert area.offer.phrase == "trước ngày 30/5/2023"
    assert area.offer.agency == "SNV"
    assert len(answering.live().extraSelections()) == 1
    assert promises(answering).commitments == ()
    answering.press(Action.COMMITMENT)
    card = area.card
    assert card.words.hasFocus()
    assert card.words.toPlainText() == "Sở Nội vụ sẽ trình đề án trước ngày 30/5/2023"
    assert card.understood.text() == "ngày 30/5/2023"
    press(card.words, Qt.Key.Key_Return)
    (stored,) = promises(answering).commitments
    assert (stored.text, stored.due.text) == (card.words.toPlainText(), "trước ngày 30/5/2023")
    assert stored.due.precision is Precision.DAY
    assert stored.agency_id == answering.room.ids["snv"]
    assert stored.answer_id == answering.panel.answer().answer.id  # type: ignore[union-attr]
    assert answering.live().hasFocus(), "the caret is back where the words are typed"
    qtbot.waitUntil(lambda: area.offer is None)
    assert answering.live().extraSelections() == []


def test_esc_stores_nothing_and_the_phrase_is_not_offered_again(answering: Floor, qtbot: QtBot) -> None:
    area = answering.panel.commitments
    type_text(answering.live(), SPOKEN)
    qtbot.waitUntil(lambda: area.offer is not None)
    answering.press(Action.COMMITMENT)
    press(area.card.words, Qt.Key.Key_Escape)
    assert promises(answering).commitments == ()
    assert area.offer is None
    assert not area.has_card()
    assert answering.live().hasFocus()


def test_f7_takes_the_marked_words_before_anything_found(answering: Floor) -> None:
    type_text(answering.live(), SPOKEN)
    cursor = answering.live().textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("Sở đã rà soát"), QTextCursor.MoveMode.KeepAnchor)
    answering.live().setTextCursor(cursor)
    answering.press(Action.COMMITMENT)
    assert answering.panel.commitments.card.words.toPlainText() == "Sở đã rà soát"
    assert answering.panel.commitments.card.due.text() == ""


def test_f7_takes_the_sentence_just_finished(answering: Floor) -> None:
    type_text(answering.live(), "Một việc. Hai việc sẽ làm. ")
    answering.press(Action.TIME_STAMP)
    answering.press(Action.COMMITMENT)
    assert answering.panel.commitments.card.words.toPlainText() == "Hai việc sẽ làm"


def test_a_card_is_typed_with_unikey_and_another_agency(answering: Floor) -> None:
    answering.press(Action.COMMITMENT)
    card = answering.panel.commitments.card
    unikey_words(card.words, "Hoàn thành cổng dịch vụ")
    card.due.setFocus()
    unikey_words(card.due, "trong quý III/2023")
    assert card.understood.text() == "đến 30/9/2023"
    card.agency.setFocus()
    card.agency.selectAll()
    type_text(card.agency, "cat")
    press(card.agency, Qt.Key.Key_Return)
    assert card.words.hasFocus()
    press(card.words, Qt.Key.Key_Return)
    (stored,) = promises(answering).commitments
    assert stored.text == "Hoàn thành cổng dịch vụ"
    assert stored.due.on == date(2023, 9, 30)
    assert stored.agency_id == answering.room.ids["cat"]


def test_words_that_name_no_day_are_kept_and_said(answering: Floor) -> None:
    answering.press(Action.COMMITMENT)
    card = answering.panel.commitments.card
    type_text(card.words, "Xem lại")
    type_text(card.due, "khi có kinh phí")
    assert card.understood.text() == "không định ngày"
    card.due.setText("khi nào xong thì thôi")
    assert card.understood.text() == "không nhận ra ngày; giữ như lời nói"
    card.store()
    (stored,) = promises(answering).commitments
    assert (stored.due.text, stored.due.on) == ("khi nào xong thì thôi", None)


def test_an_empty_card_is_refused_in_words_and_stays(answering: Floor) -> None:
    answering.press(Action.COMMITMENT)
    card = answering.panel.commitments.card
    card.words.clear()
    press(card.words, Qt.Key.Key_Return)
    assert "Chưa ghi nội dung" in answering.room.said[-1]
    assert card.isVisible()
    assert promises(answering).commitments == ()


def test_the_list_opens_changes_and_removes(answering: Floor) -> None:
    area = answering.panel.commitments
    for words in ("Việc thứ nhất", "Việc thứ hai"):
        answering.press(Action.COMMITMENT)
        area.card.words.setPlainText(words)
        area.card.store()
    assert area.counts.text() == "của câu 01: 2; cả hội nghị: 2"
    answering.press(Action.GO_COMMITMENTS)
    assert area.rows.hasFocus()
    press(area.rows, Qt.Key.Key_Down)
    press(area.rows, Qt.Key.Key_Return)
    assert area.card.words.toPlainText() == "Việc thứ hai"
    area.card.words.setPlainText("Việc thứ hai, sửa")
    press(area.card.words, Qt.Key.Key_Return)
    assert [c.text for c in promises(answering).commitments] == ["Việc thứ nhất", "Việc thứ hai, sửa"]
    area.rows.setCurrentRow(0)
    press(area.rows, Qt.Key.Key_Return)
    area.card.remove_button.click()
    assert [c.text for c in promises(answering).commitments] == ["Việc thứ hai, sửa"]


def test_the_chair_orders_with_the_verb_of_the_bodys_rank(answering: Floor) -> None:
    conference = answering.room.conference
    union = tables.AGENCIES.get(conference.db, answering.room.ids["cat"])
    setup.save(conference, replace(union, rank=Rank.INDEPENDENT))
    answering.press(Action.CHAIR_TASK)
    card = answering.panel.commitments.task_card
    assert card.lead.hasFocus()
    assert card.verb.currentText() == "Giao"
    type_text(card.lead, "cat")
    press(card.lead, Qt.Key.Key_Return)
    assert card.verb.currentText() == "Đề nghị"
    type_text(card.lead, "snv")
    press(card.lead, Qt.Key.Key_Return)
    press(card.lead, Qt.Key.Key_Return)
    assert card.words.hasFocus()
    unikey_words(card.words, "Phối hợp tuyên truyền")
    press(card.words, Qt.Key.Key_Return)
    (task,) = promises(answering).tasks
    assert (task.verb, task.section, task.text) == (Verb.REQUEST, Section.REQUEST, "Phối hợp tuyên truyền")
    assert task.question_id == answering.panel.view().question.id  # type: ignore[union-attr]
    leads = lists.conclusion_agencies(conference.db, task.id, Part.LEAD)
    assert list(leads) == [answering.room.ids["cat"], answering.room.ids["snv"]]


def test_supporting_bodies_are_named_on_the_card_and_come_back_with_it(answering: Floor) -> None:
    conference, area = answering.room.conference, answering.panel.commitments
    youth = setup.add(conference, Agency(name="Tỉnh đoàn Sơn La", short_name="TĐ"))
    answering.press(Action.CHAIR_TASK)
    card = area.task_card
    type_text(card.lead, "snv")
    press(card.lead, Qt.Key.Key_Return)
    card.due.setFocus()
    press(card.due, Qt.Key.Key_Tab)
    assert card.supports.field.hasFocus()
    for name in ("cat", "tđ"):
        type_text(card.supports.field, name)
        press(card.supports.field, Qt.Key.Key_Return)
    press(card.supports.field, Qt.Key.Key_Return)
    type_text(card.words, "nghiên cứu các giải pháp")
    press(card.words, Qt.Key.Key_Return)
    (task,) = promises(answering).tasks
    ids = answering.room.ids
    assert list(lists.conclusion_agencies(conference.db, task.id, Part.SUPPORT)) == [ids["cat"], youth]
    area.open_task(task)
    press(card.supports.field, Qt.Key.Key_Backspace)
    press(card.words, Qt.Key.Key_Return)
    assert list(lists.conclusion_agencies(conference.db, task.id, Part.SUPPORT)) == [ids["cat"]]
    assert list(lists.conclusion_agencies(conference.db, task.id, Part.LEAD)) == [ids["snv"]]


def test_an_addressee_of_no_list_is_kept_as_spoken(answering: Floor) -> None:
    answering.press(Action.CHAIR_TASK)
    card = answering.panel.commitments.task_card
    type_text(card.lead, "Các sở, ban, ngành")
    press(card.lead, Qt.Key.Key_Return)
    type_text(card.words, "Rà soát")
    press(card.words, Qt.Key.Key_Return)
    (task,) = promises(answering).tasks
    assert (task.lead_text, task.section) == ("Các sở, ban, ngành", Section.AGENCY)


def test_words_of_a_chosen_verb_stay(answering: Floor) -> None:
    answering.press(Action.CHAIR_TASK)
    card = answering.panel.commitments.task_card
    card.verb.setFocus()
    press(card.verb, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert card.verb.currentText() == "Yêu cầu"
    card.lead.setFocus()
    type_text(card.lead, "snv")
    press(card.lead, Qt.Key.Key_Return)
    assert card.verb.currentText() == "Yêu cầu"


def test_no_words_of_a_deadline_that_is_none() -> None:
    assert due_words(NO_DUE) == ""
