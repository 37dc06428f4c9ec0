"""What is still missing, one line a kind; a click or Space asks for the field where it can be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app import labels
from app.documents.blocks import Gap as PaperGap
from app.domain.gap import Gap, GapKind
from app.domain.records import dataclass
from ui.dialogs.gap_places import Place, place_of
from ui.dialogs.pages import PageKey
from ui.models.row_model import Column, RowModel
from ui.theme import set_role

_PLACES = {
    GapKind.NO_AGENCY: Place(PageKey.QUESTIONS, field="agency_id"),
    GapKind.UNANSWERED: Place(PageKey.PETITIONS, field="reply_mode"),
    GapKind.NO_RESPONDENT: Place(PageKey.QUESTIONS),
    GapKind.NO_DUE: Place(PageKey.PETITIONS, field="due.text"),
    GapKind.NO_ASKER: Place(PageKey.QUESTIONS, field="asker"),
    GapKind.NO_TEXT: Place(PageKey.QUESTIONS, field="verbatim"),
    GapKind.NO_SITE: Place(PageKey.QUESTIONS, field="site_id"),
    GapKind.NO_COMMITMENT_DUE: Place(PageKey.COMMITMENTS),
    GapKind.REPLY_DUE_PAST: Place(PageKey.PETITIONS, field="due.text"),
    GapKind.COMMITMENT_DUE_PAST: Place(PageKey.COMMITMENTS),
    GapKind.NO_TASK_LEAD: Place(PageKey.CONCLUSIONS),
    GapKind.TASK_DUE_PAST: Place(PageKey.CONCLUSIONS),
    GapKind.COUNTS_DISAGREE: Place(PageKey.ATTENDANCE),
    GapKind.NO_DAY: Place(PageKey.FACTS, 1, "held_on"),
    GapKind.NO_CHAIR: Place(PageKey.PEOPLE),
    GapKind.NO_SECRETARY: Place(PageKey.PEOPLE),
    GapKind.NO_MINUTES_SIGNER: Place(PageKey.SIGNATURES),
    GapKind.NO_NOTICE_SIGNER: Place(PageKey.SIGNATURES),
    GapKind.NO_RECIPIENTS: Place(PageKey.RECIPIENTS),
}
MOST_NUMBERS = 40
"""A line with thousands of numbers is read by nobody and laid out for seconds."""
_OF_QUESTION = re.compile(r"\D+(\d+): (.+)", re.DOTALL)
"""A gap of a paper that names its question: "Câu hỏi số 07: chưa có hạn trả lời"."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """A kind of gap with the questions it is found in. place: None where no page can fill it. count: of its gaps."""

    words: str
    place: Place | None
    count: int = 1


def gap_lines(found: Sequence[Gap]) -> list[GapLine]:
    """What the conference lacks: one line for each kind, the numbers of its questions before it."""
    gathered = _Gathered()
    for gap in found:
        place = _PLACES[gap.kind]
        if place.page is PageKey.QUESTIONS and gap.question_id:
            place = Place(place.page, gap.question_id, place.field)
        gathered.put(f"{gap.number:02d}" if gap.number else "", labels.word(gap.kind), place)
    return gathered.lines()


def paper_gap_lines(found: Sequence[PaperGap], told: Sequence[Gap] = ()) -> list[GapLine]:
    """What one paper lacks, told the same way, without what is told of the conference already."""
    known = {(f"{gap.number:02d}" if gap.number else "", labels.word(gap.kind)) for gap in told}
    gathered = _Gathered()
    for gap in found:
        of_question = _OF_QUESTION.fullmatch(gap.message) if gap.key.startswith("question/") else None
        number, words = (of_question[1], of_question[2]) if of_question else ("", gap.message)
        if (number, words) not in known:
            gathered.put(number, words, place_of(gap))
    return gathered.lines()


class _Gathered:
    """Gaps with the same words share a line; the place is that of the first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[dict[str, None], Place | None]] = {}

    def put(self, number: str, words: str, place: Place | None) -> None:
        numbers, _ = self._found.setdefault(words, ({}, place))
        if number:
            numbers[number] = None

    def lines(self) -> list[GapLine]:
        return [
            GapLine(f"Câu {_told(list(numbers))}: {words}" if numbers else words, place, len(numbers) or 1)
            for words, (numbers, place) in self._found.items()
        ]


def _told(numbers: Sequence[str]) -> str:
    more = len(numbers) - MOST_NUMBERS
    return f"{', '.join(numbers[:MOST_NUMBERS])} và {more} câu khác" if more > 1 else ", ".join(numbers)


class GapList(QListView):
    """place_wanted(Place): somebody wants to fill a gap."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowModel[GapLine] = RowModel([Column("", _words)], _words)
        self.setModel(self._model)
        self.setWordWrap(True)
        set_role(self, "choices")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Còn thiếu")
        self.clicked.connect(self._ask)

    def show_lines(self, lines: Sequence[GapLine]) -> None:
        """Each line once; what is told twice keeps the place that is told first."""
        once: dict[str, GapLine] = {}
        for line in lines:
            once.setdefault(line.words, line)
        self._model.set_rows(list(once.values()))
        self.setVisible(bool(once))

    def words(self) -> list[str]:
        return [line.words for line in self._model.rows()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        line = self._model.row_at(index)
        if line is not None and line.place is not None:
            self.place_wanted.emit(line.place)


def _words(line: GapLine) -> str:
    return line.words
