"""Figures as horizontal bars that start at zero: label, bar, value as written."""

from __future__ import annotations

from app.domain.scene import Bar, ChartCard
from ui.projector.line_breaking import EM, width_of
from ui.projector.scenes.head import head
from ui.projector.stage import (
    CURRENT,
    GOLD,
    QUIET,
    WORDS,
    Mark,
    Page,
    Patch,
    Picture,
    Run,
    Stage,
    block,
    short_lines,
)

_MOST_ON_PAGE = 7
_LABEL_SHARE = 0.34
_PERCENT = 100.0
_PITCH = 150.0


def lay_out(card: ChartCard, stage: Stage) -> Picture:
    top = head(stage, "SỐ LIỆU", card.title)
    source_size, source = short_lines(card.source, stage.inner, stage.side(40), stage.side(40), 400)
    bottom = stage.height - 44 - len(source) * source_size * 1.3
    groups = [card.bars[n : n + _MOST_ON_PAGE] for n in range(0, len(card.bars), _MOST_ON_PAGE)] or [()]
    look = Run(0, 0, "", source_size, 400, QUIET)
    note = block(source, stage.margin, bottom + source_size * 1.1, source_size * 1.3, look)
    full = _full_scale(card)
    pages = (
        (*top.with_page(stage, n, len(groups)), *_bars(stage, group, (top.rule, bottom), full), *note)
        for n, group in enumerate(groups)
    )
    return Picture(tuple(pages), top.clocks)


def _full_scale(card: ChartCard) -> float:
    """A hundred where every value is a percentage, else the largest value."""
    largest = max((bar.value for bar in card.bars), default=0.0)
    percent = all("%" in bar.text for bar in card.bars) and largest <= _PERCENT
    return _PERCENT if percent else max(largest, 1e-9)


def _bars(stage: Stage, group: tuple[Bar, ...], span: tuple[float, float], full: float) -> Page:
    size = stage.side(56)
    widest = max((width_of(bar.label, 500) for bar in group), default=0.0) * stage.side(50) / EM
    label_width = min(stage.inner * _LABEL_SHARE, widest + 4)
    bar_x = stage.margin + label_width + 36
    value_width = max((width_of(bar.text, 700) for bar in group), default=0.0) * size / EM
    longest = stage.width - stage.margin - bar_x - value_width - 28
    pitch = min(stage.side(1) * _PITCH, (span[1] - span[0] - 40) / max(1, len(group)))
    thick = min(72.0, pitch * 0.46)
    y = (span[0] + span[1] - pitch * len(group)) / 2
    marks: list[Mark] = []
    for bar in group:
        middle = y + pitch / 2
        length = max(3.0, longest * max(0.0, bar.value) / full)
        marks.append(Patch(bar_x, middle - thick / 2, longest, thick, CURRENT))
        marks.append(Patch(bar_x, middle - thick / 2, length, thick, GOLD))
        marks.append(Run(stage.width - stage.margin, middle + size * 0.37, bar.text, size, 700, WORDS, "right"))
        marks += _label(stage, bar.label, label_width, middle)
        y += pitch
    return tuple(marks)


def _label(stage: Stage, text: str, width: float, middle: float) -> list[Mark]:
    size, lines = short_lines(text, width, stage.side(50), stage.side(40), 500)
    pitch = size * 1.2
    first = middle - (len(lines) - 1) * pitch / 2 + size * 0.37
    return block(lines, stage.margin, first, pitch, Run(0, 0, "", size, 500, WORDS))
