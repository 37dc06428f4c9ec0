"""Numbers and names on the screens for a few seconds, so that a person sees which is which."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.domain.scene import TestCard
from ui.projector.canvas import paint_card
from ui.projector.placement import identity_of, seen_screens, show_full_screen
from ui.projector.screens import ScreenIdentity
from ui.projector.stage import HallSettings
from ui.projector.window import PictureWindow

SHOWN_MS = 5000
_PLATE = QRect(0, 0, 480, 270)


def screen_title(identity: ScreenIdentity) -> str:
    """Name of a screen as the top bar and the test card say it: model and connector."""
    maker = " ".join(part for part in (identity.manufacturer, identity.model) if part)
    return f"{maker} ({identity.name})" if maker and identity.name else maker or identity.name


class Identification(QObject):
    """Test cards on every screen; on the console's only a plate, since its controls must stay within reach."""

    def __init__(self, console: QWidget, settings: HallSettings) -> None:
        super().__init__(console)
        self._console, self._settings = console, settings
        self._cards: list[PictureWindow] = []
        self._timer = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self.end)

    def show(self) -> None:
        """Show the cards for five seconds, anew if they are shown already."""
        self.end()
        seen = seen_screens(self._console)
        for number, (screen, known) in enumerate(zip(QGuiApplication.screens(), seen, strict=True), 1):
            self._cards.append(self._card(screen, number, on_console=known.is_console))
        self._console.activateWindow()
        self._timer.start()

    def end(self) -> None:
        """Take the cards away."""
        self._timer.stop()
        for card in self._cards:
            card.end()
            card.deleteLater()
        self._cards.clear()

    def cards(self) -> list[PictureWindow]:
        return list(self._cards)

    def _card(self, screen: QScreen, number: int, *, on_console: bool) -> PictureWindow:
        place = screen.geometry()
        if on_console:
            plate = QRect(_PLATE)
            plate.moveBottomRight(screen.availableGeometry().bottomRight())
            place = plate
        window = PictureWindow()
        card = TestCard(screen_title(identity_of(screen)), number)
        window.show_pixmap(paint_card(card, place.size(), screen.devicePixelRatio(), 0, self._settings))
        window.setScreen(screen)
        window.setGeometry(place)
        if on_console:
            window.show()
        else:
            show_full_screen(window)
        return window
