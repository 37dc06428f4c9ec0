"""Article 11 of Decree 13/2021: whatever happened to a question, it stands in the notice, and the sums agree."""

import re
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Paragraph
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.documents.petition_lines import GONE
from app.documents.reconciliation import petition_reconciliation, reconciliation
from app.documents.wording import Wording
from app.domain.facts import Facts
from app.domain.petition import ReplyMode
from app.domain.question import QuestionState
from app.domain.report import ConferenceReport, ReportPetition, ReportQuestion

Drawn = tuple[QuestionState, list[ReplyMode], str]
one = st.tuples(
    st.sampled_from(QuestionState), st.lists(st.sampled_from(ReplyMode), max_size=3), st.sampled_from(["", "Việc làm"])
)
drawn = st.lists(st.tuples(one, st.lists(one, max_size=2)), max_size=8)


def conference(families: Iterable[tuple[Drawn, list[Drawn]]]) -> ConferenceReport:
    numbers = iter(range(1, 100))

    def question(of: Drawn, further: Iterable[Drawn] = ()) -> ReportQuestion:
        number = next(numbers)
        petitions = tuple(ReportPetition(number * 10 + place, reply_mode=mode) for place, mode in enumerate(of[1]))
        follow_ups = tuple(question(child) for child in further)
        return ReportQuestion(
            number, number, state=of[0], topic=of[2], verbatim="?", petitions=petitions, follow_ups=follow_ups
        )

    questions = tuple(question(first, further) for first, further in families)
    return ConferenceReport(facts=Facts(name="Hội nghị"), questions=questions)


def named(lines: Iterable[str]) -> set[int]:
    lists = (found for line in lines for found in re.findall(r"câu\u00a0số\u00a0([\d, ]+)", line))
    return {int(number) for found in lists for number in re.findall(r"\d+", found)}


@settings(max_examples=150, deadline=None)
@given(drawn)
def test_no_question_is_missing_and_every_demand_has_one_place(families: list[tuple[Drawn, list[Drawn]]]) -> None:
    report = conference(families)
    document = conclusion_notice(report)
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    part_a = named(text for text in said if text.startswith("a) "))
    others = named(text for text in said if text.startswith(("b) ", "c) ", "Còn ")))
    aside = named(text for text in said if text.startswith("Ngoài các nội dung trên"))
    everyone = {question.number for question in report.every_question}
    assert part_a | aside == everyone
    assert part_a == others == everyone - aside
    assert aside == {question.number for question in report.every_question if question.state in GONE}
    for part in ("b", "c"):
        is_empty = not named(text for text in said if text.startswith(f"{part}) "))
        assert (f"part_{part}" in {gap.key for gap in document.gaps}) is is_empty


@settings(max_examples=150, deadline=None)
@given(drawn)
def test_both_lines_of_the_reconciliation_are_sums(families: list[tuple[Drawn, list[Drawn]]]) -> None:
    report = conference(families)
    words = Wording(report, "statistics")
    demands = sum(max(1, len(q.petitions)) for q in report.every_question if q.state is not QuestionState.MERGED)
    for line, total in (
        (reconciliation(words), len(report.every_question)),
        (petition_reconciliation(words), demands),
    ):
        left, _, right = line.partition(" = ")
        terms = [int(term.split()[0]) for term in right.split(" + ")]
        assert int(left.split()[1]) == sum(terms) == total
        assert 0 not in terms or terms == [0]


@settings(max_examples=100, deadline=None)
@given(drawn)
def test_the_minutes_tell_every_question_or_count_it(families: list[tuple[Drawn, list[Drawn]]]) -> None:
    report = conference(families)
    text = "\n".join(block.text for block in minutes_document(report).blocks if hasattr(block, "text"))
    told = {int(number) for number in re.findall(r"(?:Câu hỏi|Ý kiến) số (\d+)", text)}
    further = {q.number for first in report.questions if first.was_asked for q in first.follow_ups if q.was_asked}
    assert told | further | {q.number for q in report.every_question if q.state in GONE} >= {
        q.number for q in report.every_question
    }
    assert text.count("hỏi: ?") == sum(q.was_asked for q in report.every_question)
