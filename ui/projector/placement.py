"""Keeps the hall window on its screen through unplugging, new resolutions and screens that change places.

Decides by ui.projector.screens; words for the operator are the console's business.
A QScreen is never stored: Qt deletes them, and PySide's wrapper dies with windows that were shown on one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.projector.screens import (
    Decision,
    Likeness,
    Reason,
    Rectangle,
    ScreenIdentity,
    SeenScreen,
    Verdict,
    choose_screen,
    likeness,
)

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

    other: the identity of the screen that plays another role; it is never taken for this one.
    as_window: with a single screen the window is an ordinary one, else it stays hidden.

    found: the window is on its screen. lost: it has none and is hidden (or a plain window, Reason.ONE_SCREEN).
    needs_choice: a person must choose, by choose(), among the identities given.
    """

    found = Signal(ScreenIdentity)
    lost = Signal(Reason)
    needs_choice = Signal(Reason, tuple)

    def __init__(self, window: QWidget, ground: QWidget, console: QWidget, *, as_window: bool = True) -> None:
        super().__init__()
        self._window, self._ground, self._console = window, ground, console
        self._as_window = as_window
        self._known: ScreenIdentity | None = None
        self._other: ScreenIdentity | None = None
        self._confirmed: tuple[SeenScreen, ...] = ()
        self._running = self._was_shown = self._is_yielded = self._plays_lost = False
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
        self._confirmed = tuple(seen_screens(self._console))
        self._said = None
        self._decide()

    def set_other(self, identity: ScreenIdentity | None) -> None:
        """Which screen plays the other role from now on."""
        self._other = identity
        if self._running:
            self._screens_changed()

    def play_lost(self, is_lost: bool) -> None:
        """A rehearsal: the window's screen counts as unplugged until it is said to be back."""
        self._plays_lost = is_lost
        if self._running:
            self._screens_changed()

    def yield_screen(self) -> None:
        """Let another program's window lie over ours, which stay below it so that the desktop never shows."""
        self._is_yielded = True
        self._lower()

    def take_back(self) -> None:
        """Lie over whatever is on the screen, also over another program's full-screen window."""
        self._is_yielded = False
        if self._window.isVisible() and self._window.isFullScreen():
            for window in (self._ground, self._window):
                window.windowHandle().setFlag(Qt.WindowType.WindowStaysOnTopHint, True)
                window.raise_()
            self._console.activateWindow()

    def _lower(self) -> None:
        if self._window.isVisible() and self._window.isFullScreen():
            for window in (self._window, self._ground):
                window.windowHandle().setFlag(Qt.WindowType.WindowStaysOnTopHint, False)
                window.lower()

    def stop(self) -> None:
        """Hide both windows and follow screens no more."""
        self._running = self._was_shown = self._is_yielded = False
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
        if self._plays_lost:
            return Decision(Verdict.DARK, Reason.LOST)
        seen = seen_screens(self._console)
        if self._known is not None and self._confirmed == tuple(seen):
            # A person has just said which of these it is, also where two are alike; any change asks again.
            mine = [n for n, screen in enumerate(seen) if screen.identity == self._known and not screen.is_console]
            if len(mine) == 1 and not self._is_others(seen[mine[0]]):
                return Decision(Verdict.TAKE, Reason.FOUND, mine[0])
        barred = [replace(screen, is_console=screen.is_console or self._is_others(screen)) for screen in seen]
        return choose_screen(self._known, barred, was_shown=self._was_shown)

    def _is_others(self, screen: SeenScreen) -> bool:
        if self._other is None:
            return False
        return likeness(self._other, screen.identity, same_session=self._was_shown) is Likeness.EXACT

    def _decide(self) -> None:
        if not self._running:
            return
        decision = self._decision()
        screens = QGuiApplication.screens()
        if decision.verdict is Verdict.TAKE and decision.screen is not None:
            self._take(screens[decision.screen])
        elif decision.verdict is Verdict.WINDOW and self._as_window:
            self._show_as_window(decision)
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
            for window in (self._ground, self._window):
                self._set_above_all(window, True)
                window.setScreen(screen)
                window.setGeometry(place)
                show_full_screen(window)
            self._window.raise_()
            if self._is_yielded:
                self._lower()
            self._console.activateWindow()
            self._place_at, self._tries = place, 0
            self._verify.start()
        self._was_shown = True
        self._say(identity, lambda: self.found.emit(identity))

    def _show_as_window(self, decision: Decision) -> None:
        """One screen only: an ordinary window below the console, never full screen over the controls."""
        if not self._window.isVisible() or self._window.isFullScreen():
            self._hide()
            self._set_above_all(self._window, False)
            room = QGuiApplication.screens()[0].availableGeometry()
            self._window.resize(room.width() // 2, room.width() * 9 // 32)
            self._window.move(room.right() - self._window.width() - 40, room.top() + 40)
            self._window.setWindowState(Qt.WindowState.WindowNoState)
            self._window.show()
            self._console.raise_()
            self._console.activateWindow()
        self._say(decision.reason, lambda: self.lost.emit(decision.reason))

    @staticmethod
    def _set_above_all(window: QWidget, above: bool) -> None:
        """Full screen lies over every other program.

        Under X a window manager puts another program's full-screen window over one that takes no focus, whatever
        that asks for (openbox): ours is not managed by it.
        """
        flags = (
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.X11BypassWindowManagerHint
        )
        window.setWindowFlags(window.windowFlags() | flags if above else window.windowFlags() & ~flags)

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
