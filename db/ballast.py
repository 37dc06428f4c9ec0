"""A file that keeps room on the disk: given up when the disk is full, so that the conference can be written on."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

SIZE = 8 << 20
"""Bytes; room for some thousand events and a whole day of typing."""
ROOM = 4 * SIZE
"""It is laid down again only when so much is free: it must not fill the disk itself."""


class Ballast:
    """Beside the conference file while that is open. Used from the thread that writes the file."""

    def __init__(self, conference: Path) -> None:
        self.path = conference.with_name(f".{conference.name}-du-phong")
        self.is_given_up = False

    def lay_down(self) -> None:
        """Where there is room; a disk that cannot take it is no trouble of its own."""
        with contextlib.suppress(OSError):
            if self.path.exists() and self.path.stat().st_size == SIZE:
                return
            if shutil.disk_usage(self.path.parent).free < ROOM:
                return
            with self.path.open("wb") as file:
                for _ in range(SIZE >> 16):
                    file.write(os.urandom(1 << 16))  # zeros would be no bytes at all on some file systems
            self.is_given_up = False

    def give_up(self) -> bool:
        """The disk is full: make room. True if there was any to make."""
        try:
            self.path.unlink()
        except OSError:
            return False
        self.is_given_up = True
        return True

    def take_away(self) -> None:
        """The conference is closed in order."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
