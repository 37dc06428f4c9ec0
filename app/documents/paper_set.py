"""The papers of F12: which there are, their file names, and making one. Runs in a child process; no database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.documents.blocks import Document
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.documents.petition_annex import petition_annex
from app.domain.facts import Mode
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport

MakeDocument = Callable[[ConferenceReport], Document]
PAPERS: dict[PaperKind, tuple[str, MakeDocument]] = {
    PaperKind.MINUTES: ("bien-ban.pdf", minutes_document),
    PaperKind.NOTICE: ("thong-bao-ket-luan.pdf", conclusion_notice),
    PaperKind.ANNEX: ("phu-luc.pdf", petition_annex),
}
"""Every paper of the set in its order: file name and content. A further paper is a further line."""


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper on disk. is_aside: another program holds the usual name, so it lies under the next free one."""

    paper: PaperKind
    path: Path
    sha256: str
    up_to_event: int
    is_aside: bool


def file_name(paper: PaperKind) -> str:
    return PAPERS[paper][0]


def make_paper(report: ConferenceReport, paper: PaperKind, folder: Path, *, draft: bool = False) -> MadePaper:
    """Write one paper as PDF into the folder (made if need be). OSError where it cannot be written."""
    from app.documents import pdf  # ReportLab: not at the start of the program, only in the child

    name, document = PAPERS[paper]
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / name
    path = pdf.write(wanted, document(report), draft=draft, rehearsal=report.facts.mode is Mode.REHEARSAL)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return MadePaper(paper, path, digest, report.up_to_event, is_aside=path != wanted)
