"""What became of papers that were to be made, and the door to what makes them. Light: the console needs no setter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path

from app.domain.paper import PaperKind
from app.domain.records import dataclass
from app.domain.report import ConferenceReport


class Aside(StrEnum):
    """Why a file lies under the next free name."""

    NO = "no"
    HELD = "held"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file on disk. name: inside the folder, with slashes; usual: the name it was to have. sha256: of its bytes."""

    path: Path
    name: str
    sha256: str
    usual: str
    aside: Aside = Aside.NO


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper on disk. files: the one that is previewed first, then its further formats and files.

    is_final: no draft. warning: sentences about letters the paper cannot show and private details in it.
    """

    paper: PaperKind
    files: tuple[MadeFile, ...]
    up_to_event: int
    is_final: bool
    warning: str = ""

    @property
    def path(self) -> Path:
        return self.files[0].path


@dataclass(frozen=True, slots=True)
class FailedPaper:
    """A paper that could not be made, and why."""

    paper: PaperKind
    error: Exception


def make_in_child(
    report: ConferenceReport, papers: Sequence[PaperKind], folder: Path, ours: Collection[str]
) -> tuple[MadePaper | FailedPaper, ...]:
    """make_papers; what sets PDF, Word and Excel, a tenth of a second and ten megabytes, only the child imports."""
    from app.documents.paper_set import make_papers

    return make_papers(report, papers, folder, ours)
