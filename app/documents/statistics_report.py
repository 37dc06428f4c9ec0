"""Báo cáo thống kê: every count as a bar and as a row that lists the questions behind it; all sums agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app import labels
from app.documents.blocks import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Part,
    Row,
    RowKind,
    Table,
    Title,
    plain,
)
from app.documents.frame import letter_head, signature_area
from app.documents.kept_times import kept_times
from app.documents.petition_lines import GONE, demands, numbers
from app.documents.reconciliation import petition_reconciliation, reconciliation
from app.documents.wording import Wording, capital
from app.domain.dates import roman, tally, two_digits
from app.domain.paper import PaperKind, Side, SignatureBlock
from app.domain.petition import CountedAs
from app.domain.records import dataclass
from app.domain.report import ConferenceReport, ReportQuestion


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted thing: its name, how many, and the questions behind it."""

    name: str
    count: int
    questions: tuple[ReportQuestion, ...]


def statistics_report(report: ConferenceReport) -> Document:
    """Write the report; sections without any data (kinds of youth, speaking time) are left out."""
    words = Wording(report, "statistics")
    gaps = [] if report.questions else [words.gap("questions", "questions")]
    default = SignatureBlock(
        paper=PaperKind.STATISTICS, side=Side.RIGHT, lines=words(f"{report.facts.notice_issuer.value}_signer")
    )
    area, nameless = signature_area(words, PaperKind.STATISTICS, (default,))
    if nameless:
        gaps.append(Gap("signer", words("gap.signer")))
    if not report.recipients_of(PaperKind.STATISTICS):
        gaps.append(Gap("recipients", words("gap.recipients")))
    blocks = (*_head(words), *_sections(words), plain(words("closing")), area)
    title = f"{words('kind').capitalize()} {report.facts.name}"
    return Document(title, words("office"), (Part(blocks),), tuple(gaps))


def questions_by(report: ConferenceReport, name: Callable[[ReportQuestion], str]) -> list[Figure]:
    """Questions by some property, the most frequent first, names of equal count as they first came up."""
    found: dict[str, list[ReportQuestion]] = {}
    for question in report.every_question:
        found.setdefault(name(question), []).append(question)
    return _sorted([Figure(key, len(of), tuple(of)) for key, of in found.items()])


def petitions_by_agency(words: Wording) -> list[Figure]:
    """Petitions by the agency in charge; those of questions withdrawn, refused or merged are nobody's."""
    found: dict[str, list[ReportQuestion]] = {}
    for question, petition in demands(words.report):
        agency = petition.lead_agency or next((a.agency for a in question.answers if a.agency), "")
        found.setdefault(agency or words("no_agency"), []).append(question)
    return _sorted([Figure(key, len(of), tuple(of)) for key, of in found.items()])


def _sorted(figures: Sequence[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: -figure.count)


def _head(words: Wording) -> Iterator[Block]:
    facts = words.report.facts
    symbol = words(f"symbol_{facts.notice_issuer.value}")
    yield letter_head(words, symbol, facts.notice_issuer, dated=True)
    yield Title(words("kind"), words("subject", name=facts.name))


def _sections(words: Wording) -> Iterator[Block]:
    report = words.report
    asked = sum(question.was_asked for question in report.every_question)
    petitions = len(demands(report))
    yield Heading(f"{roman(1)}. {words('overview')}")
    yield plain(
        words(
            "overview_lead",
            total=tally(len(report.every_question)),
            petitions=tally(petitions),
            asked=tally(asked),
        )
    )
    yield plain(words("sum_line", sum=reconciliation(words)))
    yield plain(words("sum_line", sum=petition_reconciliation(words)))
    counted = [
        Figure(capital(labels.word(kind)), len(of), of)
        for kind in CountedAs
        if (of := tuple(q for q in report.every_question if q.counted_as is kind))
    ]
    sections = [
        ("by_result", "chart", counted),
        ("by_topic", "chart", questions_by(report, lambda q: q.topic or words("no_topic"))),
        ("by_agency", "chart_petitions", petitions_by_agency(words)),
        ("by_site", "chart", questions_by(report, lambda q: q.site or words("no_site"))),
        ("by_channel", "chart", questions_by(report, lambda q: labels.word(q.channel))),
    ]
    if any(question.group for question in report.every_question):
        sections.append(("by_group", "chart", questions_by(report, lambda q: q.group or words("no_group"))))
    for number, (key, chart, figures) in enumerate(sections, 2):
        yield from _section(words, f"{roman(number)}. {words(key)}", chart, figures)
    timed = (*_speaking_time(words, len(sections) + 2),)
    yield from timed
    yield from kept_times(words, roman(len(sections) + 2 + bool(timed)))


def _section(words: Wording, heading: str, chart: str, figures: Sequence[Figure]) -> Iterator[Block]:
    yield Heading(heading)
    if not figures:
        yield plain(capital(words("none")) + ".")
        return
    yield BarChart(words(chart), tuple(Bar(f.name, f.count, tally(f.count)) for f in figures))
    total = sum(figure.count for figure in figures)
    columns = (
        Column(words("column_number"), 11, Align.CENTRE),
        Column(words("column_name"), 62),
        Column(words("column_petitions" if chart == "chart_petitions" else "column_count"), 18, Align.CENTRE),
        Column(words("column_share"), 18, Align.CENTRE),
        Column(words("column_list"), 56),
    )
    rows = [
        Row((str(n), f.name, tally(f.count), _share(words, f.count, total), numbers(words, f.questions)))
        for n, f in enumerate(figures, 1)
    ]
    yield Table(columns, (*rows, Row((words("total", count=tally(total)),), RowKind.TOTAL)))


def _share(words: Wording, count: int, total: int) -> str:
    """39,1%: one decimal, rounded half up."""
    tenths = (count * 2000 + total) // (2 * total)
    return words("share", whole=str(tenths // 10), tenth=str(tenths % 10))


def _speaking_time(words: Wording, number: int) -> Iterator[Block]:
    """By agency, with the number of turns; only where clocks ran."""
    turns: dict[str, list[int]] = {}
    asking: list[int] = []
    for question in _with_follow_ups(words.report):
        if question.spoken_s:
            asking.append(question.spoken_s)
        for answer in question.answers:
            if answer.spoken_s:
                turns.setdefault(answer.agency or words("no_agency"), []).append(answer.spoken_s)
    if not asking and not turns:
        return
    answering = sorted(turns.items(), key=lambda item: -sum(item[1]))
    yield Heading(f"{roman(number)}. {words('by_time')}")
    if answering:
        bars = (Bar(agency, sum(of), _clock(words, sum(of))) for agency, of in answering)
        yield BarChart(words("chart_time"), tuple(bars))
    columns = (
        Column(words("column_number"), 11, Align.CENTRE),
        Column(words("column_name"), 70),
        Column(words("column_turns"), 20, Align.CENTRE),
        Column(words("column_length"), 34, Align.CENTRE),
        Column(words("column_mean"), 34, Align.CENTRE),
    )
    listed = [*answering, (words("asking"), asking)] if asking else answering
    rows = [
        Row((str(n), name, tally(len(of)), _length(words, sum(of)), _length(words, _mean(of))))
        for n, (name, of) in enumerate(listed, 1)
    ]
    yield Table(columns, tuple(rows))
    answered = sum(sum(of) for of in turns.values())
    yield plain(words("total_time", asked=_length(words, sum(asking)), answered=_length(words, answered)))


def _mean(seconds: Sequence[int]) -> int:
    """Whole seconds, half a second up, like the shares."""
    return (2 * sum(seconds) + len(seconds)) // (2 * len(seconds))


def _with_follow_ups(report: ConferenceReport) -> Iterator[ReportQuestion]:
    return (question for question in report.every_question if question.state not in GONE)


def _clock(words: Wording, seconds: int) -> str:
    return words("minutes_seconds", minutes=str(seconds // 60), seconds=two_digits(seconds % 60))


def _length(words: Wording, seconds: int) -> str:
    return words("length", minutes=two_digits(seconds // 60), seconds=two_digits(seconds % 60))
