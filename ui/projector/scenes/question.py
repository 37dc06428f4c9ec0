"""One question: number and topic, its text, who asks and who answers."""

from __future__ import annotations

from app.domain.scene import QuestionCard
from ui.projector.scenes.body import body
from ui.projector.scenes.foot import foot
from ui.projector.scenes.head import head
from ui.projector.stage import Picture, Stage


def lay_out(card: QuestionCard, stage: Stage) -> Picture:
    top = head(stage, f"CÂU HỎI SỐ {card.number:02d}" if card.number else "CÂU HỎI", card.topic)
    below = foot(stage, (card.asker, card.unit, card.site), (card.agency, card.respondent, card.respondent_title))
    texts = body(stage, card.text, top.rule + 3, below.top)
    pages = tuple((*top.with_page(stage, n, len(texts)), *below.marks, *text) for n, text in enumerate(texts))
    return Picture(pages, top.clocks)
