"""Which share of the papers the program writes, which people edited and which they typed; the ten tasks of the seed."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.documents.blocks import Document, Paragraph
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.domain.report import ConferenceReport
from app.queries.report import conference_report
from tests.bench.__main__ import Figure
from tests.support import lao_cai, reports, son_la
from tests.support.conferences import new_conference

_SHORTEST = 4
"""A typed word shorter than this is found in any text by chance."""


def figures() -> list[Figure]:
    notice = _lao_cai()
    issued = ["".join(task["raw"].replace("*", "").split()) for task in reports.source("lao_cai_2024_notice")["tasks"]]
    composed = {"".join(text.split()) for text in _texts(conclusion_notice(notice))}
    same = sum(text in composed for text in issued)
    return [
        Figure(
            name="Lào Cai notice: tasks composed as issued",
            value=same,
            unit="of 10",
            target="10",
            ok=same == len(issued),
        ),
        *_shares("Lào Cai notice", notice, conclusion_notice(notice)),
        *_replayed(),
    ]


def _replayed() -> list[Figure]:
    """The Sơn La conference from the commands of a secretary; what was typed in the room must be the words spoken."""
    with tempfile.TemporaryDirectory() as folder:
        conference = son_la.replay(Path(folder))
        report = conference_report(conference.db)
        typed = son_la.typed_by_hand(conference)
        conference.close()
    minutes, others = minutes_document(report), [words for words in typed if words not in son_la.spoken()]
    return [
        Figure(name="Sơn La minutes: missing", value=len(minutes.gaps), unit="gaps", target="0", ok=not minutes.gaps),
        Figure(
            name="Sơn La minutes: typed in the room, not spoken",
            value=sum(map(len, others)),
            unit="letters",
            target="0",
            ok=not others,
            note=f"{sum(map(len, typed))} letters of spoken words",
        ),
        *_shares("Sơn La minutes", report, minutes, typed),
        *_shares("Sơn La notice", report, conclusion_notice(report), typed),
    ]


def _lao_cai() -> ConferenceReport:
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        lao_cai.enter_facts(conference)
        lao_cai.enter_tasks(conference, lao_cai.tasks())
        report = conference_report(conference.db)
        conference.close()
    model = reports.lao_cai()
    return dataclasses.replace(
        report,
        chair=model.chair,
        participants=model.participants,
        questions=model.questions,
        legal_texts=model.legal_texts,
    )


def _shares(name: str, report: ConferenceReport, document: Document, spoken: Sequence[str] = ()) -> list[Figure]:
    """By letters of the running text: typed as spoken, taken from a field of the lists, rewritten by hand, or neither.

    A notice that has no record of who spoke counts every field as typed.
    """
    text = "\n".join(_texts(document))
    rewritten = [words for words in report.sentences.values() if words in text]
    edited = sum(map(len, rewritten))
    fields = _covered(text, [words for words in _typed(report) if len(words) >= _SHORTEST])
    said = _covered(text, [line for words in spoken for line in words.split("\n")])
    shares = {"generated": len(text) - fields - edited, "edited": edited, "typed": said if spoken else fields}
    if spoken:
        shares["from lists"] = fields - said
    return [
        Figure(name=f"{name}: {kind} letters", value=100 * count / len(text), unit="%", note=f"{count} of {len(text)}")
        for kind, count in shares.items()
    ]


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def _covered(text: str, pieces: list[str]) -> int:
    seen = bytearray(len(text))
    folded = text.casefold()
    for piece in pieces:
        start = folded.find(piece.casefold())
        while start >= 0:
            seen[start : start + len(piece)] = b"\1" * len(piece)
            start = folded.find(piece.casefold(), start + len(piece))
    return sum(seen)


def _typed(value: Any) -> Iterator[str]:
    """Every text in the report's fields, lines apart; the program's own phrases and the log are none."""
    if isinstance(value, str):
        yield from (line.strip(" .;") for line in value.split("\n"))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _typed(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in {"log", "phrases", "keys", "public"}:
                yield from _typed(getattr(value, field.name))
