"""Faults one could build into the console, each of which lets the hall move without its keys. The oracle must see all.

Each is put in before the console is made, by a MonkeyPatch that takes it out again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app import history, scenes
from app.commands import floor, projector, setup
from app.domain import scene
from app.domain.changes import HALL_KINDS, NOT_UNDOABLE, Changes, Table
from app.domain.errors import RuleError
from app.domain.projection import Projection, Shown
from app.domain.question import QuestionState
from app.queries import floor as floor_query
from ui import keys
from ui.desk import Desk
from ui.dialogs.lists_window import ListsWindow
from ui.keys import Keys
from ui.operator.hall_column import HallColumn
from ui.operator.hall_control import HallControl
from ui.operator.hall_picture import PictureFrame
from ui.operator.hall_pictures import Released
from ui.operator.main_window import MainWindow

Patch = pytest.MonkeyPatch


def _after(patch: Patch, owner: type, name: str, then: Callable[..., object]) -> None:
    """Have `then` run after a method, with the same arguments."""
    first = getattr(owner, name)

    def both(self: Any, *arguments: Any, **named: Any) -> Any:
        result = first(self, *arguments, **named)
        then(self, *arguments)
        return result

    patch.setattr(owner, name, both)


def _show(hall: HallControl, card: scene.Card) -> None:
    hall._released = Released(Shown(scene.to_json(card), "cover"), hall.settings)
    hall._draw(0)


def preview_goes_on_air(patch: Patch) -> None:
    _after(patch, HallControl, "preview", lambda hall, *_: hall._desk.run(projector.take))


def editing_changes_the_live_picture(patch: Patch) -> None:
    def refresh(hall: HallControl) -> None:
        if hall.row.visible and hall._differs(hall.row.visible):
            _show(hall, scenes.scene_for(hall._desk.conference.db, hall.row.visible.subject))

    _after(patch, HallControl, "_check_stale", refresh)


def undo_takes_the_hall_back(patch: Patch) -> None:
    patch.setattr(history, "NOT_UNDOABLE", NOT_UNDOABLE - HALL_KINDS)


def escape_covers(patch: Patch) -> None:
    def cover(window: MainWindow, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            window.hall.cover_or_open()

    _after(patch, MainWindow, "keyPressEvent", cover)


def facts_repaint_the_hall(patch: Patch) -> None:
    def repaint(hall: HallControl, changes: Changes) -> None:
        if changes.touches(Table.CONFERENCE):
            hall._released = replace(hall._released, settings=hall.settings)
            hall._draw(0)

    _after(patch, HallControl, "_learn", repaint)


def number_pad_acts_while_a_field_has_its_menu_open(patch: Patch) -> None:
    """As it was until November 2026: nothing but eventFilter() kept the number pad away."""
    patch.setattr(keys, "_on_number_pad", lambda _: QKeySequence())


def number_pad_acts(patch: Patch) -> None:
    def without_pad(_: Keys, __: QObject, ___: Any) -> bool:
        return False

    patch.setattr(Keys, "eventFilter", without_pad)
    number_pad_acts_while_a_field_has_its_menu_open(patch)


def clicker_acts_while_off(patch: Patch) -> None:
    def leave_on(keys: Keys) -> None:
        for window in keys._windows:
            for shortcut in window.findChildren(QShortcut, "clicker"):
                shortcut.setEnabled(True)

    _after(patch, Keys, "switch_clicker", leave_on)


def crash_hides_the_hall(patch: Patch) -> None:
    first = sys.excepthook

    def hide(*error: Any) -> None:
        first(*error)
        for window in QApplication.topLevelWidgets():
            if window.windowTitle() == "Màn hình chiếu":
                window.hide()

    patch.setattr(sys, "excepthook", hide)


def click_on_the_thumbnail_moves_the_hall(patch: Patch) -> None:
    def press(frame: PictureFrame, _: Any) -> None:
        window = frame.window()
        if isinstance(window, MainWindow):
            window.hall.cover_or_open()

    _after(patch, PictureFrame, "mousePressEvent", press)


def next_step_shows_its_question(patch: Patch) -> None:
    def take(desk: Desk, command: object, *_: object) -> None:
        if command is floor.next_step:
            desk.run(projector.take)

    _after(patch, Desk, "run", take)


def thumbnail_paints_the_preview_on_the_hall(patch: Patch) -> None:
    def leak(column: HallColumn) -> None:
        picture = column._hall.preview_picture()
        if picture is not None:
            column._hall.window.show_pixmap(picture, 0)

    _after(patch, HallColumn, "_grab", leak)


def withdrawn_question_blanks_the_hall(patch: Patch) -> None:
    def blank(hall: HallControl, _: Changes) -> None:
        number = scenes.question_of(hall.row.visible.subject)
        view = floor_query.question_view(hall._desk.conference.db, number) if number else None
        if view is not None and view.question.state is QuestionState.WITHDRAWN:
            _show(hall, scene.CoverCard("Hội nghị"))

    _after(patch, HallControl, "_learn", blank)


def change_of_phase_covers(patch: Patch) -> None:
    def cover(desk: Desk, command: object, *_: object) -> None:
        if command is setup.change_mode:
            desk.run(projector.cover_or_open)

    _after(patch, Desk, "run", cover)


def opening_shows_the_preview(patch: Patch) -> None:
    first = Projection._covered_or_opened

    def wrong(row: Projection, now: Any) -> Projection:
        return first(replace(row, loaded=row.preview or row.loaded), now)

    patch.setattr(Projection, "_covered_or_opened", wrong)


def window_of_lists_lies_on_the_hall(patch: Patch) -> None:
    def move(lists: ListsWindow, *_: object) -> None:
        for window in QApplication.topLevelWidgets():
            if window.windowTitle() == "Màn hình chiếu":
                lists.move(window.geometry().topLeft())

    _after(patch, ListsWindow, "open", move)


def deleted_item_redraws_the_agenda(patch: Patch) -> None:
    def redraw(hall: HallControl, changes: Changes) -> None:
        if changes.touches(Table.AGENDA_ITEM) and hall.row.visible.subject == "agenda":
            try:
                _show(hall, scenes.scene_for(hall._desk.conference.db, "agenda"))
            except RuleError:
                _show(hall, scene.CoverCard("Hội nghị"))

    _after(patch, HallControl, "_learn", redraw)


BUGS: dict[str, Callable[[Patch], None]] = {
    bug.__name__: bug
    for bug in (
        preview_goes_on_air, editing_changes_the_live_picture, undo_takes_the_hall_back, escape_covers,
        facts_repaint_the_hall, number_pad_acts,
        number_pad_acts_while_a_field_has_its_menu_open, clicker_acts_while_off, crash_hides_the_hall,
        click_on_the_thumbnail_moves_the_hall, next_step_shows_its_question, thumbnail_paints_the_preview_on_the_hall,
        withdrawn_question_blanks_the_hall, change_of_phase_covers, opening_shows_the_preview,
        window_of_lists_lies_on_the_hall, deleted_item_redraws_the_agenda,
    )
}  # fmt: skip
