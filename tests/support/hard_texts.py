"""Texts that try a paper: every Vietnamese letter, markup, control characters, very long words, other scripts.

with_text() puts one text into every field of a report that a person types; one_of_each() has all of them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from app.domain.conclusion import LegalText
from app.domain.due import Due
from app.domain.paper import PaperKind, Recipient, Side, SignatureBlock
from app.domain.petition import ReplyMode
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.domain.report import (
    ConferenceReport,
    ReportAnswer,
    ReportDuty,
    ReportHallMoment,
    ReportInterjection,
    ReportKey,
    ReportLogLine,
    ReportPerson,
    ReportPetition,
    ReportPrepared,
    ReportQuestion,
)
from tests.support.reports import thumbnail

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
ACCENTED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES) + "đ"
"""All vowels with and without a tone, and đ: 73 small letters, 67 of them accented."""
LETTERS = ACCENTED + ACCENTED.upper()

HOSTILE = (
    "<b>đậm</b> & <Họ tên> &amp; </para> <br> <img src='/etc/passwd'> {agency} %s \\n R&D",
    "thẻ\x00 điều\x07 khiển\x1b[31m \u200b\u200e\ufeff mềm\u00ad \u202eđảo\u202c",
    "שלום العربية \u2067abc\u2069 👍 ☑ 𝔄 漢字 một\n\n\nhai\tba",
    "nghiêng" * 60,
    " ",
)
LONG = "mục tiêu phát triển " * 250
"""An answer of 5,000 letters."""
ENDLESS = f"{LONG[:2000]}{'A' * 600} {' '.join(HOSTILE[:4])} {LONG}"[:5000]
"""Words, one word wider than a page, markup and foreign letters: 5,000 letters."""

_TYPED = frozenset(
    {
        "agency", "asker", "chair_remarks", "code", "due", "end_reason", "full", "gist", "group", "honorific", "issuer",
        "keys", "lead_agency", "lead_text", "leads", "lines", "minutes_symbol", "name", "note", "notice_symbol",
        "number", "occasion", "operator", "opinion_topics", "organ", "parent_organ", "participants", "place",
        "place_name", "province", "reply_number", "responsible", "result_text", "script", "short", "short_text", "site",
        "supporting", "supports", "text", "theme", "title", "topic", "unit", "verbatim", "youth_count",
    }
)  # fmt: skip
T = TypeVar("T")


def with_text(report: ConferenceReport, text: str, names: frozenset[str] = _TYPED) -> ConferenceReport:
    """The report with text in every field a person types (or those of names), in all its parts."""
    return _put(report, text, names)


def _put(value: T, text: str, names: frozenset[str]) -> T:
    if isinstance(value, tuple):
        return tuple(_put(one, text, names) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        before = getattr(value, field.name)
        changes[field.name] = _typed(before, text) if field.name in names else _put(before, text, names)
    return replace(value, **changes)  # type: ignore[type-var]


def _typed(before: Any, text: str) -> Any:
    """Text in place of a text, or of each in a list of texts; what holds other things is gone through."""
    if isinstance(before, str):
        return text
    if isinstance(before, tuple) and before and all(isinstance(one, str) for one in before):
        return (text,) * len(before)
    return _put(before, text, _TYPED)


def one_of_each(report: ConferenceReport) -> ConferenceReport:
    """Every list of a paper with an entry or two, and the first question with everything that can hang on one."""
    first = report.questions[0]
    person = ReportPerson("Đồng chí", "Nguyễn Văn A", "Bí thư", "Tỉnh đoàn")
    whole = replace(
        first,
        petitions=(
            ReportPetition(1, "Một", "Sở Nội vụ", ("Sở Tài chính",), ReplyMode.WRITTEN, Due("trước ngày 30/5/2023")),
            ReportPetition(2, "Hai", "Sở Y tế", (), ReplyMode.ORAL),
        ),
        prepared=(ReportPrepared("Sở Nội vụ", person, "Đã chuẩn bị."), ReportPrepared("Sở Y tế", None, "Có.")),
        answers=(ReportAnswer(99, agency="Sở Y tế", respondent=person, text="Thêm."),),
        interjections=(ReportInterjection(98, _at(1), _at(1), "Rõ."),),
        doubles=(ReportQuestion(97, 97, asker=person, state=QuestionState.MERGED, merged_into=first.id),),
        follow_ups=(ReportQuestion(96, 96, verbatim="Ngoài ra?", state=QuestionState.FINISHED),),
    )
    written = ReportQuestion(95, 95, state=QuestionState.NOT_REACHED, petitions=whole.petitions[:1])
    papers = [PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.SLIP, PaperKind.AGENDA, PaperKind.STATISTICS]
    return replace(
        report,
        co_chairs=(person,),
        guests=report.guests[:1],
        participants=report.participants[:1],
        sites=report.sites[:1],
        agenda=report.agenda[2:3],
        conclusions=report.conclusions[:1],
        secretaries=(person,),
        questions=(whole, written),
        legal_texts=(LegalText(full="Luật Thanh niên", short="Luật"),),
        recipients=tuple(Recipient(paper=paper, text="Như trên") for paper in papers),
        signature_blocks=tuple(
            SignatureBlock(paper=paper, side=side, lines="CHỦ TỊCH", name="A") for paper in papers for side in Side
        ),
        log=(ReportLogLine(1, _at(2), "Thư ký", "PHÁT", on_hall=True),),
        hall=(ReportHallMoment(_at(2), None, "Thư ký", HallState.LIVE, "Câu 01", picture=thumbnail(0)),),
        keys=(ReportKey("F5", "PHÁT"),),
        duties=(ReportDuty(1, "Sở Nội vụ", "Chuẩn bị", "trước ngày 10/3/2023"),),
    )


def _at(minute: int) -> datetime:
    return datetime(2023, 3, 22, 7, minute, tzinfo=UTC)


def with_answers(report: ConferenceReport, text: str) -> ConferenceReport:
    """The report with text as what was said in every answer."""
    questions = (
        replace(question, answers=tuple(replace(answer, text=text) for answer in question.answers))
        for question in report.questions
    )
    return replace(report, questions=tuple(questions))
