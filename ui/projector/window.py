"""The window the audience sees. It shows whole pictures it is given and decides nothing.

No dialog, no tooltip, no focus, no cursor: whatever fails elsewhere, the last good picture stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.records import dataclass
from ui.projector.clock import HallClock
from ui.projector.differences import differing
from ui.projector.stage import GROUND, ClockPlace, scale_of

LONGEST_FADE_MS = 150
_FRAME_MS = 16
_FIRST_STEP = 0.25
"""Share of the new picture in the first frame of a fade: the key must be answered at once, not a frame later."""


def for_audience(window: QWidget) -> None:
    """Flags and attributes of every window that others look at: no frame, no focus, no cursor, never the last one."""
    window.setWindowFlags(
        Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
    )
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
    window.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    window.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.setCursor(Qt.CursorShape.BlankCursor)


class PictureWindow(QWidget):
    """Paints one finished pixmap; without one, the plain ground. Only end() closes it."""

    def __init__(self) -> None:
        super().__init__()
        for_audience(self)
        self.setWindowTitle("Màn hình chiếu")
        self._picture = QPixmap()
        self._closing = False

    def show_pixmap(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def picture(self) -> QPixmap:
        """Picture last given, without clocks."""
        return self._picture

    def end(self) -> None:
        """Close for good; until then nothing closes this window."""
        self._closing = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture.isNull():
            painter.fillRect(event.rect(), QColor(GROUND))
        else:
            self._draw(painter, self._picture)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._closing)

    def _is_of_this_size(self, picture: QPixmap) -> bool:
        return picture.deviceIndependentSize().toSize() == self.size()

    def _draw(self, painter: QPainter, picture: QPixmap) -> None:
        """The picture at its own size, or whole and undistorted until one of the right size comes."""
        if self._is_of_this_size(picture):
            painter.drawPixmap(0, 0, picture)
            return
        logical = picture.deviceIndependentSize()
        painter.fillRect(self.rect(), QColor(GROUND))
        size = logical.scaled(self.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(left, top, size.width(), size.height())
        painter.drawPixmap(target, picture, QRectF(picture.rect()))


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Made when a picture was previewed. pair: the pictures it leads from and to; region: where they differ."""

    pair: tuple[int, int]
    frame: QPixmap
    region: QRegion


class ProjectorWindow(PictureWindow):
    """The hall's picture. A new one is mixed over the old; running clocks are children that repaint themselves.

    `surface_changed` tells that size or device pixel ratio is another one: the picture should be painted anew.
    """

    surface_changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._before = QPixmap()
        self._fading = QElapsedTimer()
        self._fade_ms = 0
        self._first_frame = QPixmap()
        self._changing = QRegion()
        self._ahead: _Ahead | None = None
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._next_frame)
        self._clocks: list[HallClock] = []
        self._places: tuple[ClockPlace, ...] = ()
        self.paint_count = 0

    def show_pixmap(self, picture: QPixmap, fade_ms: int = LONGEST_FADE_MS, clocks: Sequence[ClockPlace] = ()) -> None:
        """Show a whole picture, faded in for at most 150 ms; a fade that still runs ends at once."""
        was_fading = self.is_fading()
        ahead = self._made_ahead(picture)
        self._before = self._picture if fade_ms > 0 and self.isVisible() else QPixmap()
        self._picture = picture
        self._first_frame = ahead.frame if ahead is not None and self.is_fading() else QPixmap()
        self._changing = ahead.region if ahead is not None and not was_fading else QRegion(self.rect())
        self._fade_ms = min(fade_ms, LONGEST_FADE_MS)
        self._fading.start()
        if self._before.isNull():
            self._timer.stop()
        else:
            self._timer.start()
        self.set_clocks(clocks)
        self.update(self._changing)

    def show_now(self) -> None:
        """Paint what changes and nothing else, without waiting for the event loop."""
        self.repaint(self._changing)

    def mix_ahead(self, picture: QPixmap) -> None:
        """Make the first frame of a fade to this picture now: the key that shows it then copies what differs."""
        pair = self._picture.cacheKey(), picture.cacheKey()
        if self._ahead is not None and self._ahead.pair == pair:
            return
        self._ahead = None
        if pair[0] == pair[1] or picture.size() != self._picture.size() or not self._is_of_this_size(picture):
            return
        region = differing(self._picture, picture)
        frame = self._picture.copy()
        painter = QPainter(frame)
        painter.setClipRegion(region)
        painter.setOpacity(_FIRST_STEP)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        self._ahead = _Ahead(pair, frame, region)

    def set_clocks(self, clocks: Sequence[ClockPlace]) -> None:
        """Other times for the clocks over the same picture, which is not painted again."""
        self._places = tuple(clocks)
        self._place_clocks()

    def clocks(self) -> tuple[ClockPlace, ...]:
        return self._places

    def is_fading(self) -> bool:
        return not self._before.isNull()

    def grab_live(self, width: int) -> QPixmap:
        """Take what the audience sees, clocks and fade included, scaled to a width in device pixels."""
        return self.grab().scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

    def times_painted(self) -> int:
        """More than before where the picture or a clock over it was painted meanwhile."""
        return self.paint_count + sum(clock.paint_count for clock in self._clocks)

    def surface(self) -> tuple[QSize, float]:
        """Logical size and device pixel ratio to paint pictures for."""
        return self.size(), self.devicePixelRatioF()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_count += 1
        if self._before.isNull():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        if not self._first_frame.isNull():
            self._draw(painter, self._first_frame)
            painter.end()
            return
        self._draw(painter, self._before)
        painter.setOpacity(self._share())
        self._draw(painter, self._picture)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_clocks()
        self.surface_changed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.surface_changed.emit()
        return super().event(event)

    def _made_ahead(self, picture: QPixmap) -> _Ahead | None:
        ahead, self._ahead = self._ahead, None
        pair = self._picture.cacheKey(), picture.cacheKey()
        return ahead if ahead is not None and ahead.pair == pair and self._is_of_this_size(picture) else None

    def _share(self) -> float:
        return max(_FIRST_STEP, min(1.0, self._fading.elapsed() / max(1, self._fade_ms)))

    def _next_frame(self) -> None:
        self._first_frame = QPixmap()  # not when it was painted: to give 8 MiB back takes longer than to copy them
        if self._fading.elapsed() >= self._fade_ms:
            self._timer.stop()
            self._before = QPixmap()
        self.update(self._changing)

    def _place_clocks(self) -> None:
        scale = scale_of(self.width(), self.height())
        while len(self._clocks) < len(self._places):
            self._clocks.append(HallClock(self, self._now))
        for clock in self._clocks[len(self._places) :]:
            clock.stop()
        for clock, place in zip(self._clocks, self._places, strict=False):
            clock.run(place, scale)
