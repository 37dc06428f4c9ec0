"""Who is called to receive a gift."""

from __future__ import annotations

from app.domain.scene import GiftCard
from ui.projector.scenes.head import head
from ui.projector.scenes.listing import ListRow, Part, listing
from ui.projector.stage import QUIET, WORDS, Picture, Stage

_LARGEST = 76


def lay_out(card: GiftCard, stage: Stage) -> Picture:
    top = head(stage, "TẶNG QUÀ", card.title)
    rows = [
        ListRow(f"{number}", (Part(row.name, 700, WORDS), Part(row.unit, 400, QUIET, 0.8)))
        for number, row in enumerate(card.rows, 1)
    ]
    bodies = listing(stage, rows, top.rule + 3, _LARGEST)
    return Picture(tuple((*top.with_page(stage, n, len(bodies)), *marks) for n, marks in enumerate(bodies)), top.clocks)
