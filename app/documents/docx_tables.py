"""Tables of a Word file: data with a repeated head, bars with their numbers, cards, and columns without rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from app.documents import form
from app.documents.blocks import Align, BarChart, Cards, Row, RowKind, Run, Table
from app.documents.docx_styles import PLAIN_TABLE, RULED, TWIP
from app.documents.docx_text import child, paragraph
from app.documents.pdf_table import LINES_KEPT_WHOLE, widths_of

_BAR = "█"
_MOST_BARS = 24
_BAR_SHARES = (0.38, 0.49, 0.13)
_CARD_MM = 118.0
_LETTER = 0.47 * form.TABLE_SIZE
"""Points: the mean width of a letter with the spaces between words."""
_BESIDE_PICTURE = 12.0
"""Points of the cell's own margins, left and right together."""

Cell = Sequence[BaseOxmlElement]


Painter = Callable[[bytes, float, str], BaseOxmlElement]
"""Makes the paragraph of a picture from its PNG, its width in points and its description."""


def data_table(block: Table, room: float, painter: Painter) -> BaseOxmlElement:
    """The head row is repeated on every page; rows may run over a page end, as in the PDF."""
    widths = widths_of(block, room)
    found = _table(RULED, widths)
    head = [[paragraph("CellHead", (Run(column.title),))] for column in block.columns]
    found.append(_row(head, widths, is_head=True))
    for row in block.rows:
        found.append(_data_row(row, block, widths, painter))
    return found


def _data_row(row: Row, block: Table, widths: Sequence[float], painter: Painter) -> BaseOxmlElement:
    if row.kind is RowKind.GROUP:
        cells = [_texts("CellGroupMiddle", row.cells[0]), _texts("CellGroup", row.cells[1])]
        return _row(cells, (widths[0], sum(widths[1:])), spans=(1, len(widths) - 1))
    if row.kind is RowKind.TOTAL:
        return _row([_texts("CellTotal", row.cells[0])], (sum(widths),), spans=(len(widths),))
    styles = {Align.LEFT: "Cell", Align.CENTRE: "CellMiddle"}
    cells = [_texts(styles[column.align], text) for text, column in zip(row.cells, block.columns, strict=True)]
    if row.picture:
        place = block.pictures_in
        cells[place] = [painter(row.picture, widths[place] - _BESIDE_PICTURE, row.cells[place])]
    return _row(cells, widths, is_whole=bool(row.picture) or _is_short(row, widths))


def _is_short(row: Row, widths: Sequence[float]) -> bool:
    """Whether a page end must not part the row, as in the PDF; counted by letters, Word breaks the lines itself."""
    lines = [
        sum(len(line) * _LETTER / max(wide, _LETTER) // 1 + 1 for line in cell.split("\n"))
        for cell, wide in zip(row.cells, widths, strict=True)
    ]
    return max(lines) <= LINES_KEPT_WHOLE


def bar_table(block: BarChart, room: float) -> BaseOxmlElement:
    """A row for each bar: label, a stretch of solid letters as long as its value asks, the number."""
    widths = tuple(room * share for share in _BAR_SHARES)
    found = _table(PLAIN_TABLE, widths)
    most = max((bar.value for bar in block.bars), default=0) or 1
    for bar in block.bars:
        length = max(1, round(_MOST_BARS * bar.value / most)) if bar.value else 0
        cells = [_texts("BarLabel", bar.label), _texts("Cell", f" {_BAR * length}"), _texts("CellTotal", bar.text)]
        found.append(_row(cells, widths))
    return found


def card_table(block: Cards, room: float) -> BaseOxmlElement:
    """Two cards in a row, each at least a quarter of a page; Word lets a long text make its card higher."""
    widths = (room / 2, room / 2)
    found = _table(RULED, widths)
    cards = list(block.cards)
    for place in range(0, len(cards), 2):
        cells: list[Cell] = []
        for card in cards[place : place + 2]:
            head = [paragraph("Recipient", (Run(" ".join(block.head), bold=True),))] if block.head else []
            lines = [paragraph("CardText", (Run(line),)) for line in card.lines]
            cells.append([*head, paragraph("CardCode", (Run(card.code),)), *lines])
        while len(cells) < 2:
            cells.append([paragraph("CardText", ())])
        found.append(_row(cells, widths, least_height=_CARD_MM * form.MM))
    return found


def side_by_side(rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> BaseOxmlElement:
    """Columns without rules that are never parted by a page end: head, signatures."""
    found = _table(PLAIN_TABLE, widths)
    for cells in rows:
        found.append(_row([cell or [paragraph("Recipient", ())] for cell in cells], widths, is_whole=True))
    return found


def _texts(style: str, text: str) -> list[BaseOxmlElement]:
    return [paragraph(style, (Run(line),)) for line in text.split("\n")]


def _table(style: str, widths: Sequence[float]) -> BaseOxmlElement:
    found = child(None, "w:tbl")
    properties = child(found, "w:tblPr")
    child(properties, "w:tblStyle", val=style)
    child(properties, "w:tblW", w=_twips(sum(widths)), type="dxa")
    child(properties, "w:tblLayout", type="fixed")
    grid = child(found, "w:tblGrid")
    for wide in widths:
        child(grid, "w:gridCol", w=_twips(wide))
    return found


def _row(
    cells: Sequence[Cell],
    widths: Sequence[float],
    *,
    spans: Sequence[int] = (),
    is_head: bool = False,
    is_whole: bool = False,
    least_height: float = 0.0,
) -> BaseOxmlElement:
    found = child(None, "w:tr")
    if is_head or is_whole or least_height:
        properties = child(found, "w:trPr")
        child(properties, "w:cantSplit")
        if least_height:
            child(properties, "w:trHeight", val=_twips(least_height), hRule="atLeast")
        if is_head:
            child(properties, "w:tblHeader")
    for place, cell in enumerate(cells):
        element = child(found, "w:tc")
        properties = child(element, "w:tcPr")
        child(properties, "w:tcW", w=_twips(widths[place]), type="dxa")
        if spans and spans[place] > 1:
            child(properties, "w:gridSpan", val=str(spans[place]))
        if is_head:
            child(properties, "w:vAlign", val="center")
        for text in cell:
            element.append(text)
    return found


def _twips(points: float) -> str:
    return str(round(points * TWIP))
