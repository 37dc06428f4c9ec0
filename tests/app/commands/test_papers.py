"""Papers issued: each with its version, its digest and the last event it shows; never taken back."""

from app.commands import papers
from app.conference import Conference
from app.domain.paper import PaperKind
from app.queries import lists
from db import tables
from tests.support.clock import FakeClock


def test_record_issue_counts_versions_per_paper(conference: Conference, clock: FakeClock) -> None:
    for paper in (PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.MINUTES):
        papers.record_issue(conference, paper, [papers.IssuedFile(f"{paper}.pdf", "00")], conference.last_event())
    issued = tables.ISSUED_DOCUMENTS.all(conference.db)
    assert [(row.paper, row.version, row.up_to_event) for row in issued] == [
        (PaperKind.MINUTES, 1, 1),
        (PaperKind.NOTICE, 1, 2),
        (PaperKind.MINUTES, 2, 3),
    ]
    assert {row.issued_at for row in issued} == {clock.now()}


def test_record_issue_stays_when_acts_are_undone(conference: Conference, ids: dict[str, int]) -> None:
    papers.record_issue(conference, PaperKind.NOTICE, [papers.IssuedFile("a.pdf", "00")], conference.last_event())
    conference.undo()
    assert len(tables.ISSUED_DOCUMENTS.all(conference.db)) == 1
    assert tables.PERSON_ROLES.where(conference.db, "person_id = ?", [ids["phu"]]) == ()


def test_record_issue_notes_every_file_under_one_version_in_one_act(conference: Conference) -> None:
    files = [papers.IssuedFile("phieu-chuyen.pdf", "01"), papers.IssuedFile("phieu-chuyen/01-so-noi-vu.docx", "02")]
    before = conference.last_event()
    papers.record_issue(conference, PaperKind.SLIP, files, before, is_final=True)
    assert conference.last_event() == before + 1
    issued = lists.issued_papers(conference.db)
    assert [(row.file_name, row.sha256, row.version, row.is_final) for row in issued] == [
        ("phieu-chuyen.pdf", "01", 1, True),
        ("phieu-chuyen/01-so-noi-vu.docx", "02", 1, True),
    ]
