"""Noting which papers were made, so that it is known which state of the log each one shows."""

from __future__ import annotations

from app import summaries
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.paper import IssuedDocument, PaperKind
from db import tables


def record_issue(conference: Conference, paper: PaperKind, file_name: str, sha256: str, up_to_event: int) -> None:
    """A paper was written to a file. up_to_event: the last event its snapshot contained."""
    with conference.record(EventKind.PAPER_ISSUED) as tx:
        sql = "SELECT coalesce(max(version), 0) + 1 FROM issued_document WHERE paper = ?"
        version = int(tx.db.execute(sql, [paper.value]).fetchone()[0])
        tables.ISSUED_DOCUMENTS.add(
            tx.db,
            IssuedDocument(
                paper=paper,
                file_name=file_name,
                sha256=sha256,
                up_to_event=up_to_event,
                version=version,
                issued_at=tx.now,
            ),
            conference.station,
        )
        tx.summary = summaries.paper_issued(paper, version)
