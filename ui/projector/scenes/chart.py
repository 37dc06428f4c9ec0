"""Figures as horizontal bars that start at zero: label, bar, value as written."""

from __future__ import annotations

from app.domain.records import dataclass
from app.domain.scene import Bar, ChartCard
from ui.projector.line_breaking import EM, width_of
from ui.projector.scenes.head import head
from ui.projector.scenes.paging import filled
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

_LABEL_SHARE = 0.34
_PERCENT = 100.0
_LOWEST, _HIGHEST = 100.0, 150.0
_AIR = 20.0
_THICK = 64.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its label broken into lines."""

    bar: Bar
    size: int
    label: tuple[str, ...]

    @property
    def height(self) -> float:
        """Least height of the row."""
        return max(_LOWEST, len(self.label) * self.size * 1.2 + 40)


def lay_out(card: ChartCard, stage: Stage) -> Picture:
    top = head(stage, "SỐ LIỆU", card.title)
    source_size, source = short_lines(card.source, stage.inner, stage.side(40), stage.side(40), 400)
    bottom = stage.height - 44 - len(source) * source_size * 1.3
    look = Run(0, 0, "", source_size, 400, QUIET)
    note = block(source, stage.margin, bottom + source_size * 1.1, source_size * 1.3, look)
    label_width = _label_width(card, stage)
    rows = [_Row(bar, *short_lines(bar.label, label_width, stage.side(50), stage.side(40), 500)) for bar in card.bars]
    groups = filled(rows, bottom - top.rule - 2 * _AIR)
    full = _full_scale(card)
    pages = (
        (*top.with_page(stage, n, len(groups)), *_bars(stage, group, (top.rule, bottom), (label_width, full)), *note)
        for n, group in enumerate(groups)
    )
    return Picture(tuple(pages), top.clocks)


def _label_width(card: ChartCard, stage: Stage) -> float:
    widest = max((width_of(bar.label, 500) for bar in card.bars), default=0.0) * stage.side(50) / EM
    return min(stage.inner * _LABEL_SHARE, widest + 4)


def _full_scale(card: ChartCard) -> float:
    """A hundred where every value is a percentage, else the largest value."""
    largest = max((bar.value for bar in card.bars), default=0.0)
    percent = all("%" in bar.text for bar in card.bars) and largest <= _PERCENT
    return _PERCENT if percent else max(largest, 1e-9)


def _bars(stage: Stage, rows: list[_Row], span: tuple[float, float], columns: tuple[float, float]) -> Page:
    """Rows between span's top and bottom; columns: width of the labels, value of a full bar."""
    size = stage.side(56)
    label_width, full = columns
    bar_x = stage.margin + label_width + 36
    value_width = max((width_of(row.bar.text, 700) for row in rows), default=0.0) * size / EM
    longest = max(0.0, stage.width - stage.margin - bar_x - value_width - 28)
    spare = (span[1] - span[0] - 2 * _AIR - sum(row.height for row in rows)) / max(1, len(rows))
    heights = [row.height + min(spare, max(0.0, _HIGHEST - row.height)) for row in rows]
    y = (span[0] + span[1] - sum(heights)) / 2
    marks: list[Mark] = []
    for row, height in zip(rows, heights, strict=True):
        middle = y + height / 2
        length = max(3.0, longest * max(0.0, row.bar.value) / full)
        marks.append(Patch(bar_x, middle - _THICK / 2, longest, _THICK, CURRENT))
        marks.append(Patch(bar_x, middle - _THICK / 2, min(longest, length), _THICK, GOLD))
        marks.append(Run(stage.width - stage.margin, middle + size * 0.37, row.bar.text, size, 700, WORDS, "right"))
        marks += _label(stage, row, middle)
        y += height
    return tuple(marks)


def _label(stage: Stage, row: _Row, middle: float) -> list[Mark]:
    pitch = row.size * 1.2
    first = middle - (len(row.label) - 1) * pitch / 2 + row.size * 0.37
    return block(row.label, stage.margin, first, pitch, Run(0, 0, "", row.size, 500, WORDS))
