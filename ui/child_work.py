"""What a child process does: the work it was given, under a lid, and tells the outcome.

It imports this module and what the work needs; Qt would take three quarters of its start.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LARGEST_BYTES = 1 << 31


def main(pipe: Connection, work: Callable[[], object]) -> None:
    """Work and what it returns or raises must be picklable; any exception is told."""
    _limit_memory()
    try:
        outcome: object = (work(),)
    except Exception as error:  # told to the parent
        outcome = error
    with contextlib.suppress(BrokenPipeError):  # the console closed meanwhile
        pipe.send(outcome)
    pipe.close()


def _limit_memory() -> None:
    """A hostile workbook may ask for any amount; Windows has no such limit, there only the time counts."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_BYTES, LARGEST_BYTES))
