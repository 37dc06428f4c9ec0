"""Labels and examples of forms as this conference has them: they are written for a province, without a year."""

from __future__ import annotations

from collections.abc import Mapping

from app.conference import Database
from app.domain.facts import Level
from app.queries import desk
from app.queries.history import log_lines

_WORDS: Mapping[str, tuple[str, str]] = {
    "Tỉnh, thành phố": ("Huyện, thị xã, quận", "Xã, phường, đặc khu"),
    "Ví dụ: Sơn La": ("Ví dụ: huyện Bắc Yên", "Ví dụ: phường Tô Hiệu"),
    "Ví dụ: UBND TỈNH SƠN LA": ("Ví dụ: UBND HUYỆN BẮC YÊN", "Ví dụ: UBND PHƯỜNG TÔ HIỆU"),
    "Ví dụ: BB-VPUBND": ("Ví dụ: BB-VP", "Ví dụ: BB-UBND"),
    "Ví dụ: TB-VPUBND": ("Ví dụ: TB-VP", "Ví dụ: TB-UBND"),
    "Ví dụ: lãnh đạo Sở Thông tin và Truyền thông": (
        "Ví dụ: lãnh đạo Phòng Văn hóa và Thông tin",
        "Ví dụ: lãnh đạo Phòng Văn hóa - Xã hội",
    ),
    "Ví dụ: Điểm cầu UBND huyện Bắc Yên": ("Ví dụ: Điểm cầu UBND xã Tà Xùa", "Ví dụ: Nhà văn hóa bản Cọ"),
    "Ví dụ: Điểm cầu UBND xã Bắc Yên": ("Ví dụ: Điểm cầu UBND xã Tà Xùa", "Ví dụ: Nhà văn hóa bản Cọ"),
    "Ví dụ: Điểm cầu UBND tỉnh": ("Ví dụ: Điểm cầu UBND huyện", "Ví dụ: Hội trường UBND phường"),
    "Ví dụ: Sở Giáo dục và Đào tạo": ("Ví dụ: Phòng Giáo dục và Đào tạo", "Ví dụ: Phòng Văn hóa - Xã hội"),
    "Ví dụ: Sở GDĐT": ("Ví dụ: Phòng GDĐT", "Ví dụ: Phòng VHXH"),
    "Ví dụ: SGDĐT": ("Ví dụ: PGDĐT", "Ví dụ: PVHXH"),
    "Ví dụ: lãnh đạo các sở, ban, ngành của tỉnh": (
        "Ví dụ: lãnh đạo các phòng, ban của huyện",
        "Ví dụ: lãnh đạo các phòng, ban của phường",
    ),
    "Ví dụ: Các sở, ban, ngành của tỉnh": (
        "Ví dụ: Các phòng, ban của huyện",
        "Ví dụ: Các phòng, ban của phường",
    ),
    "Ví dụ: Đoàn khối các cơ quan tỉnh": ("Ví dụ: Đoàn các cơ quan huyện", "Ví dụ: Đoàn trường THPT Tô Hiệu"),
    "Ví dụ: Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh": (
        "Ví dụ: Phó Bí thư Huyện ủy, Chủ tịch UBND huyện",
        "Ví dụ: Phó Bí thư Đảng ủy, Chủ tịch UBND phường",
    ),
}
"""Words for a province: (for a district, for a commune)."""


def of_level(words: str, level: Level) -> str:
    """The words for a level; those that are the same everywhere stay."""
    if level is Level.PROVINCE or words not in _WORDS:
        return words
    district, commune = _WORDS[words]
    return district if level is Level.DISTRICT else commune


def of_its_year(example: str, db: Database) -> str:
    """The example in the year of the conference; while its day is open, in that of what was done last."""
    if "{year}" not in example:
        return example
    held_on = desk.facts(db).held_on
    acts = () if held_on else log_lines(db, 1)
    year = held_on.year if held_on else acts[0].at.year if acts else ""
    return example.replace("{year}", str(year))


def of_a_province(words: str) -> str:
    """The words a form is written with, from those that some level shows."""
    return next((known for known, others in _WORDS.items() if words in others), words)


def level_words() -> frozenset[str]:
    """All words for a province that differ elsewhere."""
    return frozenset(_WORDS)
