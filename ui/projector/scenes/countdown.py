"""Time left until the opening."""

from __future__ import annotations

from app.domain.scene import CountdownCard
from ui.projector.scenes.contours import contours
from ui.projector.scenes.head import wall_clock
from ui.projector.scenes.stack import Line, stacked
from ui.projector.stage import GOLD, GROUND, WORDS, ClockPlace, Picture, Stage

_SIZE = 260


def lay_out(card: CountdownCard, stage: Stage) -> Picture:
    lines = [
        Line(card.title, 72, 600, WORDS),
        Line(f"“{card.theme}”" if card.theme else "", 52, 500, GOLD, before=12),
    ]
    middle = stage.height - 290 - 340
    marks = (*contours(stage), *stacked(stage, lines, max(90, middle - 380), middle))
    place = ClockPlace("countdown", card.ends_at, stage.margin, middle + 10, stage.inner, 330, _SIZE, GROUND, "center")
    clocks = (place, wall_clock(stage)) if stage.settings.small_clock else (place,)
    return Picture((marks,), clocks)
