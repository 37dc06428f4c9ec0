"""The queue by keys: what each does, that nothing moves by itself, and that no letter and no Backspace is a command."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from app.commands import floor, projector, queue
from app.domain.question import QuestionState
from app.queries.floor import current_question, question_view
from app.queries.queue import queue_rows
from app.scenes import question_subject
from tests.support.counted_keys import CountedKeys
from tests.support.typing import telex, unikey_type
from ui.operator.gap_boxes import PickerBox
from ui.operator.queue_boxes import LineBox, SimilarBox
from ui.operator.queue_delegate import spoken_line
from ui.operator.queue_lines import Grouping, GroupLine, QuestionLine
from ui.operator.queue_menu import QueueMenu
from ui.operator.queue_panel import QueuePanel
from ui.operator.queue_row import stage_words
from ui.shortcuts import Action


class Stock:
    """Seven questions: three over, one on the floor, two waiting, one at a remote site; an editor beside them."""

    def __init__(self, room, qtbot) -> None:
        self.room = room
        self.db = room.conference.db
        self.ids = [self._add(number) for number in range(1, 8)]
        for question_id in self.ids[:3]:
            self._finish(question_id)
        floor.start_question(room.conference, self.ids[3])
        self.panel = QueuePanel(room.desk, room.keys)
        self.view = self.panel.view
        self.tester = QAbstractItemModelTester(
            self.view.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, self.view
        )
        self.editor = QPlainTextEdit()
        page = QWidget()
        box = QHBoxLayout(page)
        box.addWidget(self.panel)
        box.addWidget(self.editor)
        self.panel.setFixedWidth(368)
        room.window.setCentralWidget(page)
        room.window.show()
        room.window.activateWindow()
        qtbot.waitUntil(room.window.isActiveWindow)
        self.view.setFocus()
        self.keys = CountedKeys(room.window)

    def _add(self, number: int):
        new = queue.NewQuestion(
            asker_name=f"Lò Văn {number}",
            unit="Đoàn xã Mường La",
            gist="vay vốn khởi nghiệp" if number in {5, 6} else "đường liên xã xuống cấp",
            site_id=self.room.ids["bac_yen" if number == 7 else "hall"],
            agency_id=self.room.ids["snv"] if number != 6 else None,
        )
        question_id = queue.register_question(self.room.conference, new)
        queue.approve(self.room.conference, question_id)
        return question_id

    def _finish(self, question_id) -> None:
        for step in (floor.start_question, floor.start_answer, floor.start_conclusion, floor.finish_question):
            step(self.room.conference, question_id)

    def numbers(self) -> list[int]:
        """Shown questions, top to bottom."""
        return [line.row.question.number for line in self.view.rows.rows() if isinstance(line, QuestionLine)]

    def groups(self) -> list[tuple[str, int, bool]]:
        return [(g.title, g.count, g.is_open) for g in self.view.rows.rows() if isinstance(g, GroupLine)]

    def order(self) -> list[int]:
        return [row.question.number for row in queue_rows(self.db)]

    def state(self, number: int) -> QuestionState:
        return question_view(self.db, self.ids[number - 1]).question.state

    def box(self, kind):
        return next((box for box in self.room.window.findChildren(kind) if box.isVisible()), None)


@pytest.fixture
def on(room, qtbot) -> Stock:
    return Stock(room, qtbot)


def test_groups_are_what_is_over_the_order_and_the_remote_site(on):
    assert on.groups() == [
        ("Đã xong trước đó", 2, False),
        ("Theo thứ tự hỏi", 4, True),
        ("Điểm cầu UBND huyện Bắc Yên", 1, True),
    ]
    assert on.numbers() == [3, 4, 5, 6, 7]


def test_the_list_keeps_its_order_whatever_happens_to_the_questions(on):
    conference = on.room.conference
    on.view.go_to("group/done")
    on.keys.press("Right")
    assert on.numbers() == [1, 2, 3, 4, 5, 6, 7]
    for act in (
        lambda: queue.take_approval_back(conference, on.ids[4]),
        lambda: queue.merge(conference, on.ids[5], on.ids[4]),
        lambda: floor.start_answer(conference, on.ids[3]),
        lambda: floor.start_question(conference, on.ids[6]),
        lambda: queue.assign_agency(conference, on.ids[5], on.room.ids["cat"]),
        lambda: projector.prepare(conference, question_subject(on.ids[2])),
        lambda: queue.mark_signal_lost(conference, on.ids[6]),
        lambda: queue.close_list(conference),
    ):
        act()
        assert on.numbers() == [1, 2, 3, 4, 5, 6, 7]


def test_t6_the_next_question_is_two_keys_from_the_preview_and_browsing_moves_nothing(on):
    asked = QSignalSpy(on.room.desk.preview_requested)
    browsed = QSignalSpy(on.room.desk.browsed)
    on.panel.select(on.ids[3])
    on.keys.press("Down", "Return")
    assert on.keys.count == 2
    assert asked.at(0) == [question_subject(on.ids[4])]
    assert browsed.at(browsed.count() - 1) == [on.ids[4]]
    assert current_question(on.db).question.id == on.ids[3]


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("Alt+Up", [1, 2, 3, 4, 6, 5, 7]),
        ("Alt+Home", [1, 2, 3, 4, 6, 5, 7]),
        ("Alt+Down", [1, 2, 3, 4, 5, 6, 7]),
        ("Alt+End", [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_t16_one_chord_moves_a_question_inside_its_group_and_undo_takes_it_back(on, key, order):
    on.panel.select(on.ids[5])
    on.keys.press(key)
    assert on.keys.count == 2
    assert on.order() == order
    assert on.panel.selected().question.number == 6
    if order != sorted(order):
        on.room.conference.undo()
        assert on.order() == [1, 2, 3, 4, 5, 6, 7]


def test_down_and_to_the_end_move_behind_the_neighbours(on):
    on.panel.select(on.ids[4])
    on.keys.press("Alt+Down")
    assert on.order() == [1, 2, 3, 4, 6, 5, 7]
    on.panel.select(on.ids[2])
    on.keys.press("Alt+End")
    assert on.order() == [1, 2, 4, 6, 5, 3, 7]


def test_a_drop_moves_one_question_and_never_loses_a_row(on):
    rows = on.view.rows
    mime = rows.mimeData([rows.index_of(on.ids[5])])
    before = rows.index_of(on.ids[4]).row()
    assert rows.dropMimeData(mime, Qt.DropAction.MoveAction, before, 0, QModelIndex()) is False
    assert on.order() == [1, 2, 3, 4, 6, 5, 7]
    assert on.numbers() == [3, 4, 6, 5, 7]


def test_a_drop_into_another_site_is_not_taken(on):
    rows = on.view.rows
    mime = rows.mimeData([rows.index_of(on.ids[4])])
    rows.dropMimeData(mime, Qt.DropAction.MoveAction, -1, 0, QModelIndex())
    assert on.order() == [1, 2, 3, 4, 5, 6, 7]


def test_a_heading_cannot_be_dragged(on):
    flags = on.view.rows.flags(on.view.rows.index_of("group/order"))
    assert not flags & Qt.ItemFlag.ItemIsDragEnabled


def test_delete_withdraws_but_never_what_is_on_the_floor_or_the_screen(on):
    on.panel.select(on.ids[4])
    on.keys.press("Del")
    assert on.state(5) is QuestionState.WITHDRAWN
    on.panel.select(on.ids[3])
    on.keys.press("Del")
    assert on.state(4) is QuestionState.ASKING
    assert "đang diễn ra" in on.room.said[-1]
    projector.prepare(on.room.conference, question_subject(on.ids[5]))
    projector.take(on.room.conference)
    projector.cover_or_open(on.room.conference)
    on.panel.select(on.ids[5])
    on.keys.press("Del")
    assert on.state(6) is QuestionState.WAITING
    assert "màn chiếu" in on.room.said[-1]


def test_ctrl_d_approves_and_takes_back_from_any_focus(on):
    on.panel.select(on.ids[4])
    on.editor.setFocus()
    on.keys.press("Ctrl+D")
    assert on.state(5) is QuestionState.RECEIVED
    on.keys.press("Ctrl+D")
    assert on.state(5) is QuestionState.WAITING


def test_t15_the_most_alike_is_merged_by_two_keys_and_taken_apart_by_one(on):
    on.panel.select(on.ids[5])
    on.keys.press("F3")
    assert on.box(SimilarBox) is not None
    on.keys.press("Return")
    assert on.keys.count == 2
    assert on.state(6) is QuestionState.MERGED
    assert question_view(on.db, on.ids[5]).question.merged_into_id == on.ids[4]
    assert on.box(SimilarBox) is None
    assert QApplication.focusWidget() is on.view
    assert stage_words(on.panel.selected()) == "Đã gộp vào 05"
    on.keys.press("Shift+F3")
    assert (on.state(6), stage_words(on.panel.selected())) == (QuestionState.WAITING, "Chờ hỏi")


def test_escape_leaves_the_similar_questions_alone(on):
    on.panel.select(on.ids[5])
    on.keys.press("F3", "Esc")
    assert on.state(6) is QuestionState.WAITING
    assert QApplication.focusWidget() is on.view


def test_t17_three_letters_and_enter_find_a_name_among_the_questions(on):
    on.panel.filter_box.setFocus()
    on.keys.type("van 2", keys=5)
    on.keys.press("Return")
    assert on.panel.selected().question.number == 2
    assert QApplication.focusWidget() is on.view


def test_letters_typed_in_the_list_start_the_filter_without_accents(on):
    unikey_type(on.view, "k")
    assert QApplication.focusWidget() is on.panel.filter_box
    unikey_type(on.panel.filter_box, "hởi")
    assert on.panel.filter_box.text() == "khởi"
    assert on.numbers() == [5, 6]
    on.keys.press("Esc")
    assert on.panel.filter_box.text() == ""
    assert on.numbers() == [3, 4, 5, 6, 7]
    on.keys.press("Esc")
    assert QApplication.focusWidget() is on.view


def test_a_telex_stream_into_the_list_arrives_whole_in_the_filter(on):
    stream = telex("Mường")
    unikey_type(on.view, stream[0])
    unikey_type(QApplication.focusWidget(), stream[1:])
    assert on.panel.filter_box.text() == "Mường"
    assert len(on.numbers()) == 7


def test_backspace_and_space_in_the_list_do_nothing(on):
    on.panel.select(on.ids[4])
    before = on.db.execute("SELECT count(*) FROM event").fetchone()
    on.keys.press("Backspace", "Space")
    assert on.db.execute("SELECT count(*) FROM event").fetchone() == before
    assert on.panel.filter_box.text() == ""
    assert on.panel.selected().question.number == 5


def test_home_and_end_go_to_the_first_and_the_last_question(on):
    assert isinstance(on.view.rows.row_at(on.view.rows.index(0, 0)), GroupLine)
    on.panel.select(on.ids[4])
    on.keys.press("End")
    assert on.panel.selected().question.number == 7
    on.keys.press("Home")
    assert on.panel.selected().question.number == on.numbers()[0]


def test_left_folds_the_group_and_right_opens_it_and_enter_on_a_heading_does_both(on):
    on.panel.select(on.ids[6])
    on.keys.press("Left")
    assert on.numbers() == [3, 4, 5, 6]
    on.keys.press("Return")
    assert on.numbers() == [3, 4, 5, 6, 7]
    on.keys.press("Left", "Right")
    assert on.numbers() == [3, 4, 5, 6, 7]


def test_f4_in_the_queue_gives_the_row_its_agency_and_elsewhere_the_current_question(on):
    called = []
    on.room.keys.on(Action.ASSIGN_AGENCY, lambda: called.append("room"))
    on.panel.select(on.ids[5])
    on.keys.press("F4")
    assert on.box(PickerBox) is not None
    on.keys.type("cat")
    on.keys.press("Return")
    assert question_view(on.db, on.ids[5]).active_answer.agency.short_name == "CAT"
    assert QApplication.focusWidget() is on.view
    assert called == []
    on.editor.setFocus()
    on.keys.press("F4")
    assert called == ["room"]


def test_closing_the_list_is_one_act_with_its_day(on):
    on.panel.ask_closing()
    on.keys.type("trước ngày 30/5/2023")
    on.keys.press("Return")
    assert on.box(LineBox) is None
    view = question_view(on.db, on.ids[4])
    assert view.question.state is QuestionState.NOT_REACHED
    assert view.petitions[0].due.text == "trước ngày 30/5/2023"
    on.room.conference.undo()
    assert on.state(5) is QuestionState.WAITING


def test_a_reason_goes_with_what_is_left_out_and_it_can_come_back(on):
    row = next(row for row in queue_rows(on.db) if row.id == on.ids[5])
    on.panel._ask_reason(row)
    on.keys.type("trùng chủ đề khác")
    on.keys.press("Return")
    view = question_view(on.db, on.ids[5])
    assert (view.question.state, view.question.end_reason) == (QuestionState.LEFT_OUT, "trùng chủ đề khác")
    on.panel._acts.bring_back(row)
    assert on.state(6) is QuestionState.WAITING


def test_a_follow_up_stands_behind_its_parent_ready_to_be_asked(on):
    row = next(row for row in queue_rows(on.db) if row.id == on.ids[3])
    child = on.panel._acts.follow_up(row)
    assert on.order() == [1, 2, 3, 4, 8, 5, 6, 7]
    view = question_view(on.db, child)
    assert (view.question.state, view.asker.name) == (QuestionState.WAITING, "Lò Văn 4")
    second = on.panel._acts.follow_up(row)
    assert [r.id for r in queue_rows(on.db)][4:6] == [child, second]


def test_a_follow_up_is_of_a_question_that_was_asked_never_of_one_that_waits(on):
    """By the palette, wherever the cursor of the list is: else of the one on the floor, else it is said."""
    act = dict(on.panel.acts_without_key())["Ghi câu hỏi thêm của câu đã hỏi"]
    parents = []
    for place in (5, 0):  # one that waits, one that is over; the fourth has the floor
        on.panel.select(on.ids[place])
        act()
        parents.append({row.question.parent_id for row in queue_rows(on.db)} - {None})
    assert parents == [{on.ids[3]}, {on.ids[3], on.ids[0]}]


def test_the_chosen_row_stays_in_sight_when_what_lies_below_grows(on):
    view = on.panel.view
    on.panel.select(queue_rows(on.db)[-1].id)
    view.resize(view.width(), 400)
    on.panel.select(queue_rows(on.db)[-1].id)
    for height in (300, 180, 90):
        view.resize(view.width(), height)
        row = view.visualRect(view.currentIndex())
        assert view.viewport().rect().contains(row), height


def test_a_new_question_is_found_and_approved_at_once(on):
    on.editor.setFocus()
    question_id = queue.register_question(on.room.conference, queue.NewQuestion(gist="Việc làm"))
    on.panel.select(question_id)
    assert QApplication.focusWidget() is on.editor
    on.keys.press("Ctrl+D")
    assert on.panel.selected().question.state is QuestionState.WAITING


def test_select_opens_what_hides_the_question(on):
    on.panel.filter_box.setText("khong co gi")
    on.panel.select(on.ids[0])
    assert on.panel.selected().question.number == 1


def test_the_menu_offers_what_can_be_done_and_its_entries_do_it(on):
    on.panel.select(on.ids[5])
    place = on.view.viewport().mapToGlobal(on.view.visualRect(on.view.currentIndex()).center())
    QApplication.sendEvent(on.panel, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place))
    menu = on.panel.findChild(QueueMenu)
    entries = {action.text().split("\t")[0]: action for action in menu.findChildren(QAction)}
    assert entries["Dự phòng"].isEnabled()
    assert not entries["Tách câu đã gộp"].isEnabled()
    entries["Dự phòng"].trigger()
    assert on.state(6) is QuestionState.RESERVE
    entries["Nhóm theo lĩnh vực"].trigger()
    assert on.panel._grouping is Grouping.TOPIC
    menu.close()


def test_a_line_is_read_out_whole_with_its_pointers(on):
    line = next(line for line in on.view.rows.rows() if isinstance(line, QuestionLine) and line.row.is_current)
    assert spoken_line(line) == "Câu 04, Lò Văn 4, Đoàn xã Mường La, Đang hỏi, SNV, đang diễn ra"
    heading = next(line for line in on.view.rows.rows() if isinstance(line, GroupLine))
    assert spoken_line(heading) == "Đã xong trước đó, 2 câu, đang gập"


def test_rows_have_the_heights_of_the_look_also_after_changes(on):
    heights = {on.view.rowHeight(i) for i, line in enumerate(on.view.rows.rows()) if isinstance(line, QuestionLine)}
    assert heights == {40}
    on.panel.set_compact(True)
    queue.move_question(on.room.conference, on.ids[5], on.ids[4])
    lines = on.view.rows.rows()
    assert [on.view.rowHeight(i) for i in range(len(lines))] == [22 if isinstance(x, GroupLine) else 37 for x in lines]
