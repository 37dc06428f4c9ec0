"""Ruled tables as pieces: repeated head, rows that run over a page end line by line."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from app.documents import form
from app.documents.blocks import Align, RowKind, Table
from app.documents.marks import CONTINUED
from app.documents.pdf_columns import column_widths
from app.documents.pdf_fonts import BOLD, REGULAR, Face
from app.documents.pdf_lines import Line, break_lines, words_of
from app.documents.pdf_pieces import Ink, Photo, Piece, Stroke
from app.documents.pdf_text import ASCENT, line_inks
from app.domain.records import dataclass

_PAD_X = 3.5
_PAD_TOP = 2.0
_PAD_BOTTOM = 3.5
_SIZE = form.TABLE_SIZE
_STEP = form.tight_leading(_SIZE)
LINES_KEPT_WHOLE = 10
"""A row of no more lines is not parted by a page end."""

_FEWEST_LINES = 3
_FEWEST_COLUMNS = 3
"""Of a table whose first column numbers or names the rows."""

_HIGHEST_HEAD = form.text_height(landscape=True) * form.MM / 2
"""Points: a head that is higher stands once, above the first row; it would leave the rows no room."""

Cells = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Where the cells of a row lie: left edges and widths in points, and how each is set."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    face: Face = REGULAR

    def across(self, first: int, face: Face) -> _Grid:
        """Join all columns from first on."""
        right = self.lefts[-1] + self.widths[-1]
        return _Grid(
            self.lefts[: first + 1],
            (*self.widths[:first], right - self.lefts[first]),
            (*self.aligns[:first], Align.LEFT),
            face,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _RowPiece(Piece):
    """A row and what is needed to part it between two lines."""

    grid: _Grid | None = None
    cells: Cells = ()
    is_rest: bool = False

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """At least three lines on each side; a short row stays whole. The rest says again which row it is."""
        lines = max(map(len, self.cells), default=0)
        first = min(int((room - _PAD_TOP - _PAD_BOTTOM) / _STEP), lines - _FEWEST_LINES)
        if self.grid is None or lines <= LINES_KEPT_WHOLE or first < _FEWEST_LINES:
            return None
        if any(photo.y + photo.height > room for photo in self.photos):
            return None
        head = _row(self.grid, tuple(cell[:first] for cell in self.cells), self.photos)
        name = self._name_of_rest(self.grid, first)
        tail = _row(self.grid, (name, *(cell[first:] for cell in self.cells[1:])))
        return (
            replace(head, header=self.header, space_before=self.space_before),
            replace(tail, header=self.header, keep_with_next=self.keep_with_next, is_rest=True),
        )

    def _name_of_rest(self, grid: _Grid, first: int) -> tuple[Line, ...]:
        """The row's number again and that it goes on; what is longer than a number goes on itself."""
        name = self.cells[0]
        if len(self.cells) < _FEWEST_COLUMNS or len(name) > _FEWEST_LINES - (not self.is_rest) or not name[0].width:
            return name[first:]
        return name if self.is_rest else (*name, *_cell(CONTINUED, grid, 0))


def table(block: Table, room: float) -> Iterator[Piece]:
    """Make the head and a piece per row; a group row stays with its next row, a total with the one before."""
    widths = widths_of(block, room)
    lefts = tuple(sum(widths[:place]) for place in range(len(widths)))
    grid = _Grid(lefts, widths, tuple(column.align for column in block.columns))
    header = _header(block, grid)
    yield replace(header, space_before=form.PARAGRAPH_SPACE_PT + 2, keep_with_next=True)
    repeated = header if header.height <= _HIGHEST_HEAD else None
    shapes = {RowKind.PLAIN: grid, RowKind.GROUP: grid.across(1, BOLD), RowKind.TOTAL: grid.across(0, BOLD)}
    for place, row in enumerate(block.rows):
        follows_total = place + 1 < len(block.rows) and block.rows[place + 1].kind is RowKind.TOTAL
        shape = shapes[row.kind]
        photos = (_photo(shape, block.pictures_in, row.picture),) if row.picture else ()
        shown = {block.pictures_in} if photos else set()
        cells = (_cell("" if column in shown else text, shape, column) for column, text in enumerate(row.cells))
        piece = _row(shape, tuple(cells), photos)
        yield replace(piece, header=repeated, keep_with_next=row.kind is RowKind.GROUP or follows_total)


def widths_of(block: Table, room: float) -> tuple[float, ...]:
    """Widths of the columns in points, the same in the PDF and in the Word file."""
    return column_widths(block, room, _SIZE, _PAD_X)


def _cell(text: str, grid: _Grid, column: int) -> tuple[Line, ...]:
    room = grid.widths[column] - 2 * _PAD_X
    lines: list[Line] = []
    for part in text.split("\n"):
        lines += break_lines(words_of([(grid.face, part)], _SIZE), _SIZE, room)
    return tuple(lines)


def _photo(grid: _Grid, column: int, png: bytes) -> Photo:
    """As wide as its column; the shape is that of the PNG."""
    wide, high = png_size(png)
    room = grid.widths[column] - 2 * _PAD_X
    return Photo(grid.lefts[column] + _PAD_X, _PAD_X, room, room * high / wide, png)


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the head that every PNG begins with."""
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def _row(grid: _Grid, cells: Cells, photos: tuple[Photo, ...] = ()) -> _RowPiece:
    inks: list[Ink] = []
    for left, wide, align, lines in zip(grid.lefts, grid.widths, grid.aligns, cells, strict=True):
        y = _PAD_TOP + _SIZE * ASCENT
        for line in lines:
            x = left + (_PAD_X if align is Align.LEFT else (wide - line.width) / 2)
            inks += line_inks(line, x, y, _SIZE)
            y += _STEP
    height = _PAD_TOP + _PAD_BOTTOM + _STEP * max(1, *map(len, cells), 1)
    height = max(height, *(photo.y + photo.height + _PAD_X for photo in photos), 0.0)
    return _RowPiece(height, tuple(inks), _borders(grid, height), grid=grid, cells=cells, photos=photos)


def _borders(grid: _Grid, height: float) -> tuple[Stroke, ...]:
    """Left edge of every cell, right edge and bottom; the top edge is the bottom of what stands above."""
    right = grid.lefts[-1] + grid.widths[-1]
    edges = (*grid.lefts, right)
    return (*(Stroke(x, 0.0, x, height) for x in edges), Stroke(0.0, height, right, height))


def _header(block: Table, grid: _Grid) -> Piece:
    """Bold titles, centred both ways."""
    bold = _Grid(grid.lefts, grid.widths, tuple(Align.CENTRE for _ in grid.aligns), BOLD)
    cells = [_cell(column.title, bold, place) for place, column in enumerate(block.columns)]
    most = max(map(len, cells))
    row = _row(bold, tuple(cells))
    inks: list[Ink] = []
    for left, wide, lines in zip(bold.lefts, bold.widths, cells, strict=True):
        y = _PAD_TOP + 1.0 + _SIZE * ASCENT + (most - len(lines)) * _STEP / 2
        for line in lines:
            inks += line_inks(line, left + (wide - line.width) / 2, y, _SIZE)
            y += _STEP
    height = row.height + 2.0
    right = grid.lefts[-1] + grid.widths[-1]
    return Piece(height, tuple(inks), (*_borders(bold, height), Stroke(0.0, 0.0, right, 0.0)))
