"""Rules for deadlines that recur and for soft ones, which name no length and no event."""

from __future__ import annotations

from app.domain.due import Precision
from app.reading.loose import loose
from app.reading.phrases import PARTS, Rule, always, rule

_WORDS: dict[str, str] = PARTS | {
    "least": loose("(?:(?:ít nhất|tối thiểu) )?"),
    "span": loose("(?:năm|tháng|quý|tuần)"),
}
_RECURRING = (
    (
        r"{least}(?:định kỳ,? )?(?:{least}{n} lần )?(?:theo )?{every} (?:ngày|tuần|tháng|quý|học kỳ|năm học|năm)"
        r"(?: {least}{n} lần)?"
    ),
    r"{least}{n} lần ?(?:một|/|trong|trên|trong một|mỗi)? ?{span}",
    r"{least}{n} lần ?/ ?(?:{n} )?{span}",
    r"{least}(?:{n} |nửa )?{span}(?: ít nhất| tối thiểu)? {n} lần",
    r"(?:định kỳ |cứ )?(?:{n} )?{span} ?/ ?(?:{n} )?lần",
    r"định kỳ,?(?: theo)?(?: {n}| nửa)? {span}(?:,? (?:và )?(?:{n}|{every}|cuối|cả) năm)?(?: một lần)?",
    r"cứ (?:{every} )?(?:{n} )?{span}(?: một lần)?",
    r"{lead}(?:ngày )?(?:{n} (?:của )?)?tháng (?:đầu|cuối)(?: tiên| cùng)?(?: của)?(?: mỗi| hằng)? quý(?: sau)?",
    r"6 tháng,? (?:và )?tổng kết (?:hằng |cuối )?năm",
    r"(?:0?6|sáu) tháng(?: đầu năm)?(?:,| và) (?:cuối |cả |một |hằng |hàng )?năm",
    r"định kỳ",
    r"{every} (?:dịp|mùa|vụ|kỳ|đợt) [^\s,.;]+",
    r"(?:đầu|giữa|cuối|ngày cuối|tuần đầu|tuần cuối)(?: tiên| cùng)?(?: của)? {every} {span}",
)
_SOFT = (
    (
        r"(?:ngay )?(?:trong |vào )?(?:một |khoảng )?thời gian"
        r" (?:tới đây|tới|sắp tới|(?:sớm|ngắn|gần|nhanh) nhất|ngắn(?: tới| nữa)?|không xa|gần(?! đây))(?: có thể)?"
    ),
    r"(?:trong |ngay )?(?:một )?(?:tương lai|ngày|thời điểm) (?:không xa|gần nhất|gần đây|gần)",
    (
        r"(?:trong )?(?:một )?(?:vài|mấy|ít|dăm|đôi ba|một hai|hai ba|một số)(?: ba)? (?:ngày|hôm|bữa|tuần|tháng"
        r"|năm) (?:nữa|tới)"
    ),
    r"trong (?:vài|mấy|ít) (?:ngày|hôm|tuần|tháng|năm)(?! (?:qua|gần|nay|liền|trước))",
    r"(?:trong )?(?:những|các) (?:ngày|tuần|tháng|quý|năm) (?:tới|tiếp theo|sắp tới)",
    r"(?:trong )?(?:một thời gian|ít lâu|ít hôm|chẳng bao lâu|không bao lâu|không lâu) nữa",
    r"(?:trong )?nay mai|mai này|sắp tới đây|sắp tới|tới đây",
    r"(?:càng )?sớm (?:càng tốt|nhất có thể|nhất)|(?:nhanh|sớm) nhất có thể",
    r"sớm",
)


def rules() -> tuple[Rule, ...]:
    """The rules, built at each call."""
    return tuple(
        rule(template, always(precision), _WORDS)
        for precision, templates in ((Precision.RECURRING, _RECURRING), (Precision.SOFT, _SOFT))
        for template in templates
    )
