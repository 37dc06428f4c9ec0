"""Citations: their places, their short form, and what holds for any text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.citations import find_citations, short_form

WORDS = (
    "Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ về Luật Thanh niên năm 2020 QĐ 311 Bộ luật , "
    "“ ” 99/99/2023"
)
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES | st.text(max_size=6)).map(" ".join))
def test_any_text_is_read_and_every_place_is_exact(text: str) -> None:
    found = find_citations(text)
    assert found == find_citations(text)
    assert all(text[one.start : one.end] == one.full != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_all_parts_of_a_citation_are_told() -> None:
    text = "Theo Quyết định số 311/QĐ- TTg ngày 05/3/2022 của Thủ tướng Chính phủ, các trường phải làm."
    (found,) = find_citations(text)
    assert (found.kind, found.number) == ("Quyết định", "311/QĐ-TTg")
    assert (found.issued_on, found.issuer) == (date(2022, 3, 5), "Thủ tướng Chính phủ")
    assert found.full == "Quyết định số 311/QĐ- TTg ngày 05/3/2022 của Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Nghị định số 13/2021/NĐ-CP ngày 01/3/2021 của Chính phủ", "Nghị định số 13/2021/NĐ-CP"),
        ("NĐ 81/2021/NĐ-CP", "Nghị định số 81/2021/NĐ-CP"),
        ("Nghị định 13", "Nghị định 13"),
        ("Luật Thanh niên số 57/2020/QH14", "Luật Thanh niên"),
        ("Luật Phòng, chống ma túy 2021", "Luật Phòng, chống ma túy"),
        ("Bộ luật Lao động năm 2019", "Bộ luật Lao động"),
        ("Hiến pháp năm 2013", "Hiến pháp"),
    ],
)
def test_later_mentions_are_short(text: str, short: str) -> None:
    (found,) = find_citations(text)
    assert short_form(found) == short


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 5 năm của tỉnh.",
        "Tôi quyết định 3 việc.",
        "Sinh viên ngành luật.",
        "Luật sư tư vấn.",
        "Chỉ thị 5 nhiệm vụ.",
    ],
)
def test_other_uses_of_the_words_are_no_citation(text: str) -> None:
    assert find_citations(text) == ()
