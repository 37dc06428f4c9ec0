"""Every keystroke on disk before it is an event: one line per change, written at once, synced by a second thread.

The file lies beside the conference file. A text whose lines are not closed by a "done" line is put back at start.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_log = logging.getLogger(__name__)
SYNC_AFTER_S = 0.02
"""Keystrokes gathered into one sync; with one fsync this stays below the 100 ms promised (R4)."""
LARGEST_IDLE_BYTES = 1 << 16


def journal_path(conference_file: Path) -> Path:
    return conference_file.with_name(conference_file.name + "-go")


@dataclass(frozen=True, slots=True)
class JournalState:
    """kept: lines that survive a crash of the program; safe: lines that survive a power cut; failed: cannot write."""

    kept: int
    safe: int
    failed: bool = False


@dataclass(frozen=True, slots=True)
class PendingText:
    """A text that was being typed. base_matches: the stored text is still the one it was typed upon."""

    key: str
    text: str
    base_matches: bool


class TypingJournal:
    """Appends changes of texts, positions in code points.

    Two threads: one writes, one syncs, so a slow disk never delays a write, and the key handler never waits longer
    than it asks to.
    """

    def __init__(self, path: Path, on_state: Callable[[JournalState], None] = lambda _: None) -> None:
        self.path = path
        self._on_state = on_state
        self._lines: deque[bytes] = deque()
        self._lock = threading.Condition()
        self._made = self._kept = self._safe = 0
        self._open_keys: set[str] = set()
        self._failed = False
        self._stopping = False
        self._file: int | None = None
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
        with self._lock:
            self._open_keys.add(key)
        return self._push(entry)

    def done(self, key: str) -> int:
        """The text of key is recorded in the log: its lines are no longer needed."""
        with self._lock:
            self._open_keys.discard(key)
        return self._push({"k": key, "d": 1})

    def wait_kept(self, number: int, timeout_s: float) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self._kept >= number, timeout_s)

    def wait_safe(self, number: int, timeout_s: float) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self._safe >= number, timeout_s)

    def state(self) -> JournalState:
        with self._lock:
            return JournalState(self._kept, self._safe, self._failed)

    def close(self, timeout_s: float = 2.0) -> None:
        with self._lock:
            self._stopping = True
            self._lock.notify_all()
        for thread in self._threads:
            thread.join(timeout_s)

    def _push(self, entry: dict[str, object]) -> int:
        body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        line = b"%08x %s\n" % (zlib.crc32(body), body)
        with self._lock:
            self._made += 1
            self._lines.append(line)
            self._lock.notify_all()
            return self._made

    def _write_loop(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._lines or self._stopping)
                if not self._lines:
                    return
                lines = list(self._lines)
            try:
                self._write(b"".join(lines))
            except OSError as error:
                self._write_failed(error)
                continue
            with self._lock:
                for _ in lines:
                    self._lines.popleft()
                self._kept += len(lines)
                self._failed = False
                self._lock.notify_all()
            self._on_state(self.state())

    def _write(self, data: bytes) -> None:
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = os.open(self.path, flags, 0o600)
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]

    def _write_failed(self, error: OSError) -> None:
        _log.warning("typing journal cannot be written: errno %s", error.errno)
        if self._file is not None:
            os.close(self._file)
            self._file = None
        with self._lock:
            self._failed = True
            stopping = self._stopping
        self._on_state(self.state())
        with self._lock:
            if stopping:
                self._lines.clear()
            self._lock.wait_for(lambda: self._stopping, 0.5)

    def _sync_loop(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._kept > self._safe or self._stopping)
                if self._kept == self._safe and self._stopping:
                    break
                self._lock.wait_for(lambda: self._stopping, SYNC_AFTER_S)
                kept, file = self._kept, self._file
            try:
                if file is not None:
                    os.fsync(file)
            except OSError as error:
                _log.warning("typing journal cannot be synced: errno %s", error.errno)
                with self._lock:
                    self._failed = True
                    self._lock.wait_for(lambda: self._stopping, 0.5)
                if self._stopping:
                    break
                continue
            with self._lock:
                self._safe = max(self._safe, kept)
                self._lock.notify_all()
            self._on_state(self.state())
            self._shrink()

    def _shrink(self) -> None:
        """Empty the file when nothing is pending, so that typed text does not lie about twice for long."""
        with self._lock:
            idle = not self._open_keys and not self._lines and self._kept == self._made
            if idle and self._file is not None and os.fstat(self._file).st_size > LARGEST_IDLE_BYTES:
                os.ftruncate(self._file, 0)


def replay(path: Path, stored: Callable[[str], str | None]) -> list[PendingText]:
    """The texts that were being typed when the program ended; stored(key) gives the text recorded so far.

    A torn or damaged line ends the replay of its key there: what came before it is kept.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return []
    texts: dict[str, tuple[str, bool]] = {}
    broken: set[str] = set()
    for line in raw.split(b"\n"):
        entry = _parse(line)
        if entry is None:
            continue
        key = str(entry["k"])
        if "d" in entry:
            texts.pop(key, None)
            broken.discard(key)
        elif key not in broken:
            _apply(entry, key, texts, broken, stored)
    return [PendingText(key, text, matches) for key, (text, matches) in texts.items()]


def _apply(
    entry: dict[str, object],
    key: str,
    texts: dict[str, tuple[str, bool]],
    broken: set[str],
    stored: Callable[[str], str | None],
) -> None:
    now = stored(key) or ""
    if "b" in entry:
        base = str(entry["b"])
        texts[key] = (base, base == now)
    text, matches = texts.get(key, (now, True))
    position, removed = int(str(entry["p"])), int(str(entry["r"]))
    if position + removed > len(text):
        broken.add(key)
        return
    texts[key] = (text[:position] + str(entry["a"]) + text[position + removed :], matches)


def _parse(line: bytes) -> dict[str, object] | None:
    mark, _, body = line.partition(b" ")
    try:
        if int(mark, 16) != zlib.crc32(body):
            return None
        entry = json.loads(body.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None
