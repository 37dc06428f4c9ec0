"""One question: number and topic, its text, who asks and who answers."""

from __future__ import annotations

from dataclasses import replace

from app.domain.scene import QuestionCard
from ui.projector.fitting import LEADING
from ui.projector.scenes.body import body
from ui.projector.scenes.foot import foot
from ui.projector.scenes.head import head
from ui.projector.stage import Picture, Stage

_LEAST_LINES = 4


def lay_out(card: QuestionCard, stage: Stage) -> Picture:
    top = head(stage, f"CÂU HỎI SỐ {card.number:02d}" if card.number else "CÂU HỎI", card.topic)
    below = foot(stage, (card.asker, card.unit, card.site), (card.agency, card.respondent, card.respondent_title))
    if stage.sides_grow and below.top - top.rule < _LEAST_LINES * stage.least * LEADING:
        return lay_out(card, replace(stage, sides_grow=False))
    texts = body(stage, card.text, top.rule + 3, below.top)
    pages = tuple((*top.with_page(stage, n, len(texts)), *below.marks, *text) for n, text in enumerate(texts))
    return Picture(pages, top.clocks)
