"""Rules for phrases that name a day, month, quarter, half year, year or a row of years."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from app.domain.due import Precision
from app.domain.text import fold
from app.reading.calendar import before, day_of, first_open, month_end, year_end
from app.reading.loose import loose
from app.reading.numerals import SIX, UNIT, number
from app.reading.phrases import PARTS, Reading, Rule, Said, number_of, rule, says_before, year_of

_WORDS: dict[str, str] = PARTS | {
    "part": loose(
        r"(?:(?P<part>đầu|giữa|cuối|tuần đầu|tuần cuối|thượng tuần|trung tuần|hạ tuần|nửa đầu|nửa cuối"
        r"|nửa sau)(?: của)? )?"
    ),
    "tens": loose(r"(?:mười(?: {unit})?|{unit} mươi(?: {unit})?|{unit} (?:lăm|mốt))", {"unit": UNIT}),
    "near": loose(r"(?: (?P<said>này|nay|sau|tới|kế tiếp|tiếp theo))"),
    "month": loose(
        r"(?P<month>(?:\d\d?(?:, | và |\s?[-–]\s?)(?:tháng )?)?(?:0?[1-9]|1[0-2])"
        r"|một|hai|ba|tư(?! vấn| pháp| nhân| thục| tưởng| duy)|bốn|năm(?! nay| sau| tới| ngoái| trước|\s?\d)"
        r"|{six}|bảy|bẩy|tám|chín|mười(?: một| hai)?)",
        {"six": SIX},
    ),
    "quarter": loose(
        r"(?P<quarter>(?:(?:[1-4]|I{1,3})(?:, | và |\s?[-–]\s?)(?:(?:quý|quí) )?)?(?:[1-4]|IV|I{1,3}|một|hai|ba"
        r"|bốn|tư))"
    ),
    "again": loose("(?:(?=(?P<again> (?:của )?{every} )))?", PARTS),
    "row": (
        r"(?P<from>20\d\d)(?:\s?[-–—,]\s?20\d\d){0,4}"
        + loose(r"(?:\s?[-–—]\s?| đến(?: năm)? | và(?: năm)? |, (?:năm )?)(?P<year>20\d\d)(?!\d)")
    ),
}
_LEAP_YEAR = 2024
"""Has every day a year can have."""
_DAY_ROW = re.compile(r"[,\s]+(?:[^\W\d]+\s+)*(?=\d)")
_ROW_OF_NUMBERS = re.compile(r"\s*[,–-]\s*(?:[^\W\d]+\s+)?|\s+v(?:à|a)\s+(?:[^\W\d]{3,}\s+)?", re.IGNORECASE)
_PART_DAYS = {"dau": 10, "tuan dau": 10, "thuong tuan": 10, "giua": 20, "trung tuan": 20, "nua dau": 15}


def _day(said: Said, today: date | None) -> Reading | None:
    day = number_of(said, "day") or number_of(said, "bare_day")
    month = number_of(said, "month")
    if not day or not month or not day_of(_LEAP_YEAR, month, day):
        return None
    if "bar" in said and _section_number(said):
        return None
    on = first_open(lambda year: day_of(year, month, day), year_of(said, today), today)
    return on, Precision.DAY


def _section_number(said: Said) -> bool:
    """As in "2.1", "5-6": without "ngày", year or a word like "trước" no date."""
    if said["bar"] not in {".", "-"} or said["year"] or said["said_year"] or said["named"]:
        return False
    return not {"truoc", "han", "nhat"} & set(fold(said["lead"]).split())


def _day_of_month(said: Said, today: date | None) -> Reading | None:
    """As in "ngày 25", "ngày 25 tháng này": a day without its month."""
    days = [number(part) or 0 for part in _DAY_ROW.split(said["day"])]
    if not all(1 <= day <= 31 for day in days):
        return None
    if today is None:
        return None, Precision.DAY
    which = fold(said["said"]).strip()
    first = 1 if which in {"sau", "toi"} else 0
    ahead = range(first, first + 1 if which else 4)
    ends = (month_end(today.year, today.month + step) for step in ahead)
    dates = (day_of(end.year, end.month, day) for end in ends if end for day in sorted(days))
    return next((found for found in dates if found and (which or found >= today)), None), Precision.DAY


def _within_month(year: int, month: int, part: str) -> date | None:
    last = month_end(year, month)
    return last and last.replace(day=_PART_DAYS.get(part, last.day))


def _month(said: Said, today: date | None) -> Reading | None:
    months, part = _row(said, "month"), fold(said["part"])
    if not all(1 <= month <= 12 for month in months):
        return None

    def last(year: int, month: int) -> date | None:
        if says_before(said) and not part:
            return before(day_of(year, month, 1))
        return _within_month(year, month, part)

    ends = [first_open(partial(last, month=month), year_of(said, today), today) for month in months]
    return min((end for end in ends if end), default=None), Precision.MONTH


def _row(said: Said, group: str) -> list[int]:
    """The numbers of "tháng 3 và tháng 9 hằng năm"; not recurring, only the last of them counts."""
    numbers = [number(part) or 0 for part in _ROW_OF_NUMBERS.split(said[group]) if part]
    return numbers if said.get("again") else numbers[-1:]


def _within(said: Said) -> bool:
    """Whether "trong" or "hết" stands right before: "trong tháng" is this month, "tháng" alone says nothing."""
    lead = fold(said["lead"]).split()
    return bool(lead) and lead[-1] in {"trong", "het"}


def _near_month(said: Said, today: date | None) -> Reading | None:
    """As in "tháng này", "tháng sau", "cuối tháng"."""
    part, which = fold(said["part"]), fold(said["said"]).strip()
    if not (part or which or said["next"] or _within(said)):
        return None
    ahead = 0 if which in {"", "nay"} and not said["next"] else 1
    if today is None:
        return None, Precision.MONTH
    on = _within_month(today.year, today.month + ahead, part)
    if on and on < today and not which:  # "giữa tháng" said on the 25th
        on = _within_month(today.year, today.month + 1, part)
    return (before(on.replace(day=1)) if on and says_before(said) and not part else on), Precision.MONTH


def _quarter_day(year: int, *, quarter: int, part: str, begins: bool) -> date | None:
    """Last day of the quarter or of the month its part falls into; or the day before it begins."""
    first = 3 * quarter - 2
    if begins and not part:
        return before(day_of(year, first, 1))
    return month_end(year, first + {"dau": 0, "giua": 1}.get(part, 2))


def _quarter(said: Said, today: date | None) -> Reading | None:
    quarters, part = _row(said, "quarter"), fold(said["part"])
    if not all(1 <= quarter <= 4 for quarter in quarters):
        return None
    last = partial(_quarter_day, part=part, begins=says_before(said))
    ends = [first_open(partial(last, quarter=quarter), year_of(said, today), today) for quarter in quarters]
    return min((end for end in ends if end), default=None), Precision.QUARTER


def _last_quarter(said: Said, today: date | None) -> Reading | None:
    return first_open(year_end, year_of(said, today), today), Precision.QUARTER


def _near_quarter(said: Said, today: date | None) -> Reading | None:
    part, which = fold(said["part"]), fold(said["said"]).strip()
    if not (part or which or said["next"] or _within(said)):
        return None
    if today is None:
        return None, Precision.QUARTER
    later = (today.month - 1) // 3 + (0 if which in {"", "nay"} and not said["next"] else 1)
    on = _quarter_day(today.year + later // 4, quarter=later % 4 + 1, part=part, begins=says_before(said))
    return on, Precision.QUARTER


def _half(said: Said, today: date | None) -> Reading | None:
    first = fold(said["half"]) in {"dau", "dau tien"}

    def last(year: int) -> date | None:
        if says_before(said):
            return before(day_of(year, 1 if first else 7, 1))
        return day_of(year, 6, 30) if first else year_end(year)

    return first_open(last, year_of(said, today), today), Precision.HALF_YEAR


def _year_day(year: int, part: str, *, begins: bool) -> date | None:
    if part in {"dau", "nua dau"}:
        return day_of(year, 3, 31)
    if part == "giua":
        return day_of(year, 6, 30)
    return before(day_of(year, 1, 1)) if begins and not part else year_end(year)


def _year(said: Said, today: date | None) -> Reading | None:
    part = fold(said["part"])
    year = year_of(said, today)
    if year is None and said["said_year"]:
        return None, Precision.YEAR
    begins = says_before(said)
    return first_open(lambda y: _year_day(y, part, begins=begins), year, today), Precision.YEAR


def _this_year(said: Said, today: date | None) -> Reading | None:
    """As in "cuối năm", "trong năm": the year that runs; "năm" alone says nothing."""
    part = fold(said["part"])
    if not part and not _within(said):
        return None
    return first_open(lambda year: _year_day(year, part, begins=False), None, today), Precision.YEAR


def _years(said: Said, _today: date | None) -> Reading | None:
    last = int(said["year"])
    return (year_end(last), Precision.PERIOD) if int(said["from"]) < last else None


def _school_year(said: Said, _today: date | None) -> Reading | None:
    """A school year ends on 31 May (yearly frame plan of the ministry of education)."""
    first, last = int(said["from"]), int(said["year"])
    return (day_of(last, 5, 31), Precision.PERIOD) if last == first + 1 else None


def _nameless_period(_said: Said, _today: date | None) -> Reading | None:
    return None, Precision.PERIOD


_TEMPLATES = (
    (
        (
            r"{lead}(?:sang )?{part}(?:(?:hai|ba|các|2|3) (?=tháng \d\d?(?:,| và)))?tháng {month}(?:{year}"
            r"|{near})?{again}(?!\s?[/.-]\s?\d|\s?%)"
        ),
        _month,
    ),
    (
        (
            r"{lead}{clock}(?P<named>(?:hết )?(?:ngày|mùng|mồng|hôm)(?: mùng| mồng)? (?:\d\d?(?:, | và |\s?[-–]\s?))?)?"
            r"(?<![\d/.,-])(?P<day>[0-2]?\d|3[01])\s?(?P<bar>[/.-])\s?(?P<month>0?[1-9]|1[0-2])(?!\d)"
            r"(?:\s?(?P=bar)\s?(?P<year>20\d\d|\d\d)(?!\d)|,? (?:của )?(?P<said_year>năm nay|năm sau|năm tới|sang năm)"
            r"|(?!\s?(?P=bar)\s?\d))(?!\s?%|,\d)"
        ),
        _day,
    ),
    (
        (
            r"{lead}{clock}(?:hết )?(?:(?:ngày|mùng|mồng|hôm)(?: mùng| mồng)? (?P<day>{n})|(?P<bare_day>\d\d?|{tens}))"
            r",? tháng {month}{year}?(?! lần| buổi|\s?%)"
        ),
        _day,
    ),
    (
        (
            r"{lead}{clock}(?:hết )?(?:ngày|mùng|mồng)(?: mùng| mồng)?"
            r" (?P<day>{n}(?:(?:,| và| hoặc) (?:ngày )?\d\d?(?!\w))*)(?!\s?[/.-]\s?\d|\s?%|,\d| tháng \d)"
            r"(?: (?:của )?tháng(?P<said> này| sau| tới))?"
        ),
        _day_of_month,
    ),
    (r"{lead}{part}(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>20\d\d)(?!\d|[/-])", _month),
    (
        r"{lead}(?P<next>sang |qua |ra )?{part}tháng{near}?(?! (?:\d|trước|qua|thanh niên|hành động|cao điểm|nào))",
        _near_month,
    ),
    (r"{lead}(?:sang )?{part}(?:quý|quí) {quarter}(?:{year}|{near})?{again}", _quarter),
    (r"{lead}{part}Q(?P<quarter>[1-4])(?:{year}|{near})?", _quarter),
    (r"{lead}(?P<next>sang )?{part}(?:quý|quí){near}?(?! (?:\d|trước|qua))", _near_quarter),
    (r"{lead}(?:3|ba) tháng cuối năm(?: (?P<year>20\d\d)| (?P<said_year>nay|này|sau|tới))?", _last_quarter),
    (
        r"{lead}(?:quý|quí) (?:cuối cùng của|cuối) năm(?: (?P<year>20\d\d)| (?P<said_year>nay|này|sau|tới))?",
        _last_quarter,
    ),
    (
        (
            r"{lead}(?:trong )?(?:(?:0?6|sáu) tháng|nửa|(?:hai|2) quý) (?P<half>đầu|cuối|còn lại|sau)(?: của)? năm"
            r"(?: (?P<year>20\d\d)| (?P<said_year>nay|này|sau|tới))?"
        ),
        _half,
    ),
    (r"{lead}nửa năm (?P<half>đầu|cuối)(?:(?: năm)? (?P<year>20\d\d)| (?P<said_year>năm nay|năm sau|năm tới))?", _half),
    (r"{lead}{part}năm (?:(?P<year>20\d\d)|(?P<said_year>nay|này|sau|tới))(?!\s?[-–/]\s?\d)", _year),
    (r"{lead}{part}(?P<said_year>sang năm|qua năm|ra năm)(?! (?:20\d\d|thứ))", _year),
    (
        (
            r"{lead}{part}năm(?! (?:\d|học|thứ|ngoái|trước|qua|vừa|nào|ngày|tuần|tháng|quý|năm|giờ|nay|này|sau|tới"
            r"|{every}))"
        ),
        _this_year,
    ),
    (r"{lead}{part}(?<![\d/.,-])(?P<year>20\d\d)(?!\s?[-–/.,]?\s?\d)", _year),
    (r"{lead}(?:thực hiện )?(?:giai đoạn|nhiệm (?:kỳ|kì)|thời (?:kỳ|kì))(?: từ)?(?: năm)? {row}", _years),
    (r"{lead}(?:từ )?(?:(?:các|những|hai|ba|bốn|năm|\d) )?năm,? {row}", _years),
    (r"{lead}năm học {row}", _school_year),
    (r"{lead}(?:nhiệm (?:kỳ|kì)|giai đoạn)(?: này| tới| sau)", _nameless_period),
    (r"(?:đến )?(?:hết|trong|đầu|giữa|cuối) nhiệm (?:kỳ|kì)(?: này| tới| sau)?(?! 20\d\d)", _nameless_period),
)


def rules() -> tuple[Rule, ...]:
    """The rules, built at each call."""
    return tuple(rule(template, resolve, _WORDS) for template, resolve in _TEMPLATES)
