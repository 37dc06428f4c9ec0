"""Something still missing in what a conference has recorded; what counts as missing is asked in app.queries.gaps."""

from __future__ import annotations

from enum import StrEnum

from app.domain.ids import QuestionId
from app.domain.records import dataclass


class GapKind(StrEnum):
    """What is missing, the most pressing first."""

    NO_AGENCY = "no_agency"
    UNANSWERED = "unanswered"
    NO_RESPONDENT = "no_respondent"
    NO_DUE = "no_due"
    NO_ASKER = "no_asker"
    NO_TEXT = "no_text"
    NO_SITE = "no_site"
    NO_COMMITMENT_DUE = "no_commitment_due"
    REPLY_DUE_PAST = "reply_due_past"
    COMMITMENT_DUE_PAST = "commitment_due_past"
    NO_TASK_LEAD = "no_task_lead"
    TASK_DUE_PAST = "task_due_past"
    COUNTS_DISAGREE = "counts_disagree"
    NO_DAY = "no_day"
    NO_CHAIR = "no_chair"
    NO_SECRETARY = "no_secretary"
    NO_MINUTES_SIGNER = "no_minutes_signer"
    NO_NOTICE_SIGNER = "no_notice_signer"
    NO_RECIPIENTS = "no_recipients"


LIVE_KINDS = frozenset({GapKind.NO_AGENCY, GapKind.UNANSWERED, GapKind.NO_RESPONDENT, GapKind.NO_DUE})
"""To be closed while the people are in the room; the others can wait until the papers are made."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing. question_id None: in the facts of the conference; number: the question's visible number."""

    kind: GapKind
    question_id: QuestionId | None = None
    number: int = 0

    @property
    def is_live(self) -> bool:
        return self.kind in LIVE_KINDS
