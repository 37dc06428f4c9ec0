"""Pages of a PDF on a printer: which printers there are, which pages are meant, and sending them. Knows no widget.

printers() and print_pages() run in a child process (ui.tasks): asking for printers may take seconds, drawing too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.records import dataclass

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_RANGE = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


class PrinterLostError(Exception):
    """The chosen printer is gone, or refuses."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """pages count from 1, in the order they come out."""

    path: Path
    printer: str
    pages: tuple[int, ...]
    copies: int = 1


def pages_meant(words: str, count: int) -> tuple[int, ...]:
    """Read "1-3, 5" as pages of a paper of count pages; nothing means all of them. ValueError if it names no page."""
    if not words.strip():
        return tuple(range(1, count + 1))
    found: list[int] = []
    for part in re.split(r"[,;]", words):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise ValueError(words)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise ValueError(words)
        found += range(first, last + 1)
    return tuple(found)


def printers() -> tuple[str, ...]:
    """Names of the printers this computer knows, the usual one first."""
    _application()
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name.casefold())))


def print_pages(job: PrintJob) -> int:
    """Send the job; returns how many sheets. PrinterLostError, OSError."""
    _application()
    printer = QPrinter(QPrinterInfo.printerInfo(job.printer), QPrinter.PrinterMode.HighResolution)
    if job.printer not in QPrinterInfo.availablePrinterNames() or not printer.isValid():
        raise PrinterLostError(job.printer)
    return send(printer, job)


def send(printer: QPrinter, job: PrintJob) -> int:
    """Draw the pages on a printer, each as it lies; copies one whole set after the other."""
    import pypdfium2  # a large library: not at the start of the program

    alone = not printer.supportsMultipleCopies()
    if not alone:
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(True)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(job.path.name)
    paper = pypdfium2.PdfDocument(job.path.read_bytes())
    sheets = job.pages * (job.copies if alone else 1)
    painter = QPainter()
    try:
        for place, number in enumerate(sheets):
            page = paper[number - 1]
            _turn(printer, page)
            if not (printer.newPage() if place else painter.begin(printer)):
                raise PrinterLostError(job.printer)
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), _picture(page))
            page.close()
    finally:
        painter.end()
        paper.close()
    return len(job.pages) * job.copies


def _turn(printer: QPrinter, page: PdfPage) -> None:
    wide, high = page.get_size()
    lies = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(lies)


def _picture(page: PdfPage) -> QImage:
    """Grey is enough: papers are black on white (Decree 30, Annex I, I.4)."""
    bitmap = page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
    shown = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8)
    picture = shown.copy()
    bitmap.close()
    return picture


def _application() -> None:
    """In a child there is none yet; it never shows a window."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication([]))


_kept: list[QGuiApplication] = []
"""An application that nobody holds would be taken away again."""
