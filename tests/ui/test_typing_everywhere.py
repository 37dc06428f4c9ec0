"""Vietnamese typing into every text input of the program: what stands there is what was meant, nothing else happens.

UniKey, EVKey and OpenKey (Telex, VNI; Backspaces, filler letter, selection, clipboard, compound letters), IBus, and the
decomposed letters of the Windows keyboard; at the end and in the middle of a word; with a change and a flush meanwhile.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.changes import Changes, EventKind, Table
from app.domain.ids import EventId
from app.domain.text import nfc
from tests.support.day_player import DayPlayer, opened
from tests.support.input_methods import PASTE, SELECT, Method, Way, keys_of, stream
from tests.support.input_walk import TextInput, inputs, modules_of, places, text_of

ROOT = Path(__file__).parents[2]
_MAKES_INPUT = re.compile(r"\b(?:QLineEdit|QTextEdit|QPlainTextEdit)\(")
NO_WORDS = {
    "ui.operator.desk_lock": "a secret, shown as dots",
    "ui.operator.password_overlay": "a secret, shown as dots",
    "ui.operator.closing_view": "read only",
    "ui.widgets.prepared_text": "read only",
    "ui.dialogs.print_bar": "shown once a paper is made",
    "ui.preflight.window": "asks for one fixed sentence; has tests of its own",
}
EVERYTHING = Changes(EventId(0), EventKind.LIST_CHANGED, frozenset((table, 1) for table in Table))


class Typist:
    """Types into what has the focus, as the input methods of tests.support.typing do, but past the shortcuts."""

    def __init__(self, day: DayPlayer, widget: TextInput, name: str) -> None:
        self.day, self.widget, self.name = day, widget, name
        self.acts: list[object] = []
        day.console.keys.triggered.connect(self.acts.append)
        widget.setFocus()
        assert self.has_focus(), f"{name}: no focus"

    def has_focus(self) -> bool:
        return QApplication.focusWidget() is self.widget

    def send(self, letters: str) -> None:
        """Tokens of tests.support.input_methods."""
        typed, *rest = letters.split(PASTE, 2)
        self._keys(typed)
        if rest:
            QApplication.clipboard().setText(rest[0])
            self._strike(Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
            self.send(rest[1])

    def _strike(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        for is_press in (True, False):
            QTest.simulateEvent(self.widget, is_press, key, modifiers, "", False)

    def _keys(self, letters: str) -> None:
        for letter in letters:
            if letter == SELECT:
                self._strike(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
                continue
            key, text = (Qt.Key.Key_Backspace, "\b") if letter == "<" else (_key_of(letter), letter)
            for is_press in (True, False):
                QTest.simulateEvent(self.widget, is_press, key, Qt.KeyboardModifier.NoModifier, text, False)

    def compose(self, syllable: str, disturbed: bool) -> None:
        for length in range(1, len(syllable) + 1):
            QCoreApplication.sendEvent(self.widget, QInputMethodEvent(syllable[:length], []))
            if disturbed and length == len(syllable) // 2:
                self.day.console._desk._publish(EVERYTHING)
                self.day.console._desk.before_command.emit()
        event = QInputMethodEvent()
        event.setCommitString(syllable)
        QCoreApplication.sendEvent(self.widget, event)

    def caret(self, place: int) -> None:
        if isinstance(self.widget, QLineEdit):
            self.widget.setCursorPosition(place)
            return
        cursor = self.widget.textCursor()
        cursor.setPosition(place)
        self.widget.setTextCursor(cursor)

    def expect(self, wanted: str, how: str) -> None:
        assert nfc(text_of(self.widget)) == wanted, f"{self.name}, {how}: {text_of(self.widget)!r}, not {wanted!r}"
        assert self.has_focus(), f"{self.name}, {how}: the focus went to {QApplication.focusWidget()}"
        assert not self.acts, f"{self.name}, {how}: fired {self.acts}"

    def leave(self) -> None:
        self.day.console.keys.triggered.disconnect(self.acts.append)


def _key_of(letter: str) -> int:
    return ord(letter.upper()) if letter.isascii() else Qt.Key.Key_unknown


def type_in_haste(typist: Typist) -> None:
    """Telex at the end, VNI in the middle of the word, and a letter with its tone behind it."""
    typist.widget.clear()
    typist.send(stream(keys_of("Nguyễn")))
    typist.expect("Nguyễn", "Telex")
    typist.caret(3)
    typist.send(stream(keys_of("đợi", Method.VNI), Method.VNI))
    typist.expect("Nguđợiyễn", "VNI inside a word")
    typist.send(unicodedata.normalize("NFD", "ề"))
    typist.expect("Nguđợiềyễn", "decomposed letters")


def type_all_ways(typist: Typist) -> None:
    """What each input of a kind is asked once: words, the filler, IBus, a change and a flush in mid-syllable."""
    type_in_haste(typist)
    typist.widget.clear()
    for way in Way:
        typist.widget.clear()
        typist.send(stream(keys_of("Ý kiến", Method.VNI), Method.VNI, way))
        typist.expect("Ý kiến", f"VNI, {way}")
        typist.caret(len(text_of(typist.widget)) - (3 if way is Way.COMPOUND else 2))
        typist.send(stream(keys_of("quở"), Method.TELEX, way))
        typist.expect("Ý kiquởến", f"Telex inside a word, {way}")
    typist.widget.clear()
    typist.compose("khuya", disturbed=False)
    typist.compose("Thúy", disturbed=True)
    typist.expect("khuyaThúy", "IBus, disturbed")
    typist.caret(2)
    typist.compose("ượ", disturbed=True)
    typist.expect("khượuyaThúy", "IBus inside a word, disturbed")


@pytest.fixture
def day(qapp, tmp_path: Path) -> Generator[DayPlayer]:
    with opened(tmp_path) as made:
        yield made


@pytest.mark.slow
def test_every_text_input_takes_what_was_meant(day: DayPlayer) -> None:
    met: set[str] = set()
    wrong: list[str] = []
    kinds: set[tuple[type, type]] = set()
    count = 0
    for place, show in places(day).items():
        window = show()
        QTest.qWait(1)
        found = list(inputs(window))
        assert found, f"{place}: no input"
        for widget in found:
            if not widget.isVisible() or not widget.isEnabled():
                continue
            typist = Typist(day, widget, f"{place}: {widget.accessibleName()}")
            kind = (type(widget), type(window))
            try:
                type_in_haste(typist) if kind in kinds else type_all_ways(typist)
            except AssertionError as error:
                wrong.append(str(error).split("\n", 1)[0])
            typist.leave()
            widget.clear()
            met |= modules_of(widget)
            kinds.add(kind)
            count += 1
        for _ in range(3):
            day.keys.press("Escape")
    assert wrong == []
    makers = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in (ROOT / "ui").rglob("*.py")
        if "demo" not in file.parts and _MAKES_INPUT.search(file.read_text("utf-8"))
    }
    assert makers - met - NO_WORDS.keys() == set()
    assert count > 150


def test_nothing_decomposed_is_stored(day: DayPlayer) -> None:
    """What is stored of all that typing, and a question asked in decomposed letters."""
    db = day.db
    before = len(day.rows())
    day.keys.press("F2")
    slot = QApplication.focusWidget()
    for letter in unicodedata.normalize("NFD", "Nguyễn Thị Thúy"):
        QTest.simulateEvent(slot, True, _key_of(letter), Qt.KeyboardModifier.NoModifier, letter, False)
    day.keys.press("Ctrl+Return")
    assert len(day.rows()) == before + 1
    assert day.rows()[-1].asker == "Nguyễn Thị Thúy"
    for table in Table:
        for row in db.execute(f"SELECT * FROM {table.value}").fetchall():
            for value in row:
                assert not isinstance(value, str) or unicodedata.is_normalized("NFC", value), (table, row)
