"""What an office may word in its own way: the keys of templates, by paper, with the words people know them by."""

from __future__ import annotations

import re

from app.documents.wording import template
from app.domain.records import dataclass

LETTERHEADS = (
    ("state", "Nhà nước (Nghị định số 30/2020/NĐ-CP)"),
    ("party", "Cơ quan Đảng (Hướng dẫn số 36-HD/VPTW)"),
    ("youth_union", "Đoàn TNCS Hồ Chí Minh (cần đối chiếu)"),
)
TYPE_SIZES = (
    ("large", "Quốc hiệu 13, Tiêu ngữ 14, nội dung 14"),
    ("small", "Quốc hiệu 12, Tiêu ngữ 13, nội dung 13"),
)


SLOTS = {
    "name": "tên hội nghị",
    "event": "hội nghị",
    "day": "ngày tổ chức",
    "occasion": "nhân dịp",
    "count": "số lượng",
    "chair": "người chủ trì",
    "issuer": "cơ quan ban hành",
    "agency": "cơ quan nhận",
    "unit": "tỉnh hoặc xã",
    "council": "UBND hoặc HĐND và UBND",
    "departments": "các sở, ban, ngành",
    "units": "UBND cấp dưới",
    "by_when": "theo thời hạn",
}
"""What the program fills in, by the words people see in braces."""
OF_LEVEL = frozenset({"unit", "council", "departments", "units"})
"""May stand in any phrase."""
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_BY_WORDS = {words: slot for slot, words in SLOTS.items()}


def shown(text: str) -> str:
    """A template with its slots in words people know."""
    return _IN_BRACES.sub(lambda slot: f"{{{SLOTS.get(slot[1], slot[1])}}}", text)


def stored(text: str) -> str:
    """The template that such words mean."""
    return _IN_BRACES.sub(lambda slot: f"{{{_BY_WORDS.get(slot[1].strip(), slot[1])}}}", text)


def slots_of(text: str) -> set[str]:
    """Names in braces of a template."""
    return set(_IN_BRACES.findall(text))


@dataclass(frozen=True, slots=True)
class PhraseField:
    """key: as in resources/templates, the paper first. lines: height of its input."""

    key: str
    label: str
    lines: int = 2

    @property
    def shipped(self) -> str:
        """The words of the program."""
        paper, _, key = self.key.partition(".")
        return template(paper)[key]


GROUPS: tuple[tuple[str, tuple[PhraseField, ...]], ...] = (
    (
        "CƠ QUAN",
        (
            PhraseField("common.office", "Tên văn phòng trong lời văn", 1),
            PhraseField("common.committee", "Tên ủy ban trong lời văn", 1),
            PhraseField("common.office_upper", "Tên văn phòng ở đầu văn bản", 1),
        ),
    ),
    (
        "THÔNG BÁO KẾT LUẬN",
        (
            PhraseField("notice.subject", "Trích yếu"),
            PhraseField("notice.opening", "Lời mở đầu"),
            PhraseField("notice.atmosphere", "Đoạn đánh giá chung", 5),
            PhraseField("notice.opinions", "Lời nêu số ý kiến"),
            PhraseField("notice.tasks_lead", "Lời dẫn phần giao nhiệm vụ"),
            PhraseField("notice.requests_lead", "Lời dẫn phần đề nghị"),
            PhraseField("notice.closing", "Lời kết", 3),
            PhraseField("notice.signer_office", "Quyền hạn người ký của Văn phòng"),
            PhraseField("notice.signer_committee", "Quyền hạn người ký của UBND"),
        ),
    ),
    (
        "PHIẾU CHUYỂN, PHỤ LỤC",
        (
            PhraseField("slip.lead", "Lời dẫn của phiếu chuyển", 3),
            PhraseField("slip.closing", "Lời kết của phiếu chuyển", 3),
            PhraseField("annex.label", "Chữ “Phụ lục” hoặc “Phụ biểu”", 1),
            PhraseField("annexes.label", "Chữ “Phụ lục” của phụ lục chia phần", 1),
        ),
    ),
    (
        "BIÊN BẢN",
        (
            PhraseField("minutes.secretary_signs", "Chữ trên tên thư ký", 1),
            PhraseField("minutes.chair_signs", "Chữ trên tên chủ tọa", 1),
        ),
    ),
)
