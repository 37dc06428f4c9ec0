"""The unit that holds the conference: its kind before its name, never twice."""

import pytest

from app.domain.facts import Facts, Level
from app.places import authority, holder, unit_kind, unit_name


@pytest.mark.parametrize(
    ("level", "typed", "kind", "name"),
    [
        (Level.PROVINCE, "Sơn La", "tỉnh", "Sơn La"),
        (Level.PROVINCE, "tỉnh Lào Cai", "tỉnh", "Lào Cai"),
        (Level.PROVINCE, "Đà Nẵng", "thành phố", "Đà Nẵng"),
        (Level.PROVINCE, "Thành phố Hồ Chí Minh", "thành phố", "Hồ Chí Minh"),
        (Level.DISTRICT, "Bắc Yên", "huyện", "Bắc Yên"),
        (Level.COMMUNE, "Suối Mơ", "xã", "Suối Mơ"),
        (Level.COMMUNE, "phường Tô Hiệu", "phường", "Tô Hiệu"),
        (Level.COMMUNE, "đặc khu Cô Tô", "đặc khu", "Cô Tô"),
    ],
)
def test_kind_and_name(level: Level, typed: str, kind: str, name: str) -> None:
    facts = Facts(level=level, province=typed)
    assert (unit_kind(facts), unit_name(facts)) == (kind, name)
    assert authority(facts) == f"ỦY BAN NHÂN DÂN {kind} {name}".upper()


def test_no_place_no_authority() -> None:
    assert authority(Facts()) == ""


@pytest.mark.parametrize(
    ("parent", "organ", "wanted"),
    [
        ("TỈNH ỦY LÀO CAI", "BAN TUYÊN GIÁO", "BAN TUYÊN GIÁO TỈNH ỦY LÀO CAI"),
        ("UBND TỈNH LÀO CAI", "VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"),
        ("Ủy ban nhân dân tỉnh Lào Cai", "Sở Nội vụ", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"),
        ("", "Tỉnh đoàn", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"),
        ("", "", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"),
    ],
)
def test_the_cover_names_who_holds_it(parent: str, organ: str, wanted: str) -> None:
    assert holder(Facts(province="Lào Cai", parent_organ=parent, organ=organ)) == wanted
