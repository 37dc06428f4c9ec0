"""Legal and directive texts named in a text: kind, number, date, issuing body, and the words as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import resources
from app.domain.records import dataclass
from app.domain.text import fold
from app.reading.calendar import day_of
from app.reading.loose import CAPITALS, SPACE, composed

_KINDS = {
    "thông tư liên tịch": "Thông tư liên tịch",
    "nghị định": "Nghị định",
    "nghị quyết": "Nghị quyết",
    "quyết định": "Quyết định",
    "thông tư": "Thông tư",
    "chỉ thị": "Chỉ thị",
    "kế hoạch": "Kế hoạch",
    "chương trình": "Chương trình",
    "công văn": "Công văn",
    "công điện": "Công điện",
    "thông báo": "Thông báo",
    "kết luận": "Kết luận",
    "báo cáo": "Báo cáo",
    "hướng dẫn": "Hướng dẫn",
    "tờ trình": "Tờ trình",
    "quy định": "Quy định",
    "quy chế": "Quy chế",
    "pháp lệnh": "Pháp lệnh",
    "đề án": "Đề án",
    "lệnh": "Lệnh",
}
_SHORT_KINDS = {"NĐ": "Nghị định", "NQ": "Nghị quyết", "QĐ": "Quyết định", "TT": "Thông tư", "CT": "Chỉ thị"}
_KNOWN_BY_NUMBER = frozenset({"Nghị định", "Nghị quyết", "Quyết định", "Thông tư", "Chỉ thị"})
"""Kinds spoken of with the number alone ("Nghị định 13"); "Kế hoạch 5 năm" is none."""
_USUAL_CASE = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "PA": "PA"}

_DATE = (
    r"(?:,?\s+(?:ra\s+)?ngày\s+(?P<day>\d{1,2})\s?(?:[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
    r"|\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>\d{4})))"
)
_PROPER = rf"(?:\s(?-i:[{CAPITALS}])\w*)"
_MINISTRY = (
    r"(?:Giáo dục và Đào tạo|Thông tin và Truyền thông|Khoa học và Công nghệ|Lao động\s?[-–]\s?Thương binh và Xã hội"
    r"|Kế hoạch và Đầu tư|Tài nguyên và Môi trường|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường"
    r"|Văn hóa, Thể thao và Du lịch|Giao thông vận tải|Dân tộc và Tôn giáo|Nội vụ|Tài chính|Công an|Quốc phòng"
    r"|Công Thương"
    r"|Xây dựng|Y tế|Tư pháp|Ngoại giao)"
)
_BODY = (
    rf"(?:Thủ tướng(?: Chính phủ)?|Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Bộ Chính trị|Ban Bí thư(?: Trung ương)?"
    rf"|Ban Chấp hành Trung ương(?: Đảng)?|(?:Bộ trưởng\s)?Bộ {_MINISTRY}|Trung ương Đoàn|Tỉnh ủy{_PROPER}{{0,3}}"
    rf"|(?:Chủ tịch\s|Văn phòng\s|Thường trực\s)?(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)"
    rf"\s(?:tỉnh|thành phố|huyện|xã|phường){_PROPER}{{0,3}}|(?:Giám đốc\s)?Sở {_MINISTRY}|Tỉnh [đĐ]oàn{_PROPER}{{0,3}}"
    rf"|Ban Thường vụ(?: Tỉnh ủy| Tỉnh đoàn)?{_PROPER}{{0,3}})"
).replace(" ", SPACE)
_TITLE = (
    r"(?P<title>,?\s+(?:(?:về|phê duyệt|ban hành)(?:\s+[^\s,;.“”\"]+){0,6}?\s*[“\"][^“”\"]{1,400}[”\"]"
    r"|(?:về|quy định về|Quy định|phê duyệt|ban hành)(?:\s+(?!(?:đã|đến|được|đang|sẽ|là|có|cần|phải"
    r"|nhưng)\s)[^\s;.“”\"]*[^\s,;.“”\"]){1,60}))"
)
_NUMBER = r"\d{1,5}[a-z]?(?:/\d{4})?(?:\s?[/-]\s?[A-Za-zĐđƯư][\wĐđ]*)*"
_UNIT = (
    r"(?!\s*(?:%|[.,]\d)|\s+(?:năm(?!\s+\d{4})|tháng|ngày(?!\s+\d)|bạn|em|người|triệu|tỷ|đồng|hộ|lớp"
    r"|nội dung|nhiệm vụ|điểm))"
)

_NUMBERED = re.compile(
    rf"(?<!\w)(?P<kind>{'|'.join(_KINDS)}|{'|'.join(_SHORT_KINDS)})\s+(?P<so>số\s*:?\s*)?(?P<number>{_NUMBER})(?!\w){_UNIT}"
    rf"(?:\s+năm\s+\d{{4}}(?!\d))?{_DATE}?(?:\s+của\s+(?P<issuer>{_BODY}))?{_TITLE}?",
    re.IGNORECASE,
)
_LAW_STOP = (
    r"(?:thì|năm|số|ngày|có|quy|đã|được|của|để|nêu|cho|từ|tại|trong|mới|hiện|sửa|là|về|phải|cũng|này"
    r"|yêu|mà|nên|vẫn|không|theo|nếu|khi)"
)
_LAW_TAIL = rf"(?:\s+số\s+(?P<number>\d{{1,3}}/\d{{4}}/QH\d{{1,2}}))?(?:\s+(?:năm\s+)?(?:19|20)\d\d(?!\d|/))?{_DATE}?"


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A text cited at text[start:end] (code points); full is these words.

    name: that of a law without its kind. title: the end of full that says what the text is about.
    """

    start: int
    end: int
    kind: str
    number: str | None
    issued_on: date | None
    issuer: str | None
    full: str
    name: str = ""
    title: str = ""


def find_citations(text: str) -> tuple[FoundCitation, ...]:
    """All texts cited, in order. General words ("các Nghị định liên quan") and verbs ("tôi quyết định") are none."""
    whole = composed(text)
    found: list[FoundCitation] = []
    last = 0
    for start, end, citation in sorted(_all(whole.text), key=lambda one: (one[0], -one[1])):
        if start >= last:
            places = whole.back(start), whole.back(end)
            found.append(_placed(citation, *places, text))
            last = end
    return tuple(found)


def citation_name(citation: FoundCitation) -> str:
    """What tells one text from another: kind and number, a law's name; empty for "Luật" alone."""
    number = (citation.number or "").replace(" ", "")
    return fold(f"{citation.kind} {citation.name or number}") if citation.name or number else ""


def short_form(citation: FoundCitation) -> str:
    """How a text is named after its first mention: kind and number; a law by its name (Decree 30/2020)."""
    if citation.name or citation.number is None:
        return f"{citation.kind} {citation.name}".strip()
    return f"{citation.kind} {'số ' if '/' in citation.number or '-' in citation.number else ''}{citation.number}"


def _placed(citation: FoundCitation, start: int, end: int, text: str) -> FoundCitation:
    return replace(citation, start=start, end=end, full=text[start:end])


def _all(text: str) -> Iterator[tuple[int, int, FoundCitation]]:
    for match in _NUMBERED.finditer(text):
        citation = _numbered(match)
        if citation is not None:
            title = match["title"] or ""
            if citation.issued_on or citation.issuer or not title:
                yield match.start(), match.end(), replace(citation, title=title)
            else:
                yield match.start(), match.start("title"), citation
    for match in _law_pattern().finditer(text):
        kind = "Bộ luật" if match["kind"].lower().startswith("bộ") else match["kind"].capitalize()
        issuer, number = None, match["number"]
        yield (
            match.start(),
            match.end(),
            FoundCitation(0, 0, kind, number, _date(match), issuer, "", match["name"] or ""),
        )


def _numbered(match: re.Match[str]) -> FoundCitation | None:
    said = match["kind"]
    if said.lower() in {short.lower() for short in _SHORT_KINDS} and said not in _SHORT_KINDS:
        return None
    kind = _SHORT_KINDS.get(said) or _KINDS[" ".join(said.lower().split())]
    number = re.sub(r"\s", "", match["number"])
    bare = number.isdigit()
    if bare and kind not in _KNOWN_BY_NUMBER and not match["so"]:
        return None
    if bare and said[0].islower() and kind == "Quyết định":  # "tôi quyết định 3 việc"
        return None
    issuer = match["issuer"]
    return FoundCitation(
        0, 0, kind, _usual_case(number), _date(match), " ".join(issuer.split()) if issuer else None, ""
    )


def _usual_case(number: str) -> str:
    """Symbols in capitals apart from the few that are not: "13/2020/nđ-cp" is 13/2020/NĐ-CP, "ttg" is TTg."""
    parts = re.split(r"([/-])", number)
    return "".join(_USUAL_CASE.get(part.upper(), part.upper() if part.islower() else part) for part in parts)


def _date(match: re.Match[str]) -> date | None:
    month, year = match["month"] or match["month2"], match["year"] or match["year2"]
    return day_of(int(year), int(month), int(match["day"])) if match["day"] else None


@cache
def _law_pattern() -> re.Pattern[str]:
    """Laws by the names of resources/templates/laws.txt in any case, else from a capital up to a common word."""
    names = resources.path("templates/laws.txt").read_text(encoding="utf-8").splitlines()
    known = "|".join(
        re.escape(name).replace("\\ ", r"\s+").replace(",", ",?")
        for name in sorted(names, key=len, reverse=True)
        if name
    )
    unknown = rf"(?-i:[{CAPITALS}])\w+(?:\s+(?!{_LAW_STOP}(?!\w))(?-i:[^\W\d_{CAPITALS}])\w*){{0,7}}(?<!\svà)"
    return re.compile(
        rf"(?<!\w)(?:(?P<kind>Bộ\s+luật|(?<!Bộ )Luật|Hiến pháp)(?:\s+(?P<name>(?:{known})(?!\w)"
        rf"|{unknown}))?)(?<!Luật)(?<!luật){_LAW_TAIL}",
        re.IGNORECASE,
    )
