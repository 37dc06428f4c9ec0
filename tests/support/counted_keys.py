"""A pair of hands that count: every key pressed, each modifier too, as product.md 5.1 counts them."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.typing import unikey_type

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class CountedKeys:
    """Presses keys on whatever has the focus in a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.count = 0

    def press(self, *names: str) -> None:
        """Keys by their Qt names: "F2", "Return", "Ctrl+Return"."""
        for name in names:
            combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]  # the stubs forget it
            modifiers = combination.keyboardModifiers()
            self.count += 1 + sum(bool(modifiers & modifier) for modifier in _MODIFIERS)
            QTest.keyClick(self._target(), combination.key(), modifiers)

    def type(self, stream: str, keys: int | None = None) -> None:
        """Letters as an input method delivers them, "<" for a Backspace it injects. keys: as many as were pressed."""
        self.count += len(stream) if keys is None else keys
        unikey_type(self._target(), stream)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window
