"""The sentence around a place in typed words."""

import pytest

from app.reading.sentences import sentence_span


@pytest.mark.parametrize(
    ("text", "inside", "sentence"),
    [
        ("Một. Hai ba. Bốn", "ba", "Hai ba."),
        ("Một. Hai ba. Bốn", "Một", "Một."),
        ("Một. Hai ba. Bốn", "Bốn", "Bốn"),
        ("Dòng một\nđến 2025, xong\nDòng ba", "2025", "đến 2025, xong"),
        ("Đạt 3.4 điểm. Sau đó", "3.4", "Đạt 3.4 điểm."),
        ("TP. Sơn La sẽ làm. Xin hết.", "sẽ", "TP. Sơn La sẽ làm."),
        ("Đ/c. Phú nói: “Được.” Ông Minh đáp.", "đáp", "Ông Minh đáp."),
        ("Có! Được? Ừ.", "Được", "Được?"),
    ],
)
def test_span(text: str, inside: str, sentence: str) -> None:
    start, end = sentence_span(text, text.index(inside))
    assert text[start:end] == sentence


def test_of_nothing() -> None:
    assert sentence_span("", 0) == (0, 0)
