"""Phiếu gợi ý kết luận: one page for the closing words; what does not fit is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app import labels
from app.documents.blocks import Block, Document, Gap, Paragraph, Part, Run, Title, plain
from app.documents.minutes_questions import commitment_text
from app.documents.petition_lines import demands, numbers, passed_on, question_code, unanswered
from app.documents.tasks import task_text
from app.documents.wording import Wording, listed, sentence
from app.domain.dates import two_digits
from app.domain.petition import CountedAs
from app.domain.report import ConferenceReport, ReportQuestion

_MOST_TOPICS, _MOST_PROMISES, _MOST_AGENCIES, _MOST_TASKS = 6, 4, 5, 3
_LETTERS = 140
"""Letters of a line: two lines on the page, so that the most lines of every part together fill one page."""

_LETTERS_OF_NAME = 45


def closing_card(report: ConferenceReport) -> Document:
    """Write the card: counts, topics, promises, what is passed on, what is open, what the chair has directed."""
    words = Wording(report, "closing")
    still = [question for question, _ in unanswered(demands(report)) if question.was_asked]
    gaps = [words.gap("open", "open", question) for question in dict.fromkeys(still)]
    if not report.conclusions:
        gaps.append(Gap("tasks", words("gap.tasks")))
    blocks = tuple(_blocks(words, still))
    title = f"{words('kind').capitalize()} {report.facts.name}"
    return Document(title, words("office"), (Part(blocks),), tuple(gaps), small_type=True)


def reconciliation(words: Wording) -> str:
    """Tổng 46 = 22 trả lời tại chỗ + 19 bằng văn bản + 4 gộp + 1 rút (domain.md 6.1)."""
    counts = words.report.counts
    parts = [
        words("sum_part", count=two_digits(counts[kind]), word=labels.word(kind)) for kind in CountedAs if counts[kind]
    ]
    return words("sum", total=two_digits(sum(counts.values())), parts=" + ".join(parts) or words("none"))


def _blocks(words: Wording, still: Sequence[ReportQuestion]) -> Iterator[Block]:
    report = words.report
    yield Title(words("kind"), _cut(report.facts.name, 2 * _LETTERS))
    yield _line(words("counted"), sentence(reconciliation(words)))
    yield _line(words("topics"), sentence(_topics(words) or words("none")))
    promises = [
        words(
            "promise", code=f"{question_code(words, question)}.{promise.number}", text=commitment_text(words, promise)
        )
        for question in report.questions
        for promise in question.commitments
    ]
    yield from _list(words, "promises", promises, _MOST_PROMISES)
    agencies: dict[str, list[ReportQuestion]] = {}
    for question, petition in passed_on(demands(report)):
        agencies.setdefault(petition.lead_agency or words("blank"), []).append(question)
    given = [
        words("written_line", agency=_cut(agency, _LETTERS_OF_NAME), numbers=numbers(words, of))
        for agency, of in agencies.items()
    ]
    yield from _list(words, "written", given, _MOST_AGENCIES)
    yield _line(words("open"), sentence(_cut(numbers(words, still), _LETTERS) or words("none")))
    tasks = [words("task", text=task_text(words, task)) for task in report.conclusions]
    yield from _list(words, "tasks", tasks, _MOST_TASKS)
    yield plain(words("thanks"), indent=False)


def _line(label: str, text: str) -> Paragraph:
    return Paragraph((Run(label, bold=True), Run(text)), indent=False)


def _topics(words: Wording) -> str:
    counts: dict[str, int] = {}
    for question in words.report.questions:
        topic = question.topic or words("no_topic")
        counts[topic] = counts.get(topic, 0) + 1
    shown = [
        words("topic", topic=_cut(topic, _LETTERS_OF_NAME), count=two_digits(count)) for topic, count in counts.items()
    ]
    more = len(shown) - _MOST_TOPICS
    told = listed(shown[:_MOST_TOPICS])
    return told + words("more", count=two_digits(more)) if more > 0 else told


def _list(words: Wording, key: str, lines: Sequence[str], most: int) -> Iterator[Paragraph]:
    """A label with the count of all, then at most that many lines, then how many are left."""
    count = Run(words(key, count=two_digits(len(lines))), bold=True)
    yield Paragraph((count, Run("" if lines else f" {words('none')}.")), indent=False, keep_with_next=bool(lines))
    for line in lines[:most]:
        yield plain(_cut(line, _LETTERS), indent=False)
    if len(lines) > most:
        yield plain(words("more", count=two_digits(len(lines) - most)), indent=False)


def _cut(text: str, most: int) -> str:
    """At a space, with dots that say so."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
