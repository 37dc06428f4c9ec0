"""Making papers of the catalogue: all files of a paper into a folder. Runs in a child process; no database."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from app.documents import docx, html, pdf, xlsx
from app.documents.blocks import Document
from app.documents.catalogue import CATALOGUE, Format, PaperFile
from app.domain.facts import Mode
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper on disk. path: the file that is previewed; others: its further formats and files.

    is_aside: another program holds the usual name, so it lies under the next free one.
    warning: a sentence about letters the paper cannot show, empty if there are none.
    """

    paper: PaperKind
    path: Path
    sha256: str
    up_to_event: int
    is_aside: bool
    others: tuple[Path, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class FailedPaper:
    """A paper that could not be made, and why."""

    paper: PaperKind
    error: Exception


def make_papers(
    report: ConferenceReport, papers: Sequence[PaperKind], folder: Path, *, draft: bool = False
) -> tuple[MadePaper | FailedPaper, ...]:
    """Make one paper after the other, all of the same moment; what happens to one does not touch the others."""
    done: list[MadePaper | FailedPaper] = []
    for paper in papers:
        try:
            done.append(make_paper(report, paper, folder, draft=draft))
        except Exception as error:  # it belongs to this paper and is told there
            done.append(FailedPaper(paper, error))
    return tuple(done)


def make_paper(report: ConferenceReport, paper: PaperKind, folder: Path, *, draft: bool = False) -> MadePaper:
    """Write one paper in all its formats into the folder (made if need be). OSError where it cannot be written."""
    entry = CATALOGUE[paper]
    folder.mkdir(parents=True, exist_ok=True)
    rehearsal = report.facts.mode is Mode.REHEARSAL
    files = (PaperFile(entry.stem, entry.document(report)), *entry.further(report))
    for file in files:
        (folder / file.stem).parent.mkdir(exist_ok=True)
    made = [
        _write(folder / file.stem, file.document, wanted, draft=draft, rehearsal=rehearsal)
        for file in files
        for wanted in entry.formats
    ]
    path = made[0]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    is_aside = path != folder / entry.file_name
    warning = next((gap.message for gap in files[0].document.gaps if gap.key == "letters"), "")
    return MadePaper(paper, path, digest, report.up_to_event, is_aside, tuple(made[1:]), warning)


def _write(stem: Path, document: Document, wanted: Format, *, draft: bool, rehearsal: bool) -> Path:
    target = stem.with_name(f"{stem.name}.{wanted.value}")
    match wanted:
        case Format.PDF:
            return pdf.write(target, document, draft=draft, rehearsal=rehearsal)
        case Format.WORD:
            return docx.write(target, document, draft=draft, rehearsal=rehearsal)
        case Format.EXCEL:
            return xlsx.write(target, document)
        case Format.WEB:
            return html.write(target, document)
    assert_never(wanted)
