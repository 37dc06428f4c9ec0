"""What two versions of the minutes say differently, sentence by sentence in the order of the later one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.documents.blocks import Heading
from app.documents.sentences import Sentence
from app.domain.records import dataclass

Lines = Sequence[Heading | Sentence]


class ChangeKind(StrEnum):
    """What happened to a sentence between two versions."""

    ADDED = "added"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """before empty: a new sentence; after empty: one that is no longer there."""

    key: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """How it reads now; of one that went, how it read."""
        return self.after or self.before

    @property
    def kind(self) -> ChangeKind:
        if not self.before:
            return ChangeKind.ADDED
        return ChangeKind.REWORDED if self.after else ChangeKind.REMOVED


def changes_between(before: Lines, after: Lines) -> tuple[SentenceChange, ...]:
    """A sentence that only moved (another number before it) is no change. Those that are printed no more come last."""
    old, new = _words(before), _words(after)
    changed = [SentenceChange(key, old.get(key, ""), words) for key, words in new.items() if old.get(key, "") != words]
    return (*changed, *(SentenceChange(key, words, "") for key, words in old.items() if key not in new))


def _words(lines: Lines) -> dict[str, str]:
    return {line.key: line.words for line in lines if isinstance(line, Sentence) and not line.is_homeless}
