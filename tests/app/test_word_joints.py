"""Lines are not cut inside words, numbers, dates and names."""

from __future__ import annotations

import pytest

from app.word_joints import Joint, ends_sentence, joints


def _joined(text: str, least: Joint) -> str:
    """The text with "_" where a line may not be cut."""
    words = text.split()
    return "".join(
        word + ("_" if joint >= least else " ") for word, joint in zip(words, joints(words), strict=True)
    ).strip()


@pytest.mark.parametrize(
    "text",
    [
        "ngày_22_tháng_3_năm_2023",
        "quy định của Nghị định số_104/2022/NĐ-CP của Chính phủ.",
        "trước ngày_20/4/2023, gửi về",
        "hoàn thành trong quý_III/2023.",
        "giai đoạn 2018_-_2025 trên địa bàn",
        "phát triển kinh tế_- xã hội",
        "tại Điều_5 khoản_2 Luật",
        "vay 1_200_000_đồng trong 30_phút",
        "Thông báo số_109/TB-VPUBND",
        "TP._Sơn La và thành phố",
        "100% dịch vụ công",
    ],
)
def test_numbers_dates_and_document_numbers_are_never_cut(text: str) -> None:
    assert _joined(text.replace("_", " "), Joint.FIXED) == text


@pytest.mark.parametrize(
    "text",
    [
        "chuyển_đổi_số trong quản_lý cán_bộ, công_chức, viên_chức",
        "“thanh_niên” và đoàn_viên",
        "CHUYỂN_ĐỔI_SỐ",
        "bà Cầm_Thị_Phong hỏi",
        "hội_nghị đối_thoại",
        "số, tỉnh ta đã",
        "(bỏ_sổ_hộ_khẩu) thực_hiện “xây_một ngôi nhà” (xây_một ngôi nhà)",
    ],
)
def test_words_of_several_syllables_and_names_hold_together(text: str) -> None:
    assert _joined(text.replace("_", " "), Joint.COMPOUND) == text


def test_a_comma_ends_a_word_of_the_list() -> None:
    assert joints(["chuyển,", "đổi"])[0] is Joint.FREE


@pytest.mark.parametrize(
    ("word", "following", "ends"),
    [
        ("nào?", "các", True),
        ("phủ.", "Giải", True),
        ("học.”", "Ông", True),
        ("TP.", "Hồ", False),
        ("1.", "Giải", False),
        ("tr.", "sau", False),
        ("15/7/2023;", "xây", True),
        ("cơ", "quan", False),
    ],
)
def test_where_sentences_end(word: str, following: str, ends: bool) -> None:
    assert ends_sentence(word, following) is ends
