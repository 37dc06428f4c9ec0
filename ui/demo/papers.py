"""F12 by keys: the folder typed, Enter, and what the window says of each paper and of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from ui.demo import eyes
from ui.demo.player import Acts, Done, StuckError, TypeWords, Until, press
from ui.demo.progress import tell
from ui.demo.script import Gap

PAPERS = "Bộ văn bản"
_FOLDER = "Thư mục"
_MADE = "Đã xuất lần"
_PATIENCE_S = 40.0


def make_all(folder: Path, not_stated: Sequence[Gap]) -> Acts:
    """Every paper into the folder; what the screen calls missing must hold every gap the script names."""
    yield press("F12")
    yield Until("cửa sổ bộ văn bản", lambda: eyes.window_title() == PAPERS)
    for _ in range(20):
        if eyes.focus_name() == _FOLDER:
            break
        yield press("Shift+Tab")
    yield press("Ctrl+A")
    yield TypeWords(str(folder))
    yield Until("thư mục đã gõ", lambda: eyes.text_of(eyes.named(_FOLDER, QLineEdit)) == str(folder))
    yield press("Return")
    yield Until("mọi văn bản đã xuất", _all_made, _PATIENCE_S)
    yield Done(f"Đã xuất {len(_states())} văn bản")
    missing = eyes.rows_of("Còn thiếu")
    for gap in not_stated:
        if gap.screen and not any(gap.screen in line for line in missing):
            raise StuckError(f"Cửa sổ văn bản không báo thiếu: {gap.screen}.")
    _tell("Để trống vì nguồn không nêu:", [gap.what for gap in not_stated])
    _tell("Màn hình báo còn thiếu:", missing)
    yield press("Escape")
    yield Until("cửa sổ bộ văn bản đóng lại", lambda: eyes.window_title() != PAPERS)


def _tell(head: str, lines: Sequence[str]) -> None:
    if lines:
        tell("\n".join([head, *(f"  – {line}" for line in lines)]))


def _states() -> list[str]:
    """A line for every paper, as a screen reader is told."""
    return eyes.rows_of(PAPERS)


def _all_made() -> bool:
    lines = _states()
    return bool(lines) and all(_MADE in line for line in lines)
