"""Columns by what their words need: short ones whole, long ones fair, empty ones out of the way."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.column_widths import SHORT, Need, widths

SITES = [Need(8, 60, 450, 90), Need(5, 40, 140, 60), Need(5, 90, 150, 60), Need(4, 80, 105, 50)]


def test_all_stand_in_one_line_where_there_is_room() -> None:
    wide, lines = widths(900, SITES)
    assert lines == 1
    assert sum(wide) == 900
    assert all(each >= need.in_one for each, need in zip(wide, SITES, strict=True))


def test_a_telephone_stays_whole_beside_a_long_name() -> None:
    wide, lines = widths(508, SITES)
    assert lines == 2
    assert wide[3] >= 105
    assert wide[0] > max(wide[1:3])


def test_a_name_is_broken_only_where_the_room_is_scarce() -> None:
    people = [Need(7, 70, 150, 60), Need(6, 110, 540, 90), Need(5, 60, 65, 40), Need(4, 70, 380, 70)]
    assert widths(640, people)[0][0] >= 150
    assert widths(360, people)[0][0] < 150


def test_an_empty_column_goes_where_words_would_be_cut() -> None:
    needs = [Need(2, 50, 50, 40), Need(6, 60, 800, 80), Need(5, 60, 330, 70), Need(4, 70)]
    wide, lines = widths(500, needs)
    assert (wide[3], lines) == (0, 2)
    assert wide[0] == 50
    assert abs(wide[1] / wide[2] - 6 / 5) < 0.01 or wide[2] >= needs[2].in_two(SHORT)
    assert widths(2000, needs)[0][3] >= 70


@given(
    st.floats(300, 1500),
    st.lists(st.tuples(st.integers(1, 9), st.floats(30, 120), st.floats(0, 2000)), min_size=1, max_size=6),
)
def test_the_room_is_filled_and_nobody_has_too_much_while_another_starves(room, columns) -> None:
    needs = [Need(share, head, words, min(words, 90)) for share, head, words in columns]
    wide, lines = widths(room, needs)
    assert abs(sum(wide) - room) < 0.01
    assert all(each > 0 or place for place, each in enumerate(wide))
    starved = any(each and each < need.in_two(SHORT) - 0.01 for each, need in zip(wide, needs, strict=True))
    if starved:
        assert lines == 2
        assert all(each <= max(need.in_two(224), 224) + 0.01 for each, need in zip(wide, needs, strict=True))
