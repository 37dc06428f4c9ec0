"""The quick folding of Vietnamese text is the slow one of any text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import fold


def slowly(text: str) -> str:
    text = text.casefold()
    for mark in "’‘ʼ´":
        text = text.replace(mark, "'")
    bare = (c for c in unicodedata.normalize("NFD", text).replace("đ", "d") if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", "".join(bare))


@given(
    st.text(st.one_of(st.characters(max_codepoint=0x36F), st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)))
)
def test_latin_text_is_folded_as_any_text(text):
    assert fold(text) == slowly(text)


@given(st.text())
def test_other_scripts_are_folded_too(text):
    assert fold(text) == slowly(text)


def test_a_vietnamese_line():
    assert fold("Đoàn viên Ê Đê, M’Nông “Năm Căn”") == "doan vien e de, m'nong “nam can”"
