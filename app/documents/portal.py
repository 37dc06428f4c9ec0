"""Bản đăng Cổng thông tin điện tử: questions and answers, the asker only as the public card names them.

Of a question nothing but its public card is read; of answers what was said in public: agency, respondent, words.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import Block, Document, Gap, Heading, Paragraph, Part, Run, Title, plain
from app.documents.wording import Wording, sentence
from app.domain.dates import two_digits
from app.domain.report import ConferenceReport, ReportQuestion
from app.domain.scene import QuestionCard

_LETTERS_KEPT = 1200
"""Of a question that stays with the beginning of its answer; a longer one would leave half a page white."""


def portal_document(report: ConferenceReport) -> Document:
    """Write the publication; questions that were never raised in public are not in it."""
    words = Wording(report, "portal")
    gaps: list[Gap] = []
    blocks = tuple(_blocks(words, gaps))
    return Document(f"{words('kind')} {report.facts.name}", words("committee"), (Part(blocks),), tuple(gaps))


def public_questions(report: ConferenceReport) -> list[tuple[ReportQuestion, QuestionCard]]:
    """Questions that were raised in the room and have a public card."""
    return [(q, q.public) for q in report.every_question if q.was_asked and q.public is not None]


def _blocks(words: Wording, gaps: list[Gap]) -> Iterator[Block]:
    yield Title(words("kind"), words("subject", name=words.report.facts.name))
    topics: dict[str, list[tuple[ReportQuestion, QuestionCard]]] = {}
    for question, card in public_questions(words.report):
        topics.setdefault(card.topic or words("no_topic"), []).append((question, card))
    if not topics:
        gaps.append(words.gap("empty", "empty"))
        yield plain(words("none"))
    for topic, of in topics.items():
        yield Heading(words("topic", topic=topic))
        for question, card in of:
            yield from _question(words, question, card, gaps)


def _question(words: Wording, question: ReportQuestion, card: QuestionCard, gaps: list[Gap]) -> Iterator[Block]:
    yield Heading(words("question", number=two_digits(card.number)), level=2)
    who = ", ".join(part for part in (card.asker, card.unit) if part)
    if who:
        yield Paragraph((Run(words("by"), bold=True), Run(sentence(who))), keep_with_next=True)
    stays = len(card.text) <= _LETTERS_KEPT
    yield Paragraph((Run(words("asks"), bold=True), Run(card.text or words("blank"))), keep_with_next=stays)
    given = [answer for answer in question.answers if answer.text]
    for answer in given:
        who = words.person(answer.respondent, answer.agency) or words("no_agency")
        yield Paragraph((Run(words("answers", who=who), bold=True), Run(answer.text)))
    if not given:
        gaps.append(words.gap("answer", "answer", question))
        yield Paragraph((Run(words("later"), bold=True), Run(sentence(_later(words, question, card)))))


def _later(words: Wording, question: ReportQuestion, card: QuestionCard) -> str:
    """Who will answer and until when."""
    agency = card.agency or next((p.lead_agency for p in question.petitions if p.lead_agency), "")
    text = words("later_by", agency=agency) if agency else words("later_open")
    due = next((p.due.text for p in question.petitions if p.due.text), "")
    return text + (words.due(due) if due else "")
