"""What a rule of the deadline grammar finds: a phrase with its meaning, and the words all rules begin with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.due import Precision
from app.domain.text import fold
from app.reading.loose import loose
from app.reading.numerals import NUMBER, number


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of text that may be a deadline. lead: its folded lead words and part ("cuối").

    certain: no later doubt can drop it; counted: a number of days, weeks and so on.
    """

    start: int
    end: int
    lead: str
    on: date | None
    precision: Precision
    with_year: bool = False
    certain: bool = False
    counted: bool = False
    text: str = ""

    @property
    def soon(self) -> bool:
        """Whether the whole phrase is the one word "sớm", which has many other uses."""
        return fold(self.text) == "som"


Reading = tuple[date | None, Precision]
Resolver = Callable[[re.Match[str], date | None], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; None from resolve: the words look like a deadline but are none."""

    pattern: re.Pattern[str]
    resolve: Resolver

    def phrase(self, match: re.Match[str], today: date | None) -> Phrase | None:
        reading = self.resolve(match, today)
        if reading is None:
            return None
        groups = match.groupdict()
        year = bool(groups.get("year"))
        lead = fold(f"{groups.get('lead') or ''} {groups.get('part') or ''}").strip()
        return Phrase(match.start(), match.end(), lead, *reading, year, counted="amount" in groups, text=match[0])


_ROW = re.compile(r"(?<=\d)\D+(?=\d)")

_LEAD_WORD = (
    "ngay|trong|vào|trước|sau|đến|tới|hết|khoảng|tầm|kịp|đúng|nội|quá|cho|chậm nhất|muộn nhất|trễ nhất|sớm nhất"
    "|không muộn hơn|không chậm hơn|không trễ hơn|không quá|hạn cuối cùng|hạn cuối|hạn chót|hạn|thời hạn"
    "|chậm lắm|muộn lắm|cùng lắm|trước thời điểm|từ nay|từ giờ|từ bây giờ|dịp"
)
_CLOCK = (
    r"(?:lúc )?(?:\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: ?phút|p)?,? )?"
    r"(?:(?:buổi )?(?:sáng|trưa|chiều|tối|cuối ngày|giờ hành chính),? )?"
)
PARTS: dict[str, str] = {
    "lead": rf"(?P<lead>(?:{loose(_LEAD_WORD)})(?:\s{{1,3}}(?:{loose(_LEAD_WORD)}|là)){{0,5}}[:,]?\s{{1,3}})?",
    "clock": loose(_CLOCK),
    "n": NUMBER,
    "every": loose("(?:hằng|hàng|mỗi|từng)"),
    "year": loose(
        r"(?:(?:\s?[/.-]\s?|,? (?:của )?năm )(?P<year>20\d\d)(?!\d)| (?P<said_year>năm nay|năm này|năm sau"
        r"|năm tới|sang năm|này))"
    ),
}


def always(precision: Precision) -> Resolver:
    """The words alone tell the kind, and no day."""
    return lambda _match, _today: (None, precision)


def year_of(match: re.Match[str], today: date | None) -> int | None:
    """The year named in the match, also "năm nay" and "năm sau"; None where it is left out."""
    groups = match.groupdict()
    if groups.get("year"):
        year = int(groups["year"])
        return year + 2000 if year < 100 else year
    said = fold(groups.get("said_year") or "")
    if not said or today is None:
        return None
    return today.year + (1 if said.endswith(("sau", "toi")) or said.startswith(("sang", "qua", "ra")) else 0)


def number_of(match: re.Match[str], group: str) -> int | None:
    """The number in a group; of a row ("5 và 6") the last one."""
    value = match.groupdict().get(group)
    return None if value is None else number(_ROW.split(value)[-1])


def says_before(match: re.Match[str]) -> bool:
    """Whether the lead words hold "trước"."""
    return "truoc" in fold(match.groupdict().get("lead") or "")
