"""Lines for the terminal: what was done, how far the play is, how long it took."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """steps: how many there will be. A packed program without a console has no streams: nothing is printed then."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._done = 0
        self._began = time.monotonic()

    def step(self, words: str) -> None:
        """Something of the script is done."""
        self._done += 1
        seconds = time.monotonic() - self._began
        tell(f"[{self._done:2d}/{self._steps} · {seconds:2.0f} giây] {words}")


def tell(words: str) -> None:
    _write(words, sys.stdout)


def complain(words: str) -> None:
    _write(words, sys.stderr)


def _write(words: str, stream: TextIO | None) -> None:
    if stream is not None:
        stream.write(f"{words}\n")
        stream.flush()
