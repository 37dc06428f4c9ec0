"""F5, F8, F9 and their guards, on the real windows: what the audience sees moves by these keys and by nothing else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands import floor, minutes, setup
from app.domain.minutes import Slot, TextKey
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.queries import desk as lists
from app.queries import floor as floor_query
from app.recovery import Restored
from tests.support import hotplug
from tests.support.hotplug import LAPTOP, PROJECTOR
from tests.support.pictures import difference
from ui.operator import hall_pictures
from ui.operator.bar import Topic
from ui.operator.hall_column import NOTHING_PREVIEWED
from ui.operator.hall_pictures import Released
from ui.projector.folding import Folded
from ui.projector.stage import HallSettings
from ui.shortcuts import BINDINGS, Scope

NONE = Qt.KeyboardModifier.NoModifier
F5, F8, F9 = Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F9


def subject(console, number: int) -> str:
    return f"question/{console.questions[number - 1]}"


def _refuse(*_: object) -> None:
    raise AssertionError("painted between the key and the picture")


@pytest.fixture
def live(console):
    """Question 1 on air, question 2 previewed and settled."""
    console.preview(1)
    console.press(F5)
    console.press(F8)
    console.clock.advance(1)
    console.preview(2)
    assert console.row.visible.subject == subject(console, 1)
    return console


def test_starts_covered_with_nothing_previewed(console) -> None:
    assert console.row.state is HallState.COVERED
    assert console.window.hall_column.preview.words() == NOTHING_PREVIEWED
    console.press(F5)
    assert "Chưa có gì để xem trước" in console.window.bar.words()


def test_f5_under_cover_loads_beneath_and_f8_opens(console) -> None:
    console.preview(1)
    console.press(F5)
    assert (console.row.state, console.row.loaded.subject) == (HallState.COVERED, subject(console, 1))
    assert "F8 để mở" in console.window.hall_column.banner.text()
    cover = console.hall.window.picture().cacheKey()
    console.press(F8)
    assert (console.row.state, console.row.visible.subject) == (HallState.LIVE, subject(console, 1))
    assert console.hall.window.picture().cacheKey() != cover


def test_the_very_picture_of_the_preview_goes_on_the_hall(live) -> None:
    previewed = live.hall.preview_picture().cacheKey()
    live.press(F5)
    assert live.row.visible.subject == subject(live, 2)
    assert live.hall.window.picture().cacheKey() == previewed


def test_whatever_a_hall_key_shows_next_is_painted_and_nothing_else_is_kept(live, monkeypatch) -> None:
    for number in (3, 1, 2, 3, 1):
        live.preview(number)
        live.press(F5)
        live.qtbot.wait(1)
    pictures = live.hall._pictures
    del pictures._kept[pictures.key(Released(live.hall._cover(), live.hall.settings))]  # as after a crash
    live.preview(2)
    live.qtbot.waitUntil(lambda: len(pictures._kept) == 4)  # on air, in the preview, on air before, the cover
    seen = {key: picture.toImage() for key, picture in pictures._kept.items()}
    live.qtbot.waitUntil(lambda: sum(isinstance(picture, Folded) for picture in pictures._kept.values()) == 1)
    assert not isinstance(pictures._kept[pictures.key(Released(live.hall._cover(), live.hall.settings))], Folded)
    assert live.hall.window.picture().cacheKey() == pictures.of(live.hall._released).cacheKey()  # it stays as it is
    previewed = live.hall.preview_picture().cacheKey()
    assert live.hall.preview_picture().cacheKey() == previewed

    monkeypatch.setattr(hall_pictures, "painting", _refuse)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifiers, shown in ((F8, NONE, "cover"), (F8, NONE, 1), (F5, shift, 3), (F5, shift, 1), (F5, NONE, 2)):
        live.clock.advance(1)
        live.press(key, modifiers)
        live.qtbot.wait(1)
        assert live.hall._released.shown.subject == (shown if shown == "cover" else subject(live, shown))
        assert live.hall.window.picture().cacheKey() == pictures.of(live.hall._released).cacheKey()
        assert live.hall.window.picture().toImage() == seen[pictures.key(live.hall._released)]


def test_alt_twins_are_the_same_keys(live) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    live.press(Qt.Key.Key_5, alt)
    assert live.row.visible.subject == subject(live, 2)
    live.press(Qt.Key.Key_8, alt)
    assert live.row.state is HallState.COVERED
    live.press(Qt.Key.Key_8, alt)
    live.press(Qt.Key.Key_9, alt)
    assert live.row.state is HallState.HELD


def test_button_names_what_it_shows(live) -> None:
    button = live.window.hall_column.take_button
    assert button.text() == "PHÁT: Câu 02"
    assert button.second_line() == "Quàng Văn Tuấn"


def test_fresh_preview_is_not_taken(live) -> None:
    live.preview(3, settled=False)
    live.clock.advance(0.399)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 1)
    assert "Xem trước vừa đổi" in live.window.bar.words()
    live.clock.advance(0.701)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 3)


def test_second_f5_within_600_ms_is_a_slip(live) -> None:
    live.press(F5)
    live.preview(3, settled=False)
    live.clock.advance(0.599)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 2)
    live.clock.advance(0.001)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 3)


def test_held_f5_takes_once(live) -> None:
    live.press(F5)
    live.preview(3)
    for _ in range(5):
        QApplication.sendEvent(live.window, QKeyEvent(QEvent.Type.KeyPress, F5, NONE, "", True))
    assert live.row.visible.subject == subject(live, 2)


def test_locked_hall_refuses_f5_and_shift_f5(live) -> None:
    live.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not live.window.hall_column.take_button.isEnabled()
    live.press(F5)
    assert "đang khóa" in live.window.bar.words()
    live.clock.advance(1)
    live.press(F5, Qt.KeyboardModifier.ShiftModifier)
    assert live.row.visible.subject == subject(live, 1)
    live.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    live.clock.advance(1)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 2)


def state_of(console, number: int) -> QuestionState:
    view = floor_query.question_view(console.conference.db, console.questions[number - 1])
    assert view is not None
    return view.question.state


def test_unapproved_question_needs_f5_again(live) -> None:
    live.preview(4)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 1)
    assert "F5 lần nữa để duyệt và PHÁT" in live.window.bar.words()
    assert live.window.hall_column.take_button.text() == "F5 lần nữa để PHÁT"
    live.clock.advance(0.3)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 1)
    live.clock.advance(0.4)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 4)
    assert state_of(live, 4) is QuestionState.WAITING
    assert not live.window.bar.has(Topic.REFUSAL)


@pytest.mark.parametrize("way_out", ["escape", "other preview"])
def test_the_second_f5_is_only_waited_for_until_something_else(live, way_out: str) -> None:
    live.preview(4)
    live.press(F5)
    if way_out == "escape":
        live.press(Qt.Key.Key_Escape)
    else:
        live.preview(3)
        live.preview(4)
    live.clock.advance(1)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 1)
    assert state_of(live, 4) is QuestionState.RECEIVED


def test_shift_f5_brings_the_former_picture_back(live) -> None:
    live.press(F5)
    live.clock.advance(1)
    live.press(F5, Qt.KeyboardModifier.ShiftModifier)
    assert live.row.visible.subject == subject(live, 1)


def test_hold_keeps_the_picture_and_names_what_comes(live) -> None:
    live.press(F9)
    picture = live.hall.window.picture().cacheKey()
    live.press(F5)
    assert live.row.state is HallState.HELD
    assert live.hall.window.picture().cacheKey() == picture
    assert live.window.hall_column.live_band.words() == ("MÀN CHIẾU · ĐANG GIỮ", "sẽ hiện: câu 02")
    live.press(F9)
    assert live.row.visible.subject == subject(live, 2)


def test_escape_and_undo_never_move_the_hall(live) -> None:
    picture = live.hall.window.picture().cacheKey()
    for _ in range(100):
        live.press(Qt.Key.Key_Escape)
        live.press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert (live.row.state, live.hall.window.picture().cacheKey()) == (HallState.LIVE, picture)


def test_no_key_but_those_of_the_hall_changes_its_picture(live) -> None:
    """Every other binding of the table is pressed once, wherever the focus then is."""
    picture = live.hall.window.picture().cacheKey()
    for binding in BINDINGS:
        here = binding.scope in {Scope.WINDOW, Scope.QUEUE, Scope.CAPTURE}
        if here and not binding.moves_hall and live.window.keys.has(binding.action):
            live.window.keys.trigger(binding.action)
            live.clock.advance(1)
            assert live.hall.window.picture().cacheKey() == picture, binding.action
    live.window.lists.close()
    live.window.papers.close()


def test_edited_question_is_marked_old_until_f5(live) -> None:
    live.preview(1)
    before = live.hall.window.picture().cacheKey()
    live.desk.run(minutes.write_text, TextKey(Slot.SHORT, live.questions[0]), "Bản rút gọn mới")
    live.qtbot.waitUntil(lambda: "Bản rút gọn mới" in live.row.preview.card)
    assert live.hall.is_stale
    assert live.window.hall_column.banner.text() == "Hình đang chiếu đã cũ – F5 để cập nhật"
    assert live.hall.window.picture().cacheKey() == before
    live.clock.advance(1)
    live.press(F5)
    assert "Bản rút gọn mới" in live.row.visible.card
    assert not live.hall.is_stale


def test_buttons_of_the_hall_take_no_focus(console) -> None:
    column = console.window.hall_column
    for button in (column.take_button, column.cover_button, column.hold_button):
        assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
        assert button.width() >= 96
        assert button.height() >= 44


def test_thumbnail_comes_from_the_hall_window(live) -> None:
    live.press(F5)
    column = live.window.hall_column
    live.qtbot.waitUntil(lambda: not live.hall.window.is_fading())
    column._grab()
    thumbnail = column.live.picture().toImage()
    assert thumbnail == live.hall.window.grab_live(column.live.inner_width()).toImage()
    previewed = column.preview.picture().scaled(thumbnail.size(), mode=Qt.TransformationMode.SmoothTransformation)
    assert difference(thumbnail, previewed.toImage()) <= 0.01  # product.md D8
    column._grab()
    taken, painted = column.live.picture(), live.hall.window.times_painted()
    column._grab()
    assert column.live.picture() is taken  # nothing was painted there since
    assert live.hall.window.times_painted() == painted
    live.hall.window.repaint()
    column._grab()
    assert column.live.picture() is not taken


def test_lost_screen_darkens_and_comes_back_with_its_picture(live) -> None:
    """Told in front of what was restored, which nobody may have read yet."""
    live.window.troubles.show_restored(Restored(left=1, capture={"who": "Lò"}))
    try:
        hotplug.plug(LAPTOP)
        live.qtbot.waitUntil(lambda: live.row.state is HallState.NO_SCREEN)
        assert not live.hall.window.isVisible()
        assert live.window.bar.words().startswith("Mất màn chiếu.")
        assert live.window.top_bar.chip.words() == "MẤT MÀN CHIẾU"
        live.press(F5)
        assert live.row.loaded.subject == subject(live, 2)
    finally:
        hotplug.plug(LAPTOP, PROJECTOR)
    live.qtbot.waitUntil(lambda: live.row.state is HallState.LIVE)
    assert live.row.visible.subject == subject(live, 1)
    assert live.hall.window.isVisible()
    assert not live.window.bar.has(Topic.LOST)
    assert live.window.bar.words().startswith("Đã đặt lại")


def test_question_under_way_is_no_reason_to_move_the_hall(live) -> None:
    picture = live.hall.window.picture().cacheKey()
    live.desk.run(floor.start_question, live.questions[1])
    live.press(Qt.Key.Key_F6)
    assert live.hall.window.picture().cacheKey() == picture


def test_personal_data_needs_f5_again(live) -> None:
    key = TextKey(Slot.SHORT, live.questions[2])
    live.desk.run(minutes.write_text, key, "Xin gọi cho em theo số 0912 345 678")
    live.preview(3)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 1)
    assert "có số điện thoại “0912 345 678”" in live.window.bar.words()
    live.clock.advance(1)
    live.press(F5)
    assert live.row.visible.subject == subject(live, 3)


def test_screen_is_lent_from_under_the_cover_only_and_f8_takes_it_back(live) -> None:
    column = live.window.hall_column
    assert not column.lend_button.isVisible()
    live.press(F8)
    QTest.mouseClick(column.lend_button, Qt.MouseButton.LeftButton)
    assert live.row.state is HallState.YIELDED
    live.qtbot.waitUntil(lambda: "Phần mềm khác" in column.live.words())
    assert live.window.top_bar.chip.words() == "NHƯỜNG MÀN"
    assert live.window.bar.words().startswith("ĐANG NHƯỜNG MÀN CHIẾU")
    assert column.live_band.words() == ("ĐANG NHƯỜNG MÀN", "F8 để che lại")
    live.press(Qt.Key.Key_Escape)
    assert live.window.bar.has(Topic.LENT)
    live.press(F8)
    assert live.row.state is HallState.COVERED
    assert live.hall.window.isVisible()
    assert not live.window.bar.has(Topic.LENT)


def test_the_palette_has_no_line_that_moves_the_hall(live) -> None:
    live.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    moving = {binding.text for binding in BINDINGS if binding.moves_hall}
    assert not moving & {entry.words for entry in live.window.palette_overlay.entries()}
    live.window.palette_overlay.leave()


def test_facts_mode_and_names_change_no_released_picture(live) -> None:
    live.press(F8)
    cover = live.hall.window.picture().cacheKey()
    facts = lists.facts(live.conference.db)
    live.desk.run(setup.change_facts, replace(facts, name="Tên khác", hall_depth_dm=400))
    live.desk.run(setup.begin_rehearsal)
    assert live.hall.window.picture().cacheKey() == cover
    assert live.hall.is_stale
    live.press(F8)
    live.press(F8)
    assert live.hall.window.picture().cacheKey() != cover
    assert not live.hall.is_stale


def test_a_hall_of_unknown_size_is_one_of_the_usual_size(live) -> None:
    """An erased field is a nought, and no picture could be painted any more."""
    facts = lists.facts(live.conference.db)
    live.desk.run(setup.change_facts, replace(facts, hall_depth_dm=0, picture_height_dm=0))
    usual = HallSettings()
    assert (live.hall.settings.depth_m, live.hall.settings.picture_height_m) == (usual.depth_m, usual.picture_height_m)


def test_a_name_that_is_being_typed_comes_onto_the_cover_by_f8_only(console) -> None:
    """A new user found half a title in the hall while the steps of a new conference were still open."""
    facts = lists.facts(console.conference.db)
    console.desk.run(setup.change_facts, replace(facts, name=""))
    for _ in range(2):
        console.press(F8)
    blank = console.hall.window.picture().cacheKey()
    console.desk.run(setup.change_facts, replace(facts, name="Hội ngh"))
    assert console.hall.window.picture().cacheKey() == blank
    assert console.window.hall_column.banner.text() == "Bìa đã đổi – F8 để cập nhật"
    console.press(F8)
    assert console.hall.window.picture().cacheKey() != blank
    assert not console.hall.is_stale
