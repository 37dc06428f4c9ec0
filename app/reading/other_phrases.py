"""Rules for deadlines that name no calendar day: counted from the conference, tied to an event, recurring, soft."""

from __future__ import annotations

import re
from datetime import date

from app.domain.due import Precision
from app.domain.text import fold
from app.reading.calendar import day_of, days_later, first_open, months_later, sunday, weekday_of
from app.reading.loose import loose, words
from app.reading.phrases import PARTS, Reading, Resolver, Rule, number_of

_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_DAYS_AHEAD = {"mai": 1, "kia": 2, "mot": 2, "nay": 0}
_CONFERENCE = words(
    r",? ?(?:kể từ|tính từ|từ|sau|tính)(?: khi| ngày| lúc)?"
    r"(?: hôm nay| nay| bây giờ|(?: kết thúc| bế mạc| tổ chức| diễn ra)?(?: buổi| cuộc| phiên)?(?: họp| hội nghị| đối thoại)+"
    r"(?: này| hôm nay| kết thúc| hôm nay kết thúc)?)(?: trở đi)?"
)
_DATE = re.compile(r"(?<!\d)(\d\d?)\s?[/.-]\s?(\d\d?)(?:\s?[/.-]\s?(20\d\d))?(?!\d)")
_TAIL = r"[^\s,;:.!?()]+"
_GO_ON = loose(r"(?!(?:phải|sẽ|cần|để|thì|là|nếu|và|các|chúng tôi|đề nghị|yêu cầu|trả lời|gửi)(?!\w))") + _TAIL

_WORDS: dict[str, str] = PARTS | {
    "since": loose(
        r"(?:,? (?:kể từ|tính từ|từ|sau|tính|trước)(?: (?:hôm nay|nay|bây giờ)(?!\w)|(?: khi| ngày| lúc)?(?: {w})(?: {go}){0,7}))",
        {"w": _TAIL, "go": _GO_ON},
    ),
    "w": _TAIL,
    "unit": loose(r"(?:ngày|tuần lễ|tuần|tháng|năm|giờ đồng hồ|giờ|tiếng)"),
    "go": _GO_ON,
    "ground": loose(
        r"(?:hướng dẫn|ý kiến|kết luận|văn bản|nguồn vốn|vốn|nguồn|kinh phí|chủ trương|quyết định|phê duyệt|duyệt|chấp thuận"
        r"|kết quả|thông tư|nghị định|phân bổ|ban hành|thông qua|đồng ý|cho phép|bố trí)"
    ),
    "limit": loose(
        r"(?:(?:ngay|chậm nhất|muộn nhất|tối đa|không quá|không quá|trong|vòng|thời hạn|thời gian|hạn|là|khoảng|chỉ"
        r"|sau|tầm|độ|tới|đúng|trước)(?: |: ))"
    ),
    "event": loose(
        r"(?:(?:dịp |ngày |đợt |lễ |kỳ |nghỉ )*(?:tết|khai giảng|bế giảng|khai trường|tựu trường|trung thu|quốc khánh|hè)"
        r"|năm học(?: mới| này| tới| sau)?|học k(?:ỳ|ì)(?: này| tới| sau| mới| một| hai| I{1,2}| [12])?"
        r"|mùa {w}|vụ (?:mùa|xuân|đông|hè thu|thu hoạch|chiêm|đông xuân|này|tới|sau)"
        r"|(?:các )?(?:kỳ|kì) (?:họp|thi|tuyển sinh|nghỉ hè|nghỉ|tuyển dụng|giao quân){to}"
        r"|đợt (?:tuyển|giao|họp|này|tới|sau){to}|(?:ngày )?tổ chức (?:hội nghị|đối thoại|đại hội|ngày hội){to}"
        r"|(?:ngày )?(?:bầu cử|đại hội {w}|tháng thanh niên|rằm|giao thừa|nhập học|khai mạc|tổng kết năm học)"
        r"|(?:mùng|mồng) {n} (?:tết|âm lịch))",
        {
            "w": _TAIL,
            "to": loose(
                "(?: (?:hđnd|hội đồng nhân dân|quốc hội|tỉnh|xã|huyện|chuyên đề|thường lệ|thứ|này|tới|sau|giữa năm|cuối năm"
                "|đầu năm|gần nhất|tiếp theo|tốt nghiệp|hội nghị|đối thoại)){0,4}"
            ),
            "n": PARTS["n"],
        },
    ),
}


def _counted(match: re.Match[str], today: date | None) -> Reading | None:
    """ "trong 30 ngày kể từ …": counted from the conference, if from that day or from nothing else."""
    amount = number_of(match, "amount")
    if amount is None:
        return None
    start, unit = _start(match.groupdict().get("since") or "", today), fold(match["unit"])
    if start is None or match.groupdict().get("working"):
        return None, Precision.RELATIVE
    return _later(start, amount, unit), Precision.RELATIVE


def _start(since: str, today: date | None) -> date | None:
    if not since:
        return today
    dated = _DATE.search(since)
    if dated:
        day, month = int(dated[1]), int(dated[2])
        return first_open(lambda year: day_of(year, month, day), int(dated[3]) if dated[3] else None, today)
    return today if _CONFERENCE.fullmatch(since.strip()) else None


def _later(start: date, amount: int, unit: str) -> date | None:
    if unit.startswith("tuan"):
        return days_later(start, 7 * amount)
    if unit == "thang":
        return months_later(start, amount)
    if unit == "nam":
        return months_later(start, 12 * amount)
    return days_later(start, amount if unit == "ngay" else -(-amount // 24))


def _half_month(_match: re.Match[str], today: date | None) -> Reading | None:
    return today and days_later(today, 15), Precision.RELATIVE


def _half_year(_match: re.Match[str], today: date | None) -> Reading | None:
    return today and months_later(today, 6), Precision.RELATIVE


def _week(match: re.Match[str], today: date | None) -> Reading | None:
    said = fold(match["said"] or "").strip()
    return today and sunday(today, 0 if said in {"", "nay"} else 1), Precision.RELATIVE


def _weekday(match: re.Match[str], today: date | None) -> Reading | None:
    weekday = _WEEKDAYS[fold(match["weekday"])] if match["weekday"] else 6
    said = fold(match["said"] or "").split()
    if not said and not match["lead"] and not (match["weekday"] or "C")[0].isupper():
        return None  # "đề xuất thứ ba"
    if today is None:
        return None, Precision.RELATIVE
    if not said:
        return weekday_of(today, weekday, None), Precision.RELATIVE
    if said[0] == "tuan":
        return weekday_of(today, weekday, 0 if said[-1] == "nay" else 1), Precision.RELATIVE
    tomorrow = days_later(today, 1) if said[-1] != "nay" else today
    return tomorrow and weekday_of(tomorrow, weekday, None), Precision.RELATIVE


def _near_day(match: re.Match[str], today: date | None) -> Reading | None:
    return today and days_later(today, _DAYS_AHEAD[fold(match["said"] or match["day"])]), Precision.RELATIVE


def _always(precision: Precision) -> Resolver:
    """The words alone tell the kind, and no day."""
    return lambda _match, _today: (None, precision)


_COUNTED = (
    r"{limit}{1,4}{between}(?P<amount>{n})(?: \([^()]{1,20}\))? (?P<unit>{unit})(?P<working> làm việc)?(?: rưỡi)?"
    r"(?: tới đây| tới| nữa| tiếp theo| sau đó)?(?P<since>{since})?(?! (?:đầu|cuối|qua|vừa|gần đây|liền|liên|trước|rồi))"
)
_AHEAD = r"{between}(?P<amount>{n}) (?P<unit>{unit})(?P<working> làm việc)? (?:nữa|tới đây|tới|tiếp theo)"
_SINCE = r"{between}(?P<amount>{n}) (?P<unit>{unit})(?P<working> làm việc)?(?P<since>,? (?:(?:kể từ|tính từ){what}|sau (?:khi |ngày )?(?:kết thúc )?(?:hội nghị|buổi đối thoại|đối thoại)))"

RELATIVE = tuple(
    Rule(words(template, _WORDS | {"between": loose(r"(?:(?:{n}(?:\s?[-–]\s?| đến | tới ))|một (?=hai)|hai (?=ba))?", PARTS), "what": rf"(?:\s{{1,3}}{_TAIL}){{1,8}}"}), resolve)
    for template, resolve in (
        (_COUNTED, _counted),
        (_AHEAD, _counted),
        (_SINCE, _counted),
        (r"{limit}{1,3}nửa tháng(?: tới| nữa)?|nửa tháng nữa", _half_month),
        (r"{limit}{1,3}nửa năm(?: tới| nữa)?|nửa năm (?:nữa|tới)", _half_year),
        (r"(?:ngay )?trong (?:cùng )?ngày(?: làm việc)?(?=\s*(?:[,.;]|$))", _always(Precision.RELATIVE)),
        (r"{limit}(?:hết )?tuần(?P<said>(?!))?(?=\s*(?:[,.;]|$))", _week),
        (r"{lead}{clock}(?:đầu |giữa |cuối )?tuần(?P<said> này| sau| tới| kế tiếp| tiếp theo)", _week),
        (r"{lead}{clock}cuối tuần(?P<said> này| sau| tới)?", _week),
        (
            r"{lead}{clock}(?:ngày )?(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
            r"(?P<said>,? tuần này|,? tuần sau|,? tuần tới| này| tới| sau)?",
            _weekday,
        ),
        (r"{lead}{clock}(?:(?:ngày |buổi )?(?:sáng |chiều |tối |trưa |hôm |đêm )+(?P<said>nay|mai|kia)|ngày (?P<day>mai|kia|mốt))", _near_day),
        (
            r"{lead}(?:ngay )?(?:trước|sau|trong|đến|hết|kịp|tại|vào|dịp|xong|qua|ra) (?:dịp |khi |thềm )?{event}"
            r"(?: nguyên đán)?(?: năm nay| năm sau| năm tới| này| tới| sau| năm học mới| 20\d\d)?",
            _always(Precision.RELATIVE),
        ),
        (r"(?:ngay )?sau (?:khi kết thúc )?(?:hội nghị|buổi|cuộc|phiên)(?: đối thoại| làm việc| họp)?(?: này| hôm nay)?", _always(Precision.RELATIVE)),
        (r"ngay (?:sau )?khi {w}(?: {go}){0,6}", _always(Precision.RELATIVE)),
        (r"(?:sau )?khi (?:{w} ){0,4}?(?:(?:có|được|đủ) )?{ground}(?: {go}){0,4}", _always(Precision.RELATIVE)),
        (r"trước khi (?:khai giảng|vào|khởi công|trình|diễn ra|hết|kết thúc|bước vào)(?: {w}){0,4}", _always(Precision.RELATIVE)),
    )
)  # fmt: skip

RECURRING = tuple(
    Rule(words(template, _WORDS), _always(Precision.RECURRING))
    for template in (
        r"(?:(?:duy trì|tổ chức) )?(?:ít nhất |tối thiểu )?(?:định kỳ,? )?(?:(?:ít nhất |tối thiểu )?{n} lần )?(?:theo )?{every} "
        r"(?:ngày|tuần|tháng|quý|năm|học kỳ|năm học)(?: (?:ít nhất |tối thiểu )?{n} lần)?",
        r"(?:ít nhất |tối thiểu )?{n} lần (?:một |/|trong |trên |trong một )?(?:năm|tháng|quý|tuần)",
        r"(?:ít nhất |tối thiểu )?{n} lần\s?/\s?(?:{n} )?(?:năm|tháng|quý|tuần)",
        r"(?:ít nhất |tối thiểu )?(?:{n} |nửa )?(?:năm|tháng|quý|tuần)(?: ít nhất| tối thiểu)? {n} lần",
        r"(?:định kỳ |cứ )?(?:{n} )?(?:năm|tháng|quý|tuần)\s?/\s?(?:{n} )?lần",
        r"định kỳ,?(?: theo)?(?: {n}| nửa)? (?:tuần|tháng|quý|năm)(?:,? (?:và )?(?:{n}|{every}|cuối|cả) năm)?(?: một lần)?",
        r"cứ (?:{every} )?(?:{n} )?(?:tuần|tháng|quý|năm)(?: một lần)?",
        r"{lead}(?:ngày )?(?:{n} (?:của )?)?tháng (?:đầu|cuối)(?: tiên| cùng)?(?: của)?(?: mỗi| hằng)? quý",
        r"6 tháng,? (?:và )?tổng kết (?:hằng |cuối )?năm",
        r"(?:6|sáu|06) tháng(?: đầu năm)?(?:,| và) (?:cuối |cả |một |hằng |hàng )?năm",
        r"định kỳ",
        r"(?:đầu|giữa|cuối|ngày cuối|tuần đầu|tuần cuối)(?: tiên| cùng)?(?: của)? {every} (?:tuần|tháng|quý|năm)",
    )
)

SOFT = tuple(
    Rule(words(template, _WORDS), _always(Precision.SOFT))
    for template in (
        r"(?:ngay )?(?:trong |vào )?(?:một |khoảng )?thời gian (?:tới đây|tới|sắp tới|(?:sớm|ngắn|gần|nhanh) nhất|không xa|gần)(?: có thể)?",
        r"(?:trong |ngay )?(?:một )?(?:tương lai|ngày|thời điểm) (?:không xa|gần(?: nhất| đây)?)",
        r"(?:trong )?(?:một )?(?:vài|mấy|ít|dăm|vài ba|dăm ba)(?: ba)? (?:ngày|hôm|bữa|tuần|tháng|năm) (?:nữa|tới)",
        r"(?:trong )?(?:những|các) (?:ngày|tuần|tháng|quý|năm) (?:tới|tiếp theo|sắp tới)",
        r"(?:trong )?(?:một thời gian|ít lâu|ít hôm|chẳng bao lâu|không bao lâu|không lâu) nữa",
        r"(?:trong )?nay mai|mai này|sắp tới đây|sắp tới|tới đây",
        r"(?:càng )?sớm (?:càng tốt|nhất có thể|nhất)|(?:nhanh|sớm) nhất có thể",
        r"sớm",
    )
)

RULES = RELATIVE + RECURRING + SOFT
