"""The small boxes of the queue: similar questions to merge with, a reason, and closing the list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.ids import QuestionId
from app.domain.records import dataclass
from ui.desk import Desk
from ui.operator.queue_row import NO_NAME
from ui.scale import px
from ui.widgets.inset_box import InsetBox
from ui.widgets.kept_line import KeptLine
from ui.widgets.key_hints import Hint
from ui.widgets.plain_label import PlainLabel
from ui.widgets.two_line_list import TwoLineList, TwoLines

if TYPE_CHECKING:
    from app.queries.similar import Similar

VERY_LIKE, LIKE = 0.6, 0.3
_AROUND = 104
"""Height of what a box has around its list."""


class SimilarBox(InsetBox):
    """F3: the questions most like one; Enter merges it into the marked one, which is the most alike at first."""

    def __init__(
        self, beside: QWidget, number: int, found: Sequence[Similar], merge: Callable[[QuestionId], object]
    ) -> None:
        hints = (("Gộp", "Enter"), ("Đóng, không gộp", "Esc"), ("Tách lại", "Shift+F3"))
        super().__init__(beside, f"Gộp câu {number:02d} vào", hints)
        self._merge = merge
        self._list = _List(f"Câu tương tự câu {number:02d}", self, is_deep=True)
        self._list.show_rows([_row(one) for one in found])
        self._list.entered.connect(self._take)
        row = px(self._list.row_height)
        shown = min(len(found), max((self.room().height() - px(_AROUND)) // row, 1))
        self._list.setFixedHeight(shown * row)
        self.layout_box.addWidget(self._list)
        self.open_at(60, self._list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._list.steer(event):
            super().keyPressEvent(event)

    def _take(self, key: Hashable) -> None:
        if isinstance(key, int):
            self.leave_and(lambda: self._merge(QuestionId(key)))


class _List(TwoLineList):
    """Leaves Esc to its box."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line is for: the title of its box, the name of the field, what the keys do and what comes of it."""

    title: str
    field: str
    hints: tuple[Hint, ...] = (("Lưu", "Enter"), ("Đóng, chữ đã gõ được giữ", "Esc"))
    note: str = ""


class LineBox(InsetBox):
    """One line to fill in, which may stay empty; Enter does the act with it. Words not stored stand there next time."""

    def __init__(self, beside: QWidget, desk: Desk, key: str, asked: Asked, act: Callable[[str], object]) -> None:
        """key: of the draft, what is asked and of which record: "reason/12"."""
        super().__init__(beside, asked.title, asked.hints)
        self._desk = desk
        self._act = act
        self._line = QLineEdit(self)
        self._line.setAccessibleName(asked.field)
        self._line.setPlaceholderText(asked.field)
        self._kept = KeptLine(self._line, desk)
        self._kept.begin(key)
        self.layout_box.addWidget(self._line)
        if asked.note:
            note = PlainLabel(asked.note, "secondary")
            note.setWordWrap(True)
            self.layout_box.addWidget(note)
        self.open_at(60, self._line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.leave_and(partial(self._enter, self._line.text()))
        else:
            super().keyPressEvent(event)

    def _enter(self, words: str) -> None:
        """Words of an act that was refused, or that nothing came of, are still a draft."""
        before = self._desk.conference.last_event()
        self._act(words)
        if self._desk.conference.last_event() != before:
            self._kept.end()


def _row(one: Similar) -> TwoLines:
    return TwoLines(one.id, f"Câu {one.number:02d} · {one.asker or NO_NAME}", one.words, _likeness(one))


def _likeness(one: Similar) -> str:
    """In words: a percentage would seem more exact than it is."""
    return "rất giống" if one.likeness >= VERY_LIKE else "giống" if one.likeness >= LIKE else "hơi giống"
