"""What two versions of the minutes say differently, sentence by sentence in the order of the later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.blocks import Heading
from app.documents.sentences import Sentence

Lines = Sequence[Heading | Sentence]


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """before empty: a new sentence; after empty: one that is no longer there."""

    key: str
    before: str
    after: str


def changes_between(before: Lines, after: Lines) -> tuple[SentenceChange, ...]:
    """A sentence that only moved (another number before it) is no change. Those that went come last."""
    old, new = _words(before), _words(after)
    changed = [SentenceChange(key, old.get(key, ""), words) for key, words in new.items() if old.get(key, "") != words]
    return (*changed, *(SentenceChange(key, words, "") for key, words in old.items() if key not in new))


def _words(lines: Lines) -> dict[str, str]:
    return {line.key: line.words for line in lines if isinstance(line, Sentence)}
