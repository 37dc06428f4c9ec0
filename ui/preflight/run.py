"""Runs the checks of an open conference: what is quick at once, the rest beside the console. Blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.clock import SystemClock
from app.domain.facts import Mode
from app.domain.report import ConferenceReport
from app.queries import desk as lists
from app.queries.report import conference_report
from ui import printing
from ui.desk import Desk
from ui.fonts import load_fonts
from ui.operator.hall_control import HallControl
from ui.preferences import Preferences
from ui.preflight import machine, program_checks
from ui.preflight.findings import Check, Finding, Grade
from ui.tasks import run_in_background

_F_KEYS = frozenset(int(key) for key in (getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)))
PATIENCE_S = 40.0


class PreflightRun(QObject):
    """found: a Finding, each check once or more (RUNNING first where it takes a while)."""

    found = Signal(object)

    def __init__(self, desk: Desk, hall: HallControl, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._hall, self._preferences = desk, hall, preferences
        self._pressed: set[int] = set()
        self._others: set[int] = set()

    def start(self) -> None:
        """All checks anew; what was typed and pressed in the window stays known."""
        conference = self._desk.conference
        surface = self._hall.window.size() * self._hall.window.devicePixelRatioF()
        for finding in (
            machine.power(),
            machine.sleep(),
            program_checks.screen(self._hall.trouble, self._hall.screen_name),
            program_checks.legible((surface.width(), surface.height()), self._hall.settings),
            program_checks.fonts(load_fonts()),
            self._clock(),
        ):
            self.found.emit(finding)
        self._tell_keys()
        self._begin(Check.DISK, partial(machine.disk, conference.path.parent))
        self._begin(
            Check.BACKUP, partial(machine.backup_place, conference.path, self._preferences.make_second_folder())
        )
        self._begin(Check.NOTICES, machine.notices)
        for check in (Check.PAPERS, Check.RESTORE, Check.PRINTER):
            self._running(check)
        # One after the other: all at once they would take the window its processors. A printer of the net may be slow.
        self._desk.ask_in_thread(self, conference_report, self._render, self._cannot_render)

    def _render(self, report: ConferenceReport) -> None:
        run_in_background(
            partial(program_checks.render_minutes, report),
            self._rendered,
            lambda _: self._rendered(None),
            patience_s=PATIENCE_S,
        )

    def _cannot_render(self, error: Exception) -> None:
        self._rendered(None)
        raise error

    def _rendered(self, bytes_made: int | None) -> None:
        self.found.emit(program_checks.papers(bytes_made))
        conference = self._desk.conference
        self._begin(
            Check.RESTORE, partial(program_checks.restore, conference.path, conference.now()), self._look_for_printers
        )

    def _look_for_printers(self) -> None:
        """In a child: while Qt asks a printer of the net, no thread of its process goes on."""
        failed = program_checks.failed(Check.PRINTER)
        run_in_background(
            printing.printers,
            lambda names: self.found.emit(machine.printer(names)),
            lambda _: self.found.emit(failed),
            patience_s=PATIENCE_S,
        )

    def _clock(self) -> Finding:
        """A rehearsal has a clock of its own; it is the laptop's that is looked at."""
        conference = self._desk.conference
        if lists.facts(conference.db).mode is Mode.REHEARSAL:
            return machine.clock(SystemClock().now(), None)
        return machine.clock(conference.now(), conference.last_event_at())

    def typed(self, text: str) -> None:
        """What stands in the trial box now."""
        self.found.emit(program_checks.typing(text))

    def pressed(self, key: int) -> None:
        """A key without letters came while the window was in front."""
        (self._pressed if key in _F_KEYS else self._others).add(key)
        self._tell_keys()

    def _tell_keys(self) -> None:
        self.found.emit(program_checks.f_keys(frozenset(self._pressed), frozenset(self._others)))

    def _begin(self, check: Check, work: Callable[[], Finding], then: Callable[[], object] = lambda: None) -> None:
        def tell(finding: Finding) -> None:
            self.found.emit(finding)
            then()

        self._running(check)
        failed = program_checks.failed(check)
        run_in_background(work, tell, lambda _: tell(failed), in_process=False)

    def _running(self, check: Check) -> None:
        self.found.emit(Finding(check, Grade.RUNNING, "Đang kiểm…"))
