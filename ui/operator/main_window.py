"""The console: three bands (stock, room, hall), capture line and undo strip below, status above. It only arranges."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app import labels
from app.domain.facts import Mode
from app.domain.gap import Gap
from app.queries import desk as lists
from ui import tasks, theme
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.agenda_panel import AgendaPanel
from ui.operator.console_frame import ConsoleFrame, Place
from ui.operator.later_windows import LaterWindows
from ui.operator.making import Making
from ui.operator.queue_panel import QueuePanel
from ui.operator.saving import Saving
from ui.operator.second_copy import SecondCopy
from ui.preferences import Preferences
from ui.scale import px
from ui.shortcuts import Action
from ui.widgets.inset_box import InsetBox
from ui.widgets.scroll_frame import SMALLEST_WINDOW

if TYPE_CHECKING:
    from app.domain.import_preview import ImportKind
    from app.recovery import Restored
    from ui.dialogs.setup_wizard import SetupWizard
    from ui.operator.keys_overlay import KeysOverlay
    from ui.operator.palette import Entry
    from ui.rehearsal.room_strip import RoomStrip

COMPACT_BELOW = 1280


class MainWindow(LaterWindows):
    """Made for one open conference. start() after show(): the hall is placed beside the screen it stands on.

    stands: it was started. closed: it is closing for good. new_wanted, open_wanted: another file.
    rehearsal_wanted: a copy of this one. rehearsal_lines: acts of the rehearsal that is on, for the palette.
    """

    stands = Signal()
    closed = Signal()
    rehearsal_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, backup_folder: Path, *, in_steps: bool = False) -> None:
        """in_steps: only agenda and queue, which answer keys as soon as they are painted; begin() brings the rest."""
        super().__init__()
        self._desk, self._preferences = desk, preferences
        self._may_close = False
        self.file_lines: Callable[[], Sequence[Entry]] = tuple
        self.rehearsal_lines: Callable[[], Sequence[Entry]] = tuple
        self.setMinimumSize(SMALLEST_WINDOW)
        self._show_title()
        self.keys = Keys(self)
        self.saving = Saving(desk, backup_folder, self)  # first of all, so that no word of the writing threads is lost
        self.second = SecondCopy(desk, preferences, self)
        self._frame = ConsoleFrame()
        self._workplace = self._frame.workplace
        put, fit = self._frame.put, self._frame.fit
        self.agenda = fit(put(Place.AGENDA, AgendaPanel(desk, self.keys)))
        self.queue = fit(put(Place.QUEUE, QueuePanel(desk, self.keys)))
        self.setCentralWidget(self._frame.whole)
        self._set_compact(self.width() < px(COMPACT_BELOW))
        self._making = Making(self._steps(), self)
        self.keys.before_act = self._making.finish
        if not in_steps:
            self._making.finish()

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Whoever asks for a part that is not there yet gets it."""
            making = self.__dict__.get("_making")
            if making is None or not making.finish():
                raise AttributeError(name)
            return getattr(self, name)

    def begin(self, restored: Restored | None = None) -> None:
        """start(), once what is missing has been made, turn by turn. The window is shown by now."""
        self.keys.trigger(Action.GO_QUEUE)
        self._making.begin(partial(self.start, restored))

    def _steps(self) -> Iterator[None]:
        """All parts but the first, in the order of the Tab key; each step is short enough for one turn."""
        desk, keys, put, fit = self._desk, self.keys, self._frame.put, self._frame.fit
        from ui.operator.hall_control import HallControl

        yield
        self.hall = HallControl(desk, self._preferences, self)
        yield
        from ui.operator.chair_control import ChairControl

        self.chair = ChairControl(desk, self._preferences, self)
        for part in (self.agenda, self.queue):  # the hall hears of an act before they do
            desk.changed.disconnect(part.refresh)
            desk.changed.connect(part.refresh)
        yield
        from ui.operator.gaps_panel import GapsPanel

        self.gaps = fit(put(Place.GAPS, GapsPanel(desk, keys)))
        yield
        from ui.operator.floor_panel import FloorPanel

        yield
        with theme.sheet_later():  # of its hundreds of widgets each would be looked up at every move
            self.floor = put(Place.ROOM, FloorPanel(desk, keys))
        yield
        from ui.operator.hall_column import HallColumn

        self.hall_column = fit(put(Place.HALL, HallColumn(desk, keys, self.hall)))
        yield
        from ui.operator.capture_line import CaptureLine

        self.capture = fit(put(Place.CAPTURE, CaptureLine(desk, keys)))
        yield
        from ui.operator.bar import Bar
        from ui.operator.undo_strip import UndoStrip

        self.strip, self.bar = fit(UndoStrip(desk, keys)), Bar()
        self._frame.foot.addWidget(self.strip)
        self._frame.foot.addWidget(self.bar)
        yield
        from ui.operator.top_bar import TopBar

        self.top_bar = fit(put(Place.TOP, TopBar(desk, self.hall, self.saving)))
        yield
        self._make_unseen()

    def _make_unseen(self) -> None:
        """What tells, warns and opens over the parts."""
        from ui.operator.clock_watch import ClockWatch
        from ui.operator.desk_lock import DeskLock
        from ui.operator.menus import Menus
        from ui.operator.operator_name import OperatorName
        from ui.operator.palette import Palette
        from ui.operator.troubles import Troubles

        desk, keys = self._desk, self.keys
        self.menus = Menus(desk, keys, (self.hall, self.chair), self._preferences, self)
        self.troubles = Troubles(desk, self.hall, self.saving, self.second, self.bar)
        self.clocks = ClockWatch(desk, self.bar)
        self.palette_overlay = Palette(self._workplace, keys, self._palette_lines)
        self.name_overlay = OperatorName(self._workplace, lambda: desk.conference.operator, self._take_name)
        self.lock = DeskLock(self, desk, keys, self._preferences)
        self._connect()
        self._register()

    @cached_property
    def first_steps(self) -> SetupWizard:
        """Made when first wanted: only a new conference has use for it."""
        from ui.dialogs.setup_wizard import SetupWizard

        made = SetupWizard(self._desk, self.keys, self)
        made.plan_wanted.connect(self._show_plan)
        made.screens_wanted.connect(self._show_screens)
        made.screen_words = self.top_bar.screen_words
        self.hall.screen_changed.connect(made.tell)
        return made

    def start(self, restored: Restored | None = None) -> None:
        """Place the hall, recover its state, say what was restored. The window is shown by now, all of it is made."""
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
        self.stands.emit()

    def close_now(self) -> None:
        """Close without asking (a signal of the system, another file)."""
        self._making.finish()
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
        from ui.operator.bar import Act, Notice, Topic

        stay = Act("Ở lại", lambda: self.bar.clear(Topic.CLOSING), "Esc")
        # Not from within the button's own click: the button goes with the window.
        leave = Act("Đóng phần mềm", lambda: QTimer.singleShot(0, self, self.close_now))
        safe = "Đóng thì màn chiếu tắt. Mọi nội dung đã được giữ."
        self.bar.put(Topic.CLOSING, Notice("Hội nghị đang họp.", safe, (stay, leave), "alert-outline"))

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
        self.bar.changed.connect(lambda shown: self._frame.foot.setCurrentWidget(self.bar if shown else self.strip))
        self._desk.changed.connect(self._show_title)

    def show_room(self, band: RoomStrip) -> None:
        """A rehearsal's band below stock and room, which give it its height; the hall column stays as it is."""
        self._frame.side.addWidget(self._frame.fit(band))

    @property
    def workplace(self) -> QWidget:
        """Stock and room: what an overlay may cover."""
        return self._workplace

    def _open_gap(self, gap: Gap) -> None:
        """What is missing only on paper is listed, each with its field, beside the papers."""
        if not gap.is_live:
            self._open_papers()

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

        def toggle(overlay: KeysOverlay) -> None:
            overlay.say(f"Lúc này: màn chiếu {state}", words)
            overlay.toggle()

        self._when_made("keys_overlay", toggle)

    def _palette_lines(self) -> list[Entry]:
        from ui.operator.palette import Entry

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

    def _choose_second_place(self) -> None:
        self.unless_live(self.second.choose)

    def _import_lines(self) -> list[Entry]:
        from app.domain import import_preview
        from app.imports.words import kind_name
        from ui.operator.palette import Entry

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
        self._frame.set_compact(compact, self.width())


def _short(words: str) -> str:
    """Fit for a key of the F row."""
    return words if len(words) <= 16 else "Bước tiếp"
