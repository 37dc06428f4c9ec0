"""Makes papers in one child process (starting it costs more than most papers) and notes each. Knows no widget.

The conference is read once, at the beginning and beside the console: all papers of a run show the same moment.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.commands import papers
from app.conference import Database
from app.documents.made_papers import FailedPaper, MadePaper, make_in_child
from app.domain.errors import StorageError
from app.domain.paper import PaperKind
from app.domain.records import dataclass
from app.domain.report import ConferenceReport, ReportHallMoment
from app.queries import lists
from app.queries.hall import hall_journal
from app.queries.minutes_versions import report_for_papers
from ui.desk import Desk
from ui.key_strip import key_strip
from ui.operator.hall_thumbnails import HallThumbnails
from ui.tasks import TaskFailedError, run_in_background

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What papers are made from. ours: digests of the files the program has written, which it may replace."""

    report: ConferenceReport
    ours: frozenset[str]


class PaperJobs(QObject):
    """begun(kind), made(MadePaper), failed(kind, sentence), finished()."""

    begun = Signal(object)
    made = Signal(object)
    failed = Signal(object, str)
    finished = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.is_busy = False
        self._thumbnails = HallThumbnails(desk.conference.db, self)
        desk.closing.connect(self._thumbnails.stop)
        self._to_note: list[MadePaper | FailedPaper] = []
        self._note_next = QTimer(self, singleShot=True, interval=0)
        self._note_next.timeout.connect(self._note_one)
        desk.closing.connect(self._note_next.stop)

    def start(self, kinds: Sequence[PaperKind], folder: Path) -> None:
        """Make these papers of the conference as it stands now; nothing happens while others are being made."""
        if self.is_busy:
            return
        self._desk.before_command.emit()
        self.is_busy = True
        for kind in kinds:
            self.begun.emit(kind)
        self._desk.ask_in_thread(self, _contents, partial(self._make, tuple(kinds), folder))

    def _make(self, kinds: tuple[PaperKind, ...], folder: Path, contents: _Contents) -> None:
        """The child has no painter: it is given the pictures of the hall, where a paper shows them."""
        if PaperKind.HALL_LOG not in kinds:
            self._make_in_child(kinds, folder, contents)
            return

        def painted(hall: tuple[ReportHallMoment, ...]) -> None:
            self._make_in_child(kinds, folder, replace(contents, report=replace(contents.report, hall=hall)))

        self._thumbnails.paint(contents.report.hall, painted)

    def _make_in_child(self, kinds: tuple[PaperKind, ...], folder: Path, contents: _Contents) -> None:
        work = partial(make_in_child, contents.report, kinds, folder, contents.ours)
        run_in_background(work, self._note, partial(self._tell, kinds))

    def _note(self, done: Sequence[MadePaper | FailedPaper]) -> None:
        self._to_note = list(done)
        self._note_next.start()

    def _note_one(self) -> None:
        """One in each turn of the event loop: every note waits a little for the disk, and all panels hear of it."""
        if not self._to_note:
            self._end()
            return
        paper = self._to_note.pop(0)
        if isinstance(paper, FailedPaper):
            self.failed.emit(paper.paper, sentence_of(paper.error))
        else:
            files = [papers.IssuedFile(file.name, file.sha256) for file in paper.files]
            self._desk.run(partial(papers.record_issue, is_final=paper.is_final), paper.paper, files, paper.up_to_event)
            self.made.emit(paper)
        self._note_next.start()

    def _tell(self, kinds: Sequence[PaperKind], error: Exception) -> None:
        for kind in kinds:
            self.failed.emit(kind, sentence_of(error))
        self._end()

    def _end(self) -> None:
        self.is_busy = False
        self.finished.emit()


def _contents(db: Database) -> _Contents:
    report = replace(report_for_papers(db), keys=key_strip(), hall=hall_journal(db))
    return _Contents(report, frozenset(document.sha256 for document in lists.issued_papers(db)))


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
            return "Có lỗi trong phần mềm, dữ liệu vẫn được giữ."
