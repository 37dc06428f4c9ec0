"""Typing as Vietnamese input methods do it: key events with text, injected Backspaces (Unikey), composed text (IBus).

Never QTest.keyClicks, which sends no letter outside the keyboard's own.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def press(target: QObject, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key without text (Return, Backspace, an arrow …)."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(target, QKeyEvent(kind, key, modifiers))


def type_text(target: QObject, text: str) -> None:
    """Letters as they arrive from a keyboard or from Unikey's packets; a new line is Return."""
    for letter in text:
        if letter == "\n":
            press(target, Qt.Key.Key_Return)
            continue
        code = ord(letter.upper()) if len(letter.upper()) == 1 and ord(letter) < 0x10000 else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(target, event)


def compose_text(target: QObject, syllables: tuple[str, ...]) -> None:
    """Each syllable grows letter by letter as preedit, then is committed (IBus, macOS)."""
    for syllable in syllables:
        for length in range(1, len(syllable) + 1):
            QCoreApplication.sendEvent(target, QInputMethodEvent(syllable[:length], []))
        event = QInputMethodEvent()
        event.setCommitString(syllable)
        QCoreApplication.sendEvent(target, event)


def unikey_type(target: QObject, stream: str) -> None:
    """A stream as Unikey sends it: letters, with "<" for every Backspace it injects (see telex)."""
    for letter in stream:
        if letter == "<":
            press(target, Qt.Key.Key_Backspace)
        else:
            type_text(target, letter)


def telex(word: str) -> str:
    """What Unikey sends while a word is typed in Telex: "Nguyễn" gives "Nguye<ên<<ễn".

    Letters come as typed; the mark is put in when its key is pressed, over Backspaces back to the letter it changes.
    Rewrites from the changed letter to the end, as Unikey does; words of one vowel group.
    """
    shown = ""
    stream = ""
    tone = ""
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        toned = [part for part in parts if part in _TONES]
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in toned))
        bare = "d" if plain == "đ" else "D" if plain == "Đ" else unicodedata.normalize("NFD", plain)[0]
        stream += bare
        if bare != plain:
            stream += "<" + plain
        shown += plain
        tone = toned[0] if toned else tone
    if tone:
        changed = next(i for i, (a, b) in enumerate(zip(shown, word, strict=True)) if a != b)
        stream += "<" * (len(shown) - changed) + word[changed:]
    return stream


def unikey_words(target: QObject, text: str) -> None:
    """A whole sentence through Unikey, word by word."""
    unikey_type(target, " ".join(telex(word) for word in text.split(" ")))
