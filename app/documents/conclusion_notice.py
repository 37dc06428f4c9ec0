"""Thông báo kết luận as blocks: the order of the Lào Cai notice of 2024 with the four parts of Article 11.

Article 11 of Decree 13/2021 asks for a) what was raised, b) what was answered at once, c) what was passed on, d) who
is to settle it. Every petition stands in exactly one of b, c and the line of open ones, and all stand in a; questions
merged, withdrawn or left out are named in a line of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app import labels
from app.documents.blocks import Block, Document, Gap, Paragraph, Part, Title, plain
from app.documents.citations import Citations
from app.documents.frame import letter_head, signature_area
from app.documents.petition_lines import Demand, agencies, demands, reply_due
from app.documents.tasks import in_notice_order, task_text
from app.documents.wording import Wording, capital, listed, point_letter, sentence, small, without_stop
from app.domain.agenda import AgendaKind, AgendaStatus
from app.domain.conclusion import Section
from app.domain.dates import slash_date, tally, two_digits
from app.domain.facts import ConferenceKind, Issuer
from app.domain.paper import PaperKind, Side, SignatureBlock
from app.domain.petition import ANSWERED_ON_SPOT, PASSED_ON, CountedAs, ReplyMode
from app.domain.report import ConferenceReport, ReportConclusion, ReportPetition, ReportQuestion

Told = tuple[ReportPetition, str, ReportQuestion]
"""A petition, the body it is with, and its question."""


def conclusion_notice(report: ConferenceReport) -> Document:
    """Write the notice for either issuer; parts of Article 11 that are empty say so and are listed in gaps."""
    writer = _Notice(report)
    blocks = tuple(writer.blocks())
    title = f"{writer.words('kind').capitalize()} {small(writer.subject)}"
    return Document(title, writer.issuer, (Part(blocks),), tuple(writer.gaps))


def opinions_sentence(report: ConferenceReport, topics: str = "") -> str:
    """How many spoke and about what, without a full stop. topics: where the office has not worded them yet."""
    words = Wording(report, "notice")
    text = words("opinions", count=tally(len(report.every_question)))
    topics = without_stop(report.facts.opinion_topics) or topics
    return text + (words("opinion_topics", topics=topics) if topics else "")


def _answering(question: ReportQuestion, petition: ReportPetition) -> tuple[str, ...]:
    """The agencies that answered, each once, else the one in charge."""
    answered = dict.fromkeys(answer.agency for answer in question.answers if answer.agency)
    return tuple(answered) or tuple(filter(None, [petition.lead_agency]))


class _Notice:
    """Makes the blocks from top to bottom and collects the gaps on the way."""

    def __init__(self, report: ConferenceReport) -> None:
        self.report = report
        self.words = Wording(report, "notice")
        self.gaps: list[Gap] = []
        self.demands: list[Demand] = demands(report)
        self.citations = Citations(self.words("later_citations").strip() != self.words("citations_in_full"))
        self.issuer = self.words("office" if report.facts.notice_issuer is Issuer.OFFICE else "committee")

    @property
    def subject(self) -> str:
        return self.words("subject", name=self.report.facts.name, chair_title=self._chair_title())

    def _chair_title(self) -> str:
        chair = self.report.chair
        return (chair.title or chair.name) if chair is not None else self.words("blank")

    def blocks(self) -> Iterator[Block]:
        facts, words = self.report.facts, self.words
        symbol = facts.notice_symbol or words(f"symbol_{facts.notice_issuer.value}")
        yield letter_head(words, symbol, facts.notice_issuer, dated=True)
        yield Title(words("kind"), self.subject)
        yield plain(self._opening())
        if facts.kind is ConferenceKind.WORKSHOP:
            yield from self._workshop()
            yield plain(self._closing())
            yield self._signatures()
            return
        yield plain(words("atmosphere"))
        yield plain(f"1. {self._opinions()}", keep_with_next=True)
        for place, text in enumerate((self._part_a(), self._part_b(), self._part_c())):
            yield plain(f"{point_letter(place)}) {text}")
        yield from self._open()
        yield from self._set_aside()
        yield from self._legal_texts()
        yield from self._tasks()
        yield plain(self._closing())
        yield self._signatures()

    def _workshop(self) -> Iterator[Block]:
        """The papers that were read in their order, then what the chair concluded."""
        words, report = self.words, self.report
        papers = [i for i in report.agenda if i.kind is AgendaKind.PAPER and i.status is AgendaStatus.PLANNED]
        if not papers:
            self._missing("papers")
        yield plain(words("papers_lead", count=tally(len(papers))), keep_with_next=True)
        for place, item in enumerate(papers, 1):
            who = words.person(item.person) or item.responsible
            named = words("paper", who=who, title=without_stop(item.title)) if who else without_stop(item.title)
            yield plain(f"{place}. {sentence(named)}")
        yield plain(words("atmosphere", chair=small(words.person(report.chair)) or words("blank")))
        for item in report.agenda:
            if item.kind is AgendaKind.CONCLUSION and item.text:
                yield plain(item.text)
        spoken = any(item.kind is AgendaKind.CONCLUSION and item.text for item in report.agenda)
        if report.conclusions or not spoken:
            yield from self._tasks(1)

    def _missing(self, key: str) -> None:
        self.gaps.append(self.words.gap(key, key))

    def _opening(self) -> str:
        """When, on what occasion, what about, who led, who was there."""
        facts, words, report = self.report.facts, self.words, self.report
        for key, value in (("held_on", facts.held_on), ("theme", facts.theme), ("chair", report.chair)):
            if not value:
                self._missing(key)
        day = slash_date(facts.held_on) if facts.held_on else words("blank_short")
        occasion = words("occasion", occasion=words.occasion(facts.occasion)) if facts.occasion else ""
        text = words("opening", day=day, occasion=occasion, event=small(facts.name))
        text += words("theme", theme=facts.theme or words("blank"))
        text += words("chaired", chair=capital(words.person(report.chair) or words("blank")))
        present = [*map(words.person, report.guests), *map(without_stop, report.participants)]
        if facts.youth_count:
            count = facts.youth_count.strip()
            present.append(words("present_youth", count=count) if count.isdigit() else count)
        if not present:
            self._missing("present")
        return sentence(text + (words("present", participants=listed(present)) if present else ""))

    def _opinions(self) -> str:
        return sentence(opinions_sentence(self.report) + (self.words("annex_pointer") if self.demands else ""))

    def _part_a(self) -> str:
        """All petitions by topic, each question by its number."""
        groups: dict[str, list[ReportQuestion]] = {}
        for question, _ in self.demands:
            groups.setdefault(question.topic or self.words("no_topic"), []).append(question)
        if not groups:
            self._missing("part_a")
        told = (self.words("part_a_group", topic=topic, numbers=self._numbers(of)) for topic, of in groups.items())
        return self.words("part_a", petitions=tally(len(self.demands)), groups=listed(told) or self.words("blank"))

    def _part_b(self) -> str:
        """Those answered at once, by the agencies that answered."""
        told = [(p, agencies(_answering(q, p)), q) for q, p in self._in(ANSWERED_ON_SPOT)]
        return self._part("part_b", len(told), self._items(told))

    def _part_c(self) -> str:
        """Those passed on, by way of answering and by the agency in charge; support and details are in the annex."""
        told: dict[ReplyMode, list[Told]] = {mode: [] for mode in ReplyMode}
        for question, petition in self._in(PASSED_ON):
            if not petition.lead_agency:
                self.gaps.append(self.words.gap("agency", "agency", question))
            agency = petition.lead_agency or self.words("no_agency")
            told[petition.reply_mode].append((petition, agency, question))
        groups = [
            self.words("part_c_group", mode=small(labels.word(mode)), bodies=listed(self._items(of)))
            for mode, of in told.items()
            if of
        ]
        return self._part("part_c", sum(map(len, told.values())), groups)

    def _in(self, modes: Collection[ReplyMode]) -> list[Demand]:
        return [demand for demand in self.demands if demand[1].reply_mode in modes]

    def _part(self, key: str, count: int, items: list[str]) -> str:
        if not count:
            self._missing(key)
            return self.words(f"{key}_none")
        return self.words(key, petitions=tally(count), items=listed(items))

    def _items(self, told: list[Told]) -> list[str]:
        """One item for each body: its questions by number, and the deadline where all of them share one."""
        bodies: dict[str, list[tuple[ReportPetition, ReportQuestion]]] = {}
        for petition, body, question in told:
            bodies.setdefault(body, []).append((petition, question))
        items = []
        for body, of in bodies.items():
            numbers = self._numbers([question for _, question in of])
            deadlines = {reply_due(petition) for petition, _ in of}
            due = self.words.due(deadlines.pop()) if len(deadlines) == 1 and all(deadlines) else ""
            items.append(self.words("part_item", body=body, numbers=numbers + due) if body else numbers + due)
        return items

    def _open(self) -> Iterator[Paragraph]:
        """Petitions nobody has answered or passed on yet: named, so that none is missing from the notice."""
        still = [question for question, petition in self.demands if petition.reply_mode is ReplyMode.NONE]
        for question in dict.fromkeys(still):
            self.gaps.append(self.words.gap("mode", "mode", question))
        if still:
            yield plain(self.words("open", petitions=tally(len(still)), numbers=self._numbers(still)))

    def _set_aside(self) -> Iterator[Paragraph]:
        """Questions that are nobody's matter any more, by number: no question is missing from the notice."""
        parts = []
        for counted in (CountedAs.MERGED, CountedAs.WITHDRAWN, CountedAs.LEFT_OUT):
            of = [question for question in self.report.every_question if question.counted_as is counted]
            if of:
                told = {"count": tally(len(of)), "numbers": self._numbers(of)}
                parts.append(self.words(f"set_aside.{counted.value}", **told))
        if parts:
            yield plain(self.words("set_aside_lead", parts=listed(parts)))

    def _numbers(self, questions: list[ReportQuestion]) -> str:
        """Say "câu số 01, 04, 07": the word once, every number once."""
        numbers = dict.fromkeys(two_digits(question.number) for question in questions)
        return self.words("number", number=", ".join(numbers))

    def _legal_texts(self) -> Iterator[Paragraph]:
        texts = [without_stop(text.full or text.short) for text in self.report.legal_texts]
        if texts:
            yield plain(self.citations.told(self.words("legal_texts", texts=listed(texts))))

    def _tasks(self, number: int = 2) -> Iterator[Paragraph]:
        """Part d, numbered from 2 on: general tasks, then those given to agencies (2.1, 2.2 …), then requests (3)."""
        report = self.report
        ordered = in_notice_order(report.conclusions)
        orders = [task for task in ordered if task.section is not Section.REQUEST]
        requests = [task for task in ordered if task.section is Section.REQUEST]
        if not report.conclusions:
            self._missing("part_d")
        if orders:
            named = all(task.leads or task.lead_text for task in orders)
            yield from self._numbered(number, "tasks_lead_named" if named else "tasks_lead", orders)
            number += 1
        if len(requests) == 1:
            yield plain(f"{number}. {self._task(requests[0])}")
        elif requests:
            yield from self._numbered(number, "requests_lead", requests)

    def _numbered(self, number: int, lead: str, tasks: list[ReportConclusion]) -> Iterator[Paragraph]:
        yield plain(f"{number}. {self.words(lead)}", keep_with_next=True)
        for place, task in enumerate(tasks, 1):
            place_of = f"{number}.{place}. " if len(tasks) > 1 else ""
            yield plain(f"{place_of}{self._task(task)}")

    def _task(self, task: ReportConclusion) -> str:
        return self.citations.told(task_text(self.words, task))

    def _closing(self) -> str:
        words, chair = self.words, self.report.chair
        name = words.person(chair) or words("blank")
        if chair is not None and chair.title:
            called = " ".join(part for part in (small(chair.honorific), chair.name) if part)
            name = words("closing_chair", called=called, title=chair.title)
        return words("closing", chair=name, event=self.report.facts.name, issuer=self.issuer)

    def _signatures(self) -> Block:
        words = self.words
        lines = words(f"signer_{self.report.facts.notice_issuer.value}", chair_title=self._chair_title().upper())
        default = SignatureBlock(paper=PaperKind.NOTICE, side=Side.RIGHT, lines=lines)
        area, nameless = signature_area(words, PaperKind.NOTICE, (default,))
        if nameless:
            self._missing("signer")
        if not self.report.recipients_of(PaperKind.NOTICE):
            self._missing("recipients")
        return area
