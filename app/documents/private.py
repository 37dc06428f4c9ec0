"""Private details in words that somebody typed, in a paper for the public: pointed at, never taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.blocks import Document, Gap
from app.documents.letters import texts_of
from app.documents.wording import Wording
from app.domain.report import ConferenceReport
from app.reading.personal_data import MINOR_AGES, Finding, Personal, find_personal_data

_MOST_NAMED = 6


def _findings(text: str, hidden: Sequence[str]) -> Iterator[Finding]:
    """What a text gives away, and names in it that the public cards keep back."""
    yield from find_personal_data(text)
    for name in hidden:
        named = find_personal_data(text, MINOR_AGES[0], name)
        yield from (finding for finding in named if finding.kind is Personal.MINOR_NAME)


def private_gaps(words: Wording, document: Document) -> tuple[Gap, ...]:
    """One line for each kind of detail (telephone, identity number, home …) with the words themselves."""
    found: dict[str, dict[str, None]] = {}
    hidden = _hidden_names(words.report)
    for block in document.blocks:
        for text in texts_of(block):
            for finding in _findings(text, hidden):
                found.setdefault(finding.kind.value, {})[finding.words] = None
    return tuple(
        Gap(f"private/{kind}", words(f"private.{kind}", words="; ".join(list(of)[:_MOST_NAMED])))
        for kind, of in found.items()
    )


def _hidden_names(report: ConferenceReport) -> list[str]:
    """Askers whose full name the hall does not see: those under 18."""
    asked = ((q.asker.name, q.public.asker) for q in report.questions if q.asker is not None and q.public is not None)
    return [name for name, shown in asked if name and name not in shown]
