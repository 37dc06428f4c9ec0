"""Doubles and agencies: order, what is left out, history."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.agency_words import shipped_keywords, suggest_agencies
from app.reading.doubles import Doubles

POOL = [
    (1, "Bao giờ bản em có sóng điện thoại?"),
    (2, "Đường vào trường lầy lội, khi nào được đổ bê tông?"),
    (3, "Thủ tục vay vốn khởi nghiệp thế nào?"),
]


def test_wording_without_marks_finds_its_double() -> None:
    first, *_ = Doubles(POOL).rank("song dien thoai o ban em yeu qua")
    assert first.key == 1


def test_the_same_words_are_fully_alike_and_leave_themselves_out() -> None:
    doubles = Doubles(POOL)
    assert doubles.rank(POOL[1][1])[0].likeness > 0.99
    assert 2 not in {double.key for double in doubles.rank(POOL[1][1], leaving_out=2)}


@given(st.lists(st.text(max_size=30)), st.text(max_size=30), st.integers(0, 5))
def test_any_pool_can_be_asked(texts: list[str], text: str, limit: int) -> None:
    ranked = Doubles(enumerate(texts)).rank(text, limit)
    assert len(ranked) <= limit
    assert all(0 < double.likeness <= 1.0001 for double in ranked)
    assert [double.likeness for double in ranked] == sorted((d.likeness for d in ranked), reverse=True)


def test_agency_is_suggested_by_its_words() -> None:
    agencies = [("CA", "lừa đảo, căn cước"), ("GD", "học sinh, học phí"), ("CT", "chợ")]
    ranked = suggest_agencies(
        "Cho em hỏi bị LỪA ĐẢO khi đóng học phí trên mạng, lừa đảo nhiều quá, căn cước giả", agencies
    )
    assert [one.key for one in ranked] == ["CA", "GD"]
    assert ranked[0].keywords == ("lừa đảo", "căn cước")


def test_earlier_questions_decide_where_words_are_silent() -> None:
    agencies = [("A", "một"), ("B", "hai")]
    history = [("A", "Sóng điện thoại ở bản yếu"), ("B", "Đường vào trường lầy lội quá")]
    first, *_ = suggest_agencies("Trường em đường lầy lội", agencies, history)
    assert first.key == "B"


def test_nothing_is_suggested_where_nothing_speaks_for_it() -> None:
    assert suggest_agencies("Xin chào", [("A", "học sinh"), ("B", "")]) == ()


def test_shipped_words_know_other_spellings() -> None:
    assert "học phí" in shipped_keywords("sở giáo dục và đào tạo")
    assert shipped_keywords("Sở GD&ĐT") == shipped_keywords("Sở Giáo dục và Đào tạo")
    assert shipped_keywords("Sở Nội vụ tỉnh Sơn La") == shipped_keywords("Sở Nội vụ")
    assert shipped_keywords("Sở Không Có") == ""
