"""What F6 does next, in words and as an act. The rules are the commands'; here only the answer a person chose is added.

An answer that was chosen and has not spoken is invited before the chair concludes: several answers, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass

from app import labels
from app.commands import floor
from app.domain.ids import AnswerId, QuestionId
from app.domain.question import ON_FLOOR, UNASKED, Question, QuestionState
from app.queries.floor import AnswerView, CurrentQuestion
from ui.desk import Desk
from ui.operator.floor_pages import answer_words

_CHOOSE = "Chọn câu tiếp theo trong hàng đợi (Ctrl+2), Enter để đưa vào xem trước."


@dataclass(frozen=True, slots=True)
class NextStep:
    """words: for the button. instead: what a person has to do first; empty where F6 does it."""

    words: str
    instead: str = ""
    invites: AnswerId | None = None


def next_step(view: CurrentQuestion | None, answer: AnswerView | None, previewed: Question | None) -> NextStep:
    if view is None or view.question.state not in ON_FLOOR:
        return _take(view, previewed)
    number = labels.question_number(view.question.number).lower()
    if view.question.state is QuestionState.ASKING:
        return NextStep("Mời trả lời", invites=answer.answer.id if answer else None)
    if view.question.state is QuestionState.CONCLUDING:
        return NextStep(f"Kết thúc {number}")
    spoken = {turn.answer_id for turn in view.answering.turns}
    if answer is not None and answer.answer.id not in spoken:
        return NextStep(f"Mời {answer_words(answer)} trả lời", invites=answer.answer.id)
    return NextStep("Sang kết luận")


def _take(view: CurrentQuestion | None, previewed: Question | None) -> NextStep:
    if previewed is None or (view is not None and previewed.id == view.question.id):
        return NextStep("Chọn câu tiếp theo", _CHOOSE)
    number = labels.question_number(previewed.number).lower()
    if previewed.state is QuestionState.WAITING:
        return NextStep(f"Mời hỏi {number}")
    if previewed.state is QuestionState.AWAITING_ANSWER:
        return NextStep(f"Mời trả lời {number}")
    named = labels.question_number(previewed.number)
    if previewed.state in UNASKED:
        return NextStep(f"Duyệt {number} (Ctrl+D)", f"{named} chưa duyệt. Tới câu đó trong hàng đợi, nhấn Ctrl+D.")
    return NextStep(f"{named}: {labels.state_word(previewed.state).lower()}", _CHOOSE)


def carry_out(desk: Desk, view: CurrentQuestion | None, step: NextStep, previewed: Question | None) -> None:
    """F6. A refusal comes as a sentence in the bar."""
    if step.instead:
        desk.said.emit(step.instead)
    elif view is not None and step.invites is not None:
        desk.run(floor.start_answer, view.question.id, step.invites)
    else:
        desk.run(floor.next_step, QuestionId(previewed.id) if previewed else None)
