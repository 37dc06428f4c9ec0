"""Kết quả diễn tập: the card at the end of a rehearsal as a paper, with every task in its order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.documents.blocks import Align, Block, Column, Document, Heading, Part, Row, Table, Title, plain, trimmed
from app.documents.catalogue import Format, PaperFile
from app.documents.made_papers import MadeFile
from app.documents.paper_set import make_files
from app.documents.score_words import shown, slip_lines
from app.documents.wording import Wording, sentence
from app.domain.report import ConferenceReport
from app.domain.score import Score

STEM = "ket-qua-dien-tap"
FORMATS = (Format.PDF, Format.WORD)
_KINDS = (
    ("column_task", 72.0, Align.LEFT),
    ("column_times", 15.0, Align.CENTRE),
    ("column_middle", 30.0, Align.CENTRE),
    ("column_longest", 30.0, Align.CENTRE),
    ("column_missed", 18.0, Align.CENTRE),
)
_MISSED = 4
_TASKS = (
    ("column_number", 12.0, Align.CENTRE),
    ("column_task", 118.0, Align.LEFT),
    ("column_took", 35.0, Align.CENTRE),
)


def make_score_paper(report: ConferenceReport, score: Score, folder: Path, stem: str = STEM) -> tuple[MadeFile, ...]:
    """Write the paper in all its formats; a file that lies there already stays. OSError where it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    file = PaperFile(stem, score_document(report, score))
    return tuple(make_files(file, FORMATS, folder, frozenset(), draft=False, rehearsal=True))


def score_document(report: ConferenceReport, score: Score) -> Document:
    """Write the card: kinds of tasks, slips, gaps; then each task in the order of the rehearsal."""
    words = Wording(report, "score")
    title = f"{words('kind').capitalize()} {score.script}"
    return Document(title, words("office"), (Part(tuple(_blocks(words, score))),), small_type=True)


def _blocks(words: Wording, score: Score) -> Iterator[Block]:
    facts = words.report.facts
    yield Title(words("kind"), score.script)
    if facts.name:
        yield plain(sentence(words("conference", name=facts.name, date=words.date(facts.held_on))))
    kinds = tuple(Column(words(key), weight, align) for key, weight, align in _KINDS)
    yield Heading(words("by_kind"))
    yield trimmed(Table(kinds, tuple(_kind_rows(score))), _MISSED)
    for key, count, lines in (
        ("slips", score.slip_count(), slip_lines(score)),
        ("gaps", len(score.gaps), tuple(score.gaps)),
    ):
        yield Heading(words(key, count=str(count)))
        for line in lines or (words("none"),):
            yield plain(f"- {sentence(line)}" if lines else sentence(line))
    tasks = tuple(Column(words(key), weight, align) for key, weight, align in _TASKS)
    yield Heading(words("each"))
    yield Table(tasks, tuple(_task_rows(words, score)))
    yield plain(words("untouched"))


def _kind_rows(score: Score) -> Iterator[Row]:
    for one in score.by_kind():
        times = (shown(one.middle), shown(one.longest)) if one.done else ("", "")
        yield Row((one.kind, str(one.done), *times, str(one.missed) if one.missed else ""))


def _task_rows(words: Wording, score: Score) -> Iterator[Row]:
    for number, task in enumerate(score.tasks, 1):
        took = words("never") if task.seconds is None else shown(task.seconds)
        yield Row((str(number), task.what, took))
