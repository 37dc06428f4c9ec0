"""What a secretary has to do at a moment of a rehearsal, and how the conference shows that it is done. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from app import scenes, texts
from app.conference import Database
from app.domain.facts import Mode
from app.domain.minutes import Slot, TextKey
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.domain.records import dataclass
from app.domain.text import fold
from app.queries import desk, floor, hall, lists
from ui.demo.script import AnswerTurn, Entry, Promise

Check = Callable[[Database], bool]
ENOUGH = 0.6
"""Share of the spoken words that must stand in what was written: nobody types everything."""
_STAGES = (QuestionState.ASKING, QuestionState.ANSWERING, QuestionState.CONCLUDING, QuestionState.FINISHED)


@dataclass(frozen=True, slots=True)
class Task:
    """what: in words, with the key that does it. kind: tasks of one kind are counted together on the card.

    step: the one key that is wanted now, empty where that is what the task says.
    """

    kind: str
    what: str
    is_done: Check
    step: Callable[[Database], str] | None = None

    def now(self, db: Database) -> str:
        return (self.step(db) if self.step else "") or self.what


class _ScreenBack:
    """The screen is gone only a moment after its cable: it must have been missed before it can be back."""

    def __init__(self) -> None:
        self._was_lost = False

    def __call__(self, db: Database) -> bool:
        is_lost = desk.projection(db).state is HallState.NO_SCREEN
        self._was_lost = self._was_lost or is_lost
        return self._was_lost and not is_lost


def on_air(number: int) -> Task:
    what = f"Đưa câu {number:02d} lên màn chiếu: Enter, F5"
    return Task("Đưa câu lên màn chiếu", what, partial(_on_air, number), partial(_next_key, number))


def picture_on_air(name: str) -> Task:
    return Task("Đưa hình khác lên màn chiếu", f"Chiếu hình “{name}”: Ctrl+H, Enter, F5", partial(_other_on_air, name))


def stage(number: int, wanted: QuestionState, words: str) -> Task:
    return Task("Chuyển bước", f"Câu {number:02d}: {words}, F6", partial(_at_stage, number, wanted))


def answerer(number: int, answer: AnswerTurn) -> Task:
    what = f"Ghi người trả lời {answer.respondent}: Ctrl+4, F4"
    return Task("Ghi người trả lời", what, partial(_answers, number, answer))


def answer_written(number: int, answer: AnswerTurn) -> Task:
    key = "Ctrl+R" if answer.as_prepared else "Ctrl+4"
    return Task("Ghi lời trả lời", f"Ghi lời {answer.respondent}: {key}", partial(_answer_holds, number, answer.words))


def promised(number: int, promise: Promise) -> Task:
    short = promise.words if len(promise.words) <= 40 else promise.words[:40].rsplit(" ", 1)[0] + "…"
    return Task("Nhận cam kết", f"Nhận cam kết “{short}”: F7", partial(_has_promise, number, promise.words))


def chair_written(number: int, words: str) -> Task:
    return Task("Ghi kết luận của Chủ tịch", "Ghi lời Chủ tịch: Ctrl+4", partial(_chair_holds, number, words))


def ordered(number: int, text: str) -> Task:
    return Task("Ghi nhiệm vụ Chủ tịch giao", "Ghi nhiệm vụ: Shift+F7", partial(_has_order, number, text))


def captured(entry: Entry) -> Task:
    name = entry.who or entry.gist
    return Task("Ghi nhanh câu tại chỗ", f"Ghi nhanh câu của {name}: F2", partial(_has_entry, entry))


def renamed(said: str, right: str) -> Task:
    return Task("Sửa tên", f"Sửa “{said}” thành “{right}”: Ctrl+E, trang Đại biểu", partial(_is_named, right))


def signal_lost(number: int) -> Task:
    what = f"Câu {number:02d}: Ctrl+K, “Mất tín hiệu”"
    return Task("Ghi mất tín hiệu", what, partial(_has_lost_signal, number))


def withdrawn(number: int) -> Task:
    return Task("Rút câu hỏi", f"Rút câu {number:02d}: Ctrl+2, Delete", partial(_is_withdrawn, number))


def approved(number: int) -> Task:
    return Task("Duyệt câu hỏi", f"Duyệt câu {number:02d}: Ctrl+2, Ctrl+D", partial(_is_approved, number))


def item_started(title: str) -> Task:
    return Task("Bắt đầu mục chương trình", f"Bắt đầu “{title}”: Ctrl+1, Enter", partial(_has_started, title))


def covered(wanted: bool) -> Task:
    what = "Che màn chiếu: F8" if wanted else "Mở màn chiếu: F8"
    return Task("Che, mở màn chiếu", what, partial(_is_covered, wanted), _screen_first)


def screen_back() -> Task:
    return Task("Qua lúc mất màn chiếu", "Cứ làm tiếp, hình tự trở lại", _ScreenBack())


def phase(mode: Mode, word: str) -> Task:
    return Task("Chuyển chế độ", f"Chuyển sang {word}: Ctrl+K", partial(_is_in_phase, mode))


def _view(db: Database, number: int) -> floor.CurrentQuestion | None:
    question_id = desk.question_numbered(db, number)
    return floor.question_view(db, question_id) if question_id else None


def _on_air(number: int, db: Database) -> bool:
    row = desk.projection(db)
    subject = scenes.question_subject(desk.question_numbered(db, number))
    return row.state is HallState.LIVE and row.visible.subject == subject


def _next_key(number: int, db: Database) -> str:
    """Screen, preview, take, uncover: what is still to be done before the audience sees the question."""
    row = desk.projection(db)
    subject = scenes.question_subject(desk.question_numbered(db, number))
    if row.state is HallState.NO_SCREEN:
        return _screen_first(db)
    if row.state is HallState.COVERED and subject in {row.loaded.subject, row.picture.subject}:
        return f"Mở màn chiếu, hội trường thấy câu {number:02d}: F8"
    if row.preview.subject == subject:
        return f"Đưa câu {number:02d} lên màn chiếu: F5"
    queue = "Ctrl+2, " if scenes.question_of(row.picture.subject) is not None else ""
    return f"Đưa câu {number:02d} vào xem trước: {queue}chọn câu, Enter"


def _screen_first(db: Database) -> str:
    """Before the first picture a screen must be chosen; one that is lost later comes back by itself."""
    row = desk.projection(db)
    is_unchosen = row.state is HallState.NO_SCREEN and not row.picture
    return "Chiếu ra màn hình hội trường: Shift+F8" if is_unchosen else ""


def _other_on_air(name: str, db: Database) -> bool:
    row = desk.projection(db)
    wanted = {choice.subject for choice in hall.choices(db) if fold(name) in fold(choice.name)}
    return row.state is HallState.LIVE and row.visible.subject in wanted


def _at_stage(number: int, wanted: QuestionState, db: Database) -> bool:
    view = _view(db, number)
    return view is not None and view.question.state in _STAGES[_STAGES.index(wanted) :]


def _answers(number: int, answer: AnswerTurn, db: Database) -> bool:
    view = _view(db, number)
    named = [one.respondent.name for one in view.answers if one.respondent] if view else []
    return answer.respondent in named


def _answer_holds(number: int, words: str, db: Database) -> bool:
    view = _view(db, number)
    written = [texts.text_of(db, TextKey(Slot.ANSWER, one.answer.id)) for one in view.answers] if view else []
    is_past = view is not None and view.question.state in {QuestionState.CONCLUDING, QuestionState.FINISHED}
    return any(_hold(text, words) for text in written) or (is_past and any(written))


def _chair_holds(number: int, words: str, db: Database) -> bool:
    question_id = desk.question_numbered(db, number)
    return bool(question_id) and _hold(texts.text_of(db, TextKey(Slot.CHAIR, question_id)), words)


def _has_promise(number: int, words: str, db: Database) -> bool:
    return any(_hold(one.text, words) for one in floor.promises(db, desk.question_numbered(db, number)).commitments)


def _has_order(number: int, text: str, db: Database) -> bool:
    return any(_hold(one.text, text) for one in floor.promises(db, desk.question_numbered(db, number)).tasks)


def _has_entry(entry: Entry, db: Database) -> bool:
    for view in lists.questions(db):
        who = view.asker.name if view.asker else ""
        if (fold(who), fold(view.question.gist)) == (fold(entry.who), fold(entry.gist)):
            return True
    return False


def _is_named(right: str, db: Database) -> bool:
    return any(person.name == right for person in desk.people(db))


def _has_lost_signal(number: int, db: Database) -> bool:
    view = _view(db, number)
    return view is not None and view.question.signal_lost_at is not None


def _is_withdrawn(number: int, db: Database) -> bool:
    view = _view(db, number)
    return view is not None and view.question.state is QuestionState.WITHDRAWN


def _is_approved(number: int, db: Database) -> bool:
    view = _view(db, number)
    return view is not None and view.question.state in {QuestionState.WAITING, *_STAGES}


def _has_started(title: str, db: Database) -> bool:
    return any(title in row.item.title and row.item.started_at for row in floor.agenda_rows(db))


def _is_covered(wanted: bool, db: Database) -> bool:
    return desk.projection(db).state in ({HallState.COVERED} if wanted else {HallState.LIVE, HallState.HELD})


def _is_in_phase(mode: Mode, db: Database) -> bool:
    return desk.facts(db).phase is mode


def _hold(written: str, said: str) -> bool:
    """Whether enough of the words that were said stand in a text."""
    wanted, found = Counter(fold(said).split()), Counter(fold(written).split())
    return sum((wanted & found).values()) >= ENOUGH * sum(wanted.values())
