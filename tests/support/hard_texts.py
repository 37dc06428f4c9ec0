"""Texts that try a paper: every Vietnamese letter, markup, control characters, very long words, other scripts.

with_text() puts one text into every field of a report that a person types.
"""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from app.domain.report import ConferenceReport

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

_TYPED = frozenset(
    {
        "name", "theme", "occasion", "place", "opinion_topics", "title", "unit", "text", "script", "responsible",
        "gist", "verbatim", "short_text", "topic", "site", "chair_remarks", "end_reason", "lead_text", "note",
        "result_text", "youth_count", "operator",
    }
)  # fmt: skip
TOLD = frozenset({"text", "gist", "verbatim", "short_text", "chair_remarks", "note", "result_text", "opinion_topics"})
"""Fields of sentences, which may be of any length; a name of pages is none."""
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
        changes[field.name] = text if field.name in names and isinstance(before, str) else _put(before, text, names)
    return replace(value, **changes)  # type: ignore[type-var]


def with_answers(report: ConferenceReport, text: str) -> ConferenceReport:
    """The report with text as what was said in every answer."""
    questions = (
        replace(question, answers=tuple(replace(answer, text=text) for answer in question.answers))
        for question in report.questions
    )
    return replace(report, questions=tuple(questions))
