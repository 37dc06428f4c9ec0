"""Keys reach their acts from any focus, once, never from the number pad, never instead of Vietnamese typing."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

import resources
from ui.keys import Keys, is_function_key, sequence
from ui.shortcuts import BINDINGS, Action, Scope

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PAD = Qt.KeyboardModifier.KeypadModifier


class Desk:
    """A window with a line and a text, and what its keys did."""

    def __init__(self, qtbot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.keys = Keys(self.window)
        self.done: list[Action] = []
        body = QWidget()
        column = QVBoxLayout(body)
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        column.addWidget(self.line)
        column.addWidget(self.text)
        self.window.setCentralWidget(body)
        for action in (Action.TAKE, Action.UNDO, Action.APPROVE, Action.PAPERS, Action.CLOCK_EARLIER):
            self.keys.on(action, lambda action=action: self.done.append(action))
        with qtbot.waitActive(self.window):
            self.window.show()
        self.line.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is self.line)


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot)


@pytest.mark.xvfb
@pytest.mark.parametrize("part", ["line", "text"])
@pytest.mark.parametrize(
    ("key", "modifiers", "action"),
    [
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, Action.TAKE),
        (Qt.Key.Key_5, ALT, Action.TAKE),
        (Qt.Key.Key_0, ALT, Action.PAPERS),
        (Qt.Key.Key_U, CONTROL, Action.UNDO),
        (Qt.Key.Key_D, CONTROL, Action.APPROVE),
    ],
)
def test_key_acts_from_inside_a_text_box(desk, qtbot, part, key, modifiers, action) -> None:
    widget = getattr(desk, part)
    widget.setFocus()
    QTest.keyClick(widget, key, modifiers)
    assert desk.done == [action]


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_5, ALT), (Qt.Key.Key_0, ALT), (Qt.Key.Key_Equal, CONTROL)])
@pytest.mark.parametrize("part", ["line", "window"])
def test_key_of_the_number_pad_is_refused(desk, part, key, modifiers) -> None:
    if part == "window":
        desk.line.clearFocus()
    QTest.keyClick(getattr(desk, part), key, modifiers | PAD)
    assert desk.done == []


def test_held_key_acts_once(desk) -> None:
    QTest.keyPress(desk.line, Qt.Key.Key_F5)
    for _ in range(5):
        QApplication.sendEvent(
            desk.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "", True)
        )
    QTest.keyRelease(desk.line, Qt.Key.Key_F5)
    assert desk.done == [Action.TAKE]


class GreedyLine(QLineEdit):
    """Takes every key for an editing key, as Qt's line edit does with Ctrl+U under X11."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_text_box_that_wants_a_registered_key_does_not_get_it(desk, qtbot) -> None:
    greedy = GreedyLine()
    desk.window.centralWidget().layout().addWidget(greedy)
    greedy.show()
    greedy.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is greedy)
    QTest.keyClick(greedy, Qt.Key.Key_U, CONTROL)
    QTest.keyClick(greedy, Qt.Key.Key_5, ALT)
    assert desk.done == [Action.UNDO, Action.TAKE]


def test_other_keys_stay_with_the_text_box(desk) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CONTROL)
    event.ignore()
    desk.line.setText("a")
    QTest.keyClick(desk.line, Qt.Key.Key_B)
    QApplication.sendEvent(desk.line, event)
    assert event.isAccepted()


def test_function_key_commits_the_syllable_being_composed(desk, monkeypatch) -> None:
    order: list[object] = []
    method = QApplication.inputMethod()
    monkeypatch.setattr(type(method), "commit", lambda _: order.append("commit"))
    desk.keys.triggered.connect(order.append)
    QApplication.sendEvent(desk.line, QInputMethodEvent("Nguyê", []))
    QTest.keyClick(desk.line, Qt.Key.Key_F5)
    QTest.keyClick(desk.line, Qt.Key.Key_D, CONTROL)
    assert order == ["commit", Action.TAKE, Action.APPROVE]


def test_an_act_has_one_owner(desk) -> None:
    with pytest.raises(ValueError, match="two owners"):
        desk.keys.on(Action.TAKE, print)


def test_keys_work_in_a_second_window_that_is_served(desk, qtbot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    desk.keys.serve(other)
    other.show()
    with qtbot.waitActive(other):
        other.activateWindow()
    QTest.keyClick(other, Qt.Key.Key_F5)
    assert desk.done == [Action.TAKE]


def test_the_table_keeps_the_rules_of_vietnamese_input() -> None:
    """No bare letter, digit, Space or Backspace; no Ctrl+Shift; no Alt with a letter (product.md 4.3)."""
    for binding in BINDINGS:
        for key in binding.keys:
            parts = key.split("+") if not key.endswith("+") else [key[:-2], "+"]
            last = parts[-1]
            assert not ("Ctrl" in parts and "Shift" in parts), key
            assert last not in {"Space", "Backspace", "F10", "F11"}, key
            if len(parts) == 1:
                assert last in {"Return", "Enter", "Del"} or (last[0] == "F" and last[1:].isdigit()), key
                assert binding.scope is not Scope.WINDOW or last[0] == "F", key
            if "Alt" in parts:
                assert not (len(last) == 1 and last.isalpha()), key


def test_no_key_is_given_twice_in_one_scope() -> None:
    """The start page too has no key that is another act in the console."""
    for scope in Scope:
        found = [
            QKeySequence(key).toString()
            for binding in BINDINGS
            if binding.scope in {scope, Scope.WINDOW}
            for key in binding.keys
        ]
        assert len(found) == len(set(found)), scope


@pytest.mark.parametrize(
    ("key", "expected"),
    [("F5", True), ("Shift+F12", True), ("Alt+5", True), ("Alt+Up", False), ("Ctrl+U", False), ("Ctrl+=", False)],
)
def test_which_keys_are_of_the_f_row(key: str, expected: bool) -> None:
    assert is_function_key(key) is expected


def test_keys_are_read_in_qts_own_language(qapp) -> None:
    """With the Vietnamese words of Qt "Enter" is also the name of Return: Ctrl+Enter was two keys in one, so none."""
    translator = QTranslator()
    assert translator.load(str(resources.path("i18n/qtbase_vi.qm")))
    qapp.installTranslator(translator)
    try:
        for scope in Scope:
            codes = [sequence(key)[0].toCombined() for b in BINDINGS if b.scope is scope for key in b.keys]
            assert len(codes) == len(set(codes)), scope
    finally:
        qapp.removeTranslator(translator)
