"""A question or comment from the hall or a site: its live stage and the moves between stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, PersonId, QuestionId, SiteId, TopicId
from app.domain.records import dataclass


class QuestionState(StrEnum):
    """Live stage, exactly one at any time (domain.md 6.1, axis 1)."""

    RECEIVED = "received"
    EDITED = "edited"
    APPROVED = "approved"
    RESERVE = "reserve"
    WAITING = "waiting"
    ASKING = "asking"
    AWAITING_ANSWER = "awaiting_answer"
    ANSWERING = "answering"
    CONCLUDING = "concluding"
    FINISHED = "finished"
    NOT_REACHED = "not_reached"
    MERGED = "merged"
    OFF_TOPIC = "off_topic"
    LEFT_OUT = "left_out"
    WITHDRAWN = "withdrawn"


ON_FLOOR = frozenset({QuestionState.ASKING, QuestionState.ANSWERING, QuestionState.CONCLUDING})
"""Somebody has the floor on the question and a clock runs."""

PROJECTABLE = ON_FLOOR | {QuestionState.WAITING, QuestionState.AWAITING_ANSWER, QuestionState.FINISHED}
"""From Chờ hỏi on, F5 may show it (product.md B10)."""

UNASKED = frozenset(
    {
        QuestionState.RECEIVED,
        QuestionState.EDITED,
        QuestionState.APPROVED,
        QuestionState.RESERVE,
        QuestionState.WAITING,
    }
)
"""Not asked yet; closing the list sends these to written answer."""

ENDED = frozenset(QuestionState) - UNASKED - ON_FLOOR - {QuestionState.AWAITING_ANSWER}


class QuestionKind(StrEnum):
    """What the asker does, and how a child relates to its parent."""

    QUESTION = "question"
    COMMENT = "comment"
    FOLLOW_UP = "follow_up"
    INTERJECTION = "interjection"


class Channel(StrEnum):
    """How it came in (Article 10.2 of Decree 13/2021, and prior registration)."""

    SPOKEN = "spoken"
    SLIP = "slip"
    ONLINE = "online"
    PORTAL = "portal"
    MEDIA = "media"
    REGISTERED = "registered"


_MOVES: dict[QuestionState, frozenset[QuestionState]] = {
    QuestionState.ASKING: frozenset({QuestionState.WAITING, QuestionState.AWAITING_ANSWER}),
    QuestionState.ANSWERING: frozenset(
        {
            QuestionState.ASKING,
            QuestionState.AWAITING_ANSWER,
            QuestionState.WAITING,
            QuestionState.CONCLUDING,
            QuestionState.FINISHED,
        }
    ),
    QuestionState.CONCLUDING: frozenset({QuestionState.ANSWERING, QuestionState.ASKING, QuestionState.AWAITING_ANSWER}),
    QuestionState.AWAITING_ANSWER: ON_FLOOR,
    QuestionState.FINISHED: ON_FLOOR | {QuestionState.AWAITING_ANSWER},
}


@dataclass(frozen=True, slots=True)
class Question:
    """One turn of opinion ("Câu 07"). Personal data stands with the asker's Person, not here.

    number: the visible number, data of its own, never reused. position: place in the queue, in steps of 1024.
    verbatim: as spoken; short_text: shortened for the screen; gist: 3-8 words of the capture line.
    parent_id: the question this one follows up or interrupts. merged_into_id: where a double went.
    signal_lost_at: the site's line broke; ask again later (a mark beside the state, not a state).
    name_released: a minor's full name may be shown (recorded consent).
    """

    id: QuestionId = QuestionId(NEW)
    number: int = 0
    kind: QuestionKind = QuestionKind.QUESTION
    state: QuestionState = QuestionState.RECEIVED
    position: int = 0
    asker_id: PersonId | None = None
    site_id: SiteId | None = None
    topic_id: TopicId | None = None
    channel: Channel = Channel.SPOKEN
    gist: str = ""
    verbatim: str = ""
    short_text: str = ""
    parent_id: QuestionId | None = None
    merged_into_id: QuestionId | None = None
    state_before: QuestionState | None = None
    turn_group: int = 0
    received_at: datetime | None = None
    signal_lost_at: datetime | None = None
    end_reason: str = ""
    name_released: bool = False

    def moved_to(self, state: QuestionState) -> Question:
        """The question in another live stage, or RuleError(WRONG_STATE) if it cannot go there from here."""
        allowed = _MOVES.get(state)
        if allowed is not None and self.state not in allowed:
            raise RuleError(Rule.WRONG_STATE, number=self.number, state=self.state, wanted=state)
        return replace(self, state=state, signal_lost_at=None if state in ON_FLOOR else self.signal_lost_at)

    def ended_as(self, state: QuestionState, reason: str = "") -> Question:
        """Out of the queue for good (withdrawn, left out, off topic, not reached); refused while it has the floor."""
        if self.state in ON_FLOOR:
            raise RuleError(Rule.LIVE_ITEM, number=self.number)
        return replace(self, state=state, state_before=self.state, end_reason=reason)

    @property
    def screen_text(self) -> str:
        """What the hall may read: the short text, else the words as spoken, else the gist."""
        return self.short_text or self.verbatim or self.gist
