"""Questions that may ask for the same: the likeliest first. It only suggests; merging is a person's act."""

from __future__ import annotations

import heapq
import itertools
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from math import log, sqrt
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from app.domain.records import dataclass
from app.domain.text import fold

Key = TypeVar("Key", bound=Hashable)

_WORD = re.compile(r"[^\W_]+")
_FREQUENT_WORDS = (
    "em chung toi minh ban cac chi anh ong ba da thua a nhe xin hoi de nghi mong co khong ko k thi la va cua cho o tai"
    " voi duoc bi nhu the nao bao gio khi nhung mot nay do kia rat qua lam sao vi gi ai dau den tu ve trong ngoai"
    " tinh ta xa huyen ban thanh nien nguoi can phai se dang van chua nen ma con cung ra vao len xuong hay hoac thay"
    " cach giai phap chinh sach"
)
_FREQUENT = frozenset(_FREQUENT_WORDS.split())
"""Folded words of every question; they count little even while the list is too short to show it."""
_SAME = {
    "htx": "hop tac xa",
    "cccd": "can cuoc",
    "cmnd": "can cuoc",
    "bhyt": "bao hiem y te",
    "bhxh": "bao hiem xa hoi",
    "nvqs": "nghia vu quan su",
    "xkld": "xuat khau lao dong",
    "ktx": "ky tuc xa",
    "gv": "giao vien",
    "hs": "hoc sinh",
    "sv": "sinh vien",
    "dtts": "dan toc thieu so",
    "cntt": "cong nghe thong tin",
    "tmdt": "thuong mai dien tu",
    "fb": "mang xa hoi",
    "facebook": "mang xa hoi",
    "tiktok": "mang xa hoi",
    "zalo": "mang xa hoi",
    "youtube": "mang xa hoi",
    "shopee": "san thuong mai dien tu",
    "lazada": "san thuong mai dien tu",
    "tiki": "san thuong mai dien tu",
    "voso": "san thuong mai dien tu",
    "postmart": "san thuong mai dien tu",
    "online": "tren mang",
    "internet": "mang",
    "wifi": "mang",
}
"""Abbreviations and names of services, and what official wording calls them."""
_FREQUENT_SHARE = 0.15
_PAIR_SHARE = 1.6
"""Two words in a row weigh more than their sum: most Vietnamese words have two syllables."""
_FUZZY_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Double(Generic[Key]):
    """A question of the pool and how alike it is, 0 to 1."""

    key: Key
    likeness: float


class Doubles(Generic[Key]):
    """A pool of questions prepared for being compared with; cheap to ask, built anew when the pool changes."""

    def __init__(self, pool: Iterable[tuple[Key, str]]) -> None:
        self._keys: list[Key] = []
        self._texts: list[str] = []
        for key, text in pool:
            self._keys.append(key)
            self._texts.append(fold(text))
        counts = [_terms(text) for text in self._texts]
        self._seen = Counter(term for terms in counts for term in terms)
        self._places: dict[str, list[tuple[int, float]]] = {}
        for place, terms in enumerate(counts):
            for term, weight in self._weighted(terms).items():
                self._places.setdefault(term, []).append((place, weight))

    def rank(self, text: str, limit: int = 3, *, leaving_out: Hashable = None) -> tuple[Double[Key], ...]:
        """The questions most alike, best first, at most limit; leaving_out is the key of the text itself."""
        folded = fold(text)
        scores = [0.0] * len(self._keys)
        for term, weight in self._weighted(_terms(folded)).items():
            for place, other in self._places.get(term, ()):
                scores[place] += weight * other
        fuzzy = [fuzz.token_set_ratio(folded, other) for other in self._texts]
        alike = [
            Double(key, (1 - _FUZZY_SHARE) * min(score, 1.0) + _FUZZY_SHARE * float(ratio) / 100)
            for key, score, ratio in zip(self._keys, scores, fuzzy, strict=True)
            if score > 0 and key != leaving_out
        ]
        alike.sort(key=lambda double: -double.likeness)
        return tuple(alike[:limit])

    def _weighted(self, terms: Counter[str]) -> dict[str, float]:
        """Rare terms weigh more; the whole has length 1, so that long questions gain nothing."""
        weights = {term: _share(term) * log(1 + len(self._keys) / (1 + self._seen[term])) for term in terms}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}


def nearest(text: str, pool: Mapping[Key, str], most: int) -> Mapping[Key, str]:
    """Of a large pool the texts that share the most telling words with one: a Doubles of all would take too long."""
    if len(pool) <= most:
        return pool
    words = set(_WORD.findall(fold(text)))
    words = words.union(*(_SAME.get(word, "").split() for word in words)) - _FREQUENT
    folded = {key: fold(other) for key, other in pool.items()}
    scores = dict.fromkeys(pool, 0.0)
    for word in words:
        having = [key for key, other in folded.items() if word in other]
        for key in having:
            scores[key] += log(1 + len(pool) / (1 + len(having)))
    return {key: pool[key] for key in heapq.nlargest(most, pool, key=scores.__getitem__)}


def _terms(folded: str) -> Counter[str]:
    """Words and pairs of neighbours."""
    found = " ".join(_SAME.get(word, word) for word in _WORD.findall(folded)).split()
    return Counter(found + [f"{one} {two}" for one, two in itertools.pairwise(found)])


def _share(term: str) -> float:
    one, _, two = term.partition(" ")
    frequent = (one in _FREQUENT) + (two in _FREQUENT if two else 0)
    if not two:
        return _FREQUENT_SHARE if frequent else 1.0
    return _PAIR_SHARE * (1.0, 0.4, _FREQUENT_SHARE)[frequent]
