"""A conference with agencies, and the way from a file to its preview."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from app.commands import setup
from app.conference import Conference
from app.domain.import_preview import NOTHING_DECIDED, Decisions, ImportKind, ImportPreview
from app.domain.roster import Agency
from app.imports import previews, prose
from app.imports.workbook import Source, read_source, read_text
from app.queries.known import known
from tests.support.conferences import new_conference, with_people

FILES = Path(__file__).resolve().parents[2] / "fixtures" / "imports"
Preview = Callable[..., ImportPreview]


@pytest.fixture
def conference(tmp_path: Path) -> Generator[Conference]:
    made = new_conference(tmp_path)
    with_people(made)
    setup.add(made, Agency(name="Sở Lao động - Thương binh và Xã hội"))
    yield made
    made.close()


@pytest.fixture
def preview(conference: Conference) -> Preview:
    """Called with a file name, a path or text, a kind and decisions; against the conference as it stands."""

    def make(given: str | Path, kind: ImportKind, decisions: Decisions = NOTHING_DECIDED) -> ImportPreview:
        source: Source
        if isinstance(given, Path) or (FILES / given.split("\n")[0]).exists():
            source = read_source(given if isinstance(given, Path) else FILES / given)
        else:
            source = read_text(given)
        sheet = previews.best_sheet(prose.tables(source, kind), kind)
        return previews.preview(kind, source.name, previews.table_of(sheet, kind), known(conference.db), decisions)

    return make
