"""“Cần xử lý”: words for each kind, one press from the field, and the reconciliation line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.commands import floor, queue, setup
from app.domain.facts import Mode
from app.domain.gap import Gap, GapKind
from app.domain.petition import ReplyMode
from app.queries.floor import question_view
from tests.support.conferences import with_question
from tests.support.counted_keys import CountedKeys
from tests.support.typing import type_text
from ui.operator.gaps_panel import GapsPanel, gap_words
from ui.operator.queue_panel import QueuePanel
from ui.shortcuts import Action
from ui.widgets.inset_box import InsetBox


class Gaps:
    def __init__(self, room, qtbot) -> None:
        self.room = room
        self.papers = []
        room.keys.on(Action.PAPERS, lambda: self.papers.append(1))
        self.queue = QueuePanel(room.desk, room.keys)
        self._panel = GapsPanel(room.desk, room.keys)
        page = QWidget()
        box = QHBoxLayout(page)
        box.addWidget(self.queue)
        box.addWidget(self._panel)
        room.window.setCentralWidget(page)
        room.window.show()
        room.window.activateWindow()
        qtbot.waitUntil(room.window.isActiveWindow)
        setup.change_mode(room.conference, Mode.LIVE)
        self.keys = CountedKeys(room.window)

    @property
    def panel(self) -> GapsPanel:
        """What is missing is told once the list has been painted."""
        QApplication.processEvents()
        return self._panel

    def shown(self) -> list[str]:
        return [line.text() for line in self.panel._lines if line.isVisible()]

    def press(self, number: int = 0) -> None:
        QTest.mouseClick(self.panel._lines[number], Qt.MouseButton.LeftButton)


@pytest.fixture
def on(room, qtbot) -> Gaps:
    return Gaps(room, qtbot)


def finished(room, agency: str = "snv"):
    question_id = with_question(room.conference, agency=room.ids[agency])
    for step in (floor.start_question, floor.start_answer, floor.start_conclusion, floor.finish_question):
        step(room.conference, question_id)
    return question_id


def test_nothing_missing_is_said_without_alarm(on):
    assert on.panel._title.text() == "Không có việc cần xử lý"
    assert on.shown() == []


def test_gaps_are_counted_and_gathered_by_kind(on):
    with_question(on.room.conference)
    with_question(on.room.conference)
    without_agency = on.panel._found.live[0]
    finished(on.room)
    assert on.panel._title.text() == "Cần xử lý  3"
    assert on.shown() == ["Câu 01, 02 chưa giao cơ quan", "Câu 03 chưa ghi tên người trả lời"]
    assert on.panel._found.live[0] is without_agency  # of ten thousand questions they are not kept twice
    assert on.panel._lines[0]._gaps is without_agency


def test_many_numbers_are_cut_in_words():
    found = [Gap(GapKind.NO_AGENCY, 1, number) for number in range(1, 10)]
    assert gap_words(found) == "Câu 01, 02, 03, 04 và 5 câu khác chưa giao cơ quan"


def test_a_press_leads_to_the_agency_of_the_first_and_then_of_the_next(on):
    first, second = with_question(on.room.conference), with_question(on.room.conference)
    on.press()
    on.keys.type("snv")
    on.keys.press("Return")
    assert question_view(on.room.conference.db, first).active_answer.agency.short_name == "SNV"
    assert on.shown() == ["Câu 02 chưa giao cơ quan"]
    on.press()
    assert on.queue.selected().id == second
    on.keys.press("Esc")
    on.press()
    on.keys.type("cat")
    on.keys.press("Return")
    assert on.shown() == []


def test_a_press_leads_to_the_missing_respondent(on):
    question_id = finished(on.room)
    on.press()
    on.keys.type("Ông Quàng Văn Lâm, Phó Giám đốc")
    on.keys.press("Return")
    respondent = question_view(on.room.conference.db, question_id).active_answer.respondent
    assert (respondent.honorific, respondent.name, respondent.title) == ("Ông", "Quàng Văn Lâm", "Phó Giám đốc")
    assert on.shown() == []


def test_a_written_answer_asks_for_its_day(on):
    question_id = with_question(on.room.conference, agency=on.room.ids["snv"])
    queue.close_list(on.room.conference)
    assert on.shown() == ["Câu 01 chưa có hạn trả lời"]
    on.press()
    on.keys.type("trước ngày 30/5/2023")
    on.keys.press("Return")
    petition = question_view(on.room.conference.db, question_id).petitions[0]
    assert (petition.due.text, petition.reply_mode) == ("trước ngày 30/5/2023", ReplyMode.WRITTEN)
    assert on.shown() == []


def test_one_key_from_any_focus_leads_through_all_that_is_missing(on):
    """Each gap is one key from its field: Ctrl+0 again and again, and what is filled in is left out."""
    with_question(on.room.conference)
    with_question(on.room.conference)
    last = finished(on.room)
    on.keys.press("Ctrl+0")
    assert not on.room.said or "Không có" not in on.room.said[-1]
    seen = []
    for _ in range(4):
        field = QApplication.focusWidget()
        boxes = [box.accessibleName() for box in field.window().findChildren(InsetBox) if box.isVisible()]
        seen.append((field.accessibleName(), *boxes))
        if field.accessibleName() == "Người trả lời":
            asker = question_view(on.room.conference.db, last).question.asker_id
            assert asker not in {one.id for one in field.candidates()}, "who asked does not answer"
        on.keys.press("Escape", "Ctrl+0")
    assert seen == [
        ("Cơ quan trả lời", "Giao câu 01 cho cơ quan"), ("Cơ quan trả lời", "Giao câu 02 cho cơ quan"),
        ("Người trả lời", "Câu 03: người trả lời của Sở Nội vụ"), ("Cơ quan trả lời", "Giao câu 01 cho cơ quan"),
    ]  # fmt: skip
    type_text(QApplication.focusWidget(), "cat")  # the next one, question 02
    on.keys.press("Return", "Ctrl+0")
    field = QApplication.focusWidget()
    boxes = [box.accessibleName() for box in field.window().findChildren(InsetBox) if box.isVisible()]
    assert boxes == ["Giao câu 01 cho cơ quan"]
    assert on.panel._title.text() == "Cần xử lý  2"


def test_without_gaps_the_key_says_so(on):
    on.keys.press("Ctrl+0")
    assert on.room.said[-1] == "Không có việc cần xử lý."


def test_the_form_of_answer_is_chosen_from_a_list(on):
    question_id = with_question(on.room.conference, agency=on.room.ids["snv"])
    floor.start_question(on.room.conference, question_id)
    answer = question_view(on.room.conference.db, question_id).answers[0].answer
    queue.set_respondent(on.room.conference, answer.id, queue.Person(name="Quàng Văn Lâm"))
    floor.await_answer(on.room.conference, question_id)
    floor.start_question(on.room.conference, with_question(on.room.conference, agency=on.room.ids["cat"]))
    gap = Gap(GapKind.UNANSWERED, question_id, 1)
    on.room.desk.gap_chosen.emit(gap)
    on.keys.press("Down", "Return")
    assert question_view(on.room.conference.db, question_id).petitions[0].reply_mode is ReplyMode.NOTED


def test_what_the_papers_lack_is_told_outside_the_live_hours_and_leads_to_them(on):
    setup.change_mode(on.room.conference, Mode.AFTER)
    assert on.shown() == ["Trước khi in: còn thiếu 5 mục"]
    on.press()
    assert on.papers == [1]


def test_the_reconciliation_line_stands_once_the_list_is_closed(on):
    with_question(on.room.conference, agency=on.room.ids["snv"])
    assert on.panel._sum.isHidden()
    queue.close_list(on.room.conference)
    assert on.panel._sum.text() == "Tổng\u00a01\u00a0câu\u00a0= 1\u00a0bằng\u00a0văn\u00a0bản"
    assert not on.panel._sum.isHidden()


def test_a_small_window_has_the_first_line_beside_the_title(on):
    with_question(on.room.conference)
    finished(on.room)
    on.panel.set_compact(True)
    assert on.shown() == ["Câu 01 chưa giao"]
    assert on.panel._title.text() == "2 việc"
    (line,) = [line for line in on.panel._lines if not line.isHidden()]
    line.resize(150, 21)
    assert (line._shown(), line.is_cut()) == ("1 câu chưa giao", False), "no room for the numbers beside the key"
    line.resize(170, 21)
    assert line._shown() == "Câu 01 chưa giao"
    chosen = QSignalSpy(on.room.desk.gap_chosen)
    for _ in range(2):
        on.press()
        on.keys.press("Esc")
    assert [chosen.at(i)[0].kind for i in range(2)] == [GapKind.NO_AGENCY, GapKind.NO_RESPONDENT]


def test_every_line_has_a_name_for_screen_readers(on):
    with_question(on.room.conference)
    assert [line.accessibleName() for line in on.panel._lines] == ["Câu 01 chưa giao cơ quan"]
