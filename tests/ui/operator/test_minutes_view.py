"""The running minutes on the console: they follow the data, a hand edit stays, versions and patterns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.commands import conclusions, floor, minutes, papers
from app.documents.blocks import Paragraph
from app.documents.minutes import minutes_document
from app.domain.conclusion import Conclusion
from app.domain.minutes import Slot, TextKey
from app.domain.paper import PaperKind
from app.queries.minutes_versions import VersionKind, report_for_papers, versions
from app.queries.report import conference_report
from db import journal_lines
from tests.support.conferences import with_question
from tests.support.floor import Floor
from tests.support.typing import press, type_text
from tests.ui.operator.conftest import Room
from ui.operator.minutes_lines import BY_HAND, HOMELESS
from ui.operator.pattern_box import PatternBox
from ui.shortcuts import Action
from ui.widgets.keeping import Keeping


@pytest.fixture
def on(room: Room) -> Floor:
    """The minutes open, with one question that is being answered."""
    floor_ = Floor(room)
    floor_.start("snv", Action.NEXT_STEP)
    floor_.press(Action.GO_WRITTEN)
    return floor_


def words(on: Floor) -> list[str]:
    on.panel.written.rebuild()
    return [line.words for line in on.panel.written.model.rows()]


def key_of_answer(on: Floor) -> str:
    return next(line.key for line in on.panel.written.model.rows() if line.key.startswith("answer/"))


def test_it_follows_the_data_forth_and_back(on: Floor) -> None:
    conference = on.room.conference
    key = key_of_answer(on)
    minutes.write_text(conference, TextKey(Slot.ANSWER, int(key.partition("/")[2])), "Sở đã tham mưu.")
    assert any(text.endswith("trả lời: Sở đã tham mưu.") for text in words(on))
    conclusions.record_conclusion(conference, Conclusion(text="Rà soát lại"))
    assert "Rà soát lại." in words(on)
    conference.undo()
    assert "Rà soát lại." not in words(on)


def test_it_refreshes_by_itself_and_would_be_seen_if_it_did_not(on: Floor, qtbot) -> None:
    """Nobody asks it to rebuild; with its ear taken away the same look finds an old list."""
    view, conference = on.panel.written, on.room.conference
    view.rebuild()

    def shown() -> list[str]:
        return [line.words for line in view.model.rows()]

    conclusions.record_conclusion(conference, Conclusion(text="Rà soát lại"))
    qtbot.waitUntil(lambda: "Rà soát lại." in shown())  # one task alone has no number
    on.room.desk.changed.disconnect(view._hear)
    conclusions.record_conclusion(conference, Conclusion(text="Báo cáo tỉnh"))
    qtbot.wait(view._pause.interval() + 100)
    assert "2. Báo cáo tỉnh." not in shown()
    view.rebuild()
    assert "2. Báo cáo tỉnh." in shown()


def test_what_is_written_into_a_sentence_is_stored_when_it_is_left_and_stays(on: Floor) -> None:
    view, conference = on.panel.written, on.room.conference
    key = key_of_answer(on)
    view.choose(key)
    view.words.setFocus()
    view.words.selectAll()
    type_text(view.words, "Sở Nội vụ trả lời ngắn gọn.")
    minutes.write_text(conference, TextKey(Slot.ANSWER, int(key.partition("/")[2])), "lời mới")
    view.rebuild()
    assert view.words.toPlainText() == "Sở Nội vụ trả lời ngắn gọn.", "a refresh took words that were being written"
    view.list.setFocus()
    assert conference_report(conference.db).sentences == {key: "Sở Nội vụ trả lời ngắn gọn."}
    view.rebuild()
    line = next(line for line in view.model.rows() if line.key == key)
    assert (line.words, line.note) == ("Sở Nội vụ trả lời ngắn gọn.", BY_HAND)
    assert "lời mới" in view.own.text()
    view.give_back_button.click()
    assert any(text.endswith("trả lời: lời mới") for text in words(on))


def journalled(on: Floor) -> dict[str, str]:
    """What the next start would find of words nobody has stored."""
    journal = on.room.conference.journal
    assert journal.wait_kept(journal._made, 5)
    return {pending.key: pending.text for pending in journal_lines.replay(lambda _: "", journal.path)}


def test_every_key_in_a_sentence_is_in_the_journal_until_it_is_stored_or_given_up(on: Floor) -> None:
    view = on.panel.written
    view.choose("facts/place")
    own = view.words.toPlainText()
    view.words.setFocus()
    type_text(view.words, "Tại")
    assert journalled(on) == {"sentence/facts/place": "Tại" + own}
    assert view.words.keeper.state in {Keeping.KEPT, Keeping.SAFE}
    type_text(view.words, " hội trường. ")
    assert journalled(on) == {"sentence/facts/place": "Tại hội trường. " + own}
    press(view.words, Qt.Key.Key_Return)
    assert view.words.keeper.state is Keeping.RECORDED
    on.room.conference.follower.wait_safe(on.room.conference.last_event(), 5)
    on.room.desk.typing._settle()
    assert journalled(on) == {}
    type_text(view.words, "x")
    press(view.words, Qt.Key.Key_Backspace)
    on.room.desk.typing._settle()
    assert journalled(on) == {}, "typed and taken back"
    type_text(view.words, "y")
    press(view.words, Qt.Key.Key_Escape)
    on.room.desk.typing._settle()
    assert journalled(on) == {}
    assert view.words.toPlainText() == "Tại hội trường. " + own


def test_only_looking_or_esc_rewrites_nothing(on: Floor) -> None:
    view = on.panel.written
    view.choose(key_of_answer(on))
    view.words.setFocus()
    type_text(view.words, "xyz")
    press(view.words, Qt.Key.Key_Escape)
    view.list.setFocus()
    view.choose("facts/place")
    assert conference_report(on.room.conference.db).sentences == {}


def test_an_act_from_elsewhere_stores_the_sentence_first(on: Floor) -> None:
    view = on.panel.written
    view.choose("facts/place")
    view.words.selectAll()
    type_text(view.words, "Tại hội trường.")
    on.room.desk.run(floor.start_conclusion, 1)
    assert conference_report(on.room.conference.db).sentences == {"facts/place": "Tại hội trường."}


def test_words_whose_facts_went_are_marked_at_the_end(on: Floor) -> None:
    conference = on.room.conference
    task = conclusions.record_conclusion(conference, Conclusion(text="Rà soát"))
    minutes.override_sentence(conference, f"conclusion/{task}", "Rà soát toàn bộ.")
    conclusions.remove_conclusion(conference, task)
    assert words(on)[-1] == "Rà soát toàn bộ."
    assert on.panel.written.model.rows()[-1].note == HOMELESS


def test_a_chosen_sentence_shows_its_acts(on: Floor) -> None:
    view = on.panel.written
    view.choose(key_of_answer(on))
    told = [view.events.item(row).text() for row in range(view.events.count())]
    assert any("Mời SNV trả lời câu 01" in line for line in told)


def test_versions_are_listed_and_what_they_say_differently(on: Floor) -> None:
    view, conference = on.panel.written, on.room.conference
    first = conclusions.record_conclusion(conference, Conclusion(text="Một"))
    issued = [papers.IssuedFile(f"bien-ban.{kind}", "0" * 64) for kind in ("pdf", "docx")]
    papers.record_issue(conference, PaperKind.MINUTES, issued, conference.last_event())
    conclusions.record_conclusion(conference, Conclusion(text="Hai"))
    minutes.override_sentence(conference, f"conclusion/{first}", "Một, sửa lại.")
    view.final_button.click()
    view.rebuild()
    assert [(v.kind, v.number) for v in versions(conference.db)] == [(VersionKind.FINAL, 1), (VersionKind.DRAFT, 1)]
    assert view.status.text().startswith("Đã chốt")
    view.choose(f"conclusion/{first}")
    assert not view.words.isEnabled()
    assert on.room.desk.run(minutes.override_sentence, "ended", "x") is None
    assert "Biên bản đã chốt" in on.room.said[-1]
    view.compare.setCurrentIndex(2)
    view.rebuild()
    shown = {line.words: line.note for line in view.model.rows()}
    assert shown == {"Một, sửa lại.": "Trước: Một.", "Hai.": "Thêm mới"}
    view.compare.setCurrentIndex(0)
    conclusions.remove_conclusion(conference, first)
    conclusions.record_conclusion(conference, Conclusion(text="Ba"))
    view.rebuild()
    assert "dữ liệu đổi 2 đoạn sau khi chốt" in view.status.text()
    frozen = report_for_papers(conference.db)
    printed = [block.text for block in minutes_document(frozen.final).blocks if isinstance(block, Paragraph)]
    assert [text for text in printed if text[:3] in {"1. ", "2. "}] == ["1. Một, sửa lại.", "2. Hai."]
    view.final_button.click()
    assert report_for_papers(conference.db).final is None
    view.final_button.click()
    view.rebuild()
    assert [v.number for v in versions(conference.db) if v.kind is VersionKind.FINAL] == [2, 1]
    view.compare.setCurrentIndex(2)
    view.rebuild()
    told = {line.words: line.note for line in view.model.rows()}
    assert told == {"Ba.": "Thêm mới", "Một, sửa lại.": "Đã bỏ"}
    view.against.setCurrentIndex(2)
    view.rebuild()
    assert view.model.rows() == ()


def test_a_pattern_in_the_offices_own_words_with_a_live_example(on: Floor) -> None:
    box = PatternBox(on.room.desk, on.panel.written)
    box.chosen.setCurrentIndex(next(i for i in range(box.chosen.count()) if box.chosen.itemText(i) == "Trả lời"))
    assert box.words.toPlainText() == "{người nói} trả lời: "
    box.words.selectAll()
    type_text(box.words, "{người nói} giải trình như sau:")
    assert box.example.text().endswith("Tỉnh đoàn Sơn La, giải trình như sau: nội dung …")
    box.store()
    assert any("giải trình như sau: " in text for text in words(on))
    box.words.selectAll()
    type_text(box.words, "{nguoi} nói:")
    assert box.trouble.text() == "Không có chỗ điền {nguoi}."
    assert not box.store_button.isEnabled()
    box.take_shipped()
    assert conference_report(on.room.conference.db).phrases == {}
    box.leave()


def test_the_same_key_and_esc_lead_back_to_the_room(on: Floor) -> None:
    with_question(on.room.conference)
    assert on.panel.written.isVisible()
    press(on.panel.written.list, Qt.Key.Key_Escape)
    assert not on.panel.written.isVisible()
    on.press(Action.GO_WRITTEN)
    on.press(Action.GO_MINUTES)
    assert not on.panel.written.isVisible()
    focus = QApplication.focusWidget()
    assert focus is on.panel.answer_page.live.editor
