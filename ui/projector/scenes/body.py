"""A body text as large as fits between a top and a bottom: left, centred upright, paged if need be."""

from __future__ import annotations

from ui.projector.fitting import LEADING, fit
from ui.projector.stage import CAP, WORDS, Mark, Run, Stage, block

PADDING = 23.0
_BELOW = 0.13
"""How much of the descent the eye counts as the foot of a block, in em."""


def body(stage: Stage, text: str, top: float, bottom: float, colour: str = WORDS) -> tuple[tuple[Mark, ...], ...]:
    """Marks of each page."""
    box = stage.body(stage.inner, bottom - top - 2 * PADDING)
    fitted = fit(text, box)
    look = Run(0, 0, "", fitted.size, box.weight, colour)
    pitch = fitted.size * LEADING
    middle = (top + bottom) / 2
    pages = []
    for lines in fitted.pages:
        seen = (len(lines) - 1) * pitch + (CAP + _BELOW) * fitted.size
        pages.append(tuple(block(lines, stage.margin, middle - seen / 2 + CAP * fitted.size, pitch, look)))
    return tuple(pages)
