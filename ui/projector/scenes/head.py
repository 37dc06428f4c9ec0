"""The head of a picture: its name in gold, the topic beside it, the page at the right, a rule below."""

from __future__ import annotations

from dataclasses import replace

from app.domain.records import dataclass
from ui.projector.line_breaking import EM, width_of
from ui.projector.stage import (
    CAP,
    GOLD,
    GROUND,
    HEAD_RULE,
    LINE,
    QUIET,
    ClockPlace,
    Mark,
    Patch,
    Run,
    Stage,
    block,
    short_lines,
)

_PITCH = 1.2
_BASELINE = 104.0
_PAGE_ROOM = 2.5
"""Kept free for "1/2" at the right end, in em."""
_LEAST_BESIDE = 400.0


@dataclass(frozen=True, slots=True)
class Head:
    """Marks that are the same on every page, the text at the right end, and where the rule lies."""

    marks: tuple[Mark, ...]
    rule: float
    right: Run
    clocks: tuple[ClockPlace, ...] = ()

    def with_page(self, stage: Stage, page: int, pages: int) -> tuple[Mark, ...]:
        """The head of one page; "1/2" only where there is more than one."""
        if pages == 1:
            return (*self.marks, self.right)
        tag = f"{page + 1}/{pages}"
        size = round(stage.side(52) * min(1.0, 4 / len(tag)))
        moved = replace(self.right, x=self.right.x - width_of(tag, 700) * size / EM - 36)
        return (
            *self.marks,
            moved,
            Run(self.right.x, self.right.baseline + _raised(stage, self.right.size), tag, size, 700, GOLD, "right"),
        )


def head(stage: Stage, name: str, topic: str = "", right: str = "") -> Head:
    """Head with its name, a topic that shrinks, wraps and at last goes below, and a short text at the right end."""
    size = stage.side(52)
    named = width_of(name, 700) * size / EM
    clocks, right_edge = _small_clock(stage)
    reserved = _PAGE_ROOM * size + (width_of(right, 500) * stage.side(42) / EM + 48 if right else 0.0)
    topic_x = stage.margin + named + 45
    beside = right_edge - reserved - topic_x
    if (topic.strip() and beside < _LEAST_BESIDE) or (right and beside < 0):
        return _stacked(stage, name, topic, right)
    topic_size, lines = short_lines(topic, max(beside, 1.0), stage.side(42), stage.side(40), 500)
    pitch = topic_size * _PITCH
    first = _BASELINE if len(lines) < 2 else 44 + topic_size
    low = first + max(0, len(lines) - 1) * pitch
    rule = HEAD_RULE if len(lines) < 2 else low + 36
    marks: list[Mark] = [
        Run(stage.margin, first, name, size, 700, GOLD),
        Patch(stage.margin, rule, stage.inner, 3, LINE),
    ]
    if lines:
        marks.append(Patch(stage.margin + named + 21, first - 43, 3, low - first + 47, LINE))
        raised = _raised(stage, topic_size) if len(lines) == 1 else 0.0
        marks += block(lines, topic_x, first - raised, pitch, Run(0, 0, "", topic_size, 500, QUIET))
    beside_name = Run(right_edge, first - _raised(stage, stage.side(42)), right, stage.side(42), 500, QUIET, "right")
    return Head(tuple(marks), rule, beside_name, clocks)


def _raised(stage: Stage, size: int) -> float:
    """How much higher than the name's baseline a smaller text stands, to be level with its middle."""
    return (stage.side(52) - size) * CAP / 2


def _stacked(stage: Stage, name: str, topic: str, right: str) -> Head:
    """For narrow pictures: the name alone on its line, topic and right text below it."""
    size = stage.side(52)
    clocks, right_edge = _small_clock(stage)
    below = " · ".join(text for text in (topic, right) if text.strip())
    real, lines = short_lines(below, stage.inner, stage.side(42), stage.side(40), 500)
    first = _BASELINE + size * _PITCH
    rule = first + (len(lines) - 1) * real * _PITCH + 36
    marks = [
        Run(stage.margin, _BASELINE, name, size, 700, GOLD),
        Patch(stage.margin, rule, stage.inner, 3, LINE),
        *block(lines, stage.margin, first, real * _PITCH, Run(0, 0, "", real, 500, QUIET)),
    ]
    return Head(tuple(marks), rule, Run(right_edge, _BASELINE, "", stage.side(42), 500, QUIET, "right"), clocks)


def _small_clock(stage: Stage) -> tuple[tuple[ClockPlace, ...], float]:
    edge = stage.width - stage.margin
    if not stage.settings.small_clock:
        return (), edge
    return (wall_clock(stage),), edge - 190


def wall_clock(stage: Stage) -> ClockPlace:
    """The small clock at the top right, on every layout in the same place."""
    edge = stage.width - stage.margin
    return ClockPlace("wall", None, edge - 170, _BASELINE - 56, 170, 72, stage.side(42), GROUND)
