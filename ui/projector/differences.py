"""Where two finished pictures of one size differ, so that only that is painted and sent to the screen."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPixmap, QRegion

_BAND = 16
"""Rows compared at once, in device pixels."""
_CELLS = 16
"""Parts of a row: finer ones find less to paint, and take longer to find it."""


def differing(one: QPixmap, other: QPixmap) -> QRegion:
    """Every point, in logical pixels, where the two are not alike; more around it. Both have one size and ratio."""
    first, second = one.toImage(), other.toImage()
    whole = QRect(0, 0, ceil(one.width() / one.devicePixelRatio()), ceil(one.height() / one.devicePixelRatio()))
    if first.format() != second.format() or first.bytesPerLine() != second.bytesPerLine():
        return QRegion(whole)
    region = QRegion()
    for rect in _rects(first, second):
        region += _logical(rect, one.devicePixelRatio()) & whole
    return region


def _rects(first: QImage, second: QImage) -> Iterator[QRect]:
    """One rectangle for each band of rows that differ, from its first to its last differing cell."""
    stride, height = first.bytesPerLine(), first.height()
    ones, others = memoryview(first.constBits()), memoryview(second.constBits())
    step = ceil(stride / _CELLS / 4) * 4
    wide = step // (first.depth() // 8)
    for top in range(0, height, _BAND):
        rows = min(_BAND, height - top)
        here, there = (bytes(bits[top * stride : (top + rows) * stride]) for bits in (ones, others))
        if here != there:
            cells = _cells(here, there, stride, step)
            yield QRect(cells.start * wide, top, len(cells) * wide, rows)


def _cells(here: bytes, there: bytes, stride: int, step: int) -> range:
    """From the first to the last cell in which any row of a band differs."""
    first, last = _CELLS, 0
    for row in range(0, len(here), stride):
        if here[row : row + stride] == there[row : row + stride]:
            continue
        for cell in range(_CELLS) if first > last else (*range(first), *range(last, _CELLS)):
            at = slice(row + cell * step, row + min((cell + 1) * step, stride))
            if here[at] != there[at]:
                first, last = min(first, cell), max(last, cell + 1)
    return range(first, last)


def _logical(rect: QRect, ratio: float) -> QRect:
    """In logical pixels, one more on each side where they are no whole device pixels."""
    if ratio == 1.0:
        return rect
    left, top = floor(rect.left() / ratio) - 1, floor(rect.top() / ratio) - 1
    right, bottom = ceil((rect.left() + rect.width()) / ratio) + 1, ceil((rect.top() + rect.height()) / ratio) + 1
    return QRect(left, top, right - left, bottom - top)
