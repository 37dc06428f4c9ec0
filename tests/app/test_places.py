"""The unit that holds the conference: its kind before its name, never twice."""

import pytest

from app.domain.facts import Facts, Level
from app.places import authority, unit_kind, unit_name


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
