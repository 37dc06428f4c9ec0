"""What UniKey, EVKey and OpenKey make of the keys a person presses, in Telex and in VNI: what programs are sent.

When a key changes a letter, everything from that letter on is taken back and sent anew. Written after what they send,
not after their code. EVKey's is closed; its page names a keyboard hook, an IME, a mending of lists of suggestions and
"Unicode tổ hợp" (github.com/lamquangminh/EVKey, docs/_includes/content.html). How a hook does each of these is open in
OpenKey (github.com/tuyenvm/OpenKey, Sources/OpenKey/win32/OpenKey/OpenKey/OpenKey.cpp, f3b8cc3): Ways names them.
"<" stands for a Backspace, as in tests.support.typing.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from itertools import takewhile

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TONES = (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VOWELS = "aeiouy"
FILLER = "\u202f"
"""An empty letter sent before the Backspaces where a list of suggestions might mark what was typed; taken back too."""


class Method(StrEnum):
    """How letters are written by a keyboard that has none of them."""

    TELEX = "telex"
    VNI = "vni"


SELECT = "\ue000"
"""Shift and ←: the letter before is marked, and the first Backspace or letter takes it away."""
PASTE = "\ue001"
"""Around letters that come through the clipboard and Shift+Insert."""


class Way(StrEnum):
    """How a letter that stands there already is changed."""

    BACKSPACES = "backspaces"
    FILLER = "filler"
    """SendEmptyCharacter: U+202F, and a Backspace more."""
    SELECTION = "selection"
    """vFixChromiumBrowser: Shift+← first; where one letter goes there is no Backspace at all."""
    CLIPBOARD = "clipboard"
    """SendNewCharString: the new letters in one piece, pasted."""
    COMPOUND = "compound"
    """Unicode tổ hợp: letter and mark are two, and take two Backspaces."""


def keys_of(text: str, method: Method = Method.TELEX) -> str:
    """What a typist presses for a text: shape after its letter, tone at the end of the word ("Nguyeenx", "d9ie6n5")."""
    return " ".join(_keys_of_word(word, method) for word in unicodedata.normalize("NFC", text).split(" "))


def strokes(keys: str) -> int:
    """How many keys are pressed; a capital takes Shift as well."""
    return len(keys) + sum(key != key.lower() for key in keys)


def shown(keys: str, method: Method = Method.TELEX) -> str:
    """The text that stands there after these keys."""
    return " ".join(_shown_word(word, method) for word in keys.split(" "))


def stream(keys: str, method: Method = Method.TELEX, way: Way = Way.BACKSPACES) -> str:
    """What the program is sent."""
    return " ".join(_stream_of_word(word, method, way) for word in keys.split(" "))


def _stream_of_word(keys: str, method: Method, way: Way) -> str:
    sent, before = "", ""
    for length in range(1, len(keys) + 1):
        after = _shown_word(keys[:length], method)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
        sent += _change(before[same:], after[same:], way)
        before = after
    return sent


def _change(old: str, new: str, way: Way) -> str:
    if way is Way.COMPOUND:
        return "<" * len(_compound(old)) + _compound(new)
    if not old:
        return new
    back = "<" * len(old)
    match way:
        case Way.FILLER:
            return FILLER + "<" + back + new
        case Way.SELECTION:
            # The first Backspace takes what is marked, one letter, as if nothing were marked.
            return SELECT + ("" if len(old) == 1 else back) + new
        case Way.CLIPBOARD:
            return back + PASTE + new + PASTE
        case _:
            return back + new


def _compound(text: str) -> str:
    """Letters with their shape in one piece, the tone behind them."""
    return "".join(plain + tone for tone, plain in map(_taken_apart, text))


def _keys_of_word(word: str, method: Method) -> str:
    keys, tone = "", ""
    for letter in word:
        mark, plain = _taken_apart(letter)
        tone = mark or tone
        base = unicodedata.normalize("NFD", plain)[0]
        if plain in "đĐ":
            keys += ("d" if plain == "đ" else "D") + ("9" if method is Method.VNI else "d")
        elif base == plain:
            keys += plain
        elif keys[-2:].lower() == "uw" and plain.lower() == "ơ" and method is Method.TELEX:
            keys = keys[:-1] + base + "w"  # one w marks both letters
        elif keys[-2:].lower() == "u7" and plain.lower() == "ơ":
            keys = keys[:-1] + base + "7"
        else:
            keys += base + _shape_key(base, unicodedata.normalize("NFD", plain)[1], method)
    return keys + (_tone_keys(method)[_TONES.index(tone)] if tone else "")


def _taken_apart(letter: str) -> tuple[str, str]:
    """Tone and the letter without it."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((part for part in parts if part in _TONES), "")
    return tone, unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))


def _tone_keys(method: Method) -> str:
    return "sfrxj" if method is Method.TELEX else "12345"


def _shape_key(base: str, mark: str, method: Method) -> str:
    if method is Method.TELEX:
        return base.lower() if mark == _CIRCUMFLEX else "w"
    return {_CIRCUMFLEX: "6", _HORN: "7", _BREVE: "8"}[mark]


def _shown_word(keys: str, method: Method) -> str:
    letters: list[str] = []
    tone = ""
    for key in keys:
        if key.lower() in _tone_keys(method) and any(_base(letter) in _VOWELS for letter in letters):
            tone = _TONES[_tone_keys(method).index(key.lower())]
        elif not _reshape(letters, key, method):
            letters.append(key)
    place = _tone_place([_base(letter) for letter in letters], letters) if tone else -1
    if place >= 0:
        letters[place] = unicodedata.normalize("NFC", letters[place] + tone)
    return "".join(letters)


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


def _reshape(letters: list[str], key: str, method: Method) -> bool:
    """Change the letter before by a shape key; False if the key is a letter of its own."""
    if not letters:
        return False
    last, key = letters[-1], key.lower()
    telex = method is Method.TELEX
    if key == ("d" if telex else "9") and last in "dD":  # Dd and DD both give Đ
        letters[-1] = "đ" if last == "d" else "Đ"
        return True
    if (telex and key in "aeo" and last.lower() == key) or (key == "6" and not telex and last.lower() in "aeo"):
        letters[-1] = unicodedata.normalize("NFC", last + _CIRCUMFLEX)
        return True
    if key == ("w" if telex else "8") and last.lower() == "a":
        letters[-1] = unicodedata.normalize("NFC", last + _BREVE)
        return True
    if key == ("w" if telex else "7") and last.lower() in "uo":
        before = "".join(letters[-3:-1]).lower()
        if last.lower() == "o" and before.endswith("u") and before != "qu":
            letters[-2] = unicodedata.normalize("NFC", letters[-2] + _HORN)
        letters[-1] = unicodedata.normalize("NFC", last + _HORN)
        return True
    return False


def _tone_place(bases: list[str], letters: list[str]) -> int:
    """Which letter carries the tone, in the older spelling (hóa, thúy)."""
    start = 0
    if len(bases) > 2 and bases[:2] in (["q", "u"], ["g", "i"]) and bases[2] in _VOWELS:
        start = 2
    vowels = [place for place in range(start, len(bases)) if bases[place] in _VOWELS]
    shaped = [place for place in vowels if letters[place].lower() not in _VOWELS]
    if shaped:
        return shaped[-1]
    if len(vowels) == 2 and vowels[-1] == len(bases) - 1:
        return vowels[0]
    return vowels[1] if len(vowels) == 3 else vowels[-1] if vowels else -1
