"""Printing: which pages are meant, what comes out of a printer, and what is said where there is none."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.documents import pdf
from app.documents.blocks import Document, PageBreak, Part, plain
from tests.support.layout_audit import audit
from ui.dialogs.print_bar import PrintBar
from ui.keys import Keys
from ui.printing import PrinterLostError, PrintJob, pages_meant, print_pages, printers, send
from ui.tasks import wait_for_child


@pytest.mark.parametrize(
    ("words", "pages"),
    [("", (1, 2, 3, 4, 5)), (" ", (1, 2, 3, 4, 5)), ("2", (2,)), ("1-3, 5", (1, 2, 3, 5)), ("5; 2–3", (5, 2, 3))],
)
def test_pages_are_read_as_people_write_them(words: str, pages: tuple[int, ...]) -> None:
    assert pages_meant(words, 5) == pages


@pytest.mark.parametrize("words", ["0", "6", "3-2", "a", "1-", "1-9", ",", "1,,2"])
def test_pages_that_are_not_there_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        pages_meant(words, 5)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Three pages: two upright, the annex across."""
    upright = Part((plain("Một"), PageBreak(), plain("Hai")))
    path = tmp_path / "thong-bao.pdf"
    path.write_bytes(pdf.render(Document("x", "y", (upright, Part((plain("Ba"),), landscape=True)))))
    return path


def test_chosen_pages_and_copies_come_out_as_they_lie(paper: Path, tmp_path: Path, qapp) -> None:
    """A printer that writes a file stands for one of paper; its sheets are read back."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    assert send(printer, PrintJob(paper, "", (3, 1), copies=2)) == 4
    sheets = pypdf.PdfReader(tmp_path / "in.pdf").pages
    lies = [sheet.mediabox.width > sheet.mediabox.height for sheet in sheets]
    assert lies[:2] == [True, False]
    assert len(sheets) in {2, 4}  # a printer that makes its own copies gets each page once
    assert len(sheets) * (printer.copyCount() if printer.supportsMultipleCopies() else 1) == 4
    short, long = sorted(map(float, (sheets[0].mediabox.width, sheets[0].mediabox.height)))
    assert (round(short * 25.4 / 72), round(long * 25.4 / 72)) == (210, 297)
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait


def test_what_is_printed_is_the_page(paper: Path, tmp_path: Path, qapp) -> None:
    """The picture of a sheet is that of the page, at half the size: letters stand where they stood."""
    import pypdfium2

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    send(printer, PrintJob(paper, "", (1,)))
    seen = []
    for path in (paper, tmp_path / "in.pdf"):
        bitmap = pypdfium2.PdfDocument(path)[0].render(scale=0.5, grayscale=True).to_pil()
        seen.append(bitmap.point(lambda grey: 255 if grey < 200 else 0).getbbox())
    assert seen[0] is not None
    assert seen[1] is not None
    assert max(abs(a - b) for a, b in zip(*seen, strict=True)) <= 2


def test_without_a_printer_it_is_said_in_words(qtbot, paper: Path) -> None:
    """Asked in a child process, as the window does."""
    names = wait_for_child(printers)
    console = QWidget()
    qtbot.addWidget(console)
    bar = PrintBar(Keys(console))
    qtbot.addWidget(bar)
    bar.resize(700, 90)
    bar.show()
    bar.show_printers(names)
    bar.show_file(paper, 3)
    if not names:
        assert bar.words.text().startswith("Máy này chưa có máy in, hoặc dịch vụ in chưa chạy.")
        assert not bar.button.isEnabled()
    assert audit(bar) == []
    with pytest.raises(PrinterLostError):
        wait_for_child(lost)


def lost() -> int:
    return print_pages(PrintJob(Path("x.pdf"), "Không có máy in này", (1,)))


def test_a_wrong_page_is_said_and_nothing_is_sent(qtbot, paper: Path) -> None:
    console = QWidget()
    qtbot.addWidget(console)
    bar = PrintBar(Keys(console))
    qtbot.addWidget(bar)
    bar.show_printers(("Máy in văn thư",))
    bar.show_file(paper, 3)
    assert bar.button.isEnabled()
    bar.pages.setText("4-9")
    bar.print()
    assert bar.words.text() == "Không có trang như vậy. Ví dụ: 1-3, 5; để trống là in tất cả."
    assert bar.button.isEnabled()
    bar.pages.setText("1-2")
    bar.print()
    assert bar.words.text() == "Đang gửi thong-bao.pdf đến Máy in văn thư…"
    qtbot.waitUntil(lambda: not bar.words.text().startswith("Đang"), timeout=20_000)
    assert bar.words.text() == "Máy in không nhận. Hãy xem máy in đã bật và có giấy chưa, rồi in lại."
