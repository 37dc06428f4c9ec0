"""The programme by keys, its clock from stored times, and that reordering never touches what was recorded."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from app.commands import agenda
from app.domain.agenda import AgendaItem, AgendaKind, AgendaStatus
from app.queries.floor import agenda_rows
from app.queries.forecast import forecast
from tests.support.counted_keys import CountedKeys
from ui.operator.agenda_panel import AgendaPanel
from ui.operator.agenda_reading import Stage, programme

ITEMS = (
    ("Văn nghệ chào mừng", 10, AgendaKind.ARTS, "14:00"),
    ("Phát biểu khai mạc", 20, AgendaKind.OPENING, ""),
    ("Đối thoại: nêu ý kiến, trả lời", 125, AgendaKind.DIALOGUE, ""),
    ("Kết luận Hội nghị", 20, AgendaKind.CONCLUSION, ""),
)


class Programme:
    def __init__(self, room, qtbot) -> None:
        self.room = room
        self.ids = [
            agenda.add_item(
                room.conference, AgendaItem(title=title, planned_minutes=minutes, kind=kind, planned_start=start)
            )
            for title, minutes, kind, start in ITEMS
        ]
        self.panel = AgendaPanel(room.desk, room.keys)
        self.editor = QPlainTextEdit()
        page = QWidget()
        box = QVBoxLayout(page)
        box.addWidget(self.panel)
        box.addWidget(self.editor)
        room.window.setCentralWidget(page)
        room.window.show()
        room.window.activateWindow()
        qtbot.waitUntil(room.window.isActiveWindow)
        self.editor.setFocus()
        self.keys = CountedKeys(room.window)

    def item(self, number: int) -> AgendaItem:
        rows = {row.item.id: row.item for row in agenda_rows(self.room.conference.db)}
        return rows[self.ids[number - 1]]

    def words(self) -> tuple[str, str, str, str]:
        panel = self.panel
        return panel._current.text(), panel._minutes.text(), panel._next.text(), panel._next_start.text()


@pytest.fixture
def on(room, qtbot) -> Programme:
    return Programme(room, qtbot)


def test_before_the_first_item_the_next_one_is_told(on):
    assert on.words() == ("Chưa bắt đầu mục nào", "", "1  Văn nghệ chào mừng", "14:00")
    for item_id in on.ids:
        agenda.remove_item(on.room.conference, item_id)
    assert on.words() == ("Chưa có chương trình", "", "Lập chương trình ở Danh mục (Ctrl+E)", "")


def test_between_two_items_and_after_the_last_one_it_is_told_too(on):
    """Else the panel said that nothing had begun when all was over."""
    first, *rest = on.ids
    agenda.start_item(on.room.conference, first)
    agenda.finish_item(on.room.conference, first)
    assert on.words()[::2] == ("Đã xong mục 1", "2  Phát biểu khai mạc")
    for item_id in rest:
        agenda.start_item(on.room.conference, item_id)
    assert on.words()[2] == "Mục cuối của chương trình"
    agenda.finish_item(on.room.conference, rest[-1])
    assert on.words() == ("Đã xong chương trình", "", "", "")


def test_the_running_item_and_the_next_with_minutes_from_stored_times(on):
    agenda.start_item(on.room.conference, on.ids[2])
    on.room.clock.advance(67 * 60 + 5)
    on.panel._tell()
    assert on.words() == ("3  Đối thoại: nêu ý kiến, trả lời", "67′ / 125′", "4  Kết luận Hội nghị", "16:35")
    assert on.panel.bar._share == pytest.approx(67 / 125)


def test_over_the_plan_is_said_in_words_too(on):
    agenda.start_item(on.room.conference, on.ids[0])
    on.room.clock.advance(13 * 60)
    on.panel._tell()
    assert on.panel._minutes.text() == "13′ / 10′ · quá 3′"
    assert on.panel.bar._is_over


def test_a_narrow_window_has_one_line_with_the_kinds(on):
    agenda.start_item(on.room.conference, on.ids[2])
    on.room.clock.advance(67 * 60)
    on.panel.set_compact(True)
    assert on.words() == ("3  Đối thoại", "67′/125′", "sau: Kết luận", "16:35")
    assert on.panel.bar.isHidden()


def test_one_chord_gives_a_minute_and_later_starts_follow(on):
    agenda.start_item(on.room.conference, on.ids[2])
    on.keys.press("Ctrl+PgUp", "Ctrl+PgUp", "Ctrl+PgDown")
    assert on.item(3).extra_minutes == 1
    assert on.panel._next_start.text() == "16:36"
    on.room.conference.undo()
    assert on.item(3).extra_minutes == 2


def test_a_later_item_makes_good_what_the_running_one_took(on):
    """Shift or absorb, as one chooses: from the text the later starts move; in the list a later item gives back."""
    agenda.start_item(on.room.conference, on.ids[1])
    on.keys.press(*["Ctrl+PgUp"] * 3)
    late = forecast(on.room.conference.db, on.room.clock.now()).end
    on.keys.press("Ctrl+1", "Down", "Down", *["Ctrl+PgDown"] * 3, "Escape")
    assert [on.item(number).extra_minutes for number in (2, 3, 4)] == [3, 0, -3]
    assert late - forecast(on.room.conference.db, on.room.clock.now()).end == timedelta(minutes=3)
    on.keys.press("Ctrl+1", "Home", "Ctrl+PgUp")
    assert (on.item(1).extra_minutes, on.item(2).extra_minutes) == (1, 3)


def test_without_a_running_item_the_minute_is_refused_in_words(on):
    on.keys.press("Ctrl+PgUp")
    assert "Chưa có mục nào" in on.room.said[-1]


def test_ctrl_1_opens_the_programme_and_its_keys_run_it(on):
    on.keys.press("Ctrl+1")
    assert on.panel.list.isVisible()
    on.keys.press("Return")
    assert on.item(1).started_at is not None
    on.room.clock.advance(600)
    on.keys.press("Down", "Return")
    assert on.item(1).ended_at == on.room.clock.now()
    on.keys.press("Ctrl+Return")
    assert on.item(2).ended_at == on.room.clock.now()
    on.keys.press("Esc")
    assert not on.panel.list.isVisible()
    assert QApplication.focusWidget() is on.editor


def test_skip_and_park_are_taken_back_by_the_same_key(on):
    on.keys.press("Ctrl+1", "Down")
    on.keys.press("Del")
    assert on.item(2).status is AgendaStatus.SKIPPED
    on.keys.press("Del", "Shift+Del")
    assert on.item(2).status is AgendaStatus.PARKED
    on.keys.press("Shift+Del")
    assert on.item(2).status is AgendaStatus.PLANNED


def test_reordering_by_keys_keeps_every_recorded_time(on):
    agenda.start_item(on.room.conference, on.ids[0])
    on.room.clock.advance(600)
    agenda.start_item(on.room.conference, on.ids[2])
    times = {row.item.id: (row.item.started_at, row.item.ended_at) for row in agenda_rows(on.room.conference.db)}
    on.keys.press("Ctrl+1", "Alt+Up", "Alt+Up", "Alt+Down")
    rows = agenda_rows(on.room.conference.db)
    assert [row.item.id for row in rows] == [on.ids[0], on.ids[2], on.ids[1], on.ids[3]]
    assert {row.item.id: (row.item.started_at, row.item.ended_at) for row in rows} == times


def test_stages_follow_from_times_and_status(on):
    agenda.start_item(on.room.conference, on.ids[0])
    agenda.start_item(on.room.conference, on.ids[1])
    agenda.set_status(on.room.conference, on.ids[2], AgendaStatus.SKIPPED)
    read = programme(agenda_rows(on.room.conference.db), on.room.clock.now())
    assert [line.stage for line in read.lines] == [Stage.DONE, Stage.RUNNING, Stage.SKIPPED, Stage.TO_COME]
    assert read.following.item.id == on.ids[3]


def test_a_conference_without_a_programme_says_so(room, qtbot):
    panel = AgendaPanel(room.desk, room.keys)
    qtbot.addWidget(panel)
    assert panel._current.text() == "Chưa có chương trình"
