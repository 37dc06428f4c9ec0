"""Which agency a question is likely for, by its words and by earlier questions. It suggests and never assigns."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from typing import Generic, TypeVar

import resources
from app.domain.records import dataclass
from app.domain.text import fold
from app.reading.doubles import Doubles

Key = TypeVar("Key", bound=Hashable)

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6
"""Words in the longest keyword that is looked for."""
_HISTORY_SHARE = 4.0
"""What an earlier question of full likeness counts, beside a keyword of one word counting 1."""
_HISTORY_FROM = 0.35
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class AgencySuggestion(Generic[Key]):
    """An agency, how much speaks for it (no unit, more is likelier), and its keywords met, as in its list."""

    key: Key
    weight: float
    keywords: tuple[str, ...] = ()


def suggest_agencies(
    text: str, agencies: Iterable[tuple[Key, str]], history: Iterable[tuple[Key, str]] = ()
) -> tuple[AgencySuggestion[Key], ...]:
    """Rank agencies given with their comma separated keywords, the likeliest first, without those nothing speaks for.

    history: earlier questions with the agency each was given to.
    """
    lists = [(key, _keywords(keywords)) for key, keywords in agencies]
    spread: dict[str, int] = {}
    for _, keywords in lists:
        for keyword in keywords:
            spread[keyword] = spread.get(keyword, 0) + 1
    said, words = _phrases(text), _words_to_match(text)
    past = _from_history(text, history)
    suggestions = []
    for key, keywords in lists:
        met = _widest([folded for folded, written in keywords.items() if _said(folded, written, said, words)])
        weight = sum(_weight(keyword) / spread[keyword] for keyword in met) + past.get(key, 0.0)
        if weight > 0:
            suggestions.append(AgencySuggestion(key, weight, tuple(keywords[keyword] for keyword in met)))
    return tuple(sorted(suggestions, key=lambda suggestion: -suggestion.weight))


def shipped_keywords(agency: str) -> str:
    """The comma separated keywords shipped for an agency of this name or another spelling of it; empty if unknown.

    Its place may stand behind the name: "Sở Nội vụ tỉnh Sơn La".
    """
    name = f"{fold(agency)} "
    known = max((one for one in _shipped() if name.startswith(f"{one} ")), key=len, default="")
    return _shipped().get(known, "")


def prepare() -> None:
    """Read the shipped words now: the first field that wants them need not wait for the file."""
    _shipped()


def _keywords(words: str) -> Mapping[str, str]:
    """Folded keyword -> as written."""
    return {" ".join(_WORD.findall(fold(word))): word.strip() for word in words.split(",") if word.strip()}


def _phrases(text: str) -> frozenset[str]:
    """All rows of up to _LONGEST neighbouring words, folded."""
    words = _WORD.findall(fold(text))
    return frozenset(
        " ".join(words[start : start + length]) for length in range(1, _LONGEST + 1) for start in range(len(words))
    )


def _words_to_match(text: str) -> frozenset[str]:
    """The single words of the text with their marks."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    return frozenset(_WORD.findall(lowered))


def _said(folded: str, written: str, said: frozenset[str], words: frozenset[str]) -> bool:
    """Several words match without marks; one word alone says too little without them ("chợ", "cho")."""
    if " " in folded:
        return folded in said
    return unicodedata.normalize("NFC", written).casefold() in words


def _widest(met: list[str]) -> list[str]:
    """Without those that are part of a longer one: "lừa đảo" counts, "lừa" within it does not again."""
    return [word for word in met if not any(word != other and f" {word} " in f" {other} " for other in met)]


def _weight(keyword: str) -> float:
    """Several words say more: one counts 1, two 2.5, three and more 4."""
    return (1.0, 2.5, 4.0)[min(keyword.count(" "), 2)]


def _from_history(text: str, history: Iterable[tuple[Key, str]]) -> dict[Key, float]:
    past = list(history)
    weights: dict[Key, float] = {}
    if past:
        for near in Doubles((place, question) for place, (_, question) in enumerate(past)).rank(text, _NEAREST):
            if near.likeness >= _HISTORY_FROM:
                key = past[near.key][0]
                weights[key] = weights.get(key, 0.0) + _HISTORY_SHARE * near.likeness
    return weights


@cache
def _shipped() -> Mapping[str, str]:
    data = tomllib.loads(resources.path("templates/agency_keywords.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for agency in data["agency"]:
        words = ", ".join(dict.fromkeys(word for field in agency["fields"] for word in data["fields"][field]))
        for name in (agency["name"], *agency.get("aliases", ())):
            found[fold(name)] = words
    return found
