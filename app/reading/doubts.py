"""Why words that look like a deadline are none: the past, legal texts, names of programmes, lengths, descriptions.

Each doubt looks at a short stretch around the phrase, never at the whole text, so that reading stays linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.domain.due import Precision
from app.reading.loose import words
from app.reading.phrases import Phrase

_REACH = 160
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n")
_CLAUSE_END = words("nhưng|song")
_COMMA = re.compile(r"[,;()](?!\d)")

_DUTY = words(
    "sẽ|phải|cần|phấn đấu|dự kiến|cam kết|hứa|yêu cầu|đề nghị|kiến nghị|giao|xin|mong|mong muốn|cố gắng|quyết tâm|mục tiêu"
    "|chậm nhất|muộn nhất|hạn|bảo đảm|đảm bảo|chuẩn bị|tiếp tục|trình|hãy|nên|có trách nhiệm|được giao|tập trung|xong"
    "|hoàn thành|hoàn thiện|khởi công|khánh thành|bàn giao|đưa vào|triển khai|thực hiện|ra mắt|báo cáo|gửi|nộp|tổ chức"
    "|giải quyết|bố trí|ban hành|công bố|là có|định|tính|sắp|nhé|nhá|nha|đi nhé|kế hoạch là|thời gian thực hiện|nhờ|cho em"
)
_PAST = words(
    "đã(?! (?:giao|yêu cầu|chỉ đạo|đề nghị|hứa|cam kết|thống nhất|lên kế hoạch|có kế hoạch|chốt|phê duyệt|bố trí|nêu|đề ra"
    "|dự kiến|đặt|ký|nói|trình bày|hẹn|nhất trí|đồng ý|xác định))|vừa|hồi|từng|mới đây|trước đây|vừa qua|vừa rồi|năm ngoái"
)
_FUTURE = words(
    "sẽ|phải|cần|phấn đấu|dự kiến|cam kết|hứa|yêu cầu|đề nghị|giao|mong|cố gắng|quyết tâm|chậm nhất|muộn nhất|hãy|nên"
    "|sắp|nhé|có trách nhiệm|xin|bảo đảm|đảm bảo"
)
_MISSED = words("lẽ ra|đáng lẽ|đáng ra|đúng ra|tính đến|tính tới|tính hết|quá hạn|từ hồi")
_PAST_TAIL = words(
    "vừa qua|vừa rồi|qua|vừa rồi|gần đây|gần nhất vừa qua|trước đó|trước đây|năm ngoái|năm trước|năm qua|rồi|liền|liên tiếp|đã qua"
)
_START = re.compile(words("từ|kể từ|bắt đầu từ|tính từ|bắt đầu").pattern + r"\s*$", re.IGNORECASE)
_INSIDE = re.compile(words(r"(?:\d+|ba|chín) tháng").pattern + r"\s*$", re.IGNORECASE)
_VALIDITY = words("hiệu lực|áp dụng|giá trị|thời hạn sử dụng|còn hạn|hết hạn")
_PROGRAMME = words(
    "chương trình|kế hoạch|đề án|dự án|chiến lược|quy hoạch|đại hội|nghị quyết|quyết định|chỉ thị|đảng bộ|phong trào|lớp|khóa"
    "|chỉ tiêu|chính sách|ngân sách|báo cáo|phê duyệt|danh mục|cuộc thi|bản đồ|mục tiêu quốc gia|ban chấp hành|hđnd"
    "|hội đồng nhân dân|đại biểu|ubnd"
)
_DOING = words(
    "sẽ|phải|cần|phấn đấu|hoàn thành|xong|thực hiện|triển khai|cam kết|làm|tổ chức|được|bố trí|duy trì|tiếp tục|hỗ trợ|đạt"
)
_DOCUMENT = re.compile(
    r"(?:\d+\s?[/-]\s?\S*[A-ZĐ]\S*|(?:số|nghị định|quyết định|công văn|thông báo|kế hoạch|nghị quyết|luật|thông tư|chỉ thị|tờ trình"
    r"|văn bản|giấy mời|báo cáo|kết luận|hội nghị|phiên họp)[^,;.]{0,40}?),?\s*(?:ra |ban hành |ký )?$",
    re.IGNORECASE,
)
_ISSUER = words(
    r"của (?:ubnd|ủy ban|chính phủ|thủ tướng|bộ|hđnd|hội đồng|ban|quốc hội|sở|tỉnh ủy|chủ tịch|văn phòng|trung ương)"
)
_LENGTH = words(
    r"(?:học|đào tạo|tập huấn|thực tập|kéo dài|diễn ra|hỗ trợ|miễn|miễn phí|giảm|vay|bảo hành|tham gia|phục vụ|công tác|sống"
    r"|bồi dưỡng|trả góp|trả nợ|thử việc|nghỉ|đóng|kinh nghiệm|cư trú|tuổi|lãi suất|ân hạn)(?: \S+){0,3}\s*$"
)
_LOAN = words("vay|lãi suất|học phí|trả nợ|bảo hành|khóa học|lớp học")
_DESCRIBES = words(
    r"(?:đang |vẫn |thường |cũng |đều |toàn tỉnh |tỉnh ta |tỉnh |cả tỉnh |huyện |xã )*"
    r"(?:có (?:khoảng|hơn|gần|trên|tới|đến|từ|\d)|đã|vẫn|bình quân|trung bình|thường|đều có|thu hút|đón|giảm|tăng|mất|phải chịu"
    r"|khoảng|gần|hơn|trên|\d[\d.,]*)"
)
_MEAN = words(
    "bình quân|trung bình|khoảng|đã|vẫn|thường|lâu nay|trước đây|xưa nay|lãi suất|thu nhập|sản lượng|công suất"
)
_MONEY = words(r"[\d.,]+ (?:đồng|nghìn|triệu|tỷ|người|hộ|lượt|tấn|em|học sinh|lao động)")
_SOON_BEFORE = words(
    r"(?:kết hôn|cảnh báo|phát hiện|chẩn đoán|can thiệp|giáo dục|từ|rất|quá|hơi|khá|còn|đến|sáng|dậy|lập gia đình|lấy chồng|lấy vợ"
    r"|cưới|sinh con|có con|nghỉ hưu|nghỉ học|bỏ học|trưởng thành|đi làm|yêu|một|nhận biết|nhận diện|phòng ngừa|điều trị|dự báo|chín"
    r"|thu hoạch|tan|về|đã|vừa|học|ra trường|hưu|mang thai|tới|đi|thành công)\s*$"
)
_SOON_AFTER = words("muộn|hay muộn|hôm|mai|chiều|tối|hơn dự kiến|hơn kế hoạch|trước")
_PARTS = frozenset({"dau", "giua", "cuoi"})
_STRONG = frozenset({"truoc", "den", "toi", "het", "han", "nhat", "hon", "qua", "nay", "kip", "gio"})
_OPENING, _CLOSING = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Stretches around a phrase: of its sentence (before, after) and of its clause."""

    before: str
    after: str
    clause_before: str
    clause_after: str

    @property
    def clause(self) -> str:
        return f"{self.clause_before} | {self.clause_after}"


def surroundings(text: str, start: int, end: int) -> Surroundings:
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    stops = [stop.end() for stop in _SENTENCE_END.finditer(before)]
    before = before[stops[-1] if stops else 0 :]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    cuts = [cut.end() for pattern in (_COMMA, _CLAUSE_END) for cut in pattern.finditer(before)]
    clause_before = before[max(cuts, default=0) :]
    clause_after = _first_clause(after)
    if not clause_before.strip() and not clause_after.strip(" ,;:"):  # "Trong tháng 3, Sở đã …"
        clause_after = after[: 2 + len(_first_clause(after[1:]))]
    return Surroundings(before, after, clause_before, clause_after)


def _first_clause(after: str) -> str:
    cuts = [cut.start() for cut in (_COMMA.search(after), _CLAUSE_END.search(after)) if cut]
    return after[: min(cuts, default=len(after))]


def doubtful(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """Whether the words around the phrase, or its own date, say that it is no deadline."""
    if (
        _START.search(around.before)
        or _INSIDE.search(around.before)
        or _PAST_TAIL.match(around.after.lstrip())
        or _quoted(around)
    ):
        return True
    if phrase.on is not None and today is not None and phrase.on < today:
        return True
    if phrase.precision is Precision.SOFT:
        return _doubtful_soft(around)
    if phrase.precision is Precision.RECURRING:
        return _describes(around)
    if _past(around):
        return True
    if phrase.precision is Precision.RELATIVE:
        return _doubtful_relative(phrase, around)
    return _doubtful_date(phrase, around, today)


def _quoted(around: Surroundings) -> bool:
    opened = max(around.before.rfind(mark) for mark in _OPENING)
    closed = max(around.before.rfind(mark) for mark in _CLOSING)
    return opened > closed or around.before.count('"') % 2 == 1


def _past(around: Surroundings) -> bool:
    clause = around.clause
    if _MISSED.search(clause):
        return True
    return bool(_PAST.search(clause)) and not _FUTURE.search(clause)


def _doubtful_soft(around: Surroundings) -> bool:
    return bool(_SOON_BEFORE.search(around.clause_before) or _SOON_AFTER.match(around.after.lstrip()))


def _describes(around: Surroundings) -> bool:
    after = around.after.lstrip(" ,")
    return bool(_DESCRIBES.match(after) or _MEAN.search(around.clause) or _MONEY.search(around.clause_before))


def _doubtful_relative(phrase: Phrase, around: Surroundings) -> bool:
    return phrase.counted and bool(_LENGTH.search(around.clause_before) or _LOAN.search(around.clause_before))


def _doubtful_date(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    lead = frozenset(phrase.lead.split())
    if _VALIDITY.search(around.clause_before[-60:]):
        return True
    if lead & _STRONG:
        return bool(phrase.precision in {Precision.YEAR, Precision.PERIOD} and _in_a_name(phrase, around))
    if phrase.precision in {Precision.YEAR, Precision.PERIOD}:
        return _doubtful_year(phrase, around, lead)
    if phrase.precision is Precision.DAY and (phrase.on == today or _ISSUER.match(around.after.lstrip(" ,"))):
        return True
    if "trong" in lead or "vao" in lead:
        return False
    if phrase.precision is Precision.DAY and _DOCUMENT.search(around.before[-60:]):
        return True
    return not _DUTY.search(around.clause)


def _in_a_name(phrase: Phrase, around: Surroundings) -> bool:
    """Whether a programme is named before and no verb of doing stands between it and the phrase."""
    if {"trong", "nay"} & set(phrase.lead.split()):
        return False
    names = list(_PROGRAMME.finditer(around.clause_before))
    return bool(names) and not _DOING.search(around.clause_before, names[-1].end())


def _doubtful_year(phrase: Phrase, around: Surroundings, lead: frozenset[str]) -> bool:
    if lead & {"trong", "vao"}:
        return False
    if lead & _PARTS or not around.clause_before.strip() or around.before.rstrip().endswith(":"):
        return not _DUTY.search(around.clause)
    return _in_a_name(phrase, around) or not _DOING_JUST_BEFORE.search(around.clause_before)


_DOING_JUST_BEFORE = words(
    r"(?:hoàn thành|xong|khởi công|khánh thành|thực hiện|đưa vào sử dụng|đưa vào hoạt động|bàn giao|là|sẽ|có|ban hành|triển khai)\s*$"
)
