"""The result of a rehearsal as files and on the printer, beside the console. What became of it is told in words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.report import ConferenceReport
from app.domain.score import Score
from ui.printing import PrinterLostError, PrintJob, print_pages, printers
from ui.tasks import run_in_background

_NO_PRINTER = "Máy này chưa có máy in. Tệp PDF đã lưu, có thể in ở máy khác."
_LOST = "Máy in không nhận. Hãy xem máy in đã bật và có giấy chưa, rồi in lại."


class ScoreFile(QObject):
    """said: what is under way or done. changed: saved, or busy no more. path: the PDF, None until it is saved.

    folder: made if need be. stem: the name of the files without an ending.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, report: ConferenceReport, score: Score, folder: Path, stem: str, parent: QObject) -> None:
        super().__init__(parent)
        self._report, self._score = report, score
        self._folder, self._stem = folder, stem
        self.path: Path | None = None
        self.is_busy = False
        self._prints_next = False

    def save(self) -> None:
        """Write PDF and Word once; again only if it failed."""
        if not self.is_busy and self.path is None:
            self._begin("Đang lưu…")
            work = partial(_make, self._report, self._score, self._folder, self._stem)
            run_in_background(work, self._saved, self._not_saved)

    def print(self) -> None:
        """Send every page to the usual printer, after saving if need be."""
        if self.is_busy:
            return
        if self.path is None:
            self._prints_next = True
            self.save()
        else:
            self._begin("Đang gửi đến máy in…")
            run_in_background(partial(_send, self.path), self._printed, self._not_printed)

    def _begin(self, words: str) -> None:
        self.is_busy = True
        self.said.emit(words)
        self.changed.emit()

    def _end(self, words: str) -> None:
        self.is_busy = False
        self.said.emit(words)
        self.changed.emit()

    def _saved(self, path: Path) -> None:
        self.path = path
        self._end(f"Đã lưu {path.name} và bản .docx ở {path.parent}")
        if self._prints_next:
            self._prints_next = False
            self.print()

    def _not_saved(self, _: Exception) -> None:
        self._prints_next = False
        self._end(f"Chưa lưu được vào {self._folder}. Hãy thử lại.")

    def _printed(self, printer: str) -> None:
        self._end(f"Đã gửi đến {printer}." if printer else _NO_PRINTER)

    def _not_printed(self, error: Exception) -> None:
        self._end(_LOST if isinstance(error, PrinterLostError) else "Chưa in được. Hãy in lại.")


def _make(report: ConferenceReport, score: Score, folder: Path, stem: str) -> Path:
    """In a child process: the PDF first."""
    from app.documents.score_paper import make_score_paper  # what sets papers is not for the console's own process

    return make_score_paper(report, score, folder, stem)[0].path


def _send(path: Path) -> str:
    """In a child process: the printer it went to, empty if there is none."""
    printer = next(iter(printers()), "")
    if printer:
        print_pages(whole_paper(path, printer))
    return printer


def whole_paper(path: Path, printer: str) -> PrintJob:
    """Every page of a PDF once."""
    import pypdfium2  # a large library

    paper = pypdfium2.PdfDocument(path.read_bytes())
    pages = tuple(range(1, len(paper) + 1))
    paper.close()
    return PrintJob(path, printer, pages)
