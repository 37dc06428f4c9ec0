"""A child without consent: named in no card of the hall and on no paper, in no layer of a PDF, whoever typed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from app import children, data_words, scenes
from app.commands import conclusions, floor, minutes, petitions, queue, setup
from app.documents.catalogue import CATALOGUE
from app.documents.pdf import render
from app.domain import scene
from app.domain.conclusion import Conclusion
from app.domain.ids import AgencyId, PersonId, QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.paper import PaperKind
from app.domain.roster import Person
from app.queries.report import conference_report
from db import tables
from tests.support.conferences import new_conference, with_people

NAME = "Vàng Thị Mỷ Nhung"


class Hall:
    """A girl of eleven has asked; her name is in every text that somebody types."""

    def __init__(self, folder: Path) -> None:
        self.conference = conference = new_conference(folder)
        ids = with_people(conference)
        facts = tables.FACTS.get(conference.db, 1)
        setup.change_facts(conference, replace(facts, held_on=date(2023, 3, 22)))
        girl = Person(honorific="Em", name=NAME, unit="Trường THCS Tô Hiệu", birth_year=2012)
        new = queue.NewQuestion(
            asker_name=NAME, unit=girl.unit, verbatim=f"Em là {NAME}, sân chơi?", agency_id=AgencyId(ids["snv"])
        )
        self.question: QuestionId = queue.register_question(conference, new)
        queue.set_asker(conference, self.question, girl)
        self.girl = PersonId(tables.QUESTIONS.get(conference.db, self.question).asker_id or 0)
        queue.approve(conference, self.question)
        floor.start_question(conference, self.question)
        answer = floor.start_answer(conference, self.question)
        minutes.write_text(conference, TextKey(Slot.ANSWER, answer), f"Cảm ơn cháu {NAME.upper()}, sẽ có sân chơi.")
        petitions.record_commitment(conference, self.question, f"Làm sân chơi cho {NAME}")
        floor.start_conclusion(conference, self.question)
        minutes.write_text(conference, TextKey(Slot.CHAIR, self.question), f"Giao Sở Nội vụ trả lời cháu {NAME}.")
        conclusions.record_conclusion(conference, Conclusion(text=f"Trả lời em {NAME}"), [AgencyId(ids["snv"])])
        floor.finish_question(conference, self.question)

    def subjects(self) -> list[str]:
        notice = scenes.made_subject(scene.NoticeCard(f"Mời em {NAME} lên bục.", "Thông báo"))
        turns = [f"speaker/{kind}/{self.question}" for kind in ("asking", "answering", "concluding")]
        return ["cover", "agenda", "conclusion", f"question/{self.question}", notice, *turns]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path)
    yield made
    made.conference.close()


def names(text: str) -> bool:
    return NAME.casefold() in text.casefold()


def test_no_card_of_the_hall_names_her(hall: Hall) -> None:
    for subject in hall.subjects():
        assert not names(scene.to_json(scenes.scene_for(hall.conference.db, subject))), subject
    card = scenes.scene_for(hall.conference.db, f"question/{hall.question}")
    assert isinstance(card, scene.QuestionCard)
    assert card.text == f"Em là {data_words.CHILD_NAME}, sân chơi?"


@pytest.mark.parametrize("kind", CATALOGUE)
def test_no_paper_names_her(hall: Hall, kind: PaperKind) -> None:
    document = CATALOGUE[kind].document(conference_report(hall.conference.db))
    assert not names(repr(document))


def test_with_a_recorded_consent_she_is_named(hall: Hall) -> None:
    girl = tables.PEOPLE.get(hall.conference.db, hall.girl)
    setup.save(hall.conference, replace(girl, consent="Đồng ý của em và bố, 20/3/2023"))
    assert any(names(repr(CATALOGUE[kind].document(conference_report(hall.conference.db)))) for kind in CATALOGUE)
    assert names(scene.to_json(scenes.scene_for(hall.conference.db, f"question/{hall.question}")))
    assert children.hidden_names(hall.conference.db) == ()


def test_sixteen_is_no_child_any_more(hall: Hall) -> None:
    girl = tables.PEOPLE.get(hall.conference.db, hall.girl)
    setup.save(hall.conference, replace(girl, birth_year=2007))
    assert children.hidden_names(hall.conference.db) == ()


def test_no_layer_of_the_published_pdf_names_anybody_kept_back(hall: Hall, tmp_path: Path) -> None:
    """Text layer, metadata and bookmarks, and the bytes of the file."""
    for kind, entry in CATALOGUE.items():
        document = entry.document(conference_report(hall.conference.db))
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(render(document))
        pdf = pypdf.PdfReader(path)
        layers = ["".join(page.extract_text() for page in pdf.pages), repr(pdf.metadata), repr(pdf.outline)]
        assert not any(names(" ".join(layer.split())) for layer in layers), kind
        assert NAME.encode() not in path.read_bytes()
        assert NAME.encode("utf-16-be") not in path.read_bytes()
