"""What F6 and Ctrl+F6 do next, in words and as an act. The rules are the commands'; here only the choice is added.

An answer that was chosen and has not spoken is invited before the chair concludes: several answers, in any order.
"""

from __future__ import annotations

from app import labels
from app.commands import floor
from app.domain.errors import Rule, RuleError
from app.domain.ids import AnswerId, QuestionId
from app.domain.question import ENDED, ON_FLOOR, UNASKED, Question, QuestionState
from app.domain.records import dataclass
from app.queries.floor import AnswerView, CurrentQuestion
from ui.desk import Desk
from ui.operator.floor_pages import answer_words

_CHOOSE = "Chọn câu tiếp theo trong hàng đợi (Ctrl+2), Enter để đưa vào xem trước."


@dataclass(frozen=True, slots=True)
class NextStep:
    """words: for the button. instead: what a person has to do first; empty where the key does it.

    takes: the question that gets the floor. invites: an answer of the current question that is spoken now.
    """

    words: str
    instead: str = ""
    takes: QuestionId | None = None
    invites: AnswerId | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """What may follow: the question in preview, and of those asked and not answered yet the first one asked."""

    previewed: Question | None = None
    asked: Question | None = None

    def after(self, current: Question | None) -> Others:
        """Without the question that is on the floor already."""
        if current is None:
            return self
        return Others(*(one if one and one.id != current.id else None for one in (self.previewed, self.asked)))


def next_step(view: CurrentQuestion | None, answer: AnswerView | None, others: Others) -> NextStep:
    """F6."""
    if view is None or view.question.state not in ON_FLOOR:
        return _after(view, answer, others)
    if view.question.state is QuestionState.ASKING:
        return NextStep("Mời trả lời", invites=answer.answer.id if answer else None)
    if view.question.state is QuestionState.CONCLUDING:
        return NextStep(f"Kết thúc {_name(view.question)}")
    if answer is not None and answer.answer.id not in _spoken(view):
        return NextStep(f"Mời {answer_words(answer)} trả lời", invites=answer.answer.id)
    return NextStep("Sang kết luận")


def instead(view: CurrentQuestion | None, others: Others) -> NextStep:
    """Ctrl+F6: who has the floor leaves it and the question waits for its answer; the previewed one is taken."""
    if view is None or view.question.state not in ON_FLOOR:
        return NextStep("", labels.rule(RuleError(Rule.NO_CURRENT_QUESTION)))
    previewed = others.after(view.question).previewed
    if previewed is None or previewed.state in ENDED:
        return NextStep("Để chờ trả lời")
    return _take(previewed)


def _after(view: CurrentQuestion | None, answer: AnswerView | None, others: Others) -> NextStep:
    """Nobody speaks: the previewed question, else the current one where it was cut short, else one asked before."""
    current = view.question if view else None
    others = others.after(current)
    if others.previewed is not None and others.previewed.state not in ENDED:
        return _take(others.previewed)
    if view is not None and view.question.state is QuestionState.AWAITING_ANSWER:
        return _go_on(view, answer)
    if current is not None and current.state is QuestionState.WAITING:
        return _take(current)
    left = others.asked or others.previewed
    return _take(left) if left else NextStep("Mời hỏi: chọn câu", _CHOOSE)


def _go_on(view: CurrentQuestion, answer: AnswerView | None) -> NextStep:
    """The current question was asked, or left in the middle of its answer or conclusion."""
    name = _name(view.question)
    if view.concluding.turns:
        return NextStep(f"Kết luận tiếp {name}", takes=view.question.id)
    if answer is not None and answer.answer.id not in _spoken(view):
        return NextStep(f"Mời trả lời {name}", invites=answer.answer.id)
    return NextStep(f"{'Trả lời tiếp' if view.answering.turns else 'Mời trả lời'} {name}", takes=view.question.id)


def _take(question: Question) -> NextStep:
    name = _name(question)
    if question.state is QuestionState.WAITING:
        return NextStep(f"Mời hỏi {name}", takes=question.id)
    if question.state is QuestionState.AWAITING_ANSWER:
        return NextStep(f"Mời trả lời {name}", takes=question.id)
    named = labels.question_number(question.number)
    if question.state in UNASKED:
        return NextStep(f"Duyệt {name} · Ctrl+D", f"{named} chưa duyệt. Tới câu đó trong hàng đợi, nhấn Ctrl+D.")
    return NextStep(f"{named}: {labels.state_word(question.state).lower()}", _CHOOSE)


def _name(question: Question) -> str:
    return labels.question_number(question.number).lower()


def _spoken(view: CurrentQuestion) -> set[AnswerId | None]:
    return {turn.answer_id for turn in view.answering.turns}


def carry_out(desk: Desk, view: CurrentQuestion | None, step: NextStep) -> None:
    """F6. A refusal comes as a sentence in the bar."""
    if step.instead:
        desk.said.emit(step.instead)
    elif view is not None and step.invites is not None:
        desk.run(floor.start_answer, view.question.id, step.invites)
    else:
        desk.run(floor.next_step, step.takes)


def carry_out_instead(desk: Desk, step: NextStep) -> None:
    """Ctrl+F6."""
    if step.instead:
        desk.said.emit(step.instead)
    else:
        desk.run(floor.take_instead, step.takes)
