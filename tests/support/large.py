"""Conferences with very many questions, made at once."""

from pathlib import Path

from app.domain.changes import EventKind
from app.domain.ids import QuestionId
from app.domain.question import Question
from db import tables
from tests.support.conferences import new_conference

WORDS = "Đề nghị tỉnh cho biết giải pháp hỗ trợ thanh niên vùng cao khởi nghiệp từ nông sản"


def conference_of(folder: Path, count: int, name: str = "hoi-nghi.hoinghi") -> Path:
    """A closed conference file with that many questions, of ids 1 to count."""
    conference = new_conference(folder, name=name)
    with conference.record(EventKind.IMPORTED) as tx:
        made = [
            Question(id=QuestionId(n), number=n, position=1024 * n, verbatim=f"{WORDS} {n}", gist=f"khởi nghiệp {n}")
            for n in range(1, count + 1)
        ]
        tables.QUESTIONS.add_all(tx.db, made)
    conference.close()
    return conference.path
