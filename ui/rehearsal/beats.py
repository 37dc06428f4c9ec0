"""A script as the room plays it: who speaks, word for word, what goes wrong, and what the secretary has to do then."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from app import labels
from app.conference import Database
from app.domain.facts import Mode
from app.domain.question import QuestionState
from app.domain.records import dataclass
from app.domain.roster import Role
from app.queries import desk, lists
from ui.demo.script import (
    AddRows,
    Approve,
    AskQuestion,
    CableOut,
    Capture,
    ChangeMode,
    Cover,
    EditRow,
    LiveAct,
    Papers,
    Picture,
    PowerCut,
    Say,
    SiteLost,
    Skip,
    StartItem,
    Uncover,
    Withdrawn,
    WrongName,
)
from ui.rehearsal import tasks
from ui.rehearsal.tasks import Task

_Other: TypeAlias = CableOut | PowerCut | WrongName | Withdrawn | SiteLost | AddRows | EditRow | Papers
HOST = "Người dẫn chương trình"


class Trouble(Enum):
    """What the rehearsal itself does to the laptop when a beat begins."""

    CABLE_OUT = "cable_out"
    POWER_CUT = "power_cut"


@dataclass(frozen=True, slots=True)
class Beat:
    """Somebody speaks (words may be empty); meanwhile and afterwards the tasks are to be done.

    number: the question it is about, 0 if none. seconds: how long the trouble lasts.
    """

    who: str = ""
    words: str = ""
    tasks: tuple[Task, ...] = ()
    number: int = 0
    trouble: Trouble | None = None
    seconds: int = 0


def beats_of(act: LiveAct, db: Database) -> tuple[Beat, ...]:
    """The beats of one act; names are taken from the conference as it is when the act begins."""
    return tuple(_beats(act, db))


def _beats(act: LiveAct, db: Database) -> Iterator[Beat]:  # noqa: C901, PLR0912  # one case a kind of act
    match act:
        case AskQuestion():
            yield from _question(act, db)
        case Capture():
            for entry in act.entries:
                words = ", ".join(part for part in (entry.who, entry.unit, entry.site) if part)
                said = f"{words or 'Một đại biểu'} xin nêu: {entry.gist}." if entry.gist else f"{words} xin phát biểu."
                yield Beat(entry.who or "Đại biểu", said, (tasks.captured(entry),))
        case Approve():
            yield Beat(tasks=tuple(tasks.approved(number) for number in act.numbers))
        case StartItem():
            speaker = _chair(db) if act.words else HOST
            yield Beat(speaker, act.words or f"Sau đây là: {act.title}.", (tasks.item_started(act.title),))
        case ChangeMode():
            mode = next((mode for mode in Mode if labels.word(mode) == act.to), None)
            if mode is not None and mode is not Mode.REHEARSAL:
                yield Beat(tasks=(tasks.phase(mode, act.to),))
        case Cover() | Uncover():
            yield Beat(tasks=(tasks.covered(isinstance(act, Cover)),))
        case Say():
            yield Beat(act.who, act.words)
        case Skip():
            yield Beat(_chair(db), act.words, number=act.number)
        case Picture():
            yield Beat(tasks=(tasks.picture_on_air(act.name),))
        case CableOut() | PowerCut() | WrongName() | Withdrawn() | SiteLost() | AddRows() | EditRow() | Papers():
            yield from _other(act, db)


def _other(act: _Other, db: Database) -> Iterator[Beat]:
    match act:
        case CableOut():
            yield Beat(trouble=Trouble.CABLE_OUT, seconds=act.seconds, tasks=(tasks.screen_back(),))
        case PowerCut():
            yield Beat(trouble=Trouble.POWER_CUT)
        case WrongName():
            words = f"Xin đính chính: không phải {act.said}, mà là {act.right}."
            yield Beat(HOST, words, (tasks.renamed(act.said, act.right),))
        case Withdrawn():
            words = act.words or f"Câu số {act.number}, người hỏi xin rút."
            yield Beat(HOST, words, (tasks.withdrawn(act.number),))
        case SiteLost():
            yield from _call(act.number, "", db)
            yield Beat("Kỹ thuật", "Điểm cầu mất tín hiệu rồi.", (tasks.signal_lost(act.number),), act.number)
        case AddRows() | EditRow() | Papers():
            return


def _question(act: AskQuestion, db: Database) -> Iterator[Beat]:
    number = act.number
    yield from _call(number, act.call, db)
    for answer in act.answers:
        invited = f"Mời đồng chí {answer.respondent}{f', {answer.agency}' if answer.agency else ''} trả lời."
        yield Beat(_chair(db), invited, (tasks.answerer(number, answer),), number)
        begins = tasks.stage(number, QuestionState.ANSWERING, "bắt đầu trả lời")
        todo = (begins, tasks.answer_written(number, answer), *(tasks.promised(number, one) for one in answer.promises))
        yield Beat(answer.respondent, answer.words, todo, number)
    concludes = tasks.stage(number, QuestionState.CONCLUDING, "Chủ tịch kết luận")
    written = (tasks.chair_written(number, act.chair),) if act.chair else ()
    orders = tuple(tasks.ordered(number, order.text) for order in act.orders)
    said = " ".join(part for part in (act.chair, *(f"{one.verb} {one.text}" for one in act.orders)) if part)
    yield Beat(_chair(db), said or "Xin cảm ơn, mời câu tiếp theo.", (concludes, *written, *orders), number)
    yield Beat(tasks=(tasks.stage(number, QuestionState.FINISHED, "kết thúc"),), number=number)


def _call(number: int, call: str, db: Database) -> Iterator[Beat]:
    view = next((view for view in lists.questions(db) if view.question.number == number), None)
    asker = view.asker if view else None
    who = ", ".join(part for part in ((asker.name, asker.unit or asker.title) if asker else ()) if part)
    called = call or f"Mời câu số {number}{f', {who}' if who else ''}."
    yield Beat(HOST, called, (tasks.on_air(number),), number)
    asking = tasks.stage(number, QuestionState.ASKING, "bắt đầu hỏi")
    yield Beat(asker.name if asker else "Người hỏi", view.question.screen_text if view else "", (asking,), number)


def _chair(db: Database) -> str:
    """The first one in the chair by name, as the strip shows who speaks."""
    chairs = desk.people_in_role(db, Role.CHAIR)
    return f"Chủ tọa {chairs[0].name}" if chairs else "Chủ tọa"
