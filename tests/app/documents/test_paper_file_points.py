"""Every point any paper must keep finds a file made wrong on purpose, and passes the right one."""

import unicodedata
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.documents import form, pdf
from app.documents.blocks import Block, Column, Document, Heading, Part, Row, Table, plain
from app.documents.pdf_fonts import BOLD, REGULAR, fonts
from tests.support.paper_file_points import FILE_POINTS, check_file

TEXT = "Hội nghị đối thoại giữa Chủ tịch Ủy ban nhân dân tỉnh với thanh niên diễn ra trong không khí dân chủ. " * 3
TABLE = Table((Column("STT", 1), Column("Nội dung", 9)), tuple(Row((str(n), TEXT)) for n in range(1, 31)))
Draw = Callable[[Canvas], None]


def made(*blocks: Block, title: str = "Biên bản") -> bytes:
    return pdf.render(Document(title, title and "UBND tỉnh", (Part(blocks),)))


def good() -> bytes:
    return made(Heading("I. KHAI MẠC"), plain(TEXT), TABLE)


def changed(change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    """The good file with something done to it."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(good()))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_stamp(draw: Draw) -> bytes:
    """The good file with something drawn over its first page."""
    return changed(lambda writer: writer.pages[0].merge_page(pypdf.PdfReader(BytesIO(drawn(draw))).pages[0]))


def drawn(*pages: Draw) -> bytes:
    fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, lang="vi-VN", initialFontName=REGULAR)  # type: ignore[arg-type]
    canvas.setTitle("Biên bản")
    canvas.setAuthor("UBND tỉnh")
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def say(text: str, x: float = 120, y: float = 600, face: str = REGULAR, size: float = 12) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(face, size)
        canvas.drawString(x, y, text)

    return draw


def table(*, top: float, words: str, face: str, x: float = 120) -> Draw:
    """Three rows of two columns from top down, the first with these words."""

    def draw(canvas: Canvas) -> None:
        for place, left in enumerate((100, 200, 400)):
            canvas.line(left, top, left, top - 90 - 0 * place)
        for row in range(4):
            canvas.line(100, top - 30 * row, 400, top - 30 * row)
        say(words, x, top - 20, face)(canvas)
        for row in (1, 2):
            say("Nội dung", 220, top - 30 * row - 20)(canvas)

    return draw


def bookmark_nothing(writer: pypdf.PdfWriter) -> None:
    writer.add_outline_item(title="Không có ở đây", page_number=0)


def all_over(canvas: Canvas) -> None:
    """Lines so close that some lie on those of the text."""
    for y in range(300, 500, 4):
        say("đối thoại với thanh niên", 200, y)(canvas)


GOOD_TABLES = (table(top=700, words="STT", face=BOLD), table(top=780, words="STT", face=BOLD))
WRONG: dict[str, Callable[[], bytes]] = {
    "language_is_vietnamese": lambda: changed(lambda writer: writer.root_object.pop("/Lang")),
    "file_has_title_and_author": lambda: made(plain("Một"), title=""),
    "fonts_are_embedded": lambda: with_stamp(say("x", face="Helvetica")),
    "pages_are_a4": lambda: changed(lambda writer: writer.pages[0].scale_by(0.9)),
    "no_page_is_empty": lambda: changed(lambda writer: writer.add_blank_page()),
    "letters_are_whole": lambda: drawn(say(unicodedata.normalize("NFD", "Hữu Phước"))),
    "nothing_is_left_to_fill_in": lambda: made(plain("Kính gửi {agency}")),
    "bookmarks_name_what_is_there": lambda: changed(
        lambda writer: writer.add_outline_item(title="Không có ở đây", page_number=0)
    ),
    "no_line_on_another": lambda: with_stamp(all_over),
    "head_of_table_is_repeated": lambda: drawn(GOOD_TABLES[0], table(top=780, words="01", face=REGULAR)),
    "text_stays_inside_its_table": lambda: drawn(table(top=700, words="STT", face=BOLD, x=60)),
    "no_letter_over_a_rule": lambda: drawn(table(top=700, words="m" * 14, face=BOLD, x=115)),
}


def test_a_good_file_passes_every_point() -> None:
    assert check_file(good()) == {}
    assert check_file(drawn(*GOOD_TABLES)) == {}


def test_every_point_has_its_wrong_file() -> None:
    assert WRONG.keys() == FILE_POINTS.keys()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_found(name: str) -> None:
    assert name in check_file(WRONG[name]())


def test_the_sizes_of_pages_come_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "PAGE_HEIGHT", 280.0)
    assert "pages_are_a4" in check_file(good())
