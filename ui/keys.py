"""Puts the table of keys on the windows and calls what was registered for an act. Knows no act itself.

Keys of the number pad are refused: with Alt they write character codes on Windows, and Qt takes Alt+5 there for PHÁT.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

from ui.shortcuts import BINDINGS, BY_ACTION, Action, Binding, Scope

_log = logging.getLogger(__name__)
Slot = Callable[[], object]
_CLICKER = "clicker"
_PAD = Qt.KeyboardModifier.KeypadModifier.value
_OF_THE_PAD = frozenset((*"0123456789-=", "PgUp", "PgDown", "Home", "End", "Up", "Down", "Left", "Right", "Ins", "Del"))
_STROKES = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


class Keys(QObject):
    """The registry of acts: on() says what an act does, keys and buttons and the palette call it by trigger().

    before_act: called before any key acts (a console that is still being made finishes itself).
    triggered: every act that was carried out, after it (the palette learns which are used). clicker_changed: the keys
    of a presenter's clicker act from now on, or no more.
    """

    triggered = Signal(object)
    clicker_changed = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._slots: dict[Action, Slot] = {}
        self._in_parts: dict[Action, tuple[QWidget, Slot]] = {}
        self._windows: list[QWidget] = []
        self._registered: set[QKeyCombination] = set()
        self._is_suspended = False
        self.clicker_is_on = False
        self.before_act: Callable[[], object] = bool
        for binding in BINDINGS:
            if binding.scope is Scope.WINDOW:
                self._registered.update(_combination(key) for key in binding.keys)
        self.serve(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def on(self, action: Action, slot: Slot) -> None:
        """Say what an act does; one part of the console owns each act."""
        if action in self._slots:
            raise ValueError(f"two owners of {action}")
        self._slots[action] = slot

    def on_in(self, part: QWidget, action: Action, slot: Slot) -> None:
        """Say what the act's key does while the focus is in a part: F4 in the queue means the row, not the room.

        Buttons and the palette keep the act's own meaning.
        """
        self._in_parts[action] = (part, slot)

    def press(self, action: Action) -> None:
        """Carry out what a key means where the focus is."""
        if self._is_suspended:
            return
        self.before_act()
        part, slot = self._in_parts.get(action, (None, None))
        focus = QApplication.focusWidget()
        if part is None or slot is None or focus is None or not (part is focus or part.isAncestorOf(focus)):
            self.trigger(action)
            return
        slot()
        self.triggered.emit(action)

    def switch_clicker(self) -> None:
        """Let the bare page keys of a clicker turn the hall's pages, or no more. Off at every start."""
        self.clicker_is_on = not self.clicker_is_on
        combinations = {_combination(key) for binding in BINDINGS for key in binding.clicker_keys}
        if self.clicker_is_on:
            self._registered |= combinations
        else:
            self._registered -= combinations
        for window in self._windows:
            for shortcut in window.findChildren(QShortcut, _CLICKER):
                shortcut.setEnabled(self.clicker_is_on)
        self.clicker_changed.emit(self.clicker_is_on)

    def suspend(self, on: bool) -> None:
        """While the desk is locked no key and no button of the console does anything."""
        self._is_suspended = on

    def has(self, action: Action) -> bool:
        return action in self._slots

    def trigger(self, action: Action) -> None:
        """Carry out an act, from a key, a button or the palette."""
        slot = self._slots.get(action)
        if self._is_suspended:
            return
        if slot is None:
            _log.info("nobody does %s yet", action)
            return
        slot()
        self.triggered.emit(action)

    def serve(self, window: QWidget) -> None:
        """Make the keys that work from any focus work in this window too (papers, a hall in an ordinary window)."""
        self._windows.append(window)
        window.installEventFilter(self)
        window.destroyed.connect(self._forget_windows)
        for binding in BINDINGS:
            if binding.scope is Scope.WINDOW:
                self._bind(binding, window, Qt.ShortcutContext.WindowShortcut)

    def serve_part(self, scope: Scope, part: QWidget) -> None:
        """Make the keys of a scope work while the focus is in this part."""
        for binding in BINDINGS:
            if binding.scope is scope:
                self._bind(binding, part, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() in _STROKES and self._is_button(watched):
            return _press_button(watched, event)
        if event.type() is not QEvent.Type.ShortcutOverride:
            return False
        modifiers = event.modifiers()
        bare = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if QKeyCombination(bare, Qt.Key(event.key())) not in self._registered or not self._is_ours(watched):
            return False
        # Accepted means "typed here, no shortcut". A text box accepts Ctrl+U under X11 (it clears the line there):
        # it is not asked. A key of the number pad is given to the text box and never to an act.
        event.setAccepted(modifiers != bare)
        return True

    def _bind(self, binding: Binding, widget: QWidget, context: Qt.ShortcutContext) -> None:
        for key in (*binding.keys, *binding.clicker_keys):
            shortcut = QShortcut(sequence(key), widget)
            shortcut.setAutoRepeat(binding.repeats)
            shortcut.activated.connect(_Press(self, binding.action, is_function_key(key)))
            bound = [shortcut]
            if binding.scope is Scope.WINDOW and key.rpartition("+")[2] in _OF_THE_PAD:
                # Its twin on the number pad does nothing: while a text box has its menu open nobody asks eventFilter().
                bound.append(QShortcut(_on_number_pad(key), widget))
            for one in bound:
                one.setContext(context)
                if key in binding.clicker_keys:
                    one.setObjectName(_CLICKER)
                    one.setEnabled(self.clicker_is_on)

    def _is_button(self, watched: QObject) -> bool:
        is_box = isinstance(watched, QCheckBox | QRadioButton)
        return isinstance(watched, QAbstractButton) and not is_box and watched.window() is self._windows[0]

    def _is_ours(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() in self._windows

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        # Only the widget in focus is asked whether a key is its own: a filter on the whole application would run
        # Python code for every event of the program.
        if old is not None and old not in self._windows:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def _forget_windows(self, gone: QObject) -> None:
        self._windows = [window for window in self._windows if window is not gone]


class _Press:
    """What one key does: commits the syllable being composed where the key is of the F row, then the act."""

    def __init__(self, keys: Keys, action: Action, commits: bool) -> None:
        self._keys = keys
        self._action = action
        self._commits = commits

    def __call__(self) -> None:
        if self._commits:
            QGuiApplication.inputMethod().commit()
        self._keys.press(self._action)


def _press_button(button: QObject, event: QKeyEvent) -> bool:
    """Enter presses a button of the console. Space does not: whoever types a sentence there must not act by it."""
    assert isinstance(button, QAbstractButton)
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            button.click()
        return True
    return event.key() == Qt.Key.Key_Space


def _combination(key: str) -> QKeyCombination:
    first: QKeyCombination = sequence(key)[0]  # type: ignore[index]  # the stubs forget operator[]
    return first


def sequence(key: str) -> QKeySequence:
    """A key by its Qt name. QKeySequence(key) would read it in the language of the screen, where Enter is Return."""
    return QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)


def _on_number_pad(key: str) -> QKeySequence:
    return QKeySequence(_combination(key).toCombined() | _PAD)


def is_function_key(key: str) -> bool:
    """F1 to F12, also with Shift, and their twins Alt+0 to Alt+9."""
    last = key.rpartition("+")[2]
    return (last[:1] == "F" and last[1:].isdigit()) or (key.startswith("Alt+") and last.isdigit())


def first_key(action: Action) -> str:
    """The key shown on the act's button."""
    return BY_ACTION[action].keys[0]
