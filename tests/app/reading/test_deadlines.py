"""Deadlines found in sentences: the figures on the labelled sets, and what holds for any text."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.due import Due, Precision
from app.reading.deadlines import find_deadlines, parse_due
from tests.bench.reading import deadline_scores

TODAY = date(2024, 4, 4)


@pytest.mark.parametrize("name", ["deadlines_tuning"])
def test_recall_and_precision_hold_on_the_labelled_sentences(name: str) -> None:
    recall, precision = deadline_scores(name)
    assert recall >= 0.95
    assert precision >= 0.90


PIECES = st.sampled_from(
    ["trước", "ngày", "20/4/2023", "30/6", ".", ",", "trong", "quý", "III", "hằng", "năm", "sớm", "2025", "-", "tháng", "12", "đến", "hết", "từ", "và", "kể", "99/99", "mười", "lăm", "tuần", "sau"]
)


@given(st.lists(PIECES | st.text(max_size=6)), st.sampled_from([None, TODAY, date.max, date.min]))
def test_any_text_is_read_and_every_place_is_exact(pieces: list[str], today: date | None) -> None:
    text = " ".join(pieces)
    found = find_deadlines(text, today)
    assert found == find_deadlines(text, today)
    assert all(text[deadline.start : deadline.end] == deadline.due.text != "" for deadline in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(st.text())
def test_typed_deadline_keeps_its_words(words: str) -> None:
    assert parse_due(words, TODAY).text == words


def test_combining_marks_count_in_the_places() -> None:
    text = unicodedata.normalize("NFD", "Hoàn thành trước ngày 20/4/2025 nhé")
    (found,) = find_deadlines(text, TODAY)
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == "trước ngày 20/4/2025"


@pytest.mark.parametrize(
    ("words", "on", "precision"),
    [
        ("20/4", date(2024, 4, 20), Precision.DAY),
        ("trước 15/3/2025", date(2025, 3, 15), Precision.DAY),
        ("quý 3", date(2024, 9, 30), Precision.QUARTER),
        ("tháng 12/2024", date(2024, 12, 31), Precision.MONTH),
        ("năm 2025", date(2025, 12, 31), Precision.YEAR),
        ("2025", date(2025, 12, 31), Precision.YEAR),
        ("6 tháng cuối năm", date(2024, 12, 31), Precision.HALF_YEAR),
        ("30 ngày", date(2024, 5, 4), Precision.RELATIVE),
        ("hằng năm", None, Precision.RECURRING),
        ("sớm", None, Precision.SOFT),
        ("khi nào tiện", None, Precision.NONE),
        ("", None, Precision.NONE),
    ],
)
def test_typed_deadline_is_understood(words: str, on: date | None, precision: Precision) -> None:
    assert parse_due(words, TODAY) == Due(words, on, precision)
