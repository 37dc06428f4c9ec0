"""Shared libraries are read from the disk before they are loaded.

While one is being loaded its thread holds the interpreter, and what is not in the machine's memory by then is read a
page at a time: up to 0.9 s in which no thread of the program did anything, after the file cache had been emptied.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ENDINGS = frozenset({".so", ".pyd", ".dll", ".dylib"})
_PIECE = 256 * 1024


def read_libraries(package: str, *folders: str, names: str = "*") -> int:
    """Those of an installed package, or in folders given from where it stands, in a thread; bytes read.

    What is not there, or cannot be read, is not missed here: its import says so.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return 0
    home = Path(spec.origin).parent
    return sum(read_folder(home / folder, names) for folder in folders or (".",))


def read_folder(folder: Path, names: str = "*") -> int:
    """The libraries of one folder whose names fit; bytes read."""
    return sum(map(_read, _libraries_in(folder, names)))


def _libraries_in(folder: Path, names: str) -> Iterator[Path]:
    with suppress(OSError):
        for path in sorted(folder.glob(names)):
            if _ENDINGS & set(path.suffixes):  # libjpeg.so.62
                yield path


def _read(path: Path) -> int:
    """Without the interpreter while the disk works."""
    piece, count = bytearray(_PIECE), 0
    with suppress(OSError), path.open("rb", buffering=0) as file:
        while read := file.readinto(piece):
            count += read
    return count
