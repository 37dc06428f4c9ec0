"""Hostile texts, typed or pasted, through every command: stored clean, plain text on paper and in Excel."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from app.commands import agenda, conclusions, floor, minutes, petitions, queue, setup
from app.conference import Conference
from app.documents.catalogue import CATALOGUE
from app.documents.paper_set import make_paper
from app.documents.pdf import render
from app.documents.xlsx import render as render_tables
from app.domain.agenda import AgendaItem
from app.domain.conclusion import Conclusion
from app.domain.minutes import Slot, TextKey
from app.domain.paper import PaperKind
from app.domain.roster import Agency
from app.queries.report import conference_report
from db import tables
from tests.support.conferences import new_conference, state_of, with_people

HOSTILE = (
    "\u202eđảo ngược\u202c",
    "chữ\u200b ẩn\u2060\ufeff",
    "a\x00b\x07c\x1b[31m",
    "Z" + "\u0301" * 40 + "algo",
    "<img src='file:///etc/passwd'><b>ĐÃ DUYỆT</b>",
    "AT&T &lt; a<br>b",
    '=HYPERLINK("#A1";"bấm")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "{asker} {0} %s",
    "'; DROP TABLE question; --",
)
ALL = " ".join(HOSTILE)


TABLES = [kind for kind, entry in CATALOGUE.items() if any(one.value == "xlsx" for one in entry.formats)]


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    """Everything a person can type holds all of it."""
    opened = new_conference(tmp_path)
    ids = with_people(opened)
    agency = setup.add(opened, Agency(name=ALL, short_name=HOSTILE[6]))
    agenda.add_item(opened, AgendaItem(title=ALL, responsible=ALL, planned_minutes=5, note=ALL))
    new = queue.NewQuestion(asker_name=ALL, unit=ALL, verbatim=ALL, gist=ALL)
    question = queue.register_question(opened, new)
    queue.approve(opened, question)
    queue.assign_agency(opened, question, agency)  # type: ignore[arg-type]
    floor.start_question(opened, question)
    answer = floor.start_answer(opened, question)
    for key in (TextKey(Slot.VERBATIM, question), TextKey(Slot.ANSWER, answer), TextKey(Slot.CHAIR, question)):
        minutes.write_text(opened, key, ALL)
    petitions.record_commitment(opened, question, ALL)
    conclusions.record_conclusion(opened, Conclusion(text=ALL), [ids["snv"]])  # type: ignore[list-item]
    floor.finish_question(opened, question)
    yield opened
    opened.close()


def test_nothing_invisible_is_stored(conference: Conference) -> None:
    for table, rows in state_of(conference.db).items():
        for row in rows:
            for value in row:
                if isinstance(value, str):
                    bad = {char for char in value if unicodedata.category(char) in {"Cc", "Cf"} and char != "\n"}
                    assert not bad, (table, value)
                    assert "\u0301" * 6 not in unicodedata.normalize("NFD", value)


def test_markup_and_statements_are_letters_like_others(conference: Conference) -> None:
    stored = conference.db.execute("SELECT verbatim FROM question").fetchone()[0]
    for words in ("<img src='file:///etc/passwd'>", "AT&T &lt; a<br>b", "DROP TABLE question", "{asker} {0} %s"):
        assert words in stored


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_paper_is_made_without_links_and_pictures(conference: Conference, kind: PaperKind) -> None:
    document = CATALOGUE[kind].document(conference_report(conference.db))
    pdf = pypdf.PdfReader(io.BytesIO(render(document)))
    assert len(pdf.pages) >= 1
    assert not any(page.get("/Annots") for page in pdf.pages), "no link is made of typed text"
    assert not any(page.images for page in pdf.pages), "no picture is loaded by typed text"


@pytest.mark.parametrize("kind", TABLES)
def test_no_cell_of_excel_is_a_formula_or_a_link(conference: Conference, kind: PaperKind) -> None:
    document = CATALOGUE[kind].document(conference_report(conference.db))
    with zipfile.ZipFile(io.BytesIO(render_tables(document))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert "hyperlink" not in sheet


def test_files_of_papers_lie_in_their_folder_under_plain_names(conference: Conference, tmp_path: Path) -> None:
    """A slip bears the name of its agency, and this one is hostile."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    agency = tables.AGENCIES.all(conference.db)[-1]
    setup.save(conference, replace(agency, name="../../CON\\a:b*?<x>|\u202e.pdf" + " dài" * 80))
    made = make_paper(conference_report(conference.db), PaperKind.SLIP, folder)
    assert len(made.files) > 1
    for file in made.files:
        assert file.path.resolve().is_relative_to(folder.resolve())
        assert re.fullmatch(r"[a-z0-9-]{1,80}", file.path.stem)
