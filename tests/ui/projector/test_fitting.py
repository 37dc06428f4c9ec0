"""Text fitting: as large as can be, never below the floor, nothing lost, nothing outside."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from tests.support.hall_cards import long_text, son_la
from ui.fonts import load_fonts, sized_font
from ui.projector.fitting import FittedText, TextBox, fit
from ui.projector.stage import HallSettings, Stage

pytestmark = pytest.mark.usefixtures("qapp")

BOX = TextBox(1728, 632, 100, 40, 59)
_words = st.text("aăâeêiouưđbcghklmnt ẪỄỖẮỵựợỹ,.;:?!()“”-/0123456789\n", min_size=1, max_size=2000)
_any = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=400)


def _without_space(text: str) -> str:
    return "".join(text.split())


def _highest_ink() -> float:
    """From the top of the highest mark to the foot of the lowest, in em, as the font has it."""
    return QFontMetricsF(sized_font(1000, 600)).tightBoundingRect("ẪỄỖẮ ỵựợgỹ").height() / 1000


def _check(fitted: FittedText, text: str, box: TextBox) -> None:
    assert _without_space("".join(line for page in fitted.pages for line in page)) == _without_space(text)
    assert box.least <= fitted.size <= box.largest
    for page in fitted.pages:
        assert ((len(page) - 1) * 1.32 + _highest_ink()) * fitted.size <= box.height or len(page) == 1


@settings(max_examples=150, deadline=None)
@given(_words)
def test_any_text_keeps_its_letters_its_floor_and_its_box(text: str) -> None:
    fitted = fit(text, BOX)
    _check(fitted, text, BOX)
    metrics = QFontMetricsF(sized_font(fitted.size, BOX.weight))
    assert all(metrics.horizontalAdvance(line) <= BOX.width + 2 for page in fitted.pages for line in page)


@settings(max_examples=60, deadline=None)
@given(_any, st.sampled_from([BOX, TextBox(300, 130, 60, 50, 55), TextBox(700, 70, 48, 48, 48)]))
def test_letters_of_any_script_are_neither_lost_nor_doubled(text: str, box: TextBox) -> None:
    _check(fit(text, box), text, box)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 2000))
def test_no_page_holds_a_single_line_and_all_pages_have_one_size(length: int) -> None:
    fitted = fit(long_text(length), BOX)
    _check(fitted, long_text(length), BOX)
    assert len(fitted.pages) == 1 or min(len(page) for page in fitted.pages) >= 2


def test_pages_end_with_sentences() -> None:
    fitted = fit(long_text(2000).rsplit(".", 1)[0] + ".", BOX)
    assert len(fitted.pages) > 1
    assert all(page[-1][-1] in ".?!;" for page in fitted.pages)


@pytest.mark.parametrize("number", range(7))
def test_the_seven_questions_reach_59_on_at_most_two_pages(number: int) -> None:
    fitted = fit(son_la()[number].text, BOX)
    assert fitted.size >= 59
    assert len(fitted.pages) <= 2


def test_a_very_long_word_is_cut_rather_than_lost_and_only_then() -> None:
    fitted = fit("a" * 300, BOX)
    _check(fitted, "a" * 300, BOX)
    assert fit("Nghị định số 104/2022/NĐ-CP", TextBox(500, 632, 100, 40, 59)).pages[0][-1].endswith("NĐ-CP")


def test_lines_are_balanced_and_no_word_is_cut() -> None:
    text = (
        "Trong quá trình thực hiện chuyển đổi số, tỉnh ta đã và sẽ triển khai ứng dụng công nghệ thông tin "
        "trong quản lý giáo dục và các hoạt động dạy và học như thế nào?"
    )
    fitted = fit(text, BOX)
    assert fitted.size >= 88
    assert fitted.pages[0][0] == "Trong quá trình thực hiện"
    assert fitted.pages[0][1].startswith("chuyển đổi số,")


def test_paragraphs_begin_on_lines_of_their_own() -> None:
    assert fit("a) Một.\nb) Hai.", BOX).pages == (("a) Một.", "b) Hai."),)


def test_an_empty_text_is_an_empty_page() -> None:
    assert fit(" \n ", BOX).pages == ((),)


def test_the_floor_grows_with_the_depth_of_the_hall(qapp: QApplication) -> None:
    def floor(depth_m: float, picture_m: float) -> tuple[int, int]:
        stage = Stage(1920, 1080, HallSettings(depth_m, picture_m))
        return stage.least, stage.aim

    assert floor(20, 2.5) == (40, 59)
    assert floor(25, 2.5) == (49, 73)
    assert floor(30, 1.5) == (98, 146)
    deep = Stage(1920, 1080, HallSettings(30, 1.5)).body(1728, 632)
    assert fit(long_text(400), deep).size >= 98


def test_the_fonts_are_loaded_and_hold_every_vietnamese_letter() -> None:
    assert load_fonts() == ()
    face = QRawFont.fromFont(sized_font(100, 600))
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    letters = {unicodedata.normalize("NFC", v + mark) for v in vowels for mark in "\u0300\u0301\u0303\u0309\u0323"}
    assert [c for c in letters | set("đĐ“”–…−·") if not face.supportsCharacter(ord(c))] == []
    assert Counter(len(c) for c in letters) == {1: 120}
