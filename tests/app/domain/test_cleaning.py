"""What was cleaned once is clean: whoever reads it on need not clean it again (app.imports.reader, app.commands)."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.text import clean_line, clean_text, is_plain

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aeđơ \t\n\r\v\f\x1c\x85\xa0\u2003\u2028\u200b\u200d\ufeff\u0301\u0302\u0323\u0338\u0653\ud7ff"
        ),
    ),
    max_size=40,
)


@given(HOSTILE)
@example("a\u200d\u0301")
@example("a\u200b\u0323\u0301" + "\u0338" * 9)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (clean_text, clean_line):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)


@given(HOSTILE)
def test_clean_text_that_can_be_printed_is_one_clean_line(text: str) -> None:
    once = clean_text(text)
    if once.isprintable():
        assert clean_line(once) == once


@given(st.lists(HOSTILE, max_size=5))
def test_a_row_is_clean_when_its_cells_set_apart_by_spaces_are(cells: list[str]) -> None:
    if is_plain(" ".join(filter(None, cells))):
        assert [clean_text(cell) for cell in cells] == cells


@pytest.mark.parametrize("cells", [("a ", "b"), ("a", " "), (" ", ""), ("a\n", "b"), ("a  b",)])
def test_a_row_with_a_cell_to_clean_is_not_plain(cells: tuple[str, ...]) -> None:
    assert not is_plain(" ".join(filter(None, cells)))
