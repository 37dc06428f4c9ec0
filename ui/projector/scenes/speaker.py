"""Who has the floor, and the clock of the speech in the foot."""

from __future__ import annotations

from app.domain.scene import SpeakerCard, Turn
from ui.projector.scenes.head import head
from ui.projector.scenes.stack import Line, stacked
from ui.projector.stage import FOOT, FOOT_HEIGHT, GOLD, QUIET, WORDS, ClockPlace, Mark, Patch, Picture, Stage

_NAMES: dict[Turn, str] = {
    "asks": "ĐANG NÊU Ý KIẾN",
    "answers": "ĐANG TRẢ LỜI",
    "chairs": "CHỦ TRÌ PHÁT BIỂU",
    "speaks": "ĐANG PHÁT BIỂU",
}
_CLOCK_SIZE = 150


def lay_out(card: SpeakerCard, stage: Stage) -> Picture:
    top = head(stage, _NAMES[card.turn], f"Câu hỏi số {card.number:02d}" if card.number else "")
    timed = card.ends_at is not None or card.started_at is not None
    bottom = stage.height - (FOOT_HEIGHT if timed else 0)
    lines = [
        Line(card.name, 100, 700, WORDS),
        Line(card.title, 60, 500, GOLD, before=14),
        Line(card.unit, 60, 500, QUIET),
        Line(card.site, 52, 400, QUIET),
    ]
    marks: list[Mark] = [*top.with_page(stage, 0, 1), *stacked(stage, lines, top.rule + 24, bottom - 24, left=True)]
    if not timed:
        return Picture((tuple(marks),), top.clocks)
    marks.append(Patch(0, bottom + 4, stage.width, FOOT_HEIGHT - 4, FOOT))
    marks.append(Patch(0, bottom, stage.width, 4, GOLD))
    return Picture((tuple(marks),), (*top.clocks, _clock(card, stage, bottom)))


def _clock(card: SpeakerCard, stage: Stage, foot_top: float) -> ClockPlace:
    return ClockPlace(
        "remaining" if card.ends_at else "elapsed",
        card.ends_at or card.started_at,
        stage.margin,
        foot_top + 30,
        stage.inner,
        FOOT_HEIGHT - 50,
        _CLOCK_SIZE,
        FOOT,
    )
