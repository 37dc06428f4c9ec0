"""Every act in every mode: in Trực tiếp no dialog, no settings, no bulk delete; leaving asks in a bar and stays."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import QKeyCombination, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import pin
from app.commands import floor, setup
from app.domain.facts import Mode
from app.queries import desk as lists
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.lists_window import ListsWindow
from ui.dialogs.papers_window import PapersWindow
from ui.operator.bar import Topic
from ui.operator.main_window import MainWindow
from ui.projector.window import PictureWindow
from ui.shortcuts import BINDINGS, Scope

SETTINGS = ("Giao diện", "Chọn nơi giữ", "Hiện tên trên từng màn hình", "Nhập câu hỏi", "Đổi mã PIN")


class Watch:
    """Closes what would wait for an answer and remembers it."""

    def __init__(self) -> None:
        self.dialogs: list[str] = []
        self.timer = QTimer(interval=5)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        modal = QApplication.activeModalWidget()
        if modal is not None:
            self.dialogs.append(modal.windowTitle())
            modal.reject() if isinstance(modal, QDialog) else modal.close()


@pytest.fixture
def watch(qapp) -> Generator[Watch]:
    made = Watch()
    yield made
    made.timer.stop()


def enter(console, mode: Mode) -> None:
    if mode is Mode.REHEARSAL:
        setup.begin_rehearsal(console.conference)
        setup.change_mode(console.conference, Mode.LIVE)
    elif mode is not Mode.PREPARING:
        setup.change_mode(console.conference, mode)
    floor.next_step(console.conference, console.questions[0])
    assert lists.facts(console.conference.db).mode is mode


def strike(target: QWidget, name: str) -> None:
    combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]  # the stubs forget it
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def windows() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def step_back(console) -> None:
    """Back to the console, nothing lying over it."""
    for top in windows():
        if not isinstance(top, MainWindow | PictureWindow):
            top.close()
    for _ in range(3):
        strike(QApplication.focusWidget() or console.window, "Escape")
    console.window.activateWindow()


def removed_at_once(console, after: int) -> int:
    """The most rows of one table that one event took away, acts undone apart."""
    rows = console.conference.db.execute(
        "SELECT count(*) FROM change c JOIN event e ON e.id = c.event_id"
        " WHERE e.id > ? AND c.after IS NULL AND e.kind <> 'undo' GROUP BY e.id, c.table_name",
        [after],
    ).fetchall()
    return max((count for (count,) in rows), default=0)


@pytest.mark.slow
@pytest.mark.parametrize("mode", Mode)
def test_every_act_of_the_table_in_every_mode(console, watch, mode: Mode) -> None:
    enter(console, mode)
    console.hall.choose_screen(console.preferences.hall_screen)
    window = console.window
    places = {Scope.QUEUE: window.queue.view, Scope.CAPTURE: window.capture, Scope.AGENDA: window.agenda}
    answer = window.floor.question_page.main_editor()
    halls = {top for top in windows() if isinstance(top, PictureWindow)}
    begun = console.conference.last_event()
    for binding in BINDINGS:
        for place in (places.get(binding.scope, window.queue.view), answer)[: 2 if mode is Mode.LIVE else 1]:
            step_back(console)
            place.setFocus()
            console.clock.advance(1)
            strike(QApplication.focusWidget() or window, binding.keys[0])
            QApplication.processEvents()
            if mode is Mode.LIVE:
                assert watch.dialogs == [], f"{binding.action} opens {watch.dialogs}"
                for top in windows():
                    assert top in halls or isinstance(top, MainWindow | PapersWindow | ListsWindow), binding.action
                    assert not isinstance(top, ListsWindow) or BY_KEY[top._current].in_live
                assert removed_at_once(console, begun) <= 1, binding.action
            assert window.isVisible()


def test_the_watch_sees_a_dialog(watch) -> None:
    dialog = QDialog()
    dialog.setWindowTitle("Mở tệp hội nghị")
    dialog.exec()
    assert watch.dialogs == ["Mở tệp hội nghị"]


def test_in_live_the_palette_offers_no_setting_and_none_of_its_lines_opens_a_dialog(console, watch) -> None:
    palette = console.window.palette_overlay
    console.preferences.pin = pin.hashed("2468")
    palette.open()
    offered = [entry.words for entry in palette.entries()]
    assert all(any(words.startswith(name) for words in offered) for name in SETTINGS)
    palette.leave()
    enter(console, Mode.LIVE)
    palette.open()
    lines = [entry for entry in palette.entries() if not entry.words.startswith("Chuyển sang")]
    assert not [entry.words for entry in lines if entry.words.startswith(SETTINGS)]
    palette.leave()
    for entry in lines:
        entry.do()
        QTest.qWait(0)
        assert watch.dialogs == [], entry.words
        assert not [top for top in windows() if isinstance(top, QDialog)]
        step_back(console)


@pytest.mark.parametrize("key", ["Return", "Space", "Escape", "Alt+F4"])
def test_leaving_in_live_asks_in_the_bar_and_stays_by_every_key(console, watch, key: str) -> None:
    enter(console, Mode.LIVE)
    focus = QApplication.focusWidget()
    console.window.close()
    notice = console.window.bar.notice()
    assert notice is not None
    assert [act.words for act in notice.acts] == ["Ở lại", "Đóng phần mềm"]
    assert QApplication.focusWidget() is focus
    strike(focus or console.window, key)
    QApplication.processEvents()
    assert console.window.isVisible()
    assert watch.dialogs == []
    if key == "Escape":
        assert not console.window.bar.has(Topic.CLOSING)


@pytest.mark.parametrize(("place", "stays"), [(0, True), (1, False)])
def test_the_buttons_of_the_question_by_enter(console, place: int, stays: bool) -> None:
    enter(console, Mode.LIVE)
    console.window.close()
    button = console.window.bar._buttons[place]
    button.setFocus()
    strike(button, "Return")
    QTest.qWait(0)
    assert console.window.isVisible() is stays
    assert not (stays and console.window.bar.has(Topic.CLOSING))
