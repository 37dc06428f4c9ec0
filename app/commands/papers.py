"""Noting which papers were made, so that it is known which state of the log each one shows."""

from __future__ import annotations

from collections.abc import Sequence

from app import summaries
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.paper import IssuedDocument, PaperKind
from app.domain.records import dataclass
from db import tables


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file of a paper: its name inside the folder, with slashes, and its digest."""

    name: str
    sha256: str


def record_issue(
    conference: Conference, paper: PaperKind, files: Sequence[IssuedFile], up_to_event: int, *, is_final: bool = False
) -> None:
    """A paper was written to files, the one that is previewed first; each has its row under one version.

    up_to_event: the last event its snapshot contained. is_final: made after the minutes were final, so no draft.
    """
    with conference.record(EventKind.PAPER_ISSUED) as tx:
        sql = "SELECT coalesce(max(version), 0) + 1 FROM issued_document WHERE paper = ?"
        version = int(tx.db.execute(sql, [paper.value]).fetchone()[0])
        for file in files:
            tables.ISSUED_DOCUMENTS.add(
                tx.db,
                IssuedDocument(
                    paper=paper,
                    file_name=file.name,
                    sha256=file.sha256,
                    up_to_event=up_to_event,
                    version=version,
                    is_final=is_final,
                    issued_at=tx.now,
                ),
                conference.station,
            )
        tx.summary = summaries.paper_issued(paper, version)
