"""The one table of papers: which there are, in which order, their file names, formats and what makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
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
from app.documents.private import private_gaps
from app.documents.programme import programme_document
from app.documents.running_script import running_script
from app.documents.slips import matters_by_agency, slip_of, slips_document
from app.documents.statistics_report import statistics_report
from app.documents.wording import Wording
from app.domain.paper import PaperKind
from app.domain.records import dataclass
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
    """A paper. more: further files it comes in, apart from the one that is previewed.

    is_working: serves before and during the conference, or records what happened; it never is a draft.
    """

    stem: str
    build: Callable[[ConferenceReport], Document]
    formats: tuple[Format, ...] = _TEXT
    more: Callable[[ConferenceReport], Iterator[PaperFile]] | None = None
    is_working: bool = False

    @property
    def file_name(self) -> str:
        """The file that is previewed and noted in the log of papers."""
        return f"{self.stem}.{self.formats[0].value}"

    def document(self, report: ConferenceReport) -> Document:
        """The paper with everything that is still missing from it."""
        made, words = self.build(report), Wording(report, "common")
        found = (*letterhead_gaps(report), *letter_gaps(words, made))
        private = private_gaps(words, made) if self.build in _FOR_THE_PUBLIC else ()
        return replace(_in_size(words, made), gaps=(*made.gaps, *private, *found))

    def moment(self, report: ConferenceReport) -> ConferenceReport:
        """What the paper shows: the minutes, once they are final, the moment they were made so."""
        return report.final if report.final is not None and self.build is minutes_document else report

    def is_draft(self, report: ConferenceReport) -> bool:
        """Until the minutes are final nothing that comes of the conference is (chốt)."""
        return not self.is_working and report.facts.minutes_finalised_at is None

    def further(self, report: ConferenceReport) -> tuple[PaperFile, ...]:
        words = Wording(report, "common")
        files = self.more(report) if self.more else ()
        return tuple(replace(file, document=_in_size(words, file.document)) for file in files)


def _in_size(words: Wording, made: Document) -> Document:
    """The set of type sizes the office has chosen (Decree 30, Annex I, V, footnote), or that of its letterhead."""
    if words("letterhead") == "party" and not made.small_type:
        return replace(made, party_type=True)
    return replace(made, small_type=True) if words("type_size") == "small" else made


def _annexes_apart(report: ConferenceReport) -> Iterator[PaperFile]:
    """The same petitions in the tables of what is given, answered and open."""
    yield PaperFile(_APART, annexes_document(report))


def _slips_apart(report: ConferenceReport) -> Iterator[PaperFile]:
    """One file for each agency."""
    for number, agency in enumerate(matters_by_agency(report), 1):
        name = "-".join(re.findall(r"[a-z0-9]+", fold(agency)))[:60].strip("-")
        yield PaperFile(f"phieu-chuyen/{number:02d}-{name}", slip_of(report, agency))


_FOR_THE_PUBLIC = (portal_document, press_summary)
"""Papers that leave the house: what somebody typed is read for private details first."""

CATALOGUE: dict[PaperKind, Entry] = {
    PaperKind.MINUTES: Entry("bien-ban", minutes_document),
    PaperKind.NOTICE: Entry("thong-bao-ket-luan", conclusion_notice),
    PaperKind.ANNEX: Entry("phu-luc", petition_annex, _TABLES, _annexes_apart),
    PaperKind.SLIP: Entry("phieu-chuyen", slips_document, _TEXT, _slips_apart),
    PaperKind.AGENDA: Entry("chuong-trinh", programme_document, is_working=True),
    PaperKind.SCRIPT: Entry("kich-ban-dieu-hanh", running_script, is_working=True),
    PaperKind.CLOSING_CARD: Entry("phieu-goi-y-ket-luan", closing_card, is_working=True),
    PaperKind.STATISTICS: Entry("bao-cao-thong-ke", statistics_report, _TABLES),
    PaperKind.PORTAL: Entry("ban-dang-cong-thong-tin", portal_document, _PUBLISHED),
    PaperKind.PRESS: Entry("tom-tat-bao-chi", press_summary),
    PaperKind.EVENT_LOG: Entry("nhat-ky-dieu-hanh", event_log, _TABLES, is_working=True),
    PaperKind.HALL_LOG: Entry("nhat-ky-man-chieu", hall_log, _TABLES, is_working=True),
    PaperKind.DUTIES: Entry("bang-chuan-bi", duties_document, _TABLES, is_working=True),
    PaperKind.PAPER_TWIN: Entry("bo-giay-du-phong", paper_twin, is_working=True),
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
