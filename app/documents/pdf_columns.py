"""Widths of the columns of a table: by weight, by the words they must hold, and so that its rows are low."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial
from math import ceil

from app.documents.blocks import Align, Row, RowKind, Table
from app.documents.marks import CONTINUED
from app.documents.pdf_fonts import BOLD, REGULAR, Face, width
from app.documents.pdf_lines import words_of

_LONGEST_KEPT_WHOLE = 12
"""Letters of a word that its column must hold unbroken: every Vietnamese word and every date is shorter."""

_LONGEST_SYMBOL = 24
"""A column that has room for the symbol of a paper ("128/2020/NQ-HĐND") does not give it away."""

_MAY_BE_PARTED = 150
"""Letters of a cell from which its row may run over a page end: the first column then has room to say so."""

_STEP = 6.0
"""Points that one column takes from another at a time."""

_LEAST_SHARE = 0.8
"""Of the width by weight, that a column keeps: a name of an agency in a column of one word a line reads badly."""

_MOST_STEPS = 40
_MOST_ROWS = 40
"""Rows looked at, spread over the table: more would take longer and say the same."""

_RAGGED = 1.08
"""What broken lines take more than the words need."""

_LAST_LINE = 0.4
"""What the last line of a broken text leaves empty, in lines: the mean, so that a step that nearly saves one counts."""

Heights = tuple[float, ...]


@lru_cache(maxsize=64)
def column_widths(block: Table, room: float, size: float, pad: float) -> tuple[float, ...]:
    """Widths in points of room in all, cells with pad left and right.

    By weight first, no column narrower than its longest ordinary word; then a column takes from another as long as
    the rows together get lower. One without a word is written in by hand, a centred one holds codes: both keep what
    their weight gives them.
    """
    least = _least_widths(block, _LONGEST_KEPT_WHOLE, size, pad)
    if sum(least) > room:
        return tuple(part * room / sum(least) for part in least)
    widths = dict[int, float]()
    while len(widths) < len(least):
        weights = {place: block.columns[place].weight for place in range(len(least)) if place not in widths}
        unit = (room - sum(widths.values())) / sum(weights.values())
        narrow = {place: least[place] for place, weight in weights.items() if weight * unit < least[place]}
        widths |= narrow or {place: weight * unit for place, weight in weights.items()}
    by_weight = [widths[place] for place in range(len(least))]
    symbols = _least_widths(block, _LONGEST_SYMBOL, size, pad)
    least = [max(low, _LEAST_SHARE * wide) for low, wide in zip(symbols, by_weight, strict=True)]
    giving = frozenset(place for place, column in enumerate(block.columns) if column.align is Align.LEFT)
    return _lowest(by_weight, least, giving, _sample(block), size, pad)


def _least_widths(block: Table, longest: int, size: float, pad: float) -> list[float]:
    """What each column needs for its words of at most so many letters."""
    return [
        2 * pad + max(_widest(column.title.split(), BOLD, longest, size), _widest(words, REGULAR, longest, size))
        for column, words in zip(block.columns, _words_by_column(block), strict=True)
    ]


def _words_by_column(block: Table) -> list[set[str]]:
    plain = [_without_picture(row, block) for row in block.rows if row.kind is RowKind.PLAIN]
    words = [{word for row in plain for word in row.cells[place].split()} for place in range(len(block.columns))]
    if any(len(cell) > _MAY_BE_PARTED for row in plain for cell in row.cells):
        words[0].add(CONTINUED)
    return words


def _without_picture(row: Row, block: Table) -> Row:
    """A picture is as wide as its column, whatever the words that describe it."""
    if not row.picture:
        return row
    cells = (cell if place != block.pictures_in else "" for place, cell in enumerate(row.cells))
    return Row(tuple(cells), row.kind)


def _widest(words: Iterable[str], face: Face, longest: int, size: float) -> float:
    kept = " ".join(word for word in words if len(word) <= longest)
    return max((word.width for word in words_of([(face, kept)], size)), default=0.0)


def _sample(block: Table) -> list[Row]:
    plain = [_without_picture(row, block) for row in block.rows if row.kind is RowKind.PLAIN]
    return plain[:: max(1, ceil(len(plain) / _MOST_ROWS))]


def _lowest(
    widths: list[float], least: Sequence[float], giving: frozenset[int], rows: Sequence[Row], size: float, pad: float
) -> tuple[float, ...]:
    """Move steps of width, from columns of giving only, while that takes lines away."""
    columns = range(len(widths))
    natural = [[_natural(row.cells[place], size) for row in rows] for place in columns]
    written = [place for place in columns if any(map(any, natural[place]))]
    heights = [cache(partial(_heights, natural[place], 2 * pad)) for place in columns]
    for _ in range(_MOST_STEPS):
        now = [heights[place](round(widths[place], 1)) for place in columns]
        best, chosen = _total(now), None
        for giver in giving.intersection(written):
            if widths[giver] - _STEP < least[giver]:
                continue
            for taker in written:
                lines = _total(_moved(now, heights, widths, giver, taker)) if taker != giver else best
                if lines < best - 0.01:
                    best, chosen = lines, (giver, taker)
        if chosen is None:
            break
        widths[chosen[0]] -= _STEP
        widths[chosen[1]] += _STEP
    return tuple(widths)


def _moved(
    now: Sequence[Heights], heights: Sequence[Callable[[float], Heights]], widths: list[float], giver: int, taker: int
) -> list[Heights]:
    return [
        heights[place](round(widths[place] + (_STEP if place == taker else -_STEP), 1))
        if place in (giver, taker)
        else known
        for place, known in enumerate(now)
    ]


def _total(heights: Sequence[Heights]) -> float:
    """Lines of all rows together: each is as high as its highest cell."""
    return sum(map(max, *heights)) if len(heights) > 1 else sum(heights[0])


def _natural(text: str, size: float) -> list[float]:
    """Widths of the lines of a cell if none were broken."""
    space = width(" ", REGULAR, size)
    lines = (words_of([(REGULAR, line)], size) for line in text.split("\n"))
    return [sum(word.width + space for word in words) for words in lines]


def _heights(natural: Sequence[Sequence[float]], pads: float, wide: float) -> Heights:
    """Lines of each cell, about."""
    room = max(wide - pads, 1.0)
    return tuple(sum(line * _RAGGED / room + _LAST_LINE if line > room else 1.0 for line in of) for of in natural)
