"""What the chair concluded: tasks with their agency and deadline."""

from __future__ import annotations

from app.domain.scene import ConclusionCard, TaskRow
from ui.projector.scenes.head import head
from ui.projector.scenes.listing import ListRow, Part, listing
from ui.projector.stage import GOLD, WORDS, Picture, Stage


def lay_out(card: ConclusionCard, stage: Stage) -> Picture:
    top = head(stage, "KẾT LUẬN CỦA CHỦ TRÌ", card.title)
    rows = [_row(number, task) for number, task in enumerate(card.tasks, 1)]
    bodies = listing(stage, rows, top.rule + 3)
    return Picture(tuple((*top.with_page(stage, n, len(bodies)), *marks) for n, marks in enumerate(bodies)), top.clocks)


def _row(number: int, task: TaskRow) -> ListRow:
    deadline = f"Thời hạn: {task.deadline}" if task.deadline else ""
    parts = (Part(task.agency, 700, WORDS), Part(task.text, 500, WORDS, 0.92), Part(deadline, 600, GOLD, 0.88))
    return ListRow(f"{number}", parts)
