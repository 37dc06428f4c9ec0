"""The text of a plan as lines that know where they stand: chapter, section, letter. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from app.domain.records import dataclass
from app.domain.text import clean_line
from app.imports.matching import plain

_CHAPTER = re.compile(r"^([IVX]{1,4})[.)]\s+(\S.*)$")
_SECTION = re.compile(r"^(\d{1,2})[.)]\s+(\S.*)$")
_LETTER = re.compile(r"^([a-zđ])[.)]\s+(\S.*)$")
_BULLET = re.compile(r"^[-–+•]\s*(\S.*)$")
_MARKDOWN = re.compile(r"\*+")


class Mark(StrEnum):
    """What a line begins with."""

    CHAPTER = "chapter"
    SECTION = "section"
    LETTER = "letter"
    BULLET = "bullet"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """text: without its mark. chapter: folded title; section, letter: texts as written; place: line from 1."""

    place: int
    mark: Mark
    text: str
    chapter: str = ""
    section: str = ""
    letter: str = ""


def outline(lines: Iterable[str]) -> tuple[PlanLine, ...]:
    """Lines in order, empty ones left out. A line broken in its middle is put together again."""
    chapter = section = letter = ""
    found: list[PlanLine] = []
    for place, text in _joined(lines):
        mark, rest = _marked(text)
        if mark is Mark.CHAPTER:
            chapter, section, letter = plain(rest), "", ""
        elif mark is Mark.SECTION:
            section, letter = rest, ""
        elif mark is Mark.LETTER:
            letter = rest
        if plain(rest).startswith("noi nhan"):
            chapter, section, letter = "noi nhan", "", ""
        found.append(PlanLine(place, mark, rest, chapter, section, letter))
    return tuple(found)


def is_plan(lines: Sequence[str]) -> bool:
    """A whole plan, not only its programme: it has the chapters of one."""
    read = outline(lines)
    chapters = {line.chapter for line in read if line.mark is Mark.CHAPTER}
    return len(chapters) >= 2 and any("muc dich" in title or "to chuc thuc hien" in title for title in chapters)


def after_colon(text: str) -> str:
    """The value behind a label ("Chủ đề: …"), without the quotation marks round it."""
    value = text.partition(":")[2].strip()
    return value.strip("“”\"' ").strip() if value[:1] in "“\"'" else value


def _joined(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    begun, place = "", 0
    for number, raw in enumerate(lines, start=1):
        text = clean_line(_MARKDOWN.sub("", raw))
        if not text:
            continue
        goes_on = begun.endswith(",") and text[0].islower() and _marked(text)[0] is Mark.NONE
        if goes_on:
            begun = f"{begun} {text}"
            continue
        if begun:
            yield place, begun
        begun, place = text, number
    if begun:
        yield place, begun


def _marked(text: str) -> tuple[Mark, str]:
    for mark, pattern in ((Mark.CHAPTER, _CHAPTER), (Mark.SECTION, _SECTION), (Mark.LETTER, _LETTER)):
        found = pattern.match(text)
        if found:
            return mark, found[2]
    bullet = _BULLET.match(text)
    return (Mark.BULLET, bullet[1]) if bullet else (Mark.NONE, text)
