"""The three steps of a question with their clocks: Hỏi, Trả lời, Kết luận. Read from stored times, painted, no state.

A tick four times a second repaints a step only if its words changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import labels
from app.domain.records import dataclass
from app.domain.speech import SpeechKind, spoken_total
from app.queries.floor import CurrentQuestion, StepClock
from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.scale import px
from ui.widgets.clock_label import clock_width, clock_words, paint_clock

TICK_MS = 250
WARNING_S = 30
_ICONS = {
    SpeechKind.ASKING: "microphone",
    SpeechKind.ANSWERING: "account-voice",
    SpeechKind.CONCLUDING: "gavel",
}
_TEXT_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True)
class StepReading:
    """What one step says now. note: behind the clock ("/ 3:00", "quá giờ"). share: of the limit, 0 to 1."""

    kind: SpeechKind
    clock: str = ""
    note: str = ""
    runs: bool = False
    warns: bool = False
    is_over: bool = False
    share: float = 0.0

    def words(self) -> str:
        """For a screen reader."""
        stage = "đang chạy" if self.runs else "đã xong" if self.clock else "chưa tới"
        return " ".join(part for part in (labels.word(self.kind), self.clock, self.note, f"({stage})") if part)


def read_step(step: StepClock, now: datetime) -> StepReading:
    """A running answer is timed by itself, not with the answers of other agencies before it."""
    running = step.running
    if running is None:
        return StepReading(step.kind, clock_words(step.spoken(now)) if step.turns else "")
    spoken = spoken_total((turn for turn in step.turns if turn.answer_id == running.answer_id), now)
    if not step.limit_s:
        return StepReading(step.kind, clock_words(spoken), runs=True)
    left = timedelta(seconds=step.limit_s) - timedelta(seconds=int(spoken.total_seconds()))
    limit = clock_words(timedelta(seconds=step.limit_s))
    share = min(spoken / timedelta(seconds=step.limit_s), 1.0)
    if left < timedelta():
        return StepReading(step.kind, clock_words(left), "quá giờ", runs=True, warns=True, is_over=True, share=1.0)
    warns = left <= timedelta(seconds=WARNING_S)
    return StepReading(step.kind, clock_words(spoken), f"/ {limit}", runs=True, warns=warns, share=share)


class StepStrip(QWidget):
    """Three framed fields, the running one tinted and wider, with a line that grows to its limit."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._steps: tuple[StepClock, ...] = ()
        self.readings: tuple[StepReading, ...] = ()
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(36))
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def show_question(self, view: CurrentQuestion | None) -> None:
        self._steps = (view.asking, view.answering, view.concluding) if view else ()
        self.readings = tuple(read_step(step, self._now()) for step in self._steps)
        self.setAccessibleName("; ".join(reading.words() for reading in self.readings))
        if any(reading.runs for reading in self.readings):
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.update()

    def tick(self) -> None:
        """Look at the clock again; nothing is drawn unless a running step changed."""
        fresh = tuple(read_step(step, self._now()) for step in self._steps)
        for old, new, field in zip(self.readings, fresh, self._fields(), strict=True):
            if old != new:
                self.update(scale.real(field))
        self.readings = fresh

    def sizeHint(self) -> QSize:
        return scale.size(300, 36)

    def edges(self) -> tuple[int, ...]:
        """Where a step ends and the next begins, from the left."""
        return tuple(round(field.left()) for field in self._fields()[1:])

    def _fields(self) -> list[QRectF]:
        """The running step takes what the others leave."""
        widths = [self._resting_width(reading) for reading in self.readings]
        runs = next((i for i, reading in enumerate(self.readings) if reading.runs), None)
        spare = scale.room(self).width() - sum(widths)
        if runs is None:
            widths = [width + spare / len(widths) for width in widths]
        else:
            widths[runs] += spare
        fields: list[QRectF] = []
        left = 0.0
        for width in widths:
            fields.append(QRectF(left, 0, width, scale.room(self).height()))
            left += width
        return fields

    def _resting_width(self, reading: StepReading) -> float:
        words = QFontMetricsF(sized_font(theme.BODY)).horizontalAdvance(labels.word(reading.kind))
        clock = clock_width(reading.clock, sized_font(theme.BODY)) + 5 if reading.clock else 0
        return 2 * self._side() + (0 if self._compact else 21) + words + clock

    def _side(self) -> int:
        return 8 if self._compact else 10

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        p = theme.palette()
        frame = QRectF(scale.room(self)).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, 4, 4)
        painter.fillPath(outline, QColor(p.panel))
        painter.save()
        painter.setClipPath(outline)
        for reading, field in zip(self.readings, self._fields(), strict=True):
            self._paint_step(painter, reading, field)
        painter.restore()
        painter.setPen(QPen(QColor(p.line2), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.end()

    def _paint_step(self, painter: QPainter, reading: StepReading, field: QRectF) -> None:
        p = theme.palette()
        ink = p.text2
        if reading.runs:
            ink = p.warn if reading.warns else p.room
            painter.fillRect(field, QColor(p.warn_tint if reading.warns else p.room_tint))
            done = QRectF(field.left(), field.bottom() - 3, field.width() * reading.share, 3)
            painter.fillRect(done, QColor(p.warn_border if reading.warns else p.room))
        if field.left():
            painter.fillRect(QRectF(round(field.left()), 0, 1, field.height()), QColor(p.line))
        left = field.left() + self._side()
        if not self._compact or reading.runs:
            icon = _ICONS[reading.kind] if reading.runs else "check" if reading.clock else "circle-outline"
            paint_icon(painter, QRectF(round(left), round(field.center().y() - 7.5), 15, 15), icon, ink)
            left += 20 if self._compact else 21
        self._paint_words(painter, reading, QRectF(left, 0, field.right() - left, field.height()), ink)

    def _paint_words(self, painter: QPainter, reading: StepReading, room: QRectF, ink: str) -> None:
        """Where a long clock leaves no room, first the step's word goes (its icon stays), then the note behind it."""
        p = theme.palette()
        word = sized_font(theme.BODY, 600 if reading.runs else 400)
        big = sized_font((15 if self._compact else 16) if reading.runs else theme.BODY, 700 if reading.runs else 400)
        note = sized_font(theme.SMALL if self._compact else theme.BODY, 600 if reading.is_over else 400)
        widths = [
            QFontMetricsF(word).horizontalAdvance(labels.word(reading.kind)) + 5,
            clock_width(reading.clock, big) + 5,
            clock_width(reading.note, note),
        ]
        left = room.left()
        if not reading.runs or sum(widths) <= room.width():
            painter.setPen(QColor(p.text if reading.runs else ink))
            painter.setFont(word)
            painter.drawText(room, _TEXT_FLAGS, labels.word(reading.kind))
            left += widths[0]
        painter.setPen(QColor(ink))
        paint_clock(painter, left, room.center().y() + QFontMetricsF(big).capHeight() / 2, reading.clock, big)
        left += widths[1]
        if left + widths[2] <= room.right():
            painter.setPen(QColor(ink if reading.warns else p.text2))
            paint_clock(painter, left, room.center().y() + QFontMetricsF(note).capHeight() / 2, reading.note, note)
