"""Phiếu gợi ý kết luận: one page for the closing words, also for the chair's screen; what does not fit is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from app.documents.blocks import Block, Document, Gap, Paragraph, Part, Run, Title, plain
from app.documents.conclusion_notice import opinions_sentence
from app.documents.minutes_questions import commitment_text
from app.documents.petition_lines import demands, numbers, passed_on, question_code, unanswered
from app.documents.reconciliation import petition_reconciliation, reconciliation
from app.documents.tasks import in_notice_order, task_text
from app.documents.wording import Wording, listed, sentence, small, without_stop
from app.domain.dates import slash_date, tally
from app.domain.due import NO_DUE
from app.domain.petition import ANSWERED_ON_SPOT, PASSED_ON
from app.domain.records import dataclass
from app.domain.report import ConferenceReport, ReportQuestion

_MOST = 40
"""Lines of one list at most; fewer where the page would not hold them."""
_PAGE_LINES = 42
_LETTERS_OF_LINE = 84
"""Of the small type."""
_CAPITAL = 0.5
"""What a capital letter is wider than another, in letters."""
_SPACE = 0.36
"""Between two paragraphs, in lines."""
_LETTERS = 2 * _LETTERS_OF_LINE - 20
_LETTERS_OF_NAME = 45
_INLINE = 6
"""Topics and sites stand in one line: so many are always named."""
_WEEKEND = {5: "until_saturday", 6: "until_sunday"}


@dataclass(frozen=True, slots=True)
class _Cut:
    """Lines of a list at most, and letters of each: two lines of the page where all fits, else one.

    given: of what the chair gave and passed on, which is cut before what was promised to him.
    whole: so many promises, the first, have two lines; the letters of the others.
    """

    most: int
    given: int
    whole: int
    letters: int


@dataclass(frozen=True, slots=True)
class ClosingPart:
    """One part of the card: a label, what follows it in the same line, and lines of its own below."""

    label: str
    text: str = ""
    lines: tuple[str, ...] = ()

    def height(self, letters: int) -> float:
        """Lines of so many letters it takes, with the space between paragraphs, rather too many than too few."""
        return sum(_lines(text, letters) + _SPACE for text in (self.label + self.text, *self.lines))


def closing_card(report: ConferenceReport) -> Document:
    """Write the card: counts, topics, promises, what is passed on, what is open, sites not heard, directions."""
    words = Wording(report, "closing")
    still = _open(report)
    gaps = [words.gap("open", "open", question) for question in still]
    if not report.conclusions:
        gaps.append(Gap("tasks", words("gap.tasks")))
    title = Title(words("kind"), _cut(report.facts.name, 2 * _LETTERS_OF_LINE))
    blocks: tuple[Block, ...] = (title, *(block for part in closing_parts(report) for block in _paragraphs(part)))
    name = f"{words('kind').capitalize()} {report.facts.name}"
    return Document(name, words("office"), (Part(blocks),), tuple(gaps), small_type=True)


def closing_parts(
    report: ConferenceReport, lines: int = _PAGE_LINES, letters: int = _LETTERS_OF_LINE
) -> tuple[ClosingPart, ...]:
    """The parts of the card from top to bottom, its lists cut so that all takes no more than so many lines."""
    words = Wording(report, "closing")
    one = letters - 4
    promises = min(sum(len(question.commitments) for question in report.every_question), _MOST)
    cuts = (
        _Cut(_MOST, _LETTERS, promises, one),
        *(_Cut(_MOST, one, whole, one) for whole in range(promises, -1, -1)),
        *(_Cut(most, one, 0, one) for most in range(_MOST - 1, 1, -1)),
    )
    tried = (tuple(_parts(words, cut)) for cut in cuts)
    fitting = (parts for parts in tried if sum(part.height(letters) for part in parts) <= lines)
    return next(fitting, tuple(_parts(words, _Cut(1, one, 0, one))))


def sites_not_heard(report: ConferenceReport) -> tuple[str, ...]:
    """Sites from which nobody has asked."""
    name = Wording(report, "closing").site  # "Điểm cầu UBND tỉnh" and "UBND tỉnh" are the same
    heard = {name(question.site).casefold() for question in report.every_question if question.was_asked}
    return tuple(site.name for site in report.sites if name(site.name).casefold() not in heard)


def proposed_sentence(report: ConferenceReport) -> str:
    """Section 1 of the notice as it would read now, with how the demands were answered."""
    words, of = Wording(report, "closing"), demands(report)
    named = listed(dict.fromkeys(small(question.topic) for question in report.every_question if question.topic))
    told = opinions_sentence(report, named)
    modes = [petition.reply_mode for _, petition in of]  # as the notice counts them, and the sums of this card
    here, passed = (sum(mode in these for mode in modes) for these in (ANSWERED_ON_SPOT, PASSED_ON))
    if here == len(modes) > 0:
        told += words("answered_all")
    elif here and not passed:
        told += words("answered_some", answered=tally(here))
    elif passed:
        told += words("answered_part", answered=tally(here), passed=tally(passed))
    return sentence(told)


def _open(report: ConferenceReport) -> tuple[ReportQuestion, ...]:
    return tuple(dict.fromkeys(question for question, _ in unanswered(demands(report)) if question.was_asked))


def _parts(words: Wording, cut: _Cut) -> Iterator[ClosingPart]:
    report = words.report
    counts = f"{sentence(reconciliation(words))} {sentence(petition_reconciliation(words))}"
    yield ClosingPart(words("counted"), counts)
    yield ClosingPart(words("topics"), sentence(_topics(words, cut.most) or words("none")))
    promises = [
        _cut(line, _LETTERS if place < cut.whole else cut.letters) for place, line in enumerate(_promises(words))
    ]
    yield _list(words, "promises", promises, cut.most, _LETTERS)
    agencies: dict[str, list[ReportQuestion]] = {}
    for question, petition in passed_on(demands(report)):
        agencies.setdefault(petition.lead_agency or words("blank"), []).append(question)
    given = [
        words("written_line", agency=_cut(agency, _LETTERS_OF_NAME), numbers=numbers(words, of))
        for agency, of in agencies.items()
    ]
    yield _list(words, "written", given, cut.most, cut.given)
    yield ClosingPart(words("open"), sentence(_still_open(words)))
    if report.sites:
        yield ClosingPart(words("sites"), sentence(_sites(words, cut.most)))
    tasks = [words("task", text=task_text(words, task)) for task in in_notice_order(report.conclusions)]
    yield _list(words, "tasks", tasks, cut.most, cut.given)
    yield ClosingPart(words("proposed"), proposed_sentence(report))
    yield ClosingPart(words("thanks_label"), _thanks(words))


def _thanks(words: Wording) -> str:
    """With the last day of publication; one of a weekend is named, it is not moved."""
    facts, until = words.report.facts, ""
    if last := facts.publish_by:
        until = words(_WEEKEND.get(last.weekday(), "until"), date=slash_date(last))
    return words("thanks", days=str(facts.days_to_publish), until=until)


def _still_open(words: Wording) -> str:
    """Raised and not settled, then those nobody came to raise: both are counted as open in the sum above."""
    left = unanswered(demands(words.report))
    still = _cut(numbers(words, _open(words.report)), _LETTERS) or words("none")
    silent = numbers(words, (question for question, _ in left if not question.was_asked))
    return words("not_raised", open=still, numbers=_cut(silent, _LETTERS)) if silent else still


def _promises(words: Wording) -> list[str]:
    """By agency, in the order in which the agencies first promised; the deadline first, a long promise is cut."""
    agencies: dict[str, list[str]] = {}
    for question in words.report.every_question:
        for promise in question.commitments:
            code = f"{question_code(words, question)}.{promise.number}"
            due = without_stop(promise.due.text)
            code = words("promise_due", code=code, due=small(due)) if due else code
            text = commitment_text(words, replace(promise, due=NO_DUE))
            line = words("promise", code=code, text=text)
            agencies.setdefault(promise.agency, []).append(line)
    return [line for of in agencies.values() for line in of]


def _topics(words: Wording, most: int) -> str:
    counts: dict[str, int] = {}
    for question in words.report.every_question:
        topic = question.topic or words("no_topic")
        counts[topic] = counts.get(topic, 0) + 1
    told = [words("topic", topic=_cut(topic, _LETTERS_OF_NAME), count=tally(count)) for topic, count in counts.items()]
    return _some(words, told, max(most, _INLINE))


def _sites(words: Wording, most: int) -> str:
    silent = sites_not_heard(words.report)
    told = _some(words, [_cut(site, _LETTERS_OF_NAME) for site in silent], max(most, _INLINE)) or words("none")
    heard = len(words.report.sites) - len(silent)
    return words("sites_told", sites=told, heard=tally(heard), all=tally(len(words.report.sites)))


def _some(words: Wording, told: Sequence[str], most: int) -> str:
    more = len(told) - most
    return listed(told[:most]) + (words("more", count=tally(more)) if more > 0 else "")


def _list(words: Wording, key: str, lines: Sequence[str], most: int, letters: int) -> ClosingPart:
    """A label with the count of all, then at most so many lines of so many letters, then how many are left."""
    shown = [_cut(line, letters) for line in lines[:most]]
    if len(lines) > most:
        shown.append(words("more", count=tally(len(lines) - most)))
    none = "" if lines else f" {words('none')}."
    return ClosingPart(words(key, count=tally(len(lines))), none, tuple(shown))


def _paragraphs(part: ClosingPart) -> Iterator[Paragraph]:
    label = (Run(part.label, bold=True),) if part.label else ()
    yield Paragraph((*label, Run(part.text)), indent=False, keep_with_next=bool(part.lines))
    for line in part.lines:
        yield plain(line, indent=False)


def _lines(text: str, letters: int) -> int:
    return ceil((len(text) + _CAPITAL * sum(map(str.isupper, text))) / letters) or 1


def _cut(text: str, most: int) -> str:
    """At a space, with dots that say so; before a bracket that would stay open."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most].rsplit(" ", 1)[0]
    begun = kept.rfind(" (")
    return f"{kept[:begun] if begun > kept.rfind(')') and begun > 0 else kept} …"
