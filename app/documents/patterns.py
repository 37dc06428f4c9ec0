"""The sentence patterns an office may word itself: their fields under Vietnamese names, and a live example.

A pattern is stored as a phrase with the program's field names; people see and type the Vietnamese ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.documents.wording import template
from app.domain.records import dataclass

_FIELD = re.compile(r"\{([^{}]*)\}")
_WHO = "đồng chí Lò Văn Phú, Trưởng Ban Tổ chức xây dựng đoàn, Tỉnh đoàn Sơn La,"
_CHAIR = "đồng chí Hoàng Quốc Khánh, Chủ tịch UBND tỉnh,"
_NAMES = {
    "who": "người nói",
    "clock": "giờ",
    "resumed": "giờ tiếp tục",
    "what": "phần việc",
    "why": "lý do",
    "total": "tổng số ý kiến",
    "asked": "số ý kiến đã nêu",
    "count": "số lượng",
    "chair": "chủ trì",
    "date": "ngày",
    "agency": "cơ quan",
    "text": "nội dung",
    "due": "thời hạn",
    "agencies": "các cơ quan",
    "site": "điểm cầu",
    "topics": "các nội dung",
}
_BY_NAME = {name: field for field, name in _NAMES.items()}
_EXAMPLES = {
    "who": _WHO,
    "clock": "9 giờ 42 phút",
    "resumed": "9 giờ 50 phút",
    "what": "phần trả lời",
    "why": " do mất tín hiệu đường truyền",
    "total": "46",
    "asked": "22",
    "count": "24",
    "chair": _CHAIR,
    "date": "ngày 22 tháng 3 năm 2023",
    "agency": "Sở Nội vụ",
    "text": "cập nhật 109 trường dữ liệu",
    "due": "trước ngày 30/5/2023",
    "agencies": "Tỉnh đoàn, Sở Tài chính",
    "site": "UBND huyện Bắc Yên",
    "topics": "chuyển đổi số, việc làm",
}
_WORDS_AFTER = "nội dung …"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. key: of the phrase ("minutes.asked"). speaks: words follow it in the paper."""

    key: str
    title: str
    speaks: bool = False

    @property
    def shipped(self) -> str:
        paper, _, key = self.key.partition(".")
        return template(paper)[key]

    @property
    def fields(self) -> tuple[str, ...]:
        """Vietnamese names of the fields that may be used, in the order of the shipped wording."""
        return tuple(dict.fromkeys(_NAMES[name] for name in _FIELD.findall(self.shipped)))


PATTERNS: tuple[Pattern, ...] = (
    Pattern("minutes.at", "Mở đầu bằng giờ", speaks=True),
    Pattern("minutes.asked", "Nêu câu hỏi", speaks=True),
    Pattern("minutes.commented", "Nêu ý kiến", speaks=True),
    Pattern("minutes.asked_further", "Hỏi thêm", speaks=True),
    Pattern("minutes.answered", "Trả lời", speaks=True),
    Pattern("minutes.added", "Trả lời bổ sung", speaks=True),
    Pattern("minutes.chair_answered", "Chủ trì trả lời", speaks=True),
    Pattern("minutes.chair_remarks", "Ý kiến của chủ trì", speaks=True),
    Pattern("minutes.interjected", "Chủ trì nêu ý kiến giữa chừng", speaks=True),
    Pattern("minutes.suspended", "Tạm dừng"),
    Pattern("minutes.resumed", "Tạm dừng rồi tiếp tục"),
    Pattern("minutes.dialogue_lead", "Mở đầu phần đối thoại"),
    Pattern("minutes.dialogue_none", "Không có ý kiến nào được nêu"),
    Pattern("minutes.conclusion_lead", "Mở đầu phần kết luận"),
    Pattern("minutes.unanswered_lead", "Mở đầu phần ý kiến chưa nêu"),
    Pattern("minutes.ended", "Giờ kết thúc"),
    Pattern("common.commitment", "Nội dung cam kết"),
    Pattern("common.due", "Thời hạn của cam kết"),
    Pattern("common.site", "Gọi tên điểm cầu"),
    Pattern("common.supports", "Cơ quan phối hợp trong nhiệm vụ"),
    Pattern("common.task_due", "Thời hạn của nhiệm vụ"),
    Pattern("notice.opinions", "Thông báo: số ý kiến"),
    Pattern("notice.opinion_topics", "Thông báo: các nhóm nội dung"),
    Pattern("notice.later_citations", "Thông báo: viện dẫn lại văn bản (ngắn gọn hoặc đầy đủ)"),
)


def wording(pattern: Pattern, phrases: Mapping[str, str]) -> str:
    """The wording in force, with Vietnamese field names."""
    return in_vietnamese(phrases.get(pattern.key) or pattern.shipped)


def in_vietnamese(text: str) -> str:
    return _FIELD.sub(lambda field: f"{{{_NAMES.get(field[1], field[1])}}}", text)


def to_store(pattern: Pattern, text: str) -> str:
    """What is stored for typed words: the program's field names, and the space before the words that follow."""
    space = " " if pattern.shipped.endswith(" ") and text.strip() and not text.endswith(" ") else ""
    return _with_fields(text) + space


def _with_fields(text: str) -> str:
    return _FIELD.sub(lambda field: f"{{{_BY_NAME.get(_spaced(field[1]), field[1])}}}", text)


def unknown_fields(pattern: Pattern, text: str) -> tuple[str, ...]:
    """Names in braces that this pattern has no value for; they would be printed as typed."""
    return tuple(name for name in map(_spaced, _FIELD.findall(text)) if name not in pattern.fields)


def example(pattern: Pattern, text: str) -> str:
    """The pattern with the values of a real conference, as the paper would say it."""
    filled = _FIELD.sub(lambda field: _EXAMPLES.get(field[1], field[0]), _with_fields(text))
    return filled.rstrip(" ") + f" {_WORDS_AFTER}" if pattern.speaks else filled


def _spaced(name: str) -> str:
    return " ".join(name.split())
