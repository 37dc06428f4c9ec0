"""A disk of its own: ext4 in a file on a loop device, which can be cut off from power, frozen, filled or unplugged."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
_NO_LOG_FLUSH = 2  # nothing that is not on the disk yet gets there


def missing() -> str:
    """Why there can be no such disk here; empty if there can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "a loop disk needs root on Linux"
    lacking = [name for name in ("mkfs.ext4", "mount", "umount", "fsfreeze") if shutil.which(name) is None]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    return "" if Path("/dev/loop-control").exists() else "no loop devices"


def _run(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


class LoopDisk:
    """Mounted at folder between enter and exit."""

    def __init__(self, place: Path, megabytes: int = 64) -> None:
        self._image = place / "disk.img"
        self.folder = place / "disk"
        self.folder.mkdir()
        with self._image.open("wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self._image], check=True)

    def __enter__(self) -> LoopDisk:
        self.plug_in()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self.take_out():
            _run("umount", "-l", self.folder)

    def plug_in(self) -> None:
        subprocess.run(["mount", "-o", "loop", self._image, self.folder], check=True)

    def take_out(self) -> bool:
        """False if something still holds the disk after 5 s."""
        for _ in range(100):
            if _run("umount", self.folder):
                return True
            time.sleep(0.05)
        return False

    def unplug(self) -> None:
        """Everything fails from now on, and the name leads into the empty folder below."""
        self.cut()
        _run("umount", "-l", self.folder)

    def fill(self) -> Path:
        """Not one byte is free any more; returns the file to remove."""
        path = self.folder / "filling"
        with path.open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while file.write(bytes(size)):
                        pass
                except OSError:
                    continue
        return path

    def cut(self) -> int:
        """Power off: every later access fails, nothing that was not synced is on the disk. Returns monotonic ns."""
        import fcntl  # Windows has none

        handle = os.open(self.folder, os.O_RDONLY)
        try:
            at = time.monotonic_ns()
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        finally:
            os.close(handle)
        return at

    def freeze(self) -> None:
        """Every write waits until thaw."""
        subprocess.run(["fsfreeze", "-f", self.folder], check=True)

    def thaw(self) -> None:
        subprocess.run(["fsfreeze", "-u", self.folder], check=True)
