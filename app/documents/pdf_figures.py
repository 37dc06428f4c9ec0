"""Bar charts and cards to be cut out, as pieces. Made for a black-and-white printer: every bar has its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.documents import form
from app.documents.blocks import BarChart, Card, Cards
from app.documents.pdf_fonts import BOLD, REGULAR, printable, width
from app.documents.pdf_lines import Line, balanced, break_lines, words_of
from app.documents.pdf_pieces import Box, Ink, Piece, Stroke
from app.documents.pdf_text import ASCENT, line_inks

_LABEL_SHARE = 0.4
_NUMBER_ROOM = 42.0
_BAR = 11.0
_BAR_GAP = 6.0
_BAR_GREY = 0.45
_MOST_WHOLE = 6
"""Bars of a chart that is never parted; a longer one keeps its first two and its last two together."""
_SIZE = form.TABLE_SIZE
_STEP = form.tight_leading(_SIZE)

_CODE_SIZE = 20.0
_CARD_SIZE = 13.0
_CARD_STEP = form.tight_leading(_CARD_SIZE)
_CARD_PAD = 10.0
_HEAD_SIZE = 8.0
_HEAD_STEP = form.tight_leading(_HEAD_SIZE)
_CARD_GAP = 14.0


def bar_chart(block: BarChart, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    """Title, then a piece for each bar from the axis on; only a long chart is parted, between bars."""
    if not block.bars:
        return
    size = sizes.body
    words = words_of([(BOLD, block.title)], size)
    indent = form.FIRST_LINE_INDENT * form.MM
    for place, line in enumerate(break_lines(words, size, room - indent)):
        before = 0.0 if place else form.PARAGRAPH_SPACE_PT + 4
        inks = tuple(line_inks(line, indent, size * ASCENT, size))
        yield Piece(form.leading(size), inks, space_before=before, keep_with_next=True)
    axis = room * _LABEL_SHARE
    most = max((bar.value for bar in block.bars), default=0) or 1
    last = len(block.bars) - 1
    for place, bar in enumerate(block.bars):
        lines = balanced(words_of([(REGULAR, bar.label)], _SIZE), _SIZE, axis - 10)
        height = max(_STEP * len(lines), _BAR) + _BAR_GAP
        top = (height - _STEP * len(lines)) / 2
        inks = tuple(
            ink
            for row, line in enumerate(lines)
            for ink in line_inks(line, axis - 8 - line.width, top + row * _STEP + _SIZE * ASCENT, _SIZE)
        )
        long = (room - axis - _NUMBER_ROOM) * bar.value / most
        number = Ink(axis + long + 5, (height + _SIZE * 0.66) / 2, BOLD, _SIZE, printable(bar.text))
        box = Box(axis, (height - _BAR) / 2, long, _BAR, _BAR_GREY)
        yield Piece(
            height,
            (*inks, number),
            (Stroke(axis, 0.0, axis, height),),
            keep_with_next=place < last and (last < _MOST_WHOLE or place in {0, last - 1}),
            boxes=(box,),
        )


def cards(block: Cards, room: float) -> Iterator[Piece]:
    """Two cards side by side in a piece, two pieces to a page."""
    height = (form.text_height() * form.MM - _CARD_GAP) / 2
    wide = (room - _CARD_GAP) / 2
    words = words_of([(BOLD, " ".join(block.head))], _HEAD_SIZE)
    head = list(break_lines(words, _HEAD_SIZE, wide - 2 * _CARD_PAD)) if block.head else []
    below = _HEAD_STEP * len(head)
    shown = [
        (code, lines) for card in block.cards for code, lines in _parts(card, wide, height - below, block.continued)
    ]
    for place in range(0, len(shown), 2):
        inks: list[Ink] = []
        strokes: list[Stroke] = []
        for column, (code, lines) in enumerate(shown[place : place + 2]):
            left = column * (wide + _CARD_GAP)
            for row, line in enumerate(head):
                y = _CARD_PAD + row * _HEAD_STEP + _HEAD_SIZE * ASCENT
                inks += line_inks(line, left + _CARD_PAD, y, _HEAD_SIZE)
            inks += _card_inks(code, lines, left + _CARD_PAD, _CARD_PAD + below)
            strokes += _frame(left, wide, height)
        piece = Piece(height, tuple(inks), tuple(strokes), space_before=_CARD_GAP)
        yield replace(piece, forces_page=place % 4 == 0)


def _parts(card: Card, wide: float, height: float, continued: str) -> Iterator[tuple[str, list[Line]]]:
    """What fits one card, then what is left under the same code with the word that says so.

    A code too wide for its large letters stands in those of the text and goes on like it.
    """
    room = wide - 2 * _CARD_PAD
    is_large = width(printable(f"{card.code} {continued}"), BOLD, _CODE_SIZE) <= room
    texts = card.lines if is_large else (card.code, *card.lines)
    lines = [line for text in texts for line in break_lines(words_of([(REGULAR, text)], _CARD_SIZE), _CARD_SIZE, room)]
    fits = int((height - 2 * _CARD_PAD - _CODE_SIZE * 1.6) / _CARD_STEP)
    for start in range(0, max(len(lines), 1), fits):
        code = (f"{card.code} {continued}" if start else card.code) if is_large else continued * bool(start)
        yield code, lines[start : start + fits]


def _card_inks(code: str, lines: list[Line], left: float, top: float) -> Iterator[Ink]:
    yield Ink(left, top + _CODE_SIZE * ASCENT, BOLD, _CODE_SIZE, printable(code))
    y = top + _CODE_SIZE * 1.6 + _CARD_SIZE * ASCENT
    for line in lines:
        yield from line_inks(line, left, y, _CARD_SIZE)
        y += _CARD_STEP


def _frame(left: float, wide: float, height: float) -> tuple[Stroke, ...]:
    right = left + wide
    return (
        Stroke(left, 0.0, right, 0.0),
        Stroke(left, height, right, height),
        Stroke(left, 0.0, left, height),
        Stroke(right, 0.0, right, height),
    )
