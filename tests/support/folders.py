"""Every byte of folders in which a program is still at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def contents(*places: Path) -> dict[Path, bytes]:
    """All files of places (files, and folders with all below them) with what is in them.

    A running program writes aside and renames: when a file goes while they are read, all are read once more,
    as it may have got the name of one that was read before.
    """
    while True:
        try:
            return {path: path.read_bytes() for place in places for path in _files(place)}
        except FileNotFoundError:
            continue


def _files(place: Path) -> Iterator[Path]:
    return (path for path in sorted((place, *place.rglob("*"))) if path.is_file())
