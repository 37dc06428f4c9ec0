"""Rules for deadlines counted from the day of the conference or tied to an event or a season."""

from __future__ import annotations

import re
from datetime import date

from app.domain.due import Precision
from app.domain.text import fold
from app.reading.calendar import day_of, days_later, first_open, months_later, sunday, weekday_of
from app.reading.loose import SPACE, loose, words
from app.reading.phrases import PARTS, Reading, Resolver, Rule, Said, always, number_of, rule

_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_DAYS_AHEAD = {"mai": 1, "kia": 2, "mot": 2, "nay": 0}
_WEEKS_AHEAD = {"": 0, "nay": 0, "sau nua": 2}
_CONFERENCE = words(
    r",? ?(?:kể từ|tính từ|từ|sau|tính)(?: khi| ngày| lúc)?"
    r"(?: hôm nay| nay| bây giờ|(?: kết thúc| bế mạc| tổ chức| diễn ra)?(?: buổi| cuộc| phiên)?(?: họp"
    r"| hội nghị| đối thoại)+"
    r"(?: này| hôm nay| kết thúc| hôm nay kết thúc)?)(?: trở đi)?"
)
_DATE = re.compile(r"(?<!\d)(\d\d?)\s?[/.-]\s?(\d\d?)(?:\s?[/.-]\s?(20\d\d))?(?!\d)")
_TAIL = r"[^\s,;:.!?()]+"
_GO_ON = loose(r"(?!(?:phải|sẽ|cần|để|thì|là|nếu|và|các|chúng tôi|đề nghị|yêu cầu|trả lời|gửi)(?!\w))") + _TAIL

_WORDS: dict[str, str] = PARTS | {
    "w": _TAIL,
    "go": _GO_ON,
    "what": rf"(?:{SPACE}{_TAIL}){{1,8}}",
    "unit": loose(r"(?P<unit>ngày|tuần lễ|tuần|tháng|năm|giờ đồng hồ|giờ|tiếng|h)"),
    "since": loose(
        r"(?P<since>,? (?:kể từ|tính từ|từ|sau|tính|trước)"
        r"(?: (?:hôm nay|nay|bây giờ)(?!\w)|(?: khi| ngày| lúc)? {w}(?: {go}){0,7}))",
        {"w": _TAIL, "go": _GO_ON},
    ),
    "between": loose(r"(?:{n}(?:\s?[-–]\s?| đến | tới ))?", PARTS),
    "ground": loose(
        r"(?:hướng dẫn|ý kiến|kết luận|văn bản|nguồn vốn|vốn|kinh phí|chủ trương|quyết định|phê duyệt|duyệt|chấp thuận"
        r"|kết quả|thông tư|nghị định|phân bổ|ban hành|thông qua|đồng ý|cho phép|bố trí)"
    ),
    "done": loose(
        r"(?:có|được cấp|được giao|được bố trí|được duyệt|được phê duyệt|hoàn thành|hoàn tất|tiếp nhận"
        r"|nhận được|bàn giao"
        r"|nghiệm thu|sáp nhập|sắp xếp|rà soát|thẩm định|thống nhất|kiểm tra|ban hành|thông qua|lấy ý kiến|họp)"
    ),
    "limit": loose(
        r"(?:(?:ngay|chậm nhất là|chậm nhất|muộn nhất là|muộn nhất|tối đa|không quá|trong|vòng|thời hạn"
        r"|thời gian|hạn|khoảng|chỉ|sau|tầm|độ|tới"
        r"|đúng|trước)(?: |: ))"
    ),
    "feast": loose(
        r"(?:(?:dịp |ngày |đợt |lễ |kỳ |nghỉ )*"
        r"(?:tết|khai giảng|bế giảng|khai trường|tựu trường|trung thu|quốc khánh|hè|xuân))",
    ),
    "season": loose(
        r"(?:năm học|học (?:kỳ|kì)|mùa {w}|(?<!m\s)vụ(?: mùa| xuân| đông| hè thu| thu hoạch| chiêm| đông xuân)?|"
        r"(?:kỳ|kì) (?:họp|thi|nghỉ)(?: {w}){0,3}?|đợt (?:tuyển|giao|họp|thi)(?: {w}){0,3}?|đợt)",
        {"w": _TAIL},
    ),
    "event": loose(
        r"(?:năm học(?: mới)?|học (?:kỳ|kì)(?: mới| một| hai| I{1,2}| [12])?|mùa {w}"
        r"|vụ (?:mùa|xuân|đông|hè thu|thu hoạch|chiêm|đông xuân)"
        r"|(?:các )?(?:kỳ|kì) (?:họp|thi|tuyển sinh|nghỉ hè|nghỉ lễ|nghỉ|tuyển dụng|giao quân){to}"
        r"|đợt (?:tuyển|giao|họp){to}|(?:ngày|khi) (?:tổ chức|diễn ra)(?: {w}){0,3}"
        r"|(?:ngày )?(?:bầu cử|đại hội {w}|tháng thanh niên|rằm|giao thừa|nhập học|khai mạc|tổng kết năm học)"
        r"|(?:(?:3|ba|mấy|các|những) )?tháng hè|(?:mùng|mồng|30) (?:{n} )?(?:tết|âm lịch)|(?:tháng )(?:giêng|chạp))",
        {
            "w": _TAIL,
            "to": loose(
                "(?: (?:hđnd|hội đồng nhân dân|quốc hội|tỉnh|xã|huyện|chuyên đề|thường lệ|thứ|giữa năm|cuối năm"
                "|đầu năm|gần nhất|tiếp theo|tốt nghiệp|hội nghị|đối thoại)){0,4}"
            ),
            "n": PARTS["n"],
        },
    ),
    "which": loose(r"(?: (?:năm nay|năm sau|năm tới|này|tới|sau|năm học mới|sắp tới|20\d\d))"),
}


def _counted(said: Said, today: date | None) -> Reading | None:
    """As in "trong 30 ngày kể từ …": counted from the conference, if from that day or from nothing else."""
    amount = number_of(said, "amount")
    if amount is None:
        return None
    since, unit = (said.get("since", "")).strip(" ,").lower(), fold(said["unit"])
    start = _start(since, today)
    if start is None or said.get("working", ""):
        return None, Precision.RELATIVE
    if since.startswith("trước"):  # "10 ngày trước ngày tổ chức"
        return None, Precision.RELATIVE
    on = _later(start, amount, unit)
    return on and (_half_more(on, unit) if said.get("half", "") else on), Precision.RELATIVE


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


def _half_more(on: date, unit: str) -> date | None:
    """As in "một tháng rưỡi": half a month is taken as 15 days."""
    return months_later(on, 6) if unit == "nam" else days_later(on, 15 if unit == "thang" else 3)


def _half_month(_said: Said, today: date | None) -> Reading | None:
    return today and days_later(today, 15), Precision.RELATIVE


def _half_year(_said: Said, today: date | None) -> Reading | None:
    return today and months_later(today, 6), Precision.RELATIVE


def _week(said: Said, today: date | None) -> Reading | None:
    which = fold(said["said"]).strip()
    return today and sunday(today, _WEEKS_AHEAD.get(which, 1)), Precision.RELATIVE


def _weekday(said: Said, today: date | None) -> Reading | None:
    weekday = _WEEKDAYS[fold(said["weekday"])] if said["weekday"] else 6
    which = fold(said["said"]).split()
    if not which and not said["lead"] and not (said["weekday"] or "C")[0].isupper():
        return None  # "đề xuất thứ ba"
    if today is None:
        return None, Precision.RELATIVE
    if not which:
        return weekday_of(today, weekday, None), Precision.RELATIVE
    if which[0] == "tuan":
        return weekday_of(today, weekday, 0 if which[-1] == "nay" else 1), Precision.RELATIVE
    tomorrow = days_later(today, 1) if which[-1] != "nay" else today
    return tomorrow and weekday_of(tomorrow, weekday, None), Precision.RELATIVE


def _near_day(said: Said, today: date | None) -> Reading | None:
    return today and days_later(today, _DAYS_AHEAD[fold(said["said"] or said["day"])]), Precision.RELATIVE


_EVENT = always(Precision.RELATIVE)
_TEMPLATES: tuple[tuple[str, Resolver], ...] = (
    (
        (
            r"{limit}{1,4}{between}(?P<amount>{n})(?: \([^()]{1,20}\))? ?{unit}(?P<working> làm việc)?(?P<half> rưỡi)?"
            r"(?: tới đây| tới| nữa| tiếp theo| sau đó)?{since}?(?! (?:đầu|cuối|qua|vừa|gần đây|liền|liên|trước|rồi"
            r"|hè|mùa))"
        ),
        _counted,
    ),
    (
        (
            r"{between}(?P<amount>{n}) ?{unit}(?P<working> làm việc)?(?P<half> rưỡi)?"
            r" (?:nữa|tới đây|tới|tiếp theo|sau(?! (?:khi|hội|đó|đối|ngày)))"
        ),
        _counted,
    ),
    (
        (
            r"{between}(?P<amount>{n}) {unit}(?P<working> làm việc)?"
            r"(?P<since>,? (?:(?:kể từ|tính từ){what}|sau (?:khi |ngày )?(?:kết thúc )?(?:hội nghị|buổi đối thoại"
            r"|đối thoại)))"
        ),
        _counted,
    ),
    (
        (
            r"(?P<since>(?:kể từ|tính từ|sau)(?: ngày| khi)?(?: kết thúc)?(?: buổi| cuộc)? (?:hội nghị|đối thoại"
            r"|hôm nay)(?: này)?),?"
            r"(?: chậm nhất| không quá)? (?P<amount>{n}) {unit}(?P<working> làm việc)?"
        ),
        _counted,
    ),
    (r"{limit}{1,3}nửa tháng(?: tới| nữa)?|nửa tháng (?:nữa|tới)", _half_month),
    (r"{limit}{1,3}nửa năm(?: tới| nữa)?|nửa năm (?:nữa|tới)", _half_year),
    (r"(?:ngay )?trong (?:cùng )?ngày(?: làm việc)?(?=\s*(?:[,.;]|$))", _EVENT),
    (r"{limit}(?:hết )?tuần(?P<said>(?!))?(?=\s*(?:[,.;]|$))", _week),
    (r"{lead}{clock}(?:sang )?(?:đầu |giữa |cuối )?tuần(?P<said> này| sau nữa| sau| tới| kế tiếp| tiếp theo)", _week),
    (r"{lead}(?P<said>sang|qua) tuần", _week),
    (r"{lead}{clock}cuối tuần(?P<said>(?!))?", _week),
    (
        (
            r"{lead}{clock}(?:ngày )?(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
            r"(?P<said>,? tuần này|,? tuần sau|,? tuần tới| này| tới| sau)?"
        ),
        _weekday,
    ),
    (
        (
            r"{lead}{clock}(?:(?:ngày |buổi |cuối giờ )?(?:sáng |chiều |tối |trưa |hôm |đêm )+(?P<said>nay|mai|kia)"
            r"|ngày (?P<day>mai|kia|mốt))"
        ),
        _near_day,
    ),
    (
        (
            r"{lead}(?:ngay )?(?:trước|sau|trong|đến|hết|kịp|tại|vào|dịp|xong|qua|ra|sang) "
            r"(?:dịp |khi |thềm |thời điểm )?"
            r"(?:{feast}|{event})(?: nguyên đán)?{which}?"
        ),
        _EVENT,
    ),
    (r"(?!đợt này)(?:{season}|tết|hè|khai giảng) (?:này|tới|sau|năm nay|năm sau|năm tới|sắp tới)", _EVENT),
    (r"(?:kỳ|kì) họp (?:giữa năm|cuối năm|thường lệ|gần nhất|chuyên đề)(?: {w}){0,3}?", _EVENT),
    (r"(?:ít nhất|tối thiểu|trước) {n} ngày(?: làm việc)? trước (?:ngày|khi) {w}(?: {go}){0,4}", _EVENT),
    (
        (
            r"(?:ngay )?sau (?:khi )?(?:kết thúc )?(?:hội nghị|buổi|cuộc|phiên|đối thoại)(?: đối thoại| làm việc"
            r"| họp)?(?: này| hôm nay)?"
        ),
        _EVENT,
    ),
    (r"(?:trước|tại|đến) (?:hội nghị|buổi|cuộc|kỳ|lần)(?: đối thoại| họp)?(?: năm)? (?:sau|tới|tiếp theo)", _EVENT),
    (r"ngay (?:sau )?khi {w}(?: {go}){0,6}", _EVENT),
    (r"sau khi (?:{w} ){0,6}?{done}(?: {go}){0,5}", _EVENT),
    (r"khi (?:{w} ){0,4}?(?:có|được|đủ) (?:{w} )?{ground}(?: {go}){0,4}", _EVENT),
    (r"trước khi (?:khai giảng|vào|khởi công|trình|diễn ra|hết|kết thúc|bước vào)(?: {w}){0,4}", _EVENT),
)


def rules() -> tuple[Rule, ...]:
    """The rules, built at each call."""
    return tuple(rule(template, resolve, _WORDS) for template, resolve in _TEMPLATES)
