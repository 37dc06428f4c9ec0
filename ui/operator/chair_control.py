"""Drives the chair's screen: which one it is, what it shows, the quiet messages. It has no way to the hall's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import labels
from app.domain.chair import QuietMessage
from app.domain.changes import Changes, Table
from app.queries.chair import chair_card
from ui.chair.closing import LETTERS, LINES
from ui.chair.window import ChairWindow
from ui.desk import Desk
from ui.preferences import Preferences
from ui.projector.placement import Placement
from ui.projector.screens import ScreenIdentity
from ui.projector.sheet import Sheet

if TYPE_CHECKING:
    from app.documents.closing_card import ClosingPart

SOON_MS = 40
"""The hall is painted first; the chair's screen follows well within 200 ms."""


class ChairControl(QObject):
    """Off until a person gives it a screen. chosen: the screen of the chair is another one, or none (None)."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences, console: QWidget) -> None:
        super().__init__(console)
        self._desk, self._preferences = desk, preferences
        self._message = ""
        self._shows_closing = False
        self.window = ChairWindow(desk.conference.now)
        self._ground = Sheet()
        self._placement = Placement(self.window, self._ground, console, as_window=False)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._show)
        desk.changed.connect(self._learn)

    def start(self) -> None:
        """Put the window on the screen chosen once; without one nothing happens."""
        if self._preferences.chair_screen is not None:
            self._show()
            self._placement.set_other(self._preferences.hall_screen)
            self._placement.start(self._preferences.chair_screen)

    def stop(self) -> None:
        self._soon.stop()
        self._placement.stop()
        for window in (self.window, self._ground):
            window.end()
            window.deleteLater()

    @property
    def is_on(self) -> bool:
        return self._preferences.chair_screen is not None

    def choose_screen(self, identity: ScreenIdentity | None) -> None:
        """A person gives the chair a screen, or takes it away."""
        self._preferences.chair_screen = identity
        self.chosen.emit(identity)
        if identity is None:
            self._placement.stop()
            return
        self._show()
        self._placement.set_other(self._preferences.hall_screen)
        self._placement.choose(identity)

    def hall_chosen(self, identity: ScreenIdentity) -> None:
        """The hall has a screen: it is never the chair's as well."""
        if self._preferences.chair_screen == identity:
            self.choose_screen(None)
        self._placement.set_other(identity)

    def show_closing(self, wanted: bool) -> None:
        """Phiếu gợi ý kết luận in place of the room, following the data; a quiet message brings the room back."""
        self._shows_closing = wanted
        self._show()

    def send(self, message: QuietMessage) -> None:
        """Words for the chair, until others are sent or they are cleared."""
        self._message = labels.word(message)
        self._shows_closing = False
        self._show()

    def clear_message(self) -> None:
        self._message = ""
        self._show()

    @property
    def message(self) -> str:
        return self._message

    def _learn(self, changes: Changes) -> None:
        if self.is_on and not changes.touches(Table.PROJECTION):
            self._soon.start()

    def _show(self) -> None:
        self.window.show_closing(self._closing() if self._shows_closing else ())
        self.window.show_card(chair_card(self._desk.conference.db), self._message)

    def _closing(self) -> tuple[ClosingPart, ...]:
        from app.documents.closing_card import closing_parts  # the wording of the papers is not for every start
        from app.queries.report import conference_report

        return closing_parts(conference_report(self._desk.conference.db, with_log=False), LINES, LETTERS)
