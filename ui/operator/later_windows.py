"""Windows beside the console that are made when first wanted: what they bring would cost half a second of a start."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from ui.desk import Desk
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
    lists: ListsWindow
    _desk: Desk
    _preferences: Preferences

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
