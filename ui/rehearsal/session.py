"""One rehearsal while it runs: its clock, its coach, its band on the console, and the trouble it makes on purpose."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.clock import Clock, PacedClock, SteppedClock
from app.queries.report import conference_report
from ui.demo.script import Script
from ui.desk import Desk
from ui.operator.main_window import MainWindow
from ui.rehearsal.beats import Beat, Trouble
from ui.rehearsal.coach import Coach
from ui.rehearsal.room_strip import RoomStrip

_LOOK_MS = 100


class RehearsalSession(QObject):
    """power_cut: the console is to die now and to be opened again from what lies on the disk.

    real: the file it was copied from, None if it began with a script. results: the folder in which its score is
    saved when somebody wants it. pace None: the clock only steps.
    """

    power_cut = Signal()

    def __init__(self, script: Script, clock: Clock, begins: datetime, *, pace: int | None, is_led: bool) -> None:
        super().__init__()
        self.script = script
        self.real: Path | None = None
        self.results = Path()
        self.clock: PacedClock | SteppedClock
        self.clock = SteppedClock(begins) if pace is None else PacedClock(clock, begins, pace)
        self.coach = Coach(script, is_led=is_led)
        self.coach.trouble.connect(self._make_trouble)
        self.coach.over.connect(self._show_score)
        self._console: MainWindow | None = None
        self._desk: Desk | None = None
        self._cable_out_at: datetime | None = None
        self._out_s = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._check_cable)

    def attach(self, desk: Desk, console: MainWindow) -> None:
        """The console stands: show the room and go on."""
        self._console, self._desk = console, desk
        pace = self.clock.pace if isinstance(self.clock, PacedClock) else 0
        strip = RoomStrip(self.coach, self._set_pace, self.end, pace)
        strip.leave = self.leave
        console.show_room(strip)
        console.rehearsal_lines = strip.lines
        if not self.coach.is_over:
            self.coach.attach(desk)

    def end(self) -> None:
        """No more is said and waited for; the card comes up, also once more."""
        if self.coach.is_over:
            self._show_score()
        else:
            self.coach.finish()

    def leave(self) -> None:
        """Close the rehearsal's console: back to the start page, or to the real file."""
        if self._console is not None:
            self._console.close()

    def detach(self) -> None:
        """The console is closing (or the power is out)."""
        self._timer.stop()
        self._cable_out_at = None
        self.coach.detach()
        self._console = self._desk = None

    def _set_pace(self, pace: int) -> None:
        if isinstance(self.clock, PacedClock):
            self.clock.set_pace(pace)

    def _make_trouble(self, beat: Beat) -> None:
        if beat.trouble is Trouble.POWER_CUT:
            QTimer.singleShot(0, self, self.power_cut.emit)
        elif self._console is not None:
            self._console.hall.play_screen_lost(True)
            self._cable_out_at = self.clock.now()
            self._out_s = beat.seconds
            self._timer.start()

    def _check_cable(self) -> None:
        """Whether the cable is in again, by the rehearsal's clock."""
        if self._cable_out_at is None or self._console is None:
            return
        if (self.clock.now() - self._cable_out_at).total_seconds() >= self._out_s:
            self._cable_out_at = None
            self._timer.stop()
            self._console.hall.play_screen_lost(False)

    def _show_score(self) -> None:
        from ui.rehearsal.score_card import ScoreCard  # printing is a large library: not at the start of the program

        if self._console is not None and self._desk is not None:
            conference = self._desk.conference
            report, stem = conference_report(conference.db), f"ket-qua-{conference.path.stem}"
            card = ScoreCard(self._console.workplace, self.coach.score, report, self.results, stem)
            card.closed.connect(card.deleteLater)
            card.left_for_good.connect(self.leave)
            card.open()
