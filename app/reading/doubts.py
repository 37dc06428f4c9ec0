"""Why words that look like a deadline are none: the past, legal texts, names of programmes, lengths, descriptions.

Each doubt looks at a short stretch around the phrase, never at the whole text, so that reading stays linear.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.domain.due import Precision
from app.domain.records import dataclass
from app.reading import doubt_words as w
from app.reading.loose import words
from app.reading.phrases import Phrase

_REACH = 160
_ANOTHER_YEAR = timedelta(days=300)
"""A month without its year is rather the one that is over than one so far ahead."""
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n")
_CLAUSE_END = words("nhưng|song")
_COMMA = re.compile(r"[,;()](?!\d)")

_PARTS = frozenset({"dau", "giua", "cuoi"})
_STRONG = frozenset({"truoc", "den", "toi", "het", "han", "nhat", "hon", "qua", "nay", "kip", "gio"})
_SLASHED = re.compile(r"(?:\w+\s+)?(\d\d?)\s?/\s?(\d\d?)")
_OPENING, _CLOSING = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Stretches around a phrase: of its sentence (before, after) and of its clause."""

    before: str
    after: str
    clause_before: str
    clause_after: str
    asks: bool

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
    return Surroundings(before, after, clause_before, clause_after, stop is not None and stop[0].startswith("?"))


def _first_clause(after: str) -> str:
    cuts = [cut.start() for cut in (_COMMA.search(after), _CLAUSE_END.search(after)) if cut]
    return after[: min(cuts, default=len(after))]


def doubtful(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """Whether the words around the phrase, or its own date, say that it is no deadline."""
    asked = around.asks and not phrase.lead and phrase.precision is not Precision.SOFT
    if asked or _tells_how_things_are(phrase, around, today) or _over(phrase, around, today) or _quoted(phrase, around):
        return True
    match phrase.precision:
        case Precision.SOFT:
            doubt = _doubtful_soft(phrase, around)
        case Precision.RECURRING:
            doubt = _describes(phrase, around)
        case Precision.RELATIVE:
            doubt = _doubtful_relative(phrase, around, today)
        case Precision.YEAR | Precision.PERIOD:
            doubt = _doubtful_year(phrase, around, today)
        case _:
            doubt = _doubtful_date(phrase, around, today)
    return doubt


def _tells_how_things_are(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """Figures of a time that runs or is over, habits, hardship, what young people tell of themselves."""
    if w.ROUND_THE_CLOCK.fullmatch(phrase.text):
        return True
    if phrase.precision is Precision.SOFT or _lead(phrase) & {"truoc", "nhat", "han", "kip"}:
        return False
    clause = around.clause
    if w.WAITING.search(around.clause_before):
        return True
    if _promised(clause) or w.TASK.match(around.clause_before.lstrip()):
        return False
    if w.HABIT.search(clause) or w.LIFE.search(clause):
        return True
    return _a_figure(phrase, around, today)


def _a_figure(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """As in "Trong tháng 2, toàn huyện có 12 vụ"; a time still to come is a target ("Đến năm 2030 có 60%")."""
    if not w.STATISTIC.search(around.clause_after) or w.TARGET.search(around.clause_after):
        return False
    if phrase.precision is Precision.PERIOD:
        return not phrase.lead
    if phrase.on is None or today is None:
        return False
    runs = (phrase.on.year, phrase.on.month) == (today.year, today.month)
    return runs or _far_ahead(phrase, today)


def _far_ahead(phrase: Phrase, today: date | None) -> bool:
    """A day or month without its year that has only just gone by: the next one is nearly a year ahead."""
    if phrase.precision not in {Precision.DAY, Precision.MONTH} or phrase.on is None or today is None:
        return False
    if phrase.with_year or w.THIS_OR_NEXT.search(phrase.text):
        return False
    return phrase.on - today > _ANOTHER_YEAR


def _over(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """A start, something past, the validity of a text, the end of a title."""
    if w.START.search(around.before) or _inside_other_words(phrase, around):
        return True
    if phrase.on is not None and today is not None and phrase.on < today:
        return True
    if phrase.precision in {Precision.SOFT, Precision.RECURRING}:
        return False
    if w.WHEN_PAST.search(around.clause_before) or w.PAST_TAIL.match(around.after.lstrip()):
        return True
    until_only = not _lead(phrase) & {"truoc", "trong", "nhat", "vao"}
    return _past(phrase, around) or (until_only and bool(w.VALIDITY.search(around.clause_before)))


def _inside_other_words(phrase: Phrase, around: Surroundings) -> bool:
    """Blanks of a form ("ngày … tháng … năm"), ends of titles ("tầm nhìn đến năm 2045"), "9 tháng đầu năm"."""
    if phrase.text[:5].casefold() == "tháng" and w.A_DATE_FORM.search(around.before):
        return True
    if w.SO_MANY_MONTHS.search(around.before):
        return True
    return bool(w.OUTLOOK.search(around.before)) and not w.REACHED.match(around.after.lstrip())


def _lead(phrase: Phrase) -> frozenset[str]:
    return frozenset(phrase.lead.split())


def _past(phrase: Phrase, around: Surroundings) -> bool:
    """As in "đã" and the like without a promise or duty; a year that is still to come outweighs them."""
    clause = around.clause
    if phrase.with_year:
        return False
    if w.MISSED.search(clause):
        return True
    past = w.PAST.search(clause) or (
        w.STILL.search(clause) if w.NEAR.search(phrase.text) and not _lead(phrase) else None
    )
    if past is None:
        return False
    return not _promised(clause) and not _about(clause[: past.start()])


def _about(clause: str) -> bool:
    """Whether a direction stands before "đã", which then tells of its object."""
    return bool(w.TASK.search(clause)) and not w.NOUN_OF_TASK.search(clause)


def _quoted(phrase: Phrase, around: Surroundings) -> bool:
    """Inside quotation marks stand names of programmes; spoken words with a plain deadline are let through."""
    opened = max(around.before.rfind(mark) for mark in _OPENING)
    closed = max(around.before.rfind(mark) for mark in _CLOSING)
    if opened <= closed and around.before.count('"') % 2 == 0:
        return False
    if phrase.precision in {Precision.YEAR, Precision.PERIOD}:
        return True
    return not (_lead(phrase) & _STRONG or _promised(around.clause))


def _doubtful_soft(phrase: Phrase, around: Surroundings) -> bool:
    promised = _promised(around.clause) or w.TASK.search(around.clause)
    if w.COMING.fullmatch(phrase.text):  # "kỳ thi sắp tới"
        return bool(around.clause_before.strip()) and not promised
    if not phrase.soon:
        return False
    if w.SOON_BEFORE.search(around.clause_before) or w.SOON_AFTER.match(around.after.lstrip()):
        return True
    return bool(w.SOON_ENDS.match(around.after)) and not promised


def _describes(phrase: Phrase, around: Surroundings) -> bool:
    """How things are ("mỗi năm có …") and not how often something is to be done."""
    if w.MONEY.search(around.clause_before):
        return True
    promised = _promised(around.clause)
    if promised or w.TIMES.search(phrase.text):
        return False
    if (
        w.EACH_DAY.search(phrase.text)
        or w.GROWING.search(around.clause_before)
        or w.DAILY.match(around.after.lstrip(" ,"))
    ):
        return True
    if w.EACH.search(phrase.text) and not _told(around.clause):
        return True
    if w.DESCRIBES.match(around.after.lstrip(" ,")) or w.MEAN.search(around.clause):
        return True
    already = w.ALREADY.search(around.clause)
    return already is not None and not w.DOING.search(around.clause[: already.start()])


def _promised(clause: str) -> bool:
    clause = w.NO_PROMISE.sub(" ", clause)
    return bool(w.FUTURE.search(clause) or w.THEN.search(clause))


def _told(clause: str) -> bool:
    """Whether the clause speaks of a duty and not of daily life."""
    return bool(w.DOING.search(clause) or w.BODIES.search(clause) or w.TIMES.search(clause) or w.TASK.search(clause))


def _doubtful_relative(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    promised = _promised(around.clause) or w.TASK.match(around.clause_before.lstrip())
    if phrase.counted:
        return _a_length(phrase, around)
    if phrase.on is None:  # an event or a season
        told = w.DAILY.match(around.after.lstrip(" ,")) or w.IN_SEASON.match(phrase.text)
        return not promised and (bool(told) or not _told(around.clause))
    if w.WEEKDAY.fullmatch(phrase.text) and not promised:
        return True
    if w.TOMORROW_BEFORE.search(around.clause_before):
        return True
    return phrase.on == today and not promised and not _lead(phrase) & {"trong", "ngay", "truoc", "het"}


def _a_length(phrase: Phrase, around: Surroundings) -> bool:
    if w.LOAN.search(around.clause_before) or w.EXPERIENCE.match(around.after.lstrip()):
        return True
    long = w.MONTHS_OR_YEARS.search(phrase.text)
    entitled = long and w.ENTITLED.search(around.clause_before) and not _promised(around.clause)
    if entitled or w.CAN.search(around.clause_before):
        return True
    if w.NO_LENGTH.search(phrase.text):
        return bool(w.LAW.search(around.before)) and not _promised(around.clause)
    going_on = _promised(around.clause) or _told(around.clause)
    return bool(w.LENGTH.search(around.clause_before)) or not going_on


def _doubtful_date(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    lead, after = _lead(phrase), around.after.lstrip(" ,")
    if _gone_by(phrase, around, today):
        return True
    if lead & _STRONG or lead & {"trong", "vao", "dip", "sang"}:
        return False
    if w.IS_A_DAY.match(after) or w.ANNIVERSARY.search(around.before):
        return not w.DUE_DAY.match(after)
    if phrase.precision is not Precision.DAY:
        return False
    if phrase.on == today or _of_a_document(phrase, around, after):
        return True
    return _a_fraction(phrase, around)


def _gone_by(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """The day a paper bears, a feast ("nhân dịp 26/3"), the month just over ("đợt rét tháng 1")."""
    lead = _lead(phrase)
    if lead:
        return bool(lead & {"vao", "dip"} and w.OCCASION.search(around.before))
    if w.DATED.search(around.before):
        return True
    going_on = _promised(around.clause) or w.STARTED.search(around.clause) or w.FINISHING.search(around.before)
    return _far_ahead(phrase, today) and not going_on


def _of_a_document(phrase: Phrase, around: Surroundings, after: str) -> bool:
    """As in "Công văn số 45 ngày 12/3", "ngày 12/3 của Sở"."""
    if w.NUMBERED.search(around.before):
        return True
    if phrase.with_year:
        return False
    titled = w.TITLED.search(around.before) and not w.FUTURE.search(around.clause_after)
    return bool(titled or w.ISSUER.match(after))


def _a_fraction(phrase: Phrase, around: Surroundings) -> bool:
    """As in "3/4 số hộ": two numbers alone, unless words of a date are near or the first is the greater."""
    numbers = _SLASHED.fullmatch(phrase.text)
    if not numbers or w.FINISHING.search(around.before) or w.DUE_IS.search(around.clause_before):
        return False
    if w.PARTS_OF.match(around.after.lstrip()):
        return True
    small = int(numbers[1]) < int(numbers[2]) <= 10
    return not (_promised(around.clause) or (not small and _told(around.clause)))


def _in_a_name(phrase: Phrase, around: Surroundings) -> bool:
    """Whether a programme is named before and no verb of doing stands between it and the phrase."""
    if _lead(phrase) & {"trong", "nay", "truoc", "nhat"} or w.REACHED.match(around.after.lstrip()):
        return False
    before = around.clause_before if around.clause_before.strip() else around.before
    names = list(w.PROGRAMME.finditer(before))
    return bool(names) and not w.NAMED_ONLY.search(before, names[-1].end())


def _doubtful_year(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    lead, before = _lead(phrase), around.clause_before
    if _in_a_name(phrase, around) or phrase.text.isdigit():
        return True
    if w.THE_YEAR.fullmatch(phrase.text) and not (_promised(around.clause) or _told(around.clause)):
        return True
    if lead & (_STRONG | _PARTS | {"trong", "vao", "sang", "ngay"}) or phrase.precision is Precision.PERIOD:
        return False
    if w.NEXT_YEAR.search(phrase.text):
        return False
    return bool(w.IS_A_DAY.match(around.after.lstrip()) or w.QUALIFIED.search(before)) or _no_promise(
        phrase, around, today
    )


def _no_promise(phrase: Phrase, around: Surroundings, today: date | None) -> bool:
    """Whether nothing says that in a bare year ("Năm 2026 …", "… khởi công năm 2026") something shall be done."""
    before = around.clause_before
    this_year = phrase.on is not None and today is not None and phrase.on.year == today.year
    promised = _promised(around.clause) or (w.STARTED if this_year else w.DOING).search(around.clause)
    after = around.clause_after.lstrip()
    leads_on = w.FUTURE.match(after) or w.DOING.match(after) or (not this_year and w.BODIES.match(after))
    if not before.strip() or before.rstrip().endswith(":") or leads_on:
        return not promised
    return not (_promised(before) or w.FINISHING.search(before) or w.JUST_DOING.search(before))
