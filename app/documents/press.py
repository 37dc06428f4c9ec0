"""Tóm tắt cho báo chí: a running text in the shape of the Sơn La article of 2023. Askers only by their public card."""

from __future__ import annotations

from collections.abc import Iterator

from app import labels
from app.documents.blocks import Block, Document, Gap, Paragraph, Part, Run, Title, plain
from app.documents.portal import public_questions
from app.documents.tasks import task_text
from app.documents.wording import Wording, capital, listed, sentence, small, without_stop
from app.domain.agenda import AgendaKind
from app.domain.conclusion import Verb
from app.domain.dates import slash_date, tally
from app.domain.report import ConferenceReport, ReportConclusion, ReportQuestion
from app.domain.scene import QuestionCard


def press_summary(report: ConferenceReport) -> Document:
    """Write the summary: what was held, who was there, the opening words, the dialogue, what the chair asked for."""
    writer = _Press(report)
    blocks = tuple(writer.blocks())
    return Document(report.facts.name, writer.words("office"), (Part(blocks),), tuple(writer.gaps))


class _Press:
    """Makes the blocks from top to bottom and collects the gaps on the way."""

    def __init__(self, report: ConferenceReport) -> None:
        self.report = report
        self.words = Wording(report, "press")
        self.gaps: list[Gap] = []

    def blocks(self) -> Iterator[Block]:
        yield Title(self.report.facts.name, "")
        yield plain(self._held())
        yield from self._present()
        yield from self._opening()
        yield plain(self._dialogue())
        told = 0
        for question, card in public_questions(self.report):
            for paragraph in self._question(question, card):
                told += 1
                yield paragraph
        if not told:
            self.gaps.append(self.words.gap("answers", "answers"))
        yield from self._conclusion()

    def _held(self) -> str:
        """Occasion, day, chair, name; then the form and the sites."""
        facts, words, report = self.report.facts, self.words, self.report
        for key, value in (("chair", report.chair), ("held_on", facts.held_on)):
            if not value:
                self.gaps.append(words.gap(key, key))
        lead = words("occasion", occasion=without_stop(facts.occasion)) if facts.occasion else ""
        if facts.held_on:
            part = f"{facts.day_part} " if facts.day_part else ""
            lead += words("day", part=part, day=slash_date(facts.held_on))
        if report.chair:
            chair = ", ".join(part for part in (report.chair.name, report.chair.title) if part)
            text = words("held", lead=lead, chair=chair, name=facts.name)
        else:
            text = words("held_nobody", lead=lead, name=facts.name)
        sites = words("form_sites", count=tally(len(report.sites))) if len(report.sites) > 1 else ""
        return capital(text) + words("form", form=small(labels.word(facts.form)), sites=sites)

    def _present(self) -> Iterator[Paragraph]:
        facts, words = self.report.facts, self.words
        present = [*map(words.person, self.report.guests), *map(without_stop, self.report.participants)]
        if facts.youth_count:
            count = facts.youth_count.strip()
            present.append(words("youth", count=count) if count.isdigit() else count)
        if present:
            yield plain(words("present", participants=listed(present)))

    def _opening(self) -> Iterator[Paragraph]:
        for item in self.report.agenda:
            if item.kind is AgendaKind.OPENING and item.text:
                who = self.words.person(item.person) or item.responsible or self._chair()
                text = item.text
                yield plain(text if text.startswith(item.title) and item.title else self._opened(who, text))

    def _opened(self, who: str, text: str) -> str:
        return self.words("opening", who=who, text=text)

    def _chair(self) -> str:
        """Who the chair is once named: by title ("đồng chí Chủ tịch UBND tỉnh")."""
        chair = self.report.chair
        title = chair.title.split(",")[-1].strip() if chair else ""
        return self.words("the_chair_titled", title=title) if title else self.words("the_chair")

    def _dialogue(self) -> str:
        facts, words = self.report.facts, self.words
        topics = words("sent_topics", topics=without_stop(facts.opinion_topics)) if facts.opinion_topics else ""
        sent = words("sent", count=tally(len(self.report.every_question)), topics=topics)
        if not facts.theme:
            self.gaps.append(words.gap("theme", "theme"))
            return capital(sent)
        return words("theme", theme=facts.theme, sent=sent)

    def _question(self, question: ReportQuestion, card: QuestionCard) -> Iterator[Paragraph]:
        """Only a question that was answered in the room is worth a paragraph of the press."""
        given = [answer for answer in question.answers if answer.text]
        if not given:
            return
        words = self.words
        who = ", ".join(part for part in (card.asker, card.unit) if part) or words("someone")
        key = "asked_at" if card.site else "asked"
        site = words.site(card.site) if card.site else ""
        yield Paragraph((Run(words(key, who=who if site else capital(who), site=site)), Run(card.text)))
        for answer in given:
            by = words.person(answer.respondent, answer.agency) or words("blank")
            yield Paragraph((Run(words("answered", who=capital(by))), Run(answer.text)))

    def _conclusion(self) -> Iterator[Paragraph]:
        words = self.words
        tasks = [self._asked_for(task) for task in self.report.conclusions]
        if not tasks:
            self.gaps.append(words.gap("conclusion", "conclusion"))
            return
        yield plain(words("concluded", who=self._chair(), first=sentence(capital(tasks[0]))))
        if len(tasks) > 1:
            also = listed([capital(tasks[1]), *tasks[2:]])
            yield plain(words("also", who=capital(self._chair()), text=sentence(also)))

    def _asked_for(self, task: ReportConclusion) -> str:
        """A direction after "đề nghị": that verb is not said again, another one begins small."""
        text = without_stop(task_text(self.words, task))
        verbs = {verb: self.words(f"verb.{verb.value}") for verb in Verb if verb is not Verb.NONE}
        if text.startswith(verbs[Verb.REQUEST]):
            return text.removeprefix(verbs[Verb.REQUEST]).lstrip(": ")
        return small(text) if text.startswith(tuple(verbs.values())) else text
