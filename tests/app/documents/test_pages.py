"""Filling pages: nothing lost, headings and last lines keep their company, table heads come again."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.pdf_fonts import REGULAR
from app.documents.pdf_pieces import Ink, Piece, Stroke, fill_pages

HEIGHT = 100.0


def tops(pieces: list[Piece]) -> list[list[Piece]]:
    return [[placed.piece for placed in page] for page in fill_pages(pieces, HEIGHT)]


@given(st.lists(st.tuples(st.floats(1, 60), st.booleans(), st.floats(0, 10)), max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_piece_is_placed_once_in_order_and_inside_its_page(sizes: list[tuple[float, bool, float]]) -> None:
    pieces = [Piece(height, space_before=space, keep_with_next=keep) for height, keep, space in sizes]
    pages = fill_pages(pieces, HEIGHT)
    assert [placed.piece for page in pages for placed in page] == pieces
    for page in pages:
        assert all(placed.top + placed.piece.height <= HEIGHT + 0.02 for placed in page)
        assert all(a.top + a.piece.height <= b.top + 0.02 for a, b in pairwise(page))


def test_a_heading_goes_with_the_text_after_it() -> None:
    text, heading, after = Piece(70), Piece(10, keep_with_next=True), Piece(30)
    assert tops([text, heading, after]) == [[text], [heading, after]]


def test_a_chain_higher_than_a_page_is_still_printed() -> None:
    chain = [Piece(40, keep_with_next=True) for _ in range(5)] + [Piece(40)]
    pages = tops(chain)
    assert [piece for page in pages for piece in page] == chain
    assert [len(page) for page in pages] == [2, 2, 2]


def test_the_head_of_a_table_comes_again_on_every_page() -> None:
    head = Piece(10, keep_with_next=True)
    rows = [Piece(20, header=head) for _ in range(10)]
    assert tops([head, *rows]) == [[head, *rows[:4]], [head, *rows[4:8]], [head, *rows[8:]]]


def test_a_forced_page_begins_even_when_there_is_room() -> None:
    first, second = Piece(10), Piece(10, forces_page=True)
    assert tops([first, second]) == [[first], [second]]
    assert tops([replace(first, keep_with_next=True), second])[1] == [second]


def test_space_before_is_dropped_at_the_top_of_a_page() -> None:
    page_1, page_2 = fill_pages([Piece(90), Piece(20, space_before=15)], HEIGHT)
    assert (page_1[0].top, page_2[0].top) == (0, 0)


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from([8.0, 11.0])), min_size=1, max_size=4), st.floats(0, 90))
@settings(max_examples=100, deadline=None)
def test_what_no_page_can_hold_goes_on_line_by_line(columns: list[tuple[int, float]], used: float) -> None:
    """Columns of other sizes side by side, as in a head: every line once, in its order, whole, inside its page."""
    inks = [
        Ink(100.0 * place, step * (line + 1), REGULAR, step / 1.2, f"{place}/{line}")
        for place, (lines, step) in enumerate(columns)
        for line in range(lines)
    ]
    height = max(ink.y for ink in inks) + 4
    frame = (Stroke(0, 0, 0, height), Stroke(0, height, 100, height))
    pages = fill_pages([Piece(used), Piece(height, tuple(inks), frame)], HEIGHT)
    placed = [(page, top + ink.y, ink) for page, of in enumerate(pages) for top, piece in of for ink in piece.inks]
    assert sorted(ink.text for *_, ink in placed) == sorted(ink.text for ink in inks)
    assert all(y - 0.7 * ink.size > 0 and y <= HEIGHT for _, y, ink in placed)
    for place in range(len(columns)):
        column = [(page, y, int(ink.text.split("/")[1])) for page, y, ink in placed if ink.x == 100.0 * place]
        assert [line for *_, line in sorted(column)] == list(range(columns[place][0]))
    upright = [s for page in pages for _, piece in page for s in piece.strokes if s.x2 == 0]
    assert sum(s.y2 - s.y1 for s in upright) >= height - HEIGHT / 4


class Halved(Piece):
    """Parted wherever it is asked to be."""

    def split(self, room: float) -> tuple[Piece, Piece]:
        return Piece(room), Piece(self.height - room)


@pytest.mark.parametrize(("used", "parts"), [(60, 2), (70, 1)])
def test_what_fits_the_next_page_is_parted_only_where_more_than_a_third_would_stay_white(used: int, parts: int) -> None:
    first, second = fill_pages([Piece(used), Halved(50)], HEIGHT)
    assert (len(first), len(second)) == (parts, 1)
    assert len(fill_pages([Piece(used), Halved(120)], HEIGHT)[0]) == 2
