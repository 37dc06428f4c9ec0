"""A still picture or a page of a PDF, as large as it fits, with an optional line below."""

from __future__ import annotations

from app.domain.scene import ImageCard
from ui.projector.stage import QUIET, Mark, Photo, Picture, Run, Stage, block, short_lines


def lay_out(card: ImageCard, stage: Stage) -> Picture:
    if not card.caption.strip():
        return Picture(((Photo(0, 0, stage.width, stage.height, card.sha256, card.page),),))
    size, lines = short_lines(card.caption, stage.inner, stage.side(42), stage.side(40), 500)
    pitch = size * 1.3
    room = len(lines) * pitch + 40
    first = stage.height - room + 20 + size * 0.95
    look = Run(0, 0, "", size, 500, QUIET, "center")
    marks: list[Mark] = [Photo(0, 0, stage.width, stage.height - room, card.sha256, card.page)]
    return Picture(((*marks, *block(lines, stage.width / 2, first, pitch, look)),))
