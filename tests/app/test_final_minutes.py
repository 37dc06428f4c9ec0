"""Once the minutes are final their paper is the final one, whatever is recorded after; reopened, it is a draft."""

from pathlib import Path

from app.commands import conclusions, minutes, papers
from app.documents.paper_set import make_paper
from app.domain.conclusion import Conclusion
from app.domain.paper import PaperKind
from app.queries.minutes_versions import VersionKind, report_for_papers, versions
from tests.support.conferences import new_conference
from tests.support.pdf_measure import letters_of


def test_the_final_version_is_printed_and_a_print_of_it_is_no_new_version(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    conclusions.record_conclusion(conference, Conclusion(text="Nhiệm vụ thứ nhất"))
    minutes.finalise(conference)
    final_event = conference.last_event()
    conclusions.record_conclusion(conference, Conclusion(text="Nhiệm vụ thứ hai"))
    report = report_for_papers(conference.db)
    made = {kind: make_paper(report, kind, tmp_path / "giay") for kind in (PaperKind.MINUTES, PaperKind.NOTICE)}
    said = {kind: letters_of(paper.path.read_bytes()) for kind, paper in made.items()}
    assert "Nhiệmvụthứnhất" in said[PaperKind.MINUTES]
    assert "Nhiệmvụthứhai" not in said[PaperKind.MINUTES]
    assert "Nhiệmvụthứhai" in said[PaperKind.NOTICE]
    assert "DỰTHẢO" not in said[PaperKind.MINUTES]
    assert (made[PaperKind.MINUTES].up_to_event, made[PaperKind.MINUTES].is_final) == (final_event, True)
    assert made[PaperKind.NOTICE].up_to_event == conference.last_event()
    for kind, paper in made.items():
        files = [papers.IssuedFile(file.name, file.sha256) for file in paper.files]
        papers.record_issue(conference, kind, files, paper.up_to_event, is_final=paper.is_final)
    assert [version.kind for version in versions(conference.db)] == [VersionKind.FINAL]
    minutes.reopen(conference)
    again = make_paper(report_for_papers(conference.db), PaperKind.MINUTES, tmp_path / "giay")
    assert "Nhiệmvụthứhai" in letters_of(again.path.read_bytes())
    assert not again.is_final
    conference.close()
