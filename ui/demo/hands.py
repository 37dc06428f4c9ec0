"""Two hands on the keyboard: keys and letters for whatever has the focus, by the way real keys take through Qt.

Shortcuts are asked first, as in reality. Letters carry their text, as an input method delivers them.
"""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.keys import sequence

_TEXTS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Space: " ", Qt.Key.Key_Backspace: "\b"}


class NobodyListensError(RuntimeError):
    """No window of the program has the keyboard."""


def press(name: str) -> None:
    """One key by its Qt name: "F5", "Ctrl+Return", "Shift+Tab"."""
    combination: QKeyCombination = sequence("Backtab" if name == "Shift+Tab" else name)[0]  # type: ignore[index]
    modifiers = combination.keyboardModifiers()
    if name == "Shift+Tab":
        modifiers = Qt.KeyboardModifier.ShiftModifier
    bare = modifiers == Qt.KeyboardModifier.NoModifier
    _strike(combination.key(), modifiers, _TEXTS.get(combination.key(), "") if bare else "")


def type_letter(letter: str) -> None:
    """One letter with its text; a new line is Return."""
    if letter == "\n":
        press("Return")
        return
    upper = letter.upper()
    plain = letter.isascii()
    shift = Qt.KeyboardModifier.ShiftModifier if plain and letter != letter.lower() else Qt.KeyboardModifier.NoModifier
    _strike(ord(upper) if plain else Qt.Key.Key_unknown.value, shift, letter)


def _strike(key: int, modifiers: Qt.KeyboardModifier, text: str) -> None:
    for is_press in (True, False):
        target = listener()
        if target is None:
            if is_press:
                raise NobodyListensError
            return  # the press closed the last window
        QTest.simulateEvent(target, is_press, key, modifiers, text, False)


def listener() -> QWidget | None:
    """What a key reaches: an open menu, the widget in focus, the active window."""
    return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
