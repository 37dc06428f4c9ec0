"""Keeps the hall window on its screen through unplugging, new resolutions and screens that change places.

Decides by ui.projector.screens; words for the operator are the console's business.
A QScreen is never stored: Qt deletes them, and PySide's wrapper dies with windows that were shown on one.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.projector.screens import Decision, Reason, Rectangle, ScreenIdentity, SeenScreen, Verdict, choose_screen

_SETTLE_MS = 250
_VERIFY_MS = 400
_TRIES = 5


def identity_of(screen: QScreen) -> ScreenIdentity:
    """What can be remembered of a screen."""
    glass = screen.physicalSize()
    return ScreenIdentity(
        screen.name(),
        screen.manufacturer(),
        screen.model(),
        screen.serialNumber(),
        round(glass.width()),
        round(glass.height()),
    )


def seen_screens(console: QWidget) -> list[SeenScreen]:
    """All screens in Qt's order; the console's is the one that holds most of its window."""
    screens = QGuiApplication.screens()
    frame = console.frameGeometry()
    areas = [_area(screen.geometry().intersected(frame)) for screen in screens]
    most = max(areas, default=0)
    home = areas.index(most) if most else -1
    return [SeenScreen(identity_of(screen), _corners(screen), n == home) for n, screen in enumerate(screens)]


def _corners(screen: QScreen) -> Rectangle:
    place = screen.geometry()
    return place.x(), place.y(), place.width(), place.height()


def _area(part: QRect) -> int:
    return max(0, part.width()) * max(0, part.height())


def show_full_screen(window: QWidget) -> None:
    """Show without taking the focus, which QWidget.showFullScreen() would ask for."""
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.show()


class Placement(QObject):
    """Moves the hall window and the sheet below it; `known` is the identity chosen once by a person.

    found: the window is on its screen. lost: it has none and is hidden (or a plain window, Reason.ONE_SCREEN).
    needs_choice: a person must choose, by choose(), among the identities given.
    """

    found = Signal(ScreenIdentity)
    lost = Signal(Reason)
    needs_choice = Signal(Reason, tuple)

    def __init__(self, window: QWidget, ground: QWidget, console: QWidget) -> None:
        super().__init__()
        self._window, self._ground, self._console = window, ground, console
        self._known: ScreenIdentity | None = None
        self._running = self._was_shown = False
        self._place_at = QRect()
        self._tries = 0
        self._said: object = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._decide)
        self._verify = QTimer(self, interval=_VERIFY_MS, singleShot=True)
        self._verify.timeout.connect(self._repair)
        self._follow_screens()

    def start(self, known: ScreenIdentity | None) -> None:
        """Show the window where it belongs; None: no screen was ever chosen."""
        self._known, self._running = known, True
        self._decide()

    def choose(self, identity: ScreenIdentity) -> None:
        """Take the screen a person chose; it is what start() will be given next time."""
        self._known, self._running = identity, True
        self._said = None
        self._decide()

    def stop(self) -> None:
        """Hide both windows and follow screens no more."""
        self._running = self._was_shown = False
        self._said = None
        self._verify.stop()
        self._hide()

    def _follow_screens(self) -> None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._watch)
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)
        app.primaryScreenChanged.connect(self._screens_changed)
        for screen in QGuiApplication.screens():
            self._watch(screen)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._screens_changed)

    def _screens_changed(self, *_: object) -> None:
        """Hide at once if the screen is in doubt: Qt has already moved the window, perhaps over the console."""
        if not self._running:
            return
        if self._was_shown and (self._decision().verdict is not Verdict.TAKE or self._lies_over_console()):
            self._hide()
        self._settle.start()

    def _lies_over_console(self) -> bool:
        """Screens may have changed places: the window still lies where the hall's screen was."""
        places = [QRect(*screen.geometry) for screen in seen_screens(self._console) if screen.is_console]
        return any(place.intersects(self._window.geometry()) for place in places)

    def _decision(self) -> Decision:
        return choose_screen(self._known, seen_screens(self._console), was_shown=self._was_shown)

    def _decide(self) -> None:
        if not self._running:
            return
        decision = self._decision()
        screens = QGuiApplication.screens()
        if decision.verdict is Verdict.TAKE and decision.screen is not None:
            self._take(screens[decision.screen])
        elif decision.verdict is Verdict.WINDOW:
            self._as_window(decision)
        else:
            self._hide()
            chosen_from = tuple(identity_of(screens[n]) for n in decision.candidates)
            if decision.verdict is Verdict.ASK:
                self._say((decision.reason, chosen_from), lambda: self.needs_choice.emit(decision.reason, chosen_from))
            else:
                self._say(decision.reason, lambda: self.lost.emit(decision.reason))

    def _take(self, screen: QScreen) -> None:
        """Hide, setScreen, setGeometry, full screen: the only order that works on every platform."""
        place = screen.geometry()
        identity = identity_of(screen)
        if not (self._window.isVisible() and self._window.isFullScreen() and self._window.geometry() == place):
            self._hide()
            self._window.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
            for window in (self._ground, self._window):
                window.setScreen(screen)
                window.setGeometry(place)
                show_full_screen(window)
            self._window.raise_()
            self._console.activateWindow()
            self._place_at, self._tries = place, 0
            self._verify.start()
        self._was_shown = True
        self._say(identity, lambda: self.found.emit(identity))

    def _as_window(self, decision: Decision) -> None:
        """One screen only: an ordinary window below the console, never full screen over the controls."""
        if not self._window.isVisible() or self._window.isFullScreen():
            self._hide()
            self._window.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
            room = QGuiApplication.screens()[0].availableGeometry()
            self._window.resize(room.width() // 2, room.width() * 9 // 32)
            self._window.move(room.right() - self._window.width() - 40, room.top() + 40)
            self._window.setWindowState(Qt.WindowState.WindowNoState)
            self._window.show()
            self._console.raise_()
            self._console.activateWindow()
        self._say(decision.reason, lambda: self.lost.emit(decision.reason))

    def _hide(self) -> None:
        self._window.hide()
        self._ground.hide()

    def _repair(self) -> None:
        """Put the window right if a window manager thought otherwise (openbox after a new resolution)."""
        if not self._window.isVisible() or not self._window.isFullScreen():
            return
        wrong = [window for window in (self._ground, self._window) if window.geometry() != self._place_at]
        if not wrong or self._tries >= _TRIES:
            return
        self._tries += 1
        for window in wrong:
            window.setGeometry(self._place_at)
            show_full_screen(window)
        self._verify.start()

    def _say(self, news: object, emit: Callable[[], None]) -> None:
        """Tell a change once, however often Qt repeats it."""
        if news != self._said:
            self._said = news
            emit()
