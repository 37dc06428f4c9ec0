"""The dialogue in the minutes: for every question its asker, words, answers, the chair's remarks, promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import datetime

from app import labels
from app.documents.blocks import Block, Gap, Heading, Paragraph, Run
from app.documents.petition_lines import supporting
from app.documents.sentences import SentenceBook
from app.documents.wording import Wording, capital, closed, listed, point_letter, sentence, small, without_stop
from app.domain.answer import AnswerKind
from app.domain.petition import ReplyMode
from app.domain.question import QuestionKind
from app.domain.records import dataclass
from app.domain.report import (
    ReportAnswer,
    ReportCommitment,
    ReportInterjection,
    ReportPause,
    ReportPetition,
    ReportQuestion,
)

_SAID_ENOUGH = frozenset({ReplyMode.ORAL, ReplyMode.NOTED})
"""Forms of answer that need no line of their own: the answer stands above."""


@dataclass(slots=True)
class QuestionWriter:
    """Writes questions one after another and collects what is missing from them."""

    words: Wording
    book: SentenceBook
    gaps: list[Gap] = field(default_factory=list)

    def blocks(self, question: ReportQuestion, place: int) -> Iterator[Block]:
        """Write everything of one question that was asked; place is its number in the minutes."""
        topic = self.words("topic", topic=question.topic) if question.topic else ""
        yield Heading(f"{place}. {self.words.question(question)}{topic}", level=2)
        yield self._asked(question)
        if question.doubles:
            yield self._doubles(f"question/{question.id}/doubles", question.doubles)
        yield from self._answers(question)
        yield from self._commitments(question)
        yield from self._handed_on(question)
        yield from self._further(question)

    def _further(self, question: ReportQuestion) -> Iterator[Block]:
        """What was asked on after it; a follow-up nobody came to stands with the questions not asked."""
        for further in question.follow_ups:
            if further.was_asked:
                yield self._asked(further)
                yield from self._answers(further)
                yield from self._commitments(further)
                yield from self._handed_on(further)
            yield from self._further(further)

    def line(self, question: ReportQuestion, place: int) -> Paragraph:
        """One line for a question that was not asked."""
        if not question.words:
            self.gaps.append(self.words.gap("text", "text", question))
        who = self.words.person(question.asker)
        lead = f"{self.words.question(question)}{f', {who}' if who else ''}: "
        first, *others = dict.fromkeys(labels.word(p.reply_mode) for p in question.petitions) or [""]
        modes = listed([first, *map(small, others)])
        text = without_stop(question.words) or self.words("blank")
        told = sentence(f"{text} ({modes})" if modes else text)
        return self.book.paragraph(f"question/{question.id}/line", Run(lead, bold=True), told, number=f"{place}. ")

    def _said(self, key: str, lead: str, text: str) -> Paragraph:
        return self.book.paragraph(key, Run(lead, bold=True), text or self.words("blank"))

    def _asked(self, question: ReportQuestion) -> Paragraph:
        words = self.words
        if not question.words:
            self.gaps.append(words.gap("text", "text", question))
        at = self._at(question.asked_at)
        who = words.person(question.asker, mid_sentence=bool(at))
        if not who:
            self.gaps.append(words.gap("asker", "asker", question))
            who = words("asker_unknown")
        if question.site:
            who = f"{who} ({words.site(question.site)})"
        elif len(words.report.sites) > 1 and question.kind is not QuestionKind.FOLLOW_UP:
            self.gaps.append(words.gap("site", "site", question))
        keys = {
            QuestionKind.COMMENT: "commented",
            QuestionKind.INTERJECTION: "commented",
            QuestionKind.FOLLOW_UP: "asked_further",
        }
        lead = at + words(keys.get(question.kind, "asked"), who=closed(who if at else capital(who)))
        return self._said(f"question/{question.id}/asked", lead, question.words)

    def _at(self, at: datetime | None) -> str:
        clock = self.words.clock(at)
        return self.words("at", clock=clock) if clock else ""

    def _told_of_the_room(self, question: ReportQuestion) -> Iterator[Paragraph]:
        """Where the chair broke in and where the floor was lost, in the order of the clock."""
        events: list[ReportInterjection | ReportPause] = [*question.interjections, *question.pauses]
        for event in sorted(events, key=lambda one: one.at):
            yield self._interjection(event) if isinstance(event, ReportInterjection) else self._pause(event)

    def _interjection(self, broke_in: ReportInterjection) -> Paragraph:
        words = self.words
        at = self._at(broke_in.printed_at)
        chair = words.person(words.report.chair, mid_sentence=bool(at)) or words("blank")
        lead = at + words("interjected", who=closed(chair if at else capital(chair)))
        return self._said(f"speech/{broke_in.id}/said", lead, broke_in.text)

    def _pause(self, pause: ReportPause) -> Paragraph:
        words = self.words
        what = words(f"paused.{pause.kind}")
        why = words("paused.signal") if pause.signal_lost else ""
        key = "resumed" if pause.resumed_at else "suspended"
        text = words(key, clock=words.clock(pause.at), resumed=words.clock(pause.resumed_at), what=what, why=why)
        return self.book.paragraph(f"speech/{pause.id}/pause", text)

    def _doubles(self, key: str, doubles: tuple[ReportQuestion, ...]) -> Paragraph:
        """Every asker of a merged question is named, with their own words."""
        told = []
        for double in doubles:
            who = self.words.person(double.asker)
            name = f"{self.words.question(double)}{f' ({who})' if who else ''}"
            told.append(f"{name}: {without_stop(double.words)}" if double.words else name)
        return self.book.paragraph(key, Run(self.words("doubles"), italic=True), sentence(listed(told)))

    def _answers(self, question: ReportQuestion) -> Iterator[Paragraph]:
        expected = any(p.reply_mode in {ReplyMode.ORAL, ReplyMode.PARTLY} for p in question.petitions)
        if expected and not question.answers and question.kind is not QuestionKind.FOLLOW_UP:
            self.gaps.append(self.words.gap("answer", "answer", question))
            yield self.book.paragraph(f"question/{question.id}/unanswered", self.words("answer_unknown"))
        for answer in question.answers:
            yield self._answered(question, answer)
        yield from self._told_of_the_room(question)
        if question.chair_remarks:
            lead = self.words("chair_remarks")
            yield self._said(f"question/{question.id}/chair", lead, question.chair_remarks)

    def _answered(self, question: ReportQuestion, answer: ReportAnswer) -> Paragraph:
        words = self.words
        respondent = answer.respondent
        if answer.kind is AnswerKind.CHAIR and respondent is None:
            respondent = words.report.chair
        at = self._at(answer.started_at)
        who = words.person(respondent, answer.agency, mid_sentence=bool(at)) or words("blank")
        if not answer.text:
            self.gaps.append(words.gap(f"answer/{answer.id}", "answer", question))
        if respondent is None or not respondent.name:
            self.gaps.append(words.gap(f"respondent/{answer.id}", "respondent", question))
        keys = {AnswerKind.ADDITION: "added", AnswerKind.CHAIR: "chair_answered"}
        lead = at + words(keys.get(answer.kind, "answered"), who=closed(who if at else capital(who)))
        return self._said(f"answer/{answer.id}", lead, answer.text)

    def _commitments(self, question: ReportQuestion) -> Iterator[Paragraph]:
        if not question.commitments:
            return
        lead = Run(self.words("commitments"), bold=True)
        yield self.book.paragraph(f"question/{question.id}/commitments", lead, keep_with_next=True)
        last = len(question.commitments) - 1
        for place, commitment in enumerate(question.commitments):
            code = f"{question.code}.{commitment.number}" if question.code else ""
            text = commitment_text(self.words, commitment) + (self.words("with_code", code=code) if code else "")
            text += "." if place == last else ";"
            key = f"question/{question.id}/commitment/{commitment.number}"
            yield self.book.paragraph(key, text, number=f"{point_letter(place)}) " if last else "")

    def _handed_on(self, question: ReportQuestion) -> Iterator[Paragraph]:
        """Tell what is not settled by the answer above: written replies, transfers, agencies in charge.

        A point for each of several demands; words by which somebody has told all of them at once stand by themselves.
        """
        told = [p for p in question.petitions if p.reply_mode not in _SAID_ENOUGH]
        texts = [self._petition(question, petition, named=len(question.petitions) > 1) for petition in told]
        key = f"question/{question.id}/handed_on"
        if not told:
            return
        if len(told) == 1 or self.words.report.sentences.get(key):
            yield self.book.paragraph(key, Run(self.words("handed_on"), bold=True), sentence(listed(texts)))
            return
        lead = Run(self.words("handed_on").rstrip(), bold=True)
        yield self.book.paragraph(f"{key}/lead", lead, keep_with_next=True)
        for place, (petition, text) in enumerate(zip(told, texts, strict=True)):
            stop = "." if petition is told[-1] else ";"
            number = f"{point_letter(place)}) "
            yield self.book.paragraph(f"{key}/{petition.id}", without_stop(text) + stop, number=number)

    def _petition(self, question: ReportQuestion, petition: ReportPetition, *, named: bool) -> str:
        words = self.words
        if petition.reply_mode is ReplyMode.NONE:
            self.gaps.append(words.gap("mode", "mode", question))
        text = labels.word(petition.reply_mode)
        if named and petition.text:
            text = words("petition", text=without_stop(petition.text), mode=text)
        if petition.lead_agency:
            text += words("petition_lead", agency=petition.lead_agency)
        if supports := supporting(petition):
            text += words("petition_support", agencies=supports)
        return text + (words.due(petition.due.text) if petition.due.text else "")


def commitment_text(words: Wording, commitment: ReportCommitment) -> str:
    """Agency, promise and deadline in one phrase; the deadline as it was said, unless the promise says it itself."""
    text = without_stop(commitment.text)
    if commitment.agency:
        text = words("commitment", agency=commitment.agency, text=text)
    if commitment.due.text and without_stop(commitment.due.text).casefold() not in text.casefold():
        text += words.due(commitment.due.text)
    return text
