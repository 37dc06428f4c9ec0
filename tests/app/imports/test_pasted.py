"""Tables from a clipboard: with a row of titles or without, in another order, numbered, cells of several lines."""

import pytest

from app.imports.pasted import is_table, rows_of

SITES = ("Điểm cầu", "Người phụ trách", "Điện thoại")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Bắc Yên\tLò Văn A\t0912", [("Bắc Yên", "Lò Văn A", "0912")]),
        ("Bắc Yên\r\nMường La\r\n", [("Bắc Yên", "", ""), ("Mường La", "", "")]),
        ("STT\tĐiểm cầu\tĐiện thoại\n1\tBắc Yên\t0912", [("Bắc Yên", "", "0912")]),
        ("ĐIỆN THOẠI\tTên điểm cầu\n0912\tBắc Yên", [("Bắc Yên", "", "0912")]),
        ("1\tBắc Yên\tA\n2\tMường La\tB", [("Bắc Yên", "A", ""), ("Mường La", "B", "")]),
        ('"Bắc Yên\n(huyện)"\tA', [("Bắc Yên\n(huyện)", "A", "")]),
        ("Điểm cầu UBND tỉnh\tA\t1\nĐiểm cầu B\tC\t2", [("Điểm cầu UBND tỉnh", "A", "1"), ("Điểm cầu B", "C", "2")]),
        ("\n \t \nBắc Yên\tA\n", [("Bắc Yên", "A", "")]),
        ("Bắc Yên\tA\t1\tthừa", [("Bắc Yên", "A", "1")]),
        ("", []),
    ],
)  # fmt: skip
def test_rows_in_the_order_of_the_list(text: str, rows: list[tuple[str, ...]]) -> None:
    assert rows_of(text, SITES) == rows


def test_a_list_of_one_column_loses_no_row_that_only_begins_like_its_title() -> None:
    assert rows_of("Lĩnh vực khác\nViệc làm", ("Lĩnh vực", "Thuộc nhóm")) == [("Lĩnh vực khác", ""), ("Việc làm", "")]
    assert rows_of("Lĩnh vực\nViệc làm", ("Lĩnh vực", "Thuộc nhóm")) == [("Việc làm", "")]


def test_one_column_is_not_taken_for_two_titles() -> None:
    titles = ("Câu", "Nội dung", "Chủ trì", "Thời hạn")
    text = "Câu số\tNội dung câu hỏi\tCơ quan chủ trì\tThời hạn trả lời\n7\tĐường\tSNV\ttrong tháng 5"
    assert rows_of(text, titles) == [("7", "Đường", "SNV", "trong tháng 5")]


@pytest.mark.parametrize(("text", "columns"), [("a", 0), ("a\n", 0), ("", 0), ("a\nb", 1), ("a\tb", 2)])
def test_what_counts_as_a_table(text: str, columns: int) -> None:
    assert is_table(text) is (columns > 0)
