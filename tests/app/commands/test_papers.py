"""Papers issued: each with its version, its digest and the last event it shows; never taken back."""

from app.commands import papers
from app.conference import Conference
from app.domain.paper import PaperKind
from db import tables
from tests.support.clock import FakeClock


def test_record_issue_counts_versions_per_paper(conference: Conference, clock: FakeClock) -> None:
    for paper in (PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.MINUTES):
        papers.record_issue(conference, paper, f"{paper}.pdf", "00", conference.last_event())
    issued = tables.ISSUED_DOCUMENTS.all(conference.db)
    assert [(row.paper, row.version, row.up_to_event) for row in issued] == [
        (PaperKind.MINUTES, 1, 1),
        (PaperKind.NOTICE, 1, 2),
        (PaperKind.MINUTES, 2, 3),
    ]
    assert {row.issued_at for row in issued} == {clock.now()}


def test_record_issue_stays_when_acts_are_undone(conference: Conference, ids: dict[str, int]) -> None:
    papers.record_issue(conference, PaperKind.NOTICE, "thong-bao.pdf", "00", conference.last_event())
    conference.undo()
    assert len(tables.ISSUED_DOCUMENTS.all(conference.db)) == 1
    assert tables.PERSON_ROLES.where(conference.db, "person_id = ?", [ids["phu"]]) == ()
