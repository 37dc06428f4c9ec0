"""The palette by keys: Ctrl+K, the name of an act, Enter."""

from __future__ import annotations

from ui.demo import eyes
from ui.demo.player import Acts, TypeWords, Until, press

LINES = "Các lệnh"
FIELD = "Tìm lệnh"


def run(words: str) -> Acts:
    """Carry out the first act whose name begins with these words."""
    yield press("Ctrl+K")
    yield Until("ô tìm lệnh", lambda: eyes.focus_name() == FIELD)
    yield TypeWords(words)
    yield Until(f"lệnh “{words}”", lambda: _place_of(words) >= 0)
    yield press(*["Down"] * _place_of(words), "Return")


def _place_of(words: str) -> int:
    """Where it stands among the lines that are left; the cursor is on the first of them."""
    return next((place for place, line in enumerate(eyes.rows_of(LINES)) if line.startswith(words)), -1)
