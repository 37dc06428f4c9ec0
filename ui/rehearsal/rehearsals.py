"""Begins and ends rehearsals for the program: makes the copy, opens it, cuts the power, goes back to where one was."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import labels, password
from app.conference import Conference
from app.domain.errors import StorageError

if TYPE_CHECKING:
    from ui.demo.script import Script
    from ui.program import Program
    from ui.rehearsal.session import RehearsalSession

WRITTEN_S = 5.0
"""How long a power cut waits for the last event to be on the disk: a copy in between would be half a page."""


class Rehearsals(QObject):
    """session: the rehearsal that is on, None else. A real file is read once, while it is closed, and never opened.

    What it needs is imported when a rehearsal begins: every start of the program makes one of these.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self.session: RehearsalSession | None = None

    def begin_shipped(self, name: str) -> bool:
        from ui.rehearsal import prepare

        return self.begin(prepare.shipped(name))

    def begin(self, script: Script, *, pace: int | None = 1, is_led: bool = False) -> bool:
        """Make the script's conference and open it; what cannot be is said on the start page."""
        from ui.demo.script_file import ScriptError
        from ui.rehearsal import prepare
        from ui.rehearsal.session import RehearsalSession

        folder, clock = self._program.preferences.rehearsals, self._program.clock
        try:
            path = prepare.from_script(script, folder, clock)
            begins = prepare.beginning(script, clock)
        except (ScriptError, StorageError) as error:
            self._program.complain(_sentence(error))
            return False
        return self._open(path, RehearsalSession(script, clock, begins, pace=pace, is_led=is_led))

    def begin_file(self, real: Path) -> bool:
        """Rehearse on a copy of a file that is closed; afterwards that file is opened again."""
        from ui.rehearsal import prepare
        from ui.rehearsal.from_conference import script_of
        from ui.rehearsal.session import RehearsalSession

        clock = self._program.clock
        if password.is_locked(real):
            self._program.passwords.ask(real, lambda: self.begin_file(real))
            return False
        try:
            path = prepare.from_file(real, self._program.preferences.rehearsals, clock)
            conference = Conference(path, clock)
        except StorageError as error:
            self._program.complain(_sentence(error))
            return False
        with contextlib.closing(conference):
            script = script_of(conference.db, path.name)
        session = RehearsalSession(script, clock, clock.now(), pace=1, is_led=False)
        session.real = real
        return self._open(path, session)

    def console_opened(self) -> None:
        program = self._program
        if self.session is not None and program.desk is not None and program.console is not None:
            self.session.attach(program.desk, program.console)

    def console_closing(self) -> None:
        if self.session is not None:
            self.session.detach()

    def end(self) -> Path | None:
        """The rehearsal's console was closed; returns the real file to go back to."""
        session, self.session = self.session, None
        return session.real if session else None

    def _open(self, path: Path, session: RehearsalSession) -> bool:
        self.session = session
        session.results = self._program.preferences.results
        session.power_cut.connect(self._cut_power)
        opened = self._program.open_file(path)
        if not opened:
            self.session = None
        return opened

    def _cut_power(self) -> None:
        """The console dies without a word, and what lies on the disk is opened as after a cut."""
        desk = self._program.desk
        if desk is None:
            return
        conference = desk.conference
        conference.follower.wait_safe(conference.last_event(), WRITTEN_S)
        from app import rehearsal

        path = rehearsal.copy_as_after_power_cut(conference.path)
        self._program.reopen(path)


def _sentence(error: Exception) -> str:
    return labels.trouble(error) if isinstance(error, StorageError) else str(error)
