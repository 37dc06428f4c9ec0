"""A document of blocks as a PDF file: pages, numbers, outline and watermark.

The modules pdf_*.py measure and place; this one draws. Only they import ReportLab.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import assert_never

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.documents import form
from app.documents.blocks import (
    AnnexHead,
    BarChart,
    Block,
    Cards,
    Document,
    Heading,
    LetterHead,
    PageBreak,
    Paragraph,
    Part,
    SignatureArea,
    Table,
    Title,
)
from app.documents.marks import mark
from app.documents.pdf_figures import bar_chart, cards
from app.documents.pdf_fonts import BOLD, REGULAR, fonts, printable, width
from app.documents.pdf_pieces import Piece, Placed, fill_pages
from app.documents.pdf_table import table
from app.documents.pdf_text import annex_head, heading, letter_head, paragraph, signature_area, title

_WATERMARK_GREY = 0.9


def render(document: Document, *, draft: bool = False, rehearsal: bool = False, invariant: bool = False) -> bytes:
    """Make the PDF.

    draft prints "DỰ THẢO" and rehearsal "DIỄN TẬP" behind the text of every page. invariant leaves out time
    and id, so that the same document gives the same bytes.
    """
    fonts()
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=_page_size(landscape=False),
        pageCompression=1,
        invariant=int(invariant),
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say float; without it Helvetica is named
        lang="vi-VN",
    )
    canvas.setTitle(printable(document.title))
    canvas.setAuthor(printable(document.author))
    canvas.setSubject(printable(document.title))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    sizes = document.sizes
    last = 0
    for part in document.parts:
        last = _draw_part(canvas, part, sizes, mark(draft=draft, rehearsal=rehearsal), last if part.goes_on else 0)
    canvas.save()
    return out.getvalue()


def _page_size(*, landscape: bool) -> tuple[float, float]:
    upright = (form.PAGE_WIDTH * form.MM, form.PAGE_HEIGHT * form.MM)
    return upright[::-1] if landscape else upright


def pieces_of(part: Part, sizes: form.SizeSet) -> list[Piece]:
    """All slices of a part from top to bottom, with the rules that tie them together."""
    room = form.text_width(part.landscape) * form.MM
    pieces: list[Piece] = []
    turn = False
    for block in part.blocks:
        if isinstance(block, PageBreak):
            turn = True
            continue
        if isinstance(block, SignatureArea):
            least = form.FEWEST_LINES_TOGETHER
            pieces[-least:] = [piece.kept() for piece in pieces[-least:]]
        new = list(_pieces_of_block(block, sizes, room))
        if turn and new:
            new[0] = replace(new[0], forces_page=True)
            turn = False
        pieces += new
    return list(_outlined(pieces))


def _outlined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Let no bookmark lie more than one level below the one before it: readers refuse such an outline."""
    deepest = -1
    for piece in pieces:
        if piece.bookmark is None:
            yield piece
            continue
        level, text = piece.bookmark
        deepest = min(level, deepest + 1)
        yield piece if level == deepest else replace(piece, bookmark=(deepest, text))


def _pieces_of_block(block: Block, sizes: form.SizeSet, room: float) -> Iterator[Piece]:  # noqa: C901, PLR0911 one line a block
    match block:
        case LetterHead():
            return letter_head(block, sizes, room)
        case Title():
            return title(block, sizes, room)
        case Paragraph():
            return paragraph(block, sizes, room)
        case Heading():
            return heading(block, sizes, room)
        case Table():
            return table(block, room)
        case BarChart():
            return bar_chart(block, sizes, room)
        case Cards():
            return cards(block, room)
        case SignatureArea():
            return signature_area(block, sizes, room)
        case AnnexHead():
            return annex_head(block, sizes, room)
        case PageBreak():
            return iter(())
    assert_never(block)


def _draw_part(canvas: Canvas, part: Part, sizes: form.SizeSet, watermark: str, before: int) -> int:
    """Pages of one part, numbered on from before; page 1 shows no number (Annex I, I.7 and III.1.đ). Last number."""
    page_size = _page_size(landscape=part.landscape)
    pages = fill_pages(pieces_of(part, sizes), form.text_height(part.landscape) * form.MM)
    for number, page in enumerate(pages, before + 1):
        canvas.setPageSize(page_size)
        if watermark:
            _draw_watermark(canvas, watermark, page_size)
        _draw_page(canvas, page, page_size)
        if number > 1:
            _draw_number(canvas, number, sizes.page_number, part.landscape, page_size[1])
        canvas.showPage()
    return before + len(pages)


def _draw_number(canvas: Canvas, number: int, size: float, landscape: bool, page_height: float) -> None:
    """Centred over the text, in the middle of the top margin."""
    middle = (form.MARGIN_LEFT + form.text_width(landscape) / 2) * form.MM
    canvas.setFont(REGULAR, size)
    canvas.drawCentredString(middle, page_height - form.MARGIN_TOP * form.MM / 2 - size * 0.35, str(number))


def _draw_watermark(canvas: Canvas, words: str, page_size: tuple[float, float]) -> None:
    """Large pale letters from corner to corner, under the text."""
    wide, high = page_size
    size = 0.6 * math.hypot(wide, high) / max(width(words, BOLD, 1.0), 3.5)
    canvas.saveState()
    canvas.setFillGray(_WATERMARK_GREY)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(math.degrees(math.atan2(high, wide)))
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -size / 3, words)
    canvas.restoreState()


def _draw_page(canvas: Canvas, page: list[Placed], page_size: tuple[float, float]) -> None:
    """One text object and one path for the whole page; filled boxes and pictures lie under both."""
    left = form.MARGIN_LEFT * form.MM
    top = page_size[1] - form.MARGIN_TOP * form.MM
    for offset, piece in page:
        for box in piece.boxes:
            canvas.setFillGray(box.grey)
            canvas.rect(left + box.x, top - offset - box.y - box.height, box.width, box.height, stroke=0, fill=1)
        for photo in piece.photos:
            low = top - offset - photo.y - photo.height
            canvas.drawImage(ImageReader(BytesIO(photo.png)), left + photo.x, low, photo.width, photo.height)
    canvas.setFillGray(0)
    strokes: list[tuple[float, float, float, float]] = []
    text = canvas.beginText()
    face, size, stretch = "", 0.0, 0.0
    for offset, piece in page:
        y = top - offset
        if piece.bookmark is not None:
            _add_bookmark(canvas, piece.bookmark, y)
        for ink in piece.inks:
            if (ink.face, ink.size) != (face, size):
                face, size = ink.face, ink.size
                text.setFont(face, size)
            if ink.stretch != stretch:
                stretch = ink.stretch
                text.setWordSpace(stretch)
            text.setTextOrigin(left + ink.x, y - ink.y)
            text.textOut(ink.text)
        strokes += [(left + s.x1, y - s.y1, left + s.x2, y - s.y2) for s in piece.strokes]
    if stretch:
        text.setWordSpace(0)
    canvas.drawText(text)
    canvas.setLineWidth(form.RULE_PT)
    canvas.lines(strokes)


def _add_bookmark(canvas: Canvas, bookmark: tuple[int, str], y: float) -> None:
    level, text = bookmark
    key = f"{canvas.getPageNumber()}/{y:.1f}"
    canvas.bookmarkHorizontal(key, 0, y + form.PARAGRAPH_SPACE_PT)
    canvas.addOutlineEntry(printable(text).replace("\n", " "), key, level)
