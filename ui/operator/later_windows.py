"""Windows beside the console and panels over it, made when first wanted: together they would double a start."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from app import labels
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.queries import desk as queries
from ui.desk import TURN_MS, Desk

if TYPE_CHECKING:
    from app.domain.import_preview import ImportKind
    from app.queries.find import Entry as Found
    from ui.dialogs.gap_places import Place
    from ui.dialogs.import_preview import ImportWindow
    from ui.dialogs.lists_window import ListsWindow
    from ui.dialogs.papers_window import PapersWindow
    from ui.dialogs.plan_window import PlanWindow
    from ui.keys import Keys
    from ui.operator.capture_line import CaptureLine
    from ui.operator.captures_menu import CapturesMenu
    from ui.operator.floor_panel import FloorPanel
    from ui.operator.hall_control import HallControl
    from ui.operator.hall_journal import HallJournal
    from ui.operator.keys_overlay import KeysOverlay
    from ui.operator.look_ups import LookUps
    from ui.operator.other_pictures import OtherPictures
    from ui.operator.palette import Palette
    from ui.operator.queue_panel import QueuePanel
    from ui.preferences import Preferences
    from ui.preflight.window import PreflightWindow
    from ui.shortcuts import Action

T = TypeVar("T")


class LaterWindows(QMainWindow):
    """What the console gives them is set by the console itself."""

    keys: Keys
    hall: HallControl
    queue: QueuePanel
    floor: FloorPanel
    capture: CaptureLine
    palette_overlay: Palette
    _workplace: QWidget
    _desk: Desk
    _preferences: Preferences

    @cached_property
    def lists(self) -> ListsWindow:
        """Made when first wanted: its forms and what reads their deadlines are a fifth of a second of a start."""
        from ui.dialogs.lists_window import ListsWindow

        made = ListsWindow(self._desk, self.keys, self)
        made.import_wanted.connect(self.import_into)
        made.plan_wanted.connect(self.open_plan)
        return _stays(made)

    @cached_property
    def papers(self) -> PapersWindow:
        """Made when first wanted: it brings the setters of papers, half a second of a start."""
        from ui.dialogs.papers_window import PapersWindow

        made = PapersWindow(self._desk, self.keys, self._preferences.office_profile, self)
        made.place_wanted.connect(self._open_place)
        return _stays(made)

    @cached_property
    def preflight(self) -> PreflightWindow:
        """Made when first wanted, as the papers are."""
        from ui.preflight.run import PreflightRun
        from ui.preflight.window import PreflightWindow

        return _stays(PreflightWindow(PreflightRun(self._desk, self.hall, self._preferences), self))

    @cached_property
    def imports(self) -> ImportWindow:
        """Made when first wanted, as the papers are."""
        from ui.dialogs.import_preview import ImportWindow

        return _stays(ImportWindow(self._desk, self.keys, self._preferences, self))

    @cached_property
    def plan(self) -> PlanWindow:
        """Made when first wanted, as the papers are."""
        from ui.dialogs.plan_window import PlanWindow

        return _stays(PlanWindow(self._desk, self.keys, self))

    @cached_property
    def keys_overlay(self) -> KeysOverlay:
        from ui.operator.keys_overlay import KeysOverlay

        return KeysOverlay(self._workplace)

    @cached_property
    def pictures_overlay(self) -> OtherPictures:
        from ui.operator.other_pictures import OtherPictures

        return OtherPictures(self._workplace, self.keys, self._desk, self.hall)

    @cached_property
    def look_ups(self) -> LookUps:
        from ui.operator.look_ups import LookUps

        parts = self.queue, self.floor, self.capture
        return LookUps(self._workplace, self._desk, self.keys, parts, self.open_row)

    @cached_property
    def journal_overlay(self) -> HallJournal:
        from ui.operator.hall_journal import HallJournal

        return HallJournal(self._workplace, self._desk, self.hall, self._print_hall_log)

    @cached_property
    def captures(self) -> CapturesMenu:
        from ui.operator.captures_menu import CapturesMenu

        return CapturesMenu(self._desk, self._preferences, self._workplace, self.palette_overlay.renew)

    def _look_up(self, action: Action) -> None:
        self.look_ups.toggle(action)

    def _move_surplus(self) -> None:
        self.look_ups.move_surplus()

    def _toggle_pictures(self) -> None:
        self.pictures_overlay.toggle()

    def _open_journal(self) -> None:
        self.journal_overlay.open()

    def _print_hall_log(self) -> None:
        self._when_made("papers", _make_hall_log)

    def _open_place(self, place: Place) -> None:
        self._when_made("lists", lambda lists: lists.open_at(place))

    def open_lists(self) -> None:
        self._open_made("lists")

    def _open_papers(self) -> None:
        self._open_made("papers")

    def _open_preflight(self) -> None:
        self._open_made("preflight")

    def _open_import(self) -> None:
        self._open_made("imports")

    def _open_made(self, name: str) -> None:
        self._when_made(name, lambda window: window.open())

    def _when_made(self, name: str, act: Callable[[Any], object]) -> None:
        """Made in one turn, styled in the next, shown in a third, unless the console closes: all together are felt."""
        is_made = name in vars(self)
        part = getattr(self, name)
        if is_made:
            act(part)
            return

        def style() -> None:
            for widget in (part, *part.findChildren(QWidget)):
                widget.ensurePolished()
            QTimer.singleShot(TURN_MS, self, show)

        def show() -> None:
            if self.isVisible():
                act(part)

        QTimer.singleShot(TURN_MS, self, style)

    def open_row(self, found: Found) -> None:
        """The row of a list that was found."""
        from app.queries.find import Kind
        from ui.dialogs.pages import PageKey

        page = PageKey.PEOPLE if found.kind is Kind.PERSON else PageKey.PREPARED
        self._when_made("lists", lambda lists: lists.open(page, row=found.id))

    def open_plan(self) -> None:
        self.unless_live(self._show_plan)

    def _show_plan(self) -> None:
        self._open_made("plan")

    def import_into(self, kind: ImportKind, pasted: str) -> None:
        """A list asks for a file, or hands on a table that was pasted into it."""

        def open_it(imports: ImportWindow) -> None:
            imports.open(kind)
            if pasted and imports.isVisible():
                imports.session.read_text(pasted)

        self.unless_live(lambda: self._when_made("imports", open_it))

    def unless_live(self, act: Callable[[], object]) -> None:
        if queries.facts(self._desk.conference.db).mode is Mode.LIVE:
            self._desk.said.emit(labels.rule(RuleError(Rule.NOT_IN_LIVE)))
        else:
            act()


def _stays(window: T) -> T:
    """What it brought stays while the console stands: looking through it for garbage would take 50 ms each time."""
    gc.freeze()
    return window


def _make_hall_log(papers: PapersWindow) -> None:
    from app.domain.paper import PaperKind

    papers.open()
    papers.list.choose(PaperKind.HALL_LOG)
    papers.make_chosen()
