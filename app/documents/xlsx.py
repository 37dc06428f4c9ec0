"""The tables and charts of a document as an Excel file. Every text is a text: never a formula, a link or a number."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.documents import form
from app.documents.blocks import Align, AnnexHead, BarChart, Document, Paragraph, Part, Row, RowKind, Table, Title
from app.documents.docx_styles import FAMILY
from app.documents.docx_text import plain_text
from app.documents.marks import mark
from app.documents.pdf_table import png_size
from app.domain.records import dataclass

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_SHEET = "Bảng {number}"
_CELL_LETTERS = 32_000
"""Excel holds 32,767 letters in a cell; what is longer goes on in the row below."""

_WIDTH = {False: 92.0, True: 140.0}
"""Width of all columns together on an upright and on a landscape page, in letters."""

_LETTER_PX, _BESIDE_PX, _POINTS_PER_PX = 7, 3, 0.75
"""A letter of a column's width and the room beside a picture, in Excel's pixels; an inch has 96 of them."""

_A4 = 9
_BLACK, _GREY = "#000000", "#808080"


def render(document: Document, *, draft: bool = False, rehearsal: bool = False) -> bytes:
    """Make the file: one sheet for each part that has a table or a chart."""
    stamp = mark(draft=draft, rehearsal=rehearsal)
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": plain_text(document.title)[:255], "author": plain_text(document.author)[:255]})
        looks = _looks(book)
        for number, part in enumerate(_with_tables(document), 1):
            _Sheet(book, book.add_worksheet(_SHEET.format(number=number)), looks, part).write(stamp)
    return out.getvalue()


def _with_tables(document: Document) -> list[Part]:
    return [part for part in document.parts if any(isinstance(b, Table | BarChart) for b in part.blocks)]


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a book."""

    title: Format
    plain: Format
    head: Format
    left: Format
    centre: Format
    group: Format
    number: Format


def _looks(book: Workbook) -> _Looks:
    base = {"font_name": FAMILY, "font_size": form.TABLE_SIZE, "font_color": _BLACK}
    cell = base | {"text_wrap": True, "valign": "top", "border": 1}
    return _Looks(
        title=book.add_format(base | {"bold": True, "font_size": 14, "align": "center", "text_wrap": True}),
        plain=book.add_format(base | {"text_wrap": True, "valign": "top"}),
        head=book.add_format(cell | {"bold": True, "align": "center", "valign": "vcenter"}),
        left=book.add_format(cell),
        centre=book.add_format(cell | {"align": "center"}),
        group=book.add_format(cell | {"bold": True}),
        number=book.add_format(cell | {"align": "center", "num_format": "00"}),
    )


class _Sheet:
    """Writes the blocks of one part from the top down."""

    def __init__(self, book: Workbook, sheet: Worksheet, looks: _Looks, part: Part) -> None:
        self.book, self.sheet, self.looks, self.part = book, sheet, looks, part
        self.row = 0
        self.columns = max([len(b.columns) for b in part.blocks if isinstance(b, Table)] or [2])

    def write(self, stamp: str) -> None:
        self._set_page(stamp)
        for block in self.part.blocks:
            match block:
                case AnnexHead():
                    self._across(block.label, self.looks.title)
                    self._across(block.title, self.looks.title)
                    self._across(block.attached, self.looks.plain)
                case Title():
                    self._across(block.kind, self.looks.title)
                    self._across(block.subject, self.looks.title)
                case Paragraph():
                    self._across(block.text, self.looks.plain)
                case Table():
                    self._table(block)
                case BarChart():
                    self._chart(block)
                case _:
                    pass

    def _set_page(self, stamp: str) -> None:
        sheet = self.sheet
        sheet.set_paper(_A4)
        if self.part.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        inch = 25.4
        sheet.set_margins(
            form.MARGIN_LEFT / inch, form.MARGIN_RIGHT / inch, form.MARGIN_TOP / inch, form.MARGIN_BOTTOM / inch
        )
        sheet.set_header('&C&"Times New Roman"&13&P' + (f'&R&"Times New Roman,Bold"&13{stamp}' if stamp else ""))
        if stamp:
            self._across(stamp, self.looks.title)
        tables = [block for block in self.part.blocks if isinstance(block, Table)]
        if tables:
            unit = _WIDTH[self.part.landscape] / sum(column.weight for column in tables[0].columns)
            for place, column in enumerate(tables[0].columns):
                sheet.set_column(place, place, max(6.0, column.weight * unit))

    def _across(self, text: str, look: Format) -> None:
        for line in text.split("\n"):
            if not line:
                continue
            self.sheet.merge_range(self.row, 0, self.row, max(self.columns - 1, 1), "", look)
            self.sheet.write_string(self.row, 0, plain_text(line), look)
            letters = sum(_WIDTH.values()) / 2
            self.sheet.set_row(self.row, 19 * (1 + len(line) // letters))
            self.row += 1

    def _table(self, block: Table) -> None:
        self.row += 1
        for place, column in enumerate(block.columns):
            self.sheet.write_string(self.row, place, column.title, self.looks.head)
        if sum(isinstance(b, Table) for b in self.part.blocks) == 1:
            self.sheet.repeat_rows(self.row)
            self.sheet.freeze_panes(self.row + 1, 0)
        self.row += 1
        for row in block.rows:
            self._data_row(row, block)

    def _data_row(self, row: Row, block: Table) -> None:
        last = len(block.columns) - 1
        first = {RowKind.GROUP: 1, RowKind.TOTAL: 0}.get(row.kind)
        if first is not None:
            self.sheet.write_string(self.row, 0, plain_text(row.cells[0]), self.looks.group)
            if last > first:
                self.sheet.merge_range(self.row, first, self.row, last, "", self.looks.group)
            self.sheet.write_string(self.row, first, plain_text(row.cells[-1]), self.looks.group)
            self.row += 1
            return
        looks = [self.looks.centre if c.align is Align.CENTRE else self.looks.left for c in block.columns]
        texts = [plain_text(text) for text in row.cells]
        if row.picture:
            texts[block.pictures_in] = ""
        if row.picture:
            self._picture(row, block)
        while any(texts) or texts == [""] * len(texts):
            for place, text in enumerate(texts):
                self.sheet.write_string(self.row, place, text[:_CELL_LETTERS], looks[place])
            self.row += 1
            texts = [text[_CELL_LETTERS:] for text in texts]
            if not any(texts):
                break

    def _picture(self, row: Row, block: Table) -> None:
        """Over its cell, which is made as high as the picture and empty."""
        place = block.pictures_in
        wide, high = png_size(row.picture)
        unit = _WIDTH[self.part.landscape] / sum(column.weight for column in block.columns)
        scale = (block.columns[place].weight * unit * _LETTER_PX - 2 * _BESIDE_PX) / wide
        self.sheet.set_row(self.row, (high * scale + 2 * _BESIDE_PX) * _POINTS_PER_PX)
        self.sheet.insert_image(
            self.row, place, "picture.png",
            {"image_data": BytesIO(row.picture), "x_offset": _BESIDE_PX, "y_offset": _BESIDE_PX, "x_scale": scale,
             "y_scale": scale, "object_position": 1, "description": plain_text(row.cells[place])},
        )  # fmt: skip

    def _chart(self, block: BarChart) -> None:
        """Labels and numbers, and beside them a chart of bars with their numbers, grey on white."""
        if not block.bars:
            return
        self.row += 1
        self._across(block.title, self.looks.title)
        first = self.row
        for bar in block.bars:
            self.sheet.write_string(self.row, 0, plain_text(bar.label), self.looks.left)
            self.sheet.write_number(self.row, 1, bar.value, self.looks.number)
            self.row += 1
        chart = self.book.add_chart({"type": "bar"})
        name = self.sheet.get_name()
        chart.add_series(
            {
                "categories": [name, first, 0, self.row - 1, 0],
                "values": [name, first, 1, self.row - 1, 1],
                "fill": {"color": _GREY},
                "border": {"color": _BLACK},
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        chart.set_title({"name": plain_text(block.title)})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": 620, "height": 90 + 34 * len(block.bars)})
        self.sheet.insert_chart(first, self.columns + 1, chart)
