"""Pages of a PDF are drawn beside the console, in their colours, as large as they fit; the one wanted last is seen."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from reportlab.pdfgen.canvas import Canvas

from ui.dialogs import pdf_preview
from ui.dialogs.pdf_preview import PdfPreview

COLOURS = ("#c01010", "#10a020", "#1030c0", "#c0a010", "#10a0a0")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five pages, each of one colour."""
    canvas = Canvas(str(tmp_path / "mau.pdf"), pagesize=(420, 595))
    for colour in COLOURS:
        canvas.setFillColor(colour)
        canvas.rect(0, 0, 420, 595, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return tmp_path / "mau.pdf"


@pytest.fixture
def preview(qtbot) -> PdfPreview:
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, threading.Thread]]:
    """Which pages were drawn, and by which thread."""
    pages: list[tuple[int, threading.Thread]] = []
    real = pdf_preview._drawn

    def noted(content: bytes, wanted: pdf_preview._Wanted) -> pdf_preview._Drawn:
        pages.append((wanted.page, threading.current_thread()))
        return real(content, wanted)

    monkeypatch.setattr(pdf_preview, "_drawn", noted)
    return pages


def colour_of(preview: PdfPreview) -> str:
    return QColor(preview.grab().toImage().pixelColor(preview.rect().center())).name()


def test_pages_are_drawn_by_a_thread_in_their_colours(qtbot, preview: PdfPreview, file: Path, drawn) -> None:
    preview.show_file(file, "")
    qtbot.waitUntil(lambda: preview.page_count == 5)
    for number, colour in enumerate(COLOURS):
        qtbot.waitUntil(lambda number=number: preview.page == number)
        assert colour_of(preview) == colour
        preview.turn_on()
    assert [page for page, _ in drawn] == [0, 1, 2, 3, 4]
    assert threading.main_thread() not in {thread for _, thread in drawn}


def test_who_turns_on_while_a_page_is_drawn_gets_the_last_one(qtbot, preview: PdfPreview, file: Path, drawn) -> None:
    preview.show_file(file, "")
    qtbot.waitUntil(lambda: preview.page_count == 5)
    with pdf_preview._pdfium:
        for _ in range(9):
            preview.turn_on()
        assert (preview.page, colour_of(preview)) == (0, COLOURS[0])
    qtbot.waitUntil(lambda: preview.page == 4)
    assert colour_of(preview) == COLOURS[4]
    assert [page for page, _ in drawn] == [0, 1, 4]
    preview.turn_back()
    qtbot.waitUntil(lambda: preview.page == 3)


def test_a_window_made_larger_meanwhile_gets_a_larger_page(qtbot, preview: PdfPreview, file: Path, drawn) -> None:
    with pdf_preview._pdfium:
        preview.show_file(file, "")
        qtbot.waitUntil(lambda: bool(drawn))
        preview.resize(900, 1000)
    qtbot.waitUntil(lambda: preview._picture.height() == 1000 - 2 * pdf_preview._MARGIN)


def test_a_file_put_away_while_a_page_is_drawn_is_not_seen(qtbot, preview: PdfPreview, file: Path, drawn) -> None:
    with pdf_preview._pdfium:
        preview.show_file(file, "")
        qtbot.waitUntil(lambda: bool(drawn))
        preview.say("Chưa có tệp")
    qtbot.waitUntil(lambda: not preview._is_drawing)
    assert (preview.path, preview.page_count, preview._picture.isNull()) == (None, 0, True)
    preview.show_file(file, "")
    qtbot.waitUntil(lambda: preview.page_count == 5)


END = """
import sys, threading
from ui.last_exit import LastExit
last_exit = LastExit()
from pathlib import Path
from ui.dialogs import pdf_preview
content, begun = Path(sys.argv[1]).read_bytes(), threading.Event()
def turn_pages():
    while True:
        pdf_preview._drawn(content, pdf_preview._Wanted(0, 1500, 1500, 1.0))
        begun.set()
threading.excepthook = lambda _: None
threading.Thread(target=turn_pages, daemon=True).start()
begun.wait()
last_exit.status = 0
"""


def test_the_program_ends_in_the_middle_of_a_page(tmp_path: Path) -> None:
    """Not by a segmentation fault: pdfium is closed as Python ends."""
    canvas = Canvas(str(tmp_path / "dai.pdf"))
    for number in range(3000):
        canvas.drawString(number % 500, number * 7 % 800, "x" * 60)
    canvas.save()
    ended = subprocess.run([sys.executable, "-c", END, str(tmp_path / "dai.pdf")], capture_output=True, check=False)
    assert ended.returncode == 0
