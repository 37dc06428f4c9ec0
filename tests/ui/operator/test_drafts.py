"""Nothing typed into a card, a box or a picture goes without being stored: not by Esc, not by a crash, not by F6."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands import conclusions, floor, petitions
from app.conference import Conference
from app.domain.conclusion import Conclusion, Verb
from app.domain.ids import NEW
from app.domain.petition import Commitment
from app.queries import desk as lists
from app.queries import floor as floor_queries
from app.recovery import Restored, restore_typing
from tests.support.typing import press, type_text
from tests.ui.operator.conftest import Console, close_console
from ui.desk import Desk
from ui.dialogs.pages import PageKey
from ui.operator.main_window import MainWindow
from ui.operator.pattern_box import PatternBox
from ui.operator.queue_boxes import LineBox
from ui.operator.typed_picture import Typed
from ui.preferences import Preferences
from ui.shortcuts import Action

ESC = Qt.Key.Key_Escape


@pytest.fixture
def on(console: Console) -> Console:
    """The first question has the floor and is being answered."""
    floor.start_question(console.conference, console.questions[0])
    floor.start_answer(console.conference, console.questions[0])
    return console


class Killed:
    """The console over what a kill leaves: a copy of the file and of its journal while both are in use."""

    def __init__(self, console: Console, folder: Path, qtbot: QtBot) -> None:
        path = console.conference.path
        folder.mkdir()
        assert console.conference.follower.wait_safe(console.conference.last_event(), 10)
        assert console.conference.journal.wait_kept(console.conference.journal._made, 10)
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copyfile(file, folder / file.name)
        self.conference = Conference(folder / path.name, console.clock)
        self.restored: Restored = restore_typing(self.conference)
        self.desk = Desk(self.conference)
        self.window = MainWindow(self.desk, Preferences(folder / "console.json"), folder / "ban-sao")
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.start(self.restored)

    def close(self) -> None:
        close_console(self.window, self.desk)


@pytest.fixture
def kill(on: Console, tmp_path: Path, qtbot: QtBot) -> Generator:
    made: list[Killed] = []

    def killed() -> Killed:
        made.append(Killed(on, tmp_path / f"sau-{len(made)}", qtbot))
        return made[-1]

    yield killed
    for one in made:
        one.close()


def left_open(console: Console | Killed) -> list[str]:
    """What the typing journal would give back now."""
    return [one.key for one in console.conference.journal.left_open(lambda _: "")]


def promises(console: Console | Killed) -> floor_queries.Promises:
    question = floor_queries.current_question(console.conference.db)
    assert question is not None
    return floor_queries.promises(console.conference.db, question.question.id)


def test_esc_keeps_what_a_hand_typed_and_the_next_f7_shows_it(on: Console) -> None:
    card = on.window.floor.commitments.card
    on.window.keys.trigger(Action.COMMITMENT)
    type_text(card.words, "Sửa cầu Nậm La")
    type_text(card.due, "trong tháng 5")
    press(card.words, ESC)
    assert not card.isVisible()
    assert promises(on).commitments == ()
    on.window.keys.trigger(Action.COMMITMENT)
    assert (card.words.toPlainText(), card.due.text()) == ("Sửa cầu Nậm La", "trong tháng 5")
    assert card.understood.text().startswith("Gõ dở · ")
    type_text(card.words, " và đường dẫn")
    assert card.words.toPlainText() == "Sửa cầu Nậm La và đường dẫn", "the next key does not replace what was typed"
    press(card.words, Qt.Key.Key_Return)
    (stored,) = promises(on).commitments
    assert stored.text == "Sửa cầu Nậm La và đường dẫn"
    assert on.desk.drafts.keys("") == []
    on.qtbot.waitUntil(lambda: left_open(on) == [])
    on.window.keys.trigger(Action.COMMITMENT)
    assert card.words.toPlainText() == ""
    assert not card.draft_button.isVisible()


def test_another_proposal_is_shown_as_it_is_and_the_draft_is_one_press_away(on: Console) -> None:
    room = on.window.floor
    room.show_page(1)
    editor = room.answer_page.live.editor
    type_text(editor, "Việc thứ nhất sẽ làm. ")
    on.window.keys.trigger(Action.COMMITMENT)
    card = room.commitments.card
    type_text(card.words, "Viết bằng tay")
    press(card.words, ESC)
    type_text(editor, "Việc thứ hai sẽ làm. ")
    on.window.keys.trigger(Action.COMMITMENT)
    assert card.words.toPlainText() == "Việc thứ hai sẽ làm"
    assert card.draft_button.text() == "Gõ dở: 1"
    card.draft_button.click()
    assert card.words.toPlainText() == "Viết bằng tay"
    assert card.given_button.isVisible()
    card.given_button.click()
    assert not card.given_button.isVisible()
    assert card.words.toPlainText() == "Việc thứ nhất sẽ làm"
    assert on.desk.drafts.keys("") == []


def test_a_draft_of_a_question_that_has_left_the_floor_is_stored_with_that_question(on: Console) -> None:
    area = on.window.floor.commitments
    on.window.keys.trigger(Action.COMMITMENT)
    type_text(area.card.words, "Trả lời bằng văn bản")
    floor.start_conclusion(on.conference, on.questions[0])
    floor.finish_question(on.conference, on.questions[0])
    floor.start_question(on.conference, on.questions[1])
    on.window.keys.trigger(Action.COMMITMENT)
    assert area.card.words.toPlainText() == ""
    area.card.draft_button.click()
    assert area.card.words.toPlainText() == "Trả lời bằng văn bản"
    area.card.store()
    (stored,) = floor_queries.promises(on.conference.db, on.questions[0]).commitments
    assert stored.text == "Trả lời bằng văn bản"


def test_words_of_a_refused_act_stay_in_the_open_card(on: Console) -> None:
    area = on.window.floor.commitments
    conclusions.record_conclusion(on.conference, Conclusion(text="Đo lại", question_id=on.questions[0]))
    area.open_task(promises(on).tasks[0])
    type_text(area.task_card.words, "Đo lại toàn tuyến")
    conclusions.remove_conclusion(on.conference, promises(on).tasks[0].id)
    area.task_card.store()
    assert area.task_card.isVisible()
    assert area.task_card.words.toPlainText() == "Đo lại toàn tuyến"
    assert len(on.desk.drafts.keys("card/task/")) == 1


def test_a_direction_with_its_agencies_comes_back_after_a_kill_without_the_focus(on: Console, kill) -> None:
    card = on.window.floor.commitments.task_card
    on.window.keys.trigger(Action.CHAIR_TASK)
    type_text(card.lead, "snv")
    press(card.lead, Qt.Key.Key_Return)
    type_text(card.words, "Rà soát chế độ")
    type_text(card.due, "trước ngày 30/5/2023")
    type_text(card.supports.field, "cat")
    on.qtbot.waitUntil(lambda: len(left_open(on)) == 1)
    again = kill()
    back = again.window.floor.commitments.task_card
    assert back.isVisible()
    assert back.values() == card.values()
    assert not back.isAncestorOf(QApplication.focusWidget())
    assert "1 thẻ" in again.window.bar.words()
    back.store()
    (stored,) = promises(again).tasks
    assert (stored.text, stored.verb) == ("Rà soát chế độ", Verb.ASSIGN)
    assert len(back.leads.ids()) == 1
    again.conference.follower.wait_safe(again.conference.last_event(), 10)
    on.qtbot.waitUntil(lambda: left_open(again) == [])


def test_a_card_put_away_comes_back_when_it_is_asked_for_and_one_stored_never(on: Console, kill) -> None:
    area = on.window.floor.commitments
    on.window.keys.trigger(Action.COMMITMENT)
    type_text(area.card.words, "Đã lưu rồi")
    lines = on.desk.drafts.get(on.desk.drafts.keys("card/")[0])
    key = on.desk.drafts.keys("card/")[0]
    area.card.store()
    assert lines is not None
    on.desk.drafts.keep(key, lines)  # as where the program ends between the event and the journal's last line
    on.window.keys.trigger(Action.CHAIR_TASK)
    type_text(area.task_card.words, "Để sau")
    press(area.task_card.words, ESC)
    on.qtbot.waitUntil(lambda: len(left_open(on)) == 2)
    again = kill()
    assert not again.window.floor.commitments.has_card()
    assert [key.split("/")[1] for key in again.desk.drafts.keys("card/")] == ["task"]
    again.window.keys.trigger(Action.CHAIR_TASK)
    assert again.window.floor.commitments.task_card.words.toPlainText() == "Để sau"


def test_words_of_a_box_and_of_a_picture_stay_for_the_next_time_and_after_a_kill(on: Console, kill) -> None:
    window = on.window
    window.queue.ask_closing()
    box = window.findChild(LineBox)
    assert box is not None
    type_text(box._line, "trước ngày 30/5")
    press(box._line, ESC)
    form = window.pictures_overlay.form
    form.ask(Typed.NOTICE)
    type_text(form.body, "Hội nghị tiếp tục lúc 14 giờ")
    press(form.body, ESC)
    form.ask(Typed.NOTICE)
    assert form.body.toPlainText() == "Hội nghị tiếp tục lúc 14 giờ"
    form.leave()
    pattern = PatternBox(on.desk, window.floor)
    pattern.words.setPlainText("Lời riêng {giờ}")
    pattern.leave()
    on.qtbot.waitUntil(lambda: len(left_open(on)) == 3)
    again = kill()
    assert "3 ô nhập" in again.window.bar.words()
    again.window.queue.ask_closing()
    line = again.window.findChild(LineBox)
    assert line is not None
    assert line._line.text() == "trước ngày 30/5"
    line.leave()
    again.window.pictures_overlay.form.ask(Typed.NOTICE)
    assert again.window.pictures_overlay.form.body.toPlainText() == "Hội nghị tiếp tục lúc 14 giờ"
    again.window.pictures_overlay.form.store()
    assert again.desk.drafts.keys("picture/") == []
    assert PatternBox(again.desk, again.window.floor).words.toPlainText() == "Lời riêng {giờ}"


def test_an_agency_that_the_direction_begins_with_is_offered_and_never_taken_by_itself(on: Console) -> None:
    card = on.window.floor.commitments.task_card
    on.window.keys.trigger(Action.CHAIR_TASK)
    type_text(card.words, "Giao Sở Nội vụ rà soát chế độ của cán bộ Đoàn")
    assert card.lead.placeholderText() == "Xuống để nhận: Sở Nội vụ"
    assert card.leads.ids() == []
    card.lead.setFocus()
    press(card.lead, Qt.Key.Key_Down)
    press(card.lead, Qt.Key.Key_Return)
    assert len(card.leads.ids()) == 1
    card.store()
    area = on.window.floor.commitments
    assert area.rows.item(0).text() == "Giao Sở Nội vụ rà soát chế độ của cán bộ Đoàn", "the verb stands once"


def test_a_half_filled_form_is_there_again_after_a_kill_and_gone_once_it_is_stored(on: Console, kill) -> None:
    window = on.window
    window.lists.open(PageKey.PEOPLE)
    window.lists.page().start_new()
    type_text(window.lists.page().form.input_of("name"), "Lò Thị Ẻn")
    on.qtbot.waitUntil(lambda: len(left_open(on)) == 1)
    again = kill()
    assert "1 biểu mẫu" in again.window.bar.words()
    again.window.lists.open(PageKey.PEOPLE)
    page = again.window.lists.page()
    assert page.row_id == NEW
    assert page.form.input_of("name").text() == "Lò Thị Ẻn"
    assert page.has_draft()
    assert page.commit()
    assert again.desk.drafts.keys("") == []
    assert "Lò Thị Ẻn" in {person.name for person in lists.people(again.conference.db)}


def test_a_changed_row_that_cannot_be_stored_is_left_as_typed_and_taken_back_on_request(on: Console, kill) -> None:
    window = on.window
    window.lists.open(PageKey.AGENDA)
    page = window.lists.page()
    type_text(page.form.input_of("planned_start"), "giờ nào đó")
    window.lists.close()
    assert page.has_draft()
    on.qtbot.waitUntil(lambda: len(left_open(on)) == 1)
    again = kill()
    again.window.lists.open(PageKey.AGENDA)
    page = again.window.lists.page()
    assert page.form.input_of("planned_start").text() == "giờ nào đó14:00"
    page.revert()
    assert page.form.input_of("planned_start").text() == "14:00"
    assert again.desk.drafts.keys("") == []


def test_a_name_typed_for_who_answers_is_there_again_when_f4_comes_back(on: Console, kill) -> None:
    field = on.window.floor.header.answerer.respondent

    def name(console: Console | Killed) -> None:
        answerer = console.window.floor.header.answerer
        answerer.assign()
        press(answerer.agency, Qt.Key.Key_Return)

    name(on)
    type_text(field, "Ông Trần Bình Minh, Phó Giám đốc")
    press(field, ESC)
    press(field, ESC)
    assert not field.isVisible()
    name(on)
    assert field.text() == "Ông Trần Bình Minh, Phó Giám đốc"
    on.qtbot.waitUntil(lambda: len(left_open(on)) == 1)
    again = kill()
    name(again)
    field = again.window.floor.header.answerer.respondent
    assert field.text() == "Ông Trần Bình Minh, Phó Giám đốc"
    press(field, Qt.Key.Key_Return)
    assert "Trần Bình Minh" in {person.name for person in lists.people(again.conference.db)}
    assert again.desk.drafts.keys("") == []


def test_a_card_with_all_its_buttons_does_not_widen_the_room_of_a_small_window(on: Console) -> None:
    on.window.resize(1093, 600)
    QApplication.processEvents()
    area = on.window.floor.commitments
    wide = on.window.floor.width()
    floor_question = on.questions[0]
    petitions.record_commitment(on.conference, floor_question, "Việc đã hứa")
    (stored,) = promises(on).commitments
    for commitment in (stored, Commitment(question_id=floor_question, text="Việc khác"), stored):
        area.open_commitment(commitment)
        type_text(area.card.words, "thêm")
    area.open_commitment(stored)
    QApplication.processEvents()
    card = area.card
    assert all(button.isVisible() for button in (card.draft_button, card.given_button, card.remove_button))
    assert on.window.floor.minimumSizeHint().width() <= wide == on.window.floor.width()
