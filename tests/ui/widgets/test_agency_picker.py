"""A person of typed words: only honorific, name and title are told apart, nothing is changed."""

import pytest

from ui.widgets.agency_picker import person_of


@pytest.mark.parametrize(
    ("words", "honorific", "name", "title"),
    [
        ("Ông Trần Bình Minh, Phó Giám đốc", "Ông", "Trần Bình Minh", "Phó Giám đốc"),
        ("Đại tá Bùi Tuấn Anh, Phó Giám đốc, Công an tỉnh", "Đại tá", "Bùi Tuấn Anh", "Phó Giám đốc, Công an tỉnh"),
        ("đồng chí  Lò Văn Phú ", "đồng chí", "Lò Văn Phú", ""),
        ("Trần Anh Tuấn", "", "Trần Anh Tuấn", ""),
        ("Anh Thơ, Bí thư", "Anh", "Thơ", "Bí thư"),
        ("Ông", "", "Ông", ""),
        ("Già làng Sùng A Dơ", "Già làng", "Sùng A Dơ", ""),
    ],
)
def test_fields(words: str, honorific: str, name: str, title: str) -> None:
    person = person_of(words, {"Già làng", ""})
    assert person is not None
    assert (person.honorific, person.name, person.title) == (honorific, name, title)


def test_nobody() -> None:
    assert person_of(" , Phó Giám đốc") is None
