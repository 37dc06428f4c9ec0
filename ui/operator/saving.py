"""What the top bar and the bar say about saving; and Ctrl+S: typing into the log, then a copy in a second place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app import backup, labels
from app.conference import JournalState, SaveState
from app.domain.changes import Changes, EventKind
from app.domain.clock import local
from app.domain.records import dataclass
from ui.desk import MANY_ROWS, Desk
from ui.tasks import run_in_background

EVERY_MS = 120_000
STUCK_MS = 1000
"""Without any progress for so long a disk is frozen, or as good as that; one of 400 ms a sync goes on and on."""
HEAVY_MS = 10_000
"""An import of thousands of rows is one step."""
WRITTEN_S = 10.0
"""A copy waits so long for the last act to reach the file it is made of."""
SETTLED_S = 1.0
"""A disk slower than this is worth the word "Đang lưu"; on healthy ones it would only make the cell flicker."""


@dataclass(frozen=True, slots=True)
class Told:
    """word: the cell's text. at: when all was last safe, or since when there is trouble. is_trouble: inverse cell."""

    word: str
    at: datetime
    is_trouble: bool = False


class Saving(QObject):
    """Learns from the writing threads (by queued signals). changed: told() or the last copy is another one."""

    changed = Signal()

    def __init__(self, desk: Desk, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = folder
        self._file = SaveState(0, 0)
        self._journal = JournalState(0, 0)
        self._safe_at = self._open_since = desk.conference.now()
        self._trouble_since: datetime | None = None
        self._has_events = False
        self._copying = self._is_again = self._is_stopped = False
        self._is_heavy = False
        self.is_stuck = False
        self._stuck_later = QTimer(self, singleShot=True, interval=STUCK_MS)
        self._stuck_later.timeout.connect(self._tell_stuck)
        self.copied_at: datetime | None = None
        self.copy_failed = False
        desk.save_state.connect(self._hear_file)
        desk.journal_state.connect(self._hear_journal)
        desk.changed.connect(self._note_event)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._copy_if_needed)
        self._timer.start()

    def told(self) -> Told:
        """What to say now; the clock of the top bar asks every time it ticks."""
        if self._trouble_since is not None:
            return Told("CHƯA LƯU ĐƯỢC", self._trouble_since, is_trouble=True)
        slow = (self._desk.conference.now() - self._open_since).total_seconds() > SETTLED_S
        if self._is_open() and slow:
            return Told("Đang lưu", self._safe_at)
        return Told("Đã lưu", self._safe_at)

    def reason(self) -> str:
        """The sentence of the trouble, for the bar."""
        if self._file.trouble is not None:
            return labels.trouble(self._file.trouble)
        if self._journal.on_spare:
            return "Không lưu được chữ đang gõ ở cạnh tệp hội nghị; chữ đó được giữ ở nơi có bản thứ hai."
        return "Không lưu được chữ đang gõ ở cạnh tệp hội nghị."

    @property
    def is_on_reserve(self) -> bool:
        """The disk is full; what is written now goes into the room kept for that."""
        return self._file.on_reserve

    def save_now(self) -> None:
        """Ctrl+S: what is being typed becomes recorded, then a copy goes to the second place."""
        self._desk.before_command.emit()
        self._copy()

    def stop(self) -> None:
        """The conference is closing: no more copies."""
        self._timer.stop()
        self._stuck_later.stop()
        self._is_stopped = True

    def _hear_file(self, state: SaveState) -> None:
        if 0 < state.at < self._file.at:
            return  # overtaken: it would call safe what waits
        moved, self._file = state.safe_up_to > self._file.safe_up_to, state
        self._settle(moved=moved)

    def _hear_journal(self, state: JournalState) -> None:
        moved, self._journal = state.safe > self._journal.safe, state
        self._settle(moved=moved)

    def _settle(self, *, moved: bool) -> None:
        now = self._desk.conference.now()
        in_trouble = self._file.trouble is not None or self._journal.failed or self._journal.on_spare
        if in_trouble and self._trouble_since is None:
            self._trouble_since = now
        elif not in_trouble:
            self._trouble_since = None
        if not self._is_open():
            self._safe_at = now
            self._open_since = now
            self._is_heavy = False
        self._watch(moved=moved or in_trouble)
        self.changed.emit()

    def _watch(self, *, moved: bool) -> None:
        """Whether something waits and nothing moves: no error, no end."""
        if moved or not self._is_open():
            self.is_stuck = False
            self._stuck_later.stop()
        if self._is_open() and not self.is_stuck and not self._stuck_later.isActive():
            self._stuck_later.start(HEAVY_MS if self._is_heavy else STUCK_MS)

    def _tell_stuck(self) -> None:
        self.is_stuck = self._trouble_since is None
        self.changed.emit()

    def _is_open(self) -> bool:
        return self._file.waiting > 0 or self._journal.kept > self._journal.safe

    def _note_event(self, changes: Changes) -> None:
        self._has_events = True
        self._is_heavy = self._is_heavy or len(changes.rows) > MANY_ROWS
        if changes.kind is EventKind.MODE_CHANGED:
            QTimer.singleShot(0, self, self._copy)

    def _copy_if_needed(self) -> None:
        if self._has_events:
            self._copy()

    def _copy(self) -> None:
        """One at a time; what is asked for during one may be missing in it and gets another."""
        if self._copying or self._is_stopped:
            self._is_again = True
            return
        self._copying, self._is_again, self._has_events = True, False, False
        conference = self._desk.conference
        written = partial(conference.follower.wait_safe, conference.last_event(), WRITTEN_S)
        work = partial(_back_up, written, conference.path, self._folder, conference.now())
        run_in_background(work, self._copied, self._copy_failed, in_process=False)

    def _copied(self, _: Path) -> None:
        self.copied_at, self.copy_failed = self._desk.conference.now(), False
        self._end_copy()

    def _copy_failed(self, _: Exception) -> None:
        self.copy_failed = self._has_events = True
        self._end_copy()

    def _end_copy(self) -> None:
        self._copying = False
        self.changed.emit()
        if self._is_again:
            self._copy()


def _back_up(written: Callable[[], bool], path: Path, folder: Path, at: datetime) -> Path:
    """In its thread: one more copy, and the oldest beyond thirty go. What is not written by then is in the next."""
    written()
    copy = backup.backup_now(path, folder, at)
    backup.prune(path, folder)
    return copy


def time_words(at: datetime) -> str:
    return f"{local(at):%H:%M:%S}"
