"""A font and a colour that lists write in: each line of text is laid out once, however often it is painted."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText, QTextLayout, QTextOption, QTransform

from ui.fonts import sized_font
from ui.widgets.cut_name import cut_name

_UPRIGHT = QTransform()
_LONGEST_LINE = 400
"""Letters; no line of a list holds more."""


class Ink:
    """Get one by ink(). Lengths are those of the painter, which may be scaled."""

    def __init__(self, pixels: int, color: str, weight: int, *, italic: bool) -> None:
        self.font = sized_font(pixels, weight, italic=italic)
        self.metrics = QFontMetricsF(self.font)
        self.color = paint(color)
        self._half = self.metrics.height() / 2

    def width(self, words: str) -> float:
        return _laid_out(self, words)[1]

    def write_name(self, painter: QPainter, name: str, left: float, right: float, middle: float) -> None:
        """As write(); where it does not fit, the end of the name stays."""
        self._draw(painter, self.fitted_name(name, right - left)[0], left, middle)

    def write(self, painter: QPainter, words: str, left: float, right: float, middle: float) -> None:
        """One line from the left, around the height `middle`; cut with an ellipsis where it does not fit."""
        self._draw(painter, self.fitted(words, right - left)[0], left, middle)

    def write_right(self, painter: QPainter, words: str, left: float, right: float, middle: float) -> float:
        """The same at the right; where it begins."""
        text, wide = self.fitted(words, right - left)
        self._draw(painter, text, right - wide, middle)
        return right - wide

    def write_lines(self, painter: QPainter, words: str, room: QRectF, most: int) -> None:
        """Up to `most` lines, broken between words, around the middle of a room; the last is cut where more follows."""
        lines = _broken(self, words, room.width(), most)
        high = self.metrics.height()
        middle = room.center().y() - high * (len(lines) - 1) / 2
        for place, line in enumerate(lines):
            self.write(painter, line, room.left(), room.right(), middle + place * high)

    def fits(self, words: str, width: float, most: int) -> bool:
        """Whether write_lines() would show all of it."""
        lines = _broken(self, words, width, most)
        return self.width(lines[-1]) <= width

    def fitted(self, words: str, width: float) -> tuple[QStaticText, float]:
        """One line that is no wider, and how wide it is; cut with an ellipsis where words are wider."""
        laid_out = _laid_out(self, words)
        return laid_out if laid_out[1] <= width else _laid_out(self, _cut(self, words, width))

    def fitted_name(self, name: str, width: float) -> tuple[QStaticText, float]:
        """The same; of a name that is wider the end stays."""
        laid_out = _laid_out(self, name)
        return laid_out if laid_out[1] <= width else _laid_out(self, _cut_name(self, name, width))

    def corner(self, left: float, middle: float) -> QPointF:
        """Where a line is drawn that stands around the height `middle`."""
        return QPointF(left, middle - self._half)

    def _draw(self, painter: QPainter, text: QStaticText, left: float, middle: float) -> None:
        painter.setFont(self.font)
        painter.setPen(self.color)
        painter.drawStaticText(self.corner(left, middle), text)


@cache
def ink(pixels: int, color: str, weight: int = 400, *, italic: bool = False) -> Ink:
    return Ink(pixels, color, weight, italic=italic)


@cache
def paint(color: str) -> QColor:
    """A colour of the theme (#RRGGBB), read once."""
    return QColor(color)


@lru_cache(maxsize=2048)
def _laid_out(ink: Ink, words: str) -> tuple[QStaticText, float]:
    text = QStaticText(words)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.prepare(_UPRIGHT, ink.font)
    return text, text.size().width()


@lru_cache(maxsize=1024)
def _broken(ink: Ink, words: str, width: float, most: int) -> tuple[str, ...]:
    """The last line holds all that is left."""
    layout = QTextLayout(words[: most * _LONGEST_LINE], ink.font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    starts = [0]
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        after = line.textStart() + line.textLength()
        if after >= len(words):
            break
        starts.append(after)
    layout.endLayout()
    return tuple(words[one:other].strip() for one, other in pairwise([*starts, len(words)]))


@lru_cache(maxsize=1024)
def _cut_name(ink: Ink, name: str, width: float) -> str:
    return cut_name(name, width, ink.metrics.horizontalAdvance)


@lru_cache(maxsize=1024)
def _cut(ink: Ink, words: str, width: float) -> str:
    return ink.metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
