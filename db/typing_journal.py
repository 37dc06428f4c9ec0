"""Every keystroke kept before it is an event: one line per change, held at once, written and synced by two threads.

The file lies beside the conference file, or in a spare place for as long as that cannot be written.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from app.domain.records import dataclass
from db import held_lines, journal_lines
from db.held_lines import HeldLines
from db.journal_lines import PendingText
from db.line_cipher import LineCipher

_log = logging.getLogger(__name__)
SYNC_AFTER_S = 0.02
"""Keystrokes gathered into one sync; with one fsync this stays below the 100 ms promised (R4)."""
RETRY_S = 0.5
RETURN_S = 2.0
"""How often the first place is tried again while the lines go to the spare one."""
KEY_PATIENCE_S = 0.02
"""How long a key waits for the disk where its line cannot be held in memory: too short to be felt on a stalled one
(then the mark says "not kept yet"). A writer that only lacks the processor is waited for."""
LARGEST_IDLE_BYTES = 1 << 16
"""Above this size recorded texts are taken out of the file, so that what was typed does not lie about twice."""


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

    A line is held in the machine's memory in the turn of its key (held_lines). Two threads: one writes it to the file,
    one syncs, so a slow disk never delays a write and none a key. The lines of every unfinished text are kept here as
    well: after an error, or when somebody deleted the file, all of them are written again. A text begins with its
    base, so a second telling does no harm.
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
        self._held = _held_for(path, spare)
        self._pending, self._is_readable = journal_lines.unfinished(path, spare, cipher=cipher)
        self._numbers = itertools.count(secrets.randbits(50))  # no two lines are alike, also of two runs
        self._done: dict[str, int] = {}
        self._lines: deque[bytes] = deque()
        self._made = self._held_to = self._kept = self._safe = 0
        self._is_failed = False
        self._starts_anew = self._rewrites = self._uses_spare = self._is_readable and _exists(spare)
        self._rewrite_at = 0.0
        self._most = LARGEST_IDLE_BYTES
        self._is_stopping = self._is_written = self._is_unsynced = False
        self._file: int | None = None
        self._disk_asked_at: float | None = None
        self._openings = self._size = 0
        self._threads = [
            threading.Thread(target=self._write_loop, name="journal writer", daemon=True),
            threading.Thread(target=self._sync_loop, name="journal sync", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def append(self, key: str, position: int, removed: int, added: str, base: str | None = None) -> int:
        """Note one change and return its number for wait_held. base: the text before the first change of a key."""
        line = self._line({"k": key, "p": position, "r": removed, "a": added}, base)
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
        line = self._line({"k": key, "d": 1})
        with self._lock:
            self._pending[key] = []
            number = self._push(key, line)
            self._done[key] = number
            return number

    def rewrite(self, change: Callable[[str], str | None]) -> None:
        """Unfinished texts go on as change makes them (None: not at all); soon the file holds nothing else."""
        with self._lock:
            texts = {key: journal_lines.text_of(lines, self._cipher) for key, lines in self._pending.items()}
        left = {key: change(text) for key, text in texts.items() if key not in self._done}
        for key, text in left.items():
            if text is None:
                self.done(key)
            else:
                self.append(key, 0, 0, "", text)
        with self._lock:
            self._rewrites = True
            self._lock.notify_all()

    def wait_held(self, number: int, timeout_s: float = KEY_PATIENCE_S) -> bool:
        """Whether a kill of the program would leave the line; timeout_s: at most so long for the disk."""
        with self._lock:
            while max(self._held_to, self._kept) < number:
                if self._is_written or self._is_failed or self._disk_takes() >= timeout_s:
                    return False
                self._lock.wait(timeout_s)
            return True

    def wait_kept(self, number: int, timeout_s: float) -> bool:
        """Whether the line is in the file."""
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
        with self._lock:
            if self._held is not None:
                self._held.close(is_needed=bool(self._lines))
                self._held = None

    def _line(self, entry: dict[str, object], base: str | None = None) -> bytes:
        entry["n"] = next(self._numbers)
        if base is not None:
            entry["b"] = base
        return journal_lines.line(entry, self._cipher)

    def _push(self, key: str, line: bytes) -> int:
        self._pending.setdefault(key, []).append(line)
        self._made += 1
        self._lines.append(line)
        if self._held is not None and self._held.hold(line):
            self._held_to = self._made
        self._lock.notify_all()
        return self._made

    def _disk_takes(self) -> float:
        return time.monotonic() - self._disk_asked_at if self._disk_asked_at is not None else 0.0

    def _write_loop(self) -> None:
        while self._wait_for_work():
            is_gone = self._is_gone()
            with self._lock:
                lines, number, count = list(self._lines), self._made, len(self._lines)
                anew = self._starts_anew or is_gone
                rewrites = not lines and not anew and self._has_too_much()
                if anew or rewrites:
                    lines = self._unfinished(with_done=anew)
                stale, self._file = (self._file, None) if anew or rewrites else (None, self._file)
                self._disk_asked_at = time.monotonic()
            try:
                _close(stale)
                is_rewritten = rewrites and self._put_in_place(lines)
                self._write([] if rewrites else lines)
            except Exception as error:  # whatever it is, the thread must not end in silence
                self._failed("written", error)
                if self._is_stopping:
                    break
                continue
            self._written(number, count, anew=anew, is_rewritten=is_rewritten)
            self._tell()
        with self._lock:
            self._is_written = True
            self._lock.notify_all()

    def _wait_for_work(self) -> bool:
        """False at the end. While the lines go to the spare place, the first one is tried again now and then."""
        with self._lock:
            if self._is_failed:
                self._lock.wait_for(self._has_work)
            elif not self._lock.wait_for(self._has_work, RETURN_S if self._is_late() else None):
                self._rewrite_at = 0.0
                if self._place != self.path:  # what lies there is older than what is told anew
                    self._place, self._starts_anew, self._rewrites = self.path, True, True
            return not self._is_stopping or bool(self._lines) or self._starts_anew or self._has_too_much()

    def _unfinished(self, *, with_done: bool) -> list[bytes]:
        """All lines of unfinished texts; with_done: also what ends those that an older part of the file begins."""
        kept = {key: lines for key, lines in self._pending.items() if with_done or key not in self._done}
        return [line for lines in kept.values() for line in lines]

    def _has_work(self) -> bool:
        return bool(self._lines) or self._starts_anew or self._is_stopping or self._has_too_much()

    def _is_late(self) -> bool:
        """Something could not be done and is tried again."""
        return self._place != self.path or self._rewrite_at > 0

    def _has_too_much(self) -> bool:
        wants = self._rewrites or self._size > self._most
        return wants and self._is_readable and time.monotonic() >= self._rewrite_at

    def _is_gone(self) -> bool:
        """Somebody deleted the file; Windows does not let them."""
        return os.name != "nt" and self._file is not None and os.fstat(self._file).st_nlink == 0

    def _put_in_place(self, lines: list[bytes]) -> bool:
        """These lines and nothing else are the file. False if that cannot be: it stays as it is, for a while."""
        aside = _aside(self._place)
        try:
            if not lines:
                with contextlib.suppress(FileNotFoundError):
                    os.truncate(self._place, 0)
                return True
            with open(aside, "wb", opener=_private) as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())  # what was safe stays safe
            aside.replace(self._place)
        except OSError as error:
            _log.warning("typing journal cannot be rewritten: %s", type(error).__name__)
            self._rewrite_at = time.monotonic() + RETURN_S
            return False
        return True

    def _write(self, lines: list[bytes]) -> None:
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._place, flags, 0o600)
            self._uses_spare = self._uses_spare or self._place != self.path
            self._openings += 1
            self._size = os.fstat(self._file).st_size
            lines = [b"\n", *lines] if self._size else lines  # ends a line that was torn
        view = memoryview(b"".join(lines))
        self._size += len(view)
        while view:
            view = view[os.write(self._file, view) :]

    def _written(self, number: int, count: int, *, anew: bool, is_rewritten: bool) -> None:
        with self._lock:
            for _ in range(count):
                self._lines.popleft()
            if self._held is not None and not self._lines:
                self._held.let_go()
            self._kept, self._is_unsynced, self._disk_asked_at = number, True, None
            if is_rewritten:
                self._rewrites, self._most = False, max(LARGEST_IDLE_BYTES, 2 * self._size)
            if anew or not self._starts_anew:  # else a sync has failed meanwhile
                self._starts_anew = self._is_failed = False
            self._lock.notify_all()

    def _failed(self, what: str, error: Exception) -> None:
        """After a failed write or sync nothing since the last good sync counts as safe: it is all written again."""
        _log.warning("typing journal cannot be %s: %s", what, type(error).__name__)
        with self._lock:
            may_move = self.spare is not None and self._place == self.path
            self._place = self.spare if may_move and self.spare is not None else self.path
            self._is_failed = self._starts_anew = True
            self._disk_asked_at = None
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
            leaves_spare = self._uses_spare and self._place == self.path
            self._uses_spare = self._uses_spare and not leaves_spare
            self._lock.notify_all()
        if leaves_spare and self.spare is not None:  # what is safe in the first place need not lie about in the other
            with contextlib.suppress(OSError):
                self.spare.unlink(missing_ok=True)
        self._tell()

    def _tell(self) -> None:
        try:
            self._on_state(self.state())
        except Exception:
            _log.exception("the listener of the typing journal failed")


def _held_for(path: Path, spare: Path | None) -> HeldLines | None:
    """With what a kill has left in it taken into the place that was written last; None where nothing can be held."""
    place = held_lines.place_of(path)
    if place is None:
        return None
    try:
        held_lines.take_in(place, spare if spare is not None and _exists(spare) else path)
        _aside(path).unlink(missing_ok=True)
        return HeldLines(place)
    except OSError as error:
        _log.warning("typed lines cannot be held: errno %s", error.errno)
        return None


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.moi")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _exists(place: Path | None) -> bool:
    try:
        return place is not None and place.exists()
    except OSError:
        return False


def _close(file: int | None) -> None:
    if file is not None:
        with contextlib.suppress(OSError):
            os.close(file)
