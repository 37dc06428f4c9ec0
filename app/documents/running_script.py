"""Kịch bản điều hành: what chair and host have before them, with every question and its prepared answer."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import Block, Document, Gap, Heading, Paragraph, Part, Run, Title, plain
from app.documents.frame import letter_head
from app.documents.petition_lines import GONE, question_code
from app.documents.programme import TimedItem, clock_point, timed_items, who_leads
from app.documents.wording import Wording, listed, point_letter, sentence
from app.domain.agenda import AgendaKind
from app.domain.dates import tally, two_digits
from app.domain.facts import Issuer
from app.domain.report import ConferenceReport, ReportQuestion


def running_script(report: ConferenceReport) -> Document:
    """Write the script; the questions stand in the item of the dialogue, by topic, in the order of the queue."""
    writer = _Script(report)
    blocks = tuple(writer.blocks())
    title = f"{writer.words('kind').capitalize()} {report.facts.name}"
    return Document(title, writer.words("office"), (Part(blocks),), tuple(writer.gaps))


class _Script:
    """Makes the blocks from top to bottom and collects the gaps on the way."""

    def __init__(self, report: ConferenceReport) -> None:
        self.report = report
        self.words = Wording(report, "script")
        self.gaps: list[Gap] = []

    def blocks(self) -> Iterator[Block]:
        words, facts = self.words, self.report.facts
        yield letter_head(words, "", Issuer.OFFICE if facts.organ else Issuer.COMMITTEE, dated=False)
        yield Title(words("kind"), facts.name)
        limits = [self._length(seconds) for seconds in (facts.ask_limit_s, facts.answer_limit_s)]
        yield plain(words("limits", ask=limits[0], answer=limits[1]))
        yield plain(words("signal"))
        items = timed_items(self.report)
        has_dialogue = False
        for place, timed in enumerate(items, 1):
            yield from self._item(place, timed)
            if timed.item.kind is AgendaKind.DIALOGUE and not has_dialogue:
                has_dialogue = True
                yield from self._questions()
        if not has_dialogue:
            yield Heading(words("item", place=str(len(items) + 1), title=words("dialogue")))
            yield from self._questions()

    def _length(self, seconds: int) -> str:
        minutes, rest = divmod(seconds, 60)
        key = "minutes_seconds" if rest else "minutes"
        return self.words(key, minutes=two_digits(minutes), seconds=two_digits(rest))

    def _item(self, place: int, timed: TimedItem) -> Iterator[Block]:
        words, item = self.words, timed.item
        span = clock_point(words, timed.start)
        if timed.end is not None:
            span = words("span", start=span, end=clock_point(words, timed.end))
        yield Heading(words("item_at" if span else "item", place=str(place), span=span, title=item.title))
        for key, text in (("who", who_leads(words, item)), ("says", item.script), ("holds", item.text)):
            if text:
                yield Paragraph((Run(words(key), bold=True), Run(sentence(text) if key == "who" else text)))

    def _questions(self) -> Iterator[Block]:
        """By topic in the order they come up, each topic with its number of questions."""
        questions = [question for question in self.report.questions if question.state not in GONE]
        if not questions:
            self.gaps.append(self.words.gap("questions", "questions"))
        topics: dict[str, list[ReportQuestion]] = {}
        for question in questions:
            topics.setdefault(question.topic or self.words("no_topic"), []).append(question)
        for place, (topic, of) in enumerate(topics.items()):
            count = tally(len(of))
            yield Heading(self.words("topic", place=point_letter(place).upper(), topic=topic, count=count), level=2)
            for question in of:
                yield from self._question(question)

    def _question(self, question: ReportQuestion) -> Iterator[Block]:
        words = self.words
        who = words.person(question.asker) or words("nobody")
        if question.site:
            who += words("at_site", site=words.site(question.site))
        yield Heading(words("question", code=question_code(words, question), who=who), level=3)
        yield Paragraph((Run(words("asks"), bold=True), Run(question.words or words("blank"))))
        if question.doubles:
            told = listed(words.person(d.asker) or question_code(words, d) for d in question.doubles)
            yield Paragraph((Run(words("doubles", who=told), italic=True),))
        agencies = self._answering(question)
        yield Paragraph((Run(words("answers"), bold=True), Run(sentence(agencies or words("blank")))))
        for prepared in question.prepared:
            lead = prepared.agency if len(question.prepared) > 1 else ""
            text = f"{lead}: {prepared.text}" if lead else prepared.text
            yield Paragraph((Run(words("prepared"), bold=True), Run(text)))
        if not question.prepared:
            yield Paragraph((Run(words("prepared"), bold=True), Run(sentence(words("not_prepared")), italic=True)))
        checks = (
            ("text", bool(question.words)),
            ("asker", question.asker is not None),
            ("agency", bool(agencies)),
            ("prepared", bool(question.prepared)),
        )
        self.gaps += [words.gap(key, key, question) for key, is_there in checks if not is_there]

    def _answering(self, question: ReportQuestion) -> str:
        """Who is to answer: the respondents named already, else the agencies in charge."""
        words = self.words
        named = [words.person(a.respondent, a.agency) for a in question.answers]
        named = named or [words.person(p.respondent, p.agency) for p in question.prepared]
        named = named or [petition.lead_agency for petition in question.petitions]
        return listed(dict.fromkeys(named))
