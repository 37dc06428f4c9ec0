"""What the C library of Linux (glibc) is asked about memory. Other systems give big pieces back by themselves."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
BIG = 2 * 2**20
FREE_AT_THE_END = 2**20


def give_memory_back() -> None:
    """What long work took and freed stays with its thread's allocator unless glibc is asked: megabytes for a check."""
    _ask(lambda library: library.malloc_trim(0))


def keep_big_pieces_apart() -> None:
    """A picture that goes gives its 8 MiB back at once.

    glibc by itself takes them from one heap after the first has gone, where a small piece that lives keeps all below.
    """

    def ask(library: Any) -> None:
        library.mallopt(_M_MMAP_THRESHOLD, BIG)
        library.mallopt(_M_TRIM_THRESHOLD, FREE_AT_THE_END)

    _ask(ask)


def _ask(question: Callable[[Any], object]) -> None:
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):  # another C library
            question(_library())


@cache
def _library() -> Any:
    """Opened once: ctypes makes classes for each opening, and they stay."""
    import ctypes

    return ctypes.CDLL(None)
