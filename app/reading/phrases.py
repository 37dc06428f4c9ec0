"""What a rule of the deadline grammar finds: a phrase with its meaning, and the words all rules begin with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from app.domain.due import Precision
from app.domain.records import dataclass
from app.domain.text import fold
from app.reading.loose import SPACE, loose, words
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
Said = Mapping[str, str]
"""The named groups of a match, "" for those that took no part, and under "lead" the lead words before it."""
Resolver = Callable[[Said, date | None], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; None from resolve: the words look like a deadline but are none.

    led: lead words ("chậm nhất", "trước") before the match belong to it.
    """

    pattern: re.Pattern[str]
    resolve: Resolver
    led: bool

    def phrases(self, text: str, today: date | None) -> Iterator[Phrase]:
        """What the rule finds in the text."""
        for match in self.pattern.finditer(text):
            lead = _LEAD.search(text, max(0, match.start() - _LEAD_REACH), match.start()) if self.led else None
            groups = {name: words or "" for name, words in match.groupdict().items()}
            said = groups | {"lead": lead[0] if lead else ""}
            reading = self.resolve(said, today)
            if reading is not None:
                yield _phrase(match, lead.start() if lead else match.start(), said, reading)


def _phrase(match: re.Match[str], start: int, said: Said, reading: Reading) -> Phrase:
    return Phrase(
        start,
        match.end(),
        fold(f"{said['lead']} {said.get('part', '')}").strip(),
        *reading,
        with_year=bool(said.get("year")),
        counted="amount" in said,
        text=match.string[start : match.end()],
    )


def rule(template: str, resolve: Resolver, parts: Mapping[str, str]) -> Rule:
    """A rule from a template; {lead} at its beginning lets lead words stand before it."""
    return Rule(words(template.removeprefix(_LED), parts), resolve, template.startswith(_LED))


_LED = "{lead}"
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
_LEAD = re.compile(
    rf"(?<!\w)(?:{loose(_LEAD_WORD)})(?:{SPACE}(?:{loose(_LEAD_WORD)}|là)){{0,5}}[:,]?{SPACE}$", re.IGNORECASE
)
_LEAD_REACH = 80
PARTS: dict[str, str] = {
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
    return lambda _said, _today: (None, precision)


def year_of(said: Said, today: date | None) -> int | None:
    """The year named, also "năm nay" and "năm sau"; None where it is left out."""
    if said.get("year"):
        year = int(said["year"])
        return year + 2000 if year < 100 else year
    words_said = fold(said.get("said_year", ""))
    if not words_said or today is None:
        return None
    next_year = words_said.endswith(("sau", "toi")) or words_said.startswith(("sang", "qua", "ra"))
    return today.year + next_year


def number_of(said: Said, group: str) -> int | None:
    """The number in a group; of a row ("5 và 6") the last one."""
    return number(_ROW.split(said.get(group, ""))[-1])


def says_before(said: Said) -> bool:
    """Whether the lead words hold "trước"."""
    return "truoc" in fold(said["lead"])
