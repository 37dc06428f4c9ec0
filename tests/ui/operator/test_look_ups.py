"""Find, sites, the unheard and history on the whole console: by keys, to the place, undone by one key."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import texts
from app.commands import agenda, floor, minutes, privacy, queue, setup
from app.domain.answer import PreparedAnswer
from app.domain.facts import Mode
from app.domain.ids import PersonId
from app.domain.minutes import Slot, TextKey
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.roster import Person, Signal, Site, YouthGroup
from app.queries import fairness
from app.queries.floor import question_view
from app.queries.queue import counts, queue_rows
from app.scenes import question_of
from db import tables
from tests.support.typing import type_text
from ui.shortcuts import BY_ACTION, Action

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ups(console):
    console.look = console.window.look_ups
    return console


def type_into(field, words: str) -> None:
    type_text(field, words)


def find(on, words: str) -> list[str]:
    on.press(Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is on.look.finder.field
    type_into(on.look.finder.field, words)
    return [hit.title for hit in on.look.finder.hits()]


def enter(on) -> None:
    QTest.keyClick(on.look.finder.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def ask(on, **fields):
    question_id = queue.register_question(on.conference, queue.NewQuestion(**fields))
    queue.approve(on.conference, question_id)
    return question_id


def test_find_leads_to_a_question_by_three_letters(ups) -> None:
    wanted = ask(ups, asker_name="Lường Minh Tươi", unit="Đoàn phường Tô Hiệu")
    assert find(ups, "tuoi")[0] == "Câu 05 · Lường Minh Tươi · Đoàn phường Tô Hiệu"
    enter(ups)
    assert ups.window.queue.selected().id == wanted
    assert ups.window.queue.view.hasFocus()
    assert not ups.look.finder.isVisible()


def test_exact_accents_come_first(ups) -> None:
    ask(ups, asker_name="Hoàng Năm")
    ask(ups, asker_name="Hoàng Nam")
    assert find(ups, "nam")[0].startswith("Câu 06")
    ups.look.finder.field.clear()
    type_into(ups.look.finder.field, "năm")
    assert ups.look.finder.hits()[0].title.startswith("Câu 05")
    assert len(ups.look.finder.hits()) >= 4  # both questions and both people, the other spelling too


def test_what_can_be_found_is_taken_in_while_nobody_types_and_again_after_an_act(ups, qtbot) -> None:
    finder = ups.look.finder
    ups.press(Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: finder._index.is_current and not finder._timer.isActive())
    type_into(finder.field, "thon muon")
    assert finder.hits() == ()
    ask(ups, asker_name="Thôn Mường")
    finder.field.clear()
    type_into(finder.field, "thon muon")
    assert [hit.right for hit in finder.hits()] == ["Câu hỏi", "Người"]


def test_find_opens_an_answer_on_the_floor_and_one_that_is_over_in_the_minutes(ups, qtbot) -> None:
    first, second = ups.questions[0], ups.questions[1]
    floor.start_question(ups.conference, first)
    answer = floor.start_answer(ups.conference, first)
    minutes.write_text(ups.conference, TextKey(Slot.ANSWER, answer), "Sở sẽ mở lớp dạy nghề thêu thổ cẩm.")
    find(ups, "tho cam")
    enter(ups)
    assert ups.window.floor.answer_page.live.editor.hasFocus()
    floor.start_conclusion(ups.conference, first)
    floor.finish_question(ups.conference, first)
    floor.start_question(ups.conference, second)
    find(ups, "tho cam")
    enter(ups)
    written = ups.window.floor.written
    qtbot.waitUntil(written.isVisible)
    assert "thổ cẩm" in written.words.toPlainText()


def test_find_tells_notes_for_the_secretariat_and_what_was_prepared(ups) -> None:
    first = ups.questions[0]
    minutes.write_text(ups.conference, TextKey(Slot.PRIVATE, first), "Hẹn báo lại trước giờ giải lao.")
    setup.add(ups.conference, PreparedAnswer(question_id=first, text="Đã bố trí kinh phí sửa đường."))
    find(ups, "giai lao")
    assert [(hit.title, hit.right) for hit in ups.look.finder.hits()] == [("Câu 01", "Nội bộ")]
    ups.look.finder.field.clear()
    type_into(ups.look.finder.field, "kinh phi sua")
    assert ups.look.finder.hits()[0].right == "Văn bản chuẩn bị"
    enter(ups)
    assert ups.window.queue.selected().id == first


def test_somebody_who_has_not_asked_goes_into_the_capture_line_while_live(ups) -> None:
    setup.add_person(ups.conference, Person(name="Giàng A Páo", unit="Đoàn xã Mường Giàng"), [])
    ups.go_live()
    find(ups, "giang a pao")
    enter(ups)
    words = [edit.text() for edit in ups.window.capture._slots.values()]
    assert words[:2] == ["Giàng A Páo", "Đoàn xã Mường Giàng"]


def test_escape_closes_the_search_and_goes_back_to_the_text(ups) -> None:
    floor.start_question(ups.conference, ups.questions[0])
    ups.window.floor.go_current()
    before = QApplication.focusWidget()
    find(ups, "xx")
    assert ups.look.finder._count.text() == "Không tìm thấy."
    QTest.keyClick(ups.look.finder.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def running_dialogue(on) -> int:
    item = on.conference.db.execute("SELECT min(id) FROM agenda_item").fetchone()[0]
    agenda.start_item(on.conference, item)
    return int(item)


def choose_site(on, name: str) -> None:
    on.press(Qt.Key.Key_7, CONTROL)
    rows = on.look.sites.list
    place = next(i for i, row in enumerate(rows.rows.rows()) if name in row.title)
    rows.setCurrentIndex(rows.rows.index(place, 0))


def test_inviting_a_site_is_one_act_and_one_undo(ups) -> None:
    item = running_dialogue(ups)
    before, shown = counts(ups.conference.db).total, ups.row.picture
    choose_site(ups, "Bắc Yên")
    QTest.keyClick(ups.look.sites.list, Qt.Key.Key_Return)
    QApplication.processEvents()
    added = queue_rows(ups.conference.db)[-1]
    assert added.site == "Điểm cầu UBND huyện Bắc Yên"
    assert question_of(ups.row.preview.subject) == added.id
    assert json.loads(ups.row.preview.card)["text"] == "Mời điểm cầu UBND huyện Bắc Yên nêu ý kiến"
    assert ups.row.picture == shown  # the hall changes by F5 alone
    note = texts.text_of(ups.conference.db, TextKey(Slot.AGENDA, item))
    assert note.endswith("phút, mời điểm cầu UBND huyện Bắc Yên nêu ý kiến.")
    assert ups.window.floor.empty.notes.editor.toPlainText() == note
    assert "Mời hỏi" in ups.window.floor.empty.next_button.text()  # F6 runs its clock
    ups.press(Qt.Key.Key_U, CONTROL)
    assert counts(ups.conference.db).total == before
    assert texts.text_of(ups.conference.db, TextKey(Slot.AGENDA, item)) == ""


def test_a_site_with_a_waiting_question_is_asked_that_one_and_typed_notes_stay(ups) -> None:
    item = running_dialogue(ups)
    site = next(s for s in fairness.site_turns(ups.conference.db) if "Bắc Yên" in s.site.name).site
    waiting = ask(ups, asker_name="Mùa A Sùng", site_id=site.id)
    ups.window.floor.empty.notes.editor.setFocus()
    type_into(ups.window.floor.empty.notes.editor, "Hội trường đông đủ.")
    choose_site(ups, "Bắc Yên")
    QTest.keyClick(ups.look.sites.list, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert question_of(ups.row.preview.subject) == waiting
    note = texts.text_of(ups.conference.db, TextKey(Slot.AGENDA, item))
    assert note.startswith("Hội trường đông đủ.\nHồi ")
    assert ups.window.floor.empty.notes.editor.toPlainText() == note


def test_the_line_of_a_site_is_told_by_arrows_and_a_lost_one_stops_its_clock(ups) -> None:
    site = next(s for s in fairness.site_turns(ups.conference.db) if "Bắc Yên" in s.site.name).site
    question = ask(ups, asker_name="Mùa A Sùng", site_id=site.id)
    floor.start_question(ups.conference, question)
    choose_site(ups, "Bắc Yên")
    for wanted in (Signal.UNSTABLE, Signal.LOST):
        QTest.keyClick(ups.look.sites.list, Qt.Key.Key_Right)
        turn = next(s for s in fairness.site_turns(ups.conference.db) if s.site.id == site.id)
        assert turn.site.signal is wanted
    view = question_view(ups.conference.db, question)
    assert view.question.state is QuestionState.WAITING
    assert view.question.signal_lost_at is not None
    assert view.asking.running is None
    assert "Mất" in [row.right for row in ups.look.sites.list.rows.rows()]


def test_the_unheard_are_those_of_the_closing_card_and_the_next_is_suggested(ups) -> None:
    from app.documents.closing_card import sites_not_heard
    from app.queries.report import conference_report

    db = ups.conference.db
    group = setup.add(ups.conference, YouthGroup(name="Công nhân"))
    site = setup.add(ups.conference, Site(name="Điểm cầu UBND huyện Mộc Châu"))
    person = setup.add_person(ups.conference, Person(name="Vì Văn Hặc", unit="Công ty chè", youth_group_id=group), [])
    ask(ups, asker_name="Lò Thị Én")
    wanted = ask(ups, asker_id=PersonId(person), site_id=site)
    found = fairness.fairness(db)
    assert found.sites.names == sites_not_heard(conference_report(db))
    assert found.groups.names == ("Công nhân",)
    assert found.suggested[0].question.id == wanted
    ups.press(Qt.Key.Key_8, CONTROL)
    rows = ups.look.unheard.list
    assert rows.row().title == "Câu 06 · Vì Văn Hặc"
    assert "Mộc Châu" in rows.row().words
    QTest.keyClick(rows, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert question_of(ups.row.preview.subject) == wanted
    floor.start_question(ups.conference, wanted)
    assert "Điểm cầu UBND huyện Mộc Châu" not in fairness.fairness(db).sites.names
    assert fairness.fairness(db).sites.names == sites_not_heard(conference_report(db))


def test_history_tells_who_did_what_and_narrows_without_accents(ups) -> None:
    queue.approve(ups.conference, ups.questions[3])
    ups.press(Qt.Key.Key_U, CONTROL)
    ups.press(Qt.Key.Key_9, CONTROL)
    history = ups.look.history
    assert history.list.rows.rows()[0].right.startswith("hoàn tác")
    type_into(history.field, "duyet cau 04")
    shown = history.list.rows.rows()
    assert shown
    assert all("04" in row.title for row in shown)
    assert any("đã hoàn tác" in row.right for row in shown)


def test_an_open_history_finds_nobody_who_was_erased(ups) -> None:
    person_id = setup.add_person(ups.conference, Person(name="Tòng Thị Xuân"), [])
    ups.press(Qt.Key.Key_9, CONTROL)
    history = ups.look.history
    type_into(history.field, "tong thi xuan")
    assert history.list.rows.rows()
    privacy.erase_person(ups.conference, [person_id], "theo yêu cầu")
    assert not history.list.rows.rows()


def why_nothing_moves(on) -> str:
    """The first line of the menu names the act, even where there is nothing to move; chosen, it tells why."""
    said: list[str] = []
    on.desk.said.connect(said.append)
    line = on.look.time_lines()[0]
    assert line.words.startswith(BY_ACTION[Action.SURPLUS].text)
    line.do()
    on.desk.said.disconnect(said.append)
    return said[-1]


def test_the_surplus_goes_to_written_answer_by_one_key_and_back_by_one(ups) -> None:
    item = tables.AGENDA_ITEMS.get(ups.conference.db, running_dialogue(ups))
    agenda.change_item(ups.conference, replace(item, planned_minutes=120))
    ups.go_live()
    assert why_nothing_moves(ups) == "Chưa đủ số liệu để biết câu nào không kịp."
    first = ups.questions[0]
    floor.start_question(ups.conference, first)
    ups.clock.advance(3 * 3600)
    floor.start_answer(ups.conference, first)
    floor.start_conclusion(ups.conference, first)
    floor.finish_question(ups.conference, first)
    ups.window.keys.trigger(Action.SURPLUS)
    moved = [question_view(ups.conference.db, q) for q in ups.questions[1:3]]
    assert {view.question.state for view in moved} == {QuestionState.NOT_REACHED}
    assert {view.petitions[0].reply_mode for view in moved} == {ReplyMode.WRITTEN}
    assert ups.conference.undo_summary().endswith("bằng văn bản: 02, 03")
    assert question_view(ups.conference.db, ups.questions[3]).question.state is QuestionState.RECEIVED
    assert why_nothing_moves(ups) == "Không có câu nào chờ hỏi."
    ups.press(Qt.Key.Key_U, CONTROL)
    assert question_view(ups.conference.db, ups.questions[1]).question.state is QuestionState.WAITING


def test_closing_the_list_is_found_by_its_initials(ups) -> None:
    ups.press(Qt.Key.Key_K, CONTROL)
    type_into(ups.window.palette_overlay.field, "dds")
    assert ups.window.palette_overlay.entries()[0].words == "Đóng danh sách, còn lại trả lời bằng văn bản"


def test_look_ups_work_in_every_phase(ups) -> None:
    for mode in (Mode.PREPARING, Mode.LIVE, Mode.AFTER):
        ups.desk.run(setup.change_mode, mode)
        overlays = ups.look.finder, ups.look.sites, ups.look.unheard, ups.look.history
        for key, overlay in zip("F789", overlays, strict=True):
            ups.press(getattr(Qt.Key, f"Key_{key}"), CONTROL)
            assert overlay.isVisible()
            ups.press(Qt.Key.Key_Escape)
            assert not overlay.isVisible()
