"""Words of the papers: templates from resources/templates, the office's own phrases, dates, people, lists.

Layout and order are elsewhere. Typed text that goes into a template is never read as a template itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from app import places
from app.documents.blocks import Gap
from app.domain.clock import local
from app.domain.dates import day_digits, month_digits, two_digits
from app.domain.facts import ConferenceKind
from app.domain.question import QuestionKind
from app.domain.records import dataclass
from app.domain.report import ConferenceReport, ReportPerson, ReportQuestion
from resources import path

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Points of a clause follow the Vietnamese alphabet, without marked vowels (Decree 30, Annex I, II.6.đ)."""

_SLOT = re.compile(r"\{(\w+)\}")
_TWO_LEVELS = date(2025, 7, 1)
"""Since then there are provinces and communes only (Law on organisation of local government 2025)."""


def point_letter(place: int) -> str:
    """Letter of the point at place, from 0; it goes on aa, ab after y."""
    rounds, rest = divmod(place, len(POINT_LETTERS))
    return (POINT_LETTERS[rounds - 1] if rounds else "") + POINT_LETTERS[rest]


def capital(text: str) -> str:
    """Begin with a capital letter, the rest as typed."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Begin with a small letter unless the first word is an abbreviation ("UBND tỉnh")."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def without_stop(text: str) -> str:
    """Drop a full stop or semicolon at the end, so that a sentence can go on after it."""
    return text.strip().rstrip(".;")


def closed(who: str) -> str:
    """Close the apposition after a name: "đồng chí A, Bí thư Đoàn xã B, hỏi"."""
    return f"{who}," if ", " in who else who


def sentence(text: str) -> str:
    """Close with a full stop unless a sign closes it already."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."


@cache
def template(name: str) -> Mapping[str, str]:
    """Words of one file; tables become dotted keys ("gap.chair")."""
    words: dict[str, str] = {}
    for key, value in tomllib.loads(path(f"templates/{name}.toml").read_text("utf-8")).items():
        if isinstance(value, dict):
            words |= {f"{key}.{inner}": text for inner, text in value.items()}
        else:
            words[key] = value
    return words


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one paper ("minutes") for one report, the office's own phrases first."""

    report: ConferenceReport
    paper: str

    def __call__(self, key: str, **slots: str) -> str:
        """Text of a key of this paper, else of common.toml, {slots} filled. KeyError for an unknown key.

        A workshop has words of its own for some keys (table "workshop" of the paper).
        Slots nobody gave are words of the level ("tỉnh", "các sở, ban, ngành"); others stay as typed.
        """
        if self.report.facts.kind is ConferenceKind.WORKSHOP and f"workshop.{key}" in template(self.paper):
            key = f"workshop.{key}"
        paper = self.paper if key in template(self.paper) else "common"
        text = self.report.phrases.get(f"{paper}.{key}") or template(paper)[key]
        return _SLOT.sub(lambda slot: slots[slot[1]] if slot[1] in slots else self._of_level(slot[1]) or slot[0], text)

    def _of_level(self, name: str) -> str:
        """What differs between province, district and commune; districts were gone from 01/7/2025 on."""
        facts, words = self.report.facts, template("common")
        if name == "unit":
            return places.unit_kind(facts)
        now = ".now" if facts.held_on is None or facts.held_on >= _TWO_LEVELS else ""
        return words.get(f"{facts.level.value}{now}.{name}") or words.get(f"{facts.level.value}.{name}", "")

    def date(self, day: date | None) -> str:
        """Spell out "ngày 04 tháng 4 năm 2024", with dots where the day is not known."""
        dots = self("blank_short")
        if day is None:
            return self("date", day=dots, month=dots, year=dots)
        return self("date", day=day_digits(day.day), month=month_digits(day.month), year=str(day.year))

    def clock(self, at: datetime | None) -> str:
        """Spell out "08 giờ 05 phút" as Viet Nam's clocks show it; empty if at is not known."""
        if at is None:
            return ""
        here = local(at)
        return self("clock", hour=two_digits(here.hour), minute=two_digits(here.minute))

    def person(self, person: ReportPerson | None, agency: str = "", *, mid_sentence: bool = False) -> str:
        """Give honorific and name, title and unit; a respondent's title runs into the agency's name.

        mid_sentence: "đồng chí Lò Văn Phú" instead of "Đồng chí …"; the word is the paper's own where none is known.
        """
        if person is None or not (person.name or person.title or person.unit):
            return agency
        place = person.unit or agency
        title = person.title
        if agency and title and not person.unit:
            title, place = (title if agency in title else f"{title} {agency}"), ""
        called = person.honorific or (self("comrade") if mid_sentence and person.name else "")
        name = " ".join(part for part in (small(called) if mid_sentence else called, person.name) if part)
        return ", ".join(part for part in (name, title, place) if part)

    def question(self, question: ReportQuestion) -> str:
        """Name a question by its number: "Câu hỏi số 07", "Ý kiến số 07"."""
        key = "comment_number" if question.kind is QuestionKind.COMMENT else "question_number"
        return self(key, number=two_digits(question.number))

    def site(self, site: str) -> str:
        """Name a site with the word "điểm cầu" exactly once."""
        if site.casefold().startswith(self("site", site="").strip()):
            return small(site)
        return self("site", site=site)

    def due(self, text: str) -> str:
        """Lead in a deadline as it was said; "hoàn thành trước ngày …" needs no further word."""
        text = without_stop(text)
        said = text.casefold().startswith(self("finish"))
        return self("due_said" if said else "due", due=small(text))

    def mid_sentence(self, bodies: str) -> str:
        """Put "Các sở" as "các sở" after a verb; names of bodies keep their capital."""
        return small(bodies) if bodies.partition(" ")[0] in self("plural_words").split() else bodies

    def occasion(self, text: str) -> str:
        """Put "Kỷ niệm 92 năm …" in the middle of a sentence; an occasion that is a name keeps its capital."""
        text = without_stop(text)
        begins = tuple(f"{word} " for word in self("occasion_words").split(", "))
        return small(text) if text.startswith(begins) else text

    def and_so(self, bodies: Sequence[str]) -> str:
        """List bodies in a running sentence: "A, B và C"."""
        *others, last = bodies
        return self("and").join(filter(None, (", ".join(others), last)))

    def gap(self, key: str, message: str, question: ReportQuestion | None = None) -> Gap:
        """Name something missing; with a question the key says which ("question/12/site")."""
        if question is None:
            return Gap(key, self(f"gap.{message}"))
        return Gap(f"question/{question.id}/{key}", self(f"gap.{message}", question=self.question(question)))


def listed(texts: Iterable[str], last: str = "; ") -> str:
    """Join with semicolons, the last one with its own joiner."""
    parts = [text for text in texts if text]
    return last.join(filter(None, ("; ".join(parts[:-1]), *parts[-1:])))
