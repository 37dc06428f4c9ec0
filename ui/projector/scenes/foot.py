"""The foot of a question: who asks on the left, who answers on the right."""

from __future__ import annotations

from app.domain.records import dataclass
from ui.projector.stage import (
    FOOT,
    FOOT_HEIGHT,
    GOLD,
    LINE,
    QUIET,
    WORDS,
    Mark,
    Patch,
    Run,
    Stage,
    short_lines,
)

_RULE = 4.0
_GUTTER = 40.0
_AFTER_NAME = 62 / 48
_PITCH = 1.38
_NAME = 48
_LEAST = 40


@dataclass(frozen=True, slots=True)
class Foot:
    """Marks of the foot and where it begins."""

    marks: tuple[Mark, ...]
    top: float


@dataclass(frozen=True, slots=True)
class _Side:
    """Lines of one side, each with its distance from the baseline before."""

    runs: list[tuple[float, Run]]

    @property
    def height(self) -> float:
        """From the first baseline to the last."""
        return sum(step for step, _ in self.runs[1:])


def foot(stage: Stage, left: tuple[str, str, str], right: tuple[str, str, str]) -> Foot:
    """Name, then two quiet lines on each side; a side without any text leaves its room to the other."""
    both = any(left) and any(right)
    middle = stage.width / 2
    width = middle - stage.margin - _GUTTER if both else stage.inner
    name_size = min(_name_size(stage, texts[0], width) for texts in (left, right))
    left_side, right_side = (_side(stage, texts, width, name_size) for texts in (left, right))
    tallest = max(left_side.height, right_side.height)
    capital = stage.side(_NAME) * 0.74
    height = max(FOOT_HEIGHT, tallest + capital + 104)
    top = stage.height - height
    first = top + _RULE + (height - _RULE - capital - tallest - 11) / 2 + capital - 6
    marks: list[Mark] = [
        Patch(0, top + _RULE, stage.width, height - _RULE, FOOT),
        Patch(0, top, stage.width, _RULE, GOLD),
    ]
    if both:
        marks.append(Patch(middle, first - capital - 2, 3, capital + tallest + 8, LINE))
    marks += _placed(left_side, stage.margin, first)
    marks += _placed(right_side, middle + _GUTTER if both else stage.margin, first)
    return Foot(tuple(marks), top)


def _name_size(stage: Stage, name: str, width: float) -> int:
    """What a name asks for; the two names have one size, as they have one rank."""
    return short_lines(name, width, stage.side(_NAME), stage.side(_LEAST), 700)[0] if name else stage.side(_NAME)


def _side(stage: Stage, texts: tuple[str, str, str], width: float, name_size: int) -> _Side:
    runs: list[tuple[float, Run]] = []
    for number, text in enumerate(texts):
        size, weight, colour = (name_size, 700, WORDS) if number == 0 else (stage.side(42), 400, QUIET)
        real, lines = short_lines(text, width, size, stage.side(_LEAST), weight)
        for line in lines:
            step = real * _PITCH if not runs or runs[-1][1].weight == weight else stage.side(_NAME) * _AFTER_NAME
            runs.append((step, Run(0, 0, line, real, weight, colour)))
    return _Side(runs)


def _placed(side: _Side, x: float, first: float) -> list[Mark]:
    marks: list[Mark] = []
    baseline = first
    for number, (step, run) in enumerate(side.runs):
        baseline += step if number else 0
        marks.append(Run(x, baseline, run.text, run.size, run.weight, run.colour))
    return marks
