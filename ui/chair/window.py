"""The window on the chair's screen. It takes a ChairCard or the closing card, and knows no card of the hall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent

from app.domain.chair import ChairCard
from ui.chair.closing import lay_out_closing
from ui.chair.picture import lay_out
from ui.projector.canvas import paint_page, pixels_of
from ui.projector.clock import HallClock
from ui.projector.stage import HallSettings, Stage, scale_of
from ui.projector.window import PictureWindow

if TYPE_CHECKING:
    from app.documents.closing_card import ClosingPart


class ChairWindow(PictureWindow):
    """Shows a card and a quiet message; its clock repaints only itself."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setWindowTitle("Màn hình chủ tọa")
        self._card = ChairCard(None, "", "", ())
        self._message = ""
        self._parts: tuple[ClosingPart, ...] = ()
        self._clock = HallClock(self, now)

    def show_card(self, card: ChairCard, message: str) -> None:
        """Paint anew if something is different."""
        if not isinstance(card, ChairCard):
            raise TypeError(f"the chair's screen shows no {type(card).__name__}")
        if (card, message) != (self._card, self._message) or self.picture().isNull():
            self._card, self._message = card, message
            self._paint()

    def show_closing(self, parts: tuple[ClosingPart, ...]) -> None:
        """What the chair may say at the end, in place of the card; without parts the card again."""
        if parts != self._parts:
            self._parts = parts
            self._paint()

    def shown(self) -> tuple[ChairCard, str]:
        return self._card, self._message

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def _paint(self) -> None:
        dpr = self.devicePixelRatioF()
        pixels = pixels_of(self.size(), dpr)
        settings = HallSettings()
        stage, scale = Stage.of(pixels.width(), pixels.height(), settings)
        picture = lay_out_closing(self._parts, stage) if self._parts else lay_out(self._card, self._message, stage)
        pixmap = paint_page(picture.pages[0], pixels, scale, settings)
        pixmap.setDevicePixelRatio(dpr)
        self._clock.run(picture.clocks[0], scale_of(self.width(), self.height()))
        self.show_pixmap(pixmap)
