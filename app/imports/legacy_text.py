"""Text typed in TCVN3 (ABC) or VNI fonts: found by whether its words can be Vietnamese, converted by table.

Nothing is converted by itself: "ã", "õ", "é" are letters of both worlds, so a person has to see and agree.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

import resources
from app.domain.import_preview import Legacy

_WORD = re.compile(r"[^\s!-/:-@\[-`{-~“”‘’–—…\d]+")
_ONSET = "ngh|ng|nh|gh|gi|kh|th|tr|ph|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_RIME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|"
    "ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|"
    "oanh|oao|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|"
    "ơt|u|ua|uân|uâng|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôt|uơ|up|ut|uy|uya|uych|uyên|uyêt|"
    "uyn|uynh|uyt|uyu|ư|ưa|ưc|ưi|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêng|yêt|yêu|iê|uyp|ươ|ap"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RIME})")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_LEAST_WORDS = 2
_LEAST_SHARE = 0.6
_LEAST_GAIN = 0.25
_SAMPLE = 4000
"""Words with marks that are looked at; more says nothing more."""


def find_legacy(texts: Iterable[str]) -> Legacy | None:
    """The font encoding these texts are in together, None if they are ordinary text."""
    words: list[str] = []
    for text in texts:
        if not text.isascii():
            words += [word for word in _WORD.findall(text) if not word.isascii()]
        if len(words) > _SAMPLE:
            break
    if len(words) < _LEAST_WORDS:
        return None
    least = max(_LEAST_SHARE, _share(words) + _LEAST_GAIN)
    if least > 1:  # ordinary text, nearly always
        return None
    shares = {legacy: _share([convert(word, legacy) for word in words]) for legacy in Legacy}
    best = max(Legacy, key=lambda legacy: shares[legacy])
    return best if shares[best] >= least else None


def convert(text: str, legacy: Legacy) -> str:
    """The text in Unicode (NFC); what is not in the table stays. TCVN3 has capitals in a second font: case is lost."""
    if text.isascii():
        return text
    table, pattern = _tables()[legacy]
    return unicodedata.normalize("NFC", pattern.sub(lambda found: table[found[0]], text))


def convert_if_better(text: str, legacy: Legacy) -> str:
    """A cell among others: converted unless it was ordinary text already."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return text
    converted = convert(text, legacy)
    return converted if _share([convert(word, legacy) for word in words]) >= _share(words) else text


def _share(words: list[str]) -> float:
    """Share of words that can be Vietnamese syllables."""
    return sum(_is_syllable(word) for word in words) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    """Tones aside (at most one), an onset and a rime that exist."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare = parts.translate(_TONES)
    if len(parts) - len(bare) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


@cache
def _tables() -> Mapping[Legacy, tuple[Mapping[str, str], re.Pattern[str]]]:
    data = json.loads(resources.path("legacy/vn_legacy_maps.json").read_text(encoding="utf-8"))
    tcvn3 = {code: letter for letter, code in data["tcvn3"].items()}
    vni = {code: letter for letter, code in data["vni_windows_lower"].items()}
    vni |= {code.upper(): letter.upper() for code, letter in list(vni.items()) if code.upper() not in vni}
    vni |= {code[0].upper() + code[1:]: letter.upper() for code, letter in list(vni.items()) if len(code) == 2}
    return {Legacy.TCVN3: (tcvn3, _pattern(tcvn3)), Legacy.VNI: (vni, _pattern(vni))}


def _pattern(table: Mapping[str, str]) -> re.Pattern[str]:
    codes = sorted(table, key=len, reverse=True)
    return re.compile("|".join(re.escape(code) for code in codes))


def vietnamese_share(text: str) -> float:
    """Share of the words with marks that can be Vietnamese, 1 if there are none."""
    words = [word for word in _WORD.findall(text) if not word.isascii()][:_SAMPLE]
    return _share(words) if words else 1.0
