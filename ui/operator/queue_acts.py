"""What can be done to a question of the queue, by key or by menu: each act is one command. Shows nothing itself."""

from __future__ import annotations

from app.commands import queue
from app.domain.ids import QuestionId
from app.domain.question import QuestionState
from app.queries.queue import QueueRow
from app.scenes import question_subject
from ui.desk import Desk
from ui.operator.queue_moves import QueueOrder, Step, Target

BROUGHT_BACK = frozenset({QuestionState.WITHDRAWN, QuestionState.LEFT_OUT, QuestionState.OFF_TOPIC})
"""Ways out of the queue that "đưa trở lại" reverses; a merge has its own way back."""


class QueueActs:
    """The commands on one question. Refusals come to the bar through the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, row: QueueRow) -> None:
        self._desk.preview_requested.emit(question_subject(row.id))

    def approve_or_take_back(self, row: QueueRow) -> None:
        """Ctrl+D: what waits to be asked goes back, everything else is approved (or refused in words)."""
        is_waiting = row.question.state is QuestionState.WAITING
        self._desk.run(queue.take_approval_back if is_waiting else queue.approve, row.id)

    def move(self, order: QueueOrder, row: QueueRow, step: Step) -> None:
        target = order.step(row, step)
        if target is not None:
            self._desk.run(queue.move_question, row.id, target.before)

    def drop(self, row: QueueRow, target: Target | None) -> None:
        if target is not None:
            self._desk.run(queue.move_question, row.id, target.before)

    def merge(self, row: QueueRow, into: QuestionId) -> None:
        self._desk.run(queue.merge, row.id, into)

    def unmerge(self, row: QueueRow) -> None:
        self._desk.run(queue.unmerge, row.id)

    def withdraw(self, row: QueueRow) -> None:
        self._desk.run(queue.end_question, row.id, QuestionState.WITHDRAWN)

    def leave_out(self, row: QueueRow, reason: str) -> None:
        self._desk.run(queue.end_question, row.id, QuestionState.LEFT_OUT, reason)

    def off_topic(self, row: QueueRow) -> None:
        self._desk.run(queue.end_question, row.id, QuestionState.OFF_TOPIC)

    def bring_back(self, row: QueueRow) -> None:
        self._desk.run(queue.bring_back, row.id)

    def reserve(self, row: QueueRow) -> None:
        self._desk.run(queue.set_stage, row.id, QuestionState.RESERVE)

    def signal_lost(self, row: QueueRow) -> None:
        self._desk.run(queue.mark_signal_lost, row.id)

    def follow_up(self, row: QueueRow) -> QuestionId | None:
        return self._desk.run(queue.register_follow_up, row.id)
