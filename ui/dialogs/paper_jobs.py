"""Makes papers one after the other in a child process and notes each that was written. Knows no widget.

The conference is read once, at the beginning: all papers of a run show the same moment.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.commands import papers
from app.documents.paper_set import MadePaper, make_paper
from app.domain.errors import StorageError
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport
from app.queries.report import conference_report
from ui.desk import Desk
from ui.tasks import TaskFailedError, run_in_background

_log = logging.getLogger(__name__)


class PaperJobs(QObject):
    """begun(kind), made(MadePaper), failed(kind, sentence), finished()."""

    begun = Signal(object)
    made = Signal(object)
    failed = Signal(object, str)
    finished = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: list[PaperKind] = []
        self._folder = Path()
        self._draft = False
        self._report = ConferenceReport()
        self.is_busy = False

    def start(self, kinds: Sequence[PaperKind], folder: Path, *, draft: bool) -> None:
        """Make these papers of the conference as it stands now; nothing happens while others are being made."""
        if self.is_busy:
            return
        self._desk.before_command.emit()
        self._report = conference_report(self._desk.conference.db)
        self._waiting, self._folder, self._draft = list(kinds), folder, draft
        self.is_busy = True
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.is_busy = False
            self.finished.emit()
            return
        kind = self._waiting.pop(0)
        self.begun.emit(kind)
        work = partial(make_paper, self._report, kind, self._folder, draft=self._draft)
        run_in_background(work, self._note, partial(self._tell, kind))

    def _note(self, paper: MadePaper) -> None:
        self._desk.run(papers.record_issue, paper.paper, paper.path.name, paper.sha256, paper.up_to_event)
        self.made.emit(paper)
        self._next()

    def _tell(self, kind: PaperKind, error: Exception) -> None:
        self.failed.emit(kind, sentence_of(error))
        self._next()


def sentence_of(error: Exception) -> str:
    """Why a paper was not made, for the one who waits for it."""
    match error:
        case TaskFailedError(kind="timeout"):
            return "Quá thời gian, chưa tạo được. Hãy xuất lại."
        case TaskFailedError():
            return "Việc tạo văn bản dừng đột ngột. Hãy xuất lại."
        case PermissionError():
            return "Không được phép ghi vào thư mục này. Hãy chọn thư mục khác."
        case OSError() | StorageError():
            return "Không ghi được vào thư mục này (ổ đĩa đầy hoặc đã rút ra). Hãy chọn thư mục khác."
        case _:
            _log.error("a paper failed", exc_info=error)
            return "Có lỗi trong chương trình, dữ liệu vẫn được giữ."
