"""Making papers of the catalogue: all files of a paper into a folder. Runs in a child process; no database."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import assert_never

from app.documents import docx, html, pdf, xlsx
from app.documents.blocks import Document
from app.documents.catalogue import CATALOGUE, Format, PaperFile
from app.documents.files import is_edited, write_whole
from app.documents.made_papers import Aside, FailedPaper, MadeFile, MadePaper
from app.domain.facts import Mode
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport

_WARNINGS = ("letters", "private/")
"""Keys of gaps that are told once more with the finished paper."""


def make_papers(
    report: ConferenceReport, papers: Sequence[PaperKind], folder: Path, ours: Collection[str] | None = None
) -> tuple[MadePaper | FailedPaper, ...]:
    """Make one paper after the other, all of the same moment; what happens to one does not touch the others."""
    done: list[MadePaper | FailedPaper] = []
    for paper in papers:
        try:
            done.append(make_paper(report, paper, folder, ours))
        except Exception as error:  # it belongs to this paper and is told there
            done.append(FailedPaper(paper, error))
    return tuple(done)


def make_paper(
    report: ConferenceReport, paper: PaperKind, folder: Path, ours: Collection[str] | None = None
) -> MadePaper:
    """Write one paper in all its formats into the folder (made if need be). OSError where it cannot be written.

    ours: digests of all files written before (files.write_whole); slips among them that are not due any more go.
    """
    entry = CATALOGUE[paper]
    report = entry.moment(report)
    folder.mkdir(parents=True, exist_ok=True)
    draft, rehearsal = entry.is_draft(report), report.facts.mode is Mode.REHEARSAL
    files = (PaperFile(entry.stem, entry.document(report)), *entry.further(report))
    made = [
        one for file in files for one in make_files(file, entry.formats, folder, ours, draft=draft, rehearsal=rehearsal)
    ]
    _clear_slips(folder / entry.stem, {file.path for file in made}, ours)
    warning = " ".join(f"{gap.message}." for gap in files[0].document.gaps if gap.key.startswith(_WARNINGS))
    return MadePaper(paper, tuple(made), report.up_to_event, not draft and not rehearsal, warning)


def make_files(
    file: PaperFile,
    formats: Sequence[Format],
    folder: Path,
    ours: Collection[str] | None,
    *,
    draft: bool,
    rehearsal: bool,
) -> Iterator[MadeFile]:
    """Write one document in each of the formats; the folder is there."""
    (folder / file.stem).parent.mkdir(exist_ok=True)
    for wanted in formats:
        data = _render(file.document, wanted, draft=draft, rehearsal=rehearsal)
        yield _write(folder, f"{file.stem}.{wanted.value}", data, ours)


def _render(document: Document, wanted: Format, *, draft: bool, rehearsal: bool) -> bytes:
    match wanted:
        case Format.PDF:
            return pdf.render(document, draft=draft, rehearsal=rehearsal)
        case Format.WORD:
            return docx.render(document, draft=draft, rehearsal=rehearsal)
        case Format.EXCEL:
            return xlsx.render(document, draft=draft, rehearsal=rehearsal)
        case Format.WEB:
            return html.render(document, draft=draft, rehearsal=rehearsal).encode()
    assert_never(wanted)


def _write(folder: Path, name: str, data: bytes, ours: Collection[str] | None) -> MadeFile:
    edited = is_edited(folder / name, ours)
    path = write_whole(folder / name, data, ours)
    aside = Aside.NO if path == folder / name else Aside.EDITED if edited else Aside.HELD
    return MadeFile(path, path.relative_to(folder).as_posix(), hashlib.sha256(data).hexdigest(), name, aside)


def _clear_slips(folder: Path, made: Collection[Path], ours: Collection[str] | None) -> None:
    """The folder of slips holds what is due now: those of an earlier run go, if nobody has touched them since."""
    if ours is None or not folder.is_dir():
        return
    for path in folder.iterdir():
        if path not in made and path.is_file() and not is_edited(path, ours):
            with suppress(OSError):  # held by another program: it stays
                path.unlink()
