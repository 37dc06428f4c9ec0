"""From typed characters to values and back, by kind of field. Pure; its sentences say how to write it right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from app import labels
from app.domain.dates import slash_date, typed_day
from app.domain.errors import Rule, RuleError
from app.domain.records import dataclass
from ui.dialogs.fields import Kind

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,3})(?::(\d{2}))?")
_METRES = re.compile(r"(\d{1,3})(?:[.,](\d))?")


class BadInputError(ValueError):
    """What was typed is no value of its field. The text is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Codec:
    """parse raises BadInputError; show gives what parse takes."""

    parse: Callable[[str], object]
    show: Callable[[object], str]


def _day(text: str) -> object:
    if not text.strip():
        return None
    day = typed_day(text)
    if day is None:
        raise BadInputError(labels.rule(RuleError(Rule.BAD_DATE)))
    return day


def _clock(text: str) -> object:
    if not text.strip():
        return ""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise BadInputError("Giờ không đúng. Ghi theo mẫu 08:30.")
    return f"{int(match[1]):02d}:{int(match[2] or 0):02d}"


def _count(text: str) -> object:
    if not text.strip():
        return 0
    if not text.strip().isdecimal() or len(text.strip()) > 9:
        raise BadInputError("Ghi bằng chữ số.")
    return int(text)


def _seconds(text: str) -> object:
    if not text.strip():
        return 0
    match = _MINUTES.fullmatch(text.strip())
    if match is None or int(match[2] or 0) > 59:
        raise BadInputError("Thời lượng không đúng. Ghi phút:giây, ví dụ 2:30.")
    return int(match[1]) * 60 + int(match[2] or 0)


def _metres(text: str) -> object:
    if not text.strip():
        return 0
    match = _METRES.fullmatch(text.strip())
    if match is None:
        raise BadInputError("Số mét không đúng, ví dụ 20 hoặc 2,5.")
    return int(match[1]) * 10 + int(match[2] or 0)


def _show_day(value: object) -> str:
    return slash_date(value) if isinstance(value, date) else ""


def _show_count(value: object) -> str:
    return str(value) if value else ""


def _show_seconds(value: object) -> str:
    seconds = value if isinstance(value, int) else 0
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds else ""


def _show_metres(value: object) -> str:
    metres, tenth = divmod(value if isinstance(value, int) else 0, 10)
    return (f"{metres},{tenth}" if tenth else str(metres)) if metres or tenth else ""


CODECS = {
    Kind.LINE: Codec(str, str),
    Kind.DAY: Codec(_day, _show_day),
    Kind.CLOCK: Codec(_clock, str),
    Kind.COUNT: Codec(_count, _show_count),
    Kind.SECONDS: Codec(_seconds, _show_seconds),
    Kind.METRES: Codec(_metres, _show_metres),
}
HINTS = {Kind.DAY: "Ví dụ: 04/4/{year}", Kind.CLOCK: "Ví dụ: 08:30", Kind.SECONDS: "Phút:giây"}
