"""What a text for the hall should not show: telephone and identity numbers, homes, e-mail, accusations, minors' names.

It only points at words; whether they may be shown is decided by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from app.domain.records import dataclass
from app.domain.text import fold
from app.reading.loose import CAPITALS, composed, loose, marks, marks_before, words

MINOR_AGES = range(16, 18)
"""Young people of 16 and 17 take part, but are shown by given name and unit only (product.md D16)."""


class Personal(StrEnum):
    """What kind of personal data was found."""

    PHONE = "phone"
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    EMAIL = "email"
    ACCUSATION = "accusation"
    MINOR_NAME = "minor_name"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data at text[start:end] (code points); words is exactly that stretch."""

    start: int
    end: int
    kind: Personal
    words: str


def find_personal_data(text: str, asker_age: int | None = None, asker_name: str = "") -> tuple[Finding, ...]:
    """All personal data of the text in order. asker_name is the full name as kept, needed for askers of 16 and 17."""
    whole = composed(text)
    found = [*_numbers(whole.text), *_spoken_numbers(whole.text), *_emails(whole.text), *_addresses(whole.text)]
    found += _accusations(whole.text)
    if asker_age in MINOR_AGES and asker_name:
        found += _minor_names(whole.text, asker_name)
    places = sorted((whole.back(start), whole.back(end), kind) for start, end, kind in found)
    return tuple(Finding(start, end, kind, text[start:end]) for start, end, kind in places)


_Found = tuple[int, int, Personal]

_DIGIT_GROUPS = re.compile(r"(?<![\w/])(?:\(\s?\+?84\s?\)|\+?\d+)(?:(?:\s?[.\-]\s?|\s)\d+)*(?![\w/])")
_GROUP = re.compile(r"\d+")
_MOBILE = re.compile(r"(?:0|84|840)[35789]\d{8}")
_LANDLINE = re.compile(r"(?:0|84)2\d{8,9}")
_CITIZEN = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}")
"""12 digits: province 001-096, century and sex, year of birth, six more (Circular 59/2021/TT-BCA)."""
_OLD_ID = re.compile(r"\d{9}")
_ID_WORDS = words("căn cước|cccd|cmnd|cmt|cmtnd|chứng minh|định danh|chứng minh thư|hộ chiếu")
_ID_REACH = 40


def _numbers(text: str) -> Iterator[_Found]:
    for run in _DIGIT_GROUPS.finditer(text):
        groups = [(run.start() + group.start(), run.start() + group.end()) for group in _GROUP.finditer(run[0])]
        named = bool(_ID_WORDS.search(text, max(0, run.start() - _ID_REACH), run.start()))
        first = 0
        while first < len(groups):
            last, kind = _personal_number(text, groups, first, named=named)
            if kind is not None:
                start = run.start() if first == 0 else groups[first][0]
                yield start, groups[last][1], kind
            first = last + 1


def _personal_number(
    text: str, groups: list[tuple[int, int]], first: int, *, named: bool
) -> tuple[int, Personal | None]:
    """The longest row of groups from first that is a personal number, or first itself and None."""
    digits, best = "", (first, None)
    found: tuple[int, Personal | None] = best
    for last in range(first, min(first + 12, len(groups))):
        digits += text[slice(*groups[last])]
        if len(digits) > 13:
            break
        if _CITIZEN.fullmatch(digits) or (named and _OLD_ID.fullmatch(digits)) or (named and len(digits) == 12):
            found = last, Personal.ID_NUMBER
        elif _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
            found = last, Personal.PHONE
    return found


_DIGIT_WORD = loose("(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|s\u00e1u|sau|bảy|bẩy|tám|chín)")
_SPOKEN = re.compile(rf"(?<!\w){loose('không')}(?:[\s,.\-]{{1,3}}{_DIGIT_WORD}){{8,10}}(?!\w)", re.IGNORECASE)


def _spoken_numbers(text: str) -> Iterator[_Found]:
    """As in "không chín tám bảy …": nine to eleven digits read one by one."""
    for match in _SPOKEN.finditer(text):
        yield match.start(), match.end(), Personal.PHONE


_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-][\w.+-]{0,63}\s?(?:@|[(\[](?:a|at|@)[)\]])\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{1,63}){1,4}"
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}\s+(?:{loose('a còng|a cong|a móc')}|@)\s+[\w-]{{1,63}}"
    rf"(?:\s+{loose('chấm')}\s+[\w-]{{1,63}}){{1,4}}",
    re.IGNORECASE,
)


def _emails(text: str) -> Iterator[_Found]:
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), Personal.EMAIL


_PLACE = {
    "house": r"\d{1,4}[a-zA-Z]?(?:/\d{1,4}[a-zA-Z]?)*",
    "way": loose("(?:ngõ|ngách|hẻm|kiệt|đường|phố|tổ|khu phố|tiểu khu|xóm|thôn|bản|phường)"),
    "dwelling": loose("(?:số|bản|thôn|tổ|xóm|khu|tiểu khu|xã|phường|ấp|buôn|làng|ngõ|đường|phố)"),
    "name": rf"\w+(?:\s(?-i:[{CAPITALS}])\w*){{0,3}}",
    "self": loose("(?:em|e|mk|tôi|anh|chị|mẹ|bố|ông|bà|cháu|con|mình|bạn|chúng em|nó)"),
}
_ADDRESS = words(
    r"(?:số nhà|nhà số|SN) ?{house}(?:,? {way} {name}){0,4}"
    r"|số {house},? {way} {name}(?:,? {way} {name}){0,4}"
    r"|(?:(?:thường|tạm|hiện|cư) ?)?trú (?:tại|ở) {dwelling} {name}(?:,? {dwelling} {name}){0,4}"
    r"|nhà {self} (?:ở|tại) {dwelling} {name}(?:,? {dwelling} {name}){0,4}"
    r"|địa chỉ(?: nhà)? ?:? ?(?:SN|số)? ?{house},? {way} {name}",
    _PLACE,
)
_PUBLIC = re.compile(
    r"(?:"
    + words("trụ sở|cơ quan|sở|ubnd|trường|trạm|nhà văn hóa|chợ|trung tâm|bệnh viện|công an|tuyến|xe buýt").pattern
    + r")[^.;!?]{0,25}$",
    re.IGNORECASE,
)
_PUBLIC_REACH = _BEFORE_REACH = 45


def _addresses(text: str) -> Iterator[_Found]:
    for match in _ADDRESS.finditer(text):
        plain_number = fold(match[0]).startswith("so ") and not fold(match[0]).startswith("so nha")
        if plain_number and _PUBLIC.search(text[max(0, match.start() - _PUBLIC_REACH) : match.start()]):
            continue
        yield match.start(), match.end(), Personal.ADDRESS


_NAME_WORD = rf"[{CAPITALS}][\w'’]*"
_TITLE = words(
    "ông|bà|anh|chị|thầy|cô|chú|bác|đồng chí|đ/c|trưởng bản|trưởng thôn|bí thư|chủ tịch|phó chủ tịch|giám đốc"
    "|hiệu trưởng"
    "|kế toán|cán bộ|cán bộ địa chính|công an viên|công an|là|tên|em|bạn|bác sĩ|tổ trưởng|trưởng phòng"
)
_SURNAME = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lò|Lường|Quàng|Cà|Tòng|Cầm|Đèo|Bạc|Hà|Sùng"
    "|Giàng|Vàng|Thào|Mùa|Sồng|Vừ|Tráng|Hạng|Cháng|Lầu|Cứ|Ly|Má|Chảo|Tẩn|Phàn|Triệu|Bàn|Đinh|Đoàn|Trịnh|Lương|Mai|Tô"
    "|Trương|Cao|Lâm|Tạ|Chu|Nông|Hứa|Ma|Vi|Lù|Lừu|Chá|Khà|Y|A|Ksor|Rơ|Kpă|Siu|Điểu|Thạch|Sơn|Danh|Mông|Quách|Xa|Bế"
)
_PERSON = re.compile(
    rf"(?<![\w'’])(?:{_SURNAME})(?:\s{_NAME_WORD}){{1,5}}|(?<!\w)H['’]{_NAME_WORD}(?:\s{_NAME_WORD}){{1,4}}"
)
_TITLED = re.compile(rf"{_TITLE.pattern}\s(?-i:{_NAME_WORD}(?:\s{_NAME_WORD}){{1,5}})", re.IGNORECASE)
_WRONGS = (
    r"(?:nhận|lấy|ăn|đòi|vòi|moi|bòn|cướp|lừa|giữ|quỵt|rút) (?:\w+ )?tiền|nhận hối lộ|đưa hối lộ|hối lộ"
    r"|chiếm đoạt|chiếm dụng"
    "|ăn chặn|ăn bớt|ăn hối lộ|đánh đập|bảo kê|vòi vĩnh|lừa đảo|chạy việc|chạy chức|chạy điểm|khai khống|tham ô"
    "|tham nhũng|nặng lãi|xã hội đen|nhũng nhiễu|hạch sách|sách nhiễu|quấy rối|xâm hại|hiếp dâm|dâm ô|trộm"
    "|trộm cắp|cướp của"
    "|bạo hành|chửi mắng|lăng mạ|đe dọa|bao che|tiếp tay|biển thủ|rút ruột|gian lận|đút lót|lạm thu|bắt nạt|buôn lậu"
    "|buôn ma túy|buôn bán ma túy|làm giả|giả mạo|lấn chiếm|phá rừng|trục lợi|vụ lợi|cờ bạc|đánh bạc|bỏ túi|bớt xén"
    "|ép (?:học|dân|hộ|phụ huynh)|bán hàng giả|bán hàng cấm|bán thuốc lá điện tử|bán rượu cho học sinh|thu tiền trái"
    "|bán rừng|bán đất công|nâng khống|ngoại tình|vu khống|bịa đặt|hành hung|ức hiếp|trù dập"
)
_WRONG = marks(_WRONGS + r"|đánh(?! giá| dấu| bắt| số| thức)|lừa|chửi|cướp")
_WRONG_BARE = marks(_WRONGS)
"""For texts typed without marks, where "danh" and "lua" are mostly other words."""
_NAMED_PLACE = marks_before(
    "đường|phố|trường|thpt|thcs|phường|xã|bản|cầu|chợ|anh hùng|liệt sĩ|giải|cúp|nhà tù|bảo tàng"
)
_NOT_BY_THEM = marks_before(
    r"(?:bị|phòng|chống|phòng chống|ngăn chặn|phòng ngừa|tố giác|phát hiện|nạn nhân|về nạn|tuyên truyền|khỏi|xử lý|bắt)"
    r"[\s,]*(?:\w+\s+){0,2}"
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")


def _accusations(text: str) -> Iterator[_Found]:
    """A sentence with a named person and a wrong that nobody suffers, fights or prevents in it."""
    pattern = _WRONG_BARE if text.isascii() else _WRONG
    for sentence in _SENTENCE.finditer(text):
        wrong = next(
            (w for w in pattern.finditer(sentence[0]) if not _NOT_BY_THEM.search(_before(sentence[0], w))), None
        )
        person = wrong and _person(sentence[0])
        if wrong and person:
            start, end = min(person.start(), wrong.start()), max(person.end(), wrong.end())
            yield sentence.start() + start, sentence.start() + end, Personal.ACCUSATION


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _BEFORE_REACH) : match.start()]


def _person(sentence: str) -> re.Match[str] | None:
    persons = (person for pattern in (_PERSON, _TITLED) for person in pattern.finditer(sentence))
    return next((person for person in persons if not _NAMED_PLACE.search(_before(sentence, person))), None)


def _minor_names(text: str, name: str) -> Iterator[_Found]:
    """The family name together with the given name or more; the given name alone may be shown."""
    parts = [re.escape(part) for part in fold(name).split()]
    if len(parts) < 2:
        return
    folded, places = _folded(text)
    pattern = re.compile(rf"(?<!\w){parts[0]}(?:\s+(?:{'|'.join(parts[1:])}))+(?!\w)")
    for match in pattern.finditer(folded):
        yield places[match.start()], places[match.end() - 1] + 1, Personal.MINOR_NAME


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text and where each of its characters came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in fold(char):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
