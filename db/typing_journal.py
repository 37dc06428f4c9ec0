"""Every keystroke on disk before it is an event: one line per change, written at once, synced by a second thread.

The file lies beside the conference file, or in a spare place for as long as that cannot be written.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from app.domain.records import dataclass
from db import journal_lines
from db.journal_lines import PendingText
from db.line_cipher import LineCipher

_log = logging.getLogger(__name__)
SYNC_AFTER_S = 0.02
"""Keystrokes gathered into one sync; with one fsync this stays below the 100 ms promised (R4)."""
RETRY_S = 0.5
RETURN_S = 2.0
"""How often the first place is tried again while the lines go to the spare one."""
KEY_PATIENCE_S = 0.02
"""How long a key waits for its line to be kept: far longer than a healthy disk takes even on a busy machine (then at
most the last key is lost), too short to be felt on a stalled one (then the mark says "not kept yet")."""
LARGEST_IDLE_BYTES = 1 << 16
"""A journal without an unfinished text is emptied above this size, so that typed text does not lie about twice."""


def journal_path(conference_file: Path) -> Path:
    return conference_file.with_name(conference_file.name + "-go")


@dataclass(frozen=True, slots=True)
class JournalState:
    """kept: lines that survive a crash of the program; safe: lines that survive a power cut; failed: cannot write.

    on_spare: the first place cannot be written, the lines are kept in the spare one.
    """

    kept: int
    safe: int
    failed: bool = False
    on_spare: bool = False


class TypingJournal:
    """Appends changes of texts, positions in code points.

    Two threads: one writes, one syncs, so a slow disk never delays a write, and the key handler never waits longer
    than it asks to. The lines of every unfinished text are kept in memory as well: after an error, or when somebody
    deleted the file, all of them are written again. A text begins with its base, so a second telling does no harm.
    """

    def __init__(
        self,
        path: Path,
        on_state: Callable[[JournalState], None] = lambda _: None,
        spare: Path | None = None,
        cipher: LineCipher | None = None,
    ) -> None:
        self.path = self._place = path
        self.spare = spare
        self._cipher = cipher
        self._on_state = on_state
        self._lock = threading.Condition()
        self._pending, self._is_readable = journal_lines.unfinished(path, spare, cipher=cipher)
        self._done: dict[str, int] = {}
        self._lines: deque[bytes] = deque()
        self._made = self._kept = self._safe = 0
        self._is_failed = self._starts_anew = self._forgets = False
        self._is_stopping = self._is_written = self._is_unsynced = False
        self._file: int | None = None
        self._openings = self._size = 0
        self._threads = [
            threading.Thread(target=self._write_loop, name="journal writer", daemon=True),
            threading.Thread(target=self._sync_loop, name="journal sync", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def append(self, key: str, position: int, removed: int, added: str, base: str | None = None) -> int:
        """Note one change and return its number for wait_kept. base: the text before the first change of a key."""
        entry: dict[str, object] = {"k": key, "p": position, "r": removed, "a": added}
        if base is not None:
            entry["b"] = base
        line = journal_lines.line(entry, self._cipher)
        with self._lock:
            self._done.pop(key, None)
            if base is not None:
                self._pending[key] = []
            return self._push(key, line)

    def left_open(self, stored: Callable[[str], str | None]) -> list[PendingText]:
        """The texts that were being typed when the program ended, as journal_lines.replay gives them."""
        return journal_lines.replay(stored, self.path, self.spare, cipher=self._cipher)

    def done(self, key: str) -> int:
        """The text of key is recorded in the log: its lines are no longer needed."""
        line = journal_lines.line({"k": key, "d": 1}, self._cipher)
        with self._lock:
            self._pending[key] = []
            number = self._push(key, line)
            self._done[key] = number
            return number

    def forget(self) -> None:
        """Take the lines of recorded texts out of the file as soon as none is unfinished, not only at the end."""
        with self._lock:
            self._forgets = True
            self._lock.notify_all()

    def wait_kept(self, number: int, timeout_s: float = KEY_PATIENCE_S) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self._kept >= number, timeout_s)

    def wait_safe(self, number: int, timeout_s: float) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self._safe >= number, timeout_s)

    def state(self) -> JournalState:
        with self._lock:
            return JournalState(self._kept, self._safe, self._is_failed, self._place != self.path)

    def close(self, timeout_s: float = 2.0) -> None:
        """Write and sync what is left; a journal with no unfinished text in it is removed."""
        with self._lock:
            self._is_stopping = True
            self._lock.notify_all()
        for thread in self._threads:
            thread.join(timeout_s)

    def _push(self, key: str, line: bytes) -> int:
        self._pending.setdefault(key, []).append(line)
        self._made += 1
        self._lines.append(line)
        self._lock.notify_all()
        return self._made

    def _write_loop(self) -> None:
        while True:
            with self._lock:
                self._wait_for_work()
                if self._is_stopping and not self._lines and not self._starts_anew:
                    break
                lines, number, count = list(self._lines), self._made, len(self._lines)
                stale, anew = None, self._starts_anew or self._is_gone()
                if anew:
                    lines = [line for text in self._pending.values() for line in text]
                    stale, self._file = self._file, None
            try:
                _close(stale)
                self._write(lines)
            except Exception as error:  # whatever it is, the thread must not end in silence
                self._failed("written", error)
                if self._is_stopping:
                    break
                continue
            with self._lock:
                for _ in range(count):
                    self._lines.popleft()
                self._kept, self._is_unsynced = number, True
                if anew or not self._starts_anew:  # else a sync has failed meanwhile
                    self._starts_anew = self._is_failed = False
                self._lock.notify_all()
            self._tell()
        with self._lock:
            self._is_written = True
            self._lock.notify_all()

    def _wait_for_work(self) -> None:
        """With the lock. While the lines go to the spare place, the first one is tried again now and then."""
        if self._place == self.path or self._is_failed:
            self._lock.wait_for(self._has_work)
        elif not self._lock.wait_for(self._has_work, RETURN_S):
            self._place, self._starts_anew = self.path, True

    def _leave_spare(self) -> None:
        """What is safe in the first place again need not lie about in the other."""
        if self.spare is not None and self._place == self.path:
            with contextlib.suppress(OSError):
                self.spare.unlink(missing_ok=True)

    def _has_work(self) -> bool:
        return bool(self._lines) or self._starts_anew or self._is_stopping or self._may_shrink()

    def _may_shrink(self) -> bool:
        most = 0 if self._forgets else LARGEST_IDLE_BYTES
        return not self._pending and self._is_readable and self._size > most

    def _is_gone(self) -> bool:
        """Somebody deleted the file; Windows does not let them."""
        return os.name != "nt" and self._file is not None and os.fstat(self._file).st_nlink == 0

    def _write(self, lines: list[bytes]) -> None:
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._place, flags, 0o600)
            self._openings += 1
            self._size = os.fstat(self._file).st_size
            lines = [b"\n", *lines]  # ends a line that was torn
        elif not lines and self._may_shrink():
            os.ftruncate(self._file, 0)
            self._size, self._forgets = 0, False
        view = memoryview(b"".join(lines))
        self._size += len(view)
        while view:
            view = view[os.write(self._file, view) :]

    def _failed(self, what: str, error: Exception) -> None:
        """After a failed write or sync nothing since the last good sync counts as safe: it is all written again."""
        _log.warning("typing journal cannot be %s: %s", what, type(error).__name__)
        with self._lock:
            may_move = self.spare is not None and self._place == self.path
            self._place = self.spare if may_move and self.spare is not None else self.path
            self._is_failed = self._starts_anew = True
            self._lock.notify_all()
        self._tell()
        if may_move:
            return
        with self._lock:
            self._lock.wait_for(lambda: self._is_stopping, RETRY_S)

    def _sync_loop(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._can_sync() or self._is_written)
                if not self._can_sync():
                    break
                self._lock.wait_for(lambda: self._is_stopping, SYNC_AFTER_S)
                if self._file is None or self._starts_anew:
                    continue
                self._is_unsynced = False
                number, opening = self._kept, self._openings
                file = os.dup(self._file)  # one of its own: the writer may close its one meanwhile
            try:
                os.fsync(file)
            except OSError as error:
                self._failed("synced", error)
                if self._is_stopping:
                    break
            else:
                self._synced(number, opening)
            finally:
                os.close(file)
        _close(self._file)
        if not self._pending and self._is_readable:
            with contextlib.suppress(OSError):
                self._place.unlink(missing_ok=True)

    def _can_sync(self) -> bool:
        return self._is_unsynced and self._file is not None and not self._starts_anew

    def _synced(self, number: int, opening: int) -> None:
        with self._lock:
            if self._starts_anew or opening != self._openings:
                return
            self._safe = max(self._safe, number)
            for key in [key for key, done in self._done.items() if done <= self._safe]:
                del self._done[key], self._pending[key]
            self._leave_spare()
            self._lock.notify_all()
        self._tell()

    def _tell(self) -> None:
        try:
            self._on_state(self.state())
        except Exception:
            _log.exception("the listener of the typing journal failed")


def _close(file: int | None) -> None:
    if file is not None:
        with contextlib.suppress(OSError):
            os.close(file)
