"""The annexes apart: what is given to agencies, what was answered, what is still open. Each numbers its own pages.

petition_annex.py holds the one table of all petitions; here every petition stands in exactly one of three tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app import labels
from app.documents.blocks import Align, AnnexHead, Block, Column, Document, Gap, Part, Row, RowKind, Table, trimmed
from app.documents.petition_annex import attached_to_notice
from app.documents.petition_lines import (
    Demand,
    answered,
    answering_agencies,
    asker_lines,
    by_topic,
    demands,
    passed_on,
    reply_due,
    supporting,
    unanswered,
)
from app.documents.wording import Wording
from app.domain.dates import roman, tally
from app.domain.report import ConferenceReport, ReportPetition, ReportQuestion

_COLUMNS = {
    "assigned": (("text", 78), ("asker", 45), ("lead", 40), ("support", 32), ("due", 28), ("note", 20)),
    "answered": (("text", 66), ("asker", 42), ("agency", 33), ("answer", 102)),
    "unanswered": (("text", 88), ("asker", 48), ("mode", 32), ("lead", 40), ("due", 35)),
}
_MAY_LACK = frozenset({"support", "note"})
"""Columns left out where no row has a word in them."""
_SELECT: dict[str, Callable[[Sequence[Demand]], list[Demand]]] = {
    "assigned": passed_on,
    "answered": answered,
    "unanswered": unanswered,
}


def annexes_document(report: ConferenceReport) -> Document:
    """Write the annexes that have rows; several are numbered in Roman (Decree 30, Annex I, III.1.a)."""
    words = Wording(report, "annexes")
    gaps: list[Gap] = []
    all_of = demands(report)
    found = {key: select(all_of) for key, select in _SELECT.items()}
    shown = [key for key, of in found.items() if of]
    if not shown:
        gaps.append(words.gap("empty", "empty"))
        shown = ["assigned"]
    parts = tuple(
        Part(tuple(_blocks(words, key, found[key], place if len(shown) > 1 else 0, gaps)), landscape=True)
        for place, key in enumerate(shown, 1)
    )
    title = f"{words('label')} {report.facts.name}"
    return Document(title, words("office"), parts, tuple(gaps))


def _blocks(words: Wording, key: str, of: Sequence[Demand], number: int, gaps: list[Gap]) -> Iterator[Block]:
    label = words("label")
    if number:
        label = words("numbered", label=label, number=roman(number))
    title = words(f"title.{key}", name=words.report.facts.name.upper())
    yield AnnexHead(label, title, attached_to_notice(words.report))
    columns = [Column(words("column_number"), 11, Align.CENTRE)]
    columns += [Column(words(f"column_{name}"), weight) for name, weight in _COLUMNS[key]]
    names = [name for name, _ in _COLUMNS[key]]
    may_lack = [place for place, name in enumerate(names, 1) if name in _MAY_LACK]
    yield trimmed(Table(tuple(columns), tuple(_rows(words, key, of, gaps))), *may_lack)


def _rows(words: Wording, key: str, of: Sequence[Demand], gaps: list[Gap]) -> Iterator[Row]:
    number = 0
    for place, (topic, group) in enumerate(by_topic(words, of).items(), 1):
        yield Row((roman(place), words("group", topic=topic, count=tally(len(group)))), RowKind.GROUP)
        for question, petition in group:
            number += 1
            cells = (_cell(words, name, question, petition) for name, _ in _COLUMNS[key])
            yield Row((str(number), *cells))
            _check(words, key, (question, petition), gaps)
    if number:
        yield Row((words("total", count=tally(number)),), RowKind.TOTAL)


def _check(words: Wording, key: str, demand: Demand, gaps: list[Gap]) -> None:
    question, petition = demand
    missing = {
        "agency": key == "assigned" and not petition.lead_agency,
        "due": key == "assigned" and not petition.due.text,
        "answer": key == "answered" and not any(answer.text for answer in question.answers),
    }
    gaps += [words.gap(name, name, question) for name, is_missing in missing.items() if is_missing]


def _cell(words: Wording, name: str, question: ReportQuestion, petition: ReportPetition) -> str:
    texts: dict[str, Callable[[], str]] = {
        "text": lambda: petition.text or question.words or words("blank"),
        "asker": lambda: asker_lines(words, question),
        "lead": lambda: petition.lead_agency,
        "agency": lambda: answering_agencies(question, petition),
        "support": lambda: supporting(petition),
        "due": lambda: reply_due(petition),
        "answer": lambda: _answers(words, question),
        "mode": lambda: labels.word(petition.reply_mode),
        "note": lambda: petition.note,
    }
    return texts[name]()


def _answers(words: Wording, question: ReportQuestion) -> str:
    """What was said; with several answers each after the one who gave it, the chair's remarks last."""
    given = [answer for answer in question.answers if answer.text]
    if len(given) == 1 and not question.chair_remarks:
        return given[0].text
    told = [words("said", who=words.person(a.respondent, a.agency) or a.agency, text=a.text) for a in given]
    if question.chair_remarks:
        told.append(words("said", who=words.person(words.report.chair), text=question.chair_remarks))
    return "\n".join(told)
