"""The agenda with its current item: equal rows, paged where they are too many."""

from __future__ import annotations

from PySide6.QtGui import QPainterPath

from app.domain.records import dataclass
from app.domain.scene import AgendaCard, AgendaRow
from ui.projector.line_breaking import EM, width_of
from ui.projector.scenes.head import head
from ui.projector.scenes.paging import filled
from ui.projector.stage import (
    CURRENT,
    GOLD,
    LINE,
    QUIET,
    WORDS,
    Mark,
    Patch,
    Picture,
    Run,
    Shape,
    Stage,
    block,
    digit_runs,
    digits_width,
    short_lines,
)

_TOP_GAP = 32.0
_BOTTOM_GAP = 40.0
_PITCH = 206.0
_TIME_SIZE = 60
_NOW = "ĐANG DIỄN RA"


@dataclass(frozen=True, slots=True)
class _Row:
    """An item with its lines broken."""

    item: AgendaRow
    current: bool
    title_size: int
    title: tuple[str, ...]
    lead_size: int
    lead: tuple[str, ...]

    @property
    def height(self) -> float:
        """Least height: the lines and a little air."""
        return (len(self.title) * self.title_size + max(1, len(self.lead)) * self.lead_size) * 1.32 + 34


def lay_out(card: AgendaCard, stage: Stage) -> Picture:
    top = head(stage, "CHƯƠNG TRÌNH HỘI NGHỊ", "", card.day)
    text_x = _text_x(card, stage)
    rows = [_broken(stage, item, n == card.current, text_x) for n, item in enumerate(card.items)]
    first = top.rule + _TOP_GAP
    pages = filled(rows, stage.height - first - _BOTTOM_GAP)
    laid = tuple(
        (*top.with_page(stage, n, len(pages)), *_page(stage, page, first, text_x)) for n, page in enumerate(pages)
    )
    shown = next((n for n, page in enumerate(pages) if any(row.current for row in page)), 0)
    return Picture(laid, top.clocks, shown)


def _text_x(card: AgendaCard, stage: Stage) -> float:
    widest = max((digits_width(item.time, _time_size(stage), 600) for item in card.items), default=0.0)
    return stage.margin + 10 + (widest + 50 if widest else 0)


def _time_size(stage: Stage) -> int:
    return stage.side(_TIME_SIZE)


def _broken(stage: Stage, item: AgendaRow, current: bool, text_x: float) -> _Row:
    width = stage.width - stage.margin - text_x
    note = width_of(_NOW, 600) * stage.side(42) / EM + 40 if current else 0.0
    title = short_lines(item.title, width, stage.side(50), stage.side(44), 700 if current else 600)
    tick = 52 if item.done else 0
    lead = short_lines(_lead(item), width - note - tick, stage.side(42), stage.side(40), 500 if current else 400)
    return _Row(item, current, *title, *lead)


def _lead(item: AgendaRow) -> str:
    return " · ".join(part for part in ("Đã xong" if item.done else "", item.lead) if part)


def _page(stage: Stage, rows: list[_Row], top: float, text_x: float) -> list[Mark]:
    room = stage.height - top - _BOTTOM_GAP
    spare = (room - sum(row.height for row in rows)) / max(1, len(rows))
    marks: list[Mark] = []
    y = top
    for number, row in enumerate(rows):
        height = row.height + min(spare, max(36.0, _PITCH - row.height))
        after = rows[number + 1] if number + 1 < len(rows) else None
        if row.current:
            marks.append(Patch(0, y, stage.width, height, CURRENT))
            marks.append(Patch(0, y, 14, height, GOLD))
        elif after and not after.current:
            marks.append(Patch(text_x, y + height - 1, stage.width - stage.margin - text_x, 2, LINE))
        marks += _row(stage, row, y + height / 2, text_x)
        y += height
    return marks


def _row(stage: Stage, row: _Row, middle: float, text_x: float) -> list[Mark]:
    current = row.current
    strong = GOLD if current else QUIET if row.item.done else WORDS
    pitch, lead_pitch = row.title_size * 1.22, row.lead_size * 1.28
    step = 70 * row.lead_size / 42
    tall = (len(row.title) - 1) * pitch + (step + (len(row.lead) - 1) * lead_pitch if row.lead else 0)
    first = middle - tall / 2 + row.title_size * 0.37
    weight = 700 if current else 600
    colour = QUIET if row.item.done and not current else WORDS
    size = _time_size(stage)
    marks = digit_runs(row.item.time, stage.margin + 10, middle + size * 0.37, Run(0, 0, "", size, 600, strong))
    marks += block(row.title, text_x, first, pitch, Run(0, 0, "", row.title_size, weight, colour))
    below = first + (len(row.title) - 1) * pitch + step
    tick = 52 if row.item.done else 0
    if tick:
        marks.append(_tick(text_x, below, GOLD if current else QUIET))
    look = Run(0, 0, "", row.lead_size, 500 if current else 400, GOLD if current else QUIET)
    marks += block(row.lead, text_x + tick, below, lead_pitch, look)
    if current:
        edge = stage.width - stage.margin
        marks.append(Run(edge, below, _NOW, stage.side(42), 600, GOLD, "right"))
    return marks


def _tick(x: float, baseline: float, colour: str) -> Shape:
    """A check mark, drawn because the typeface has none."""
    path = QPainterPath()
    path.moveTo(x + 3, baseline - 15)
    path.lineTo(x + 12, baseline - 6)
    path.lineTo(x + 29, baseline - 25)
    return Shape(path, stroke=colour, thickness=5.5)
