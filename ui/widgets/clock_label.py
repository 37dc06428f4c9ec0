"""Clocks of the console, digits in cells of one width: the typeface has no tabular figures ("1" is half a "0")."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import scale, theme
from ui.fonts import sized_font

MINUS = "\u2212"


def clock_words(spoken: timedelta) -> str:
    """3:05, 1:02:05; whole seconds, below zero with a true minus sign."""
    seconds = int(abs(spoken).total_seconds())
    sign = MINUS if spoken < timedelta() and seconds else ""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return sign + (f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}")


def clock_width(words: str, font: QFont) -> float:
    """Width of a clock, logical pixels; the same for every time of as many digits."""
    signs = _signs_of(font)
    return sum(signs.cell(sign) for sign in words)


def paint_clock(painter: QPainter, left: float, baseline: float, words: str, font: QFont) -> None:
    """Draw a clock in the painter's pen; every digit in the middle of its cell."""
    signs = _signs_of(font)
    painter.setFont(font)
    for sign in words:
        cell = signs.cell(sign)
        painter.drawText(QPointF(left + (cell - signs.advance(sign)) / 2, baseline), sign)
        left += cell


class _Signs:
    """How wide the signs of a font are, each measured once: a clock of four signs asks for thirty digits a second."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._advances: dict[str, float] = {}

    def cell(self, sign: str) -> float:
        """The widest digit for all of them."""
        return max(map(self.advance, "0123456789")) if sign.isdigit() else self.advance(sign)

    def advance(self, sign: str) -> float:
        if sign not in self._advances:
            self._advances[sign] = self._metrics.horizontalAdvance(sign)
        return self._advances[sign]


_known: dict[str, _Signs] = {}


def _signs_of(font: QFont) -> _Signs:
    key = font.key()
    if key not in _known:
        _known[key] = _Signs(font)
    return _known[key]


class ClockLabel(QWidget):
    """One clock; token names a colour of theme.Palette. Repainted only when it shows something else."""

    def __init__(self, pixels: int, weight: int, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = sized_font(pixels, weight)
        self._token = token
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def words(self) -> str:
        return self._words

    def show_words(self, words: str, token: str | None = None) -> None:
        """Another time, another colour; the place it takes changes only with the number of digits."""
        if (words, token or self._token) == (self._words, self._token):
            return
        wider = len(words) != len(self._words)
        self._words, self._token = words, token or self._token
        self.setAccessibleName(words)
        if wider:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font)
        return scale.size(round(clock_width(self._words, self._font) + 0.5), round(metrics.height() + 0.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setPen(QColor(str(getattr(theme.palette(), self._token))))
        metrics = QFontMetricsF(self._font)
        baseline = (scale.room(self).height() + metrics.capHeight()) / 2
        paint_clock(painter, 0, baseline, self._words, self._font)
        painter.end()
