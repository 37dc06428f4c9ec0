"""Lines one below the other, centred or flush left, shrunk together until they fit their height."""

from __future__ import annotations

from app.domain.records import dataclass
from ui.projector.stage import CAP, GOLD, Mark, Patch, Run, Stage, block, digit_runs, digits_width, wrapped

_LEADING = 1.33


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the stack: the size wished for, extra room before it; `digits` sets a time in equal cells."""

    text: str
    size: int
    weight: int
    colour: str
    before: float = 0.0
    spacing: float = 0.0
    rule_below: bool = False
    digits: bool = False


def stacked(stage: Stage, lines: list[Line], top: float, bottom: float, *, left: bool = False) -> list[Mark]:
    """Marks of the stack, halfway between top and bottom."""
    wanted = [line for line in lines if line.text.strip()]
    factor = 1.0
    while True:
        marks, height = _laid(stage, wanted, factor, left)
        if height <= bottom - top or factor < 0.4:
            break
        factor *= 0.95
    shift = top + max(0.0, (bottom - top - height) / 2)
    return [_moved(mark, shift) for mark in marks]


def _laid(stage: Stage, lines: list[Line], factor: float, left: bool) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    y = 0.0
    for line in lines:
        size = max(stage.side(40), round(stage.side(line.size) * factor))
        real, texts = wrapped(line.text, stage.inner - line.spacing * len(line.text), size, line.weight)
        y += line.before * factor
        look = Run(0, 0, "", real, line.weight, line.colour, "left" if left else "center", line.spacing)
        baseline = y + real * (_LEADING + CAP) / 2
        if line.digits:
            x = (stage.width - digits_width(line.text, real, line.weight)) / 2
            marks += digit_runs(line.text, x, baseline, look)
        else:
            marks += block(texts, stage.margin if left else stage.width / 2, baseline, real * _LEADING, look)
        y += real * _LEADING * len(texts)
        if line.rule_below:
            marks.append(Patch(stage.width / 2 - 90, y + 22, 180, 4, GOLD))
            y += 26
    return marks, y


def _moved(mark: Mark, down: float) -> Mark:
    match mark:
        case Run(x, baseline, text, size, weight, colour, align, spacing):
            return Run(x, baseline + down, text, size, weight, colour, align, spacing)
        case Patch(x, y, width, height, colour):
            return Patch(x, y + down, width, height, colour)
        case _:
            return mark
