"""Deadlines in typed Vietnamese: where they stand, which last day they mean and how exact they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from app.domain.due import Due, Precision
from app.domain.records import dataclass
from app.reading import calendar_phrases, general_phrases, relative_phrases
from app.reading.calendar import day_of
from app.reading.doubts import doubtful, surroundings
from app.reading.loose import composed, words
from app.reading.phrases import PARTS, Phrase, Rule

_CALENDAR = frozenset({Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR})
_FROM = re.compile(r"(?<!\w)(?:từ|tu)(?:\s+(?:ngày\s+|ngay\s+)?\d\d?)?\s*[-–]?\s*$", re.IGNORECASE)
_AND = re.compile(rf"\s*(?:[,;]|{words('và|hoặc').pattern})*\s*", re.IGNORECASE)
_EVERY = words(r"(?:của |trong )?{every} (?:năm học|năm|tháng|quý|tuần)", PARTS)
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n")
_LONGEST_REMEMBERED = 2_000
_FROM_REACH = 20
_WITHIN = "trong"


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline at text[start:end] (code points); due.text is exactly these words."""

    start: int
    end: int
    due: Due


def find_deadlines(text: str, conference_date: date | None) -> tuple[FoundDeadline, ...]:
    """All deadlines of the text in order. Without conference_date only days with their year are told.

    Each sentence is read for itself and remembered, so that asking again while one is typed costs only that one.
    """
    whole = composed(text)
    found = []
    for begin, sentence in _sentences(whole.text):
        read = _remembered if len(sentence) <= _LONGEST_REMEMBERED else _deadlines
        for phrase in read(sentence, conference_date):
            start, end = whole.back(begin + phrase.start), whole.back(begin + phrase.end)
            found.append(FoundDeadline(start, end, Due(text[start:end], phrase.on, phrase.precision)))
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence begins, and the sentence with what ends it."""
    begin = 0
    for stop in _SENTENCE_END.finditer(text):
        yield begin, text[begin : stop.end()]
        begin = stop.end()
    if begin < len(text):
        yield begin, text[begin:]


def _deadlines(sentence: str, today: date | None) -> tuple[Phrase, ...]:
    phrases = _joined(sentence, _phrases(sentence, today))
    return tuple(
        phrase
        for phrase in phrases
        if phrase.certain or not doubtful(phrase, surroundings(sentence, phrase.start, phrase.end), today)
    )


_remembered = lru_cache(maxsize=256)(_deadlines)


def prepare() -> None:
    """Build the patterns now, in about half a second, so that the first answer need not wait for it."""
    _rules()


@cache
def _rules() -> tuple[Rule, ...]:
    return calendar_phrases.rules() + relative_phrases.rules() + general_phrases.rules()


def parse_due(words: str, conference_date: date | None) -> Due:
    """What was typed into a deadline field: the words as they are, with the day they mean if that is understood."""
    typed = composed(words).text
    phrases = list(_joined(typed, _phrases(typed, conference_date)))
    if not phrases:  # "30 ngày" alone
        phrases = list(_phrases(f"{_WITHIN} {typed}", conference_date))
    best = max(phrases, key=lambda phrase: phrase.end - phrase.start, default=None)
    return Due(words, best.on, best.precision) if best else Due(words)


def _phrases(text: str, today: date | None) -> Iterator[Phrase]:
    """What the rules find, in order and apart: the earlier one wins, then the longer."""
    found = [phrase for rule in _rules() for phrase in rule.phrases(text, today)]
    found.sort(key=lambda phrase: (phrase.start, -phrase.end))
    end = 0
    for phrase in found:
        if phrase.start >= end:
            whole = _repeated(text, phrase)
            yield whole
            end = whole.end


def _repeated(text: str, phrase: Phrase) -> Phrase:
    """The phrase with "hằng năm" and the like behind it."""
    space = phrase.end
    while space < len(text) and text[space].isspace():
        space += 1
    every = _EVERY.match(text, space)
    if not every or space == phrase.end:
        return phrase
    named = phrase.precision in {Precision.DAY, Precision.MONTH, Precision.QUARTER}
    return replace(
        phrase, end=every.end(), precision=Precision.RECURRING, on=phrase.on if named else None, certain=True
    )


def _joined(text: str, phrases: Iterator[Phrase]) -> Iterator[Phrase]:
    """The phrases with "từ … đến …" and "15/6 và 15/12 hằng năm" as one, and a lead word shared by a row."""
    held: Phrase | None = None
    for phrase in phrases:
        if held is None:
            held = _begun(text, phrase)
            continue
        one, following = _pair(text, held, _begun(text, phrase))
        if one is not None:
            yield one
        held = following
    if held is not None:
        yield held


def _begun(text: str, phrase: Phrase) -> Phrase:
    """As in "từ 5 đến 10/5": the bare number in front belongs to the phrase."""
    reaches = phrase.lead.split()[:1] in (["den"], ["toi"]) or text[
        max(0, phrase.start - 2) : phrase.start
    ].strip() in {"-", "–"}
    if not reaches or phrase.precision not in _CALENDAR:
        return phrase
    begin = _FROM.search(text, max(0, phrase.start - _FROM_REACH), phrase.start)
    if not begin or not begin[0].rstrip(" -–")[-1].isdigit():
        return phrase
    return replace(phrase, start=begin.start(), precision=Precision.PERIOD)


def _pair(text: str, first: Phrase, second: Phrase) -> tuple[Phrase | None, Phrase]:
    """What is settled of two neighbours and what may still join with the next; None: both became one."""
    between = text[first.end : second.start]
    together = _one_of_both(first, second, between.strip())
    if together is not None:
        return None, together
    if _dated(first) and _dated(second) and _spans(text, first, second, between):
        return None, _span(text, first, second)
    if not _AND.fullmatch(between) or not between.strip() or first.precision not in _CALENDAR:
        return first, second
    if second.precision is Precision.RECURRING and second.on and not first.with_year:
        days = [day for day in (first.on, second.on) if day]
        return None, replace(second, start=first.start, on=min(days), lead=first.lead)
    if second.precision is first.precision and not second.lead:
        second = replace(second, lead=first.lead)
    return first, second


def _one_of_both(first: Phrase, second: Phrase, between: str) -> Phrase | None:
    """As in "định kỳ vào ngày 20 hằng tháng", "hằng năm, trước ngày 20/11", "thứ Hai và thứ Năm hằng tuần"."""
    if first.precision is Precision.RECURRING and not between.strip(","):
        if second.precision is Precision.RECURRING:
            return replace(second, start=first.start, on=first.on or second.on, certain=first.certain or second.certain)
        if second.precision in _CALENDAR and not second.with_year and not first.certain:
            return replace(second, start=first.start, precision=Precision.RECURRING, certain=True)
        if second.precision is Precision.RELATIVE and not second.counted:
            return replace(second, start=first.start, precision=Precision.RECURRING, on=None)
    if first.precision is Precision.RELATIVE and second.certain and second.on is None and between in {"và", ","}:
        return replace(second, start=first.start)
    if first.precision is Precision.RELATIVE and first.on is None and second.precision in _CALENDAR and not between:
        return None if second.lead else replace(second, start=first.start, lead="tai")
    return None


def _dated(phrase: Phrase) -> bool:
    near = phrase.precision is Precision.RELATIVE and not phrase.counted and phrase.on is not None
    return near or phrase.precision in _CALENDAR


def _spans(text: str, first: Phrase, second: Phrase, between: str) -> bool:
    begun = _FROM.search(text, max(0, first.start - _FROM_REACH), first.start)
    until = second.lead.split()[:1] in (["den"], ["toi"], ["cho"]) and not between.strip()
    return bool(until and begun) or (between.strip() in {"-", "–"} and not second.lead)


def _span(text: str, first: Phrase, second: Phrase) -> Phrase:
    begun = _FROM.search(text, max(0, first.start - _FROM_REACH), first.start)
    on = second.on
    if on and first.on and on < first.on and not second.with_year:
        on = day_of(on.year + 1, on.month, on.day) or on
    return replace(second, start=begun.start() if begun else first.start, on=on, precision=Precision.PERIOD)
