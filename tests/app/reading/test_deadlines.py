"""Deadlines in sentences: expressions one by one, and what holds for any text."""

import re
import time
import unicodedata
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.due import Due, Precision
from app.reading.deadlines import find_deadlines, parse_due

TODAY = date(2024, 4, 4)
SENTENCES = (Path(__file__).parent / "deadline_sentences.txt").read_text(encoding="utf-8").splitlines()
"""Sentence | day and precision expected on TODAY, "-" for no day, nothing for no deadline."""

WORDS = (
    "trước ngày 20/4/2023 30/6 . , trong quý III hằng năm sớm 2025 - tháng 12 đến hết từ và kể 99/99 mười "
    "lăm tuần sau nữa “ ” đã sẽ 6 đầu cuối giai đoạn 2022 29/2 thứ hai Tết khi có vốn"
)
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.lists(PIECES | st.text(max_size=6)).map(" ".join)


@pytest.mark.parametrize("line", SENTENCES, ids=range(len(SENTENCES)))
def test_expression_is_read(line: str) -> None:
    sentence, _, wanted = line.rpartition("|")
    found = [f"{one.due.on or '-'} {one.due.precision.value}" for one in find_deadlines(sentence.strip(), TODAY)]
    assert found == ([wanted.strip()] if wanted.strip() else [])


@given(TEXTS, st.sampled_from([None, TODAY, date.max, date.min]))
def test_any_text_is_read_and_every_place_is_exact(text: str, today: date | None) -> None:
    found = find_deadlines(text, today)
    assert found == find_deadlines(text, today)
    assert all(text[one.start : one.end] == one.due.text != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS)
def test_no_year_left_out_means_the_past(text: str) -> None:
    found = find_deadlines(text, TODAY)
    assert all(one.due.on is None or one.due.on >= TODAY for one in found)


@given(TEXTS, TEXTS)
def test_sentences_are_read_one_by_one(one: str, other: str) -> None:
    both = find_deadlines(f"{one}.\n\n{other}", TODAY)
    apart = [found.due for text in (f"{one}.", other) for found in find_deadlines(text, TODAY)]
    assert [found.due for found in both] == apart


@given(st.text() | TEXTS, st.sampled_from([None, TODAY, date.max]))
def test_typed_deadline_keeps_its_words(words: str, today: date | None) -> None:
    assert parse_due(words, today).text == words


@given(st.dates(min_value=TODAY, max_value=TODAY + timedelta(days=3_000)))
def test_day_written_out_is_that_day(day: date) -> None:
    (found,) = find_deadlines(f"Sở sẽ hoàn thành trước ngày {day.day}/{day.month}/{day.year}.", TODAY)
    assert found.due == Due(f"trước ngày {day.day}/{day.month}/{day.year}", day, Precision.DAY)


def test_combining_marks_count_in_the_places() -> None:
    text = unicodedata.normalize("NFD", "Hoàn thành trước ngày 20/4/2025 nhé")
    (found,) = find_deadlines(text, TODAY)
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == "trước ngày 20/4/2025"


def test_without_a_conference_date_only_days_with_a_year_are_told() -> None:
    found = find_deadlines("Xong trước 30/6, chậm nhất 15/7/2024, hoặc trong quý III.", None)
    assert [one.due.on for one in found] == [None, date(2024, 7, 15), None]
    assert [one.due.precision for one in found] == [Precision.DAY, Precision.DAY, Precision.QUARTER]


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
        ("giai đoạn 2024 - 2026", date(2026, 12, 31), Precision.PERIOD),
        ("khi nào tiện", None, Precision.NONE),
        ("", None, Precision.NONE),
    ],
)
def test_typed_deadline_is_understood(words: str, on: date | None, precision: Precision) -> None:
    assert parse_due(words, TODAY) == Due(words, on, precision)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "trước ngày ",
        "từ ngày 1/1 đến ",
        "20/4 và ",
        "trong vòng một hai ba ",
        "1/",
        "sớm ",
        "“ ",
        " ",
        "a",
        "kể từ khi ",
    ],
)
def test_reading_stays_linear(unit: str) -> None:
    """Four times the text may take about four times as long; a pattern that tracks back would take sixteen times."""
    short, long = (_seconds((unit * 50_000)[:length]) for length in (6_250, 25_000))
    assert long < 8 * short + 0.05


def _seconds(text: str) -> float:
    begin = time.process_time()
    find_deadlines(text, TODAY)
    return time.process_time() - begin


def test_long_text_is_read_whole() -> None:
    sentence = "Sở sẽ hoàn thành trước ngày 20/5/2024, gửi báo cáo về Văn phòng. "
    text = sentence * (200_000 // len(sentence))
    found = find_deadlines(text, TODAY)
    assert len(found) == len(re.findall("trước ngày", text))
    assert {one.due.on for one in found} == {date(2024, 5, 20)}
