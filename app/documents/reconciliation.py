"""The two lines that account for all: every question by how it was answered, and every demand (domain.md 6.1)."""

from __future__ import annotations

from collections.abc import Mapping

from app import labels
from app.documents.wording import Wording
from app.domain.dates import tally
from app.domain.petition import CountedAs


def reconciliation(words: Wording) -> str:
    """Tổng 46 ý kiến = 22 trả lời tại chỗ + 19 bằng văn bản + 4 gộp + 1 rút: questions (lượt ý kiến)."""
    return _line(words, "sum", words.report.counts)


def petition_reconciliation(words: Wording) -> str:
    """The same of the demands (nội dung kiến nghị); one question may hold several, a merged one has none."""
    return _line(words, "sum_petitions", words.report.petition_counts)


def _line(words: Wording, key: str, counts: Mapping[CountedAs, int]) -> str:
    parts = [
        words("sum_part", count=tally(counts[kind]), word=labels.word(kind)) for kind in CountedAs if counts.get(kind)
    ]
    return words(key, total=tally(sum(counts.values())), parts=" + ".join(parts) or words("sum_none"))
