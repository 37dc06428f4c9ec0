"""Drives the hall: the only code that touches the hall's window and its placement. Guards F5, reports the screen.

The window shows what the projection row says and nothing else; pictures are painted once and kept ready.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from enum import StrEnum

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app import labels, scenes
from app.commands import projector, queue
from app.domain import scene
from app.domain.changes import Changes, Table
from app.domain.errors import RuleError
from app.domain.facts import Mode
from app.domain.projection import HallState, Projection, Shown
from app.queries import desk as lists
from ui.desk import Desk
from ui.preferences import Preferences, write_identity
from ui.projector.canvas import clocks_of, page_count, paint_card
from ui.projector.identify import screen_title
from ui.projector.placement import Placement
from ui.projector.screens import Reason, ScreenIdentity
from ui.projector.stage import HallSettings
from ui.projector.window import LONGEST_FADE_MS, PictureWindow, ProjectorWindow

_log = logging.getLogger(__name__)
STILL_MS = 400
"""How long a preview must have stood before F5 takes it (product.md 4.4)."""
BETWEEN_MS = 600
"""A second F5 sooner than this is a slip."""
KEPT_PICTURES = 6
FIRST_SURFACE = QSize(1920, 1080)
ORDINARY_WINDOW = "window"
"""Stored instead of a screen's identity when the hall is an ordinary window on the only screen."""


class Refusal(StrEnum):
    """Why F5 did nothing, in words for the bar."""

    TOO_FRESH = "Xem trước vừa đổi. Xem lại rồi nhấn F5."
    NOT_APPROVED = "chưa được duyệt. F5 lần nữa để duyệt và PHÁT, Esc để thôi."


class HallControl(QObject):
    """The hall as the console sees it.

    changed: something the hall column shows is different. screen_changed: the screen's name or trouble is different.
    trouble: why there is no picture on a screen of its own (None: all is well); candidates: screens to choose from.
    """

    changed = Signal()
    screen_changed = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, console: QWidget) -> None:
        super().__init__(console)
        self._desk = desk
        self._preferences = preferences
        self._mono_ms = desk.conference.clock.mono_ms
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._drawn: tuple[object, ...] | None = None
        self._previewed_ms = self._taken_ms = -(10**9)
        self._confirming: Shown | None = None
        self._started = False
        self.trouble: Reason | None = None
        self.candidates: tuple[ScreenIdentity, ...] = ()
        self.screen_name = ""
        self.row: Projection = lists.projection(desk.conference.db)
        self.settings = self._settings()
        self.is_stale = self.is_stopped = False
        self.window = ProjectorWindow(desk.conference.now)
        self.window.resize(FIRST_SURFACE)
        self._ground = PictureWindow()
        self._placement = Placement(self.window, self._ground, console)
        self._placement.found.connect(self._screen_found)
        self._placement.lost.connect(self._screen_lost)
        self._placement.needs_choice.connect(self._screen_in_doubt)
        self.window.surface_changed.connect(self._surface_changed)
        desk.preview_requested.connect(self.preview)
        desk.changed.connect(self._learn)

    def start(self) -> None:
        """Put the hall where it belongs and recover its state; the console's window is on its screen by now."""
        last_event_at = self._desk.conference.last_event_at()
        self._draw(fade_ms=0)
        self._placement.start(self._preferences.hall_screen)
        self._desk.run(projector.recover, self._identity(), last_event_at)
        self._started = True
        self._learn_row()

    def stop(self) -> None:
        """Close the hall's windows for good; nothing may ask for them any more."""
        self.is_stopped = True
        self._placement.stop()
        self.window.end()
        self._ground.end()
        self.window.deleteLater()
        self._ground.deleteLater()

    def take(self) -> None:
        """F5, with its guards; what is not approved asks for a second F5."""
        now = self._mono_ms()
        if now - self._taken_ms < BETWEEN_MS:
            return
        preview = self.row.preview
        if preview and now - self._previewed_ms < STILL_MS:
            self._desk.said.emit(Refusal.TOO_FRESH)
            return
        self._taken_ms = now
        confirmed = bool(preview) and self._confirming == preview
        self._confirming = None
        if preview and not self.row.is_locked and not scenes.is_projectable(self._desk.conference.db, preview.subject):
            self._take_unapproved(preview, confirmed=confirmed)
        else:
            self._desk.run(projector.take)
        self.changed.emit()

    def take_previous(self) -> None:
        """Shift+F5: as F5, but the picture need not have stood still."""
        now = self._mono_ms()
        if now - self._taken_ms >= BETWEEN_MS:
            self._taken_ms = now
            self._desk.run(projector.take_previous)

    def cover_or_open(self) -> None:
        self._desk.run(projector.cover_or_open)

    def hold_or_release(self) -> None:
        self._desk.run(projector.hold_or_release)

    def next_page(self) -> None:
        self._desk.run(projector.turn_page, 1)

    def previous_page(self) -> None:
        self._desk.run(projector.turn_page, -1)

    def lock_or_unlock(self) -> None:
        self._desk.run(projector.set_locked, not self.row.is_locked)

    def forget_question(self) -> None:
        """Esc: the second F5 is no longer waited for. Never touches the hall."""
        if self._confirming is not None:
            self._confirming = None
            self._desk.said.emit("")
            self.changed.emit()

    def waits_for_second_press(self) -> bool:
        return self._confirming is not None

    def choose_screen(self, identity: ScreenIdentity) -> None:
        """A person says which screen is the hall's; this laptop remembers it."""
        self._preferences.hall_screen = identity
        self._placement.choose(identity)

    def preview(self, subject: str) -> None:
        """Put a subject into the preview, as it is now, with the number of pages it needs on the hall's screen."""
        try:
            card = scenes.scene_for(self._desk.conference.db, subject)
        except RuleError as error:
            self._desk.said.emit(labels.rule(error))
            return
        pages = page_count(card, self.window.surface()[0], self.settings)
        self._desk.run(projector.prepare, subject, pages)

    def preview_picture(self) -> QPixmap | None:
        """The very picture F5 would put on the hall."""
        return self._picture(self.row.preview) if self.row.preview else None

    def _take_unapproved(self, preview: Shown, *, confirmed: bool) -> None:
        question_id = scenes.question_of(preview.subject)
        if not confirmed or question_id is None:
            self._confirming = preview
            card = scene.from_json(preview.card)
            number = card.number if isinstance(card, scene.QuestionCard) else 0
            self._desk.said.emit(f"Câu {number:02d} {Refusal.NOT_APPROVED}")
            return
        self._desk.run(queue.approve, question_id)
        if scenes.is_projectable(self._desk.conference.db, preview.subject):
            self._desk.run(projector.take)
        _log.info("approved and taken: %s", preview.subject)

    def _learn(self, changes: Changes) -> None:
        if changes.touches(Table.CONFERENCE):
            self.settings = self._settings()
            self._draw()
        if changes.touches(Table.PROJECTION):
            self._learn_row()
        elif self._started:
            self._check_stale()

    def _learn_row(self) -> None:
        before, self.row = self.row, lists.projection(self._desk.conference.db)
        if self.row.preview != before.preview:
            self._previewed_ms = self._mono_ms()
            self._confirming = None
            self.preview_picture()
        self._draw()
        self._check_stale()
        self.changed.emit()

    def _draw(self, fade_ms: int = LONGEST_FADE_MS) -> None:
        """Give the window its picture if it is another one; an error keeps the last good picture on the hall."""
        shown = self._visible()
        key = self._key(shown)
        if key == self._drawn:
            return
        try:
            card = scene.from_json(shown.card)
            clocks = clocks_of(card, self.window.surface()[0], self.settings)
            self.window.show_pixmap(self._picture(shown), fade_ms, clocks)
        except Exception:
            _log.exception("the hall keeps its last picture")
            self._desk.said.emit("Không vẽ được hình mới; màn chiếu giữ hình đang có.")
            return
        self._drawn = key

    def _visible(self) -> Shown:
        """What the row lets the audience see; covered or without a screen: the cover."""
        if self.row.visible:
            return self.row.visible
        return Shown(scene.to_json(scenes.cover_card(self._desk.conference.db)), "cover")

    def _picture(self, shown: Shown) -> QPixmap:
        key = self._key(shown)
        if key not in self._pictures:
            size, dpr = self.window.surface()
            self._pictures[key] = paint_card(scene.from_json(shown.card), size, dpr, shown.page, self.settings)
            while len(self._pictures) > KEPT_PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def _key(self, shown: Shown) -> tuple[object, ...]:
        size, dpr = self.window.surface()
        return shown.card, shown.page, size.width(), size.height(), dpr, self.settings

    def _surface_changed(self) -> None:
        self._draw(fade_ms=0)
        self.changed.emit()

    def _settings(self) -> HallSettings:
        facts = lists.facts(self._desk.conference.db)
        depth, height = facts.hall_depth_dm / 10, facts.picture_height_dm / 10
        return HallSettings(depth, height, rehearsal=facts.mode is Mode.REHEARSAL)

    def _check_stale(self) -> None:
        """The stored picture against the state now: LIVE is marked, the preview is made anew (the hall never is)."""
        stale = self._differs(self.row.visible)
        if stale != self.is_stale:
            self.is_stale = stale
            self.changed.emit()
        if self._differs(self.row.preview):
            QTimer.singleShot(0, self, self._preview_again)

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
        return scene.to_json(now) != shown.card

    def _screen_found(self, identity: ScreenIdentity) -> None:
        self._preferences.hall_screen = identity
        self._set_screen(None, (), screen_title(identity))

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
        identity = self._identity()
        if not identity:
            self._desk.run(projector.screen_lost)
        elif self.row.state is HallState.NO_SCREEN or identity != self.row.screen:
            self._desk.run(projector.screen_found, identity)

    def _identity(self) -> str:
        """What the row stores of the screen in use; empty if there is none."""
        if self.trouble is Reason.ONE_SCREEN:
            return ORDINARY_WINDOW
        known = self._preferences.hall_screen
        return write_identity(known) if self.trouble is None and self.screen_name and known else ""
