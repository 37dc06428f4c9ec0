"""What is still missing, one line a kind; a click or Space asks for the page where it can be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app import labels
from app.domain.gap import Gap, GapKind
from ui.dialogs.pages import PageKey
from ui.models.row_model import Column, RowModel

_PAGES = {
    GapKind.NO_AGENCY: PageKey.QUESTIONS,
    GapKind.UNANSWERED: PageKey.PETITIONS,
    GapKind.NO_RESPONDENT: PageKey.QUESTIONS,
    GapKind.NO_DUE: PageKey.PETITIONS,
    GapKind.NO_ASKER: PageKey.QUESTIONS,
    GapKind.NO_TEXT: PageKey.QUESTIONS,
    GapKind.NO_SITE: PageKey.QUESTIONS,
    GapKind.NO_COMMITMENT_DUE: PageKey.COMMITMENTS,
    GapKind.REPLY_DUE_PAST: PageKey.PETITIONS,
    GapKind.COMMITMENT_DUE_PAST: PageKey.COMMITMENTS,
    GapKind.NO_TASK_LEAD: PageKey.CONCLUSIONS,
    GapKind.TASK_DUE_PAST: PageKey.CONCLUSIONS,
    GapKind.COUNTS_DISAGREE: PageKey.ATTENDANCE,
    GapKind.NO_DAY: PageKey.FACTS,
    GapKind.NO_CHAIR: PageKey.PEOPLE,
    GapKind.NO_SECRETARY: PageKey.PEOPLE,
    GapKind.NO_MINUTES_SIGNER: PageKey.SIGNATURES,
    GapKind.NO_NOTICE_SIGNER: PageKey.SIGNATURES,
    GapKind.NO_RECIPIENTS: PageKey.RECIPIENTS,
}


@dataclass(frozen=True, slots=True)
class GapLine:
    """A kind of gap with the questions it is found in."""

    kind: GapKind
    words: str


def gap_lines(found: Sequence[Gap]) -> list[GapLine]:
    """One line for each kind, the numbers of its questions before it."""
    numbers: dict[GapKind, list[str]] = {}
    for gap in found:
        numbered = numbers.setdefault(gap.kind, [])
        if gap.number:
            numbered.append(f"{gap.number:02d}")
    return [
        GapLine(kind, f"Câu {', '.join(numbered)}: {labels.word(kind)}" if numbered else labels.word(kind))
        for kind, numbered in numbers.items()
    ]


class GapList(QListView):
    """page_wanted(PageKey): somebody wants to fill a gap."""

    page_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowModel[GapLine] = RowModel([Column("", _words)], _kind)
        self.setModel(self._model)
        self.setWordWrap(True)
        self.setStyleSheet("GapList { background: transparent; } GapList::item { padding: 2px 0; }")
        self.setSpacing(1)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Còn thiếu")
        self.clicked.connect(self._ask)

    def show_lines(self, lines: Sequence[GapLine]) -> None:
        self._model.set_rows(lines)
        self.setVisible(bool(lines))

    def words(self) -> list[str]:
        return [line.words for line in self._model.rows()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        line = self._model.row_at(index)
        if line is not None:
            self.page_wanted.emit(_PAGES[line.kind])


def _words(line: GapLine) -> str:
    return line.words


def _kind(line: GapLine) -> GapKind:
    return line.kind
