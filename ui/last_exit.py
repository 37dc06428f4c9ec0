"""The end of the process itself, once everything is saved and closed."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress


class LastExit:
    """Made before anything else: ends are called from the last registered to the first, so that this one comes last.

    Python's own end, which would follow, stops each thread where it next asks for the interpreter. Up to 3.13 that
    unwinds the thread, and where Qt stands below it (a picture being copied) the process is aborted.

    status: of the process; that of a failure until it is set.
    """

    def __init__(self) -> None:
        self.status = 1
        atexit.register(self._leave)

    def _leave(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody reads it any more
                if stream is not None:  # a packed program without a console has none
                    stream.flush()
        os._exit(self.status)
