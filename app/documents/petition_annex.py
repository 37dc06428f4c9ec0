"""Phụ lục: the table of all petitions by topic, on landscape pages (domain.md 4.3). One row for each petition."""

from __future__ import annotations

from app import labels, places
from app.documents.blocks import (
    Align,
    AnnexHead,
    Block,
    Column,
    Document,
    Gap,
    Part,
    Row,
    RowKind,
    Table,
    plain,
    trimmed,
)
from app.documents.minutes_questions import commitment_text
from app.documents.petition_lines import answering_agencies, asker_lines, reply_due, supporting
from app.documents.wording import Wording, sentence
from app.domain.dates import roman, tally, two_digits
from app.domain.facts import Issuer
from app.domain.petition import PASSED_ON, ReplyMode
from app.domain.question import UNASKED, QuestionState
from app.domain.report import ConferenceReport, ReportPetition, ReportQuestion

_COLUMNS = (
    ("column_number", 11, Align.CENTRE),
    ("column_text", 62, Align.LEFT),
    ("column_asker", 44, Align.LEFT),
    ("column_lead", 31, Align.LEFT),
    ("column_support", 25, Align.LEFT),
    ("column_mode", 23, Align.LEFT),
    ("column_due", 56, Align.LEFT),
)
_SUPPORT = 4
"""Place of the supporting agencies."""
_GONE = frozenset({QuestionState.WITHDRAWN, QuestionState.LEFT_OUT})


def petition_annex(report: ConferenceReport) -> Document:
    """Write the annex; a question nobody has asked or passed on yet is counted below the table, not in it."""
    writer = _Annex(report)
    blocks = writer.blocks()
    title = f"{writer.words('label')} {report.facts.name}"
    return Document(title, writer.issuer, (Part(blocks, landscape=True),), tuple(writer.gaps))


def attached_to_notice(report: ConferenceReport) -> str:
    """The line in brackets; number and day stay open until the notice has them (Decree 30, Annex I, III.1.c)."""
    facts, words, notice = report.facts, Wording(report, "annex"), Wording(report, "notice")
    symbol = facts.notice_symbol or notice(f"symbol_{facts.notice_issuer.value}")
    year = str(facts.held_on.year) if facts.held_on else words("blank_short")
    issuer = words("office" if facts.notice_issuer is Issuer.OFFICE else "committee")
    return words("attached", symbol=symbol, year=year, issuer=f"{issuer} {places.unit_name(facts)}".strip())


def _is_listed(question: ReportQuestion, petition: ReportPetition) -> bool:
    """Whether the petition was raised in the room, or has been given to an agency or a way of answering."""
    given = petition.reply_mode is not ReplyMode.NONE or petition.lead_agency
    return question.state not in _GONE and (question.state not in UNASKED or bool(given))


class _Annex:
    """Makes the table and collects the gaps on the way."""

    def __init__(self, report: ConferenceReport) -> None:
        self.report = report
        self.words = Wording(report, "annex")
        self.gaps: list[Gap] = []
        self.issuer = self.words("office" if report.facts.notice_issuer is Issuer.OFFICE else "committee")

    def blocks(self) -> tuple[Block, ...]:
        words = self.words
        columns = tuple(Column(words(key), weight, align) for key, weight, align in _COLUMNS)
        rows = tuple(self._rows())
        if not rows:
            self.gaps.append(words.gap("empty", "empty"))
        return (self._head(), trimmed(Table(columns, rows), _SUPPORT), *self._not_listed())

    def _head(self) -> AnnexHead:
        title = self.words("title", name=self.report.facts.name.upper())
        return AnnexHead(self.words("label"), title, attached_to_notice(self.report))

    def _rows(self) -> list[Row]:
        """Topics in the order they first came up, numbered in Roman; petitions numbered through."""
        groups: dict[str, list[tuple[ReportQuestion, ReportPetition]]] = {}
        for question, petition in self.report.petitions():
            if _is_listed(question, petition):
                groups.setdefault(question.topic or self.words("no_topic"), []).append((question, petition))
        rows: list[Row] = []
        number = 0
        for place, (topic, demands) in enumerate(groups.items(), 1):
            title = self.words("group", topic=topic, count=tally(len(demands)))
            rows.append(Row((roman(place), title), RowKind.GROUP))
            for question, petition in demands:
                number += 1
                rows.append(self._row(number, question, petition))
        if rows:
            questions = {question.id for demands in groups.values() for question, _ in demands}
            total = {"petitions": tally(number), "questions": tally(len(questions))}
            rows.append(Row((self.words("total", **total),), RowKind.TOTAL))
        return rows

    def _row(self, number: int, question: ReportQuestion, petition: ReportPetition) -> Row:
        words = self.words
        text = petition.text or question.words
        leads = answering_agencies(question, petition)
        checks = (
            ("text", bool(text)),
            ("asker", question.asker is not None),
            ("agency", bool(leads)),
            ("mode", petition.reply_mode is not ReplyMode.NONE),
            ("due", petition.reply_mode not in PASSED_ON or bool(petition.due.text)),
        )
        self.gaps += [words.gap(key, key, question) for key, is_there in checks if not is_there]
        return Row(
            (
                str(number),
                text or words("blank"),
                asker_lines(words, question),
                leads,
                supporting(petition),
                labels.word(petition.reply_mode),
                self._promises(question, petition),
            )
        )

    def _promises(self, question: ReportQuestion, petition: ReportPetition) -> str:
        """Deadline of the reply, then the commitments of the question at its first petition."""
        due = reply_due(petition)
        lines = [self.words("reply_due", due=due)] if due else []
        if not question.petitions or petition is question.petitions[0]:
            lines += [f"- {sentence(commitment_text(self.words, c))}" for c in question.commitments]
        return "\n".join(lines)

    def _not_listed(self) -> list[Block]:
        """Account for every question that has no row, so that the sums agree."""
        words = self.words
        listed_ids = {q.id for q, p in self.report.petitions() if _is_listed(q, p)}
        waiting = [
            q
            for q in self.report.every_question
            if q.id not in listed_ids and q.state not in _GONE and q.state is not QuestionState.MERGED
        ]
        merged = sum(q.state is QuestionState.MERGED for q in self.report.every_question)
        blocks: list[Block] = []
        if waiting:
            numbers = words("number", number=", ".join(two_digits(q.number) for q in waiting))
            blocks.append(plain(words("not_listed", count=tally(len(waiting)), numbers=numbers)))
        if merged:
            blocks.append(plain(words("merged", count=tally(merged))))
        return blocks
