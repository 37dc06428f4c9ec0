"""Care for the file that is open: its full check after opening, its seal at closing, and the way back to a copy."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app import file_check, labels
from app.domain.clock import local
from app.domain.errors import Rule, RuleError, StorageError, Trouble
from app.domain.facts import Mode
from app.file_check import Check
from app.queries import desk as lists
from ui.locks import take_lock
from ui.operator.bar import Act, Notice, Topic
from ui.operator.palette import Entry
from ui.personal_data import PersonalData
from ui.tasks import run_in_background

if TYPE_CHECKING:
    from app.restore import Copy
    from ui.operator.main_window import MainWindow
    from ui.operator.restore_overlay import RestoreOverlay
    from ui.program import Program

_log = logging.getLogger(__name__)
CHECK_AFTER_MS = 1500
"""The full check begins when the console stands, so that it takes nothing from the start."""


class Restoring(QObject):
    """Made once by the program, which says what it opened and closed. backups: where its copies lie."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._overlay: RestoreOverlay | None = None
        self._path = Path()
        self._kept: Path | None = None

    @cached_property
    def _on_start_page(self) -> RestoreOverlay:
        return self._made(self._program.start_page)

    def _made(self, area: QWidget) -> RestoreOverlay:
        from ui.operator.restore_overlay import RestoreOverlay  # when first wanted: no start waits for it

        made = RestoreOverlay(area, self._find)
        made.chosen.connect(self._take)
        return made

    def console_opened(self, console: MainWindow, path: Path) -> None:
        """Offer the way back, tell what was restored, and check the file in the background."""
        self._path = path
        desk = self._program.desk
        assert desk is not None, "the console stands"
        personal = PersonalData(console, desk, self._program.preferences)
        console.file_lines = lambda: [*self._lines(), *self._program.passwords.lines(), *personal.lines()]
        if self._kept is not None:
            self._tell_restored(console, self._kept)
            self._kept = None
        QTimer.singleShot(CHECK_AFTER_MS, console, self.check_now)

    def closed(self, path: Path) -> None:
        """The file was closed in order: remember how it looks, byte for byte."""
        self._overlay = None
        self._program.preferences.remember_seal(str(path), file_check.seal_of(path))

    def refused(self, error: StorageError, path: Path) -> Act | None:
        """What can be done about a file that cannot be opened; None: nothing."""
        if error.code not in {Trouble.DAMAGED, Trouble.NOT_OURS, Trouble.MISSING}:
            return None
        return Act("Khôi phục…", partial(self.offer, path))

    def offer(self, path: Path) -> None:
        """On the start page: the copies of a file that cannot be opened, else what can be read of it."""
        self._path = path
        locked = self.copy_to_unlock(path)
        if locked is not None:
            self._program.passwords.ask(locked, self._on_start_page.open)
        else:
            self._on_start_page.open()

    def copy_to_unlock(self, path: Path) -> Path | None:
        """A copy of this file that cannot be looked at before its password is given."""
        from app import restore  # salvage and all: not for every start

        preferences = self._program.preferences
        return restore.locked_copy(path, preferences.copies, preferences.second_folder)

    def check_now(self) -> None:
        """The full check, in a thread; its outcome is told in the bar or behind the save cell."""
        console = self._program.console
        if console is None:
            return
        work = partial(file_check.check_file, self._path, self._program.preferences.seal(str(self._path)))
        run_in_background(work, partial(self._checked, console), self._not_checked, in_process=False)

    def _checked(self, console: MainWindow, check: Check) -> None:
        if self._program.console is not console:
            return
        at = f"{local(self._program.clock.now()):%H:%M}"
        what, safe = file_check.words(check)
        if not what:
            console.top_bar.save.setToolTip(f"Đã kiểm tra toàn vẹn tệp lúc {at}: không có lỗi.")
            console.bar.clear(Topic.DAMAGE)
            return
        _log.error("the file is damaged: first bad event %s, %s rows", check.first_bad, len(check.rows))
        console.top_bar.save.setToolTip(f"Kiểm tra tệp lúc {at}: {what}")
        acts = (Act("Khôi phục…", self._open), Act("Để sau", partial(console.bar.clear, Topic.DAMAGE)))
        console.bar.put(Topic.DAMAGE, Notice(what, safe, acts))

    def _not_checked(self, error: Exception) -> None:
        _log.warning("the file could not be checked: %s", type(error).__name__)

    def _lines(self) -> list[Entry]:
        return [
            Entry("Khôi phục từ bản sao", "", "content-copy", self._open),
            Entry("Kiểm tra toàn vẹn tệp", "", "shield-check-outline", self.check_now),
        ]

    def _open(self) -> None:
        desk = self._program.desk
        console = self._program.console
        if desk is None or console is None:
            return
        if lists.facts(desk.conference.db).mode is Mode.LIVE:
            desk.said.emit(labels.rule(RuleError(Rule.NOT_IN_LIVE)))
            return
        if self._overlay is None:
            self._overlay = self._made(console.workplace)
        self._overlay.open()

    def _find(self) -> Sequence[Copy]:
        """In a thread. Where no copy is left, what can be read of the file itself."""
        from app import restore

        preferences = self._program.preferences
        found = restore.copies_of(self._path, preferences.copies, preferences.second_folder)
        if found or self._program.console is not None or not self._path.exists():
            return found
        try:
            preferences.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
            return (restore.salvaged(self._path, preferences.copies)[0],)
        except StorageError:
            return ()

    def _take(self, copy: Copy) -> None:
        self._program.after_closing(partial(self._put_back, self._path, copy.path))

    def _put_back(self, path: Path, copy: Path) -> None:
        """Nothing is open now: exchange the file and open it."""
        program = self._program
        try:
            self._kept = self._exchange(path, copy)
        except StorageError as error:
            program.complain(labels.trouble(error), str(path))
            return
        program.open_file(path)

    def _exchange(self, path: Path, copy: Path) -> Path:
        from app import restore

        program = self._program
        lock = take_lock(path) if path.exists() else None
        try:
            return restore.restore(path, copy, program.clock, program.preferences.operator)
        finally:
            if lock is not None:
                lock.unlock()

    def _tell_restored(self, console: MainWindow, kept: Path) -> None:
        back = Act("Lấy lại tệp trước", lambda: program.after_closing(partial(self._put_back, self._path, kept)))
        program = self._program
        done = Act("Đã rõ", partial(console.bar.clear, Topic.RESTORED), "Esc")
        safe = f"Tệp trước đó được giữ bên cạnh: {kept.name}"
        console.bar.put(Topic.RESTORED, Notice("Đã khôi phục từ bản sao.", safe, (back, done), "content-copy"))
