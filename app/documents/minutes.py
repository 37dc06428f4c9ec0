"""Biên bản: the minutes of the conference as blocks (form 1.9 of Annex III of Decree 30/2020; domain.md 4.1).

Every sentence has a key (app.documents.sentences); the running text with its sentences is what the console shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from app import labels
from app.documents.blocks import Block, Document, Gap, Heading, Paragraph, Part, Run, Title
from app.documents.frame import letter_head, signature_area
from app.documents.minutes_questions import QuestionWriter
from app.documents.sentences import Sentence, SentenceBook
from app.documents.tasks import in_notice_order, task_text
from app.documents.wording import Wording, capital, closed, listed, sentence, without_stop
from app.domain.agenda import AgendaKind, AgendaStatus
from app.domain.dates import roman, tally
from app.domain.facts import ConferenceKind, Issuer, MeetingForm
from app.domain.paper import PaperKind, Side, SignatureBlock
from app.domain.petition import CountedAs
from app.domain.question import QuestionState
from app.domain.report import ConferenceReport, ReportAgendaItem, ReportPerson, ReportQuestion
from app.domain.roster import SiteKind

_OPENING = frozenset({AgendaKind.ARTS, AgendaKind.INTRODUCTION, AgendaKind.OPENING})
_REPORTS = frozenset({AgendaKind.FILM, AgendaKind.REPORT})
_PAPERS = frozenset({AgendaKind.PAPER})
_OTHER = frozenset({AgendaKind.GIFTS, AgendaKind.OTHER})
_CLOSING = frozenset({AgendaKind.CLOSING})
_ELSEWHERE = frozenset({QuestionState.MERGED, QuestionState.WITHDRAWN, QuestionState.LEFT_OUT})


def minutes_document(report: ConferenceReport) -> Document:
    """Write the minutes; what is not known is printed as dots and listed in gaps."""
    writer = _Minutes(report)
    blocks = tuple(writer.blocks())
    writer.gaps += [writer.words.gap(f"sentence/{one.key}", "homeless") for one in writer.book.homeless()]
    title = f"{writer.words('kind').capitalize()} {report.facts.name}"
    return Document(title, report.facts.organ or writer.words("committee"), (Part(blocks),), tuple(writer.gaps))


def minutes_sentences(report: ConferenceReport) -> tuple[Heading | Sentence, ...]:
    """The running text with its headings; at the end the rewritten sentences whose facts have gone."""
    writer = _Minutes(report)
    lines: list[Heading | Sentence] = []
    for block in writer.blocks():
        if isinstance(block, Heading):
            lines.append(block)
        elif isinstance(block, Paragraph):
            told = writer.book.sentence_of(block)
            if told is not None:
                lines.append(told)
    return (*lines, *writer.book.homeless())


class _Minutes:
    """Makes the blocks from top to bottom and collects the gaps on the way."""

    def __init__(self, report: ConferenceReport) -> None:
        self.report = report
        self.words = Wording(report, "minutes")
        self.book = SentenceBook(report)
        self.questions = QuestionWriter(self.words, self.book)
        self.gaps: list[Gap] = self.questions.gaps
        self._section = 0

    def blocks(self) -> Iterator[Block]:
        facts, words = self.report.facts, self.words
        issuer = Issuer.OFFICE if facts.organ else Issuer.COMMITTEE
        yield letter_head(words, facts.minutes_symbol or self._symbol(), issuer, dated=False)
        yield Title(words("kind"), words("subject", name=facts.name))
        yield from self._preamble()
        yield self._labelled("content", "", bold=True)
        yield from self._agenda("opening", _OPENING)
        if self._is_workshop:
            yield from self._agenda("reports", _REPORTS)
            yield from self._agenda("papers", _PAPERS)
        else:
            yield from self._agenda("reports", _REPORTS | _PAPERS)
        if not self._is_workshop or self._has_talk():
            yield from self._dialogue()
        yield from self._agenda("other", _OTHER)
        yield from self._conclusion()
        yield from self._unanswered()
        yield from self._agenda("closing", _CLOSING)
        yield self._ended()
        yield from self._signatures()

    @property
    def _is_workshop(self) -> bool:
        return self.report.facts.kind is ConferenceKind.WORKSHOP

    def _has_talk(self) -> bool:
        """Whether anything was asked or written down of a talk after the papers."""
        talked = any(item.kind is AgendaKind.DIALOGUE and item.text for item in self.report.agenda)
        return talked or bool(self.report.questions)

    def _symbol(self) -> str:
        """After the kind of paper the short name of who issues it: the committee, or its office; others say theirs."""
        organ = self.report.facts.organ.casefold()
        committee = (self.words("committee_words").casefold(), self.words("committee_short").casefold())
        if not organ or organ.startswith(committee):
            return self.words("symbol_committee")
        if organ.startswith(self.words("office_begins")):
            return self.words("symbol_office")
        self.gaps.append(self.words.gap("symbol", "symbol"))
        return self.words("symbol_other")

    def _labelled(self, key: str, text: str, *, bold: bool = False) -> Paragraph:
        return self.book.paragraph(f"facts/{key}", Run(self.words(key), bold=bold), text, keep_with_next=not text)

    def _said(self, item: ReportAgendaItem) -> Paragraph:
        """The words typed for an item, by themselves."""
        return self.book.paragraph(f"agenda/{item.id}", item.text)

    def _needed(self, gap: str, text: str) -> str:
        """Text, or dots and a gap where there is none."""
        if not text:
            self.gaps.append(self.words.gap(gap, gap))
        return text or self.words("blank")

    def _preamble(self) -> Iterator[Block]:
        """When, where, how, about what, and who was there."""
        facts, words, report = self.report.facts, self.words, self.report
        if facts.held_on is None:
            self.gaps.append(words.gap("held_on", "held_on"))
        clock = words.clock(facts.opened_at)
        if not clock:
            self.gaps.append(words.gap("opened_at", "started"))
        day = words("day", part=facts.day_part, date=words.date(facts.held_on)) if facts.day_part else ""
        began = words("started_at", clock=clock or words("clock_blank"), date=day or words.date(facts.held_on))
        yield self._labelled("started", sentence(began))
        yield self._labelled("place", sentence(self._needed("place", facts.place)))
        sites = [
            words("main_site", site=words.site(site.name)) if site.kind is SiteKind.MAIN else words.site(site.name)
            for site in report.sites
        ]
        if sites:
            yield self._labelled("sites", sentence(capital(listed(sites))))
        if facts.form is MeetingForm.IN_PERSON and any(site.kind is SiteKind.REMOTE for site in report.sites):
            self.gaps.append(words.gap("form", "form"))
        yield self._labelled("form", sentence(labels.word(facts.form)))
        yield self._labelled("theme", sentence(f"“{self._needed('theme', facts.theme)}”"))
        if facts.occasion:
            yield self._labelled("occasion", sentence(facts.occasion))
        yield from self._present()
        yield self._labelled("chair", sentence(self._needed("chair", words.person(report.chair))))
        if report.co_chairs:
            yield self._labelled("co_chairs", sentence(self._people(report.co_chairs)))
        yield self._labelled("secretaries", sentence(self._needed("secretary", self._people(report.secretaries))))

    def _people(self, people: Iterable[ReportPerson]) -> str:
        return listed(self.words.person(person) for person in people)

    def _present(self) -> Iterator[Block]:
        facts, words = self.report.facts, self.words
        present = [*map(words.person, self.report.guests), *self.report.participants]
        if facts.youth_count:
            counted = facts.youth_count.strip()
            present.append(words("present_youth", count=counted) if counted.isdigit() else counted)
        if not present:
            yield self._labelled("present", f" {self._needed('present', '')}")
            return
        yield self._labelled("present", "")
        last = len(present) - 1
        for place, text in enumerate(present):
            line = f"{without_stop(text)}{'.' if place == last else ';'}"
            yield self.book.paragraph(f"facts/present/{place + 1}", line, number="- ")

    def _heading(self, key: str) -> Heading:
        self._section += 1
        return Heading(f"{roman(self._section)}. {self.words(key)}")

    def _agenda(self, key: str, kinds: Collection[AgendaKind]) -> Iterator[Block]:
        items = [
            item
            for item in self.report.agenda
            if item.kind in kinds and item.status is AgendaStatus.PLANNED and (item.title or item.text)
        ]
        if items:
            yield self._heading(key)
        for item in items:
            yield from self._agenda_item(item)

    def _agenda_item(self, item: ReportAgendaItem) -> Iterator[Block]:
        """The words typed for it, under its title; only the title where nothing was typed."""
        key = f"agenda/{item.id}"
        by = self.words.person(item.person) or item.responsible
        clock = self.words.clock(item.started_at)
        lead = f"{self.words('at', clock=clock)}{item.title[:1].lower()}{item.title[1:]}" if clock else item.title
        lead = self.words("by", title=lead, who=by) if by else lead
        if not item.text:
            yield self.book.paragraph(key, sentence(lead))
        elif item.text.startswith(item.title):
            yield self._said(item)
        else:
            yield self.book.paragraph(key, Run(f"{without_stop(lead)}: ", bold=True), item.text)

    def _dialogue(self) -> Iterator[Block]:
        asked = [question for question in _openings(self.report.questions) if question.was_asked]
        yield self._heading("dialogue")
        everyone = self.report.every_question
        total, spoken = tally(len(everyone)), tally(sum(question.was_asked for question in everyone))
        key = "dialogue_lead" if asked else "dialogue_none"
        yield self.book.paragraph("dialogue/lead", self.words(key, total=total, asked=spoken))
        for item in self.report.agenda:
            if item.kind is AgendaKind.DIALOGUE and item.text:
                yield self._said(item)
        for place, question in enumerate(asked, 1):
            yield from self.questions.blocks(question, place)

    def _conclusion(self) -> Iterator[Block]:
        words = self.words
        yield self._heading("conclusion")
        spoken = [i for i in self.report.agenda if i.kind is AgendaKind.CONCLUSION and i.text]
        for item in spoken:
            yield self._said(item)
        if not self.report.conclusions:
            if not spoken:
                self.gaps.append(words.gap("conclusion", "conclusion"))
                yield self.book.paragraph("conclusion/none", words("conclusion_none"))
            return
        chair = closed(words.person(self.report.chair, mid_sentence=True)) or words("blank")
        yield self.book.paragraph("conclusion/lead", words("conclusion_lead", chair=chair), keep_with_next=True)
        tasks = in_notice_order(self.report.conclusions)
        for place, task in enumerate(tasks, 1):
            number = f"{place}. " if len(tasks) > 1 else ""
            yield self.book.paragraph(f"conclusion/{task.id}", task_text(words, task), number=number)

    def _unanswered(self) -> Iterator[Block]:
        """Questions taken in but not asked, then a line that accounts for the rest: no question is lost."""
        rest = [q for q in self.report.every_question if not q.was_asked and q.state not in _ELSEWHERE]
        if rest:
            yield self._heading("unanswered")
            lead = self.words("unanswered_lead", count=tally(len(rest)))
            yield self.book.paragraph("unanswered/lead", lead, keep_with_next=True)
        for place, question in enumerate(rest, 1):
            yield self.questions.line(question, place)
        counts = self.report.counts
        kinds = (CountedAs.MERGED, CountedAs.WITHDRAWN, CountedAs.LEFT_OUT)
        parts = [self.words(f"left_out.{kind}", count=tally(counts[kind])) for kind in kinds if counts[kind]]
        if parts:
            yield self.book.paragraph("unanswered/rest", self.words("left_out_lead", parts=listed(parts)))

    def _ended(self) -> Paragraph:
        facts, words = self.report.facts, self.words
        clock = words.clock(facts.ended_at)
        if not clock:
            self.gaps.append(words.gap("ended_at", "ended"))
        ended = words("ended", clock=clock or words("clock_blank"), date=words.date(facts.held_on))
        return self.book.paragraph("ended", ended)

    def _signatures(self) -> Iterator[Block]:
        """Secretary left, chair right (form 1.9)."""
        words, report = self.words, self.report
        names = [secretary.name for secretary in report.secretaries] or [""]
        default = [
            SignatureBlock(paper=PaperKind.MINUTES, side=Side.LEFT, lines=words("secretary_signs"), name=name)
            for name in names
        ]
        chair = report.chair.name if report.chair else ""
        default.append(SignatureBlock(paper=PaperKind.MINUTES, side=Side.RIGHT, lines=words("chair_signs"), name=chair))
        area, nameless = signature_area(words, PaperKind.MINUTES, default)
        self.gaps += [words.gap(f"signer/{side}", f"signer_{side}") for side in dict.fromkeys(nameless)]
        if not report.recipients_of(PaperKind.MINUTES):
            self.gaps.append(words.gap("recipients", "recipients"))
        yield area


def _openings(questions: Iterable[ReportQuestion]) -> Iterator[ReportQuestion]:
    """Questions with a heading of their own; what followed one that is told elsewhere stands by itself."""
    for question in questions:
        if question.was_asked:
            yield question
        else:
            yield from _openings(question.follow_ups)
