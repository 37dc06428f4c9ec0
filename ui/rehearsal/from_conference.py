"""A room for the copy of a real file: its own questions in order, its prepared answers, and some trouble between."""

from __future__ import annotations

from collections.abc import Iterator

from app.conference import Database
from app.domain.ids import QuestionId
from app.domain.question import UNASKED, QuestionState
from app.queries import desk, floor, lists
from ui.demo.script import (
    FORMAT,
    AnswerTurn,
    AskQuestion,
    CableOut,
    Capture,
    ChangeMode,
    Entry,
    LiveAct,
    PowerCut,
    Say,
    Script,
    Skip,
    Uncover,
    Withdrawn,
)

_MOST = 22
_UNPREPARED = "Cơ quan xin tiếp thu ý kiến, sẽ kiểm tra và trả lời cụ thể bằng văn bản trong thời gian sớm nhất."


def script_of(db: Database, file: str) -> Script:
    """The same conference gives the same script. Answers nobody prepared are told to be assumed (giả định)."""
    facts = desk.facts(db)
    asked = [view for view in lists.questions(db) if view.question.state in UNASKED | {QuestionState.WAITING}]
    acts = [_question(db, view.question.id, view.question.number) for view in asked[:_MOST]]
    live = (ChangeMode("Trực tiếp"), Uncover(), *_with_trouble(acts), ChangeMode("Sau hội nghị"))
    source = "Câu hỏi của hội nghị; lời trả lời chưa chuẩn bị là giả định."
    return Script(FORMAT, f"{facts.name or 'Hội nghị'} (diễn tập)", source, file, (), live)


def _question(db: Database, question_id: QuestionId, number: int) -> AskQuestion:
    view = floor.question_view(db, question_id)
    answers = view.answers if view else ()
    turns = []
    for one in answers:
        prepared = one.prepared.text if one.prepared else ""
        name = one.respondent.name if one.respondent else (f"Đại diện {one.agency.name}" if one.agency else "Đại diện")
        turns.append(AnswerTurn(name, prepared or f"{_UNPREPARED} (giả định)", as_prepared=bool(prepared)))
    return AskQuestion(number, tuple(turns or [AnswerTurn("Đại diện cơ quan", f"{_UNPREPARED} (giả định)")]))


def _with_trouble(acts: list[AskQuestion]) -> Iterator[LiveAct]:
    """The cable after the second question, one out of turn, one taken back, one from the floor, then the power."""
    early, last = acts[:-1], acts[-1] if acts else None
    middle, gone = (early[:-1], early[-1]) if len(early) > 3 else (early, None)
    for place, act in enumerate(middle):
        yield act
        if place == 1:
            yield CableOut()
        if place == 2 and last is not None:
            yield Skip(last.number, f"Tôi muốn nghe câu số {last.number} trước.")
            yield last
    if gone is not None:
        yield Withdrawn(gone.number)
    yield Capture((Entry(who="Lò Thị Giả Định", unit="Đoàn xã (giả định)", gist="đề nghị thêm sân chơi"),))
    yield PowerCut()
    if last is not None and len(middle) < 3:
        yield last
    yield Say("Chủ tọa", "Xin cảm ơn các bạn thanh niên.")
