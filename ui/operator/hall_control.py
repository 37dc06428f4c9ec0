"""Drives the hall: the only code that touches the hall's window and its placement. Guards F5, reports the screen.

The window shows what the projection row says and nothing else; pictures are painted once and kept ready.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app import labels, scenes
from app.commands import projector, queue
from app.domain import scene
from app.domain.asset import Asset
from app.domain.changes import Changes, EventKind, Table
from app.domain.errors import RuleError
from app.domain.projection import HallState, Projection, Shown
from app.queries import desk as lists
from ui.desk import TURN_MS, Desk
from ui.keep_awake import KeepAwake
from ui.operator.hall_images import hall_settings
from ui.operator.hall_pictures import HallPictures, Released
from ui.operator.take_guard import TakeGuard
from ui.preferences import Preferences, write_identity
from ui.projector.identify import screen_title
from ui.projector.placement import Placement
from ui.projector.screens import Likeness, Reason, ScreenIdentity, likeness
from ui.projector.sheet import Sheet
from ui.projector.stage import HallSettings
from ui.projector.window import LONGEST_FADE_MS, ProjectorWindow

_log = logging.getLogger(__name__)
FIRST_SURFACE = QSize(1920, 1080)
ORDINARY_WINDOW = "window"
"""Stored instead of a screen's identity when the hall is an ordinary window on the only screen."""
STILL_OPENED = "Hình đang được mở. Nhấn lại khi hình hiện ra."
STEP_MS = 1
"""Between two parts of a picture: keys and panels come first."""
READY_MS = 30
"""What F5 finds ready is made in a turn after the one that painted the preview; F5 waits for that longer."""


class HallControl(QObject):
    """The hall as the console sees it.

    changed: something the hall column shows is different. screen_changed: the screen's name or trouble is different.
    screen_chosen: a person gave the hall this screen. preview_painted: what paint_preview_soon() was asked for.
    trouble: why there is no picture on a screen of its own (None: all is well); candidates: screens to choose from.
    """

    changed = Signal()
    screen_changed = Signal()
    screen_chosen = Signal(ScreenIdentity)
    preview_painted = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, console: QWidget) -> None:
        super().__init__(console)
        self._desk = desk
        self._preferences = preferences
        self._guard = TakeGuard(desk)
        self._awake = KeepAwake(parent=self)
        self._ready_later = QTimer(self, singleShot=True, interval=READY_MS)
        self._ready_later.timeout.connect(self._get_ready)
        self._paint_soon = QTimer(self, singleShot=True, interval=TURN_MS)
        self._paint_soon.timeout.connect(self._paint_preview)
        self._preview_soon = QTimer(self, singleShot=True, interval=TURN_MS)
        self._preview_soon.timeout.connect(self._preview_again)
        self._drawn: tuple[object, ...] | None = None
        self._shown_on: ScreenIdentity | None = None
        self._is_other = False
        self._started = False
        self.trouble: Reason | None = None
        self.candidates: tuple[ScreenIdentity, ...] = ()
        self.screen_name = ""
        self.row: Projection = lists.projection(desk.conference.db)
        self.is_stale = self.is_stopped = False
        self.window = ProjectorWindow(desk.conference.now)
        self.window.resize(FIRST_SURFACE)
        self._pictures = HallPictures(self.window, desk.conference.db)
        self.settings = self._settings()
        self._released = self._to_release()
        self._ground = Sheet()
        self._placement = Placement(self.window, self._ground, console)
        self._placement.found.connect(self._screen_found)
        self._placement.lost.connect(self._screen_lost)
        self._placement.needs_choice.connect(self._screen_in_doubt)
        self.window.surface_changed.connect(self._surface_changed)
        self._awake.changed.connect(self.screen_changed)
        desk.preview_requested.connect(self.preview)
        desk.changed.connect(self._learn)

    def start(self) -> None:
        """Put the hall where it belongs and recover its state; the console's window is on its screen by now."""
        last_event_at = self._desk.conference.last_event_at()
        self._draw(fade_ms=0)
        self._placement.set_other(self._preferences.chair_screen)
        self._placement.start(self._preferences.hall_screen)
        self._desk.run(projector.recover, self._identity(), last_event_at)
        self._started = True
        self._learn_row()

    def stop(self) -> None:
        """Close the hall's windows for good; nothing may ask for them any more."""
        self.is_stopped = True
        self._ready_later.stop()
        self._paint_soon.stop()
        self._preview_soon.stop()
        self._awake.release()
        self._placement.stop()
        self.window.end()
        self._ground.end()
        self.window.deleteLater()
        self._ground.deleteLater()

    def take(self) -> None:
        """F5, with its guards; what is not approved or shows personal data asks for a second F5."""
        if not self._guard.is_due():
            return
        refusal = self._guard.refusal(self.row) if self._may_paint(self.row.preview) else STILL_OPENED
        if refusal:
            self._desk.said.emit(refusal)
        else:
            self._approve_and_take(self.row.preview)
        self.changed.emit()

    def take_previous(self) -> None:
        """Shift+F5: as F5, but the picture need not have stood still."""
        if not self._may_paint(self.row.previous):
            self._desk.said.emit(STILL_OPENED)
        elif self._guard.is_due():
            self._guard.pressed()
            self._desk.run(projector.take_previous)

    def cover_or_open(self) -> None:
        self._desk.run(projector.cover_or_open)

    def hold_or_release(self) -> None:
        self._desk.run(projector.hold_or_release)

    def set_small_clock(self, wanted: bool) -> None:
        """Whether pictures carry the time of day, from the next one on."""
        self._preferences.small_clock = wanted
        self.settings = self._settings()
        self._check_stale()
        self.changed.emit()

    def lend(self) -> None:
        """The covered screen goes to another program (a film); F8 takes it back, covered."""
        self._desk.run(projector.yield_screen)

    def next_page(self) -> None:
        self._desk.run(projector.turn_page, 1)

    def previous_page(self) -> None:
        self._desk.run(projector.turn_page, -1)

    def lock_or_unlock(self) -> None:
        self._desk.run(projector.set_locked, not self.row.is_locked)

    def forget_question(self) -> None:
        """Esc: the second F5 is no longer waited for. Never touches the hall."""
        if self._guard.forget():
            self._desk.said.emit("")
            self.changed.emit()

    def waits_for_second_press(self) -> bool:
        return self._guard.waits()

    @property
    def may_sleep(self) -> bool:
        """A hall screen is on, and the system would not promise to stay awake."""
        return self._awake.is_refused

    def choose_screen(self, identity: ScreenIdentity) -> None:
        """A person says which screen is the hall's; this laptop remembers it."""
        self._preferences.hall_screen = identity
        self.screen_chosen.emit(identity)
        self._placement.choose(identity)

    def play_screen_lost(self, is_lost: bool) -> None:
        """A rehearsal: as if the cable were out, until it is said to be back."""
        self._placement.play_lost(is_lost)

    def set_other_screen(self, identity: ScreenIdentity | None) -> None:
        """The screen of another role (the chair's), never taken for the hall."""
        self._placement.set_other(identity)

    def preview(self, subject: str, asset: Asset | None = None) -> None:
        """Put a subject into the preview, as it is now, with the number of pages it needs on the hall's screen.

        asset: the file of a picture that is not kept in the conference yet.
        """
        try:
            card = scenes.scene_for(self._desk.conference.db, subject)
        except RuleError as error:
            self._desk.said.emit(labels.rule(error))
            return
        self._desk.run(projector.prepare, subject, self._pictures.pages(card, self.settings), asset)

    def preview_picture(self) -> QPixmap | None:
        """The very picture F5 would put on the hall."""
        return self._pictures.of(Released(self.row.preview, self.settings)) if self.row.preview else None

    def has_preview_picture(self) -> bool:
        """Whether it is painted already."""
        return bool(self.row.preview) and self._pictures.has(Released(self.row.preview, self.settings))

    def paint_preview_soon(self) -> None:
        """In turns of its own: with the command that previews and all panels it would be felt by who types."""
        self._paint_soon.start(TURN_MS)

    def _paint_preview(self) -> None:
        if not self._may_paint(self.row.preview, self.paint_preview_soon):
            return
        if self.row.preview and not self._pictures.paint_some(Released(self.row.preview, self.settings)):
            self._paint_soon.start(STEP_MS)
            return
        self.preview_painted.emit()
        self._ready_later.start()

    def _may_paint(self, shown: Shown, then: Callable[[], object] | None = None) -> bool:
        return not shown or self._pictures.may_paint(Released(shown, self.settings), then)

    def _approve_and_take(self, preview: Shown) -> None:
        question_id = scenes.question_of(preview.subject)
        db = self._desk.conference.db
        if question_id and not self.row.is_locked and not scenes.is_projectable(db, preview.subject):
            self._desk.run(queue.approve, question_id)
            if not scenes.is_projectable(db, preview.subject):
                return  # refused, and said why
        self._desk.run(projector.take)

    def _learn(self, changes: Changes) -> None:
        if changes.kind is not EventKind.TAKEN:
            self._guard.learn()
        if changes.touches(Table.CONFERENCE):
            self.settings = self._settings()
        if changes.touches(Table.PROJECTION):
            self._learn_row()
        elif self._started:
            self._follow_clock()
            self._check_stale()

    def _learn_row(self) -> None:
        before, self.row = self.row, lists.projection(self._desk.conference.db)
        self._lend_or_take_back(before.state, self.row.state)
        if self.row.preview != before.preview:
            self._guard.previewed()
        if (self.row.state, self.row.picture) != (before.state, before.picture) or not self._started:
            self._released = self._to_release()
        self._draw()
        self._check_stale()
        self.changed.emit()
        self._ready_later.start()

    def _get_ready(self) -> None:
        """Do ahead what F5 would else do between the key and the picture; forget what no key can show next."""
        one_key_away = self.row.loaded or self.row.picture, self.row.previous
        # The cover too: nobody waits for F8, not even for the four milliseconds in which a picture is unfolded.
        cover = Released(self._cover(), self.settings)
        in_use = self._released, Released(self.row.preview, self.settings), cover
        self._pictures.keep(in_use, [Released(shown, self.settings) for shown in one_key_away])
        if self._paint_soon.isActive():
            return  # the preview first; its end comes back here
        # After a crash, or on another screen: what a key shows must not have to be painted by then.
        for shown in (cover.shown, *one_key_away):
            released = Released(shown, self.settings)
            if shown and not self._pictures.has(released):
                if self._pictures.may_paint(released, self._ready_later.start):
                    self._pictures.paint_some(released)
                    self._ready_later.start()
                return
        if not self.has_preview_picture():
            return
        self._guard.look(self.row.preview)
        if self.row.state is HallState.LIVE and (picture := self.preview_picture()) is not None:
            self.window.mix_ahead(picture)

    def _lend_or_take_back(self, before: HallState, now: HallState) -> None:
        """Nhường màn: our windows go below the other program's, and over them again by F8."""
        if now is HallState.YIELDED and before is not now:
            self._placement.yield_screen()
        elif before is HallState.YIELDED and before is not now:
            self._placement.take_back()

    def _draw(self, fade_ms: int = LONGEST_FADE_MS) -> None:
        """Give the window its picture if it is another one; an error keeps the last good picture on the hall."""
        released = self._released
        key = self._pictures.key(released)
        if key == self._drawn:
            return
        try:
            self.window.show_pixmap(self._pictures.of(released), fade_ms, self._pictures.clocks(released))
            self.window.show_now()  # now, before the console's panels learn of the change
        except Exception:
            _log.exception("the hall keeps its last picture")
            self._desk.said.emit("Không vẽ được hình mới; màn chiếu giữ hình đang có.")
            return
        self._drawn = key

    def _follow_clock(self) -> None:
        """The speech on air was corrected, paused or ended: its clock alone is painted anew."""
        if self._released.shown.subject.startswith("speaker/"):
            clocks = self._pictures.clocks(self._released)
            if clocks != self.window.clocks():
                self.window.set_clocks(clocks)

    def _to_release(self) -> Released:
        """What the row lets the audience see; covered or without a screen: the cover."""
        return Released(self.row.visible or self._cover(), self.settings)

    def _cover(self) -> Shown:
        return Shown(scene.to_json(scenes.cover_card(self._desk.conference.db)), "cover")

    def _surface_changed(self) -> None:
        self._draw(fade_ms=0)
        self.changed.emit()

    def _settings(self) -> HallSettings:
        return hall_settings(self._desk.conference.db, self._pictures.images, small_clock=self._preferences.small_clock)

    def _check_stale(self) -> None:
        """The stored picture against the state now: LIVE is marked, the preview is made anew (the hall never is)."""
        stale = self._released.settings != self.settings or self._differs(self._released.shown)
        if stale != self.is_stale:
            self.is_stale = stale
            self.changed.emit()
        if self._differs(self.row.preview):
            self._preview_soon.start()

    def _preview_again(self) -> None:
        if self._differs(self.row.preview):
            self.preview(self.row.preview.subject)

    def _differs(self, shown: Shown) -> bool:
        if not shown:
            return False
        try:
            now = scenes.scene_for(self._desk.conference.db, shown.subject)
        except RuleError:
            return False  # the subject is gone: its picture stays as it was taken
        then = scene.from_json(shown.card)
        if isinstance(now, scene.SpeakerCard) and isinstance(then, scene.SpeakerCard):
            now = replace(now, started_at=then.started_at, ends_at=then.ends_at)  # its clock follows by itself
        return now != then

    def _screen_found(self, identity: ScreenIdentity) -> None:
        before = self._shown_on
        as_before = before is not None and likeness(before, identity, same_session=True) is Likeness.EXACT
        # Where it was an ordinary window, or had no screen from the start, the audience has seen nothing yet.
        self._is_other = self._is_other or (self._started and not as_before)
        self._shown_on = identity
        self._preferences.hall_screen = identity
        self._set_screen(None, (), screen_title(identity))
        QTimer.singleShot(0, self, self._keep_awake)

    def _keep_awake(self) -> None:
        if not self.is_stopped:
            self._awake.hold()

    def _screen_lost(self, reason: Reason) -> None:
        self._set_screen(reason, (), "Cửa sổ trên máy này" if reason is Reason.ONE_SCREEN else "")

    def _screen_in_doubt(self, reason: Reason, candidates: tuple[ScreenIdentity, ...]) -> None:
        self._set_screen(reason, candidates, "")

    def _set_screen(self, trouble: Reason | None, candidates: tuple[ScreenIdentity, ...], name: str) -> None:
        self.trouble, self.candidates, self.screen_name = trouble, candidates, name
        if self._started:
            # Not at once: the placement may speak while a command's listeners still run.
            QTimer.singleShot(0, self, self._report_screen)
        self.screen_changed.emit()

    def _report_screen(self) -> None:
        if self.is_stopped:
            return
        identity = self._identity()
        if not identity:
            self._desk.run(projector.screen_lost)
        elif self.row.state is HallState.NO_SCREEN or identity != self.row.screen:
            self._desk.run(projector.screen_found, identity, self._is_other)
            self._is_other = False

    def _identity(self) -> str:
        """What the row stores of the screen in use; empty if there is none."""
        if self.trouble is Reason.ONE_SCREEN:
            return ORDINARY_WINDOW
        known = self._preferences.hall_screen
        return write_identity(known) if self.trouble is None and self.screen_name and known else ""
