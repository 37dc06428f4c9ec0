"""Lays out Phiếu gợi ý kết luận for the chair's screen: all of it on one page, as large as it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.projector.stage import (
    CAP,
    FOOT,
    GOLD,
    LINE,
    WORDS,
    ClockPlace,
    Mark,
    Patch,
    Picture,
    Run,
    Stage,
    block,
    wrapped,
)

if TYPE_CHECKING:
    from app.documents.closing_card import ClosingPart

LINES, LETTERS = 32, 150
"""Of the card on a screen; its lists are cut to these (app.documents.closing_card)."""
_TOP = 130.0
_CLOCK_WIDTH = 420.0
_LARGEST, _LEAST, _STEP = 40, 18, 2
_PITCH = 1.3
_SPACE = 0.4


def lay_out_closing(parts: Sequence[ClosingPart], stage: Stage) -> Picture:
    """Labels in gold above their words; nothing is left out, the type grows smaller instead."""
    x = stage.margin / 2
    room = (stage.width - stage.margin, stage.height - _TOP - 30)
    marks: list[Mark] = [Patch(0, 0, stage.width, _TOP - 20, FOOT), Patch(0, _TOP - 20, stage.width, 3, LINE)]
    marks.append(Run(x, 76, "PHIẾU GỢI Ý KẾT LUẬN", 48, 700, GOLD))
    tried = (_written(parts, size, (x, _TOP), room[0]) for size in range(_LARGEST, _LEAST, -_STEP))
    written = next((found for found, end in tried if end - _TOP <= room[1]), None)
    if written is None:
        written, _ = _written(parts, _LEAST, (x, _TOP), room[0])
    clock = ClockPlace("wall", None, stage.width - _CLOCK_WIDTH - x, 12.0, _CLOCK_WIDTH, _TOP - 44, 70, FOOT)
    return Picture(((*marks, *written),), (clock,))


def _written(
    parts: Sequence[ClosingPart], size: int, at: tuple[float, float], width: float
) -> tuple[list[Mark], float]:
    """The marks of all parts in that size, and where they end."""
    marks: list[Mark] = []
    x, y = at
    for part in parts:
        for text, weight, colour in _lines(part):
            real, lines = wrapped(text, width, size, weight)
            marks += block(lines, x, y + real * (0.25 + CAP), real * _PITCH, Run(0, 0, "", real, weight, colour))
            y += len(lines) * real * _PITCH
        y += size * _SPACE
    return marks, y


def _lines(part: ClosingPart) -> list[tuple[str, int, str]]:
    shown = [(part.label.strip(), 600, GOLD)] if part.label else []
    return shown + [(text.strip(), 500, WORDS) for text in (part.text, *part.lines) if text.strip()]
