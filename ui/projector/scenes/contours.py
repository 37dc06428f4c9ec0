"""Contour lines of hills along the lower edge: the ground of the cover and its kin."""

from __future__ import annotations

import math

from PySide6.QtGui import QPainterPath

from ui.projector.stage import LINE, Mark, Shape, Stage

_RIDGE = "#3E6B76"
_LIGHT, _DARK = "#0D3039", "#0B2B35"
_LINES = 9
_STEPS = 96


def contours(stage: Stage) -> list[Mark]:
    """Hills below 78 % of the height: each line lower and flatter than the one before."""
    shapes: list[Mark] = []
    for number in range(_LINES):
        line = _ridge(stage, number)
        shapes.append(Shape(_closed(line, stage), fill=_DARK if number % 2 == 0 else _LIGHT))
        shapes.append(Shape(line, stroke=LINE if number else _RIDGE, thickness=2.5 if number else 3.0))
    return shapes


def _ridge(stage: Stage, number: int) -> QPainterPath:
    path = QPainterPath()
    for step in range(_STEPS + 1):
        along = step / _STEPS
        swell = math.cos(2 * math.pi * (along / 0.604 - 0.371 + number * 0.017))
        high = (34 - 2.4 * number) * swell + 9 * along
        y = stage.height - 206 + 31.5 * number - high
        if step:
            path.lineTo(along * stage.width, y)
        else:
            path.moveTo(0, y)
    return path


def _closed(line: QPainterPath, stage: Stage) -> QPainterPath:
    area = QPainterPath(line)
    area.lineTo(stage.width, stage.height)
    area.lineTo(0, stage.height)
    area.closeSubpath()
    return area
