"""What one text says differently from another, word by word; spaces and line ends alone are no difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.records import dataclass

_WORD = re.compile(r"\S+\s*")
_MOST = 4_000
"""Words of the part that differs: comparing is quadratic, beyond this the part is told as one change."""


class Side(StrEnum):
    """In both texts, only in the first one, only in the second one."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they stand, with the space after them."""

    side: Side
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


def differences(first: str, second: str) -> tuple[Piece, ...]:
    """Both texts in one, in reading order: what is gone stands before what came in its place."""
    old, new = _WORD.findall(first), _WORD.findall(second)
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if _differ(old[place], new[place])), shorter)
    most = shorter - start
    end = next((place for place in range(most) if _differ(old[-1 - place], new[-1 - place])), most)
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    pieces = (Piece(Side.BOTH, "".join(new[:start])), *middle, Piece(Side.BOTH, "".join(new[len(new) - end :])))
    return tuple(piece for piece in pieces if piece.text)


def _differ(one: str, other: str) -> bool:
    return one.rstrip() != other.rstrip()


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) + len(new) > _MOST:
        yield from (Piece(Side.FIRST, "".join(old)), Piece(Side.SECOND, "".join(new)))
        return
    bare_old, bare_new = ([word.rstrip() for word in words] for words in (old, new))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Side.BOTH, "".join(new[j:j_end]))
        else:
            yield Piece(Side.FIRST, "".join(old[i:i_end]))
            yield Piece(Side.SECOND, "".join(new[j:j_end]))
