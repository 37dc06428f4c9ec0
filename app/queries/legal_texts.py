"""Legal texts cited in what was asked, answered and ordered: each once, in its fullest form, as they were mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.domain.conclusion import LegalText
from app.domain.report import ReportConclusion, ReportQuestion
from app.domain.text import clean_line
from app.reading.citations import FoundCitation, citation_name, find_citations, short_form


def cited_texts(
    stored: Iterable[LegalText], questions: Iterable[ReportQuestion], tasks: Iterable[ReportConclusion]
) -> tuple[LegalText, ...]:
    """Those a person has entered first, then those found in the words; a text entered by hand is never replaced."""
    by_hand = tuple(stored)
    known = {citation_name(found) for text in by_hand for found in find_citations(text.full or text.short)}
    collected: dict[str, LegalText] = {}
    for words in _words(questions, tasks):
        for found in _found_in(words):
            name = citation_name(found)
            if not name or name in known:
                continue
            earlier = collected.get(name)
            if earlier is None or len(clean_line(found.full)) > len(earlier.full):
                full = clean_line(found.full).rstrip(" ,;.")
                collected[name] = LegalText(
                    full=full,
                    short=short_form(found),
                    number=found.number or "",
                    issued_on=found.issued_on or (earlier.issued_on if earlier else None),
                    issuer=found.issuer or (earlier.issuer if earlier else ""),
                )
    names = [*collected, *known]
    return (*by_hand, *(text for name, text in collected.items() if not _is_short_for_another(name, names)))


@lru_cache(maxsize=4096)
def _found_in(words: str) -> tuple[FoundCitation, ...]:
    """Reading a long answer costs milliseconds, and every paper and the running minutes ask again."""
    return find_citations(words)


def _is_short_for_another(name: str, names: Iterable[str]) -> bool:
    """Tell "Nghị định 13" where "Nghị định số 13/2023/NĐ-CP" was cited too."""
    return name[-1].isdigit() and "/" not in name and any(other.startswith(f"{name}/") for other in names)


def _words(questions: Iterable[ReportQuestion], tasks: Iterable[ReportConclusion]) -> Iterator[str]:
    for question in questions:
        yield question.words
        yield from (answer.text for answer in question.answers)
        yield question.chair_remarks
        yield from (broke_in.text for broke_in in question.interjections)
        yield from _words((*question.follow_ups, *question.doubles), ())
    yield from (task.text for task in tasks)
