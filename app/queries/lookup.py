"""Finding a name by a few keys: without accents, by initials, by parts of words. Pure; knows no database and no widget.

Candidates are folded once by prepare(); rank() is then asked at every key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.domain.records import dataclass
from app.domain.text import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_JOINING = frozenset({"va", "cua", "cac", "ve"})
"""Words that people leave out when they abbreviate ("Sở GDĐT")."""
_TELEX = {"̀": "f", "́": "s", "̉": "r", "̃": "x", "̣": "j", "̆": "w", "̛": "w"}


@dataclass(frozen=True, slots=True)
class _Name:
    """One spelling: as written in lower case, folded, its folded words, its initials with and without joining words."""

    written: str
    folded: str
    words: tuple[str, ...]
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be chosen. text: what the field shows; detail: what tells it from its namesakes."""

    id: int
    text: str
    detail: str
    names: tuple[_Name, ...]
    detail_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """is_whole: the query is the candidate's whole name, with its marks if any were typed."""

    candidate: Candidate
    score: tuple[int, ...]
    is_whole: bool


def prepare(row_id: int, text: str, detail: str = "", aliases: Iterable[str] = ()) -> Candidate:
    """Fold a candidate once."""
    names = tuple(_name(spelling) for spelling in dict.fromkeys((text, *aliases)) if spelling.strip())
    return Candidate(row_id, text, detail, names, tuple(_WORD.findall(fold(detail))))


@lru_cache(maxsize=4096)
def _name(spelling: str) -> _Name:
    folded = _plain(fold(spelling))
    words = tuple(folded.split())
    short = "".join(word[0] for word in words if word not in _JOINING)
    return _Name(spelling.casefold(), folded, words, tuple(dict.fromkeys(("".join(w[0] for w in words), short))))


def rank(query: str, candidates: Sequence[Candidate], limit: int = 8) -> tuple[Hit, ...]:
    """The best candidates first; equal ones stay in the order given. An empty query gives the first ones."""
    written = " ".join(unicodedata.normalize("NFC", query).casefold().split())
    spellings = tuple(dict.fromkeys((_plain(fold(written)), _plain(telex_keys(written)))))
    if not spellings[0]:
        return tuple(Hit(candidate, (), False) for candidate in candidates[:limit])
    hits: list[Hit] = []
    for candidate in candidates:
        hit = _best(written, spellings, candidate)
        if hit is not None:
            hits.append(hit)
    hits.sort(key=lambda hit: hit.score)
    return tuple(hits[:limit])


def taken_by_enter(query: str, hits: Sequence[Hit], only_listed: bool = False) -> Hit | None:
    """Which hit Enter takes without anybody having moved to it; None: what was typed is kept as given.

    Taken: a whole name; short-hand (one word without capitals, as nobody writes a name); and any hit at all where the
    field wants something from the list. A new name is thus never exchanged for one that merely resembles it.
    """
    words = query.split()
    if not words or not hits:
        return None
    is_shorthand = len(words) == 1 and words[0] == words[0].lower()
    return hits[0] if only_listed or is_shorthand or hits[0].is_whole else None


def named_first(text: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate whose name a text begins with, the longest such name; one word alone is no name."""
    written = f"{_plain(fold(text))} "
    found = [
        (len(name.folded), c)
        for c in candidates
        for name in c.names
        if len(name.words) > 1 and written.startswith(f"{name.folded} ")
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def telex_keys(text: str) -> str:
    """The keys pressed for a text: Telex turns the initials "las" into "lá" and "sgddt" into "sgđt"."""
    keys: list[str] = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        keys.append("dd" if char == "đ" else parts[0])
        keys.extend(parts[0] if mark == "̂" else _TELEX.get(mark, "") for mark in parts[1:])
    return "".join(keys)


def _best(written: str, spellings: Sequence[str], candidate: Candidate) -> Hit | None:
    best: tuple[int, ...] | None = None
    whole = False
    for place, name in enumerate(candidate.names):
        for spelling in spellings:
            score = _score(spelling, name, candidate.detail_words)
            if score is None:
                continue
            marks = 0 if _same_marks(written, name) else 1
            found = (score[0], marks, score[1], place, len(name.words))
            if best is None or found < best:
                best = found
        is_bare = fold(written) == written
        whole = whole or (spellings[0] == name.folded and (is_bare or written == name.written))
    return Hit(candidate, best, whole) if best is not None else None


def _plain(folded: str) -> str:
    """Letters and digits only: "so gd&dt" becomes "so gddt"."""
    return " ".join("".join(_WORD.findall(word)) for word in folded.split()).strip()


def _same_marks(written: str, name: _Name) -> bool:
    words = name.written.split()
    return all(any(word.startswith(part) for word in words) for part in written.split())


def _score(query: str, name: _Name, detail: Sequence[str]) -> tuple[int, int] | None:
    """Kind of match (smaller is surer) and how much of the name was passed over; None where nothing fits."""
    if query == name.folded:
        return 0, 0
    if query in name.initials:
        return 1, 0
    if name.folded.startswith(query):
        return 2, 0
    if any(initials.startswith(query) for initials in name.initials):
        return 3, 0
    return _score_of_words(query.split(), name, detail) if " " in query else _score_of_word(query, name)


def _score_of_word(query: str, name: _Name) -> tuple[int, int] | None:
    if name.words and name.words[-1].startswith(query):
        return 4, int(name.words[-1] != query)
    if any(word.startswith(query) for word in name.words):
        return 5, 0
    if any(query in initials for initials in name.initials):
        return 6, 0
    skipped = _glued(query, name.words)
    if skipped is not None:
        return 7, skipped
    return (8, 0) if len(query) > 2 and query in name.folded else None


def _score_of_words(parts: Sequence[str], name: _Name, detail: Sequence[str]) -> tuple[int, int] | None:
    skipped = _in_order(parts, name.words)
    if skipped is not None:
        return 5, skipped
    skipped = _glued("".join(parts), name.words)
    return (7, skipped) if skipped is not None else _with_detail(parts, name, detail)


def _in_order(parts: Sequence[str], words: Sequence[str]) -> int | None:
    """Every part begins a word, in this order: number of words passed over."""
    place = 0
    for part in parts:
        while place < len(words) and not words[place].startswith(part):
            place += 1
        if place == len(words):
            return None
        place += 1
    return len(words) - len(parts)


def _glued(query: str, words: Sequence[str]) -> int | None:
    """The query is beginnings of words written together ("lvphu", "sogd"): number of words passed over."""
    if not query:
        return len(words)
    for place, word in enumerate(words):
        if not word.startswith(query[0]):
            continue
        longest = next((n for n in range(len(query), 0, -1) if word.startswith(query[:n])), 0)
        for taken in range(longest, 0, -1):
            rest = _glued(query[taken:], words[place + 1 :])
            if rest is not None:
                return place + rest
    return None


def _with_detail(parts: Sequence[str], name: _Name, detail: Sequence[str]) -> tuple[int, int] | None:
    """The first part names, the others tell namesakes apart by what stands in the detail ("nvt to hieu")."""
    first = _score(parts[0], name, ())
    if first is None or not all(any(word.startswith(part) for word in detail) for part in parts[1:]):
        return None
    return 5, first[0]
