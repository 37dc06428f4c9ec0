"""The one table of papers: which there are, in which order, their file names, formats and what makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.documents.annexes import annexes_document
from app.documents.blocks import Document
from app.documents.closing_card import closing_card
from app.documents.conclusion_notice import conclusion_notice
from app.documents.duties import duties_document
from app.documents.frame import letterhead_gaps
from app.documents.letters import letter_gaps
from app.documents.logs import event_log, hall_log
from app.documents.minutes import minutes_document
from app.documents.paper_twin import paper_twin
from app.documents.petition_annex import petition_annex
from app.documents.portal import portal_document
from app.documents.press import press_summary
from app.documents.programme import programme_document
from app.documents.running_script import running_script
from app.documents.slips import matters_by_agency, slip_of, slips_document
from app.documents.statistics_report import statistics_report
from app.documents.wording import Wording
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport
from app.domain.text import fold


class Format(StrEnum):
    """File formats; the value is the ending of the name."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    WEB = "html"


_APART = "phu-luc-chia-phan"
_TEXT = (Format.PDF, Format.WORD)
_TABLES = (Format.PDF, Format.WORD, Format.EXCEL)
_PUBLISHED = (Format.PDF, Format.WORD, Format.WEB)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A document and the name of its files without an ending; a slash begins a folder."""

    stem: str
    document: Document


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper. more: further files it comes in, apart from the one that is previewed and noted."""

    stem: str
    build: Callable[[ConferenceReport], Document]
    formats: tuple[Format, ...] = _TEXT
    more: Callable[[ConferenceReport], Iterator[PaperFile]] | None = None

    @property
    def file_name(self) -> str:
        """The file that is previewed and noted in the log of papers."""
        return f"{self.stem}.{self.formats[0].value}"

    def document(self, report: ConferenceReport) -> Document:
        """The paper with everything that is still missing from it."""
        made = self.build(report)
        return replace(made, gaps=(*made.gaps, *letterhead_gaps(report), *letter_gaps(Wording(report, "common"), made)))

    def further(self, report: ConferenceReport) -> tuple[PaperFile, ...]:
        return tuple(self.more(report)) if self.more else ()


def _annexes_apart(report: ConferenceReport) -> Iterator[PaperFile]:
    """The same petitions in the tables of what is given, answered and open."""
    yield PaperFile(_APART, annexes_document(report))


def _slips_apart(report: ConferenceReport) -> Iterator[PaperFile]:
    """One file for each agency."""
    for number, agency in enumerate(matters_by_agency(report), 1):
        name = "-".join(re.findall(r"[a-z0-9]+", fold(agency)))[:60].strip("-")
        yield PaperFile(f"phieu-chuyen/{number:02d}-{name}", slip_of(report, agency))


CATALOGUE: dict[PaperKind, Entry] = {
    PaperKind.MINUTES: Entry("bien-ban", minutes_document),
    PaperKind.NOTICE: Entry("thong-bao-ket-luan", conclusion_notice),
    PaperKind.ANNEX: Entry("phu-luc", petition_annex, _TABLES, _annexes_apart),
    PaperKind.SLIP: Entry("phieu-chuyen", slips_document, _TEXT, _slips_apart),
    PaperKind.AGENDA: Entry("chuong-trinh", programme_document),
    PaperKind.SCRIPT: Entry("kich-ban-dieu-hanh", running_script),
    PaperKind.CLOSING_CARD: Entry("phieu-goi-y-ket-luan", closing_card),
    PaperKind.STATISTICS: Entry("bao-cao-thong-ke", statistics_report, _TABLES),
    PaperKind.PORTAL: Entry("ban-dang-cong-thong-tin", portal_document, _PUBLISHED),
    PaperKind.PRESS: Entry("tom-tat-bao-chi", press_summary),
    PaperKind.EVENT_LOG: Entry("nhat-ky-dieu-hanh", event_log, _TABLES),
    PaperKind.HALL_LOG: Entry("nhat-ky-man-chieu", hall_log, _TABLES),
    PaperKind.DUTIES: Entry("bang-chuan-bi", duties_document, _TABLES),
    PaperKind.PAPER_TWIN: Entry("bo-giay-du-phong", paper_twin),
}
"""Every paper in the order of the window. A further paper is a further line."""

USUAL_FILES = frozenset(
    f"{stem}.{kind.value}"
    for entry in CATALOGUE.values()
    for stem in (entry.stem, *((_APART,) if entry.more is _annexes_apart else ()))
    for kind in entry.formats
)
"""Names of the files of every whole set, whatever the conference holds; slips of single agencies come on top."""


def is_paper_file(name: str) -> bool:
    """Whether a path inside a folder of papers (with slashes) is one this table makes."""
    return name in USUAL_FILES or name.startswith(f"{CATALOGUE[PaperKind.SLIP].stem}/")
