"""Windows beside the console that are made when first wanted: what they bring would cost half a second of a start."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from app import labels
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.queries import desk as queries
from app.queries.find import Entry as Found
from app.queries.find import Kind
from ui.desk import Desk

if TYPE_CHECKING:
    from app.domain.import_preview import ImportKind
    from ui.dialogs.import_preview import ImportWindow
    from ui.dialogs.lists_window import ListsWindow
    from ui.dialogs.papers_window import PapersWindow
    from ui.dialogs.plan_window import PlanWindow
    from ui.keys import Keys
    from ui.operator.hall_control import HallControl
    from ui.preferences import Preferences
    from ui.preflight.window import PreflightWindow


class LaterWindows(QMainWindow):
    """What the console gives them is set by the console itself."""

    keys: Keys
    hall: HallControl
    _desk: Desk
    _preferences: Preferences

    @cached_property
    def lists(self) -> ListsWindow:
        """Made when first wanted: its forms and what reads their deadlines are a fifth of a second of a start."""
        from ui.dialogs.lists_window import ListsWindow

        made = ListsWindow(self._desk, self.keys, self)
        made.import_wanted.connect(self.import_into)
        made.plan_wanted.connect(self.open_plan)
        return made

    @cached_property
    def papers(self) -> PapersWindow:
        """Made when first wanted: it brings the setters of papers, half a second of a start."""
        from ui.dialogs.papers_window import PapersWindow

        made = PapersWindow(self._desk, self.keys, self._preferences.office_profile, self)
        made.place_wanted.connect(self.lists.open_at)
        return made

    @cached_property
    def preflight(self) -> PreflightWindow:
        """Made when first wanted, as the papers are."""
        from ui.preflight.run import PreflightRun
        from ui.preflight.window import PreflightWindow

        return PreflightWindow(PreflightRun(self._desk, self.hall, self._preferences), self)

    @cached_property
    def imports(self) -> ImportWindow:
        """Made when first wanted, as the papers are."""
        from ui.dialogs.import_preview import ImportWindow

        return ImportWindow(self._desk, self.keys, self._preferences, self)

    @cached_property
    def plan(self) -> PlanWindow:
        """Made when first wanted, as the papers are."""
        from ui.dialogs.plan_window import PlanWindow

        return PlanWindow(self._desk, self.keys, self)

    def open_lists(self) -> None:
        self.lists.open()

    def open_row(self, found: Found) -> None:
        """The row of a list that was found."""
        from ui.dialogs.pages import PageKey

        self.lists.open(PageKey.PEOPLE if found.kind is Kind.PERSON else PageKey.PREPARED, row=found.id)

    def open_plan(self) -> None:
        self.unless_live(self._show_plan)

    def _show_plan(self) -> None:
        self.plan.open()

    def import_into(self, kind: ImportKind, pasted: str) -> None:
        """A list asks for a file, or hands on a table that was pasted into it."""
        self.unless_live(partial(self.imports.open, kind))
        if pasted and self.imports.isVisible():
            self.imports.session.read_text(pasted)

    def unless_live(self, act: Callable[[], object]) -> None:
        if queries.facts(self._desk.conference.db).mode is Mode.LIVE:
            self._desk.said.emit(labels.rule(RuleError(Rule.NOT_IN_LIVE)))
        else:
            act()
