"""Numbered rows of text in one size for all: the largest that holds them on one page, else on as few as can be."""

from __future__ import annotations

from app.domain.records import dataclass
from ui.projector.fitting import TextBox, fit
from ui.projector.line_breaking import EM, width_of
from ui.projector.scenes.paging import filled
from ui.projector.stage import GOLD, LINE, Mark, Page, Patch, Run, Stage, block

_LEADING = 1.3
_LARGEST = 60
_GAP = 0.55
_BOTTOM_GAP = 44.0


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a row; `share` of the row's size."""

    text: str
    weight: int
    colour: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its number or the like in gold, and its parts one below the other."""

    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Set:
    """A row broken into lines at one size."""

    lead: str
    blocks: tuple[tuple[int, Part, tuple[str, ...]], ...]

    @property
    def height(self) -> float:
        return sum(size * _LEADING * len(lines) for size, _, lines in self.blocks)


def listing(stage: Stage, rows: list[ListRow], top: float, largest: int = _LARGEST) -> tuple[Page, ...]:
    """Marks of each page below `top`."""
    room = stage.height - top - _BOTTOM_GAP
    largest = max(largest, stage.least)

    def pages_at(size: int) -> list[list[_Set]]:
        return filled(_set(stage, rows, size, room), room, 2 * _GAP * size)

    fewest = len(pages_at(stage.least))
    low, high = stage.least, largest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(pages_at(middle)) <= fewest else (low, middle - 1)
    return tuple(_placed(stage, page, low, top, room) for page in pages_at(low))


def _set(stage: Stage, rows: list[ListRow], size: int, room: float) -> list[_Set]:
    width = stage.inner - _lead_width(rows, size)
    return [part for row in rows for part in _broken(stage, row, size, width, room)]


def _lead_width(rows: list[ListRow], size: int) -> float:
    widest = max((width_of(row.lead, 700) for row in rows), default=0.0) * size / EM
    return widest + 0.7 * size if widest else 0.0


def _broken(stage: Stage, row: ListRow, size: int, width: float, room: float) -> list[_Set]:
    """The row, in several pieces if it is taller than a page."""
    blocks = []
    for part in row.parts:
        if part.text.strip():
            real = max(stage.least, round(size * part.share))
            blocks.append((real, part, _lines(part, real, width)))
    whole = _Set(row.lead, tuple(blocks))
    return [whole] if whole.height <= room else _pieces(whole, size, room)


def _lines(part: Part, size: int, width: float) -> tuple[str, ...]:
    return fit(part.text, TextBox(width, 1e6, size, size, 0, part.weight)).pages[0]


def _pieces(row: _Set, size: int, room: float) -> list[_Set]:
    pieces: list[_Set] = []
    most = max(2, int(room / (size * _LEADING)))
    flat = [(real, part, line) for real, part, lines in row.blocks for line in lines]
    for start in range(0, len(flat), most):
        taken = tuple((real, part, (line,)) for real, part, line in flat[start : start + most])
        pieces.append(_Set(row.lead if start == 0 else "", taken))
    return pieces


def _placed(stage: Stage, rows: list[_Set], size: int, top: float, room: float) -> Page:
    text_x = stage.margin + _lead_width([ListRow(row.lead, ()) for row in rows], size)
    tall = sum(row.height for row in rows)
    gap = min((room - tall) / (2 * len(rows)), 0.9 * size) if rows else 0.0
    y = top + max(0.0, (room - tall - 2 * gap * len(rows)) / 3)
    marks: list[Mark] = []
    for number, row in enumerate(rows):
        y += gap
        first = y + _first_baseline(row)
        marks.append(Run(stage.margin, first, row.lead, size, 700, GOLD))
        for real, part, lines in row.blocks:
            baseline = y + real * (_LEADING / 2 + 0.37)
            look = Run(0, 0, "", real, part.weight, part.colour)
            marks += block(lines, text_x, baseline, real * _LEADING, look)
            y += real * _LEADING * len(lines)
        y += gap
        if number + 1 < len(rows):
            marks.append(Patch(text_x, y - 1, stage.width - stage.margin - text_x, 2, LINE))
    return tuple(marks)


def _first_baseline(row: _Set) -> float:
    return row.blocks[0][0] * (_LEADING / 2 + 0.37) if row.blocks else 0.0
