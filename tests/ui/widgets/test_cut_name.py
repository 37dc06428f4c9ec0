"""What of a long name is left where there is little room: the part that tells it from others."""

from __future__ import annotations

import pytest

from ui.widgets.cut_name import cut_name

SITE = "Xã Chiềng Ơn thuộc huyện Quỳnh Nhai"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, SITE),
        (35, SITE),
        (34, "Xã Chiềng Ơn … huyện Quỳnh Nhai"),
        (30, "Xã Chiềng … huyện Quỳnh Nhai"),
        (18, "Xã … Quỳnh Nhai"),
        (9, "Xã … Nhai"),
        (8, "…Nhai"),
        (4, "Xã…"),
        (0, "…"),
    ],
)
def test_its_end_stays(width: int, shown: str) -> None:
    assert cut_name(SITE, width, len) == shown


def test_one_word_is_cut_as_any() -> None:
    assert cut_name("Quỳnhnhai", 5, len) == "Quỳn…"
    assert cut_name("", 5, len) == ""
