"""Lines of the typing journal in the machine's memory until its file has them: what a killed program leaves behind.

No disk is asked, so the hand that types writes them itself: neither a stalled disk nor a thread that gets no processor
stands between a key and its line. A power cut takes them. Where there is no folder in memory (Windows) there are none,
and a key waits for the thread that writes the file.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Iterable
from pathlib import Path

_log = logging.getLogger(__name__)


def place_of(journal: Path) -> Path | None:
    """Where the lines of a journal are held; None where there is no folder in memory.

    The name tells nothing of the conference. A user's own folder goes with the session, the other one with the machine.
    """
    if os.name == "nt":
        return None
    name = hashlib.sha256(str(journal.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108  # checked when opened
        if folder and Path(folder).is_dir() and os.access(folder, os.W_OK):
            return Path(folder, f"hoinghi-{name}")
    return None


class HeldLines:
    """The file of one journal, empty at first. All methods are quick; none raises."""

    def __init__(self, place: Path) -> None:
        """Errors: OSError, also where somebody else has put a file of this name there."""
        self._place = place
        self._is_broken = False
        self._file = _opened(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.ftruncate(self._file, 0)

    def hold(self, line: bytes) -> bool:
        """False if the line is not held. None is held after it until let_go(): a gap would garble a text."""
        if self._is_broken:
            return False
        try:
            self._is_broken = os.write(self._file, line) != len(line)
        except OSError as error:
            _log.warning("a typed line cannot be held: errno %s", error.errno)
            self._is_broken = True
        return not self._is_broken

    def let_go(self) -> None:
        """Every line is in the journal's file."""
        try:
            os.ftruncate(self._file, 0)
        except OSError:
            self._is_broken = True
        else:
            self._is_broken = False

    def close(self, *, is_needed: bool) -> None:
        """is_needed: lines are held that are not in the journal's file; the next start takes them in."""
        os.close(self._file)
        if not is_needed:
            self._place.unlink(missing_ok=True)


def take_in(held: Path, journal: Path) -> None:
    """After a kill: what the file lacks is written to its end and synced; then nothing is held. Errors: OSError.

    Each line is like no other one (typing_journal), so one that is there already is known by its bytes.
    """
    if not held.exists():
        return
    raw = journal.read_bytes() if journal.exists() else b""
    known = set(raw.split(b"\n"))
    torn = raw.rpartition(b"\n")[2]
    file = _opened(held, os.O_RDONLY)
    try:
        lines = os.read(file, os.fstat(file).st_size).split(b"\n")
    finally:
        os.close(file)
    lacking = [line for line in lines[:-1] if line not in known]  # the last piece is empty, or torn
    if lacking:
        is_begun = any(line.startswith(torn) for line in lacking)
        _append(journal, len(raw) - len(torn) if is_begun else len(raw), lacking)
    held.unlink()


def _append(journal: Path, at: int, lines: Iterable[bytes]) -> None:
    file = os.open(journal, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.ftruncate(file, at)
        os.lseek(file, at, os.SEEK_SET)
        view = memoryview(b"\n" + b"\n".join(lines) + b"\n")
        while view:
            view = view[os.write(file, view) :]
        os.fsync(file)
    finally:
        os.close(file)


def _opened(place: Path, flags: int) -> int:
    """A plain file of our own, or OSError: the folder may be everybody's."""
    file = os.open(place, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    found = os.fstat(file)
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_nlink != 1:
        os.close(file)
        raise PermissionError(f"{place.name} is somebody else's")
    os.fchmod(file, 0o600)
    return file
