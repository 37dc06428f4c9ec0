"""A test picture: which screen this is, its very edges, and letters the last row must be able to read."""

from __future__ import annotations

from app.domain.scene import TestCard
from ui.projector.stage import (
    CURRENT,
    FOOT,
    GOLD,
    GROUND,
    LINE,
    QUIET,
    WORDS,
    Mark,
    Patch,
    Picture,
    Run,
    Stage,
    short_lines,
    wrapped,
)

_STEPS = (GROUND, FOOT, CURRENT, LINE, "#6E9099", QUIET, WORDS, GOLD)


def lay_out(card: TestCard, stage: Stage) -> Picture:
    marks: list[Mark] = [*_edges(stage), *_greys(stage)]
    middle = stage.width / 2
    if card.number:
        marks.append(Run(middle, 330, f"{card.number}", 260, 700, GOLD, "center"))
    size, lines = short_lines(card.screen, stage.inner, stage.side(72), stage.side(40), 600)
    y = 450.0
    for line in lines:
        marks.append(Run(middle, y, line, size, 600, WORDS, "center"))
        y += size * 1.3
    depth = f"{stage.settings.depth_m:g}".replace(".", ",")
    marks.append(Run(middle, y + 20, f"Hàng cuối ({depth} m) đọc được dòng nào?", stage.side(42), 500, QUIET, "center"))
    for sample, letters in ((stage.aim, "Đọc rõ: ẪỄỖ ỵựợ 20/4"), (stage.least, "Nhỏ nhất: ẪỄỖ ỵựợ 109")):
        y += max(110.0, sample * 1.75)
        real, rows = wrapped(letters, stage.inner, sample, 600)
        for line in rows:
            marks.append(Run(middle, y, line, real, 600, WORDS, "center"))
            y += sample * 1.4
        y -= sample * 1.4
    return Picture((tuple(marks),))


def _edges(stage: Stage) -> list[Mark]:
    """A line on the outermost pixels and corner marks: whoever sees all four sees the whole picture."""
    return _frame(stage, stage.width + stage.height, 3.0, LINE) + _frame(stage, 90.0, 12.0, GOLD)


def _frame(stage: Stage, long: float, thick: float, colour: str) -> list[Mark]:
    """Along the four edges, from all four corners, bars of that length."""
    return [
        Patch(x * (stage.width - width), y * (stage.height - height), width, height, colour)
        for x in (0, 1)
        for y in (0, 1)
        for width, height in ((min(long, stage.width), thick), (thick, min(long, stage.height)))
    ]


def _greys(stage: Stage) -> list[Mark]:
    """Every colour of the hall pictures: a projector that drowns two neighbours needs more contrast."""
    width = stage.inner / len(_STEPS)
    return [Patch(stage.margin + n * width, stage.height - 190, width, 110, colour) for n, colour in enumerate(_STEPS)]
