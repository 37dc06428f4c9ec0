"""A few sentences to the hall."""

from __future__ import annotations

from app.domain.scene import NoticeCard
from ui.projector.scenes.body import body
from ui.projector.scenes.head import head
from ui.projector.stage import Picture, Stage


def lay_out(card: NoticeCard, stage: Stage) -> Picture:
    top = head(stage, "THÔNG BÁO", card.title)
    texts = body(stage, card.text, top.rule + 3, stage.height - 30)
    return Picture(tuple((*top.with_page(stage, n, len(texts)), *marks) for n, marks in enumerate(texts)), top.clocks)
