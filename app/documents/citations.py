"""Legal texts in the words of one paper: in full at the first mention, kind and number after it (Decree 30, Annex I).

What is left out later stands in the same paper before; a title that differs from the one given is never dropped.
"""

from __future__ import annotations

from dataclasses import field

from app.domain.records import dataclass
from app.domain.text import fold
from app.reading.citations import FoundCitation, citation_name, find_citations, short_form


@dataclass(slots=True)
class Citations:
    """Goes with one paper from its first word to its last. shorten: False leaves all words as they are."""

    shorten: bool = True
    _heads: dict[str, set[str]] = field(default_factory=dict)
    _titles: dict[str, set[str]] = field(default_factory=dict)

    def told(self, text: str) -> str:
        """The words with later mentions shortened; texts first mentioned here are remembered."""
        if not self.shorten:
            return text
        pieces: list[str] = []
        done = 0
        for found in find_citations(text):
            pieces += (text[done : found.start], self._mention(found))
            done = found.end
        return "".join((*pieces, text[done:]))

    def _mention(self, found: FoundCitation) -> str:
        name = citation_name(found)
        head = found.full.removesuffix(found.title)
        heads, titles = self._heads.setdefault(name, set()), self._titles.setdefault(name, set())
        is_known = bool(name) and any(_letters(head) in given for given in heads)
        same_title = not found.title or _letters(found.title) in titles
        heads.add(_letters(head))
        titles.add(_letters(found.title))
        if not is_known:
            return found.full
        return short_form(found) + ("" if same_title else found.title)


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
