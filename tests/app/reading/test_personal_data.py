"""Personal data: places, borders between numbers, names of minors, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.personal_data import Personal, find_personal_data

WORDS = "0987 654 321 +84 ( ) . - nhà em ở số 27 ngõ đường Tô Hiệu a @ b.vn Ông Nguyễn Văn A ăn chặn không chín tám"
PIECES = st.sampled_from(WORDS.split())


@given(
    st.lists(PIECES | st.text(max_size=6)).map(" ".join), st.sampled_from([None, 15, 16, 17, 18]), st.text(max_size=12)
)
def test_any_text_is_read_and_every_place_is_exact(text: str, age: int | None, name: str) -> None:
    found = find_personal_data(text, age, name)
    assert found == find_personal_data(text, age, name)
    assert all(text[one.start : one.end] == one.words != "" for one in found)


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-", " . "]))
def test_every_mobile_number_is_seen_however_it_is_grouped(number: str, between: str) -> None:
    text = f"Gọi em số {between.join((number[:4], number[4:7], number[7:]))} nhé"
    (found,) = find_personal_data(text)
    assert found.kind is Personal.PHONE
    assert text[found.start : found.end].startswith(number[:4])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Em ở Mường La, 0912 345 678 5 lần gọi", [Personal.PHONE]),
        ("Số căn cước 014203000123", [Personal.ID_NUMBER]),
        ("gmail: lan.huong88(a)thuvidu.com", [Personal.EMAIL]),
        ("nhà e ở bản Co Mạ, xã Mường Bú ạ", [Personal.ADDRESS]),
        ("Cô Hà Thị N, giáo viên chủ nhiệm, ép học sinh học thêm", [Personal.ACCUSATION]),
        ("Chị Quàng Thị M, chủ quán, bán thuốc lá điện tử cho học sinh", [Personal.ACCUSATION]),
        ("Bạn nào thích kho sách thì nhắn (a) hoặc (b)", []),
        ("Vốn 98.765.432.100 đồng", []),
        ("Trụ sở Sở Nội vụ, số 10 đường Lò Văn Giá", []),
        ("Anh Lò Văn B bị lừa đảo 20 triệu đồng", []),
        ("Đường Nguyễn Huệ có nhiều vụ trộm cắp", []),
        ("Đồng chí Lò Văn Phú đánh giá cao phong trào", []),
        ("ong Nguyen Van A an chan tien ho tro", [Personal.ACCUSATION]),
    ],
)
def test_kinds(text: str, kinds: list[Personal]) -> None:
    assert [one.kind for one in find_personal_data(text)] == kinds


@pytest.mark.parametrize(("age", "flagged"), [(15, False), (16, True), (17, True), (18, False), (None, False)])
def test_full_name_is_flagged_for_minors_only(age: int | None, flagged: bool) -> None:
    found = find_personal_data("Bạn Sùng Thị Mỷ, Trường THPT Mường Thử, hỏi", age, "Sùng Thị Mỷ")
    assert bool(found) is flagged


def test_given_name_and_unit_may_be_shown() -> None:
    assert find_personal_data("Bạn Mỷ, Trường THPT Mường Thử, hỏi", 16, "Sùng Thị Mỷ") == ()


def test_name_is_found_without_marks_too() -> None:
    assert [one.words for one in find_personal_data("sung thi my hoi", 16, "Sùng Thị Mỷ")] == ["sung thi my"]
