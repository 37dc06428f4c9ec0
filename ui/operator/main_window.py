"""The console: three bands (stock, room, hall), capture line and undo strip below, status above. It only arranges."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import labels
from app.domain.facts import Mode
from app.domain.gap import Gap
from app.queries import desk as lists
from app.recovery import Restored
from ui import tasks
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.agenda_panel import AgendaPanel
from ui.operator.bar import Act, Bar, Notice, Topic
from ui.operator.capture_line import CaptureLine
from ui.operator.chair_control import ChairControl
from ui.operator.clock_watch import ClockWatch
from ui.operator.desk_lock import DeskLock
from ui.operator.floor_panel import FloorPanel
from ui.operator.gaps_panel import GapsPanel
from ui.operator.hall_column import HallColumn
from ui.operator.hall_control import HallControl
from ui.operator.later_windows import LaterWindows
from ui.operator.menus import Menus
from ui.operator.operator_name import OperatorName
from ui.operator.palette import Entry, Palette
from ui.operator.queue_panel import QueuePanel
from ui.operator.saving import Saving
from ui.operator.second_copy import SecondCopy
from ui.operator.top_bar import TopBar
from ui.operator.troubles import Troubles
from ui.operator.undo_strip import UndoStrip
from ui.preferences import Preferences
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.inset_box import InsetBox
from ui.widgets.scroll_frame import SMALLEST_WINDOW, ScrollFrame

if TYPE_CHECKING:
    from app.domain.import_preview import ImportKind
    from ui.dialogs.setup_wizard import SetupWizard
    from ui.rehearsal.room_strip import RoomStrip

COMPACT_BELOW = 1280
SMALLEST = QSize(1093, 600)
"""Below it, where the text is large or the screen small, the console scrolls."""
BENCH_AT_LEAST = 496
LEFT, RIGHT = 368, 382
LEFT_COMPACT, RIGHT_COMPACT = 296, 306
"""Widths of the outer columns; the room takes the rest."""


class MainWindow(LaterWindows):
    """Made for one open conference. start() after show(): the hall is placed beside the screen it stands on.

    closed: it is closing for good. new_wanted, open_wanted: another file. rehearsal_wanted: a copy of this one.
    rehearsal_lines: acts of the rehearsal that is on, for the palette.
    """

    closed = Signal()
    rehearsal_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, backup_folder: Path) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences
        self._may_close = False
        self.file_lines: Callable[[], Sequence[Entry]] = tuple
        self._band: RoomStrip | None = None
        self.rehearsal_lines: Callable[[], Sequence[Entry]] = tuple
        self.setMinimumSize(SMALLEST_WINDOW)
        self._show_title()
        self.keys = Keys(self)
        self.hall = HallControl(desk, preferences, self)
        self.chair = ChairControl(desk, preferences, self)
        self.saving = Saving(desk, backup_folder, self)
        self.second = SecondCopy(desk, preferences, self)
        self.top_bar = TopBar(desk, self.hall, self.saving)
        self.agenda = AgendaPanel(desk, self.keys)
        self.queue = QueuePanel(desk, self.keys)
        self.gaps = GapsPanel(desk, self.keys)
        self.floor = FloorPanel(desk, self.keys)
        self.hall_column = HallColumn(desk, self.keys, self.hall)
        self.capture = CaptureLine(desk, self.keys)
        self.strip = UndoStrip(desk, self.keys)
        self.bar = Bar()
        self.menus = Menus(desk, self.keys, (self.hall, self.chair), preferences, self)
        self.troubles = Troubles(desk, self.hall, self.saving, self.second, self.bar)
        self.clocks = ClockWatch(desk, self.bar)
        self._lay_out()
        self.palette_overlay = Palette(self._workplace, self.keys, self._palette_lines)
        self.name_overlay = OperatorName(self._workplace, lambda: desk.conference.operator, self._take_name)
        self.lock = DeskLock(self, desk, self.keys, preferences)
        self._connect()
        self._register()
        self._set_compact(self.width() < px(COMPACT_BELOW))

    @cached_property
    def first_steps(self) -> SetupWizard:
        """Made when first wanted: only a new conference has use for it."""
        from ui.dialogs.setup_wizard import SetupWizard

        made = SetupWizard(self._desk, self.keys, self)
        made.plan_wanted.connect(self._show_plan)
        made.screens_wanted.connect(self._show_screens)
        return made

    def start(self, restored: Restored | None = None) -> None:
        """Place the hall, recover its state, say what was restored. The window is shown by now."""
        self.hall.start()
        self.chair.start()
        self.clocks.start()
        self.keys.trigger(Action.GO_QUEUE)
        self.capture.restore(restored.capture if restored else {})
        self._desk.drafts.restore(restored.drafts if restored else {})
        self.floor.commitments.reopen()
        taken_over = self._desk.conference.taken_over
        if taken_over:
            self.troubles.show_taken_over(taken_over)
        elif restored:
            self.troubles.show_restored(restored)

    def close_now(self) -> None:
        """Close without asking (a signal of the system, another file)."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and self.lock.is_shut:
            event.ignore()
            return
        if not self._may_close and lists.facts(self._desk.conference.db).mode is Mode.LIVE:
            event.ignore()
            self._ask_to_close()
            return
        QGuiApplication.inputMethod().commit()  # the syllable being composed belongs to the text that is left
        self._desk.before_command.emit()
        if "lists" in vars(self):
            self.lists.commit()
        self._preferences.window_place = self.saveGeometry()
        self.hall.stop()
        self.chair.stop()
        self.menus.stop()
        self.saving.stop()
        tasks.stop_all()
        gc.unfreeze()  # what the console was made of may be collected (later_windows)
        event.accept()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes and steps back; it never reaches the hall or a clock."""
        if event.key() == Qt.Key.Key_Escape:
            self.hall.forget_question()
            if not InsetBox.dismiss(self) and not self.troubles.dismiss():
                self.floor.go_back_to_text()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_compact(event.size().width() < px(COMPACT_BELOW))

    def _ask_to_close(self) -> None:
        stay = Act("Ở lại", lambda: self.bar.clear(Topic.CLOSING), "Esc")
        # Not from within the button's own click: the button goes with the window.
        leave = Act("Đóng chương trình", lambda: QTimer.singleShot(0, self, self.close_now))
        safe = "Đóng thì màn chiếu tắt. Mọi nội dung đã được giữ."
        self.bar.put(Topic.CLOSING, Notice("Hội nghị đang Trực tiếp.", safe, (stay, leave), "alert-outline"))

    def _register(self) -> None:
        keys = self.keys
        keys.on(Action.SHOW_KEYS, self._show_keys)
        keys.on(Action.PALETTE, self.palette_overlay.toggle)
        keys.on(Action.OTHER_PICTURES, self._toggle_pictures)
        for action in (Action.SEARCH, Action.GO_SITES, Action.GO_UNHEARD, Action.GO_HISTORY):
            keys.on(action, partial(self._look_up, action))
        keys.on(Action.SURPLUS, self._move_surplus)
        keys.on(Action.CHOOSE_SCREEN, self._choose_screen)
        keys.on(Action.PREFLIGHT, lambda: self.unless_live(self._open_preflight))
        keys.on(Action.SAVE_NOW, self.saving.save_now)
        keys.on(Action.NEW_FILE, lambda: self.unless_live(self.new_wanted.emit))
        keys.on(Action.OPEN_FILE, lambda: self.unless_live(self.open_wanted.emit))
        keys.on(Action.LISTS, self.open_lists)
        keys.on(Action.IMPORT, lambda: self.unless_live(self._open_import))
        keys.on(Action.PAPERS, self._open_papers)

    def _connect(self) -> None:
        top = self.top_bar
        top.mode_pressed.connect(lambda: self.menus.pop_up(self.menus.modes(), top.mode))
        top.screen_pressed.connect(self._show_screens)
        top.operator_pressed.connect(self.name_overlay.toggle)
        top.forecast_pressed.connect(lambda: self.menus.pop_up(self.look_ups.time_lines(), top.forecast))
        top.lock_pressed.connect(self.lock.lock)
        self.menus.rehearse = self.rehearsal_wanted.emit
        top.clicker_pressed.connect(self.keys.switch_clicker)
        top.sleep_pressed.connect(self.troubles.explain_sleep)
        self.keys.clicker_changed.connect(top.show_clicker)
        self.troubles.choose_screen.connect(self._show_screens)
        self.capture.keep_clear_of(self.hall_column)
        self.floor.keep_clear_of(self.hall_column)
        self.capture.stored.connect(self.queue.select_new)
        self._desk.gap_chosen.connect(self._open_gap)
        self.chair.chosen.connect(self.hall.set_other_screen)
        self.floor.closing_wanted.connect(self.chair.show_closing)
        self.hall.screen_chosen.connect(self.chair.hall_chosen)
        self.bar.changed.connect(lambda shown: self._foot.setCurrentWidget(self.bar if shown else self.strip))
        self._desk.changed.connect(self._show_title)

    def show_room(self, band: RoomStrip) -> None:
        """A rehearsal's band below stock and room, which give it its height; the hall column stays as it is."""
        self._side.addWidget(band)
        self._band = band
        self._set_compact(self.width() < px(COMPACT_BELOW))

    @property
    def workplace(self) -> QWidget:
        """Stock and room: what an overlay may cover."""
        return self._workplace

    def _open_preflight(self) -> None:
        self.preflight.open()

    def _open_papers(self) -> None:
        self.papers.open()

    def _open_gap(self, gap: Gap) -> None:
        """What is missing only on paper is listed, each with its field, beside the papers."""
        if not gap.is_live:
            self.papers.open()

    def _show_screens(self) -> None:
        self.menus.pop_up(self.menus.screens(), self.top_bar.screen_cell)

    def _choose_screen(self) -> None:
        """Shift+F8: the only screen there is to choose, or the menu of them; nothing while all is well."""
        if self.hall.trouble is None:
            self._desk.said.emit(f"Đang chiếu ra {self.hall.screen_name}. Đổi màn chiếu ở ô góc phải trên.")
        elif len(self.hall.candidates) == 1:
            self.hall.choose_screen(self.hall.candidates[0])
        else:
            self._show_screens()

    def _show_keys(self) -> None:
        state = labels.word(self.hall.row.state)
        words = {
            Action.TAKE: self.hall_column.take_button.text(),
            Action.NEXT_STEP: _short(self.floor.next_button.text()),
            Action.COVER: self.hall_column.cover_button.text(),
            Action.HOLD: self.hall_column.hold_button.text(),
        }
        self.keys_overlay.say(f"Lúc này: màn chiếu {state}", words)
        self.keys_overlay.toggle()

    def _palette_lines(self) -> list[Entry]:
        name = Entry("Người ghi", "", "account-outline", self.name_overlay.toggle)
        journal = Entry("Nhật ký màn chiếu", "", "file-document-outline", self._open_journal)
        menus = self.menus
        lines = [*self.rehearsal_lines(), *menus.modes(), *self.look_ups.lines(), *menus.messages(), *menus.screens()]
        lines += [journal, name, *self.captures.lines()]
        if lists.facts(self._desk.conference.db).mode is Mode.LIVE:
            # No settings and no imports while the hall looks on.
            return [*lines, *menus.sizes(), *self.lock.entries(in_live=True)]
        second = Entry("Chọn nơi giữ bản thứ hai", "", "content-save-check-outline", self._choose_second_place)
        lines += [*menus.looks(), second, *self.lock.entries(in_live=False)]
        return [*lines, *self.file_lines(), *self._import_lines()]

    def _open_import(self) -> None:
        self.imports.open()

    def _choose_second_place(self) -> None:
        self.unless_live(self.second.choose)

    def _import_lines(self) -> list[Entry]:
        from app.domain import import_preview
        from app.imports.words import kind_name

        def opening(kind: ImportKind) -> Callable[[], object]:
            return lambda: self.unless_live(lambda: self.imports.open(kind))

        plan = Entry("Đọc kế hoạch", "", "file-document-outline", self.open_plan)
        kinds = (
            Entry(f"Nhập {kind_name(k)} từ tệp", "", "table-arrow-right", opening(k)) for k in import_preview.ImportKind
        )
        steps = Entry("Các bước chuẩn bị hội nghị", "", "calendar-plus", lambda: self.unless_live(self._open_steps))
        return [steps, plan, *kinds]

    def _open_steps(self) -> None:
        self.first_steps.open()

    def _take_name(self, name: str) -> None:
        self._desk.conference.operator = name
        self._preferences.operator = name
        self.top_bar.refresh_operator()

    def _show_title(self) -> None:
        self.setWindowTitle(self._title())

    def _title(self) -> str:
        name = lists.facts(self._desk.conference.db).name or "Hội nghị đối thoại"
        station = self._desk.conference.station
        return f"{name} (máy ghi hộ {station})" if station else name

    def _set_compact(self, compact: bool) -> None:
        self._left.setFixedWidth(px(LEFT_COMPACT if compact else LEFT))
        self.hall_column.setFixedWidth(px(RIGHT_COMPACT if compact else RIGHT))
        self.top_bar.setFixedHeight(px(36 if compact else 40))
        for part in (self.top_bar, self.agenda, self.queue, self.gaps, self.hall_column, self.capture, self.strip):
            part.set_compact(compact)
        if self._band is not None:
            self._band.set_compact(compact)

    def _lay_out(self) -> None:
        self._left = QWidget()
        set_role(self._left, "panel")
        stock = _stacked(self._left)
        stock.addWidget(self.agenda)
        stock.addWidget(self.queue, 1)
        stock.addWidget(self.gaps)
        self._workplace = QWidget()
        work = QHBoxLayout(self._workplace)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self._left)
        work.addWidget(self.floor, 1)
        bench = QWidget()
        body = QHBoxLayout(bench)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self._side = QVBoxLayout()
        self._side.setSpacing(0)
        self._side.addWidget(self._workplace, 1)
        body.addLayout(self._side, 1)
        body.addWidget(self.hall_column)
        self._foot = QStackedWidget()
        self._foot.setFixedHeight(px(28))
        self._foot.addWidget(self.strip)
        self._foot.addWidget(self.bar)
        whole = QWidget()
        column = _stacked(whole)
        column.addWidget(self.top_bar)
        column.addWidget(ScrollFrame(bench, QSize(0, BENCH_AT_LEAST)), 1)
        column.addWidget(self.capture)
        column.addWidget(self._foot)
        self.setCentralWidget(ScrollFrame(whole, QSize(SMALLEST.width(), 0)))


def _stacked(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _short(words: str) -> str:
    """Fit for a key of the F row."""
    return words if len(words) <= 16 else "Bước tiếp"
