"""A recess and when the conference goes on."""

from __future__ import annotations

from app.domain.clock import local
from app.domain.scene import BreakCard
from ui.projector.scenes.contours import contours
from ui.projector.scenes.head import wall_clock
from ui.projector.scenes.stack import Line, stacked
from ui.projector.stage import GOLD, QUIET, WORDS, Picture, Stage


def lay_out(card: BreakCard, stage: Stage) -> Picture:
    lines = [
        Line("GIẢI LAO", 118, 700, WORDS),
        Line(card.title, 52, 500, QUIET),
        Line("Hội nghị tiếp tục lúc", 60, 500, QUIET, before=36),
        Line(f"{local(card.returns_at):%H:%M}", 220, 700, GOLD, digits=True),
    ]
    marks = (*contours(stage), *stacked(stage, lines, 80, stage.height - 290))
    return Picture((marks,), (wall_clock(stage),) if stage.settings.small_clock else ())
