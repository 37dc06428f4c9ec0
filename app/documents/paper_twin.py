"""Bộ giấy dự phòng: agenda, question cards, capture forms, keys, emergency card, for a room without a machine.

Each of them is a part of one file, so that it can be printed at one go and handed out in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import Align, Block, Card, Cards, Column, Document, Gap, Part, Row, Table, Title, plain
from app.documents.petition_lines import GONE, answering_agencies, question_code
from app.documents.programme import programme_blocks
from app.documents.wording import Wording, template
from app.domain.report import ConferenceReport, ReportQuestion

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""An empty line that keeps its height."""

_LINES_OF_A_FORM_ROW = 6
_LETTERS_OF_NAME = 150


def paper_twin(report: ConferenceReport) -> Document:
    """Write the set; report.keys are the keys of the console, filled in by the window."""
    words = Wording(report, "twin")
    gaps: list[Gap] = []
    questions = [question for question in report.questions if question.state not in GONE]
    if not questions:
        gaps.append(words.gap("questions", "questions"))
    if not report.keys:
        gaps.append(words.gap("keys", "keys"))
    parts = [Part(tuple(programme_blocks(Wording(report, "programme"), gaps)))]
    if questions:
        cards = tuple(_card(words, question) for question in questions)
        parts.append(Part((Cards(cards, words("continued"), _card_head(words)),), goes_on=True))
    parts.append(Part(tuple(_capture(words)), landscape=True, goes_on=True))
    parts.append(Part(tuple(_keys(words)), goes_on=True))
    parts.append(Part(tuple(_emergency(words)), goes_on=True))
    title = f"{words('kind').capitalize()} {report.facts.name}"
    return Document(title, words("office"), tuple(parts), tuple(gaps))


def _card_head(words: Wording) -> tuple[str, ...]:
    """What it is and of which conference; a name longer than three small lines stands in the programme only."""
    name = words.report.facts.name
    return (words("card_kind_of"), name) if 0 < len(name) <= _LETTERS_OF_NAME else (words("card_kind"),)


def _card(words: Wording, question: ReportQuestion) -> Card:
    """Code, who asks, from where, what, and who is to answer."""
    agency = next((found for p in question.petitions if (found := answering_agencies(question, p))), "")
    agency = agency or next((prepared.agency for prepared in question.prepared), "")
    lines = [
        words("card_asker", who=words.person(question.asker) or words("blank")),
        words("card_site", site=question.site) if question.site else "",
        words("card_topic", topic=question.topic) if question.topic else "",
        NO_BREAK_SPACE,
        *(question.words or words("blank")).split("\n"),
        NO_BREAK_SPACE,
        words("card_answers", agency=agency or words("blank")),
    ]
    return Card(question_code(words, question), tuple(filter(None, lines)))


def _capture(words: Wording) -> Iterator[Block]:
    """Empty rows with room to write by hand."""
    yield Title(words("capture_kind"), words("capture_subject"))
    room = "\n".join([NO_BREAK_SPACE] * _LINES_OF_A_FORM_ROW)
    rows = int(words("capture_rows"))
    yield Table(
        (
            Column(words("capture_number"), 16, Align.CENTRE),
            Column(words("capture_time"), 16, Align.CENTRE),
            Column(words("capture_asker"), 60),
            Column(words("capture_text"), 90),
            Column(words("capture_answer"), 70),
        ),
        (Row((room, "", "", "", "")),) * rows,
    )


def _keys(words: Wording) -> Iterator[Block]:
    yield Title(words("keys_kind"), words("keys_subject"))
    if not words.report.keys:
        yield plain(words("keys_none"))
        return
    yield Table(
        (Column(words("keys_key"), 45, Align.CENTRE), Column(words("keys_act"), 120)),
        tuple(Row((key.keys, key.text)) for key in words.report.keys),
    )


def _emergency(words: Wording) -> Iterator[Block]:
    yield Title(words("emergency_kind"), words("emergency_subject"))
    keys = [key for key in template("twin") if key.startswith("emergency.")]
    for place, key in enumerate(keys, 1):
        yield plain(f"{place}. {words(key)}")
