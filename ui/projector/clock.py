"""Running clocks over the finished picture: their words and digits, and the widget that repaints only itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.clock import local
from app.domain.records import dataclass
from ui.projector.canvas import paint_run
from ui.projector.stage import CAP, GOLD, QUIET, WORDS, ClockPlace, Run, digit_runs, digits_width

_TICK_MS = 200
_LABELS = {"remaining": "Thời gian còn lại", "elapsed": "Đã phát biểu", "countdown": "", "wall": ""}
_OVER = "Quá giờ"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says at one moment."""

    label: str
    digits: str
    over: bool = False


def reading(place: ClockPlace, now: datetime) -> Reading:
    """Label and digits at `now`; past its end a speech counts on below zero, in words and sign, not in colour."""
    if place.kind == "wall" or place.moment is None:
        return Reading("", f"{local(now):%H:%M}")
    now = place.stopped_at or now
    if place.kind == "elapsed":
        return Reading(_LABELS["elapsed"], _minutes(max(0, int((now - place.moment).total_seconds()))))
    left = ceil((place.moment - now).total_seconds())
    if left < 0 and place.kind == "remaining":
        return Reading(_OVER, "−" + _minutes(-left), over=True)
    return Reading(_LABELS[place.kind], _minutes(max(0, left)))


def _minutes(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def paint_clock(painter: QPainter, place: ClockPlace, shown: Reading) -> None:
    """Ground, label and digits in units; opaque, so that nothing below need be painted again."""
    painter.fillRect(QRectF(place.x, place.y, place.width, place.height), QColor(place.ground))
    baseline = place.y + place.height / 2 + place.size * CAP / 2
    weight = 500 if place.kind == "wall" else 700
    width = digits_width(shown.digits, place.size, weight)
    right = place.x + place.width
    x = right - width if place.align == "right" else place.x + (place.width - width) / 2
    colour = QUIET if place.kind == "wall" else WORDS if place.kind == "countdown" else GOLD
    for run in digit_runs(shown.digits, x, baseline, Run(0, 0, "", place.size, weight, colour)):
        assert isinstance(run, Run)
        paint_run(painter, run)
    if shown.label:
        size = 60 if shown.over else 52
        words = WORDS if shown.over else QUIET
        middle = place.y + place.height / 2 + size * CAP / 2
        paint_run(painter, Run(place.x, middle, shown.label, size, 700 if shown.over else 500, words))


class HallClock(QWidget):
    """One running clock in the hall window. Opaque: a tick repaints this widget and nothing under it."""

    def __init__(self, parent: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(parent)
        self._now = now
        self._place: ClockPlace | None = None
        self._shown = Reading("", "")
        self.paint_count = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def run(self, place: ClockPlace, scale: float) -> None:
        """Show the clock at its place; `scale` is logical pixels per unit."""
        self._place = place
        self._shown = reading(place, self._now())
        left, top = round(place.x * scale), round(place.y * scale)
        right, bottom = round((place.x + place.width) * scale), round((place.y + place.height) * scale)
        self.setGeometry(left, top, right - left, bottom - top)
        self.show()
        self.update()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._place = None
        self.hide()

    def _tick(self) -> None:
        if self._place and (shown := reading(self._place, self._now())) != self._shown:
            self._shown = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._place is None:
            return
        self.paint_count += 1
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(self._place.ground))
        painter.scale(self.width() / self._place.width, self.height() / self._place.height)
        painter.translate(-self._place.x, -self._place.y)
        paint_clock(painter, self._place, self._shown)
        painter.end()
