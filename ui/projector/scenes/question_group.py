"""Questions answered together, and who answers them."""

from __future__ import annotations

from app.domain.scene import GroupRow, QuestionGroupCard
from ui.projector.scenes.foot import foot
from ui.projector.scenes.head import head
from ui.projector.scenes.listing import ListRow, Part, listing
from ui.projector.stage import QUIET, WORDS, Picture, Stage


def lay_out(card: QuestionGroupCard, stage: Stage) -> Picture:
    top = head(stage, "NHÓM CÂU HỎI", card.topic)
    rows = [_row(row) for row in card.rows]
    answer = (card.agency, card.respondent, card.respondent_title)
    if any(answer):
        below = foot(stage, ("Cơ quan trả lời", "", ""), answer)
        bodies = listing(Stage(stage.width, below.top + 22, stage.settings), rows, top.rule + 3)
        foot_marks = below.marks
    else:
        bodies, foot_marks = listing(stage, rows, top.rule + 3), ()
    pages = ((*top.with_page(stage, n, len(bodies)), *foot_marks, *marks) for n, marks in enumerate(bodies))
    return Picture(tuple(pages), top.clocks)


def _row(row: GroupRow) -> ListRow:
    who = ", ".join(part for part in (row.asker, row.unit) if part)
    number = f"{row.number:02d}" if row.number else "–"
    return ListRow(number, (Part(row.text, 600, WORDS), Part(who, 400, QUIET, 0.85)))
