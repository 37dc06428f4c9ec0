"""Compares photographs of screens as an eye does."""

from __future__ import annotations

from PySide6.QtGui import QImage

STEP = 5
CLEARLY = 40


def difference(one: QImage, other: QImage) -> float:
    """Share of points that are clearly other ones; Qt smooths the edges of letters a little differently each time."""
    assert one.size() == other.size()
    points = [(x, y) for x in range(0, one.width(), STEP) for y in range(0, one.height(), STEP)]
    unlike = sum(abs(one.pixelColor(*p).lightness() - other.pixelColor(*p).lightness()) > CLEARLY for p in points)
    return unlike / len(points)
