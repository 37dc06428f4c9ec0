"""Names as people write them -> rows of the lists: agencies by every spelling, people by name and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from app.domain.text import fold
from app.queries.known import Known
from app.queries.lists import AgencyView, PersonView
from app.reading import agency_lists

T = TypeVar("T")
MOST_NEAREST = 3
_LEAST_LIKE = 62.0
_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"va", "cua"})
_LONG = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mttq viet nam", "mttq"),
    ("uy ban mttq", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("thanh nien cong san ho chi minh", "tncs hcm"),
    ("tncs ho chi minh", "tncs hcm"),
    ("thuong binh", "tb"),
    ("xa hoi", "xh"),
)
_BEFORE = re.compile(
    r"^(?:(?:dai dien|lanh dao|dong chi|thu truong|giam doc|pho giam doc|chu tich|moi) )+"
    r"(?=(?:so|ban|van phong|cong an|tinh doan|ubnd|mttq|bo chi huy|hoi|dai|bao|truong|doan)\b)"
)


def agency_key(text: str) -> str:
    """How names of agencies are compared: folded words without "và", usual long forms shortened, titles dropped."""
    words = " ".join(word for word in _WORD.findall(fold(text)) if word not in _JOINING)
    for long, short in _LONG:
        words = re.sub(rf"\b{long}\b", short, words)
    return _BEFORE.sub("", words)


class Agencies:
    """The agencies of a conference, found by any spelling known to it or shipped with the program."""

    def __init__(self, known: Known) -> None:
        self._tail = re.compile(rf"(?: viet nam)?(?: tinh)?(?: {re.escape(agency_key(known.province) or 'tinh')})?$")
        self._by_key: dict[str, int] = {}
        self._asked: dict[str, int | None] = {}
        self._names: dict[str, int] = {}
        for view in known.agencies:
            for spelling in _spellings(view):
                self._learn(spelling, view.agency.id)
        for group in agency_lists.spellings():
            owner = next((self.find(spelling) for spelling in group if self.find(spelling)), None)
            if owner is not None:
                for spelling in group:
                    self._learn(spelling, owner)

    def find(self, text: str) -> int | None:
        """The agency of this name, short name, code or other spelling; with or without the province behind it."""
        if text not in self._asked:
            key = agency_key(text)
            self._asked[text] = self._by_key.get(key) or self._by_key.get(self._bare(key)) if key else None
        return self._asked[text]

    def nearest(self, text: str) -> tuple[int, ...]:
        """Agencies whose names resemble it, the likeliest first; never taken by themselves."""
        found = process.extract(
            agency_key(text), list(self._names), scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST_LIKE, limit=9
        )
        return tuple(dict.fromkeys(self._names[name] for name, _, _ in found))[:MOST_NEAREST]

    def _learn(self, spelling: str, agency_id: int) -> None:
        self._asked.clear()
        key = agency_key(spelling)
        if key:
            self._by_key.setdefault(key, agency_id)
            self._by_key.setdefault(self._bare(key), agency_id)
            self._names.setdefault(key, agency_id)

    def _bare(self, key: str) -> str:
        return self._tail.sub("", key) or key


class People:
    """People by folded name; namesakes are told apart by unit, and never guessed."""

    def __init__(self, known: Known) -> None:
        self._by_name: dict[str, list[PersonView]] = {}
        for view in known.people:
            self._by_name.setdefault(fold(view.person.name), []).append(view)

    def find(self, name: str, unit: str) -> PersonView | None:
        """The one of this name whose unit is the same, or not known on one side."""
        found = self._by_name.get(fold(name), [])
        same = [view for view in found if fold(view.person.unit) == fold(unit)]
        if same:
            return next((view for view in same if view.person.on_roster), same[0])
        open_ones = [view for view in found if not unit or not view.person.unit]
        return open_ones[0] if len(open_ones) == 1 else None


def by_name(rows: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Folded name -> row, the first of equals."""
    found: dict[str, T] = {}
    for name, row in rows:
        found.setdefault(plain(name), row)
    return found


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Folded words only; the same few sites and topics stand in ten thousand rows."""
    return " ".join(_WORD.findall(fold(text)))


def word_of(text: str, words: Mapping[str, T]) -> T | None:
    """A value by its Vietnamese word, also where only a part of it was written."""
    key = plain(text)
    if key in words:
        return words[key]
    near = [value for word, value in words.items() if key and (word.startswith(key) or key.startswith(word))]
    return near[0] if near else None


def _spellings(view: AgencyView) -> Sequence[str]:
    agency = view.agency
    return (agency.name, agency.short_name, agency.code, *view.aliases)
