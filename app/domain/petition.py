"""Petitions (1-n demands per question), commitments, and the one way to count questions by how they were answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.domain.due import NO_DUE, Due
from app.domain.facts import Level
from app.domain.ids import NEW, AgencyId, AnswerId, CommitmentId, PetitionId, QuestionId
from app.domain.question import QuestionState
from app.domain.records import dataclass


class ReplyMode(StrEnum):
    """Form of answer, per petition (domain.md 6.1, axis 2)."""

    NONE = "none"
    ORAL = "oral"
    NOTED = "noted"
    PARTLY = "partly"
    WRITTEN = "written"
    TRANSFERRED = "transferred"


ANSWERED_ON_SPOT = frozenset({ReplyMode.ORAL, ReplyMode.NOTED})
"""Part b of Article 11 of Decree 13/2021."""

PASSED_ON = frozenset({ReplyMode.PARTLY, ReplyMode.WRITTEN, ReplyMode.TRANSFERRED})
"""Part c of Article 11 of Decree 13/2021."""


class PetitionResult(StrEnum):
    """What became of it after the conference, per petition (axis 3). Overdue is computed, never stored."""

    NONE = "none"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SETTLED = "settled"
    EXPLAINED = "explained"
    PLANNED = "planned"
    OUT_OF_COMPETENCE = "out_of_competence"


class Competence(StrEnum):
    """The level of government that can settle a petition."""

    PROVINCE = "province"
    COMMUNE = "commune"
    CENTRAL = "central"


def own_competence(level: Level) -> Competence:
    """The level that holds the conference settles what it is asked, until somebody says otherwise."""
    return Competence.COMMUNE if level is Level.COMMUNE else Competence.PROVINCE


@dataclass(frozen=True, slots=True)
class Petition:
    """One demand. text: edited wording for the annex, empty while the question's own words serve."""

    id: PetitionId = PetitionId(NEW)
    question_id: QuestionId = QuestionId(NEW)
    position: int = 0
    text: str = ""
    lead_agency_id: AgencyId | None = None
    reply_mode: ReplyMode = ReplyMode.NONE
    due: Due = NO_DUE
    result: PetitionResult = PetitionResult.NONE
    competence: Competence = Competence.PROVINCE
    result_text: str = ""
    reply_number: str = ""
    replied_on: date | None = None
    asker_informed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PetitionSupport:
    """A supporting agency of a petition."""

    id: int = NEW
    petition_id: PetitionId = PetitionId(NEW)
    agency_id: AgencyId = AgencyId(NEW)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a respondent promised. number: running number inside the question, printed as "ĐT2024-07.2"."""

    id: CommitmentId = CommitmentId(NEW)
    question_id: QuestionId = QuestionId(NEW)
    answer_id: AnswerId | None = None
    number: int = 0
    agency_id: AgencyId | None = None
    text: str = ""
    due: Due = NO_DUE
    result: PetitionResult = PetitionResult.NONE
    result_text: str = ""


class CountedAs(StrEnum):
    """Where a question falls in the reconciliation line (domain.md 6.1)."""

    ON_SPOT = "on_spot"
    WRITTEN = "written"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    LEFT_OUT = "left_out"
    OPEN = "open"


_BY_STATE = {
    QuestionState.MERGED: CountedAs.MERGED,
    QuestionState.WITHDRAWN: CountedAs.WITHDRAWN,
    QuestionState.LEFT_OUT: CountedAs.LEFT_OUT,
}


def count_as(state: QuestionState, modes: Iterable[ReplyMode]) -> CountedAs:
    """The one place a question is counted in; the first rule that applies wins (domain.md 6.1)."""
    if state in _BY_STATE:
        return _BY_STATE[state]
    found = set(modes) or {ReplyMode.NONE}
    if ReplyMode.NONE in found:
        return CountedAs.OPEN
    if found & {ReplyMode.WRITTEN, ReplyMode.PARTLY}:
        return CountedAs.WRITTEN
    if ReplyMode.TRANSFERRED in found:
        return CountedAs.TRANSFERRED
    return CountedAs.ON_SPOT
