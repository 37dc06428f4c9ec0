"""Texts typed while people speak, and sentences of the minutes that a person has touched."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.ids import NEW
from app.domain.records import dataclass


class Slot(StrEnum):
    """What a typed text is. The subject is a question, answer, agenda item or the conference."""

    VERBATIM = "verbatim"
    SHORT = "short"
    ANSWER = "answer"
    CHAIR = "chair"
    PRIVATE = "private"
    AGENDA = "agenda"
    INTERJECTION = "interjection"
    SENTENCE = "sentence"


QUESTION_SLOTS = frozenset({Slot.VERBATIM, Slot.SHORT})
"""Slots stored in the question row itself; the others are minutes entries."""


@dataclass(frozen=True, slots=True)
class TextKey:
    """Names one editable text; its string form is the key of the typing journal ("answer/12").

    sentence_key: of a SENTENCE, which has no other subject ("sentence/answer/12").
    """

    slot: Slot
    subject_id: int = 0
    sentence_key: str = ""

    def __str__(self) -> str:
        return f"{self.slot.value}/{self.sentence_key or self.subject_id}"

    @classmethod
    def parse(cls, key: str) -> TextKey:
        slot, _, subject = key.partition("/")
        if slot == Slot.SENTENCE:
            return cls(Slot.SENTENCE, sentence_key=subject)
        return cls(Slot(slot), int(subject))


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """A typed text. SENTENCE entries override a generated sentence (sentence_key) and are never overwritten."""

    id: int = NEW
    slot: Slot = Slot.ANSWER
    subject_id: int = 0
    sentence_key: str = ""
    text: str = ""
    written_at: datetime | None = None
