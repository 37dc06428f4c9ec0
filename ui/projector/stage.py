"""Measures, colours and marks of a hall picture. Scenes put marks on pages; canvas.py turns them into pixels.

Everything is counted in units of 1/1080 of the picture height; where a picture is narrower than 4:3,
of three quarters of its width, so that nothing outgrows the lines.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from typing import Literal, TypeAlias

from PySide6.QtGui import QImage, QPainterPath

from app.domain.records import dataclass
from ui.projector.fitting import TextBox, fit
from ui.projector.line_breaking import EM, width_of

GROUND = "#0A2730"
FOOT = "#0F333E"
CURRENT = "#154550"
WORDS = "#FFFFFF"
QUIET = "#C9DADD"
GOLD = "#F4C95D"
LINE = "#2C5560"

CAP = 0.74
"""Height of a capital of Be Vietnam Pro, in em (measured)."""
UNIT_HEIGHT = 1080
HEAD_RULE = 140.0
FOOT_HEIGHT = 260.0

DEEPEST = 40
"""Heights of the picture; in a hall that is deeper still no letter could be large enough, and a page held one word."""

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class HallSettings:
    """What the hall is like. Metres; `image` finds a still picture by SHA-256 and page."""

    depth_m: float = 20.0
    picture_height_m: float = 2.5
    rehearsal: bool = False
    small_clock: bool = False
    image: Callable[[str, int], QImage | None] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A text on one line. `x` is its left, middle or right, as `align` says; `spacing` between letters."""

    x: float
    baseline: float
    text: str
    size: int
    weight: int
    colour: str
    align: Align = "left"
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: filled, drawn with a line, or both."""

    path: QPainterPath
    fill: str = ""
    stroke: str = ""
    thickness: float = 0.0


@dataclass(frozen=True, slots=True)
class Photo:
    """A still picture, as large as it fits in the rectangle."""

    x: float
    y: float
    width: float
    height: float
    sha256: str
    page: int


Mark: TypeAlias = Run | Patch | Shape | Photo
Page: TypeAlias = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ClockPlace:
    """Where a running clock is painted over the finished picture, and what it counts. stopped_at: it rests there."""

    kind: Literal["remaining", "countdown", "elapsed", "wall"]
    moment: datetime | None
    x: float
    y: float
    width: float
    height: float
    size: int
    ground: str
    align: Align = "right"
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A card laid out: its pages and its clocks."""

    pages: tuple[Page, ...]
    clocks: tuple[ClockPlace, ...] = ()
    first_page: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """The measures of one picture in units, and the sizes the hall's depth asks for."""

    width: float
    height: float
    settings: HallSettings = field(default_factory=HallSettings)
    sides_grow: bool = True

    @classmethod
    def of(cls, width_px: float, height_px: float, settings: HallSettings) -> tuple[Stage, float]:
        """Stage of a picture of that many pixels, and the pixels per unit."""
        scale = scale_of(width_px, height_px)
        return cls(width_px / scale, height_px / scale, settings), scale

    @property
    def margin(self) -> float:
        return round(self.width * 0.05)

    @property
    def inner(self) -> float:
        return self.width - 2 * self.margin

    @property
    def least(self) -> int:
        """Smallest body size: a capital is depth/300 high, and nothing is under 3.7 % of the height."""
        return max(40, math.ceil(self._legible(300)))

    @property
    def aim(self) -> int:
        """Size the last row reads with ease: a capital of depth/200 (AVIXA DISCAS)."""
        return max(self.least, math.ceil(self._legible(200)))

    def _legible(self, ratio: float) -> float:
        depth = min(self.settings.depth_m / self.settings.picture_height_m, DEEPEST)
        return depth / ratio * self.height / CAP

    def side(self, size: int) -> int:
        """Size of a text beside the body (head, foot): grown for a deep hall, at most by three tenths.

        Where head and foot would leave the body no room they do not grow (`sides_grow`).
        """
        return round(size * min(1.3, max(1.0, self.least / 40))) if self.sides_grow else size

    def body(self, width: float, height: float, largest: int = 100, weight: int = 600) -> TextBox:
        """Room for a body text; in a hall too deep for `largest` the least size wins."""
        return TextBox(width, height, max(largest, self.least), self.least, self.aim, weight)


def scale_of(width: float, height: float) -> float:
    """Pixels per unit, device or logical as the size is."""
    return max(1.0, min(height, width * 0.75)) / UNIT_HEIGHT


def short_lines(text: str, width: float, size: int, least: int, weight: int) -> tuple[int, tuple[str, ...]]:
    """A short text on one line, made smaller down to `least`; then on as many lines as it needs."""
    wide = width_of(" ".join(text.split()), weight) * size / EM
    if wide > width:
        size = max(least, int(size * width / wide))
    return wrapped(text, width, size, weight)


def wrapped(text: str, width: float, size: int, weight: int) -> tuple[int, tuple[str, ...]]:
    """A text in equal lines of that size; smaller only if a single word is wider than the line."""
    fitted = fit(text, TextBox(width, 1e6, size, min(size, 40), 0, weight))
    return fitted.size, fitted.pages[0]


def block(lines: tuple[str, ...], x: float, first_baseline: float, pitch: float, run: Run) -> list[Mark]:
    """The lines one below the other, in the manner of `run` (whose text and place are not used)."""
    return [
        Run(x, first_baseline + n * pitch, line, run.size, run.weight, run.colour, run.align, run.spacing)
        for n, line in enumerate(lines)
    ]


def digit_runs(text: str, x: float, baseline: float, run: Run) -> list[Mark]:
    """A time of day digit by digit in equal cells, since the typeface's 1 is half as wide as its 0."""
    marks: list[Mark] = []
    for char in text:
        cell = cell_width(char, run.size, run.weight)
        marks.append(Run(x + cell / 2, baseline, char, run.size, run.weight, run.colour, "center"))
        x += cell
    return marks


def cell_width(char: str, size: int, weight: int) -> float:
    """Width of a digit's cell: the widest digit; other signs have their own."""
    widest = max(width_of(d, weight) for d in "0123456789") if char.isdigit() else width_of(char, weight)
    return widest * size / EM


def digits_width(text: str, size: int, weight: int) -> float:
    """Width of digit_runs(text)."""
    return sum(cell_width(char, size, weight) for char in text)
