"""What the main thread did while the event loop stood still: its stack, looked at from another thread.

Says only where; how long is measured by whoever beats.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

LOOK_S = 0.005
_TOLD = 3
_ROOT = str(Path(__file__).parents[2])


class Standstills:
    """beat() in every turn of the loop; a turn that takes longer than late_s is looked into from then on."""

    def __init__(self, late_s: float) -> None:
        self._late_s = late_s
        self._main = threading.get_ident()
        self._beat_at: float | None = None
        self._seen: Counter[str] = Counter()
        threading.Thread(target=self._watch, name="standstills", daemon=True).start()

    def beat(self, now: float | None) -> str:
        """Where the turn stood that ends now, the places most often seen first.

        now: of time.monotonic; None: nobody minds standing still from here on.
        """
        seen, self._seen, self._beat_at = self._seen, Counter(), now
        return "; ".join(f"{count} x {place}" for place, count in seen.most_common(_TOLD))

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_S)
            beat_at = self._beat_at
            if beat_at is not None and time.monotonic() - beat_at > self._late_s:
                self._seen[_place(sys._current_frames()[self._main])] += 1


def _place(frame: FrameType | None) -> str:
    """The five innermost functions of the project, the innermost first."""
    found: list[str] = []
    while frame is not None and len(found) < 5:
        code = frame.f_code
        if code.co_filename.startswith(_ROOT) and "site-packages" not in code.co_filename:
            found.append(f"{code.co_qualname} {code.co_filename[len(_ROOT) + 1 :]}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(found) or "outside the project"
