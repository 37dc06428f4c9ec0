"""How a stage of a question looks: its icon and colour token. The words are in app.labels; none stands alone."""

from __future__ import annotations

from app.domain.question import ON_FLOOR, QuestionState

STATE_ICONS: dict[QuestionState, str] = {
    QuestionState.RECEIVED: "inbox-arrow-down-outline",
    QuestionState.EDITED: "pencil-outline",
    QuestionState.APPROVED: "check",
    QuestionState.RESERVE: "archive-outline",
    QuestionState.WAITING: "timer-sand",
    QuestionState.ASKING: "microphone",
    QuestionState.AWAITING_ANSWER: "comment-question-outline",
    QuestionState.ANSWERING: "account-voice",
    QuestionState.CONCLUDING: "gavel",
    QuestionState.FINISHED: "check-circle",
    QuestionState.NOT_REACHED: "file-document-outline",
    QuestionState.MERGED: "call-merge",
    QuestionState.OFF_TOPIC: "tag-off-outline",
    QuestionState.LEFT_OUT: "cancel",
    QuestionState.WITHDRAWN: "account-off-outline",
}
SIGNAL_LOST_ICON = "wifi-off"
SET_ASIDE = frozenset(
    {
        QuestionState.RESERVE,
        QuestionState.MERGED,
        QuestionState.OFF_TOPIC,
        QuestionState.LEFT_OUT,
        QuestionState.WITHDRAWN,
    }
)
"""Stages in which a question needs no agency and no attention."""


def state_token(state: QuestionState) -> str:
    """The colour of a stage, as the name of a token of theme.Palette."""
    if state in ON_FLOOR:
        return "room"
    if state is QuestionState.AWAITING_ANSWER:
        return "warn"
    return "text3" if state in SET_ASIDE else "text2"
