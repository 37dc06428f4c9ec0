"""Breaking text into lines: nothing lost, nothing too wide, no gaping lines, dates and symbols whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import form
from app.documents.pdf_fonts import BOLD, REGULAR, missing_letters, printable, width
from app.documents.pdf_lines import balanced, break_lines, justify, words_of

SIZE = 14.0
ROOM = 165 * form.MM
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậớờởỡợ ./-0123456789", max_size=400)


def text_of(lines: list) -> str:
    return "".join(text for line in lines for _, text in line.fragments).replace(" ", "")


@given(VIETNAMESE, st.floats(40, 500))
@settings(max_examples=150, deadline=None)
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, room: float) -> None:
    for lines in (
        break_lines(words_of([(REGULAR, text)], SIZE), SIZE, room),
        justify(words_of([(REGULAR, text)], SIZE), SIZE, room, room),
    ):
        assert text_of(lines) == text.replace(" ", "")
        for line in lines:
            drawn = sum(width(piece, face, SIZE) for face, piece in line.fragments)
            assert drawn == pytest.approx(line.width, abs=0.01)
            assert line.width <= room + 0.02


def test_a_change_of_face_inside_a_word_keeps_the_word_whole() -> None:
    words = words_of([(BOLD, "Câu hỏi: Sở Nội"), (REGULAR, " vụ"), (BOLD, "("), (REGULAR, "tỉnh)")], SIZE)
    assert ["".join(text for _, text in word.fragments) for word in words] == [
        "Câu",
        "hỏi:",
        "Sở",
        "Nội",
        "vụ(tỉnh)",
    ]


def test_a_date_and_a_symbol_stay_whole_and_the_gaps_stay_narrow() -> None:
    text = (
        "những giải pháp để đảm bảo thực hiện thống nhất, hiệu quả các quy định của Nghị định số 104/2022/NĐ-CP "
        "của Chính phủ, hoàn thành trước ngày 20/4/2023, theo Quyết định số 1229/QĐ-UBND ngày 28/5/2019 của tỉnh."
    )
    for millimetres in range(100, 170, 3):
        room = millimetres * form.MM
        lines = justify(words_of([(REGULAR, text)], SIZE), SIZE, room, room)
        words = " ".join(text for line in lines for _, text in line.fragments).split()
        assert {"20/4/2023,", "28/5/2019"} <= set(words)
        space = width(" ", REGULAR, SIZE)
        gaps = [space + (room - line.width) / line.gaps for line in lines[:-1]]
        assert max(gaps) <= form.WIDEST_GAP_IN_SPACES * space + 0.01, millimetres


def test_a_word_wider_than_the_line_is_cut_at_its_joiners_first() -> None:
    lines = break_lines(words_of([(REGULAR, "van-phong-uy-ban-nhan-dan-tinh-lao-cai")], SIZE), SIZE, 80.0)
    pieces = [text for line in lines for _, text in line.fragments]
    assert "".join(pieces) == "van-phong-uy-ban-nhan-dan-tinh-lao-cai"
    assert all(piece.endswith("-") for piece in pieces[:-1])
    assert len(break_lines(words_of([(REGULAR, "A" * 300)], SIZE), SIZE, 80.0)) > 30


@pytest.mark.parametrize(
    "wanted",
    [
        "Hội nghị đối thoại giữa Chủ tịch UBND tỉnh / với Thanh niên năm 2023",
        "Kết luận của Chủ tịch UBND tỉnh tại Hội nghị đối thoại / giữa Chủ tịch UBND tỉnh với Thanh niên năm 2023",
        "Kết luận của Chủ tịch UBND tỉnh tại Hội nghị đối thoại / với thanh niên trên địa bàn tỉnh Lào Cai năm 2024",
        "Giải pháp chính sách đối với thanh niên / vùng đồng bào dân tộc thiểu số",
    ],
)
def test_centred_lines_are_about_equal_and_broken_by_sense(wanted: str) -> None:
    room = ROOM - 2 * form.FIRST_LINE_INDENT * form.MM
    lines = balanced(words_of([(BOLD, wanted.replace(" / ", " "))], SIZE), SIZE, room)
    assert " / ".join("".join(text for _, text in line.fragments) for line in lines) == wanted
    assert all(line.width <= room for line in lines)


@given(VIETNAMESE, st.floats(80, 500))
@settings(max_examples=100, deadline=None)
def test_centred_lines_lose_nothing(text: str, room: float) -> None:
    lines = balanced(words_of([(BOLD, text)], SIZE), SIZE, room)
    assert text_of(lines) == text.replace(" ", "")
    assert all(line.width <= room + 0.02 for line in lines)


def test_letters_the_font_lacks_are_named_and_shown_as_squares() -> None:
    assert missing_letters("Sở Nội vụ ✓ 👍\n\t\u202e") == ("✓", "👍")
    assert printable("Tốt ✓ 👍") == "Tốt □ □"
    assert missing_letters("ơ̆ ư̆ ô̆ Y Ƀhĭm Niê H’Bluč – “…” ₫ №") == ()


def test_text_is_composed_and_freed_of_controls() -> None:
    assert printable("tiê\u0301ng Viê\u0323t") == "tiếng Việt"
    assert printable("a\u202eb\x07c\u200bd\ud800") == "abcd"
    assert printable("Ông\u00a0Phạm") == "Ông\u00a0Phạm"
