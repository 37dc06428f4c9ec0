"""How the columns of a list share its width: by what their words need, not by fixed numbers. Knows no widget.

Short words (a number, a telephone, a state) are never cut for a long text beside them; a column in which nothing
stands gives way where words would be cut; long texts share the rest, and may break into a second line.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.records import dataclass

SHORT = 124
_SHORT_BY_ROOM = (224, 168, SHORT)
_SHORT_SHARE = 0.55
"""Lengths at 100 %: what is no longer is not broken into two lines; longer words, as long as these take no more."""
_AT_LEAST = 84
"""What each long column keeps however many short ones there are."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one column wants: its part where all are long; the width of its longest words in one line, and in two.

    head: the width of its title; words: 0 where nothing stands in it.
    """

    share: int
    head: float
    words: float = 0.0
    longest_word: float = 0.0

    @property
    def in_one(self) -> float:
        return max(self.head, self.words)

    def in_two(self, short: float) -> float:
        """A line may end one word before its half."""
        if self.in_one <= short:
            return self.in_one
        return max(self.head, min(self.words, (self.words + self.longest_word) / 2))


def widths(room: float, needs: Sequence[Need]) -> tuple[list[float], int]:
    """Widths that fill a room (0: the column is left out) and the lines a row needs, 1 or 2."""
    if sum(need.in_one for need in needs) <= room:
        return _spread(room, [need.in_one for need in needs], needs), 1
    kept = [need if need.words or place == 0 else Need(0, 0) for place, need in enumerate(needs)]
    if sum(need.in_one for need in kept) <= room:
        return _spread(room, [need.in_one for need in kept], kept), 1
    short = _short_in(room, kept)
    least = [need.in_two(short) for need in kept]
    if sum(least) <= room:
        return _grown(room, least, kept), 2
    return _starved(room, least, kept, short), 2


def _short_in(room: float, needs: Sequence[Need]) -> float:
    """How long words may be to count as short: a name is broken only where the room is scarce."""
    for most in _SHORT_BY_ROOM:
        if sum(need.in_one for need in needs if need.in_one <= most) <= _SHORT_SHARE * room:
            return most
    return SHORT


def _spread(room: float, wide: Sequence[float], needs: Sequence[Need]) -> list[float]:
    """What is left goes to all by their shares."""
    left, shares = room - sum(wide), sum(need.share for need in needs) or 1
    return [each + left * need.share / shares for each, need in zip(wide, needs, strict=True)]


def _grown(room: float, least: Sequence[float], needs: Sequence[Need]) -> list[float]:
    """All words fit in two lines; what is left goes to those that would like one, as far as they would."""
    lacking = [max(need.in_one - each, 0) for each, need in zip(least, needs, strict=True)]
    part = (room - sum(least)) / (sum(lacking) or 1)
    return [each + part * lack for each, lack in zip(least, lacking, strict=True)]


def _starved(room: float, least: Sequence[float], needs: Sequence[Need], short: float) -> list[float]:
    """Short columns keep their words whole, the longer ones share the rest; none gets more than it needs."""
    wide = list(least)
    hungry = [place for place, need in enumerate(needs) if need.in_one > short]
    left = max(room - sum(least) + sum(least[place] for place in hungry), _AT_LEAST * len(hungry))
    while hungry:
        unit = left / (sum(needs[place].share for place in hungry) or 1)
        sated = [place for place in hungry if least[place] <= unit * needs[place].share]
        for place in sated or hungry:
            wide[place] = least[place] if sated else unit * needs[place].share
        left -= sum(wide[place] for place in sated)
        hungry = [place for place in hungry if place not in sated] if sated else []
    squeeze = room / sum(wide)
    return [each * min(squeeze, 1) for each in wide] if squeeze < 1 else _spread(room, wide, needs)
