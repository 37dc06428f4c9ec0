"""Carries out one act after the other inside the running event loop: keys, letters, and waiting for the screen.

Every turn begins in the loop and ends at once, so that dialogs with a loop of their own do not stop it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.records import dataclass
from ui.demo import hands, screens
from ui.demo.progress import Progress

LOOK_MS = 15
"""Between two looks at the screen while waiting."""
BURST_S = 0.008
"""Letters are struck for as long as this before the windows get their turn."""
TURN_MS = 1
"""What is due at once Qt does in the same turn of the event loop; a key of a person has one of its own."""
PATIENCE_S = 10.0
KEY_S, LETTER_S = 0.28, 0.2
"""What a person takes for a key and, in the flow of typing, for a letter (product.md 5.1)."""


@dataclass(frozen=True, slots=True)
class Press:
    """Keys by their Qt names, one after the other."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeWords:
    """Every letter a key event."""

    words: str


@dataclass(frozen=True, slots=True)
class Until:
    """Waits until the screen shows it. what: the same in words, for the one who reads why the demo stopped."""

    what: str
    is_so: Callable[[], bool]
    patience_s: float = PATIENCE_S


@dataclass(frozen=True, slots=True)
class Pause:
    """A guard of the program that is meant for hands (F5): this many milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Guard:
    """As Pause, but the guard goes by the conference's clock: where that only steps, nobody has to wait."""

    ms: int


@dataclass(frozen=True, slots=True)
class Done:
    """A step of the script is done: what it was."""

    what: str


Act: TypeAlias = Press | TypeWords | Until | Pause | Guard | Done
Acts: TypeAlias = Iterator[Act]


class StuckError(RuntimeError):
    """The screen did not do what it should; the text is a Vietnamese sentence."""


def press(*keys: str) -> Press:
    return Press(keys)


class Player(QObject):
    """finished: None, or the exception that ended the play. complaint: trouble on the screen in words, else "".

    passes: told how many seconds a person would have taken, where the conference's clock goes by that.
    """

    finished = Signal(object)

    def __init__(
        self,
        acts: Acts,
        progress: Progress,
        complaint: Callable[[], str],
        passes: Callable[[float], object] | None = None,
    ) -> None:
        super().__init__()
        self._passes = passes
        self._acts = acts
        self._progress = progress
        self._complaint = complaint
        self._waiting: Until | None = None
        self._since = 0.0
        self._letters = ""
        self._keys: list[str] = []
        self._deaf_since: float | None = None
        self.is_over = False

    def start(self) -> None:
        self._soon()

    def stop(self, error: BaseException | None) -> None:
        """End the play, once."""
        if not self.is_over:
            self.is_over = True
            self.finished.emit(error)

    def _soon(self, after_ms: int = 0) -> None:
        after_ms = max(after_ms, TURN_MS)
        # A timer of its own for every turn: one that is still being answered (a dialog is open) would not fire again.
        QTimer.singleShot(after_ms, self, self._turn)

    def _turn(self) -> None:
        if self.is_over:
            return
        try:
            self._go_on()
        except StopIteration:
            self.stop(None)
        except Exception as error:  # told to the one who plays; a slot's exception would get lost in Qt
            self.stop(error)

    def _go_on(self) -> None:
        trouble = self._complaint()
        if trouble:
            raise StuckError(f"Màn hình báo: {trouble}")
        if (self._letters or self._keys) and hands.listener() is None:
            self._wait_for_a_listener()
        elif self._letters:
            self._strike_letters()
        elif self._keys:
            self._strike_keys()
        elif self._waiting is not None:
            self._look(self._waiting)
        else:
            self._begin(next(self._acts))

    def _wait_for_a_listener(self) -> None:
        """Between two windows nobody has the keyboard for a moment."""
        now = time.monotonic()
        self._deaf_since = self._deaf_since or now
        screens.give_the_keyboard()
        if now - self._deaf_since > PATIENCE_S:
            raise StuckError(f"Không cửa sổ nào nhận phím {self._keys[0] if self._keys else self._letters[0]}.")
        self._soon(LOOK_MS)

    def _begin(self, act: Act) -> None:
        wait_ms = 0
        match act:
            case Press(keys):
                self._keys = list(keys)
            case TypeWords(words):
                self._letters = words
            case Until():
                self._waiting, self._since = act, time.monotonic()
            case Pause(ms):
                wait_ms = ms
                self._pass(ms / 1000)
            case Guard(ms):
                wait_ms = 0 if self._passes else ms
                self._pass(ms / 1000)
            case Done(what):
                self._progress.step(what)
        self._soon(wait_ms)

    def _strike_letters(self) -> None:
        began = time.monotonic()
        self._deaf_since = None
        while self._letters and hands.listener() is not None and time.monotonic() - began < BURST_S:
            letter, self._letters = self._letters[0], self._letters[1:]
            hands.type_letter(letter)
            self._pass(LETTER_S)
        self._soon()

    def _strike_keys(self) -> None:
        """The next turn is ordered before the last key: what that opens may keep the loop."""
        began = time.monotonic()
        self._deaf_since = None
        while len(self._keys) > 1 and hands.listener() is not None and time.monotonic() - began < BURST_S:
            hands.press(self._keys.pop(0))
            self._pass(KEY_S)
        self._soon()
        if len(self._keys) == 1 and hands.listener() is not None:
            key = self._keys.pop(0)
            self._pass(KEY_S)
            hands.press(key)

    def _pass(self, seconds: float) -> None:
        if self._passes is not None:
            self._passes(seconds)

    def _look(self, wait: Until) -> None:
        if wait.is_so():
            self._waiting = None
            self._soon()
        elif time.monotonic() - self._since > wait.patience_s:
            raise StuckError(f"Đợi mãi không thấy: {wait.what}")
        else:
            self._soon(LOOK_MS)
