"""What happened to the turns of a question: where the floor was lost and given back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from app.domain.question import Question, QuestionState
from app.domain.report import ReportPause
from app.domain.speech import Speech, SpeechKind
from db.database import Database

SHORTEST_PAUSE = timedelta(minutes=1)
"""A shorter one is a slip of the keys, not something to be told in minutes."""

Printed = Callable[[datetime | None], datetime | None]
_LEFT = frozenset({QuestionState.WAITING, QuestionState.AWAITING_ANSWER})


def signal_losses(db: Database) -> frozenset[tuple[int, datetime]]:
    """Question and instant of every lost line; the turn it ended has that very instant as its end."""
    sql = (
        "SELECT change.row_id, event.at FROM event JOIN change ON change.event_id = event.id "
        "WHERE event.kind = 'signal_changed' AND change.table_name = 'question'"
    )
    return frozenset((row_id, datetime.fromisoformat(at)) for row_id, at in db.execute(sql).fetchall())


def pauses(
    speeches: Iterable[Speech], question: Question, lost: frozenset[tuple[int, datetime]], printed: Printed
) -> tuple[ReportPause, ...]:
    """Turns that lost the floor, told only where both instants lie on the day of the conference.

    speeches: those of the question that began, in their order.
    """
    turns = [turn for turn in speeches if turn.kind is not SpeechKind.INTERJECTING]
    return tuple(
        pause
        for pause in _pauses(turns, question, lost)
        if printed(pause.at) and (pause.resumed_at is None or printed(pause.resumed_at))
    )


def _pauses(
    turns: Sequence[Speech], question: Question, lost: frozenset[tuple[int, datetime]]
) -> Iterator[ReportPause]:
    for place, turn in enumerate(turns):
        following = turns[place + 1] if place + 1 < len(turns) else None
        if turn.ended_at is None:
            continue
        by_signal = (question.id, turn.ended_at) in lost
        if following is None:
            cut = question.state is QuestionState.AWAITING_ANSWER and turn.kind is not SpeechKind.ASKING
            if question.state in _LEFT and (by_signal or cut):
                yield ReportPause(turn.id, turn.kind, turn.ended_at, None, by_signal)
        elif (
            following.resumes_id == turn.id
            and following.started_at is not None
            and (by_signal or following.started_at - turn.ended_at >= SHORTEST_PAUSE)
        ):
            yield ReportPause(turn.id, turn.kind, turn.ended_at, following.started_at, by_signal)
