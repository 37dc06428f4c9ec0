"""A table copied from a spreadsheet -> rows of cells in the order a list wants them. Nothing is looked up here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from app.domain.text import fold
from app.imports.text_table import read_pasted

_LONGEST = 40
"""Letters of a title."""
_NUMBERING = frozenset({"stt", "tt", "so tt", "so thu tu"})


def is_table(text: str) -> bool:
    """Whether words are more than one cell: several columns, or several lines."""
    return "\t" in text.strip("\r\n") or len([line for line in text.splitlines() if line.strip()]) > 1


def rows_of(text: str, titles: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows with as many cells as there are titles; none: all cells as they stand.

    A first row of titles is left out and says which column is which; without one they stand in the order of the
    titles. A column that only numbers the rows is left out. Errors: ImportRefusedError.
    """
    rows = [[cell.strip() for cell in row] for row in read_pasted(text)]
    rows = [row for row in rows if any(row)]
    if not titles or not rows:
        return [tuple(row) for row in rows]
    places = _places(rows[0], titles)
    if places is not None:
        return [tuple(row[place] if 0 <= place < len(row) else "" for place in places) for row in rows[1:]]
    if len(rows) > 1 and all(len(row) > 1 and row[0].rstrip(".") == str(n) for n, row in enumerate(rows, 1)):
        rows = [row[1:] for row in rows]
    return [tuple((*row, *[""] * len(titles))[: len(titles)]) for row in rows]


def _places(head: Sequence[str], titles: Sequence[str]) -> list[int] | None:
    """Where each title stands in the first row, -1 for none; None if the first row is no row of titles.

    A site may be called "Điểm cầu UBND tỉnh": one cell that only begins like a title does not make a row of titles.
    """
    found = [fold(cell) for cell in head]
    wanted = [fold(title) for title in titles]
    places: list[int] = []
    for title in wanted:
        places.append(_place(title, found, places))
    named = [place for place in places if place >= 0]
    others = [cell for place, cell in enumerate(found) if cell and place not in named and cell not in _NUMBERING]
    is_sure = len(named) > 1 or any(found[place] == wanted[places.index(place)] for place in named)
    return places if is_sure and places[0] >= 0 and len(others) <= len(named) else None


def _place(title: str, head: Sequence[str], taken: Sequence[int]) -> int:
    free = [(place, cell) for place, cell in enumerate(head) if cell and place not in taken and len(cell) <= _LONGEST]
    same = (place for place, cell in free if cell == title)
    like = (place for place, cell in free if cell.startswith(title) or title.startswith(cell))
    within = (place for place, cell in free if f" {title} " in f" {cell} ")
    return next(chain(same, like, within), -1)
