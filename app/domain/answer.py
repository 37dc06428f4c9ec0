"""Answers in the order they were given, and the texts agencies prepared beforehand."""

from __future__ import annotations

from enum import StrEnum

from app.domain.ids import NEW, AgencyId, AnswerId, PersonId, QuestionId, TopicId
from app.domain.records import dataclass


class AnswerKind(StrEnum):
    """Who answers and why."""

    AGENCY = "agency"
    ADDITION = "addition"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question. The words spoken are a MinutesEntry, so that undo never takes typed text away.

    as_prepared: the respondent answered as in the prepared text.
    """

    id: AnswerId = AnswerId(NEW)
    question_id: QuestionId = QuestionId(NEW)
    position: int = 0
    kind: AnswerKind = AnswerKind.AGENCY
    agency_id: AgencyId | None = None
    respondent_id: PersonId | None = None
    as_prepared: bool = False


@dataclass(frozen=True, slots=True)
class PreparedAnswer:
    """What an agency sent in beforehand, for one question or for a topic."""

    id: int = NEW
    question_id: QuestionId | None = None
    topic_id: TopicId | None = None
    agency_id: AgencyId | None = None
    respondent_id: PersonId | None = None
    text: str = ""
